"""Documents and files of an estate and of a division: numbered, sealed and journaled apart."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import Document, StoredFile
from gongzhi.documents.queries import file_content, path_of, published
from gongzhi.kernel.models import Entry, EnvelopeKey

pytestmark = pytest.mark.django_db

AT = datetime(2026, 6, 26, 2, 0, tzinfo=UTC)
HERE, THERE = "510107061004", "510107061005"
ESTATE = 700001


def issue(**scope: Any) -> Document:
    data = {"issuer": "桂溪社区居民委员会", "addressee": "各小区", "lead": ["定于本月下旬召开联席会议。"], "tail": []}
    return publish_document(
        **scope,
        kind="sitting",
        mark="桂溪社区联席",
        title="关于召开联席会议的通知",
        template="redrawing",
        data=data,
        ref="sitting:1",
        by="system",
        at=AT,
    )


def keep(content: bytes = b"%PDF-1.4 minutes", **scope: Any) -> StoredFile:
    return store_file(**scope, name="纪要.pdf", content=content, content_type="application/pdf", personal=False, at=AT)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path  # the next test has other keys


@pytest.mark.clause("B2.7")
def test_a_document_of_a_division_is_numbered_and_journaled_there() -> None:
    first, second, elsewhere, estate = (
        issue(division=HERE),
        issue(division=HERE),
        issue(division=THERE),
        issue(estate_id=ESTATE),
    )
    assert [d.serial for d in (first, second, elsewhere, estate)] == [1, 2, 1, 1]
    assert first.number == "桂溪社区联席〔2026〕1号"
    entries = {d.pk: Entry.objects.get(pk=d.entry_id) for d in (first, elsewhere, estate)}
    assert [entry.log for entry in entries.values()] == [f"office:{HERE}", f"office:{THERE}", f"estate:{ESTATE}"]
    assert entries[first.pk].estate_id is None
    first.refresh_from_db()
    assert (first.tenant, first.scope) == (0, f"office:{HERE}")
    assert published("sitting:1", division=HERE) == [second, first]
    assert published("sitting:1", ESTATE, "sitting") == [estate]
    assert published("sitting:1", ESTATE, "notice") == []


@pytest.mark.clause("B2.7")
def test_a_document_of_a_division_is_public_and_leads_back_to_it() -> None:
    found = issue(division=HERE)
    page = Client().get(f"/d/{found.pk}/")
    assert page.status_code == 200
    assert "桂溪社区联席〔2026〕1号" in page.content.decode()
    assert f'href="/c/{HERE}/"' in page.content.decode()
    assert Client().get(f"/d/{found.pk}.pdf").content.startswith(b"%PDF-")


def test_a_file_of_a_division_is_sealed_under_its_own_key() -> None:
    one, again, other, estate = keep(division=HERE), keep(division=HERE), keep(division=THERE), keep(estate_id=ESTATE)
    assert one == again
    assert len({one.pk, other.pk, estate.pk}) == 3
    assert {file_content(f) for f in (one, other, estate)} == {b"%PDF-1.4 minutes"}
    places = {path_of(f.scope, f.sha256) for f in (one, other, estate)}
    assert len(places) == 3
    assert len({place.read_bytes() for place in places}) == 3
    assert {f"office:{HERE}", f"office:{THERE}", f"estate:{ESTATE}"} <= set(
        EnvelopeKey.objects.values_list("scope", flat=True)
    )


@pytest.mark.parametrize("scope", [{}, {"estate_id": ESTATE, "division": HERE}])
def test_both_scopes_and_neither_are_refused(scope: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="one estate or to one division"):
        issue(**scope)
    with pytest.raises(ValueError, match="one estate or to one division"):
        keep(**scope)
    with pytest.raises(ValueError, match="one estate or to one division"):
        published("sitting:1", scope.get("estate_id"), division=scope.get("division"))
    assert not Document.objects.filter(ref="sitting:1").exists()


@pytest.mark.parametrize(
    "scope",
    [
        {"estate_id": None, "division_id": None},
        {"estate_id": ESTATE, "division_id": HERE},
        {"estate_id": None, "division_id": ""},
        {"estate_id": None, "division_id": "桂溪"},
    ],
)
def test_the_database_knows_one_scope_a_row(scope: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="has_one_scope"), transaction.atomic():
        StoredFile.objects.create(**scope, sha256="0" * 64, name="x", content_type="x", size=1, personal=False)


@pytest.mark.parametrize("log", [{"division": THERE}, {"estate_id": ESTATE}])
def test_the_database_knows_in_which_log_a_document_stands(log: dict[str, Any]) -> None:
    entry = issue(**log).entry_id
    found = issue(division=HERE)
    values = {
        field.attname: getattr(found, field.attname)
        for field in Document._meta.concrete_fields
        if field.attname not in {"id", "tenant", "recorded_at"}
    }
    Document.objects.create(**{**values, "serial": 9, "number": "9号", "entry_id": entry})
    with pytest.raises(DatabaseError, match="log of its scope"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
