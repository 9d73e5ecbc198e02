"""The register of one estate: units, owners, who holds what, electors and who speaks for them, rolls."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel import keys
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.places.models import Building, Estate
from gongzhi.register.states import ImportState, MergeState, RequestState, RollState


class Unit(models.Model):
    """专有部分: one flat, shop or parking space, with its area in 0.01 m² and the source of that area."""

    class AreaSource(models.TextChoices):
        REGISTER = "register", _("登记簿")
        SURVEY = "survey", _("实测")
        CONTRACT = "contract", _("合同")
        FIRM = "firm", _("物业清册，未核对")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="units")
    building = TenantForeignKey(Building, related_name="units")
    stair = models.CharField(max_length=20, blank=True)
    floor = models.CharField(max_length=10, blank=True)
    room = models.CharField(max_length=30)
    door = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    area = models.PositiveIntegerField()
    area_source = models.CharField(max_length=10, choices=AreaSource.choices, default=AreaSource.FIRM)
    status = models.CharField(max_length=12, blank=True)
    delivered_on = models.DateField(null=True)
    removed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_unit_tenant"),
            models.UniqueConstraint(
                fields=["estate", "building", "stair", "room"],
                condition=Q(removed_on__isnull=True),
                name="register_unit_once",
            ),
            models.CheckConstraint(name="register_unit_has_area", condition=Q(area__gt=0)),
        ]


class Owner(models.Model):
    """An owner as the register knows it; name, document and phone are sealed, found by blind index only."""

    class Kind(models.TextChoices):
        NATURAL = "natural", _("自然人")
        COMPANY = "company", _("单位")
        DEVELOPER = "developer", _("建设单位")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="owners")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.BinaryField()
    document = models.BinaryField(null=True)
    document_index = models.BinaryField(max_length=32, null=True)
    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_owner_tenant"),
            models.UniqueConstraint(
                fields=["estate", "document_index"],
                condition=Q(document_index__isnull=False),
                name="register_owner_document_once",
            ),
        ]
        indexes = [models.Index(fields=["estate", "phone_index"], name="register_owner_phone")]

    def _open(self, field: str) -> str:
        blob = getattr(self, field)
        return keys.unseal(f"estate:{self.estate_id}", f"register_owner.{field}", bytes(blob)) if blob else ""

    def shown_name(self) -> str:
        """The full name; callers journal the look."""
        return self._open("name")

    def number(self) -> str:
        """The phone number, for the outbox only."""
        return self._open("phone")

    def document_number(self) -> str:
        """The document number, for comparing rosters only."""
        return self._open("document")


class Holding(models.Model):
    """Who owns which unit from when; one row an owner and unit, never overwritten."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    unit = TenantForeignKey(Unit, related_name="holdings")
    owner = TenantForeignKey(Owner, related_name="holdings")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_holding_tenant"),
            models.UniqueConstraint(
                fields=["estate", "unit", "owner"],
                condition=Q(until_on__isnull=True),
                name="register_holding_once",
            ),
            models.CheckConstraint(
                name="register_holding_ends_later",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]


class Elector(models.Model):
    """表决权人: one distinct set of owners, one head (法释〔2020〕17号第9条); `key` is the digest of the set."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="electors")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_elector_tenant"),
            models.UniqueConstraint(
                fields=["estate", "key"], condition=Q(ended_on__isnull=True), name="register_elector_once"
            ),
        ]


class ElectorUnit(models.Model):
    """Which units stand behind an elector now; a unit stands behind one elector only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    elector = TenantForeignKey(Elector, related_name="places")
    unit = TenantForeignKey(Unit, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_electorunit_tenant"),
            models.UniqueConstraint(fields=["estate", "unit"], name="register_electorunit_once"),
        ]


class ElectorOwner(models.Model):
    """Which owners make up an elector."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    elector = TenantForeignKey(Elector, related_name="members")
    owner = TenantForeignKey(Owner, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_electorowner_tenant"),
            models.UniqueConstraint(fields=["estate", "elector", "owner"], name="register_electorowner_once"),
        ]


class Claim(models.Model):
    """Who speaks for an elector, since when and shown by what; one person at a time."""

    class Way(models.TextChoices):
        PHONE = "phone", _("清册电话的一次性验证码")
        LETTER = "letter", _("密封通知单上的验证码")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    elector = TenantForeignKey(Elector, related_name="claims")
    person_id = models.BigIntegerField()
    way = models.CharField(max_length=8, choices=Way.choices)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_claim_tenant"),
            models.UniqueConstraint(
                fields=["estate", "elector"],
                condition=Q(until_at__isnull=True),
                name="register_claim_one_person",
            ),
        ]
        indexes = [models.Index(fields=["person_id"], name="register_claim_person")]


class Merge(models.Model):
    """A proposal that two owners without documents are one (same name and phone); a person decides."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="merges")
    left = TenantForeignKey(Owner, related_name="+")
    right = TenantForeignKey(Owner, related_name="+")
    state = models.CharField(max_length=10, choices=MergeState.choices, default=MergeState.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_merge_tenant"),
            models.UniqueConstraint(fields=["estate", "left", "right"], name="register_merge_once"),
            models.CheckConstraint(
                name="register_merge_decided_has_time",
                condition=Q(state="open", decided_at__isnull=True) | ~Q(state="open") & Q(decided_at__isnull=False),
            ),
        ]


