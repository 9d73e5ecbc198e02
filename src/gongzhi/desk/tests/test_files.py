"""Opening stored files: by the right to a row that has them, and never from another estate."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import BigIntegerField

from gongzhi.bodies.actions.record_four_ones import record_four_ones
from gongzhi.bodies.actions.record_inquiry import record_inquiry
from gongzhi.bodies.tests.overview_world import PHOTO, SCAN, SENDER, Around, around, client_of, pin
from gongzhi.desk.files import ABOVE, OF_OFFICES, OWNING
from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.issues.actions.preview_tickets import preview_tickets
from gongzhi.meetings.models import Sitting, Topic
from gongzhi.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Around:
    settings.FILES = tmp_path  # the next test has other keys
    made = around()
    pin(monkeypatch, made.at)
    return made


def status(person: Person | None, here: Around, file_id: int | None) -> int:
    return client_of(person).get(f"/desk/e/{here.estate.code}/files/{file_id}/").status_code


@pytest.mark.clause("A1.1")
def test_evidence_opens_for_the_desk_and_for_nobody_else(here: Around) -> None:
    row = record_four_ones(
        estate=here.estate,
        item="place",
        met=True,
        evidence="服务站",
        on=here.on,
        file_name="站.jpg",
        content=PHOTO,
        content_type="text/html",
        by=here.world.worker,
        at=here.at,
    )
    answer = client_of(here.world.member).get(f"/desk/e/{here.estate.code}/files/{row.file_id}/")
    assert answer.content == PHOTO
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert status(here.world.stranger, here, row.file_id) == 404
    assert status(None, here, row.file_id) == 302
    other = around("510107061004", serial=1)
    for person in (other.world.worker, other.world.member):
        assert status(person, here, row.file_id) == 404
        assert status(person, other, row.file_id) == 404


@pytest.mark.clause("B5.10")
def test_a_letter_opens_for_the_place_and_the_person_it_asks_about(here: Around) -> None:
    inquiry = record_inquiry(
        appointment=here.cadre,
        unit=SENDER,
        letter_number="1号",
        received_on=here.on,
        file_name="函.pdf",
        content=SCAN,
        content_type="application/pdf",
        by=here.world.worker,
        at=here.at,
    )
    assert status(here.world.worker, here, inquiry.file_id) == 200
    assert status(Person.objects.get(pk=here.cadre.person_id), here, inquiry.file_id) == 200
    assert status(here.world.member, here, inquiry.file_id) == 404


@pytest.mark.clause("B2.4")
def test_a_file_of_a_community_opens_at_its_table_only(here: Around) -> None:
    community, above = here.estate.community_id, {"personal": False, "at": here.at, "content_type": "application/pdf"}
    stored = store_file(division=community, name="现状.pdf", content=SCAN, **above)
    unused = store_file(division=community, name="别的.pdf", content=SCAN + b"x", **above)
    Topic.objects.create(
        division_id=community,
        side="residents",
        business="disputes",
        title="渗漏水",
        words="地下车库",
        file_id=stored.pk,
        proposer_id=here.world.worker.pk,
        proposed_at=here.at,
        entry=1,
    )

    def asked(person: Person | None, division: str, file_id: int) -> int:
        return client_of(person).get(f"/desk/d/{division}/files/{file_id}/").status_code

    assert client_of(here.world.worker).get(f"/desk/d/{community}/files/{stored.pk}/").content == SCAN
    assert asked(here.world.worker, community, unused.pk) == 404
    assert asked(here.world.stranger, community, stored.pk) == 404
    assert asked(None, community, stored.pk) == 302
    other = around("510107061004", serial=1)
    assert asked(other.world.worker, community, stored.pk) == 404
    assert asked(other.world.worker, other.estate.community_id, stored.pk) == 404
    assert status(here.world.worker, here, stored.pk) == 404


def test_a_sheet_of_tickets_opens_for_the_offices_of_its_division_only(here: Around) -> None:
    table = f"工单编号,受理时间,小区,内容\nA1,2026-01-01,{here.estate.name},路灯不亮\n".encode()
    asked_by = {"by": here.world.worker, "at": here.at}
    given = {"source": "hotline", "file_name": "工单.csv", "content": table}
    sheet = preview_tickets(division=here.estate.community, **given, **asked_by)
    url = f"/desk/d/{here.estate.community_id}/files/{sheet.file_id}/"
    assert client_of(here.world.worker).get(url).content == table
    for person in (here.world.member, here.world.stranger):
        assert client_of(person).get(url).status_code == 404
    assert client_of(None).get(url).status_code == 302


def test_a_file_without_a_row_opens_for_nobody(here: Around) -> None:
    alone = store_file(
        estate_id=here.estate.pk, name="x", content=b"x", content_type="text/html", personal=False, at=here.at
    )
    assert status(here.world.worker, here, alone.pk) == 404


def test_every_row_with_a_file_says_who_may_open_it() -> None:
    """A new kind of row that keeps a file must be listed, or its file could never be opened."""
    there = {
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if (isinstance(field, BigIntegerField) and field.name.endswith(("file_id", "photo_id", "image_id")))
        or field.related_model is StoredFile
    }
    there.remove((Sitting, "photo_id"))  # shown on the sitting's own page
    listed = {(one.model, one.column) for one in OWNING}
    assert there == listed | set(ABOVE) | set(OF_OFFICES)
