"""The repair fund: a project from the three parties' plan to the final account, its steps and shares (B4.8, R16)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.fund.models.accounts import MoneyAccount
from gongzhi.fund.models.spending import SpendBasis
from gongzhi.fund.states import RepairState
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.meetings.models.sitting import Side
from gongzhi.places.models import Estate
from gongzhi.register.models import Unit


class RepairProject(models.Model):
    """维修项目: what, where (`scope` is `[{"building": id, "stair": ""}]`, empty for the whole estate), how much, how held.

    `agency`: the office holds the money; the project prepares the application and records what the office does, and
    nothing is paid here. `transferred`: paid from the account by requests that name the project.
    """

    class Custody(models.TextChoices):
        AGENCY = "agency", _("代管")
        TRANSFERRED = "transferred", _("已划转业主大会")

    class Warranty(models.TextChoices):
        OUT = "out", _("已过保修期")
        IN = "in", _("在保修期内")
        UNKNOWN = "unknown", _("不清楚")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    title = models.CharField(max_length=80)
    part = models.CharField(max_length=20)
    why = models.TextField()
    plan = models.TextField()
    scope = models.JSONField()
    custody = models.CharField(max_length=12, choices=Custody.choices)
    emergency = models.CharField(max_length=30, blank=True)
    warranty = models.CharField(max_length=8, choices=Warranty.choices)
    excluded = models.JSONField(default=list)
    budget_fen = models.BigIntegerField()
    actual_fen = models.BigIntegerField(null=True)
    money = TenantForeignKey(MoneyAccount, null=True, related_name="projects")
    basis = TenantForeignKey(SpendBasis, null=True, related_name="projects")
    assembly_id = models.BigIntegerField(null=True)
    contractor = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=RepairState.choices, default=RepairState.PLANNED)
    dropped_for = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_repairproject_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_repairproject_serial_once"),
            models.CheckConstraint(name="fund_repairproject_is_money", condition=Q(budget_fen__gt=0)),
            models.CheckConstraint(
                name="fund_repairproject_settled_for_a_sum",
                condition=~Q(state__in=["settled", "published"]) | Q(actual_fen__isnull=False),
            ),
        ]


class PlanVoice(models.Model):
    """三方协商: what one party said of the plan; insert-only, the newest of a side counts."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    project = TenantForeignKey(RepairProject, related_name="voices")
    side = models.CharField(max_length=12, choices=Side.choices)
    agrees = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="fund_planvoice_tenant")]


class Quote(models.Model):
    """报价: an offer for the work, with its file; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    project = TenantForeignKey(RepairProject, related_name="quotes")
    bidder = models.CharField(max_length=80)
    amount_fen = models.BigIntegerField()
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_quote_tenant"),
            models.UniqueConstraint(fields=["estate", "project", "bidder"], name="fund_quote_once"),
            models.CheckConstraint(name="fund_quote_is_money", condition=Q(amount_fen__gt=0)),
        ]


class RepairStep(models.Model):
    """What happened on a day: evidence, confirmation, application, 受理、核准、划转、退回, work, acceptance, audit; insert-only.

    `what` names which of several: the confirmer that the place's text asks for.
    """

    class Kind(models.TextChoices):
        INVITED = "invited", _("邀请街道、社区提前介入")
        AGREED = "agreed", _("三方商定")
        DECIDED = "decided", _("表决通过")
        EVIDENCE = "evidence", _("紧急情况证据")
        CONFIRMED = "confirmed", _("街道、居委会确认")
        REVIEWED = "reviewed", _("业委会审核")
        FILED = "filed", _("报备案")
        APPLIED = "applied", _("提交申请")
        RECEIVED = "received", _("受理")
        GRANTED = "granted", _("核准")
        RETURNED = "returned", _("退回")
        TRANSFERRED = "transferred", _("划转")
        STARTED = "started", _("开工")
        ACCEPTED = "accepted", _("验收")
        AUDITED = "audited", _("结算审核")
        SETTLED = "settled", _("决算")
        PUBLISHED = "published", _("公示")
        REPORTED = "reported", _("向业主大会报告")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    project = TenantForeignKey(RepairProject, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = models.CharField(max_length=30, blank=True, default="")
    on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    amount_fen = models.BigIntegerField(null=True)
    file_id = models.BigIntegerField(null=True)
    document_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="fund_repairstep_tenant")]


class Allocation(models.Model):
    """分摊: a sum divided among the flats in scope by area, no fen lost (民法典283条); the shares sum to it (deferred trigger)."""

    class Kind(models.TextChoices):
        PLANNED = "planned", _("预算分摊")
        FINAL = "final", _("决算分摊")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    project = TenantForeignKey(RepairProject, related_name="allocations")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    total_fen = models.BigIntegerField()
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_allocation_tenant"),
            models.UniqueConstraint(fields=["estate", "project", "kind"], name="fund_allocation_once"),
        ]


class AllocationShare(models.Model):
    """One flat's part of an allocation; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    allocation = TenantForeignKey(Allocation, related_name="shares")
    unit = TenantForeignKey(Unit, related_name="+")
    area = models.PositiveIntegerField()
    amount_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_allocationshare_tenant"),
            models.UniqueConstraint(fields=["estate", "allocation", "unit"], name="fund_allocationshare_once"),
            models.CheckConstraint(name="fund_allocationshare_takes_nothing", condition=Q(amount_fen__gte=0)),
        ]


class Mirror(models.Model):
    """代管分户余额: the office's list of what each flat's sub-account holds on a day, as imported; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    money = TenantForeignKey(MoneyAccount, related_name="mirrors")
    as_of = models.DateField()
    total_fen = models.BigIntegerField()
    file_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_mirror_tenant"),
            models.UniqueConstraint(fields=["estate", "money", "as_of"], name="fund_mirror_once_a_day"),
        ]


class MirrorBalance(models.Model):
    """One flat's balance in an imported list; they sum to its total (deferred trigger); insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    mirror = TenantForeignKey(Mirror, related_name="balances")
    unit = TenantForeignKey(Unit, related_name="+")
    balance_fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_mirrorbalance_tenant"),
            models.UniqueConstraint(fields=["estate", "mirror", "unit"], name="fund_mirrorbalance_once"),
        ]
