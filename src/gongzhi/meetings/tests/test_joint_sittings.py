"""A sitting from draft to close: for several estates, by notice of the convener alone, with everyone who comes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.models import Appointment
from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset
from gongzhi.documents.tests.photo_samples import saved
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.meetings.actions.acknowledge_notice import acknowledge_notice
from gongzhi.meetings.actions.cancel_sitting import cancel_sitting
from gongzhi.meetings.actions.change_draft import change_draft
from gongzhi.meetings.actions.close_sitting import close_sitting
from gongzhi.meetings.actions.draft_sitting import draft_sitting
from gongzhi.meetings.actions.drop_observer import drop_observer
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.invite_observer import invite_observer
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.record_arrival import record_arrival
from gongzhi.meetings.actions.show_place import show_place
from gongzhi.meetings.actions.sign_in_sitting import sign_in_sitting
from gongzhi.meetings.actions.take_topics import take_topics
from gongzhi.meetings.models import Attendee, Served, Sitting
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.joint_attendance import GUEST, lines_of
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState, TopicState
from gongzhi.meetings.tests.made import Table
from gongzhi.meetings.tests.test_joint_members import mandate
from gongzhi.meetings.tests.test_joint_topics import topic
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.tests.conftest import check_constraints, sent

pytestmark = pytest.mark.django_db
BEGIN = timedelta(days=15)  # 27 October, within the window of that month


def draft(here: Table, **asked: object) -> Sitting:
    common = {
        "division": here.division,
        "kind": "joint",
        "form": "regular",
        "begins_at": here.at + BEGIN,
        "estates": here.estates,
        "window": "2026-10",
        "place": "社区会议室",
        "by": here.worker,
        "at": here.at,
    }
    return draft_sitting(**{**common, **asked})  # type: ignore[arg-type]


def noticed(here: Table, **asked: object) -> Sitting:
    return give_sitting_notice(sitting=draft(here, **asked), by=here.secretary, at=here.at)


def elsewhere(here: Table) -> Estate:
    away = Division.objects.create(code="510107020009", name="望江社区", level="community", parent=here.division.parent)
    worker = appoint_officer(
        division=away, kind="community", name="何英", number="13700003333", document="2号", at=here.at
    ).person
    return create_estate(name="望江苑", community=away, kind="commodity", management="lump_sum", by=worker, at=here.at)


@pytest.mark.clause("B2.5", "B2.6")
def test_a_draft_names_window_or_reason_form_place_and_estates(here: Table) -> None:
    row = draft(here)
    assert row.title == "2026年10月三方联席会议"
    assert row.served.count() == 3
    assert draft(here, kind="env", estates=(), window="").title.endswith("环境和物业管理委员会会议")
    assert draft(here, window="", why="电梯困人").why == "电梯困人"
    with pytest.raises(Refused, match="联席会议办公室"):
        draft(here, by=here.chair)
    for field, wrong in {
        "begins_at": {"begins_at": here.at},
        "why": {"window": ""},
        "window": {"window": "2026-09"},
        "place": {"place": " "},
        "link": {"form": "video", "link": "会议号 123"},
        "estates": {"estates": []},
    }.items():
        with pytest.raises(BadInput) as why:
            draft(here, **wrong)
        assert set(why.value.fields) == {field}
    with pytest.raises(BadInput):
        draft(here, estates=[elsewhere(here)])
    changed = {"form": "onsite", "begins_at": here.at + BEGIN, "place": "桂溪苑车库", "window": "2026-10"}
    row = change_draft(
        sitting=row, estates=here.estates, notice_words="请准时。", **changed, by=here.secretary, at=here.at
    )
    assert (row.form, row.place) == ("onsite", "桂溪苑车库")
    assert cancel_sitting(sitting=row, reason="改期", by=here.worker, at=here.at).state == SittingState.CANCELLED


@pytest.mark.clause("B2.2", "B2.5")
def test_a_draft_drops_an_estate_with_its_topic_and_an_observer_and_names_them_again(here: Table) -> None:
    row, common = draft(here), {"by": here.worker, "at": here.at}
    about = judge_topic(topic=topic(here), accept=True, by=here.secretary, at=here.at)
    take_topics(sitting=row, topics=[about.pk], **common)
    known = {"observer": "other", "name": "丁一", "office": "派出所", "number": "13700005555"}
    police = invite_observer(sitting=row, **known, **common)
    lawyer = invite_observer(sitting=row, observer="lawyer", name="汪律师", about=here.estates[0], **common)
    with pytest.raises(Refused, match="联席会议办公室"):
        drop_observer(attendee=police, by=here.chair, at=here.at)
    drop_observer(attendee=police, **common)
    with pytest.raises(NotHere):
        drop_observer(attendee=police, **common)
    changed = {"form": "regular", "begins_at": here.at + BEGIN, "place": "社区会议室", "window": "2026-10"}
    row = change_draft(sitting=row, estates=here.estates[1:], **changed, **common)
    about.refresh_from_db()
    assert (about.state, about.sitting_id, about.position) == (TopicState.ACCEPTED, None, None)
    assert {estate.pk for estate in served_by(row)} == {estate.pk for estate in here.estates[1:]}
    assert lines_of(row, guests=True) == []
    assert {one.pk for one in Attendee.with_dropped.filter(sitting=row)} == {police.pk, lawyer.pk}
    row = change_draft(sitting=row, estates=here.estates, **changed, **common)
    assert (row.served.count(), Served.with_dropped.filter(sitting=row).count()) == (3, 4)
    again = invite_observer(sitting=row, **known, **common)
    row = give_sitting_notice(sitting=row, by=here.secretary, at=here.at)
    assert "13700005555" in {number for number, _text in sent("meetings.notice")}
    with pytest.raises(Refused, match="名单不再减"):
        drop_observer(attendee=again, **common)
    with pytest.raises(DatabaseError, match="history"), transaction.atomic():
        Attendee.with_dropped.filter(pk=police.pk).update(removed_at=None)


@pytest.mark.clause("B2.4", "B2.10", "B2.11")
def test_the_agenda_follows_the_six_kinds_and_takes_only_what_was_accepted(here: Table) -> None:
    row = draft(here)
    rows = [topic(here, business=kind, title=kind) for kind in ("disputes", "convention", "learn")]
    with pytest.raises(Refused, match="不能列入"):
        take_topics(sitting=row, topics=[rows[0].pk], by=here.worker, at=here.at)
    for one in rows:
        judge_topic(topic=one, accept=True, by=here.secretary, at=here.at)
    with pytest.raises(BadInput):
        take_topics(sitting=draft(here, estates=here.estates[1:]), topics=[rows[0].pk], by=here.worker, at=here.at)
    with pytest.raises(Refused):
        take_topics(sitting=row, topics=[rows[0].pk], by=here.chair, at=here.at)
    take_topics(sitting=row, topics=[one.pk for one in rows], by=here.worker, at=here.at)
    assert [t.business for t in row.topics.order_by("position")] == ["learn", "convention", "disputes"]
    take_topics(sitting=row, topics=[rows[0].pk], by=here.worker, at=here.at)
    rows[1].refresh_from_db()
    assert (rows[1].state, rows[1].sitting) == (TopicState.ACCEPTED, None)
    give_sitting_notice(sitting=row, by=here.secretary, at=here.at)
    with pytest.raises(Refused, match="议程不再改"):
        take_topics(sitting=row, topics=[], by=here.worker, at=here.at)
    cancel_sitting(sitting=row, reason="会场停电", by=here.secretary, at=here.at)
    rows[0].refresh_from_db()
    assert (rows[0].state, rows[0].position) == (TopicState.ACCEPTED, None)
    assert "会场停电" in sent("meetings.cancelled")[0][1]
    check_constraints()


@pytest.mark.clause("B2.3", "B2.7")
def test_only_a_convener_signs_the_notice_that_goes_to_every_party_there_is(here: Table) -> None:
    row = draft(here)
    for person in (here.worker, here.party_member, here.resident_chair, here.chair, here.manager, here.street):
        with pytest.raises(Refused, match="召集人签发"):
            give_sitting_notice(sitting=row, by=person, at=here.at)
    given = mandate(here)
    row = give_sitting_notice(sitting=row, words="定于27日开会。", by=here.resident_chair, at=here.at)
    assert (row.state, row.mandate, row.convener_id) == (SittingState.NOTICED, given, here.resident_chair.pk)
    sides = sorted((d.side, d.about.name if d.about else "") for d in row.deliveries.select_related("about"))
    assert sides == [
        ("firm", "桂溪苑"),
        ("owners", "望江院"),
        ("owners", "桂溪苑"),
        ("owners", "锦水苑"),
        ("party", ""),
        ("residents", ""),
    ]
    document = Document.objects.get(pk=row.document_id)
    assert document.number == "桂溪社区联席〔2026〕1号"
    assert document.data["sections"][0]["paragraphs"] == ["定于27日开会。"]
    assert row.sign_in not in str(document.data)
    assert typeset(document).startswith(b"%PDF")
    assert Client().get(f"/d/{document.pk}.docx").content.startswith(b"PK")
    assert row.attendees.count() == 15
    assert f"/m/{row.sign_in}/" in sent("meetings.notice")[0][1]
    with pytest.raises(Refused, match="只签发一次"):
        give_sitting_notice(sitting=row, by=here.secretary, at=here.at)
    firm = row.deliveries.get(side="firm")
    with pytest.raises(Refused, match="物业服务企业"):
        acknowledge_notice(delivery=firm, by=here.chair, at=here.at)
    assert acknowledge_notice(delivery=firm, by=here.manager, at=here.at).acknowledged_by == here.manager.pk
    with pytest.raises(Refused, match="已经签收"):
        acknowledge_notice(delivery=firm, by=here.manager, at=here.at)
    own = row.deliveries.get(side="owners", about=here.estates[2])
    acknowledge_notice(delivery=own, by=here.keeper, at=here.at)
    acknowledge_notice(delivery=row.deliveries.get(side="residents"), by=here.worker, at=here.at)
    check_constraints()


@pytest.mark.clause("B9.2")
def test_the_chair_of_the_env_committee_signs_for_its_own_meetings_only(here: Table) -> None:
    own = draft(here, kind="env_summary", window="", estates=())
    assert (
        give_sitting_notice(sitting=own, by=here.env_chair, at=here.at).attendees.get().person_id == here.env_chair.pk
    )
    exchange = draft(here, kind="exchange", window="")
    assert give_sitting_notice(sitting=exchange, by=here.env_chair, at=here.at).attendees.count() == 12
    with pytest.raises(Refused, match="召集人签发"):
        give_sitting_notice(sitting=draft(here), by=here.env_chair, at=here.at)


@pytest.mark.clause("B2.2", "B2.5")
def test_members_sign_in_and_the_office_records_guests_whose_names_are_sealed(here: Table) -> None:
    row = draft(here, form="onsite", place="桂溪苑车库")
    common = {"sitting": row, "by": here.worker, "at": here.at}
    guest = invite_observer(observer="lawyer", name="汪律师", **common)
    assert keys.unseal(f"office:{here.division.pk}", GUEST, bytes(guest.guest)) == "汪律师"
    assert guest.office == "社区律师"
    known = invite_observer(observer="other", name="丁一", office="派出所", number="13700005555", **common)
    for wrong in ({"name": ""}, {"observer": "friend"}, {"observer": "other"}, {"about": here.estates[0], "name": " "}):
        with pytest.raises(BadInput):
            invite_observer(**{"observer": "lawyer", "name": "汪律师", **common, **wrong})
    with pytest.raises(Refused, match="名单里"):
        invite_observer(observer="other", name="丁一", office="派出所", number="13700005555", **common)
    with pytest.raises(Refused, match="办公室"):
        invite_observer(observer="lawyer", name="汪律师", **{**common, "by": here.manager})
    row = give_sitting_notice(sitting=row, by=here.secretary, at=here.at)
    day = row.begins_at - timedelta(hours=1)
    for early in (here.at, here.at + timedelta(days=1)):
        with pytest.raises(Refused, match="当天"):
            sign_in_sitting(sitting=row, by=here.chair, at=early)
        with pytest.raises(Refused, match="还没有到"):
            open_sitting(sitting=row, by=here.worker, at=early)
    first = sign_in_sitting(sitting=row, by=here.chair, at=day)
    row = open_sitting(sitting=row, by=here.worker, at=row.begins_at)
    assert sign_in_sitting(sitting=row, by=here.chair, at=row.begins_at).arrived_at == first.arrived_at == day
    assert sign_in_sitting(sitting=row, by=person_of(known), at=row.begins_at).arrived_way == "own"
    with pytest.raises(Refused, match="不在这次会议"):
        sign_in_sitting(sitting=row, by=here.stranger, at=row.begins_at)
    with pytest.raises(Refused, match="办公室"):
        record_arrival(attendee=guest, by=here.chair, at=row.begins_at)
    assert record_arrival(attendee=guest, by=here.worker, at=row.begins_at).arrived_way == "office"
    with pytest.raises(Refused, match="已经登记"):
        record_arrival(attendee=guest, by=here.worker, at=row.begins_at)
    with pytest.raises(BadInput):
        show_place(sitting=row, photo_name="a.jpg", photo=b"no photo", by=here.worker, at=row.begins_at)
    row = show_place(sitting=row, photo_name="a.jpg", photo=saved("JPEG"), by=here.worker, at=row.begins_at)
    with pytest.raises(Refused, match="不再更换"):
        show_place(sitting=row, photo_name="a.jpg", photo=saved("JPEG"), by=here.worker, at=row.begins_at)
    with pytest.raises(Refused, match="不能取消"):
        cancel_sitting(sitting=row, reason="x", by=here.secretary, at=row.begins_at)
    with pytest.raises(Refused, match="办公室"):
        close_sitting(sitting=row, by=here.manager, at=row.begins_at)
    assert close_sitting(sitting=row, by=here.worker, at=row.begins_at).state == SittingState.CLOSED
    with pytest.raises(Refused, match="不能签到"):
        sign_in_sitting(sitting=row, by=here.manager, at=row.begins_at)
    check_constraints()


def person_of(row: Attendee | Appointment) -> Person:
    return Person.objects.get(pk=row.person_id)


@pytest.mark.clause("B2.1")
def test_who_took_a_seat_after_the_notice_is_a_member_all_the_same(here: Table) -> None:
    row = noticed(here)
    seat = appoint(
        body=here.bodies["party"],
        name="魏来",
        number="13700004444",
        role="plain",
        way="ex_officio",
        basis="补选",
        from_on=law_day(row.begins_at),
        by=here.worker,
        at=row.begins_at,
    )
    assert sign_in_sitting(sitting=row, by=person_of(seat), at=row.begins_at).side == Side.PARTY
