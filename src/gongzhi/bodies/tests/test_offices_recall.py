"""Recall: who may propose, who is heard, who decides; suspension only where local law has it (R19)."""

from datetime import timedelta

import pytest

from gongzhi.bodies.actions.answer_recall import answer_recall
from gongzhi.bodies.actions.decide_recall import decide_recall
from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.actions.lift_suspension import lift_suspension
from gongzhi.bodies.actions.propose_recall import propose_recall
from gongzhi.bodies.actions.suspend_member import suspend_member
from gongzhi.bodies.actions.withdraw_recall import withdraw_recall
from gongzhi.bodies.models import Appointment, Recall
from gongzhi.bodies.states import RecallState
from gongzhi.bodies.tests.ground import AT, ON, QINGDAO, Ground, ground
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.norms.models import AdoptedRules, RulesConfirmation
from gongzhi.people.models import Capacity
from gongzhi.people.queries import holds

pytestmark = pytest.mark.django_db
CASE = {"proposer_words": "提议书", "ground": "半年没有参加会议"}


def proposed(g: Ground, n: int = 1, **changed: object) -> Recall:
    asked = {"proposer": "members", "proposers": 2, "proposers_of": 5, **CASE, **changed}
    return propose_recall(appointment=g.seats[n], by=g.person(0), at=AT, **asked)


@pytest.mark.clause("B1.5")
def test_a_proposal_ends_nothing_and_needs_its_share() -> None:
    g = ground()
    with pytest.raises(Refused, match="这件事只能由"):
        propose_recall(appointment=g.seats[1], proposer="street", by=g.person(0), at=AT, **CASE)
    assert propose_recall(appointment=g.seats[2], proposer="street", by=g.street, at=AT, **CASE).pk
    with pytest.raises(BadInput):
        proposed(g, proposers=0)
    one = proposed(g)
    assert holds(g.person(1), Capacity.Kind.COMMITTEE, g.estate, at=AT)
    with pytest.raises(Refused, match="没有决定"):
        proposed(g)
    with pytest.raises(Refused, match="这件事只能由"):
        withdraw_recall(recall=one, reason="算了", by=g.person(2), at=AT)
    assert withdraw_recall(recall=one, reason="提议人撤回", by=g.worker, at=AT).state == RecallState.WITHDRAWN
    with pytest.raises(Refused, match="罢免由业主大会"):
        end_appointment(appointment=g.seats[1], way=Appointment.End.RECALLED, note="x", on=ON, by=g.worker, at=AT)


@pytest.mark.clause("B1.5")
def test_where_statute_names_the_share_too_few_are_refused() -> None:
    g = ground(QINGDAO)
    with pytest.raises(Refused, match="提议的人不够"):
        propose_recall(
            appointment=g.seats[1],
            proposer="owners",
            proposers=19,
            proposers_of=100,
            by=g.worker,
            at=AT,
            **CASE,
        )
    made = propose_recall(
        appointment=g.seats[1], proposer="owners", proposers=20, proposers_of=100, by=g.worker, at=AT, **CASE
    )
    assert made.state == RecallState.PROPOSED


@pytest.mark.clause("B1.5")
def test_only_the_member_answers_and_the_committee_decides_only_when_the_rules_say_so() -> None:
    g = ground()
    one = proposed(g)
    with pytest.raises(NotHere):
        answer_recall(appointment=g.seats[1], words="我有话说", by=g.person(2), at=AT)
    answer_recall(appointment=g.seats[1], words="住院，已请假", by=g.person(1), at=AT)
    decision = {"ends": True, "article": "第二十条", "basis": "8月10日会议四人同意"}
    with pytest.raises(Refused, match="这件事只能由"):
        decide_recall(recall=one, **decision, by=g.worker, at=AT)
    with pytest.raises(Refused, match="没有登记本小区的议事规则"):
        decide_recall(recall=one, **decision, by=g.person(0), at=AT)
    _adopt(g)
    with pytest.raises(Refused, match="自己决定"):
        decide_recall(recall=one, **decision, by=g.person(1), at=AT)
    done = decide_recall(recall=one, **decision, by=g.person(0), at=AT)
    assert done.state == RecallState.DECIDED
    assert "第二十条" in done.decision_basis
    held = Appointment.objects.get(pk=g.seats[1].pk)
    assert held.end_way == Appointment.End.RECALLED
    assert not holds(g.person(1), Capacity.Kind.COMMITTEE, g.estate, at=AT + timedelta(hours=1))


@pytest.mark.clause("B1.5")
def test_where_only_the_owners_decide_the_committee_is_refused() -> None:
    g = ground(QINGDAO)
    one = proposed(g, proposers=3)
    _adopt(g)
    with pytest.raises(Refused, match="由业主大会决定"):
        decide_recall(recall=one, ends=True, article="第二十条", basis="会议", by=g.person(0), at=AT)


@pytest.mark.clause("B1.5", "L4.1")
def test_work_is_stopped_before_the_decision_only_where_local_law_has_it() -> None:
    g = ground()
    with pytest.raises(Refused, match="本地没有"):
        suspend_member(appointment=g.seats[1], ground="有第40条的情形", on=ON, by=g.person(0), at=AT)
    q = ground(QINGDAO)
    member = q.person(1)
    with pytest.raises(Refused, match="这件事只能由"):
        suspend_member(appointment=q.seats[1], ground="x", on=ON, by=q.worker, at=AT)
    row = suspend_member(appointment=q.seats[1], ground="有第40条第2款的情形，已公示", on=ON, by=q.person(0), at=AT)
    assert "青岛" in row.cite
    later = AT + timedelta(hours=1)
    assert not holds(member, Capacity.Kind.COMMITTEE, q.estate, at=later)
    assert Appointment.objects.get(pk=q.seats[1].pk).ended_on is None
    lift_suspension(appointment=q.seats[1], reason="业主大会没有通过罢免", by=q.worker, at=later)
    assert holds(member, Capacity.Kind.COMMITTEE, q.estate, at=later)
    with pytest.raises(Refused, match="没有停止"):
        lift_suspension(appointment=q.seats[1], reason="再来", by=q.worker, at=AT)


def _adopt(g: Ground) -> None:
    """The estate's rules of procedure, confirmed."""
    shared = {"office": "510107020003", "person_id": g.worker.pk, "by": "x", "at": AT, "entry_id": g.seats[0].entry}
    rules = AdoptedRules.objects.create(
        estate=g.estate,
        kind=AdoptedRules.Kind.PROCEDURE,
        title="桂溪苑业主大会议事规则",
        text="第二十条 业主大会授权业主委员会决定是否终止委员资格。",
        adopted_on=ON,
        effective_on=ON,
        old_decision="首次会议",
        **shared,
    )
    from gongzhi.documents.models import Document

    document = Document.objects.create(
        estate_id=g.estate.pk,
        kind="rules",
        year=2026,
        serial=1,
        number="1号",
        title="议事规则",
        ref="x",
        template="x",
        data={},
        sha256="0" * 64,
        entry_id=g.seats[0].entry,
        at=AT,
    )
    RulesConfirmation.objects.create(
        estate=g.estate,
        rules=rules,
        kind="confirmed",
        document=document,
        **shared | {"person_id": g.street.pk, "by": "y"},
    )
