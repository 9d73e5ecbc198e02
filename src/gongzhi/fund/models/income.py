"""Where shared income comes from: assets with their title (R12), contracts with their basis (R13), what is due when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.fund.models.accounts import MoneyAccount
from gongzhi.fund.models.ledger import Account, Posting
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Building, Estate


class Asset(models.Model):
    """A thing that earns or could: advertising space, parking, rooms. Only `common` is the owners' without question (R12)."""

    class Title(models.TextChoices):
        COMMON = "common", _("业主共有")
        PRIVATE = "private", _("产权（专有）")
        CIVIL_DEFENCE = "civil_defence", _("人防")
        UNPLANNED = "unplanned", _("规划外占用共有场地")

    class Kind(models.TextChoices):
        ADVERTISING = "advertising", _("广告位")
        PARKING = "parking", _("停车位")
        ROOM = "room", _("用房")
        GROUND = "ground", _("场地摊位")
        LOCKER = "locker", _("快递柜、售货机、充电桩")
        BASE_STATION = "base_station", _("通信基站")
        OTHER = "other", _("其他")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    title = models.CharField(max_length=14, choices=Title.choices)
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=120, blank=True)
    building = TenantForeignKey(Building, null=True, related_name="+")
    evidence = models.CharField(max_length=200)
    file_id = models.BigIntegerField(null=True)
    ended_on = models.DateField(null=True)
    ended_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_asset_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_asset_serial_once"),
        ]


class IncomeContract(models.Model):
    """A contract that brings shared income. `none` is shown to everyone as 未见业主共同决定 (民法典278条1款8项, R13).

    The party is sealed; `party_shown` is what the public reads: a firm's name, or no name of a person. `ground` says why
    the income is the owners' where the asset is not theirs without question (R12).
    """

    class Basis(models.TextChoices):
        RESOLUTION = "resolution", _("业主共同决定")
        BEFORE_2021 = "before_2021", _("2021年以前的决定")
        PRELIMINARY = "preliminary", _("前期合同、临时规约")
        NONE = "none", _("未见业主共同决定")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    asset = TenantForeignKey(Asset, related_name="contracts")
    party = models.BinaryField()
    party_shown = models.CharField(max_length=80)
    words = models.CharField(max_length=200)
    signed_on = models.DateField()
    from_on = models.DateField()
    until_on = models.DateField()
    deposit_fen = models.BigIntegerField(default=0)
    income = TenantForeignKey(Account, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="+")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    basis_entry = models.BigIntegerField(null=True)
    basis_words = models.CharField(max_length=200, blank=True)
    ground = models.CharField(max_length=200, blank=True)
    file_id = models.BigIntegerField(null=True)
    ended_on = models.DateField(null=True)
    ended_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_incomecontract_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_incomecontract_serial_once"),
            models.CheckConstraint(name="fund_incomecontract_ends_later", condition=Q(until_on__gt=F("from_on"))),
            models.CheckConstraint(name="fund_incomecontract_deposit", condition=Q(deposit_fen__gte=0)),
            models.CheckConstraint(
                name="fund_incomecontract_resolution_is_named",
                condition=Q(basis="resolution", basis_entry__isnull=False) | ~Q(basis="resolution"),
            ),
        ]


class Instalment(models.Model):
    """应收: what a contract should bring by a day; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    contract = TenantForeignKey(IncomeContract, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount_fen = models.BigIntegerField()
    words = models.CharField(max_length=80, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_instalment_tenant"),
            models.UniqueConstraint(fields=["estate", "contract", "number"], name="fund_instalment_number_once"),
            models.CheckConstraint(name="fund_instalment_is_money", condition=Q(amount_fen__gt=0)),
        ]
        indexes = [models.Index(fields=["estate", "due_on"], name="fund_instalment_due")]


class Receipt(models.Model):
    """实收: what of a posting counts for an instalment; insert-only. A reversed posting counts no more."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    instalment = TenantForeignKey(Instalment, related_name="receipts")
    posting = TenantForeignKey(Posting, related_name="receipts")
    amount_fen = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_receipt_tenant"),
            models.UniqueConstraint(fields=["estate", "instalment", "posting"], name="fund_receipt_once"),
            models.CheckConstraint(name="fund_receipt_is_money", condition=Q(amount_fen__gt=0)),
        ]


class Deposit(models.Model):
    """押金: a posting on what is owed that belongs to a contract: received from its party, or given back; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    contract = TenantForeignKey(IncomeContract, related_name="deposits")
    posting = TenantForeignKey(Posting, related_name="deposits")
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_deposit_tenant"),
            models.UniqueConstraint(fields=["estate", "posting"], name="fund_deposit_posting_once"),
        ]


class EarlyStatement(models.Model):
    """移交清算情况: what was handed over and what is missing, as published on a day; insert-only (L1.3)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    document_id = models.BigIntegerField()
    open_items = models.PositiveIntegerField()
    open_fen = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_earlystatement_tenant"),
            models.UniqueConstraint(fields=["estate", "document_id"], name="fund_earlystatement_once"),
        ]


class EarlyItem(models.Model):
    """前期移交: what the developer or early firm owes the owners: cleared income, rooms, papers, warranty (L1.3)."""

    class Kind(models.TextChoices):
        INCOME = "income", _("公共收益清算")
        REPAIR_FUND = "repair_fund", _("应交维修资金")
        ROOMS = "rooms", _("物业服务用房")
        PAPERS = "papers", _("资料")
        WARRANTY = "warranty", _("保修责任")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.CharField(max_length=200)
    debtor = models.CharField(max_length=80)
    owed_fen = models.BigIntegerField(null=True)
    due_on = models.DateField(null=True)
    file_id = models.BigIntegerField(null=True)
    closed_on = models.DateField(null=True)
    closed_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()
    closed_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_earlyitem_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_earlyitem_serial_once"),
            models.CheckConstraint(
                name="fund_earlyitem_owes_something", condition=Q(owed_fen__isnull=True) | Q(owed_fen__gt=0)
            ),
        ]


class EarlyStep(models.Model):
    """What was handed over, or asked for, on an item of the early period; insert-only."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("催要")
        HANDED = "handed", _("移交")
        PAID = "paid", _("到账")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    item = TenantForeignKey(EarlyItem, related_name="steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.CharField(max_length=200)
    posting = TenantForeignKey(Posting, null=True, related_name="+")
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_earlystep_tenant"),
            models.CheckConstraint(
                name="fund_earlystep_paid_is_posted", condition=~Q(kind="paid") | Q(posting__isnull=False)
            ),
        ]
