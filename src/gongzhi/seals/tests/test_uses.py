"""A seal is used on a decision in force, after the 环物委 was asked, by its keeper, with a photo (B8.4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry, Message
from gongzhi.meetings.actions.record_decision_order import record_decision_order
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.seals.actions.answer_opinion import answer_opinion
from gongzhi.seals.actions.hand_over_seal import hand_over_seal
from gongzhi.seals.actions.log_routine_use import log_routine_use
from gongzhi.seals.actions.receive_seal import receive_seal
from gongzhi.seals.actions.withdraw_use import withdraw_use
from gongzhi.seals.models import SealRequest, SealUse
from gongzhi.seals.queries.bases import bases_for
from gongzhi.seals.queries.log import seal_log
from gongzhi.seals.queries.uses import requests_under, uses_under
from gongzhi.seals.tests.made import NOW, PAPER, TODAY, Book, asked, days, decided, photo, registered, used

pytestmark = pytest.mark.django_db


@pytest.mark.clause("B8.4")
def test_a_contract_is_sealed_on_the_committees_decision_after_the_opinion_was_asked(b: Book) -> None:
    decision = decided(b.g)
    request = asked(b, decision)
    assert request.state == "opinion"
    assert Message.objects.filter(kind="seals.opinion").count() == 1
    with pytest.raises(Refused, match="正在征求环物委意见"):
        used(b, request)
    request = answer_opinion(request=request, opinion="agree", by=b.env, at=days(1))
    assert request.state == "ready"
    use = used(b, request, at=days(1))
    request.refresh_from_db()
    assert (request.state, use.copies, use.late) == ("used", 3, False)
    assert "同意" in use.note
    assert uses_under(decision) == [use]
    assert requests_under(decision) == [request]
    line = seal_log(b.g.estate, TODAY, TODAY + timedelta(days=30))[0]
    assert (line.basis, line.basis_entry, line.keeper) == ("签订电梯维修合同", decision.entry, "桂溪苑业委会主任")
    assert Entry.objects.get(pk=use.entry).basis_id == decision.entry
    with pytest.raises(Refused, match="不能用印"):
        used(b, request, at=days(2))


@pytest.mark.clause("B8.4")
def test_without_an_answer_in_time_the_seal_is_used_and_the_log_says_so(b: Book) -> None:
    request = asked(b, decided(b.g))
    late = days((request.opinion_due_on - TODAY).days)
    with pytest.raises(Refused, match="正在征求"):
        used(b, request, at=late)
    use = used(b, request, at=late + timedelta(days=1))
    assert "已于2026年8月21日征求意见，逾期未答" in use.note


@pytest.mark.clause("B8.4")
def test_another_view_is_shown_and_does_not_stop_the_use(b: Book) -> None:
    request = asked(b, decided(b.g))
    with pytest.raises(BadInput):
        answer_opinion(request=request, opinion="object", by=b.env, at=NOW)
    with pytest.raises(Refused, match="环境和物业管理委员会的成员"):
        answer_opinion(request=request, opinion="agree", by=b.member, at=NOW)
    request = answer_opinion(request=request, opinion="object", words="价格偏高", by=b.env, at=NOW)
    assert "不同意见" in used(b, request).note
    with pytest.raises(Refused, match="已经填写过"):
        answer_opinion(request=request, opinion="agree", by=b.env, at=days(1))


@pytest.mark.clause("B8.4")
def test_nothing_is_sealed_without_a_basis_or_on_one_that_does_not_carry_it(b: Book) -> None:
    decision = decided(b.g)
    with pytest.raises(Refused, match="没有依据不得用印") as refusal:
        asked(b, None)
    assert refusal.value.reasons[0].cite
    with pytest.raises(Refused, match="超过决定的金额"):
        asked(b, decision, amount_fen=1_500_001)
    with pytest.raises(BadInput, match="金额"):
        asked(b, decision, amount_fen=None)
    with pytest.raises(BadInput):
        asked(b, decision, copies=0)
    with pytest.raises(BadInput):
        asked(b, decision, content=b"")
    with pytest.raises(Refused, match="成员本人"):
        asked(b, decision, by=b.g.worker)
    asked(b, decision, amount_fen=1_000_000)
    with pytest.raises(Refused, match="已经申请"):
        asked(b, decision, amount_fen=500_001)
    asked(b, decision, amount_fen=500_000)
    assembly_seal = registered(b.g, "assembly", engraved="桂溪苑业主大会")
    with pytest.raises(Refused, match="要凭业主大会的决定"):
        asked(Book(b.g, assembly_seal, b.env), decision)


@pytest.mark.clause("B8.4")
def test_a_decision_that_is_stopped_after_the_request_stops_the_use(b: Book) -> None:
    decision = decided(b.g)
    request = asked(b, decision, use="handover", amount_fen=None)
    assert request.state == "ready"
    record_decision_order(
        decision=decision,
        kind="suspend",
        issuer="武侯区人民法院",
        document_number="（2026）川0107民初1号",
        text="中止执行",
        **PAPER,
        by=b.g.street,
        at=NOW,
    )
    assert bases_for(b.seal, "contract", ("decision",), at=NOW) == []
    with pytest.raises(Refused, match="暂停执行"):
        used(b, request)
    with pytest.raises(Refused, match="暂停执行"):
        asked(b, decision)


@pytest.mark.clause("B8.4")
def test_an_emergency_waits_for_no_opinion(b: Book) -> None:
    decision = decided(b.g)
    with pytest.raises(BadInput):
        asked(b, decision, emergency=True)
    request = asked(b, decision, emergency=True, words="电梯困人")
    assert request.state == "ready"
    assert "紧急维修" in used(b, request).note


@pytest.mark.clause("B8.4")
@pytest.mark.parametrize(("after", "late"), [(0, False), (3, False), (4, True)])  # the second day is a Sunday
def test_a_routine_use_is_logged_within_two_days_and_marked_late_after(b: Book, after: int, late: bool) -> None:
    use = log_routine_use(seal=b.seal, title="停车收据", copies=1, used_on=TODAY, **photo(), by=b.chair, at=days(after))
    assert (use.late, use.request, use.use) == (late, None, "routine")


def test_a_routine_use_is_the_keepers_with_a_photo_and_of_a_day_that_has_come(b: Book) -> None:
    def log(**changed: Any) -> SealUse:
        return log_routine_use(
            **{
                "seal": b.seal,
                "title": "证明",
                "copies": 1,
                "used_on": TODAY,
                "by": b.chair,
                "at": NOW,
                **photo(),
                **changed,
            }
        )

    with pytest.raises(Refused, match="保管人是桂溪苑业委会主任"):
        log(by=b.member)
    for wrong in (
        {"title": " "},
        {"copies": 0},
        {"used_on": TODAY + timedelta(days=1)},
        {"content": b""},
        {"content": b"%PDF-1.4"},
        {"use": "contract"},
    ):
        with pytest.raises(BadInput):
            log(**wrong)
    assert not SealUse.objects.exists()
    assert log().serial == 1
    assert log().serial == 2


@pytest.mark.clause("B8.4")
def test_whoever_was_given_the_seal_uses_it_only_after_confirming(b: Book) -> None:
    hand_over_seal(seal=b.seal, keeper_id=b.member.pk, by=b.chair, at=NOW)
    for who in (b.chair, b.member):
        with pytest.raises(Refused):
            log_routine_use(seal=b.seal, title="证明", copies=1, used_on=TODAY, **photo(), by=who, at=NOW)
    with pytest.raises(Refused, match="不是交给您"):
        receive_seal(seal=b.seal, by=b.chair, at=NOW)
    receive_seal(seal=b.seal, by=b.member, at=NOW)
    log_routine_use(seal=b.seal, title="证明", copies=1, used_on=TODAY, **photo(), by=b.member, at=NOW)
    with pytest.raises(BadInput):
        hand_over_seal(seal=b.seal, keeper_id=b.g.worker.pk, by=b.member, at=NOW)
    with pytest.raises(Refused, match="只能由业主委员会"):
        hand_over_seal(seal=b.seal, keeper_id=b.chair.pk, by=b.env, at=NOW)


def test_a_request_is_withdrawn_by_who_asked_or_sent_back_by_the_keeper(b: Book) -> None:
    decision = decided(b.g)
    first, second = asked(b, decision, amount_fen=100), asked(b, decision, amount_fen=100)
    with pytest.raises(Refused):
        withdraw_use(request=first, reason="x", by=b.g.person(2), at=NOW)
    with pytest.raises(BadInput):
        withdraw_use(request=first, reason=" ", by=b.member, at=NOW)
    assert withdraw_use(request=first, reason="合同要改", by=b.member, at=NOW).state == "withdrawn"
    assert withdraw_use(request=second, reason="份数不符", by=b.chair, at=NOW).state == "refused"
    with pytest.raises(Refused):
        withdraw_use(request=second, reason="x", by=b.chair, at=NOW)


def test_the_database_takes_no_use_of_a_request_that_is_not_ready(b: Book) -> None:
    request = asked(b, decided(b.g))
    row = {
        "estate": b.g.estate,
        "seal": b.seal,
        "serial": 1,
        "title": "x",
        "copies": 3,
        "used_on": TODAY,
        "late": False,
        "photo_id": 1,
        "person_id": 1,
        "by": "p",
        "at": NOW,
        "entry": 1,
    }
    for changed in ({"request": request, "use": "contract"}, {"use": "contract"}):
        with pytest.raises(Error), transaction.atomic():
            SealUse.objects.create(**row, **changed)
    for changed in ({"basis_entry": None, "decision": None}, {"decision": None}):
        again = SealRequest.objects.get(pk=request.pk)
        again.pk, again.serial = None, 99
        for name, value in changed.items():
            setattr(again, name, value)
        with pytest.raises(Error), transaction.atomic():
            again.save(force_insert=True)


@pytest.mark.clause("B8.4")
def test_no_payment_is_sealed_on_a_decision_that_says_no_sum(b: Book) -> None:
    silent = decided(b.g, ItemDraft("decide", "更换门岗", "三家比选"))
    with pytest.raises(Refused, match="没有写明金额"):
        asked(b, silent, use="payment", title="付款单", amount_fen=100)
