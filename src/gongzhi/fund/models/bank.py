"""What the bank says, what of it is matched to the ledger, and the monthly reconciliation (A5.2)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.fund.models.accounts import MoneyAccount
from gongzhi.fund.models.ledger import Posting
from gongzhi.kernel.sealed import unseal
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class BankStatement(models.Model):
    """An imported statement file with the mapping that read it; the same file and sheet is imported once; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="statements")
    file_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(max_length=80, blank=True)
    mapping = models.JSONField()
    problems = models.JSONField()
    rows = models.PositiveIntegerField()
    fresh = models.PositiveIntegerField()
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    opening_fen = models.BigIntegerField(null=True)
    closing_fen = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_bankstatement_tenant"),
            models.UniqueConstraint(fields=["estate", "money", "sha256", "sheet"], name="fund_bankstatement_file_once"),
        ]


class BankLine(models.Model):
    """流水: one line of the bank, signed in fen (zero and neutral ones too); names are sealed; insert-only.

    `digest` is of its content, `ordinal` tells equal lines of a day apart: a line imported twice is one.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="lines")
    statement = TenantForeignKey(BankStatement, related_name="lines")
    number = models.PositiveIntegerField()
    on = models.DateField()
    moment = models.CharField(max_length=20, blank=True)
    amount_fen = models.BigIntegerField()
    neutral = models.BooleanField(default=False)
    balance_fen = models.BigIntegerField(null=True)
    counterparty = models.BinaryField(null=True)
    words = models.BinaryField(null=True)
    digest = models.BinaryField(max_length=32)
    ordinal = models.PositiveSmallIntegerField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_bankline_tenant"),
            models.UniqueConstraint(fields=["estate", "money", "digest", "ordinal"], name="fund_bankline_once"),
        ]
        indexes = [models.Index(fields=["estate", "money", "on"], name="fund_bankline_on")]

    def shown_counterparty(self) -> str:
        """The other side's name, for those who keep the account."""
        return unseal(self, "counterparty")

    def shown_words(self) -> str:
        """The bank's remark, for those who keep the account."""
        return unseal(self, "words")


class Match(models.Model):
    """勾对: bank lines and postings of one account that are the same money; their sums are equal (deferred trigger)."""

    class How(models.TextChoices):
        PROPOSED = "proposed", _("系统建议，人工确认")
        HAND = "hand", _("人工勾对")
        POSTED = "posted", _("据流水入账")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="matches")
    how = models.CharField(max_length=8, choices=How.choices)
    words = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_for = models.CharField(max_length=200, blank=True)
    undone_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="fund_match_tenant")]


class MatchLine(models.Model):
    """A bank line in a match; in one live match at most."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    match = TenantForeignKey(Match, related_name="lines")
    line = TenantForeignKey(BankLine, related_name="matched")
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_matchline_tenant"),
            models.UniqueConstraint(fields=["estate", "line"], condition=Q(live=True), name="fund_matchline_once"),
        ]


class MatchPosting(models.Model):
    """A posting in a match; in one live match at most."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    match = TenantForeignKey(Match, related_name="postings")
    posting = TenantForeignKey(Posting, related_name="matched")
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_matchposting_tenant"),
            models.UniqueConstraint(
                fields=["estate", "posting"], condition=Q(live=True), name="fund_matchposting_once"
            ),
        ]


class Reconciliation(models.Model):
    """银行存款余额调节表 of an account at a month's end: both adjusted balances are equal to the fen; checked by a second person.

    `open_lines` and `open_postings` are `[{"on", "amount_fen", "id"}]`: what only the bank or only the book has yet.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="reconciliations")
    month = models.DateField()
    bank_fen = models.BigIntegerField()
    book_fen = models.BigIntegerField()
    lines_fen = models.BigIntegerField()
    postings_fen = models.BigIntegerField()
    open_lines = models.JSONField()
    open_postings = models.JSONField()
    document_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    checked_by = models.CharField(max_length=32, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_reconciliation_tenant"),
            models.UniqueConstraint(fields=["estate", "money", "month"], name="fund_reconciliation_once"),
            models.CheckConstraint(name="fund_reconciliation_is_a_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="fund_reconciliation_agrees",
                condition=Q(bank_fen=F("book_fen") + F("lines_fen") - F("postings_fen")),
            ),
        ]
