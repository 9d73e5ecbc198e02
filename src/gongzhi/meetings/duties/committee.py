"""What is due in the meetings of the bodies that stand for the owners: calling, holding, signing, publishing (R18)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import CAPACITIES
from gongzhi.bodies.models import Appointment, Body, Term
from gongzhi.bodies.queries.bylaws_over import bylaws_over
from gongzhi.bodies.queries.standing import REPRESENTING
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.meetings.models import CommitteeMeeting, Decision, Demand, Presence
from gongzhi.meetings.queries.committee import CHAIRS, HELD, too_late
from gongzhi.meetings.queries.committee_papers import title_of
from gongzhi.meetings.queries.convening import NAMED_BY
from gongzhi.meetings.queries.rules import Rules, rules_for
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi_law.committee_meetings import first_meeting_by
from gongzhi_law.terms import months_after

K, M = Capacity.Kind, MeetingState
RECORD = "《业主大会和业主委员会指导规则》第39条"
YEAR = 12


@dataclass(slots=True)
class Sheet:
    """One body with all that its duties are read from."""

    body: Body
    rules: Rules
    term: Term | None = None
    seats: list[Appointment] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    meetings: list[CommitteeMeeting] = field(default_factory=list)
    unpublished: dict[int, date | None] = field(default_factory=dict)
    came: set[tuple[int, int]] = field(default_factory=set)

    @property
    def who(self) -> str:
        """The capacity of the body's members in words."""
        return str(K(CAPACITIES[Body.Kind(self.body.kind)]).label)

    def url(self, name: str = "committee_meetings", *more: int) -> str:
        """A desk address of the estate."""
        return reverse(f"meetings:{name}", args=[self.body.estate.code, *more])  # type: ignore[union-attr]


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements."""
    found: dict[int, list[Duty]] = defaultdict(list)
    for sheet in _sheets({pk: one for pk, one in estates.items() if one.ended_on is None}, at):
        found[sheet.body.estate_id].extend(  # type: ignore[index]
            [*_demanded(sheet), *_due(sheet), *_evening(sheet), *_absent(sheet)]
        )
    return dict(found)


def _sheets(estates: Mapping[int, Estate], at: datetime) -> list[Sheet]:
    on = law_day(at)
    bodies = Body.objects.filter(estate__in=estates, kind__in=REPRESENTING, state=BodyState.STANDING)
    adopted = bylaws_over(estates, on=on)
    known: dict[int, Sheet] = {}
    for body in bodies.order_by("pk"):
        body.estate = estates[body.estate_id]  # type: ignore[index]
        known[body.pk] = Sheet(body, rules_for(body, on=on, adopted=adopted.get(body.estate.pk, {})))
    for term in Term.objects.filter(body__in=known, from_on__lte=on).order_by("number"):
        known[term.body_id].term = term
    seats = Appointment.objects.filter(body__in=known, ended_on__isnull=True, seat__alternate=False, from_on__lte=on)
    for seat in seats:
        known[seat.body_id].seats.append(seat)
    for meeting in CommitteeMeeting.objects.filter(body__in=known).exclude(state=M.CANCELLED).order_by("pk"):
        meeting.body = known[meeting.body_id].body
        known[meeting.body_id].meetings.append(meeting)
    for demand in Demand.objects.filter(body__in=known, reached_at__isnull=False).order_by("pk"):
        known[demand.body_id].demands.append(demand)
    waiting = Decision.objects.filter(body__in=known, published_at__isnull=True)
    for body_id, meeting_id, due in waiting.values_list("body_id", "item__meeting_id", "publish_by"):
        known[body_id].unpublished[meeting_id] = due
    rows = Presence.objects.filter(meeting__body__in=known)
    for body_id, meeting_id, person in rows.values_list("meeting__body_id", "meeting_id", "appointment__person_id"):
        known[body_id].came.add((meeting_id, person))
    return list(known.values())


def _demanded(sheet: Sheet) -> Iterator[Duty]:
    """Demands that nobody called a meeting to; once their day is over the office's turn too (北京45条末款)."""
    called = [one for one in sheet.meetings if _waits(one, sheet.rules.on) or one.state in HELD]
    for demand in sheet.demands:
        over = demand.due_on is not None and demand.due_on < sheet.rules.on
        if any(one.demand_id == demand.pk and not (over and too_late(one, demand)) for one in called):
            continue
        title = _("%(name)s：委员提议已达到人数，召集会议") % {"name": sheet.body.name}
        cite = sheet.rules.demand().days_cite
        yield Duty(title, demand.due_on, sheet.who, cite, sheet.url("demand", demand.pk))
        if over:
            yield _naming(sheet)


