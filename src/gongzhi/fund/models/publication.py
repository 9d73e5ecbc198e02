"""What is published of the money, asked about it, and remarked by the supervisor (A5.5, A6.2, A6.5)."""

from django.db import models
from django.db.models import F, Q

from gongzhi.fund.models.ledger import Account, Transaction
from gongzhi.fund.models.spending import Budget
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class Publication(models.Model):
    """收支公示 of one account and period `[from_on, until_on)`: 期初＋收入－支出＝期末, held by the database; insert-only.

    What was corrected is published anew and names the row it `replaces`, once: the last of the chain counts.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    account = TenantForeignKey(Account, related_name="publications")
    from_on = models.DateField()
    until_on = models.DateField()
    opening_fen = models.BigIntegerField()
    income_fen = models.BigIntegerField()
    expense_fen = models.BigIntegerField()
    closing_fen = models.BigIntegerField()
    lines = models.PositiveIntegerField()
    replaces = TenantForeignKey("self", null=True, related_name="replaced_by")
    document_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_publication_tenant"),
            models.UniqueConstraint(
                fields=["estate", "account", "from_on", "until_on"],
                condition=Q(replaces__isnull=True),
                name="fund_publication_once",
            ),
            models.UniqueConstraint(fields=["estate", "replaces"], name="fund_publication_replaced_once"),
            models.CheckConstraint(
                name="fund_publication_adds_up",
                condition=Q(closing_fen=F("opening_fen") + F("income_fen") - F("expense_fen")),
            ),
            models.CheckConstraint(name="fund_publication_is_a_period", condition=Q(until_on__gt=F("from_on"))),
        ]


class FundQuestion(models.Model):
    """业主询问: about a line, a statement or a budget, answered in public by a day; the asker is never shown.

    `words` are sealed; `public_words` are what the answer repeats of them, `shortened` where they are not the same.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    transaction = TenantForeignKey(Transaction, null=True, related_name="questions")
    publication = TenantForeignKey(Publication, null=True, related_name="questions")
    budget = TenantForeignKey(Budget, null=True, related_name="questions")
    words = models.BinaryField()
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    due_on = models.DateField()
    public_words = models.CharField(max_length=300, blank=True)
    shortened = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    file_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=32, blank=True)
    entry = models.BigIntegerField()
    answered_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_fundquestion_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_fundquestion_serial_once"),
            models.CheckConstraint(
                name="fund_fundquestion_answered_whole",
                condition=Q(answered_at__isnull=True, answer="", public_words="")
                | Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(public_words=""),
            ),
        ]


class Remark(models.Model):
    """监察人意见: what the supervisor of a trust or the owners' supervision remarks on the books, and the answer."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    transaction = TenantForeignKey(Transaction, null=True, related_name="remarks")
    words = models.TextField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=32, blank=True)
    entry = models.BigIntegerField()
    answered_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_remark_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_remark_serial_once"),
            models.CheckConstraint(
                name="fund_remark_answered_whole",
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
            ),
        ]
