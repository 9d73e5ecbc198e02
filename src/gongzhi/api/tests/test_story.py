"""The first assembly from roster to resolution, by the API alone: every act is the act of the pages."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.api.tests.client import Caller
from gongzhi.kernel import merkle
from gongzhi.kernel.clock import day_start, law_day
from gongzhi.voting.models import Ballot
from gongzhi.voting.tests import made as story

pytestmark = pytest.mark.django_db

ROSTER = """房号,面积,业主姓名,联系电话,用途,状态
1栋1单元101,89.32,张伟,13811110001,住宅,已售
1栋1单元102,142.08,李娜,13811110002,住宅,已售
1栋1单元201,67.18,王芳,13811110003,住宅,已售
"""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the time that every request reads."""
    return lambda moment: story.pin(monkeypatch, moment)


def ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content.decode()[:1000]
    return answer.json()


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("gb18030"), content_type="text/csv")


def _seats_a_committee(worker: Caller, street: Caller, home: str, day: str) -> None:
    """A committee with its chair, written down by the worker; the street confirms it against the filing."""
    why = {"basis": "首次业主大会决定"}
    named = {"kind": "committee", "name": "望江苑业主委员会", "formed_on": day, **why}
    body = ok(worker.post(f"{home}/desk/bodies", named))
    here = f"{home}/desk/bodies/{body['id']}"
    term = ok(worker.post(f"{here}/terms", {"set_size": 5, "from_on": day, "until_on": "2029-08-03", **why}))
    chair = {"name": "刘芳", "number": "13700010011", "role": "chair", "way": "elected", "from_on": day, **why}
    ok(worker.post(f"{here}/seats", chair))
    confirmation = {"filing_number": "桂街备〔2026〕12号", "filed_on": day}
    assert worker.post(f"{here}/terms/{term['number']}/confirmation", confirmation).status_code == 409
    ok(street.post(f"{here}/terms/{term['number']}/confirmation", confirmation))


