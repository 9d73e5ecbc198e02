"""Who governs, as strangers see it: names by office, no personal fact without the person's choice."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from gongzhi.bodies.models import Appointment, Body, Contact, Dispute
from gongzhi.bodies.tests.overview_world import Around, around, pin
from gongzhi.kernel.clock import law_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Around:
    settings.FILES = tmp_path  # the next test has other keys
    made = around()
    pin(monkeypatch, made.at)
    return made


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.clause("B4.1", "B2.1")
def test_everyone_sees_who_governs_and_whom_to_call(here: Around) -> None:
    Contact.objects.create(
        estate=here.estate,
        body=here.committee,
        duty_phone="028-85551234",
        hours="周一至周五 9:00—17:00",
        entry=1,
        at=here.at,
    )
    page = read(f"/e/{here.estate.code}/who/")
    for words in ("桂溪苑业主委员会", "何平", "秦岚", "028-85551234", "锦宁物业桂溪苑项目", "义务质量总监", "2 人就任"):
        assert words in page, words
    assert "1380000" not in page
    seat = Appointment.objects.get(pk=here.cadre.pk)
    seat.shown_phone = "13800000001"
    seat.save(update_fields=["shown_phone"])
    assert "13800000001" in read(f"/e/{here.estate.code}/who/")


@pytest.mark.clause("L4.4")
def test_a_dispute_and_an_expired_term_are_said_on_top(here: Around, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, here.at.replace(year=here.at.year + 4))
    assert "届满未换届" in read(f"/e/{here.estate.code}/who/")
    Dispute.objects.create(
        estate=here.estate, about="两份名单", document_number="桂街〔2026〕9号", marked_on=law_day(here.at), entry=1
    )
    page = read(f"/e/{here.estate.code}/who/")
    assert "换届争议" in page
    assert "桂街〔2026〕9号" in page


def test_one_body_with_its_seats_and_terms(here: Around) -> None:
    page = read(f"/e/{here.estate.code}/bodies/{here.committee.pk}/")
    for words in ("桂街备〔2026〕12号", "第 1 届", "何平", "主任", "约定名额"):
        assert words in page, words
    assert Client().get(f"/e/nowhere/bodies/{here.committee.pk}/").status_code == 404


@pytest.mark.clause("B1.2")
def test_the_community_shows_its_bodies_and_who_governs_each_estate(here: Around) -> None:
    place = here.world.community.pk
    page = read(f"/c/{place}/")
    assert "还没有设立环境和物业管理委员会" in page
    assert "桂溪苑业主委员会" in page
    body = Body.objects.create(
        division=here.world.community,
        kind=Body.Kind.ENV_COMMITTEE,
        name="桂溪社区环物委",
        state="standing",
        basis="居民代表会议",
        formed_on=law_day(here.at),
        entry=1,
    )
    assert "还没有设立" not in read(f"/c/{place}/")
    assert "桂溪社区环物委" in read(f"/c/{place}/bodies/{body.pk}/")
    assert "桂溪社区" in read(f"/c/{place[:9]}/")
    for path in (
        "/c/510107/",
        "/c/51/",
        f"/c/{place[:9]}/bodies/{body.pk}/",
        f"/c/{place}/bodies/{here.committee.pk}/",
    ):
        assert Client().get(path).status_code == 404, path


def test_more_bodies_ask_no_more_of_the_database(here: Around, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from gongzhi.bodies.queries.who import who_governs

    who_governs(here.estate, on=here.on)  # what the estate itself keeps of its place is read by now
    with CaptureQueriesContext(connection) as before:
        who_governs(here.estate, on=here.on)
    for n in range(10):
        Body.objects.create(
            estate=here.estate,
            kind=Body.Kind.THIRD_PARTY,
            name=f"第三方{n}",
            state="standing",
            basis="合同",
            formed_on=here.on,
            entry=1,
        )
    with django_assert_num_queries(len(before)):
        who_governs(here.estate, on=here.on)
