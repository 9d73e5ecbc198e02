"""What is kept up around bodies: each act by the right person, by everyone else, with wrong input."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gongzhi.bodies.actions.answer_inquiry import answer_inquiry
from gongzhi.bodies.actions.assign_micro_grid import assign_micro_grid
from gongzhi.bodies.actions.certify_service import certify_service
from gongzhi.bodies.actions.end_engagement import end_engagement
from gongzhi.bodies.actions.engage import engage
from gongzhi.bodies.actions.note_engagement import note_engagement
from gongzhi.bodies.actions.note_quality import note_quality
from gongzhi.bodies.actions.note_service import note_service
from gongzhi.bodies.actions.record_four_ones import record_four_ones
from gongzhi.bodies.actions.record_inquiry import record_inquiry
from gongzhi.bodies.actions.record_party_coverage import record_party_coverage
from gongzhi.bodies.actions.release_micro_grid import release_micro_grid
from gongzhi.bodies.models import Engagement, FourOnes, PartyCoverage
from gongzhi.bodies.queries.service import certificate_content, certificate_pdf, certificates_of
from gongzhi.bodies.tests.overview_world import PHOTO, SCAN, SENDER, Around, around
from gongzhi.documents.models import Document, StoredFile
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds
from gongzhi.places.models import Grid
from gongzhi.register.tests.conftest import check_constraints, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path) -> Around:
    settings.FILES = tmp_path  # the next test has other keys
    return around()


def four(here: Around, **more: object) -> FourOnes:
    asked = {"item": "place", "met": True, "evidence": "3 幢架空层党群服务站", "on": here.on}
    return record_four_ones(**{"estate": here.estate, "by": here.world.worker, "at": here.at, **asked, **more})


@pytest.mark.clause("A1.1")
def test_each_item_is_recorded_with_evidence_and_none_without(here: Around) -> None:
    row = four(here, file_name="站.jpg", content=PHOTO, content_type="image/jpeg")
    assert StoredFile.objects.get(pk=row.file_id, estate_id=here.estate.pk).name == "站.jpg"
    entry = Entry.objects.get(pk=row.entry)
    assert entry.act == "bodies.four_ones.recorded"
    assert "架空层" not in bytes(entry.body).decode()
    four(here, met=False, evidence="经费还没有列入预算", item="funds")
    for wrong in ({"evidence": " "}, {"item": "other"}, {"on": here.on + timedelta(days=1)}, {"content": b"no scan"}):
        with pytest.raises(BadInput):
            four(here, **wrong)
    with pytest.raises(Refused, match="社区工作人员"):
        four(here, by=here.world.member)


@pytest.mark.clause("B1.9")
def test_an_adjusted_form_of_coverage_says_why(here: Around) -> None:
    def cover(**asked: object) -> PartyCoverage:
        common = {"estate": here.estate, "on": here.on, "by": here.street, "at": here.at}
        return record_party_coverage(**{**common, **asked})

    cover(form="joint", organisation="桂溪片区联合党支部", committee_members=3)
    with pytest.raises(BadInput) as why:
        cover(form="independent", organisation="桂溪苑党支部")
    assert set(why.value.fields) == {"note"}
    cover(form="independent", organisation="桂溪苑党支部", note="党员增加到 9 人", committee_built=True)
    assert PartyCoverage.objects.filter(estate=here.estate).count() == 2
    with pytest.raises(BadInput):
        cover(form="joint", note="x")
    with pytest.raises(BadInput):
        cover(form="independent", organisation="甲", firm_members=-1)
    with pytest.raises(Refused):
        cover(form="none", note="x", by=here.world.member)


@pytest.mark.clause("A1.4")
def test_a_member_serves_in_a_micro_grid_until_released(here: Around) -> None:
    def assign(**asked: object):
        common = {"estate": here.estate, "grid": here.micro, "from_on": here.on, "by": here.world.worker, "at": here.at}
        return assign_micro_grid(**{**common, **asked})

    duty = assign(appointment=here.cadre)
    neighbour = assign(name="梁波", number="13811112222")
    assert {duty.person_id, neighbour.person_id} == {here.cadre.person_id, neighbour.person_id}
    with pytest.raises(Refused, match="已经是"):
        assign(appointment=here.cadre)
    with pytest.raises(Refused, match="微网格"):
        assign(grid=here.grid, name="梁波", number="13811112222")
    away = Grid.objects.create(
        community=here.world.community, parent=here.grid, code="01-2", name="别处", created_at=here.at
    )
    with pytest.raises(Refused, match="微网格"):
        assign(grid=away, appointment=here.cadre)
    with pytest.raises(BadInput):
        assign()
    with pytest.raises(Refused):
        assign(name="甲", number="13811113333", by=here.world.member)
    with pytest.raises(Refused):
        release_micro_grid(duty=duty, on=here.on, reason="搬走", by=here.world.stranger, at=here.at)
    with pytest.raises(BadInput):
        release_micro_grid(duty=duty, on=here.on, reason="", by=here.world.worker, at=here.at)
    cadre = Person.objects.get(pk=here.cadre.person_id)
    assert release_micro_grid(duty=duty, on=here.on, reason="轮换", by=cadre, at=here.at).until_on == here.on
    with pytest.raises(Refused, match="已经结束"):
        release_micro_grid(duty=duty, on=here.on, reason="轮换", by=cadre, at=here.at)
    assign(appointment=here.cadre)


@pytest.mark.clause("B1.7")
def test_the_quality_director_notes_what_was_seen_and_nobody_else(here: Around) -> None:
    def note(**asked: object):
        common = {"estate": here.estate, "kind": "patrol", "words": "2 单元门禁坏了", "on": here.on, "at": here.at}
        return note_quality(**{**common, "by": here.quality, **asked})

    row = note(file_name="门禁.jpg", content=PHOTO, content_type="image/jpeg")
    assert row.appointment.person_id == here.quality.pk
    note(kind="evaluation", words="保洁到位")
    for person in (here.world.worker, here.world.member):
        with pytest.raises(Refused, match="义务质量总监"):
            note(by=person)
    for wrong in ({"words": ""}, {"kind": "score"}, {"on": here.on - timedelta(days=1)}):
        with pytest.raises(BadInput):
            note(**wrong)


def hire(here: Around, **asked: object) -> Engagement:
    common = {
        "estate": here.estate,
        "kind": "secretary",
        "purpose": "会务和档案",
        "pay_source": "common_income",
        "pay_fen": 300_000,
        "basis": "业主大会 2026 年第 1 号决定",
        "name": "彭雪",
        "number": "13822220001",
        "tasks": ["minutes", "delivery"],
        "from_on": here.on,
        "until_on": here.on + timedelta(days=365),
        "by": here.world.member,
        "at": here.at,
    }
    return engage(**{**common, **asked})


@pytest.mark.clause("A8.3")
def test_a_secretary_acts_within_the_term_and_no_longer(here: Around) -> None:
    made = hire(here)
    person = Person.objects.get(pk=made.person_id)
    check_constraints()
    assert holds(person, Capacity.Kind.SECRETARY, here.estate, at=here.at)
    assert not holds(person, Capacity.Kind.SECRETARY, here.estate, at=here.at + timedelta(days=366))
    with pytest.raises(Refused, match="已是"):
        hire(here)
    with pytest.raises(Refused, match="评价自己"):
        note_engagement(engagement=made, kind="evaluation", words="好", on=here.on, by=person, at=here.at)
    note_engagement(engagement=made, kind="delivery", words="3 月例会记录", on=here.on, by=person, at=here.at)
    note_engagement(engagement=made, kind="evaluation", words="及时", on=here.on, by=here.world.member, at=here.at)
    with pytest.raises(Refused):
        note_engagement(engagement=made, kind="delivery", words="x", on=here.on, by=here.street, at=here.at)
    with pytest.raises(Refused):
        end_engagement(engagement=made, reason="x", on=here.on, by=here.world.stranger, at=here.at)
    later = here.at + timedelta(days=30)
    ended = end_engagement(engagement=made, reason="本人离职", on=here.on, by=here.world.member, at=later)
    check_constraints()
    assert ended.ended_on == here.on
    assert not holds(person, Capacity.Kind.SECRETARY, here.estate, at=later)
    with pytest.raises(Refused, match="已经结束"):
        end_engagement(engagement=made, reason="x", on=here.on, by=here.world.member, at=later)


@pytest.mark.clause("A8.3")
def test_a_service_needs_contract_source_and_decision(here: Around) -> None:
    asked = {"kind": "service", "provider": "锦里社区服务中心", "name": "", "number": "", "tasks": ()}
    with pytest.raises(BadInput) as missing:
        hire(here, **asked)
    assert set(missing.value.fields) == {"file"}
    made = hire(here, **asked, file_name="合同.pdf", content=SCAN, content_type="application/pdf")
    assert made.person_id is None
    assert StoredFile.objects.get(pk=made.file_id).personal
    for wrong in ({"basis": ""}, {"pay_source": "cash"}, {"until_on": here.on}, {"pay_fen": -1}, {"tasks": ["pay"]}):
        with pytest.raises(BadInput):
            hire(here, **wrong)
    for person in (here.world.worker, here.street, here.quality):
        with pytest.raises(Refused):
            hire(here, by=person)


def letter(here: Around, **asked: object):
    common = {
        "appointment": here.cadre,
        "unit": SENDER,
        "letter_number": "武水函〔2026〕8号",
        "received_on": here.on,
        "file_name": "函.pdf",
        "content": SCAN,
        "content_type": "application/pdf",
        "by": here.world.worker,
        "at": here.at,
    }
    return record_inquiry(**{**common, **asked})


@pytest.mark.clause("B1.8", "B5.10")
def test_the_unit_gets_facts_and_the_person_sees_and_adds(here: Around) -> None:
    cadre = Person.objects.get(pk=here.cadre.person_id)
    note_service(appointment=here.cadre, words="组织楼栋议事会 2 次", on=here.on, by=here.world.worker, at=here.at)
    own = note_service(appointment=here.cadre, words="另有入户 12 户", on=here.on, by=cadre, at=here.at)
    assert own.own
    inquiry = letter(here)
    assert [text for _to, text in sent("service.inquiry") if SENDER in text]
    answered = answer_inquiry(inquiry=inquiry, by=here.world.worker, at=here.at)
    document = Document.objects.get(pk=answered.document_id)
    assert certificates_of(here.cadre) == [document]
    shown = str(document.data) + document.title + document.ref
    assert cadre.shown_name() not in shown
    assert SENDER not in shown
    whole = certificate_content(here.cadre, occasion="x", at=here.at)
    assert [row["words"] for row in whole["facts"]] == ["组织楼栋议事会 2 次"]
    assert [row["words"] for row in whole["own"]] == ["另有入户 12 户"]
    assert certificate_pdf(document).startswith(b"%PDF")
    with pytest.raises(Refused, match="已经答复"):
        answer_inquiry(inquiry=inquiry, by=here.world.worker, at=here.at)


@pytest.mark.clause("B5.10")
def test_only_the_sending_unit_may_ask_and_only_the_place_answers(here: Around) -> None:
    with pytest.raises(Refused, match="派出单位"):
        letter(here, unit="别的单位")
    for wrong in ({"letter_number": ""}, {"content": b""}, {"received_on": here.on + timedelta(days=1)}):
        with pytest.raises(BadInput):
            letter(here, **wrong)
    inquiry = letter(here)
    with pytest.raises(Refused, match="已经登记"):
        letter(here)
    for person in (here.world.member, Person.objects.get(pk=here.cadre.person_id)):
        with pytest.raises(Refused, match="只能由"):
            letter(here, letter_number="2号", by=person)
        with pytest.raises(Refused, match="只能由"):
            answer_inquiry(inquiry=inquiry, by=person, at=here.at)
        with pytest.raises(Refused, match="只能由"):
            certify_service(appointment=here.cadre, by=person, at=here.at)
    chair = here.committee.appointments.exclude(pk=here.cadre.pk).get()
    with pytest.raises(Refused, match="没有标记"):
        note_service(appointment=chair, words="x", on=here.on, by=here.world.worker, at=here.at)
