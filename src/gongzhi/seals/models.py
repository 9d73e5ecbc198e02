"""Seals of an estate's bodies: who keeps them, what each use rests on, the log, loss and re-cutting (B8.4, L4.3)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.meetings.models import Decision
from gongzhi.places.models import Estate
from gongzhi.seals.states import SealState, UseState
from gongzhi.voting.models import Resolution


class Seal(models.Model):
    """印章: what is engraved, since when, in which state; `kind` is a `gongzhi_law.seals.SealKind`."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    serial = models.PositiveIntegerField()
    body = TenantForeignKey(Body, related_name="seals")
    kind = models.CharField(max_length=12)
    engraved = models.CharField(max_length=80)
    police_number = models.CharField(max_length=60, blank=True)
    made_on = models.DateField()
    image_id = models.BigIntegerField(null=True)
    replaces = TenantForeignKey("self", null=True, related_name="replaced_by")
    state = models.CharField(max_length=8, choices=SealState.choices, default=SealState.KEPT)
    basis_words = models.CharField(max_length=200)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="seals_seal_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="seals_seal_serial_once"),
            models.UniqueConstraint(
                fields=["estate", "body", "kind"], condition=~Q(state="void"), name="seals_seal_one_of_a_kind"
            ),
        ]


class Keeping(models.Model):
    """保管: who has the seal in hand from when; the receiver confirms. One keeper at a time."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    seal = TenantForeignKey(Seal, related_name="keepings")
    person_id = models.BigIntegerField()
    post = models.CharField(max_length=80)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    file_id = models.BigIntegerField(null=True)
    received_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    received_entry = models.BigIntegerField(null=True)
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="seals_keeping_tenant"),
            models.UniqueConstraint(
                fields=["estate", "seal"], condition=Q(until_on__isnull=True), name="seals_keeping_one_at_a_time"
            ),
        ]


class SealRequest(models.Model):
    """用印申请: for what, on which basis (a resolution or decision, and its `basis_entry`), with 环物委's opinion where it is asked.

    `use` is a `gongzhi_law.seals.Use`. After `opinion_due_on` it goes on with a note (R3); `party_shown` is public.
    Only routine uses and handing over go without a basis. `cosign` names who signs beside a body whose term ran out.
    `limit_fen` is the most that a resolution lets be signed or paid, as its sentence `quote` says.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    seal = TenantForeignKey(Seal, related_name="requests")
    serial = models.PositiveIntegerField()
    use = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)
    party_shown = models.CharField(max_length=80, blank=True)
    copies = models.PositiveSmallIntegerField()
    amount_fen = models.BigIntegerField(null=True)
    basis_entry = models.BigIntegerField(null=True)
    basis_kind = models.CharField(max_length=12, blank=True)
    resolution = TenantForeignKey(Resolution, null=True, related_name="+")
    decision = TenantForeignKey(Decision, null=True, related_name="+")
    emergency = models.BooleanField(default=False)
    file_id = models.BigIntegerField()
    opinion_due_on = models.DateField(null=True)
    opinion = models.CharField(max_length=8, blank=True)
    opinion_words = models.CharField(max_length=300, blank=True)
    opinion_at = models.DateTimeField(null=True)
    opinion_by = models.CharField(max_length=32, blank=True)
    signs_needed = models.PositiveSmallIntegerField(default=0)
    limit_fen = models.BigIntegerField(null=True)
    quote = models.CharField(max_length=200, blank=True, default="")
    cosign = models.CharField(max_length=80, blank=True)
    cosigned_at = models.DateTimeField(null=True)
    cosigned_by = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=10, choices=UseState.choices)
    ended_for = models.CharField(max_length=200, blank=True)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()
    opinion_entry = models.BigIntegerField(null=True)
    cosigned_entry = models.BigIntegerField(null=True)
    ended_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="seals_sealrequest_tenant"),
            models.UniqueConstraint(fields=["estate", "serial"], name="seals_sealrequest_serial_once"),
            models.CheckConstraint(name="seals_sealrequest_copies", condition=Q(copies__gt=0)),
            models.CheckConstraint(
                name="seals_sealrequest_limit_is_read",
                condition=Q(limit_fen__isnull=True, quote="")
                | Q(limit_fen__gt=0) & ~Q(quote="") & Q(resolution__isnull=False),
            ),
            models.CheckConstraint(
                name="seals_sealrequest_opinion_is_asked",
                condition=~Q(state="opinion") | Q(opinion_due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="seals_sealrequest_rests_on_a_basis",
                condition=Q(basis_entry__isnull=False, resolution__isnull=False, decision__isnull=True)
                | Q(basis_entry__isnull=False, resolution__isnull=True, decision__isnull=False)
                | Q(basis_entry__isnull=True, resolution__isnull=True, decision__isnull=True)
                & Q(use__in=["routine", "handover"]),
            ),
        ]


class SealSign(models.Model):
    """A member who signed for the use, where the place asks for signatures (北京43条); insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    request = TenantForeignKey(SealRequest, related_name="signs")
    appointment = TenantForeignKey(Appointment, related_name="+")
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="seals_sealsign_tenant"),
            models.UniqueConstraint(fields=["estate", "request", "appointment"], name="seals_sealsign_once"),
        ]


class SealUse(models.Model):
    """用印台账: one use, with its photo, by the keeper; a routine use has no request and is logged within days; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    seal = TenantForeignKey(Seal, related_name="uses")
    serial = models.PositiveIntegerField()
    request = TenantForeignKey(SealRequest, null=True, related_name="uses")
    use = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    copies = models.PositiveSmallIntegerField()
    used_on = models.DateField()
    late = models.BooleanField()
    photo_id = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    person_id = models.BigIntegerField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="seals_sealuse_tenant"),
            models.UniqueConstraint(fields=["estate", "seal", "serial"], name="seals_sealuse_serial_once"),
            models.UniqueConstraint(
                fields=["estate", "request"], condition=Q(request__isnull=False), name="seals_sealuse_once_a_request"
            ),
            models.CheckConstraint(name="seals_sealuse_copies", condition=Q(copies__gt=0)),
            models.CheckConstraint(
                name="seals_sealuse_without_request_is_free",
                condition=Q(request__isnull=False) | Q(use__in=["routine", "handover"]),
            ),
        ]


class SealEvent(models.Model):
    """What happened to a seal: lost, damaged, held back, announced, reported, returned, re-cut, void (L4.3); insert-only."""

    class Kind(models.TextChoices):
        LOST = "lost", _("遗失")
        DAMAGED = "damaged", _("损坏")
        HELD = "held", _("被扣")
        ANNOUNCED = "announced", _("公告")
        REPORTED = "reported", _("报备")
        RETURNED = "returned", _("归还")
        RECUT = "recut", _("重刻")
        VOID = "void", _("作废")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    seal = TenantForeignKey(Seal, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    words = models.CharField(max_length=300)
    office = models.CharField(max_length=80, blank=True)
    document_number = models.CharField(max_length=80, blank=True)
    file_id = models.BigIntegerField(null=True)
    document_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="seals_sealevent_tenant")]
