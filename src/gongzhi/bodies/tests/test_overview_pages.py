"""The desk pages of what stands around bodies: lists, sums, warnings, and forms that lead to the acts."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.assign_micro_grid import assign_micro_grid
from gongzhi.bodies.actions.engage import engage
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.note_service import note_service
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.record_four_ones import record_four_ones
from gongzhi.bodies.actions.record_inquiry import record_inquiry
from gongzhi.bodies.actions.record_party_coverage import record_party_coverage
from gongzhi.bodies.duties.overview import duties_over
from gongzhi.bodies.models import Appointment, Body, Engagement, FourOnes, QualityNote, ServiceNote, Term
from gongzhi.bodies.queries.expiry import expiries
from gongzhi.bodies.queries.micro_grids import Share, shares
from gongzhi.bodies.queries.service import certificates_of
from gongzhi.bodies.tests.overview_world import PHOTO, SCAN, SENDER, Around, around, client_of, pin
from gongzhi.kernel.errors import Refused
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

pytestmark = pytest.mark.django_db
R, W = Appointment.Role, Appointment.Way


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Around:
    settings.FILES = tmp_path  # the next test has other keys
    made = around()
    pin(monkeypatch, made.at)
    return made


def read(here: Around, path: str, person: Person | None = None) -> str:
    answer = client_of(person or here.world.worker).get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def send(here: Around, path: str, person: Person, **body: Any) -> int:
    return client_of(person).post(path, body).status_code


def env_committee(here: Around) -> Body:
    """A 环物委 of five seats in which the quality director of the estate sits as a member."""
    shared = {"by": here.world.worker, "at": here.at, "basis": "居民代表会议决定"}
    body = form_body(
        division=here.world.community,
        kind=Body.Kind.ENV_COMMITTEE,
        name="桂溪社区环境和物业管理委员会",
        formed_on=here.on,
        **shared,
    )
    term = open_term(body=body, set_size=5, from_on=here.on, until_on=here.on.replace(year=here.on.year + 5), **shared)
    appoint(
        body=body,
        term=term,
        name="钟燕",
        number=here.quality.number(),
        role=R.MEMBER,
        way=W.BY_RESIDENTS,
        from_on=here.on,
        **shared,
    )
    return body


@pytest.mark.clause("B1.7", "B7.4")
def test_the_matrix_names_the_post_to_give_up(here: Around) -> None:
    env_committee(here)
    page = read(here, f"/desk/d/{here.world.community.pk}/cross-posts/")
    for words in ("钟燕", "桂溪社区环境和物业管理委员会", "锦宁物业桂溪苑项目", "义务质量总监", "怎么办"):
        assert words in page, words
    assert "龚辉" not in page  # one post only
    assert client_of(here.world.member).get(f"/desk/d/{here.world.community.pk}/cross-posts/").status_code == 404


@pytest.mark.clause("A1.1")
def test_four_ones_are_summed_from_estate_to_county(here: Around) -> None:
    path = f"/desk/e/{here.estate.code}/four-ones/"
    for item in FourOnes.Item.values:
        body = {"item": item, "met": "yes", "evidence": "有", "on": here.on.isoformat()}
        assert send(here, path, here.world.worker, **body) == 302
    around("510107061004", serial=1)
    assert "四有一化都做到了" in read(here, path)
    street = read(here, f"/desk/d/{here.world.community.pk[:9]}/four-ones/", here.street)
    assert "2 个小区中 1 个五项都做到" in street
    assert f"/desk/d/{here.world.community.pk}/four-ones/" in street
    assert path in read(here, f"/desk/d/{here.world.community.pk}/four-ones/")
    missing = {"item": "place", "met": "yes", "on": here.on.isoformat()}
    assert send(here, path, here.world.worker, **missing) == 422


@pytest.mark.clause("B1.1", "B1.9", "B1.2")
def test_what_should_be_built_is_listed_and_due(here: Around) -> None:
    shared = {"estate": here.estate, "on": here.on, "by": here.world.worker, "at": here.at}
    record_party_coverage(form="joint", organisation="联合支部", committee_members=2, firm_members=3, **shared)
    page = read(here, f"/desk/d/{here.world.community.pk}/party/")
    assert "1 个小区应建未建党组织" in page
    assert "有正式党员3人，达到3人，应建未建" in page
    assert here.world.community.name in page
    titles = [duty.title for duty in duties_over({here.estate.pk: here.estate}, here.at)[here.estate.pk]]
    assert "物业企业应建党组织而未建" in titles
    assert "业委会应建党组织而未建" not in titles
    record_party_coverage(form="joint", organisation="联合支部", committee_members=2, firm_built=True, **shared)
    assert "没有应建未建的" in read(here, f"/desk/d/{here.world.community.pk}/party/")


@pytest.mark.clause("A1.4")
def test_micro_grids_show_who_is_responsible_and_the_share(here: Around) -> None:
    path = f"/desk/e/{here.estate.code}/micro-grids/"
    assert "1 个微网格没有人负责" in read(here, path)
    body = {"grid": here.micro.pk, "appointment": here.cadre.pk, "from_on": here.on.isoformat()}
    assert send(here, path, here.world.worker, **body) == 302
    assert shares([here.estate], on=here.on)[here.estate.pk] == Share(1, 2)
    assert "秦岚" in read(here, path)
    below = read(here, f"/desk/d/{here.world.community.pk}/micro-grids/")
    assert "业委会委员 2 人，其中 1 人担任微网格员" in below
    assert send(here, path, here.world.worker, grid=here.micro.pk, from_on=here.on.isoformat()) == 422


def hire(here: Around, **asked: Any) -> Engagement:
    common = {
        "estate": here.estate,
        "kind": "service",
        "provider": "锦里社区服务中心",
        "purpose": "会议辅导",
        "pay_source": "common_income",
        "pay_fen": 500_000,
        "basis": "业主大会决定",
        "from_on": here.on,
        "until_on": here.on + timedelta(days=40),
        "content": SCAN,
        "by": here.world.member,
        "at": here.at,
    }
    return engage(**{**common, **asked})


@pytest.mark.clause("L4.1", "A8.3")
def test_what_ends_within_a_year_is_listed_with_days_and_next_step(here: Around) -> None:
    hire(here)
    term = Term.objects.get(body=here.committee)
    client = client_of(here.street)
    assert "锦里社区服务中心" in client.get("/desk/expiry/").content.decode()
    later = expiries([here.world.community], on=term.last_on - timedelta(days=200))
    committee = next(row for row in later if row.kind == "业主委员会")
    assert (committee.left, committee.on) == (200, term.last_on)
    assert committee.step
    assert committee.cite
    over = expiries([here.world.community], on=term.last_on + timedelta(days=3))
    assert next(row for row in over if row.kind == "业主委员会").left == -3
    assert "业主委员会" not in {row.kind for row in expiries([here.world.community], on=here.on)}
    sheet = client.get("/desk/expiry.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "锦里社区服务中心"
    assert client_of(here.world.member).get("/desk/expiry/").status_code == 404


def test_forty_estates_take_as_many_statements_as_one(here: Around) -> None:
    until = here.on + timedelta(days=100)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            found.append(len(expiries([here.world.community], on=here.on)))
            duties_over({e.pk: e for e in Estate.objects.select_related("community")}, here.at)
            shares(Estate.objects.all(), on=here.on)
        return len(seen)

    found: list[int] = []
    first = asked()
    for n in range(40):
        estate = Estate.objects.create(
            code=f"many-{n}", name=f"小区{n}", community=here.world.community, created_at=here.at
        )
        body = Body.objects.create(
            estate=estate, kind="committee", name=f"业委会{n}", state="standing", basis="x", formed_on=here.on, entry=1
        )
        Term.objects.create(
            estate=estate, body=body, number=1, set_size=5, from_on=here.on, until_on=until, basis="x", entry=1
        )
    assert asked() == first
    assert found[1] - found[0] == 40


@pytest.mark.clause("A8.3")
def test_the_committee_hires_by_the_form_and_sees_what_was_delivered(here: Around) -> None:
    member, base = here.world.member, f"/desk/e/{here.estate.code}/engagements/"
    body = {
        "name": "彭雪",
        "number": "13822220001",
        "tasks": ["minutes"],
        "purpose": "会务",
        "pay_source": "common_income",
        "pay_fen": "3000",
        "basis": "业主大会决定",
        "from_on": here.on.isoformat(),
        "until_on": (here.on + timedelta(days=365)).isoformat(),
    }
    assert send(here, f"{base}new/secretary/", member, **body) == 302
    made = Engagement.objects.get(kind="secretary")
    assert made.pay_fen == 300_000
    assert send(here, f"{base}new/secretary/", here.world.worker, **{**body, "number": "13822220002"}) == 409
    assert send(here, f"{base}new/other/", member, **body) == 404
    note = {"kind": "delivery", "words": "例会记录", "on": here.on.isoformat()}
    assert send(here, f"{base}{made.pk}/", member, **note) == 302
    page = read(here, f"{base}{made.pk}/", member)
    assert "例会记录" in page
    assert "只能经办，不能决定、付款、用印、投票" in page
    assert send(here, f"{base}{made.pk}/end/", member, reason="离职", on=here.on.isoformat()) == 302
    assert "已结束" in read(here, base, member)
    evaluated = hire(here)
    titles = [duty.title for duty in duties_over({here.estate.pk: here.estate}, here.at)[here.estate.pk]]
    assert f"评价{evaluated.provider}" in titles


@pytest.mark.clause("B1.8", "B5.10")
def test_the_letter_is_answered_on_the_desk_and_the_person_adds_on_the_phone(here: Around) -> None:
    cadre = Person.objects.get(pk=here.cadre.person_id)
    assign_micro_grid(
        estate=here.estate, grid=here.micro, appointment=here.cadre, from_on=here.on, by=here.world.worker, at=here.at
    )
    note_service(appointment=here.cadre, words="组织议事会", on=here.on, by=here.world.worker, at=here.at)
    desk, own = (
        f"/desk/e/{here.estate.code}/service/{here.cadre.pk}/",
        f"/e/{here.estate.code}/service/{here.cadre.pk}/",
    )
    letter = SimpleUploadedFile("函.pdf", SCAN, content_type="application/pdf")
    asked = {"unit": SENDER, "letter_number": "8号", "received_on": here.on.isoformat(), "file": letter}
    assert send(here, f"{desk}inquiries/new/", here.world.worker, **asked) == 302
    duties = duties_over({here.estate.pk: here.estate}, here.at)[here.estate.pk]
    assert [d.url for d in duties if "来函" in d.title] == [desk]
    assert "要补充的现在写" in read(here, own, cadre)
    assert send(here, own, cadre, words="另有入户 12 户", on=here.on.isoformat()) == 302
    assert ServiceNote.objects.get(own=True).words == "另有入户 12 户"
    inquiry = here.cadre.inquiries.get()
    assert send(here, f"{desk}inquiries/{inquiry.pk}/answer/", here.world.worker) == 302
    (document,) = certificates_of(here.cadre)
    for person in (here.world.worker, cadre):
        answer = client_of(person).get(f"{desk}certificates/{document.pk}.pdf")
        assert answer.content.startswith(b"%PDF")
    assert client_of(here.world.member).get(f"{desk}certificates/{document.pk}.pdf").status_code == 404
    public = client_of(None).get(f"/d/{document.pk}/").content.decode()
    assert cadre.shown_name() not in public
    assert document.data["whole"] in public or document.sha256 in public
    assert own in read(here, "/home/service/", cadre)


@pytest.mark.clause("B1.7")
def test_the_quality_director_notes_on_the_phone(here: Around) -> None:
    own = f"/e/{here.estate.code}/quality/"
    photo = SimpleUploadedFile("门.jpg", PHOTO, content_type="image/jpeg")
    body = {"kind": "patrol", "words": "门禁坏了", "on": here.on.isoformat(), "file": photo}
    assert send(here, own, here.quality, **body) == 302
    assert QualityNote.objects.get().file_id
    assert "门禁坏了" in read(here, own, here.quality)
    assert "门禁坏了" in read(here, f"/desk/e/{here.estate.code}/quality/", here.world.member)
    assert client_of(here.world.member).get(own).status_code == 404


def test_a_letter_of_another_unit_is_refused_with_the_reason(here: Around) -> None:
    with pytest.raises(Refused) as why:
        record_inquiry(
            appointment=here.cadre,
            unit="某公司",
            letter_number="1号",
            received_on=here.on,
            content=SCAN,
            by=here.world.worker,
            at=here.at,
        )
    assert why.value.reasons[0].cite
    assert SENDER in why.value.reasons[0].text


def test_evidence_of_four_ones_is_shown_to_the_desk(here: Around) -> None:
    row = record_four_ones(
        estate=here.estate, item="place", met=True, evidence="站", on=here.on, content=PHOTO, by=here.street, at=here.at
    )
    page = read(here, f"/desk/e/{here.estate.code}/four-ones/", here.world.member)
    assert f"/desk/e/{here.estate.code}/files/{row.file_id}/" in page
    assert "登记一项" not in page


def test_the_own_pages_of_seats_lead_to_the_record_and_to_the_notes(here: Around) -> None:
    cadre = Person.objects.get(pk=here.cadre.person_id)
    seats = {cadre: here.cadre, here.quality: Appointment.objects.get(person_id=here.quality.pk)}
    for person, wanted in ((cadre, f"/service/{here.cadre.pk}/"), (here.quality, "/quality/")):
        page = read(here, reverse("bodies:own_office", args=[seats[person].pk]), person)
        assert f"/e/{here.estate.code}{wanted}" in page