def test_from_roster_to_resolution(clock: Any) -> None:
    made = story.estate("邻里苑")
    now = story.START
    clock(now)
    worker, chair = Caller(made.worker), Caller(made.committee[0])
    estate = ok(
        worker.post(
            "/estates",
            {"name": "望江苑", "community": "510107020003", "kind": "commodity", "management": "lump_sum"},
            key="make-1",
        )
    )
    home = f"/estates/{estate['code']}"
    again = {"name": "望江苑", "community": "510107020003", "kind": "commodity", "management": "lump_sum"}
    assert ok(worker.post("/estates", again, key="make-1"))["code"] == estate["code"]
    assert ok(Caller().get(home))["name"] == "望江苑"

    roster = ok(worker.upload(f"{home}/rosters", {"file": upload("清册.csv", ROSTER)}, key="read-1"))
    assert (roster["units"], roster["area"], roster["heads"], roster["blocks"]) == (3, "298.58", 3, 0)
    assert ok(worker.post(f"{home}/rosters/{roster['id']}/apply", key="apply-1"))["state"] == "applied"
    units = ok(worker.get(f"{home}/units"))
    assert units["count"] == 3
    assert "张伟" not in json.dumps(units, ensure_ascii=False)
    unmasked = ok(worker.post(f"{home}/owners/{units['items'][0]['owners'][0]['id']}/unmask", {"reason": "核对电话"}))
    assert unmasked["name"] in ("张伟", "李娜", "王芳")

    _seats_a_committee(worker, Caller(made.street), home, law_day(now).isoformat())
    for number in ("13700010021", "13700010022"):
        body = {"kind": "teller", "name": "某人", "number": number, "filing_number": "桂街备〔2026〕12号"}
        assert ok(worker.post(f"{home}/capacities", body))["kind"] == "teller"
    chair, one, two = (Caller(p) for p in (made.committee[0], *made.tellers))

    roll = ok(worker.post(f"{home}/rolls", {"parking": "never"}))
    alone = worker.post(f"{home}/rolls/{roll['id']}/check", {"days": 7})
    assert alone.status_code == 409
    assert alone.json()["refused"][0]["remedy"]
    opened = ok(chair.post(f"{home}/rolls/{roll['id']}/check", {"days": 7}))
    public = ok(Caller().get(f"{home}/roll"))
    assert (public["state"], public["lines"]["count"]) == ("checking", 3)
    assert "张伟" not in json.dumps(public, ensure_ascii=False)
    now = day_start(datetime.fromisoformat(opened["check_until"]).date()) + timedelta(days=1, hours=9)
    clock(now)
    frozen = ok(worker.post(f"{home}/rolls/{roll['id']}/freeze"))
    assert (frozen["units"], frozen["heads"], frozen["area"]) == (3, 3, "298.58")

    desk = f"{home}/desk/assemblies"
    ok(chair.post(desk, {"title": "第一次会议", "purpose": "修改管理规约"}, key="draft-1"))
    desk = f"{desk}/1"
    motion = {"matter": "management_convention", "title": "修改第十八条", "text": "电动自行车不得进入电梯。"}
    assert ok(chair.post(f"{desk}/motions", motion))["marks"] == ["N", "S", "Y"]
    firm = {
        "firm": "安居物业",
        "candidates": [{"title": "锦宁物业", "terms": "2.10 元"}, {"title": "蓉和物业", "terms": "1.85 元"}],
        "fallback": "授权协商临时服务。",
    }
    assert [m["number"] for m in ok(chair.post(f"{desk}/firm-motions", firm))] == [1, 2, 3, 4]
    assert Caller().get(f"{home}/assemblies/1").status_code == 404
    assert chair.post(f"{desk}/notice", notice(now)).status_code == 409
    reported = ok(chair.post(f"{desk}/reports", {}))
    told = next(r for r in reported["reports"] if r["to"] == "residents_committee")
    worker.post(f"{desk}/reports/{told['id']}/opinion", {"stance": "support", "text": "同意"})
    unseen = chair.post(f"{desk}/notice", notice(now, warnings_seen=False))
    assert unseen.status_code == 422
    given = ok(chair.post(f"{desk}/notice", notice(now), key="notice-1"))
    assert given["state"] == "noticed"

    now = datetime.fromisoformat(given["opens_at"]) + timedelta(hours=1)
    clock(now)
    marks = {"1": "Y", "2": "B", "3": "A", "4": "S"}
    doors = {d["door"]: d["unit"] for d in ok(Caller().get(f"{home}/doors"))["items"]}
    owners = [claimed(home, doors["1栋1单元101"], "13811110001"), claimed(home, doors["1栋1单元102"], "13811110002")]
    for owner in owners:
        receipt = cast(owner, home, marks)
        assert set(receipt) == {"code", "commitment", "sequence", "at", "text_hash", "standing", "choices"}
        assert receipt["standing"] is receipt["choices"] is None
    box = ok(Caller().get(f"{home}/assemblies/1"))
    assert box["turnout"] == {"heads": 2, "area": "231.40", "roll_heads": 3, "roll_area": "298.58"}
    assert box["results"] == []

    now = datetime.fromisoformat(given["closes_at"]) + timedelta(hours=1)
    clock(now)
    one, two = (Caller(p) for p in made.tellers)
    assert ok(one.post(f"{desk}/count/begin"))["state"] == "counting"
    assert one.post(f"{desk}/count").status_code == 409
    counted = ok(two.post(f"{desk}/count"))
    rows = {(r["motion"], r["letter"]): r for r in counted["results"]}
    assert rows[1, None]["passed"] is True
    assert rows[2, "B"]["passed"] is True
    assert (rows[3, "A"]["passed"], rows[3, "A"]["in_effect"]) == (True, True)
    assert rows[4, None]["in_effect"] is False
    check = next(c for c in rows[1, None]["finding"]["checks"] if c["unit"] == "area")
    assert (check["part"], check["whole"]) == ("231.40", "298.58")

    owner = Caller(owners[0][1])
    mine = ok(owner.get(f"{home}/assemblies/1/electors/{owners[0][2]}/receipt"))
    assert (mine["standing"], mine["choices"]) == ("counted", marks)
    objection = {"elector": owners[0][2], "text": "计票时没有通知我"}
    assert ok(owner.post(f"{home}/assemblies/1/objections", objection, key="o-1"))["number"] == 1
    chair = Caller(made.committee[0])
    answered = ok(chair.post(f"{desk}/objections/1/answer", {"text": "计票时间见公告第三条。"}))
    assert answered["answer"] == "计票时间见公告第三条。"
    assert "没有通知我" not in Caller().get(f"{home}/assemblies/1").content.decode()

    now = day_start(datetime.fromisoformat(counted["objections_until"]).date()) + timedelta(days=1, hours=9)
    clock(now)
    chair, street = Caller(made.committee[0]), Caller(made.street)
    final = ok(chair.post(f"{desk}/signature"))
    assert final["state"] == "final"
    resolution = final["resolutions"][0]
    assert (resolution["in_effect"], resolution["stops_payment"]) == (True, None)
    order = {
        "kind": "suspend",
        "issuer": "武侯区人民法院",
        "document_number": "（2026）川0107财保1号",
        "text": "暂停执行",
    }
    sent = {**order, "file": SimpleUploadedFile("裁定.pdf", b"%PDF-1.4 sample", content_type="application/pdf")}
    stopped = ok(street.upload(f"{desk}/resolutions/{resolution['id']}/orders", sent))
    assert (stopped["state"], stopped["in_effect"]) == ("suspended", False)
    assert "不能据以付款" in stopped["stops_payment"]
    kinds = [d["kind"] for d in ok(Caller().get(f"{home}/documents"))["items"]]
    assert {"notice"} <= set(kinds)
    proves(home)