class RosterImport(models.Model):
    """One roster file, its mapping and what it would change; applied whole or not at all."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="imports")
    file_id = models.BigIntegerField()
    mapping = models.JSONField()
    summary = models.JSONField()
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWED)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_rosterimport_tenant"),
            models.CheckConstraint(
                name="register_rosterimport_applied_has_time",
                condition=Q(state="applied", applied_at__isnull=False)
                | ~Q(state="applied") & Q(applied_at__isnull=True),
            ),
        ]


class Roll(models.Model):
    """名册: the electors of one vote: proposed, publicly checked, frozen with the hash of its lines.

    A roll with a `parent` is a part of that frozen roll: the electors of some buildings or stairwells (`scope`, as
    `queries.parts.Part`), with what they hold there.
    """

    class Parking(models.TextChoices):
        NEVER = "never", _("车位不计")
        PARKING_MATTERS = "parking_matters_only", _("只在车位事项计入")
        ALWAYS = "always", _("车位计入")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="rolls")
    state = models.CharField(max_length=10, choices=RollState.choices, default=RollState.PROPOSED)
    parking = models.CharField(max_length=24, choices=Parking.choices, default=Parking.NEVER)
    opened_by = models.CharField(max_length=32)
    approved_by = models.CharField(max_length=32, blank=True)
    check_from = models.DateField(null=True)
    check_until = models.DateField(null=True)
    frozen_at = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True)
    units = models.PositiveIntegerField(null=True)
    heads = models.PositiveIntegerField(null=True)
    heads_min = models.PositiveIntegerField(null=True)
    area = models.PositiveBigIntegerField(null=True)
    left_out_heads = models.PositiveIntegerField(default=0)  # owners of parking alone, where parking does not count
    left_out_area = models.PositiveBigIntegerField(default=0)
    parent = TenantForeignKey("self", null=True, related_name="parts")
    scope = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_roll_tenant"),
            models.UniqueConstraint(
                fields=["estate"],
                condition=Q(state__in=["proposed", "checking"]),
                name="register_roll_one_in_preparation",
            ),
            models.CheckConstraint(
                name="register_roll_frozen_is_whole",
                condition=~Q(state="frozen")
                | Q(frozen_at__isnull=False, units__isnull=False, heads__isnull=False, area__isnull=False)
                & Q(heads_min__isnull=False)
                & ~Q(hash=""),
            ),
            models.CheckConstraint(
                name="register_roll_approved_by_another",
                condition=Q(approved_by="") | ~Q(approved_by=F("opened_by")),
            ),
            models.CheckConstraint(
                name="register_roll_part_is_frozen",
                condition=Q(parent__isnull=True) | Q(state="frozen") & ~Q(parent=F("id")),
            ),
        ]


class RollEntry(models.Model):
    """One elector of a frozen roll: insert-only. `area` is all its area, `parking_area` the part of it that is parking."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    roll = TenantForeignKey(Roll, related_name="entries")
    elector = TenantForeignKey(Elector, related_name="+")
    line = models.PositiveIntegerField()
    doors = models.TextField()
    masked = models.CharField(max_length=60)
    units = models.PositiveIntegerField()
    area = models.PositiveBigIntegerField()
    parking_area = models.PositiveBigIntegerField(default=0)
    merge_group = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_rollentry_tenant"),
            models.UniqueConstraint(fields=["estate", "roll", "elector"], name="register_rollentry_once"),
            models.UniqueConstraint(fields=["estate", "roll", "line"], name="register_rollentry_line_once"),
            models.CheckConstraint(name="register_rollentry_parking_is_part", condition=Q(parking_area__lte=F("area"))),
        ]


class RollUnit(models.Model):
    """A unit that lay within a part of the estate when the roll of that part was frozen: insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    roll = TenantForeignKey(Roll, related_name="units_within")
    unit = TenantForeignKey(Unit, related_name="+")
    area = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_rollunit_tenant"),
            models.UniqueConstraint(fields=["estate", "roll", "unit"], name="register_rollunit_once"),
        ]


class Correction(models.Model):
    """A request to correct the roll, or a change by the desk: proposed by one person, accepted by another."""

    class What(models.TextChoices):
        NAME = "name", _("姓名")
        AREA = "area", _("面积")
        OWNERS = "owners", _("业主")
        PHONE = "phone", _("电话")
        CLAIM = "claim", _("认领")
        OTHER = "other", _("其他")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="corrections")
    unit = TenantForeignKey(Unit, related_name="corrections")
    owner = TenantForeignKey(Owner, null=True, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    asked = models.BinaryField()
    change = models.BinaryField(null=True)
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    asked_by = models.CharField(max_length=32)
    proposed_by = models.CharField(max_length=32, blank=True)
    decided_by = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="register_correction_tenant"),
            models.CheckConstraint(
                name="register_correction_takes_two",
                condition=~Q(state="accepted")
                | ~Q(proposed_by="") & ~Q(decided_by="") & ~Q(decided_by=F("proposed_by")),
            ),
        ]
