"""The ledger of one estate: double entry in fen, reversal only; every sum is held by the database."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate
from gongzhi.register.models import Unit


class Book(models.Model):
    """账套: the ledger of an estate, from its first day; acts that close a month lock it."""

    estate = models.OneToOneField(Estate, models.PROTECT, related_name="book")
    from_on = models.DateField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="fund_book_tenant")]


class Account(models.Model):
    """科目: what postings stand on. `money` is cash and bank (the only assets), and has a `MoneyAccount`.

    `owed` is what is held for others (押金), `opening` 期初 and 期初待核. `fund` is a `gongzhi_law.fund.FundKind` for
    money, the kind of income or spending otherwise. `by_unit`: each posting is divided among flats to the fen.
    """

    class Root(models.TextChoices):
        MONEY = "money", _("资金")
        INCOME = "income", _("收入")
        EXPENSE = "expense", _("支出")
        OWED = "owed", _("应付")
        OPENING = "opening", _("期初")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    code = models.CharField(max_length=8)
    title = models.CharField(max_length=60)
    root = models.CharField(max_length=8, choices=Root.choices)
    fund = models.CharField(max_length=20, blank=True)
    by_unit = models.BooleanField(default=False)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_account_tenant"),
            models.UniqueConstraint(fields=["estate", "code"], name="fund_account_code_once"),
            models.UniqueConstraint(fields=["estate", "root", "title"], name="fund_account_title_once"),
            models.CheckConstraint(name="fund_account_code_is_plain", condition=Q(code__regex=r"^[A-Z][0-9]{1,6}$")),
            models.CheckConstraint(name="fund_account_money_has_a_fund", condition=~Q(root="money") | ~Q(fund="")),
        ]


class Transaction(models.Model):
    """记账凭证: one event in the ledger with postings that sum to zero; insert-only but for its number.

    Numbers 凭证号 are given when the month closes, so that none is missing. A reversal 红字冲销 negates one transaction
    and no more; `basis_entry` is the journal entry on which a payment rests.
    """

    class Kind(models.TextChoices):
        OPENING = "opening", _("期初")
        INCOME = "income", _("收入")
        PAYMENT = "payment", _("支出")
        TRANSFER = "transfer", _("划转")
        CLEARING = "clearing", _("期初待核清理")
        REVERSAL = "reversal", _("红字冲销")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=200)
    serial = models.PositiveIntegerField(null=True)
    reverses = TenantForeignKey("self", null=True, related_name="reversals")
    basis_entry = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_transaction_tenant"),
            models.UniqueConstraint(
                fields=["estate", "reverses"],
                condition=Q(reverses__isnull=False),
                name="fund_transaction_reversed_once",
            ),
            models.UniqueConstraint(
                fields=["estate", "serial"], condition=Q(serial__isnull=False), name="fund_transaction_serial_once"
            ),
            models.CheckConstraint(
                name="fund_transaction_reversal_names_it",
                condition=Q(kind="reversal", reverses__isnull=False) | ~Q(kind="reversal") & Q(reverses__isnull=True),
            ),
            models.CheckConstraint(
                name="fund_transaction_payment_has_a_basis", condition=~Q(kind="payment") | Q(basis_entry__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["estate", "on"], name="fund_transaction_on")]


class Posting(models.Model):
    """分录: one account of a transaction and its sum in fen, plus is into the account; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    transaction = TenantForeignKey(Transaction, related_name="postings")
    account = TenantForeignKey(Account, related_name="postings")
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_posting_tenant"),
            models.CheckConstraint(name="fund_posting_is_not_nothing", condition=~Q(amount_fen=0)),
        ]
        indexes = [
            models.Index(fields=["estate", "account"], name="fund_posting_account"),
            models.Index(fields=["estate", "transaction"], name="fund_posting_transaction"),
        ]


class SubPosting(models.Model):
    """分户: a flat's share of a posting on an account kept by flats; they sum to the posting (deferred trigger)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    posting = TenantForeignKey(Posting, related_name="shares")
    unit = TenantForeignKey(Unit, related_name="+")
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_subposting_tenant"),
            models.UniqueConstraint(fields=["estate", "posting", "unit"], name="fund_subposting_once"),
        ]
        indexes = [models.Index(fields=["estate", "unit"], name="fund_subposting_unit")]


class MonthClose(models.Model):
    """结账: from here on nothing is posted into the month; its vouchers are numbered `first`–`last`; insert-only.

    `digest` is the SHA-256 of the month's transactions as they stand.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    month = models.DateField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_monthclose_tenant"),
            models.UniqueConstraint(fields=["estate", "month"], name="fund_monthclose_once"),
            models.CheckConstraint(name="fund_monthclose_is_a_month", condition=Q(month__day=1)),
        ]


class Voucher(models.Model):
    """原始凭证: a file behind a transaction. The public sees `shown_file_id`, or the file itself if it is `clear` of personal data."""

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("发票、收据")
        SLIP = "slip", _("银行回单")
        CONTRACT = "contract", _("合同")
        ACCEPTANCE = "acceptance", _("验收单")
        PHOTO = "photo", _("照片")
        OTHER = "other", _("其他")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    transaction = TenantForeignKey(Transaction, related_name="vouchers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=120, blank=True)
    file_id = models.BigIntegerField()
    clear = models.BooleanField(default=False)
    shown_file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    shown_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_voucher_tenant"),
            models.UniqueConstraint(fields=["estate", "transaction", "file_id"], name="fund_voucher_once"),
        ]
