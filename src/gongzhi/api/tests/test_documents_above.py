"""What a community publishes itself is listed beside what its estates publish, and nowhere else."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import Document
from gongzhi.voting.tests.made import divisions

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 26, 2, 0, tzinfo=UTC)


def issue(**scope: Any) -> Document:
    return publish_document(
        **scope,
        kind="letter",
        mark="桂溪社区联席",
        title="关于联席会议的函",
        template="official",
        data={"issuer": "桂溪社区联席会议", "addressee": "各小区"},
        ref="letter:1",
        by="system",
        at=AT,
    )


@pytest.mark.clause("B2.7")
def test_the_api_lists_what_a_community_published_itself() -> None:
    community = divisions()
    issue(estate_id=700001)
    issue(division="510107061999")
    first, second = issue(division=community.pk), issue(division=community.pk)
    found = Client().get(f"/api/divisions/{community.pk}/documents").json()
    assert [row["id"] for row in found["items"]] == [second.pk, first.pk]
    assert found["count"] == 2
    whole = Client().get(f"/api/documents/{first.pk}").json()
    assert (whole["number"], whole["data"]["addressee"]) == (first.number, "各小区")
    assert Client().get("/api/divisions/999999999999/documents").status_code == 404
