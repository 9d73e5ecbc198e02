"""What the acts on whistles and calls share: locks, moves, the side of a force, who is told."""

from datetime import datetime
from typing import Any

from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.models import Call, Force, Issue, Side, Whistle
from gongzhi.issues.queries.forces import acting_for
from gongzhi.issues.states import CALL_MOVES, CallState
from gongzhi.kernel import outbox
from gongzhi.kernel.states import check_move


def lock_whistle(whistle: Whistle) -> Whistle:
    """The whistle as it is now; its issue is locked first, so that acts on one issue stand in line."""
    issue = lock_issue(Issue.objects.get(pk=whistle.issue_id))
    found: Whistle = Whistle.objects.select_for_update(of=("self",)).get(pk=whistle.pk)
    found.issue = issue
    return found


def lock_call(call: Call) -> Call:
    """The call as it is now, with its whistle, issue and force, locked in the order of the house."""
    whistle = lock_whistle(Whistle.objects.get(pk=call.whistle_id))
    found: Call = Call.objects.select_for_update(of=("self",)).select_related("force__division").get(pk=call.pk)
    found.whistle = whistle
    return found


def move_call(call: Call, to: CallState, **values: Any) -> Call:
    """Puts the call into another state with what belongs to it; refuses a move that the table does not hold."""
    check_move(CALL_MOVES, CallState(call.state), to)
    call.state = to
    for name, given in values.items():
        setattr(call, name, given)
    call.save(update_fields=["state", *values])
    return call


def side_of_force(force: Force) -> str:
    """The side under which what a force does is written."""
    own = {Force.Kind.DEPARTMENT: Side.DEPARTMENT, Force.Kind.UTILITY: Side.UTILITY}
    return own.get(Force.Kind(force.kind), Side.FORCE)


def tell_force(force: Force, words: str, *, kind: str, estate_id: int, at: datetime) -> int:
    """A message to the contact of a force, and where it has none to everyone who acts for it; returns how many."""
    address = force.reached_by()
    people = [] if address else [held.person for held in acting_for(force, at=at)]
    numbers = [address] if address else [person.number() for person in people]
    for number in filter(None, numbers):
        outbox.put(channel="sms", kind=kind, address=number, text=words, at=at, estate_id=estate_id)
    return len(numbers)