def _waits(meeting: CommitteeMeeting, on: date) -> bool:
    """Whether the meeting is still to come, or going on."""
    return meeting.state == M.SITTING or (meeting.state == M.CALLED and law_day(meeting.begins_at) >= on)


def _naming(sheet: Sheet) -> Duty:
    steps = [step for step in sheet.rules.fallback() if step.step in NAMED_BY and not step.proposed]
    office = K(NAMED_BY[steps[0].step][0]) if steps else K.COMMUNITY
    title = _("%(name)s：主任没有按期召集会议，指定一位委员召集") % {"name": sheet.body.name}
    if not steps:
        title = _("%(name)s：主任没有按期召集会议，指导委员召集") % {"name": sheet.body.name}
    return Duty(title, None, str(office.label), steps[0].cite if steps else "", sheet.url())


def _due(sheet: Sheet) -> Iterator[Duty]:
    """The first meeting of a new body without a chair, and the next regular one where the place asks for them."""
    if any(_waits(one, sheet.rules.on) for one in sheet.meetings) or sheet.term is None:
        return
    if sheet.seats and not any(seat.role in CHAIRS for seat in sheet.seats):
        rules = sheet.rules
        first = first_meeting_by(sheet.term.from_on, place=rules.place, adopted=rules.adopted)
        title = _("%(name)s：开会推选主任") % {"name": sheet.body.name}
        due = (first.day or first.nominal) if first else None
        yield Duty(title, due, sheet.who, str(first.cite) if first else "", sheet.url("call_meeting"))
        return
    months = sheet.rules.regular_months()
    held = [law_day(one.closed_at) for one in sheet.meetings if one.closed_at is not None]
    if months:
        due = months_after(max([sheet.term.from_on, *held]), months)
        title = _("%(name)s：召开定期会议") % {"name": sheet.body.name}
        yield Duty(title, due, sheet.who, sheet.rules.regular_cite(), sheet.url("call_meeting"))


def _evening(sheet: Sheet) -> Iterator[Duty]:
    """A meeting whose day has come, decisions to publish, a record to write and sign."""
    for meeting in sheet.meetings:
        url, words = sheet.url("committee_meeting", meeting.pk), {"title": title_of(meeting)}
        if meeting.state in (M.CALLED, M.SITTING):
            yield Duty(_("%(title)s：开会") % words, law_day(meeting.begins_at), sheet.who, RECORD, url)
        if meeting.state in HELD and meeting.pk in sheet.unpublished:
            due = sheet.unpublished[meeting.pk]
            rule = sheet.rules.publish_by(law_day(meeting.closed_at)) if meeting.closed_at else None
            cite = str(rule.cite) if rule else ""
            yield Duty(_("%(title)s：公告决定") % words, due, sheet.who, cite, url)
        if meeting.state == M.CLOSED:
            title = _("%(title)s：会议记录签字定稿") if meeting.minutes else _("%(title)s：写会议记录")
            yield Duty(title % words, None, sheet.who, RECORD, url)


def _absent(sheet: Sheet) -> Iterator[Duty]:
    """Members whose absences reach the share of the place: their recall is put to the owners, it is not decided here."""
    if sheet.rules.absence(0, 0) is None:
        return
    recent = [
        one
        for one in sheet.meetings
        if one.state in HELD and months_after(law_day(one.begins_at), YEAR) > sheet.rules.on
    ]
    for seat in sheet.seats:
        own = [one.pk for one in recent if law_day(one.begins_at) >= seat.from_on]
        missed = sum((pk, seat.person_id) not in sheet.came for pk in own)
        found = sheet.rules.absence(len(own), missed) if own else None
        if found is not None and found.passed is False:
            title = _("%(name)s有一位成员缺席过多：提请业主大会决定是否罢免") % {"name": sheet.body.name}
            yield Duty(title, None, sheet.who, found.cite, sheet.url())
