"""Seats and who sits in them from when until when; what they declared; what they handed to others; how they were recalled."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models.body import Body, Term, tenant
from gongzhi.bodies.states import RecallState
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Estate
from gongzhi.register.models import Elector


class Seat(models.Model):
    """A chair of a body: 1..n, or an alternate's place 候补 in its order; `side` is the unit it belongs to, if any."""

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    body = TenantForeignKey(Body, related_name="seats")
    number = models.PositiveSmallIntegerField()
    alternate = models.BooleanField(default=False)
    side = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_seat_tenant"),
            models.UniqueConstraint(fields=["tenant", "id"], name="bodies_seat_scope"),
            models.UniqueConstraint(fields=["tenant", "body", "alternate", "number"], name="bodies_seat_once"),
        ]


class Appointment(models.Model):
    """One person in one seat on `[from_on, ended_on)`; never changed but for its end and what the person shows of themselves.

    Appointments of one seat never overlap, nor do two of one person in one body (exclusion constraints).
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("主任")
        VICE = "vice", _("副主任")
        MEMBER = "member", _("委员")
        ALTERNATE = "alternate", _("候补")
        LEADER = "leader", _("组长")
        PLAIN = "plain", _("成员")
        SECRETARY = "secretary", _("书记")
        VICE_SECRETARY = "vice_secretary", _("副书记")
        MANAGER = "manager", _("项目负责人")
        QUALITY = "quality", _("义务质量总监")
        CLERK = "clerk", _("专职秘书")
        OFFICER = "officer", _("经办人")

    class Way(models.TextChoices):
        ELECTED = "elected", _("选举")
        BY_STREET = "by_street", _("镇街组织产生")
        EX_OFFICIO = "ex_officio", _("因职务")
        BY_RESIDENTS = "by_residents", _("居民代表会议决定")
        RECOMMENDED = "recommended", _("推荐")
        PROMOTED = "promoted", _("候补递补")
        CHOSEN = "chosen", _("委员推选")
        HIRED = "hired", _("聘任")

    class End(models.TextChoices):
        RESIGNED = "resigned", _("书面辞职")
        NOT_OWNER = "not_owner", _("不再是业主")
        INCAPABLE = "incapable", _("丧失民事行为能力")
        NATURAL = "natural", _("其他自然终止情形")
        RECALLED = "recalled", _("罢免")
        TERM_ENDED = "term_ended", _("任期终止，已移交")
        BODY_ENDED = "body_ended", _("组织终止")
        ROLE_CHANGED = "role_changed", _("职务变动")
        PROMOTED = "promoted", _("候补递补为委员")
        LEFT_UNIT = "left_unit", _("单位调整")

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    body = TenantForeignKey(Body, related_name="appointments")
    term = TenantForeignKey(Term, null=True, related_name="appointments")
    seat = TenantForeignKey(Seat, related_name="appointments")
    person_id = models.BigIntegerField()
    elector = TenantForeignKey(Elector, null=True, related_name="+")
    role = models.CharField(max_length=16, choices=Role.choices)
    way = models.CharField(max_length=16, choices=Way.choices)
    basis = models.CharField(max_length=200)
    basis_entry = models.BigIntegerField(null=True)
    seconded_from = models.CharField(max_length=80, blank=True)
    from_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_way = models.CharField(max_length=16, choices=End.choices, blank=True)
    end_note = models.CharField(max_length=200, blank=True)
    shown_phone = models.CharField(max_length=40, blank=True)
    party_shown = models.BooleanField(default=False)
    entry = models.BigIntegerField()
    ended_entry = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_appointment_tenant"),
            models.UniqueConstraint(fields=["tenant", "id"], name="bodies_appointment_scope"),
            models.CheckConstraint(
                name="bodies_appointment_ended_later",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="bodies_appointment_end_is_whole",
                condition=Q(ended_on__isnull=True, end_way="", ended_entry__isnull=True)
                | Q(ended_on__isnull=False, ended_entry__isnull=False) & ~Q(end_way=""),
            ),
        ]
        indexes = [
            models.Index(fields=["person_id"], name="bodies_appointment_person"),
            models.Index(fields=["entry"], name="bodies_appointment_entry"),
        ]


class Declaration(models.Model):
    """What a member or candidate says of themselves for one body; sealed, insert-only, the newest counts (B7.4, B7.6, R20).

    Content (JSON): {"party": true|false|null, "skills": [..], "kin": [{"relation","body","kind"}], "voluntary": bool}.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    body = TenantForeignKey(Body, null=True, related_name="declarations")
    person_id = models.BigIntegerField()
    content = models.BinaryField()
    own = models.BooleanField()
    source = models.CharField(max_length=120, blank=True)
    entry = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_declaration_tenant"),
            models.CheckConstraint(
                name="bodies_declaration_is_own_or_has_a_source", condition=Q(own=True) | ~Q(source="")
            ),
        ]
        indexes = [models.Index(fields=["person_id", "body"], name="bodies_declaration_person")]


class Suspension(models.Model):
    """A member's work stopped before a decision, only where local law has it (北京46、47条); lifted by another row's day."""

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    appointment = TenantForeignKey(Appointment, related_name="suspensions")
    ground = models.CharField(max_length=200)
    cite = models.CharField(max_length=120)
    from_on = models.DateField()
    lifted_on = models.DateField(null=True)
    entry = models.BigIntegerField()
    lifted_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_suspension_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "appointment"],
                condition=Q(lifted_on__isnull=True),
                name="bodies_suspension_one_at_a_time",
            ),
            models.CheckConstraint(
                name="bodies_suspension_lifted_later",
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("from_on")),
            ),
        ]


class Recall(models.Model):
    """罢免: proposed, answered, decided by the owners or the committee they authorised (指导规则44条, R19)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    appointment = TenantForeignKey(Appointment, related_name="recalls")
    proposer = models.CharField(max_length=16)
    proposer_words = models.CharField(max_length=200)
    proposers = models.PositiveIntegerField()
    proposers_of = models.PositiveIntegerField()
    ground = models.TextField()
    state = models.CharField(max_length=10, choices=RecallState.choices, default=RecallState.PROPOSED)
    proposed_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    decision_basis = models.CharField(max_length=200, blank=True)
    decision_entry = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_recall_tenant"),
            models.UniqueConstraint(
                fields=["estate", "appointment"],
                condition=Q(state__in=["proposed", "answered"]),
                name="bodies_recall_one_at_a_time",
            ),
            models.CheckConstraint(
                name="bodies_recall_decided_has_basis",
                condition=~Q(state="decided") | Q(decided_on__isnull=False) & ~Q(decision_basis=""),
            ),
        ]


class Delegation(models.Model):
    """Powers that a member hands to another person for a while: recorded, limited, revocable."""

    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    tenant = tenant()
    body = TenantForeignKey(Body, related_name="delegations")
    appointment = TenantForeignKey(Appointment, related_name="delegations")
    to_person_id = models.BigIntegerField()
    powers = models.JSONField()
    limit_words = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField()
    revoked_on = models.DateField(null=True)
    revoked_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()
    revoked_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="bodies_delegation_tenant"),
            models.CheckConstraint(name="bodies_delegation_has_an_end", condition=Q(until_on__gt=F("from_on"))),
        ]

    @property
    def last_on(self) -> date:
        """The last day on which it still holds; `until_on` is the first on which it no longer does."""
        return self.until_on - timedelta(days=1)
