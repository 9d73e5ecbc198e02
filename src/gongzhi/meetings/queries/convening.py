"""Who may call a body's meeting now: its chair; others once the chair did not (R18), in the order the place names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.standing import latest_term
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings.models import CommitteeMeeting, Demand, Naming
from gongzhi.meetings.queries.committee import (
    CHAIRS,
    HELD,
    VICES,
    Whole,
    chair_of,
    estate_of,
    open_demands,
    waiting,
)
from gongzhi.meetings.queries.rules import Rules
from gongzhi.web.dates import cndate
from gongzhi_law.committee_meetings import first_meeting_by
from gongzhi_law.terms import months_after

As = CommitteeMeeting.As
CONVENER = "《业主大会和业主委员会指导规则》第38条"
# Steps of a place's order by which another member calls the meeting, and those that name somebody to do it.
BY_MEMBERS = ("acting_member", "members", "proposers", "demanded")
NAMED_BY = {"residents_or_street": ("community", "street"), "street_names": ("street",), "street": ("street",)}


@dataclass(frozen=True, slots=True)
class Lapse:
    """A meeting that should have been called and was not: why, under which article, since which day."""

    words: str
    cite: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Turn:
    """As what a member calls the meeting, by which naming, and what is to be said of it."""

    convened_as: str
    naming: Naming | None
    warns: tuple[Reason, ...]


def last_held(body: Body) -> CommitteeMeeting | None:
    """The newest meeting of the body that was held."""
    rows = CommitteeMeeting.objects.filter(estate=body.estate, body=body, state__in=HELD)
    return rows.order_by("-closed_at").first()


def regular_due(body: Body, rules: Rules, last: CommitteeMeeting | None) -> date | None:
    """The last day for the next regular meeting, counted from the last one or the term's first day; None without a rule."""
    months = rules.regular_months()
    term = latest_term(body, on=rules.on)
    held = law_day(last.closed_at) if last and last.closed_at else None
    since = max((day for day in (held, term.from_on if term else None) if day is not None), default=None)
    return months_after(since, months) if months and since else None


def lapses(body: Body, rules: Rules, whole: Whole) -> list[Lapse]:
    """Meetings that were due and that nobody called, and a chair that is vacant."""
    found = []
    for demand in open_demands(body, on=rules.on):
        if demand.reached_at is not None and demand.due_on is not None and demand.due_on < rules.on:
            words = _("委员提议已达到人数，%(day)s到期，没有召集会议。") % {"day": cndate(demand.due_on)}
            found.append(Lapse(words, rules.demand().days_cite, demand.due_on))
    if called(body, on=rules.on) is not None:
        return found
    due = regular_due(body, rules, last_held(body))
    if due is not None and due < rules.on:
        words = _("定期会议应当在%(day)s以前召开，没有召集。") % {"day": cndate(due)}
        found.append(Lapse(words, rules.regular_cite(), due))
    if chair_of(whole.seats) is None:
        term = latest_term(body, on=rules.on)
        first = first_meeting_by(term.from_on, place=rules.place, adopted=rules.adopted) if term else None
        words = _("现在没有主任，要开会推选。")
        found.append(Lapse(words, str(first.cite) if first else CONVENER, first.nominal if first else None))
    return found


def called(body: Body, *, on: date) -> CommitteeMeeting | None:
    """The newest meeting that is called for `on` or later, or going on; None also where its day went by unopened."""
    return CommitteeMeeting.objects.filter(waiting(on=on), estate=body.estate, body=body).order_by("-pk").first()


def naming_for(body: Body, person_id: int) -> Naming | None:
    """The naming under which this member may call a meeting, not yet used."""
    used = CommitteeMeeting.objects.filter(estate=body.estate, naming__isnull=False).values("naming_id")
    rows = Naming.objects.filter(estate=body.estate, body=body, appointment__person_id=person_id).exclude(pk__in=used)
    return rows.order_by("-pk").first()


def turn_of(seat: Appointment, rules: Rules, whole: Whole, *, demand: Demand | None = None) -> Turn:
    """As what this member calls the meeting (R18); refuses with the article while it is the chair's turn.

    A vice chair calls for the chair, who hands it on (指导规则38条). Any member calls once a meeting has lapsed or no
    chair is left; who demanded a meeting calls it where the place says so. The place's own order is told as a warning.
    """
    body = seat.body
    if seat.role in CHAIRS:
        return Turn(As.CHAIR, None, ())
    naming = naming_for(body, seat.person_id)
    if naming is not None:
        return Turn(As.NAMED, naming, ())
    steps = rules.fallback()
    gone = lapses(body, rules, whole)
    if seat.role in VICES:
        return Turn(As.VICE, None, tuple(_told(steps, ("vice",))))
    if gone:
        reasons = (Reason(one.words, one.cite) for one in gone)
        return Turn(As.MEMBER, None, (*reasons, *_told(steps, BY_MEMBERS)))
    ready = demand is not None and demand.reached_at is not None
    if ready and any(step.step == "proposers" and not step.proposed for step in steps):
        return Turn(As.MEMBER, None, tuple(_told(steps, ("proposers",))))
    cite = next((step.cite for step in steps if not step.proposed), "") or CONVENER
    words = _("会议由主任召集；主任没有按期召集的，副主任、其他委员才可以召集。")
    raise Refused(Reason(words, cite, _("提议召开会议"), f"/desk/e/{estate_of(body).code}/meetings/demands/new/"))


def _told(steps: Iterable[object], wanted: tuple[str, ...]) -> list[Reason]:
    """The place's words for this step, or that none was seen for it."""
    rows = [step for step in steps if step.step in wanted]  # type: ignore[attr-defined]
    if rows:
        return [Reason(row.words, row.cite) for row in rows]  # type: ignore[attr-defined]
    return [Reason(_("没有见到本地关于主任不召集时由谁召集的规定，请在记录里写明经过。"), CONVENER)]


def may_name(rules: Rules, capacity: str) -> tuple[str, bool]:
    """(article, whether the place gives it) by which an office of this capacity names who convenes; else only guidance."""
    for step in rules.fallback():
        if capacity in NAMED_BY.get(step.step, ()) and not step.proposed:
            return step.cite, True
    return _("只作指导：没有见到本地由其指定的规定"), False
