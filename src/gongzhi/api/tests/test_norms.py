"""The rule base over the API: the same reads and acts, refusals in one form."""

import pytest

from gongzhi.api.tests.client import Caller
from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.voting.tests import made as story
from gongzhi_law import overlay
from tests.norms.made import AT, QUOTE, START, TEXT, administrator
from tests.norms.test_rules import ONCE, recorded
from tests.norms.test_rules import TEXT as RULES

pytestmark = pytest.mark.django_db
CHANGE = {
    "parameter": "assembly/notice_days",
    "place": "510107",
    "value": 20,
    "from_on": START.isoformat(),
    "strength": "statute",
    "instrument": "成都市武侯区试行规定",
    "article": "3",
    "quote": QUOTE,
    "full_text": TEXT,
    "full_text_read": True,
}


def ok(answer):
    """The JSON of an answer that is a success."""
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


@pytest.fixture(autouse=True)
def now(monkeypatch):
    story.pin(monkeypatch, AT)
    story.divisions()
    yield
    overlay.know(())


def test_a_change_from_preview_to_withdrawal():
    first, second = Caller(administrator("51", "13800510001")), Caller(administrator("51", "13800510002", "钱进"))
    seen = ok(first.post("/law/changes/preview", CHANGE))
    assert [(r["before"], r["after"]) for r in seen["reached"]] == [("不少于 15 日", "不少于 20 日")]
    made = ok(first.post("/law/changes", CHANGE))
    assert (made["standing"], made["weight"], made["office"]) == ("waiting", "threshold", "四川省规则管理员")
    address = f"/law/changes/{made['id']}"
    refused = first.post(f"{address}/confirmation", {})
    assert refused.status_code == 409
    assert "两个人" in refused.json()["refused"][0]["reason"]
    assert ok(second.post(f"{address}/confirmation", {}))["standing"] == "coming"
    assert second.post(f"{address}/refusal", {"reason": "晚了"}).status_code == 409
    wrong = first.post("/law/changes", {**CHANGE, "value": "二十"})
    assert wrong.status_code == 422
    assert "value" in wrong.json()["fields"]
    assert ok(first.post(f"{address}/withdrawal", {"reason": "引文有误"}))["standing"] == "withdrawn"
    stranger = Caller(None)
    listed = ok(stranger.get("/law/changes"))
    assert [c["standing"] for c in listed["items"]] == ["withdrawn"]
    assert "何静" not in str(listed)
    assert ok(stranger.get(address))["full_text"] == TEXT
    assert stranger.post("/law/changes", CHANGE).status_code == 401
    assert Caller(story.estate().worker).post("/law/changes", CHANGE).status_code == 404


def test_the_rule_base_and_its_places():
    stranger = Caller(None)
    found = ok(stranger.get("/law/rules", q="proxy.zhoushan"))
    assert found["items"][0]["not_yet"]
    carried = ok(stranger.get("/law/rules", status="carried", place="中国", size=5))
    assert all(row["carried_out_by"] for row in carried["items"])
    chengdu = ok(stranger.get("/law/coverage", place="5101"))
    assert "成都市物业管理条例（2023年修订、2024年批准）" in [g["instrument"] for g in chengdu["missing"]]
    assert "vote.participation.civil_code" in chengdu["verified"]
    assert stranger.get("/law/coverage", place="nowhere").status_code == 404
    assert {"51", "5101", "中国"} <= {row["place"] for row in ok(stranger.get("/law/places"))}
    assert ok(stranger.get("/law/conflicts"))[0]["wins"] == "民法典第278条第2款"


def test_rules_of_an_estate():
    made = story.estate()
    code = made.estate.code
    member, worker, stranger = Caller(made.committee[0]), Caller(made.worker), Caller(None)
    body = {
        "kind": "procedure",
        "title": "议事规则",
        "text": RULES,
        "adopted_on": "2019-05-12",
        "effective_on": "2019-06-01",
        "old_decision": "2019年5月12日决定",
        "values": [{"parameter": ONCE.parameter, "value": "once", "article": "第九条", "sentence": ONCE.sentence}],
    }
    number = ok(member.post(f"/estates/{code}/rules", body))["id"]
    assert ok(stranger.get(f"/estates/{code}/rules"))["values"] == {}
    assert stranger.get(f"/estates/{code}/rules/{number}").status_code == 404
    assert [r["id"] for r in ok(worker.get(f"/estates/{code}/rules/waiting"))] == [number]
    assert member.post(f"/estates/{code}/rules/{number}/confirmation", {}).status_code == 409
    assert ok(worker.post(f"/estates/{code}/rules/{number}/confirmation", {}))["settled"] == "confirmed"
    assert ok(stranger.get(f"/estates/{code}/rules"))["values"] == {"voting/change": "once"}
    assert ok(stranger.get(f"/estates/{code}/rules", on="2019-05-31"))["values"] == {}
    wrong = member.post(f"/estates/{code}/rules", {**body, "values": [{**body["values"][0], "sentence": "没有"}]})
    assert "values.0" in wrong.json()["fields"]
    other = ok(member.post(f"/estates/{code}/rules", {**body, "title": "又一份"}))["id"]
    assert ok(worker.post(f"/estates/{code}/rules/{other}/refusal", {"reason": "不一致"}))["settled"] == "declined"


def test_a_resolution_becomes_rules():
    made = story.signed(story.counted(story.all_cast(story.voting(2, firm=False), [{1: "Y", 2: "N"}] * 2)))
    confirm_rules(rules=recorded(made), by=made.worker, at=made.now)
    with pytest.MonkeyPatch.context() as patch:
        story.pin(patch, made.now)
        member = Caller(made.committee[0])
        row = made.assembly.motions.get(number=1).resolutions.get()
        address = f"/estates/{made.estate.code}/assemblies/{made.assembly.serial}/resolutions/{row.pk}/rules"
        begins = made.now.date().isoformat()
        assert ok(member.post(address, {"effective_on": begins}))["settled"] == "confirmed"
        assert member.post(address, {"effective_on": begins}).status_code == 409
