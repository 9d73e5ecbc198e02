"""A seal is lost, held back or damaged: suspended, announced, reported, re-cut, the old one void (L4.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.models import Appointment
from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Message
from gongzhi.seals.actions.announce_loss import announce_loss
from gongzhi.seals.actions.answer_opinion import answer_opinion
from gongzhi.seals.actions.hand_over_seal import hand_over_seal
from gongzhi.seals.actions.log_routine_use import log_routine_use
from gongzhi.seals.actions.note_loss_report import note_loss_report
from gongzhi.seals.actions.recut_seal import recut_seal
from gongzhi.seals.actions.report_loss import report_loss
from gongzhi.seals.actions.return_seal import return_seal
from gongzhi.seals.actions.void_seal import void_seal
from gongzhi.seals.models import SealEvent, SealUse
from gongzhi.seals.queries.losses import events_of, steps_of
from gongzhi.seals.tests.made import NOW, TODAY, Book, asked, days, decided, photo, registered, used

pytestmark = pytest.mark.django_db


def lost(b: Book, kind: str = "lost", **changed: Any) -> SealEvent:
    """The loss as the keeper reports it."""
    return report_loss(
        **{"seal": b.seal, "kind": kind, "on": TODAY, "words": "搬家时遗失", "by": b.chair, "at": NOW, **changed}
    )


@pytest.mark.clause("L4.3")
def test_from_the_loss_on_every_request_is_refused_and_what_waits_ends(b: Book) -> None:
    decision = decided(b.g)
    waiting, ready = asked(b, decision, amount_fen=100), asked(b, decision, amount_fen=100)
    answer_opinion(request=ready, opinion="agree", by=b.env, at=NOW)
    lost(b)
    for one in (waiting, ready):
        one.refresh_from_db()
        assert (one.state, one.ended_for) == ("refused", "印章遗失或者被盗，用印请求自动拒绝")
        with pytest.raises(Refused, match="一律不能办理"):
            used(b, one)
    with pytest.raises(Refused, match="一律不能办理") as refusal:
        asked(b, decision, amount_fen=100)
    assert "第21条" in refusal.value.reasons[0].cite
    with pytest.raises(Refused, match="一律不能办理"):
        log_routine_use(seal=b.seal, title="证明", copies=1, used_on=TODAY, **photo(), by=b.chair, at=NOW)
    with pytest.raises(Error), transaction.atomic():
        SealUse.objects.create(
            estate=b.g.estate,
            seal=b.seal,
            serial=9,
            use="routine",
            title="x",
            copies=1,
            used_on=TODAY,
            late=False,
            photo_id=1,
            person_id=1,
            by="p",
            at=NOW,
            entry=1,
        )
    assert Message.objects.filter(kind="seals.loss").count() == 1


@pytest.mark.clause("L4.3")
def test_the_chain_from_the_loss_to_the_new_seal(b: Book) -> None:
    with pytest.raises(Refused, match="没有挂失"):
        announce_loss(seal=b.seal, by=b.chair, at=NOW)
    lost(b)
    with pytest.raises(Refused):
        lost(b)
    open_ = [step.name for step in steps_of(b.fresh(), events_of(b.seal)) if not step.over]
    assert open_ == ["announce", "report", "recut", "void"]
    notice = announce_loss(seal=b.seal, by=b.chair, at=NOW)
    document = Document.objects.get(pk=notice.document_id)
    assert "停用" in document.title
    assert typeset(document).startswith(b"%PDF")
    with pytest.raises(Refused, match="已经公告"):
        announce_loss(seal=b.seal, by=b.chair, at=NOW)
    report = {"seal": b.seal, "office": "桂溪派出所", "on": TODAY, "words": "已报案", "by": b.g.worker, "at": NOW}
    with pytest.raises(BadInput):
        note_loss_report(**report | {"on": TODAY - timedelta(days=1)})
    note_loss_report(**report, document_number="桂公受〔2026〕1号")
    new = {"seal": b.seal, "engraved": "桂溪苑业主委员会（2）", "made_on": TODAY, "basis_words": "备案证明", "at": NOW}
    new |= {"keeper_id": b.member.pk, "by": b.chair}
    with pytest.raises(BadInput):
        recut_seal(**new)
    made = recut_seal(**new, **photo())
    assert (made.replaces_id, made.state, b.fresh().state) == (b.seal.pk, "kept", "void")
    assert all(step.over for step in steps_of(b.fresh(), events_of(b.seal)))
    assert b.seal.keepings.filter(until_on=None).count() == 0
    with pytest.raises(Refused):
        return_seal(seal=b.seal, words="找到了", keeper_id=b.chair.pk, by=b.chair, at=NOW)
    assert Document.objects.filter(estate_id=b.g.estate.pk, kind="seal").count() == 2


@pytest.mark.clause("L4.3")
def test_a_seal_held_back_is_used_again_only_if_the_owners_were_not_told_that_it_is_out_of_use(b: Book) -> None:
    lost(b, "held", words="前主任拒不移交", by=b.g.street)
    assert [step.name for step in steps_of(b.fresh(), events_of(b.seal))][:3] == ["demand", "urge", "suspend"]
    return_seal(seal=b.seal, words="已交还", keeper_id=b.member.pk, by=b.g.worker, at=days(1))
    assert b.fresh().state == "kept"
    assert steps_of(b.fresh(), events_of(b.seal)) == []
    lost(b, "held", by=b.g.street, at=days(2))
    announce_loss(seal=b.seal, by=b.g.worker, at=days(2))
    with pytest.raises(Refused, match="不再使用"):
        return_seal(seal=b.seal, words="已交还", keeper_id=b.member.pk, by=b.g.worker, at=days(3))


@pytest.mark.clause("L4.3")
def test_a_void_seal_is_never_used_again_and_makes_way_for_another(b: Book) -> None:
    with pytest.raises(Refused, match="只有一枚"):
        registered(b.g)
    with pytest.raises(Refused, match="只能由业主委员会"):
        void_seal(seal=b.seal, words="换章", by=b.env, at=NOW)
    void_seal(seal=b.seal, words="换发新章", by=b.chair, at=NOW)
    with pytest.raises(Refused):
        lost(b)
    assert registered(b.g).serial == 2


def test_what_nobody_may_report_or_register(b: Book) -> None:
    with pytest.raises(Refused, match="只能由业主委员会"):
        lost(b, by=b.env)
    for wrong in ({"kind": "sold"}, {"words": " "}, {"on": TODAY + timedelta(days=1)}):
        with pytest.raises(BadInput):
            lost(b, **wrong)
    for wrong in (
        {"kind": "other"},
        {"kind": "interim"},
        {"kind": "finance", "engraved": " "},
        {"kind": "finance", "made_on": TODAY + timedelta(days=1)},
        {"kind": "finance", "keeper_id": b.g.worker.pk},
        {"kind": "finance", "content": b"%PDF-1.4"},
    ):
        with pytest.raises(BadInput):
            registered(b.g, **wrong)
    with pytest.raises(Refused):
        registered(b.g, "finance", by=b.env)
    with pytest.raises(BadInput):
        hand_over_seal(seal=b.seal, keeper_id=b.chair.pk, by=b.chair, at=NOW)
    with pytest.raises(Refused, match="只能由保管人办理"):
        hand_over_seal(seal=b.seal, keeper_id=b.member.pk, by=b.member, at=NOW)


@pytest.mark.clause("B8.4")
def test_a_keeper_who_left_the_committee_uses_nothing_and_hands_over(b: Book) -> None:
    seat = Appointment.objects.get(pk=b.g.seats[0].pk)
    keeper = b.chair
    end_appointment(appointment=seat, way="resigned", note="书面辞职", on=TODAY, by=b.g.worker, at=NOW)
    with pytest.raises(Refused, match="不在任"):
        log_routine_use(seal=b.seal, title="证明", copies=1, used_on=TODAY, **photo(), by=keeper, at=days(1))
    made = hand_over_seal(seal=b.seal, keeper_id=b.member.pk, by=b.g.worker, at=days(1))
    assert (made.post, made.received_at) == ("桂溪苑业委会委员", None)
