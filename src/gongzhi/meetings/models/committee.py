"""Meetings of 业委会, 物管会, 自管组织 by law (R18), and the decisions that other rooms cite (R2)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel.tenancy import TenantForeignKey
from gongzhi.meetings.states import MeetingState
from gongzhi.places.models import Estate
from gongzhi.voting.models import Order
from gongzhi.voting.states import ResolutionState

WAYS = (("own", _("本人")), ("sheet", _("签到表、签字页")))
FORMS = (("onsite", _("现场会议")), ("video", _("视频会议")))


class Demand(models.Model):
    """委员提议召开会议: a fixed text that members sign; from the share the place asks for, the clock runs (指导规则37条)."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    body = TenantForeignKey(Body, related_name="demands")
    words = models.TextField()
    at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="meetings_demand_tenant"),
            models.CheckConstraint(
                name="meetings_demand_is_due_once_reached",
                condition=Q(due_on__isnull=True) | Q(reached_at__isnull=False),
            ),
        ]


class DemandSign(models.Model):
    """One member's name under a demand; insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    demand = TenantForeignKey(Demand, related_name="signs")
    appointment = TenantForeignKey(Appointment, related_name="+")
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="meetings_demandsign_tenant"),
            models.UniqueConstraint(fields=["estate", "demand", "appointment"], name="meetings_demandsign_once"),
        ]


class Naming(models.Model):
    """The member whom 居委会 or 街道 named to convene because the chair does not (北京45条末款); insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    body = TenantForeignKey(Body, related_name="+")
    demand = TenantForeignKey(Demand, null=True, related_name="namings")
    appointment = TenantForeignKey(Appointment, related_name="+")
    why = models.TextField()
    cite = models.CharField(max_length=120)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="meetings_naming_tenant")]


class CommitteeMeeting(models.Model):
    """One meeting: called, held, its record signed. `set_size` and `seated` are pinned when it closes."""

    class Cause(models.TextChoices):
        REGULAR = "regular", _("定期会议")
        FIRST = "first", _("选举后的首次会议")
        DEMANDED = "demanded", _("委员提议")
        URGENT = "urgent", _("紧急会议")
        OTHER = "other", _("临时会议")

    class As(models.TextChoices):
        CHAIR = "chair", _("主任")
        VICE = "vice", _("副主任")
        MEMBER = "member", _("委员")
        NAMED = "named", _("被指定的委员")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    body = TenantForeignKey(Body, related_name="meetings")
    serial = models.PositiveIntegerField()
    cause = models.CharField(max_length=10, choices=Cause.choices)
    why = models.TextField(blank=True)
    demand = TenantForeignKey(Demand, null=True, related_name="meetings")
    convener = TenantForeignKey(Appointment, related_name="+")
    convened_as = models.CharField(max_length=8, choices=As.choices)
    naming = TenantForeignKey(Naming, null=True, related_name="+")
    form = models.CharField(max_length=8, choices=FORMS)
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.CALLED)
    called_at = models.DateTimeField()
    residents_told_at = models.DateTimeField(null=True)
    document_id = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    set_size = models.PositiveSmallIntegerField(null=True)
    seated = models.PositiveSmallIntegerField(null=True)
    minutes = models.TextField(blank=True)
    minutes_file_id = models.BigIntegerField(null=True)
    minutes_at = models.DateTimeField(null=True)
    cancelled_for = models.CharField(max_length=200, blank=True)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="meetings_committeemeeting_tenant"),
            models.UniqueConstraint(fields=["estate", "body", "serial"], name="meetings_committeemeeting_serial_once"),
            models.CheckConstraint(
                name="meetings_committeemeeting_has_a_place",
                condition=Q(form="onsite") & ~Q(place="") | Q(form="video") & ~Q(link=""),
            ),
            models.CheckConstraint(
                name="meetings_committeemeeting_demand_is_named",
                condition=~Q(cause="demanded") | Q(demand__isnull=False),
            ),
            models.CheckConstraint(
                name="meetings_committeemeeting_urgency_is_explained", condition=~Q(cause="urgent") | ~Q(why="")
            ),
            models.CheckConstraint(
                name="meetings_committeemeeting_named_by_a_naming",
                condition=~Q(convened_as="named") | Q(naming__isnull=False),
            ),
            models.CheckConstraint(
                name="meetings_committeemeeting_closed_is_counted",
                condition=~Q(state__in=["closed", "minuted"])
                | Q(closed_at__isnull=False, set_size__isnull=False, seated__isnull=False),
            ),
            models.CheckConstraint(
                name="meetings_committeemeeting_closes_later",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
            ),
        ]


