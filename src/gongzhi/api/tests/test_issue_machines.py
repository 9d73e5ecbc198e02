"""Other systems, sheets, numbers and reports by the API alone: each secret in one answer, no reporter in any."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.api.tests.client import Caller
from gongzhi.bodies.tests.overview_world import pin
from gongzhi.documents.tests.table_samples import xlsx
from gongzhi.issues.models import Issue
from gongzhi.issues.tests.issues_world import NAME, PHONE, Desk, desk

HEAD = ["工单编号", "受理时间", "小区", "内容", "来电人", "联系电话"]


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    settings.FILES = tmp_path  # the next test has other keys
    made = desk()
    pin(monkeypatch, made.at)
    return made


@pytest.mark.clause("A10.3", "L6.1")
def test_a_sheet_is_read_corrected_and_taken_in_by_the_api(here: Desk) -> None:
    caller, base = Caller(here.worker), f"/divisions/{here.estate.community_id}/issue-sheets"
    rows = [["A1", "2026-03-01", "桂溪苑", "漏水", NAME, PHONE], ["A2", "2026-03-01", "不存在苑", "漏水", NAME, PHONE]]
    file = SimpleUploadedFile("工单.xlsx", xlsx(("表", [HEAD, *rows])))
    made = caller.upload(base, {"file": file, "source": "hotline"}).json()
    assert (made["summary"]["added"], made["summary"]["blocked_rows"]) == (1, 1)
    one = f"{base}/{made['id']}"
    doubt = caller.get(one).json()["problems"][0]
    assert (doubt["row"], doubt["column"], doubt["value"]) == (3, "小区", "不存在苑")
    assert caller.post(f"{one}/mapping", {"mapping": {"D": "words"}}).json()["mapping"] == {"D": "words"}
    assert caller.post(f"{one}/import", {}).status_code == 409
    assert caller.post(f"{one}/import", {"leave_out": True}).json()["state"] == "applied"
    assert Issue.objects.get().source_ref == "A1"
    wrong = {"file": SimpleUploadedFile("x.csv", b"a"), "source": "hotline", "mapping": "["}
    assert caller.upload(base, wrong).status_code == 422
    assert Caller(here.member).get(base).status_code == 404


def test_secrets_stand_in_one_answer_only(here: Desk) -> None:
    street, base = Caller(here.street), f"/divisions/{here.estate.community_id}"
    key = street.post(f"{base}/issue-keys", {"client": "区平台"}, key="k").json()
    assert key["api_key"].startswith("gz_")
    assert street.post(f"{base}/issue-keys", {"client": "区平台"}, key="k").json()["api_key"] is None
    assert Caller(here.worker).post(f"{base}/issue-keys", {"client": "x"}).status_code == 409
    hook = street.post(f"{base}/issue-hooks", {"way": "in", "name": "12345", "source": "hotline"}).json()
    assert hook["secret"].startswith("whsec_")
    private = {"way": "out", "name": "x", "address": "https://10.0.0.1/", "events": ["issue.done"]}
    assert "address" in street.post(f"{base}/issue-hooks", private).json()["fields"]
    again = street.get(f"{base}/issue-keys").content + street.get(f"{base}/issue-hooks").content
    assert key["api_key"].encode() not in again
    assert hook["secret"].encode() not in again
    assert street.post(f"{base}/issue-hooks/{hook['id']}/stop").json()["stopped_at"]
    assert street.post(f"{base}/issue-keys/{key['id']}/revoke").json()["revoked_at"]


@pytest.mark.clause("B8.7")
def test_numbers_lists_plans_and_reports_name_nobody(here: Desk) -> None:
    here.working()
    base, worker = f"/divisions/{here.estate.community_id}", Caller(here.worker)
    stranger = Caller()
    answers = [
        stranger.get(f"{base}/issue-numbers/public"),
        stranger.get(f"/estates/{here.estate.code}/issue-plan"),
        worker.get(f"{base}/issue-numbers"),
        worker.get(f"{base}/issues", only="open", lead="firm"),
        worker.post(f"{base}/environment-reports", {"period": "2026-03"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 5
    text = json.dumps([answer.json() for answer in answers], ensure_ascii=False)
    assert not any(word in text for word in (NAME, PHONE, "都湿了"))
    assert answers[0].json()["totals"]["open"] == 1
    assert answers[3].json()["items"][0]["牵头方"] == "物业服务企业"
    report = answers[4].json()
    edited = {"sections": [{"heading": "情况", "paragraphs": ["一句"]}], "seen": report["seen"]}
    url = f"{base}/environment-reports/{report['id']}"
    assert worker.post(url, edited).json()["sections"][0]["heading"] == "情况"
    assert worker.post(f"{url}/send").status_code == 409
    assert stranger.get(f"{base}/issues").status_code == 401


def test_a_layout_is_filled_by_the_api(here: Desk) -> None:
    here.accepted()
    caller, base = Caller(here.worker), f"/divisions/{here.estate.community_id}/issue-layouts"
    file = SimpleUploadedFile("表.xlsx", xlsx(("表", [["{{编号}}"]])))
    made = caller.upload(base, {"file": file, "name": "月报"}).json()
    assert [row["name"] for row in caller.get(base).json()["layouts"]] == ["月报"]
    assert caller.get(f"{base}/{made['id']}/filled").content.startswith(b"PK")
    assert caller.post(f"{base}/{made['id']}/drop").json()["ended_at"]
