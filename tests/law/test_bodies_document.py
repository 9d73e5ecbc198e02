"""The document of `gongzhi check-body`: its keys, its exits, and what it refuses with the path of it."""

import io
import json
import sys

import pytest

from gongzhi.config.cli import check_body as command
from gongzhi.config.cli import commands
from gongzhi_law.check_body_document import reply
from gongzhi_law.decide_input import LIMIT_BYTES
from tests.law.cases import each

KEYS = {"rule", "passed", "strength", "expected", "actual", "cite", "remedy"}


def member(name, role="委员", **more):
    given = {"party": True, "skills": [], "estate": "甲苑", "owner_here": True, "posts": [], "kin_declared": []}
    return {"name": name, "role": role, **given, **more}


def document(**more):
    people = [member("甲", "主任"), member("乙", "副主任"), *(member(name) for name in "丙丁戊")]
    given = {"kind": "业委会", "jurisdiction": "110105", "on": "2026-05-01", "set_size": 5, "members": people}
    given |= {"large_estates": [], "term": {"from": "2024-05-01", "until": "2029-04-30"}}
    return given | more


def answered(**more):
    result = reply(json.dumps(document(**more), ensure_ascii=False))
    assert result.code == 0, result.document
    assert set(result.document) == {"ok", "findings"}
    assert all(set(finding) == KEYS for finding in result.document["findings"])
    return result.document


@pytest.mark.clause("A1.3", "B1.5", "B7.1", "B7.4")
def test_answers_true_false_and_null():
    people = document()["members"]
    assert answered()["ok"] is True
    assert answered(set_size=4, members=people[:4])["ok"] is False
    assert answered(members=[*people[:4], member("戊", owner_here=None)])["ok"] is None
    assert answered(members=[member(one["name"], one["role"], party=False) for one in people])["ok"] is True
    assert answered(kind="环物委", set_size=2)["ok"] is True
    assert answered(kind="物管会", jurisdiction="510107")["ok"] is None


def test_reads_the_optional_keys():
    three = document()["members"][:3]
    assert answered(set_size=3, members=three, households=100)["ok"] is True
    assert answered(set_size=3, members=three, households=101)["ok"] is False
    assert answered(set_size=3, members=three)["ok"] is None
    assert answered(set_size=3, members=three, jurisdiction="31", gross_area="10000")["ok"] is True
    assert answered(set_size=3, members=three, jurisdiction="31", gross_area="10000.01")["ok"] is False
    assert answered(bylaws={"bodies/committee_size_min": 7})["ok"] is False
    assert answered(term=None, large_estates=None, set_size=None)["ok"] is None
    sides = ["居委会", "业主代表", "业主", "业主", "业主", "街道办事处", "派出所"]
    people = [member(f"{n}", "成员", side=side, owner_here=side.startswith("业主")) for n, side in enumerate(sides)]
    people[0]["role"], people[1]["role"] = "主任", "副主任"
    assert answered(kind="物管会", set_size=7, members=people, term=None)["ok"] is True


def test_names_may_repeat_and_absent_keys_are_unknown():
    people = [{"name": "张伟", "role": role} for role in ("主任", "副主任", "委员", "委员", "委员")]
    found = answered(members=people)
    assert found["ok"] is None
    assert [one["passed"] for one in found["findings"] if one["rule"] == "A1.3"] == [None]


@each("bodies_refusals")
def test_refuses_with_the_path(case):
    result = reply(case["text"])
    assert result.code == 2
    assert set(result.document) == {"error"}
    assert case["says"] in result.document["error"]
    assert len(result.document["error"]) < 300


def test_input_is_bounded():
    assert reply("[" * 500_000).code == 2
    assert reply('{"kind":"' + "长" * (LIMIT_BYTES // 3) + '"}').code == 2
    assert reply(json.dumps(document(members=[member("甲")] * 501))).code == 2
    assert reply('{"set_size":' + "9" * 100_000 + "}").code == 2


def _run(monkeypatch, capsysbinary, raw, argument="-"):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
    code = command.run([argument])
    out, err = capsysbinary.readouterr()
    return code, json.loads(out), err.decode()


def test_command_answers_warns_and_refuses(tmp_path, monkeypatch, capsysbinary):
    assert commands()["check-body"] == "check_body"
    raw = json.dumps(document(jurisdiction="999999"), ensure_ascii=False).encode("utf-8-sig")
    code, found, err = _run(monkeypatch, capsysbinary, raw)
    assert (code, found["ok"]) == (0, True)
    assert "999999" in err
    file = tmp_path / "body.json"
    file.write_text(json.dumps(document(on="2003-08-31")), "utf-8")
    code, found, err = _run(monkeypatch, capsysbinary, b"", str(file))
    assert (code, found["refused"][0]["cite"], err) == (1, "《物业管理条例》第67条", "")


@pytest.mark.parametrize(
    ("raw", "argument"),
    [(b"\xff\xfe{}", "-"), (b" " * (LIMIT_BYTES + 1), "-"), (b"", "/none/such"), (b"", "/"), (b"", "--help")],
    ids=["not utf-8", "too large", "no file", "a folder", "help"],
)
def test_command_refuses_what_it_cannot_read(monkeypatch, capsysbinary, raw, argument):
    code, found, _ = _run(monkeypatch, capsysbinary, raw, argument)
    assert code == 2
    assert set(found) == {"error"}


@pytest.mark.parametrize("place", ["110105", "310104", "510107"])
@pytest.mark.parametrize("start", ["9996-02-29", "9999-01-01"])
def test_judges_a_term_that_reaches_beyond_the_calendar(place, start):
    found = answered(jurisdiction=place, term={"from": start, "until": "9999-12-31"})["findings"]
    length = {one["expected"]: one["passed"] for one in found if one["expected"].startswith("任期不")}
    assert length.pop("任期不超过5年") is True
    assert length == ({"任期不少于3年": start == "9996-02-29"} if place == "310104" else {})