def notice(now: datetime, *, warnings_seen: bool = True) -> dict[str, Any]:
    opens = now + timedelta(days=16)
    return {
        "opens_at": opens.isoformat(),
        "closes_at": (opens + timedelta(days=10)).isoformat(),
        "channel": "own",
        "change_rule": "until_close",
        "conflict_rule": "last_valid",
        "disclosure": "panel",
        "objection_days": 7,
        "warnings_seen": warnings_seen,
    }


def claimed(home: str, unit: int, number: str) -> tuple[Caller, Any, int]:
    """An owner who claims by the number on the roll: the caller, the person, the elector."""
    owner = Caller()
    assert ok(owner.post(f"{home}/units/{unit}/claim/code", {"digits": number[-4:]})) == {"sent": True}
    wrong = owner.post(f"{home}/units/{unit}/claim", {"digits": number[-4:], "code": "000000x"})
    assert wrong.status_code == 422
    code = story.last_code(number)
    claim = ok(owner.post(f"{home}/units/{unit}/claim", {"digits": number[-4:], "code": code}))
    mine = ok(owner.get(f"{home}/mine"))
    assert [one["elector"] for one in mine] == [claim["elector"]]
    from gongzhi.people.queries import person_by_phone

    return owner, person_by_phone(number), claim["elector"]


def cast(owner: tuple[Caller, Any, int], home: str, marks: dict[str, str]) -> Any:
    caller, person, elector = owner
    path = f"{home}/assemblies/1/electors/{elector}"
    assert ok(caller.post(f"{path}/opened"))["cast"] is False
    ok(caller.post(f"{path}/code"))
    body = {"choices": marks, "code": story.last_code(person.number())}
    missing = caller.post(f"{path}/ballot", {**body, "choices": {"1": "Y"}}, key="b")
    assert missing.status_code == 422
    assert set(missing.json()["fields"]) == {"m2", "m3", "m4"}
    first = caller.post(f"{path}/ballot", body, key=f"b{elector}")
    before = Ballot.objects.count()
    resent = caller.post(f"{path}/ballot", body, key=f"b{elector}")
    assert Ballot.objects.count() == before
    assert ok(first) == ok(resent)
    return ok(first)


def proves(home: str) -> None:
    """Every entry hashes to its leaf, and the proof of one of them holds."""
    head = ok(Caller().get(f"{home}/journal/head"))
    rows = ok(Caller().get(f"{home}/journal", size=200))["items"]
    assert head["size"] == len(rows) > 20
    leaves = [hashlib.sha256(b"\0" + row["body"].encode()).digest() for row in rows]
    assert [leaf.hex() for leaf in leaves] == [row["leaf_hash"] for row in rows]
    assert merkle.root(leaves).hex() == head["root"]
    proof = ok(Caller().get(f"{home}/journal/3/proof"))
    path = [bytes.fromhex(step) for step in proof["path"]]
    assert merkle.included(leaves[3], 3, proof["size"], path, bytes.fromhex(proof["root"]))
    assert Caller().get(f"{home}/journal/3/proof", size=10**9).status_code == 422
    assert Caller().get(f"{home}/journal/{len(rows)}/proof").status_code == 404
    assert "张伟" not in json.dumps(rows, ensure_ascii=False)


