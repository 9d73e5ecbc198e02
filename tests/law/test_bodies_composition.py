"""Who may sit in a body: every rule of every place from both sides, unknown values, only law blocks."""

import re
from datetime import date

import pytest

from gongzhi_law.bodies import BODY_NAMES, BodyKind, kind_of
from gongzhi_law.composition import JUDGED, Facts, check
from gongzhi_law.params import NoLawInForce
from tests.law.bodies import composed, grouped
from tests.law.cases import each


def by_rule(report, rule):
    return [finding.passed for finding in report.findings if finding.rule == rule]


def told(report):
    """Every finding that is not met has words and a way out, and what is met asks for nothing."""
    for finding in report.findings:
        assert finding.rule
        assert finding.expected
        assert finding.actual
        assert finding.cite
        assert bool(finding.remedy) is (finding.passed is not True), finding


def judged(case, report):
    told(report)
    assert report.ok is case["ok"], [f for f in report.findings if f.passed is not True]
    for rule, passed in case["expect"].items():
        assert by_rule(report, rule) == passed, (rule, report.findings)
    if "blocking" in case:
        assert [finding.rule for finding in report.blocking] == case["blocking"]
    for key in ("remedy", "actual"):
        for rule, words in case.get(key, {}).items():
            assert any(words in getattr(f, key) for f in report.findings if f.rule == rule and f.passed is not True)
    for rule, strength in case.get("strength", {}).items():
        assert {finding.strength for finding in report.findings if finding.rule == rule} == {strength}


@pytest.mark.clause("A1.3", "B1.5", "B1.11", "B1.3")
@each("bodies_committee")
def test_committee(case):
    judged(case, check(composed(case)))


@pytest.mark.clause("B7.1", "B7.2", "B7.4")
@each("bodies_env")
def test_env_committee(case):
    judged(case, check(composed(case)))


WORDS = {
    "size": "不少于[0-9]+人",
    "size_max": "不多于[0-9]+人",
    "odd": "单数",
    "owner_share": "业主代表不低于",
    "owner": "是本物业管理区域的业主",
    "owners": "是本物业管理区域的业主",
    "lead": "(主任|组长)一名",
    "lead_side": "(主任|组长)由",
    "vice_side": "副主任由",
    "side": "有",
    "invited": "邀请.*缺席不阻断",
    "developer": "邀请建设单位派员",
    "basis": ".*地方性法规",
    "firm_post": "本人不在|本地条文",
    "term": "任期不超过",
}


@pytest.mark.clause("A3.1", "A3.4", "B1.4", "L4.1")
@each("bodies_groups")
def test_groups(case):
    report = check(grouped(case))
    told(report)
    for word, passed in case["want"].items():
        found = [finding.passed for finding in report.findings if re.match(WORDS[word], finding.expected)]
        if word == "basis" and not passed:
            continue
        assert found == passed, (word, report.findings)
    assert report.ok is case["ok"], [f for f in report.findings if f.passed is not True]
    if "blocks" in case:
        assert bool(report.blocking) is case["blocks"]


def test_kinds_by_all_their_words():
    assert all(kind_of(name) is kind and kind_of(kind.value) is kind for kind, name in BODY_NAMES.items())
    assert set(BODY_NAMES) == set(BodyKind)
    assert kind_of("环境和物业管理委员会") is BodyKind.ENV_COMMITTEE
    assert kind_of("物业管理委员会") is BodyKind.INTERIM
    with pytest.raises(KeyError):
        kind_of("委员会")


@pytest.mark.parametrize("kind", [kind for kind in BodyKind if kind not in JUDGED])
def test_refuses_kinds_that_no_rule_speaks_of(kind):
    with pytest.raises(ValueError, match="no rule"):
        check(Facts(kind, "510107", date(2026, 1, 1), 5, ()))


def test_refuses_a_day_before_any_law():
    with pytest.raises(NoLawInForce):
        check(Facts(BodyKind.COMMITTEE, "510107", date(2003, 8, 31), 5, ()))
    assert check(Facts(BodyKind.COMMITTEE, "510107", date(2003, 9, 1), 5, ())).findings
