"""Accounts that hold money: where, in whose name, who signs for them (A5.1)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Body
from gongzhi.fund.models.ledger import Account
from gongzhi.fund.states import AccountState
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class Side(models.TextChoices):
    """共管各方: for whom a signature or an approval counts."""

    OWNERS = "owners", _("业主方")
    FIRM = "firm", _("物业企业")
    RESIDENTS = "residents_committee", _("居民委员会")
    STREET = "street", _("街道")


class MoneyAccount(models.Model):
    """A bank account or cash box of the estate; its number is sealed and belongs to one estate only (一账一小区).

    `agency` 代管: the office holds the money; what stands here mirrors it and is never paid from.
    """

    class Custody(models.TextChoices):
        JOINT = "joint", _("共管账户")
        OWN = "own", _("业主组织专户")
        AGENCY = "agency", _("主管部门代管")
        CASH = "cash", _("备用金")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    account = TenantForeignKey(Account, related_name="money")
    custody = models.CharField(max_length=8, choices=Custody.choices)
    state = models.CharField(max_length=10, choices=AccountState.choices, default=AccountState.PROPOSED)
    bank = models.CharField(max_length=80, blank=True)
    holder = models.CharField(max_length=80)
    number = models.BinaryField(null=True)
    number_index = models.BinaryField(max_length=32, null=True)
    tail = models.CharField(max_length=4, blank=True)
    basis_entry = models.BigIntegerField(null=True)
    basis_words = models.CharField(max_length=200)
    file_id = models.BigIntegerField(null=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    document_id = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()
    opened_entry = models.BigIntegerField(null=True)
    closed_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_moneyaccount_tenant"),
            models.UniqueConstraint(fields=["estate", "account"], name="fund_moneyaccount_once"),
            models.UniqueConstraint(
                fields=["number_index"],
                condition=Q(number_index__isnull=False, closed_on__isnull=True),
                name="fund_moneyaccount_number_of_one_estate",
            ),
            models.CheckConstraint(
                name="fund_moneyaccount_open_since_a_day",
                condition=~Q(state="open") | Q(opened_on__isnull=False, opened_entry__isnull=False),
            ),
            models.CheckConstraint(
                name="fund_moneyaccount_closed_on_a_day",
                condition=Q(state="closed", closed_on__isnull=False) | ~Q(state="closed") & Q(closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="fund_moneyaccount_bank_is_named",
                condition=~Q(state="open") | Q(custody="cash") | ~Q(bank="") & ~Q(tail=""),
            ),
        ]


class Signatory(models.Model):
    """Who signs for an account: a side by its body and post, never by name: signatories follow seats."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="signatories")
    side = models.CharField(max_length=20, choices=Side.choices)
    body = TenantForeignKey(Body, null=True, related_name="+")
    role = models.CharField(max_length=16, blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_signatory_tenant"),
            models.UniqueConstraint(
                fields=["estate", "money", "side", "role"],
                condition=Q(until_on__isnull=True),
                name="fund_signatory_once",
            ),
            models.CheckConstraint(
                name="fund_signatory_of_a_body",
                condition=Q(side__in=["owners", "firm"], body__isnull=False)
                | Q(side__in=["residents_committee", "street"], body__isnull=True),
            ),
        ]


class AccountPaper(models.Model):
    """A paper of an account's life beside its basis: the bank's on opening, of a change of who signs, of the closing; insert-only."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("开户")
        SIGNERS = "signers", _("签字安排变更")
        CLOSED = "closed", _("销户")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="papers")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    file_id = models.BigIntegerField()
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="fund_accountpaper_tenant")]
