"""A recall is carried out as the owners decided, on a resolution that counts, and on no other."""

import pytest

from gongzhi.bodies.actions.propose_recall import propose_recall
from gongzhi.bodies.models import Appointment, Recall
from gongzhi.bodies.states import RecallState
from gongzhi.bodies.tests.ground import AT, ON, Ground, ground
from gongzhi.kernel.errors import Refused
from gongzhi.people.models import Capacity
from gongzhi.people.queries import holds
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.recall_member import recall_member
from gongzhi.voting.models import Matter, Resolution
from gongzhi.voting.states import ResolutionState

pytestmark = pytest.mark.django_db


def recalled(g: Ground) -> Recall:
    case = {"proposer": "owners", "proposers": 30, "proposers_of": 100, "proposer_words": "提议书", "ground": "缺席"}
    return propose_recall(appointment=g.seats[1], by=g.worker, at=AT, **case)


def decided(g: Ground, *, passed: bool, matter: str = Matter.COMMITTEE_ELECTION, state: str = "") -> Resolution:
    assembly = draft_assembly(estate=g.estate, title="临时会议", purpose="罢免", by=g.person(0), at=AT)
    motion = add_motion(assembly=assembly, matter=matter, title="罢免一名委员", text="全文", by=g.person(0), at=AT)
    return Resolution.objects.create(
        estate=g.estate,
        motion=motion,
        state=state or (ResolutionState.EFFECTIVE if passed else ResolutionState.NOT_PASSED),
        passed=passed,
        in_effect=passed,
        decided_on=ON,
        entry_id=g.seats[0].entry,
    )


@pytest.mark.clause("B1.5")
def test_a_resolution_in_effect_ends_the_office_and_one_that_failed_leaves_it() -> None:
    g = ground()
    one = recalled(g)
    passed = decided(g, passed=True)
    with pytest.raises(Refused, match="这件事只能由"):
        recall_member(recall=one, resolution=passed, by=g.street, at=AT)
    done = recall_member(recall=one, resolution=passed, heard="书面通知，没有回应", by=g.worker, at=AT)
    assert done.state == RecallState.DECIDED
    held = Appointment.objects.get(pk=g.seats[1].pk)
    assert (held.end_way, "罢免一名委员" in held.end_note) == (Appointment.End.RECALLED, True)
    assert not holds(g.person(1), Capacity.Kind.COMMITTEE, g.estate, at=AT.replace(hour=23))


@pytest.mark.clause("B1.5")
def test_what_the_owners_did_not_carry_or_what_is_stopped_ends_nothing() -> None:
    g = ground()
    one = recalled(g)
    other = decided(g, passed=True, matter=Matter.MANAGEMENT_CONVENTION)
    with pytest.raises(Refused, match="不是选举"):
        recall_member(recall=one, resolution=other, by=g.worker, at=AT)
    stopped = decided(g, passed=True, state=ResolutionState.SUSPENDED)
    with pytest.raises(Refused, match="不能据以办理"):
        recall_member(recall=one, resolution=stopped, by=g.worker, at=AT)
    done = recall_member(recall=one, resolution=decided(g, passed=False), by=g.worker, at=AT)
    assert done.state == RecallState.REFUSED
    assert holds(g.person(1), Capacity.Kind.COMMITTEE, g.estate, at=AT)
