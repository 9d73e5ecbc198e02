"""The document of `gongzhi decide`: every sentence of its contract by cases, and the bounds on what it reads."""

import io
import json
import sys

import pytest

from gongzhi.config.cli import decide as command
from gongzhi_law.decide_document import reply
from gongzhi_law.decide_input import LIMIT_BYTES
from tests.law.cases import each

KEYS = {"name", "part", "whole", "percent", "required", "compare", "passed", "cite"}


def by_name(checks):
    return {check["name"]: check for check in checks}


@each("decide_documents")
def test_answers(case):
    expect = case["expect"]
    result = reply(json.dumps(case["input"], ensure_ascii=False))
    document = result.document
    assert result.code == expect.get("code", 0), document
    if "refused" in expect:
        assert [item["cite"] for item in document["refused"]] == [expect["refused"]]
        assert set(document) == {"refused"}
        return
    variants = {"with_silent", "without_silent"} if case["input"].get("silent") is not None else set()
    assert set(document) == variants | {
        "passed",
        "checks",
        "missing",
        "contradictions",
        "sentence",
        "law_of",
    }
    assert document["passed"] is expect["passed"], document["sentence"]
    checks = by_name(document["checks"])
    assert all(KEYS <= set(check) <= KEYS | {"strength"} for check in checks.values())
    if "missing" in expect:
        assert document["missing"] == expect["missing"]
    if "contradictions" in expect:
        assert [item["field"] for item in document["contradictions"]] == expect["contradictions"]
    for field, computed in expect.get("computed", {}).items():
        assert {item["field"]: item["computed"] for item in document["contradictions"]}[field] == computed
    if "failing" in expect:
        assert [name for name, check in checks.items() if check["passed"] is False] == expect["failing"]
    for name, percent in expect.get("percents", {}).items():
        assert checks[name]["percent"] == percent
    for name, (part, whole) in expect.get("parts", {}).items():
        assert (checks[name]["part"], checks[name]["whole"]) == (part, whole)
    for prefix in ("with", "without"):
        key = f"{prefix}_silent"
        if key in expect:
            assert document[key]["passed"] is expect[key]
            assert set(document[key]) == {"passed", "checks", "missing"}
        for name, (part, whole) in expect.get(f"{prefix}_parts", {}).items():
            check = by_name(document[key]["checks"])[name]
            assert (check["part"], check["whole"]) == (part, whole)
        if f"{prefix}_missing" in expect:
            assert document[key]["missing"] == expect[f"{prefix}_missing"]
    if "strength" in expect:
        assert {check["strength"] for check in checks.values()} == {expect["strength"]}
    if "cites" in expect:
        assert {check["cite"] for check in checks.values()} == {expect["cites"]}
    assert document["law_of"] == expect.get("law_of", "中国")
    assert bool(result.warnings) is expect.get("warns", False)
    assert expect.get("says", "") in document["sentence"]


@each("decide_refusals")
def test_refuses(case):
    result = reply(case["text"])
    assert result.code == 2
    assert set(result.document) == {"error"}
    assert result.document["error"]
    assert len(result.document["error"]) < 300


def test_input_is_bounded():
    assert reply('{"x":' * 100_000).code == 2
    assert reply("[" * 500_000).code == 2
    assert reply('{"matter":"' + "长" * (LIMIT_BYTES // 3) + '"}').code == 2
    assert reply('{"roll":{"heads":' + "9" * 100_000 + "}}").code == 2


def _run(monkeypatch, capsysbinary, raw, argument="-"):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
    code = command.run([argument])
    out, err = capsysbinary.readouterr()
    return code, json.loads(out), err.decode()


def test_command_prints_one_document_and_warns_on_stderr(monkeypatch, capsysbinary):
    text = '{"jurisdiction":"999999","on":"2023-05-20","matter":"rebuild"}'.encode("utf-8-sig")
    code, document, err = _run(monkeypatch, capsysbinary, text)
    assert (code, document["passed"], document["law_of"]) == (0, None, "中国")
    assert "999999" in err


def test_command_reads_a_file(tmp_path, monkeypatch, capsysbinary):
    file = tmp_path / "count.json"
    file.write_text('{"jurisdiction":"中国","on":"2003-08-31","matter":"rebuild"}', "utf-8")
    code, document, err = _run(monkeypatch, capsysbinary, b"", str(file))
    assert code == 1
    assert document["refused"][0]["cite"] == "《物业管理条例》第67条"
    assert err == ""


@pytest.mark.parametrize(
    ("raw", "argument"),
    [(b"\xff\xfe{}", "-"), (b" " * (LIMIT_BYTES + 1), "-"), (b"", "/none/such"), (b"", "/"), (b"", "--help")],
    ids=["not utf-8", "too large", "no file", "a folder", "help"],
)
def test_command_refuses_what_it_cannot_read(monkeypatch, capsysbinary, raw, argument):
    code, document, _ = _run(monkeypatch, capsysbinary, raw, argument)
    assert code == 2
    assert set(document) == {"error"}
