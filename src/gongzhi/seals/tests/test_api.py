"""Seals by the API alone: the same acts, the same refusals."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.bodies.tests.overview_world import pin
from gongzhi.meetings.tests.test_committee_api import ask
from gongzhi.seals.tests.made import NOW, PHOTO, TODAY, Book, decided

pytestmark = pytest.mark.django_db


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("印.jpg", PHOTO, "image/jpeg")


@pytest.mark.clause("B8.4", "L4.3")
def test_a_seal_from_its_entry_to_its_end(b: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, NOW)
    code, chair, member = b.g.estate.code, b.chair, b.member
    desk = f"/api/estates/{code}/desk/seals"
    decision = decided(b.g)
    new: dict[str, Any] = {
        "kind": "finance",
        "body": b.g.body.pk,
        "engraved": "财务专用章",
        "made_on": TODAY.isoformat(),
        "basis_words": "备案证明",
        "keeper": chair.pk,
    }
    made = ask(chair, "post", desk, {**new, "file": picture()})
    seal = f"{desk}/{made['id']}"
    assert ask(member, "get", seal)["rules"]["payment"]["basis"]
    listed = ask(member, "get", f"{seal}/bases?use=payment")
    assert [one["basis"] for one in listed] == [f"decision:{decision.pk}"]
    wanted = {"use": "payment", "title": "首付款", "copies": "1", "amount_fen": "900000"}
    paper = SimpleUploadedFile("单.pdf", b"%PDF-1.4", "application/pdf")
    refused = ask(member, "post", f"{seal}/requests", {**wanted, "file": paper}, status=409)
    assert "没有依据" in refused["refused"][0]["reason"]
    paper.seek(0)
    ask(member, "post", f"{seal}/requests", {**wanted, "basis": "decision:999", "file": paper}, status=422)
    paper.seek(0)
    found = ask(member, "post", f"{seal}/requests", {**wanted, "basis": f"decision:{decision.pk}", "file": paper})
    assert (found["state"], found["opinion_due_on"], found["against"]) == (
        "ready",
        None,
        [],
    )  # below the sum asked about
    request = f"{desk}/requests/{found['id']}"
    ask(b.env, "post", f"{request}/opinion", {"opinion": "agree"}, status=409)
    ask(member, "post", f"{request}/signatures", status=409)
    ask(b.g.worker, "post", f"{request}/cosignature", status=409)
    use = ask(chair, "post", f"{request}/use", {"used_on": TODAY.isoformat(), "file": picture()})
    assert use["copies"] == 1
    ask(member, "post", f"{request}/end", {"reason": "x"}, status=409)
    ask(
        chair, "post", f"{seal}/uses", {"title": "收据", "copies": "1", "used_on": TODAY.isoformat(), "file": picture()}
    )
    assert ask(member, "get", f"{desk}/uses")["count"] == 2
    assert ask(member, "get", f"{desk}/requests")["items"][0]["state"] == "used"
    ask(chair, "post", f"{desk}/disclosure", {"period": TODAY.isoformat()}, status=422)
    ask(chair, "post", f"{seal}/keeper", {"keeper": str(member.pk), "file": picture()})
    ask(member, "post", f"{seal}/receipt")
    loss = {"kind": "held", "on": TODAY.isoformat(), "words": "不交"}
    ask(member, "post", f"{seal}/loss", {**loss, "file": picture()})
    ask(
        chair, "post", f"{seal}/report", {"office": "街道", "on": TODAY.isoformat(), "words": "已报", "file": picture()}
    )
    ask(chair, "post", f"{seal}/return", {"words": "已交还", "keeper": chair.pk})
    ask(chair, "post", f"{seal}/announcement", status=409)
    assert ask(chair, "post", f"{seal}/void", {"words": "换章"})["state"] == "void"
    told = ask(None, "get", f"/api/estates/{code}/seals")
    assert told["seals"][1]["police_number"] is None
    assert [one["title"] for one in told["uses"]] == ["", ""]
