"""Watch, audit and handing over (A5.6, A7.3): what was found odd and decided, what auditors sampled and found, what a leaving body leaves."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Body
from gongzhi.fund.models.ledger import Transaction
from gongzhi.fund.states import AuditState
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate


class FlagVerdict(models.Model):
    """What was decided about a warning (`key` names it for good) and why; insert-only, the newest decision counts.

    `told` is what those who acted say about it: it decides nothing.
    """

    class Verdict(models.TextChoices):
        TOLD = "told", _("经办一方说明")
        EXPLAINED = "explained", _("已说明，情况正常")
        CORRECTED = "corrected", _("已更正")
        WATCHED = "watched", _("继续关注")
        HANDED_ON = "handed_on", _("移交街道、部门")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.CharField(max_length=300)
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="fund_flagverdict_tenant")]
        indexes = [models.Index(fields=["estate", "key"], name="fund_flagverdict_key")]


class Audit(models.Model):
    """审计: of a term, a year or a matter, over `[from_on, until_on)`; the auditor has a read-only seat while it is open."""

    class Purpose(models.TextChoices):
        TERM = "term", _("任期审计")
        YEAR = "year", _("年度审计")
        SPECIAL = "special", _("专项审计")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    body = TenantForeignKey(Body, null=True, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    auditor = models.CharField(max_length=80)
    basis_words = models.CharField(max_length=200)
    person_id = models.BigIntegerField(null=True)
    capacity_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=AuditState.choices, default=AuditState.OPEN)
    conclusion = models.TextField(blank=True)
    report_file_id = models.BigIntegerField(null=True)
    reported_at = models.DateTimeField(null=True)
    document_id = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    reported_entry = models.BigIntegerField(null=True)
    closed_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_audit_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="fund_audit_serial_once"),
            models.CheckConstraint(name="fund_audit_is_a_period", condition=Q(until_on__gt=F("from_on"))),
            models.CheckConstraint(
                name="fund_audit_reported_on_paper",
                condition=Q(state="open") | Q(report_file_id__isnull=False, reported_at__isnull=False),
            ),
        ]


class AuditPackage(models.Model):
    """审计资料包: one file with ledger, vouchers, bases, publications, seal log, reconciliations, index and hashes; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    audit = TenantForeignKey(Audit, null=True, related_name="packages")
    from_on = models.DateField()
    until_on = models.DateField()
    items = models.PositiveIntegerField()
    file_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="fund_auditpackage_tenant")]


class Sample(models.Model):
    """抽样: a transaction that the auditor looked at, and what was seen; insert-only."""

    class Seen(models.TextChoices):
        IN_ORDER = "in_order", _("相符")
        NO_VOUCHER = "no_voucher", _("缺凭证")
        NO_BASIS = "no_basis", _("缺依据")
        DIFFERS = "differs", _("不符")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    audit = TenantForeignKey(Audit, related_name="samples")
    transaction = TenantForeignKey(Transaction, related_name="+")
    seen = models.CharField(max_length=12, choices=Seen.choices)
    words = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_sample_tenant"),
            models.UniqueConstraint(fields=["estate", "audit", "transaction"], name="fund_sample_once"),
        ]


class AuditFinding(models.Model):
    """审计问题: what is wrong, by which rule, what to do by when, and how it was put right."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    audit = TenantForeignKey(Audit, related_name="findings")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    ground = models.CharField(max_length=200)
    remedy = models.CharField(max_length=300)
    due_on = models.DateField()
    amount_fen = models.BigIntegerField(null=True)
    answer = models.TextField(blank=True)
    file_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    answered_entry = models.BigIntegerField(null=True)
    closed_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_auditfinding_tenant"),
            models.UniqueConstraint(fields=["estate", "audit", "number"], name="fund_auditfinding_number_once"),
        ]


class HandoverBalance(models.Model):
    """移交余额表 of a leaving body on a day: each account, what is open, received by whoever comes; insert-only but for the receipt."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    body = TenantForeignKey(Body, related_name="+")
    on = models.DateField()
    accounts = models.JSONField()
    pending = models.JSONField()
    document_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    received_by = models.CharField(max_length=32, blank=True)
    received_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)
    received_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="fund_handoverbalance_tenant"),
            models.UniqueConstraint(fields=["estate", "body", "on"], name="fund_handoverbalance_once"),
        ]
