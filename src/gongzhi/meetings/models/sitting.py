"""Meetings of a community: 联席会议, 环物委's own, the yearly exchanges; who comes, what was written, who received it."""

from typing import TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.meetings.states import SittingState
from gongzhi.places.models import Division, Estate

Row = TypeVar("Row", bound=models.Model, covariant=True)


class Side(models.TextChoices):
    """The parties of a joint meeting, to whom notice and minutes go (B2.1, B2.7), and the two that prepare and supervise."""

    PARTY = "party", _("社区党组织")
    RESIDENTS = "residents", _("社区居民委员会")
    OWNERS = "owners", _("业主委员会")
    FIRM = "firm", _("物业服务企业")
    ENVIRONMENT = "environment", _("环境和物业管理委员会")
    STREET = "street", _("街道办事处（镇政府）")
    OTHER = "other", _("其他单位")


class Mandate(models.Model):
    """受托召集: the party secretary lets another convene, on `[from_on, until_on)`, for named estates or all (B2.3); revocable."""

    class Standing(models.TextChoices):
        MEMBER = "member", _("联席会议成员")
        PARTY_ESTATE = "party_estate", _("小区党组织负责人")

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    giver_id = models.BigIntegerField()
    giver_seat = models.BigIntegerField()
    person_id = models.BigIntegerField()
    seat = models.BigIntegerField()
    standing = models.CharField(max_length=16, choices=Standing.choices)
    about = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    limit = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField()
    revoked_on = models.DateField(null=True)
    revoked_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()
    revoked_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_mandate_scope"),
            models.CheckConstraint(name="meetings_mandate_ends_later", condition=Q(until_on__gt=F("from_on"))),
            models.CheckConstraint(name="meetings_mandate_to_another", condition=~Q(giver_id=F("person_id"))),
        ]


class Sitting(models.Model):
    """One meeting of a community. A regular joint meeting names its window, `2026-10` for the end of October (B2.6)."""

    class Kind(models.TextChoices):
        JOINT = "joint", _("三方联席会议")
        ENV = "env", _("环境和物业管理委员会会议")
        ENV_SUMMARY = "env_summary", _("环境和物业管理委员会半年总结会")
        EXCHANGE = "exchange", _("业主委员会交流沟通会")
        FORUM = "forum", _("物业联席会")

    class Form(models.TextChoices):
        REGULAR = "regular", _("工作例会")
        ONSITE = "onsite", _("现场办公")
        VIDEO = "video", _("视频会议")

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=120)
    form = models.CharField(max_length=8, choices=Form.choices)
    window = models.CharField(max_length=7, blank=True)
    why = models.TextField(blank=True)
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    link = models.CharField(max_length=300, blank=True)
    brief = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SittingState.choices, default=SittingState.DRAFT)
    prepared_by = models.CharField(max_length=32)
    convener_id = models.BigIntegerField(null=True)
    mandate = TenantForeignKey(Mandate, null=True, related_name="sittings")
    notice_words = models.TextField(blank=True)
    noticed_at = models.DateTimeField(null=True)
    document_id = models.BigIntegerField(null=True)
    sign_in = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    photo_id = models.BigIntegerField(null=True)
    cancelled_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_sitting_scope"),
            models.CheckConstraint(
                name="meetings_sitting_has_a_place",
                condition=Q(form="video") & ~Q(link="") | ~Q(form="video") & ~Q(place=""),
            ),
            models.CheckConstraint(
                name="meetings_sitting_ad_hoc_is_explained", condition=~Q(kind="joint") | ~Q(window="") | ~Q(why="")
            ),
            models.CheckConstraint(
                name="meetings_sitting_noticed_by_a_convener",
                condition=Q(state__in=["draft", "cancelled"]) | Q(convener_id__isnull=False, noticed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meetings_sitting_closes_later",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
            ),
        ]
        indexes = [models.Index(fields=["division", "kind", "begins_at"], name="meetings_sitting_day")]


