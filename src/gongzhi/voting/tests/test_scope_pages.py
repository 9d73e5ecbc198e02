"""The pages and the API of a vote of one stairwell: choosing it, notice, turnout, both outcomes, the answer (R15)."""

import hashlib
from typing import Any

import pytest
import rfc8785
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongzhi.people.models import Person
from gongzhi.places.models import Building
from gongzhi.voting.duties import duties
from gongzhi.voting.models import Assembly, Resolution, RuleAnswer
from gongzhi.voting.tests import made, parted

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Signs a person in and lets pages read the instant the story has come to."""

    def go(story: made.Made, who: Person | None = None) -> Client:
        made.pin(monkeypatch, story.now)
        client = Client()
        if who is not None:
            made.sign_in(client, who)
        return client

    return go


def desk(story: made.Made, page: str = "") -> str:
    return f"/desk/e/{story.estate.code}/assemblies/{story.assembly.serial}/{page}"


def test_the_convener_ticks_the_stairwells(at: Any) -> None:
    story = parted.drafted(made.frozen(parted.homes()), parts=())
    client = at(story, story.committee[0])
    assert "只涉及部分楼栋、单元" in client.get(desk(story)).content.decode()
    page = client.get(desk(story, "scope/")).content.decode()
    for words in ("3幢（整幢），20 套", "3幢2单元，10 套", "只能由全体业主决定", "第22条"):
        assert words in page, words
    key = f"{Building.objects.get().pk}:2单元"
    assert client.post(desk(story, "scope/"), {"parts": [key], "idempotency_key": "k1"}).status_code == 302
    assert [part["name"] for part in Assembly.objects.get().scope] == ["3幢2单元"]
    chosen = client.get(desk(story, "scope/")).content.decode()
    assert "checked" in chosen
    assert "9 人" in chosen
    made.reported(story)
    notice = client.get(desk(story, "notice/")).content.decode()
    assert "范围内的名册" in notice
    assert "1,000.00㎡" in notice


def test_everyone_reads_whose_vote_it_is(at: Any) -> None:
    story = parted.noticed()
    public = at(story).get(f"/e/{story.estate.code}/assemblies/{story.assembly.serial}/").content.decode()
    for words in ("3幢2单元", "表决的范围", "部分业主表决的依据", "范围内业主的"):
        assert words in public, words
    lines = at(story).get(f"/e/{story.estate.code}/assemblies/{story.assembly.serial}/roll/lines.json").json()
    assert hashlib.sha256(b"".join(rfc8785.dumps(line) + b"\n" for line in lines["lines"])).hexdigest() == lines["hash"]
    assert all(door.startswith("3幢2单元") for line in lines["lines"] for door in line["doors"].split("、"))
    token = made.links(story)[story.electors[0].pk]
    story.now = story.assembly.opens_at
    assert "3幢2单元：专有部分 10 个" in at(story).get(f"/v/{token}/").content.decode()
    turnout = at(story, story.committee[0]).get(desk(story, "turnout/")).content.decode()
    assert "只看总数" in turnout
    shown = at(story).get(f"/api/estates/{story.estate.code}/assemblies/{story.assembly.serial}").json()
    assert (shown["scope"], shown["turnout"]["roll_heads"], shown["turnout"]["roll_area"]) == ("3幢2单元", 9, "1000.00")


@pytest.mark.clause("A5.3", "B4.8")
def test_both_outcomes_are_shown_and_the_answer_is_recorded_once(at: Any) -> None:
    story = made.signed(parted.counted("YYYYYNN--"))
    client = at(story, story.committee[0])
    public = at(story).get(f"/e/{story.estate.code}/assemblies/{story.assembly.serial}/").content.decode()
    assert "1 项等主管部门书面答复" in public
    assert any("书面答复" in duty.title for duty in duties(story.estate, story.now))
    assert "去登记答复" in client.get(desk(story)).content.decode()
    page = client.get(desk(story, "rule/")).content.decode()
    for words in ("按民法典第278条的比例在范围内计算", "按范围内全体业主的比例计算", "登记书面答复"):
        assert words in page, words
    resolution = client.get(desk(story, f"resolutions/{Resolution.objects.get().pk}/")).content.decode()
    assert "登记主管部门的书面答复以前，不能据以付款" in resolution
    sent = {
        "rule": "participants",
        "issuer": "区住建局",
        "document_number": "武住建函〔2026〕77号",
        "text": "按民法典审核。",
    }
    paper = SimpleUploadedFile("答复.pdf", b"%PDF-1.7 answer", content_type="application/pdf")
    assert client.post(desk(story, "rule/"), {**sent, "idempotency_key": "k1"}).status_code == 422
    assert client.post(desk(story, "rule/"), {**sent, "file": paper, "idempotency_key": "k2"}).status_code == 302
    answer = RuleAnswer.objects.get()
    assert not any("书面答复" in duty.title for duty in duties(story.estate, story.now))
    assert client.get(f"/desk/e/{story.estate.code}/files/{answer.file_id}/").status_code == 200
    assert answer.document_number in client.get(desk(story, "rule/")).content.decode()
    assert "去登记答复" not in client.get(desk(story)).content.decode()
    public = at(story).get(f"/e/{story.estate.code}/assemblies/{story.assembly.serial}/").content.decode()
    for words in ("作出 1 项决定", "区住建局已经书面答复", "按范围内全体业主的比例计算"):
        assert words in public, words
    shown = at(story).get(f"/api/estates/{story.estate.code}/assemblies/{story.assembly.serial}").json()
    assert shown["rule_answer"]["rule"] == "participants"
    assert shown["results"][0]["passed"] is True
    rules = shown["results"][0]["finding"]["rules"]
    assert [rule["outcome"] for rule in rules] == [True, False]
    assert rules[1]["checks"][1]["whole"] == "1000.00"


def test_the_api_limits_and_settles(at: Any) -> None:
    story = parted.drafted(made.frozen(parted.homes()), parts=())
    client = at(story, story.committee[0])
    url = f"/api/estates/{story.estate.code}/desk/assemblies/{story.assembly.serial}"
    body = {"parts": [{"building": "3幢", "stair": "2单元"}]}
    head = {"content_type": "application/json", "HTTP_IDEMPOTENCY_KEY": "a1"}
    assert client.post(f"{url}/scope", body, **head).json()["scope"] == "3幢2单元"
    wrong = {"parts": [{"building": "8幢"}]}
    assert client.post(f"{url}/scope", wrong, **{**head, "HTTP_IDEMPOTENCY_KEY": "a2"}).status_code == 422
    paper = SimpleUploadedFile("答复.pdf", b"%PDF-1.7 answer", content_type="application/pdf")
    sent = {"rule": "all", "issuer": "区住建局", "document_number": "1", "text": "要点", "file": paper}
    assert client.post(f"{url}/rule", sent, HTTP_IDEMPOTENCY_KEY="a3").status_code == 409
