"""What is kept up around bodies: 四有一化, party coverage, micro-grids, secretaries and services bought, duty records."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models.body import Body
from gongzhi.bodies.models.offices import Appointment
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate, Grid


class FourOnes(models.Model):
    """四有一化 of an estate, one of five items, met or not, with its evidence; insert-only, the newest counts (A1.1)."""

    class Item(models.TextChoices):
        LEADERSHIP = "leadership", _("有党组织引领")
        EXAMPLE = "example", _("有党员示范带动")
        PLACE = "place", _("有党群服务阵地保障")
        FUNDS = "funds", _("有工作经费支撑")
        MECHANISM = "mechanism", _("党建引领机制制度化")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="four_ones")
    item = models.CharField(max_length=12, choices=Item.choices)
    met = models.BooleanField()
    evidence = models.TextField()
    file_id = models.BigIntegerField(null=True)
    on = models.DateField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_fourones_tenant"),
            models.CheckConstraint(name="bodies_fourones_met_has_evidence", condition=Q(met=False) | ~Q(evidence="")),
        ]


class PartyCoverage(models.Model):
    """How the party is organised in an estate; insert-only, the newest counts, the row before is the adjustment's record (B1.9)."""

    class Form(models.TextChoices):
        INDEPENDENT = "independent", _("独立建立")
        JOINT = "joint", _("联合建立")
        FUNCTIONAL = "functional", _("功能型")
        NONE = "none", _("未覆盖")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="party_coverage")
    form = models.CharField(max_length=12, choices=Form.choices)
    organisation = models.CharField(max_length=80, blank=True)
    committee_members = models.PositiveSmallIntegerField(null=True)
    firm_members = models.PositiveSmallIntegerField(null=True)
    committee_built = models.BooleanField(default=False)
    firm_built = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_partycoverage_tenant")]


class MicroGridDuty(models.Model):
    """微网格员: a seat holder responsible for a micro-grid from when until when (A1.4)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="duties")
    appointment = TenantForeignKey(Appointment, null=True, related_name="micro_grids")
    person_id = models.BigIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_microgridduty_tenant"),
            models.UniqueConstraint(
                fields=["estate", "grid", "person_id"],
                condition=Q(until_on__isnull=True),
                name="bodies_microgridduty_once",
            ),
        ]


class Engagement(models.Model):
    """A secretary hired or a service bought by a committee: contract, source of money, decision it rests on (A8.3)."""

    class Kind(models.TextChoices):
        SECRETARY = "secretary", _("专职秘书")
        SERVICE = "service", _("小区治理专业服务")

    class Source(models.TextChoices):
        COMMON_INCOME = "common_income", _("公共收益")
        COMMITTEE_BUDGET = "committee_budget", _("业委会工作经费")
        STREET = "street", _("镇街购买")
        DONATION = "donation", _("捐赠、志愿")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="engagements")
    body = TenantForeignKey(Body, related_name="engagements")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person_id = models.BigIntegerField(null=True)
    provider = models.CharField(max_length=80, blank=True)
    purpose = models.TextField()
    pay_source = models.CharField(max_length=20, choices=Source.choices)
    pay_fen = models.BigIntegerField()
    basis = models.CharField(max_length=200)
    basis_entry = models.BigIntegerField(null=True)
    powers = models.JSONField(default=list)
    file_id = models.BigIntegerField(null=True)
    from_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_engagement_tenant"),
            models.CheckConstraint(name="bodies_engagement_has_an_end", condition=Q(until_on__gt=F("from_on"))),
            models.CheckConstraint(name="bodies_engagement_pay_not_negative", condition=Q(pay_fen__gte=0)),
            models.CheckConstraint(
                name="bodies_engagement_has_its_party",
                condition=Q(kind="secretary", person_id__isnull=False) | Q(kind="service") & ~Q(provider=""),
            ),
        ]

    @property
    def last_on(self) -> date:
        """The last day on which it still holds; `until_on` is the first on which it no longer does."""
        return self.until_on - timedelta(days=1)


class EngagementNote(models.Model):
    """What was delivered under an engagement, or how it is judged."""

    class Kind(models.TextChoices):
        DELIVERY = "delivery", _("交付")
        EVALUATION = "evaluation", _("评价")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    engagement = TenantForeignKey(Engagement, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField()
    file_id = models.BigIntegerField(null=True)
    on = models.DateField()
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_engagementnote_tenant")]


class QualityNote(models.Model):
    """巡查 or 评价 by an estate's voluntary quality director 义务质量总监 (B1.7)."""

    class Kind(models.TextChoices):
        PATROL = "patrol", _("巡查")
        EVALUATION = "evaluation", _("评价")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    appointment = TenantForeignKey(Appointment, related_name="quality_notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField()
    file_id = models.BigIntegerField(null=True)
    on = models.DateField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_qualitynote_tenant")]


class ServiceNote(models.Model):
    """What a seconded cadre did in a seat, noted by the community, or added by the person themselves (B1.8, B5.10)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    appointment = TenantForeignKey(Appointment, related_name="service_notes")
    words = models.TextField()
    own = models.BooleanField(default=False)
    on = models.DateField()
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_servicenote_tenant")]


class UnitInquiry(models.Model):
    """A sending unit's letter asking for the facts of service, and the certificate that answered it (B5.10)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    appointment = TenantForeignKey(Appointment, related_name="inquiries")
    unit = models.CharField(max_length=80)
    letter_number = models.CharField(max_length=60)
    received_on = models.DateField()
    file_id = models.BigIntegerField(null=True)
    answered_on = models.DateField(null=True)
    document_id = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_unitinquiry_tenant"),
            models.UniqueConstraint(fields=["estate", "appointment", "letter_number"], name="bodies_unitinquiry_once"),
        ]