class AgendaItem(models.Model):
    """What a meeting hears, decides, or whom it chooses as chair or vice (指导规则32条); fixed once the meeting closes.

    `amount_fen` is the most that a decision lets be spent, null where it is not about money. `power` is what the body
    makes use of (`gongzhi_law.powers`), empty for its own work: another body's or the owners' matter is not its to decide.
    """

    class Kind(models.TextChoices):
        DECIDE = "decide", _("表决事项")
        CHAIR = "chair", _("推选主任")
        VICE = "vice", _("推选副主任")
        HEAR = "hear", _("通报、听取意见")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    meeting = TenantForeignKey(CommitteeMeeting, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    power = models.CharField(max_length=20, blank=True)
    amount_fen = models.BigIntegerField(null=True)
    candidate = TenantForeignKey(Appointment, null=True, related_name="+")
    file_id = models.BigIntegerField(null=True)
    late = models.BooleanField(default=False)
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="meetings_agendaitem_tenant"),
            models.UniqueConstraint(fields=["estate", "meeting", "number"], name="meetings_agendaitem_number_once"),
            models.CheckConstraint(
                name="meetings_agendaitem_amount_is_positive",
                condition=Q(amount_fen__isnull=True) | Q(amount_fen__gt=0),
            ),
            models.CheckConstraint(
                name="meetings_agendaitem_office_names_a_member",
                condition=Q(kind__in=["chair", "vice"], candidate__isnull=False)
                | Q(kind__in=["decide", "hear"], candidate__isnull=True),
            ),
        ]


class Presence(models.Model):
    """A member who came, in person (no proxies, 指导规则38条); insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    meeting = TenantForeignKey(CommitteeMeeting, related_name="presences")
    appointment = TenantForeignKey(Appointment, related_name="+")
    way = models.CharField(max_length=8, choices=WAYS)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="meetings_presence_tenant"),
            models.UniqueConstraint(fields=["estate", "meeting", "appointment"], name="meetings_presence_once"),
        ]


class MemberVote(models.Model):
    """One member's vote on one item; nobody sees its direction before the meeting closes; insert-only."""

    class Choice(models.TextChoices):
        YES = "yes", _("同意")
        NO = "no", _("反对")
        ABSTAIN = "abstain", _("弃权")

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    item = TenantForeignKey(AgendaItem, related_name="votes")
    appointment = TenantForeignKey(Appointment, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    way = models.CharField(max_length=8, choices=WAYS)
    file_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="meetings_membervote_tenant"),
            models.UniqueConstraint(fields=["estate", "item", "appointment"], name="meetings_membervote_once"),
            models.CheckConstraint(
                name="meetings_membervote_on_a_sheet", condition=Q(way="own") | Q(file_id__isnull=False)
            ),
        ]


class MeetingSign(models.Model):
    """A member present signed the record and its decisions (指导规则39条); insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    meeting = TenantForeignKey(CommitteeMeeting, related_name="signs")
    appointment = TenantForeignKey(Appointment, related_name="+")
    way = models.CharField(max_length=8, choices=WAYS)
    file_id = models.BigIntegerField(null=True)
    remark = models.TextField(blank=True)
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="meetings_meetingsign_tenant"),
            models.UniqueConstraint(fields=["estate", "meeting", "appointment"], name="meetings_meetingsign_once"),
            models.CheckConstraint(
                name="meetings_meetingsign_on_a_sheet", condition=Q(way="own") | Q(file_id__isnull=False)
            ),
        ]


class Decision(models.Model):
    """What the body decided on one item, whether it passed or not; `state` as a resolution's (民法典280条, R2).

    `passed` null: the rules read differently come to different outcomes (R9); then nothing may rest on it.
    """

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    body = TenantForeignKey(Body, related_name="decisions")
    item = TenantForeignKey(AgendaItem, related_name="decisions")
    passed = models.BooleanField(null=True)
    in_favour = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    sentence = models.TextField()
    cite = models.CharField(max_length=120)
    decided_on = models.DateField()
    publish_by = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    document_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=16, choices=ResolutionState.choices)
    entry = models.BigIntegerField()
    published_entry = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "id"], name="meetings_decision_tenant"),
            models.UniqueConstraint(fields=["estate", "item"], name="meetings_decision_once"),
            models.UniqueConstraint(fields=["estate", "entry"], name="meetings_decision_entry_once"),
            models.CheckConstraint(
                name="meetings_decision_takes_effect_if_passed",
                condition=Q(passed=True) & ~Q(state__in=["not_passed", "undecided", "not_in_effect"])
                | Q(passed=False, state="not_passed")
                | Q(passed__isnull=True, state="undecided"),
            ),
            models.CheckConstraint(
                name="meetings_decision_published_by_a_document",
                condition=Q(published_at__isnull=True, document_id__isnull=True, published_entry__isnull=True)
                | Q(published_at__isnull=False, document_id__isnull=False, published_entry__isnull=False),
            ),
        ]


class DecisionOrder(models.Model):
    """A recorded act on a decision: correct, suspend, annul, supersede, lift, with its document (R2); insert-only."""

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+")
    decision = TenantForeignKey(Decision, related_name="orders")
    kind = models.CharField(max_length=16, choices=Order.Kind.choices)
    issuer = models.CharField(max_length=80)
    document_number = models.CharField(max_length=80)
    file_id = models.BigIntegerField()
    by_decision = TenantForeignKey(Decision, null=True, related_name="+")
    text = models.TextField()
    by = models.CharField(max_length=32)
    at = models.DateTimeField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "id"], name="meetings_decisionorder_tenant")]
