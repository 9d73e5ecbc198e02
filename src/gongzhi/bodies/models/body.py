"""Bodies with their terms, what strangers may reach them by, and the dispute over who they are."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.states import BodyState
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Division, Estate


def tenant() -> models.GeneratedField:
    """The estate's number, or 0 above estates: the first half of every composite key of this room."""
    return models.GeneratedField(
        expression=Coalesce("estate_id", 0), output_field=models.BigIntegerField(), db_persist=True
    )


class Body(models.Model):
    """An organ of an estate (estate set) or of a division (division set): one of the kinds of `gongzhi_law.bodies`."""

    class Kind(models.TextChoices):
        PARTY_COMMUNITY = "party_community", _("社区党组织")
        PARTY_ESTATE = "party_estate", _("小区党组织")
        RESIDENTS_COMMITTEE = "residents_committee", _("居民委员会")
        ENV_COMMITTEE = "env_committee", _("环境和物业管理委员会")
        ASSEMBLY = "assembly", _("业主大会")
        COMMITTEE = "committee", _("业主委员会")
        INTERIM = "interim", _("物业管理委员会")
        SELF_MANAGED = "self_managed", _("物业自管组织")
        PREPARATORY = "preparatory", _("首次业主大会筹备组")
        RENEWAL = "renewal", _("换届小组")
        OWNERS_SUPERVISION = "owners_supervision", _("业主监督委员会")
        RESIDENTS_SUPERVISION = "residents_supervision", _("居务监督委员会")
        FIRM = "firm", _("物业服务企业")
        PROJECT = "project", _("物业服务项目")
        THIRD_PARTY = "third_party", _("第三方机构")
        STREET = "street", _("街道办事处（镇政府）")
        DEPARTMENT = "department", _("职能部门")
        UTILITY = "utility", _("公共服务企业")

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="bodies")
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="bodies")
    tenant = tenant()
    kind = models.CharField(max_length=24, choices=Kind.choices)
    name = models.CharField(max_length=80)
    department = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    state = models.CharField(max_length=10, choices=BodyState.choices, default=BodyState.FORMING)
    represents = models.BooleanField(default=False)
    basis = models.CharField(max_length=200)
    basis_entry = models.BigIntegerField(null=True)
    formed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_body_tenant"),
            models.UniqueConstraint(fields=["tenant", "id"], name="bodies_body_scope"),
            models.CheckConstraint(
                name="bodies_body_has_one_scope",
                condition=Q(estate__isnull=False, division__isnull=True)
                | Q(estate__isnull=True, division__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["estate", "kind"],
                condition=~Q(state="ended")
                & Q(estate__isnull=False)
                & Q(kind__in=["assembly", "committee", "interim", "self_managed", "preparatory", "renewal"]),
                name="bodies_body_one_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["estate"],
                condition=Q(represents=True),
                name="bodies_body_one_filed_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["division", "kind"],
                condition=~Q(state="ended")
                & Q(division__isnull=False)
                & Q(kind__in=["residents_committee", "env_committee", "residents_supervision", "street"]),
                name="bodies_body_one_a_division",
            ),
            models.CheckConstraint(
                name="bodies_body_represents_while_standing",
                condition=Q(represents=False)
                | Q(estate__isnull=False, state="standing", kind__in=["committee", "interim"]),
            ),
            models.CheckConstraint(
                name="bodies_body_standing_since_a_day",
                condition=~Q(state="standing") | Q(formed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="bodies_body_ended_on_a_day",
                condition=Q(state="ended", ended_on__isnull=False) | ~Q(state="ended") & Q(ended_on__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["division", "kind"], name="bodies_body_division")]


class Term(models.Model):
    """One term 届 of a body: set size, how long, and when the street confirmed it against the filing.

    `[from_on, until_on)`; a term that ended early has `ended_on`. Terms of one body never overlap (in the database).
    """

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    body = TenantForeignKey(Body, related_name="terms")
    number = models.PositiveSmallIntegerField()
    set_size = models.PositiveSmallIntegerField()
    alternates = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200)
    basis_entry = models.BigIntegerField(null=True)
    filed_on = models.DateField(null=True)
    filing_number = models.CharField(max_length=60, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_entry = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_term_tenant"),
            models.UniqueConstraint(fields=["tenant", "id"], name="bodies_term_scope"),
            models.UniqueConstraint(fields=["tenant", "body", "number"], name="bodies_term_number_once"),
            models.CheckConstraint(name="bodies_term_has_seats", condition=Q(set_size__gt=0)),
            models.CheckConstraint(
                name="bodies_term_ends_later", condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on"))
            ),
            models.CheckConstraint(
                name="bodies_term_ended_later", condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="bodies_term_confirmed_on_a_filing",
                condition=Q(confirmed_at__isnull=True) | ~Q(filing_number=""),
            ),
        ]

    @property
    def last_on(self) -> date | None:
        """The last day in office, as laws count it; None where the term has no end."""
        return self.until_on - timedelta(days=1) if self.until_on else None

    @property
    def shown_until(self) -> date | None:
        """The day that pages show as its end: the day it was ended early, else its last day in office."""
        return self.ended_on or self.last_on


class Contact(models.Model):
    """How strangers reach a body: duty number, hours, place; the newest row counts (field-notes R23)."""

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    body = TenantForeignKey(Body, related_name="contacts")
    duty_phone = models.CharField(max_length=40)
    hours = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=120, blank=True)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_contact_tenant")]


class Dispute(models.Model):
    """换届争议: marked by the street on a document; while it lasts only what must be kept alive goes on (L4.4)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="disputes")
    about = models.TextField()
    document_number = models.CharField(max_length=60)
    file_id = models.BigIntegerField(null=True)
    marked_on = models.DateField()
    cleared_on = models.DateField(null=True)
    cleared_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()
    cleared_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_dispute_tenant"),
            models.UniqueConstraint(
                fields=["estate"], condition=Q(cleared_on__isnull=True), name="bodies_dispute_one_at_a_time"
            ),
            models.CheckConstraint(
                name="bodies_dispute_clears_later",
                condition=Q(cleared_on__isnull=True) | Q(cleared_on__gte=F("marked_on")),
            ),
        ]


class DisputeStatement(models.Model):
    """What one side of a dispute puts forward; both sides are shown on one page."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    dispute = TenantForeignKey(Dispute, related_name="statements")
    side = models.CharField(max_length=40)
    words = models.TextField()
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="bodies_disputestatement_tenant")]
