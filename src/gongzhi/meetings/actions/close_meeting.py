"""Close a meeting: count every item, carry out whom it chose."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.models import Appointment
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.add_item import posts_of
from gongzhi.meetings.actions.lock_meeting import journaled, lock_meeting
from gongzhi.meetings.committee_access import require_running
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision, MemberVote
from gongzhi.meetings.queries.committee import (
    CHAIRS,
    Whole,
    items_of,
    outcome_of,
    present_in,
    quorum_of,
    whole_of,
)
from gongzhi.meetings.queries.committee_papers import title_of
from gongzhi.meetings.queries.rules import Rules, rules_for
from gongzhi.meetings.states import MEETING_MOVES, MeetingState
from gongzhi.people.models import Person
from gongzhi.voting.states import ResolutionState

CLOSED = journal.event(
    "meetings.meeting.closed",
    meeting=Fact.NUMBER,
    set_size=Fact.NUMBER,
    seated=Fact.NUMBER,
    present=Fact.NUMBER,
    quorum=Fact.TRUTH,
)
DECIDED = journal.event(
    "meetings.decision.made",
    item=Fact.NUMBER,
    passed=Fact.TRUTH,
    in_favour=Fact.NUMBER,
    against=Fact.NUMBER,
    abstained=Fact.NUMBER,
    present=Fact.NUMBER,
    state=Fact.WORD,
    decided_on=Fact.DAY,
    publish_by=Fact.DAY,
    sentence=Fact.TEXT,
)
Kind, Choice, R = AgendaItem.Kind, MemberVote.Choice, ResolutionState
STATES = {True: R.EFFECTIVE, False: R.NOT_PASSED, None: R.UNDECIDED}


@act
@official
def close_meeting(*, meeting: CommitteeMeeting, by: Person, at: datetime) -> CommitteeMeeting:
    """Ends the meeting and counts (指导规则38条; R18): a decision needs more than half of all members, never of those present.

    With too few present it closes without decisions. Whom it chose takes the office at once (指导规则32条). What the rules
    leave open stays undecided. Refuses whoever does not run it, and a meeting nobody signed in to.
    """
    meeting = lock_meeting(meeting)
    require_running(by, meeting, at=at)
    check_move(MEETING_MOVES, MeetingState(meeting.state), MeetingState.CLOSED)
    on = law_day(at)
    rules, whole = rules_for(meeting.body, on=on), whole_of(meeting.body, on=on)
    came = [row.appointment for row in present_in(meeting)]
    if not came:
        raise Refused(Reason(_("还没有人签到，不能散会。"), remedy=_("先签到，或者登记签到表")))
    there = quorum_of(rules, whole, came)
    pseudonym = keys.pseudonym(meeting.estate_id, by.pk)
    meeting.set_size, meeting.seated = whole.set_size or whole.seated, whole.seated
    entry = journal.record(
        CLOSED,
        **journaled(meeting, by),
        at=at,
        set_size=meeting.set_size,
        seated=meeting.seated,
        present=len(came),
        quorum=there.passed,
    )
    meeting.state, meeting.closed_at = MeetingState.CLOSED, at
    meeting.save(update_fields=["state", "closed_at", "set_size", "seated"])
    if there.passed is False:
        return meeting
    for item in items_of(meeting):
        if item.kind == Kind.HEAR:
            continue
        decision = _count(meeting, item, rules, whole, came, basis=entry.pk, by=pseudonym, at=at)
        if decision.passed and item.candidate is not None:
            _carry_out(meeting, item, on, by=by, at=at)
    return meeting


def _count(
    meeting: CommitteeMeeting,
    item: AgendaItem,
    rules: Rules,
    whole: Whole,
    came: list[Appointment],
    *,
    basis: int,
    by: str,
    at: datetime,
) -> Decision:
    """One item: sums, outcome, journal, row. Who is no member any more when it closes is not counted."""
    people = {seat.person_id for seat in whole.seats}
    votes = [vote for vote in item.votes.select_related("appointment") if vote.appointment.person_id in people]
    sums = {choice: sum(vote.choice == choice for vote in votes) for choice in Choice.values}
    found = outcome_of(rules, whole, came, sums[Choice.YES])
    due = rules.publish_by(rules.on)
    counted: dict[str, Any] = {
        "passed": found.passed,
        "in_favour": sums[Choice.YES],
        "against": sums[Choice.NO],
        "abstained": sums[Choice.ABSTAIN],
        "present": sum(seat.person_id in people for seat in came),
        "sentence": found.sentence + _left_open(found.missing),
        "state": STATES[found.passed],
        "decided_on": rules.on,
        "publish_by": (due.day or due.nominal) if due else None,
    }
    entry = journal.record(
        DECIDED,
        ref=f"meeting:{meeting.pk}",
        estate_id=meeting.estate_id,
        by=by,
        at=at,
        basis=basis,
        item=item.pk,
        **counted,
    )
    return Decision.objects.create(
        estate=meeting.estate, body=meeting.body, item=item, cite=found.cite[:120], entry=entry.pk, **counted
    )


def _left_open(missing: tuple[str, ...]) -> str:
    """What would decide where the rules read differently (R9)."""
    return _("要由这些规定来决定：%(what)s。") % {"what": "、".join(missing)} if missing else ""


def _carry_out(meeting: CommitteeMeeting, item: AgendaItem, on: date, *, by: Person, at: datetime) -> None:
    """The chosen member takes the office in the same act; who was chair before stays a member."""
    posts = posts_of(meeting.body)
    role = posts[0] if item.kind == Kind.CHAIR else posts[1]
    seats = whole_of(meeting.body, on=on).seats
    chosen = next((seat for seat in seats if seat.person_id == item.candidate.person_id), None)
    if chosen is None or chosen.role == role:
        return
    basis = _("%(title)s推选") % {"title": title_of(meeting)}
    if item.kind == Kind.CHAIR:
        for before in (seat for seat in seats if seat.role in CHAIRS):
            change_role(appointment=before, role=posts[-1], on=on, basis=basis, by=by, at=at)
    change_role(appointment=chosen, role=role, on=on, basis=basis, by=by, at=at)