def test_voting_by_link_needs_no_account_and_shows_no_choice() -> None:
    made = story.voting(3)
    token = story.links(made)[made.electors[0].pk]
    caller = Caller()
    with pytest.MonkeyPatch.context() as patch:
        story.pin(patch, made.now)
        paper = ok(caller.get(f"/v/{token}"))
        assert [m["number"] for m in paper["motions"]] == [1, 2, 3, 4, 5]
        assert ok(caller.post(f"/v/{token}/code"))["sent_to"] == "0000"
        body = {"choices": {"1": "Y", "2": "N", "3": "A", "4": "B", "5": "S"}, "code": story.last_code("13800010000")}
        no_key = caller.post(f"/v/{token}/ballot", body)
        assert no_key.status_code == 422
        receipt = ok(caller.post(f"/v/{token}/ballot", body, key="k1"))
        assert ok(caller.get(f"/v/{token}/receipt")) == receipt
        assert receipt["choices"] is None
        assert ok(caller.get("/session"))["name"] is None
        assert caller.get("/v/unknown").status_code == 404
        story.pin(patch, made.assembly.closes_at)
        late = caller.post(f"/v/{token}/code")
        assert late.status_code == 409


def test_law_answers_for_a_day_and_place() -> None:
    caller = Caller()
    names = [p["name"] for p in ok(caller.get("/law/parameters"))]
    assert "voting/participation" in names
    assert len(names) == len(set(names)) > 30
    whole = ok(caller.get("/law/parameters/voting/participation"))
    assert whole["values"][0]["cite"]
    found = ok(caller.get("/law/parameters/voting/participation/in-force", on="2026-01-01", place="510107"))
    assert found["value"] == "2/3"
    silent = caller.get("/law/parameters/voting/participation/in-force", on="1999-01-01")
    assert silent.status_code == 409
    assert caller.get("/law/parameters/voting/participation/in-force", on="2026-01-01", place="x1").status_code == 422
    assert caller.get("/law/parameters/voting/nothing").status_code == 404
    assert caller.get("/law/parameters/voting/participation/in-force").status_code == 422


DECIDED = {
    "jurisdiction": "中国",
    "on": "2023-05-20",
    "matter": "property_firm",
    "roll": {"heads": 1000, "area": "100000.00"},
    "took_part": {"heads": 700, "area": "70000.00"},
    "in_favour": {"heads": 400, "area": "36000.00"},
}


@pytest.mark.parametrize(
    ("changed", "status"),
    [({}, 200), ({"on": "1999-01-01"}, 409), ({"matter": "lunch"}, 422), ({"roll": {"heads": 1.5}}, 422)],
)
def test_decide_is_the_command(changed: dict[str, Any], status: int) -> None:
    from django.test import Client

    from gongzhi_law.decide_document import reply

    text = json.dumps({**DECIDED, **changed}, ensure_ascii=False)
    answer = Client(enforce_csrf_checks=True).post("/api/law/decide", text, content_type="application/json")
    assert answer.status_code == status
    assert answer.json() == json.loads(json.dumps(reply(text).document))


def test_signing_in_by_code_changes_the_session() -> None:
    made = story.estate()
    caller = Caller()
    number = made.committee[0].number()
    assert ok(caller.post("/session/code", {"number": number})) == {"sent_to": number[-4:]}
    assert caller.post("/session", {"number": number, "code": "nothing"}).status_code == 422
    entered = ok(caller.post("/session", {"number": number, "code": story.last_code(number)}))
    assert entered["name"] == "刘芳"
    assert [c["kind"] for c in entered["capacities"]] == ["committee"]
    assert caller.get(f"/estates/{made.estate.code}/capacities").status_code == 200
    assert ok(caller.delete("/session"))["name"] is None
    assert caller.get(f"/estates/{made.estate.code}/capacities").status_code == 401


def test_ending_a_capacity_ends_the_access() -> None:
    made = story.estate()
    worker, teller = Caller(made.worker), Caller(made.tellers[0])
    held = ok(worker.get(f"/estates/{made.estate.code}/capacities"))
    one = next(c for c in held if c["name"] == "唐静")
    assert ok(worker.post(f"/estates/{made.estate.code}/capacities/{one['id']}/end", {"reason": "调离"}))["until_at"]
    assert teller.get(f"/estates/{made.estate.code}/capacities").status_code == 404
