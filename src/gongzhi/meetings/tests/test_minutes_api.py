"""The record and what follows by the API: the same doors and acts as the pages."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.meetings.models import AgreedItem, Minutes
from gongzhi.meetings.states import ItemState
from gongzhi.meetings.tests.held import agreed, closed, sat, topic_of

DUE = date(2026, 10, 26)


def post(client, path, **body):
    return client.post(f"/api{path}", json.dumps(body), content_type="application/json")


@pytest.mark.clause("B2.7", "B2.8")
def test_recorded_drafted_signed_and_acknowledged_by_the_api(here, monkeypatch):
    pin(monkeypatch, here.at)
    sitting, code = sat(here), here.division.pk
    topic = topic_of(here, sitting, about=here.estates[0])
    office, secretary = client_of(here.worker), client_of(here.secretary)
    base = f"/divisions/{code}/meetings/{sitting.pk}"
    wrong = post(office, f"{base}/record/topics/{topic.pk}", words="打 13800000000", settled=True)
    assert (wrong.status_code, set(wrong.json()["fields"])) == (422, {"words"})
    assert post(office, f"{base}/record/topics/{topic.pk}", words="三方同意", settled=True).status_code == 200
    item = post(office, f"{base}/agreed", words="修好门禁", side="firm", due_on="2026-11-20", topic=topic.pk).json()
    assert (item["estate"], item["responsible"], item["state"]) == (here.estates[0].code, "桂溪苑物业服务企业", "open")
    assert post(office, f"{base}/agreed", words="修", side="firm", due_on="2026-11-20", estate="x").status_code == 404
    closed(sitting)
    papers = post(office, f"{base}/minutes").json()
    paper = next(one for one in papers if one["estate"] == here.estates[0].code)
    edited = {"sections": [{"heading": "会议情况", "items": ["到会六人"]}], "seen": paper["seen"]}
    assert post(office, f"{base}/minutes/{paper['id']}", **edited).json()["sections"][0]["items"] == ["到会六人"]
    refused = post(office, f"{base}/minutes/{paper['id']}/sign")
    assert refused.status_code == 409
    assert refused.json()["refused"][0]["cite"]
    signed = post(secretary, f"{base}/minutes/{paper['id']}/sign").json()
    sent = next(one for one in signed["deliveries"] if one["side"] == "firm")
    assert post(client_of(here.manager), f"/divisions/{code}/minutes/{sent['id']}/acknowledge").json()[
        "acknowledged_at"
    ]
    record = client_of(here.chair).get(f"/api{base}/record").json()
    assert record["topics"][0]["said"] == "三方同意"
    assert Minutes.objects.get(pk=paper["id"]).document_id == signed["document"]["id"]


def test_everyone_reads_an_estates_items_without_files_and_strangers_nothing_else(here, monkeypatch):
    pin(monkeypatch, here.at)
    item = agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    manager, code = client_of(here.manager), here.division.pk
    path = f"/divisions/{code}/agreed/{item.pk}"
    assert manager.post(f"/api{path}/progress", {"words": "已派工"}).status_code == 200
    listed = client_of(None).get(f"/api/estates/{here.estates[0].code}/agreed").json()
    assert listed["count"] == 1
    assert listed["items"][0]["steps"][0]["words"] == "已派工"
    assert "file" not in listed["items"][0]["steps"][0]
    assert client_of(None).get(f"/api{path}").status_code == 401
    assert client_of(here.stranger).get(f"/api{path}").status_code == 404
    asked = {"estate": here.estates[0].code, "side": "firm", "words": "请修", "ground": "议定", "due_on": "2026-10-26"}
    urging = post(client_of(here.env_chair), f"/divisions/{code}/urgings", **asked, item=item.pk).json()
    assert post(manager, f"/divisions/{code}/urgings/{urging['id']}/answer", words="周五").json()["answer"] == "周五"
    assert post(client_of(here.party_member), f"{path}/drop", words="改造一并办").json()["kind"] == "drop"
    assert post(client_of(here.worker), f"/divisions/{code}/summaries", period="2026-H1").json()["sections"]


def test_what_was_agreed_is_history(here):
    item = agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    for change in ({"words": "别的"}, {"side": "owners"}, {"entry": 1}):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            AgreedItem.objects.filter(pk=item.pk).update(**change)
    AgreedItem.objects.filter(pk=item.pk).update(state=ItemState.DONE, done_at=here.at)
    with pytest.raises(IntegrityError, match="is over"), transaction.atomic():
        AgreedItem.objects.filter(pk=item.pk).update(state=ItemState.OPEN)