class Kept(models.Manager[Row]):
    """The rows that a draft has not dropped again: what every page, act and file reads."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """Without the dropped ones."""
        return super().get_queryset().filter(removed_at__isnull=True)


class Served(models.Model):
    """An estate that a sitting serves; each has minutes of its own (field-notes §3.1). Dropped by a draft: `removed_at`."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    sitting = TenantForeignKey(Sitting, related_name="served")
    about = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = Kept["Served"]()
    with_dropped = models.Manager["Served"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_served_scope"),
            models.UniqueConstraint(
                fields=["division", "sitting", "about"],
                condition=Q(removed_at__isnull=True),
                name="meetings_served_once",
            ),
        ]


class Attendee(models.Model):
    """Who is called to a sitting: a member by a seat, or an observer of a kind (B2.1, B2.2).

    A guest without an account has a sealed name; an observer whom a draft dropped has `removed_at`.
    """

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    sitting = TenantForeignKey(Sitting, related_name="attendees")
    about = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    side = models.CharField(max_length=12, choices=Side.choices)
    observer = models.CharField(max_length=24, blank=True)
    person_id = models.BigIntegerField(null=True)
    seat = models.BigIntegerField(null=True)
    office = models.CharField(max_length=80)
    guest = models.BinaryField(null=True)
    arrived_at = models.DateTimeField(null=True)
    arrived_way = models.CharField(max_length=8, blank=True)
    removed_at = models.DateTimeField(null=True)
    entry = models.BigIntegerField()

    objects = Kept["Attendee"]()
    with_dropped = models.Manager["Attendee"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_attendee_scope"),
            models.UniqueConstraint(
                fields=["division", "sitting", "person_id"],
                condition=Q(removed_at__isnull=True),
                name="meetings_attendee_once",
            ),
            models.CheckConstraint(
                name="meetings_attendee_is_somebody",
                condition=Q(person_id__isnull=False, guest__isnull=True)
                | Q(person_id__isnull=True, guest__isnull=False),
            ),
            models.CheckConstraint(
                name="meetings_attendee_member_by_a_seat", condition=~Q(observer="") | Q(seat__isnull=False)
            ),
        ]


class Minutes(models.Model):
    """会议纪要 of a sitting for one estate, or for the community (`about` null); drafted, edited, signed off by the convener.

    `sections`: [{"heading": str, "paragraphs": [str], "items": [str]}], without a name of an owner.
    """

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    sitting = TenantForeignKey(Sitting, related_name="minutes")
    about = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    sections = models.JSONField()
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.BigIntegerField(null=True)
    document_id = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()
    signed_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_minutes_scope"),
            models.UniqueConstraint(
                fields=["division", "sitting", "about"], nulls_distinct=False, name="meetings_minutes_once"
            ),
            models.CheckConstraint(
                name="meetings_minutes_signed_whole",
                condition=Q(signed_at__isnull=True, signed_by__isnull=True, document_id__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False, document_id__isnull=False),
            ),
        ]


class Delivery(models.Model):
    """The notice (`minutes` null) or minutes sent to one party, and when it was acknowledged by whom (B2.7)."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    sitting = TenantForeignKey(Sitting, related_name="deliveries")
    minutes = TenantForeignKey(Minutes, null=True, related_name="deliveries")
    side = models.CharField(max_length=12, choices=Side.choices)
    about = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.BigIntegerField(null=True)
    entry = models.BigIntegerField()
    acknowledged_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_delivery_scope"),
            models.UniqueConstraint(
                fields=["division", "sitting", "minutes", "side", "about"],
                nulls_distinct=False,
                name="meetings_delivery_once",
            ),
        ]


class BriefSign(models.Model):
    """One party's signature under the short record of a sitting without topics (field-notes §3.1); insert-only."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="+")
    sitting = TenantForeignKey(Sitting, related_name="signs")
    side = models.CharField(max_length=12, choices=Side.choices)
    about = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+")
    person_id = models.BigIntegerField()
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "id"], name="meetings_briefsign_scope"),
            models.UniqueConstraint(
                fields=["division", "sitting", "side", "about"], nulls_distinct=False, name="meetings_briefsign_once"
            ),
        ]
