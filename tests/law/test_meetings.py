"""Meetings of committees: the lawyers' cases from both sides of every number, and what always holds."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi_law import committee_meetings as meetings
from gongzhi_law import overlay
from gongzhi_law.bodies import BodyKind, kind_of
from gongzhi_law.parameter import row_of
from gongzhi_law.params import Strength, get, parameter_names
from tests.law.cases import each

ON = date(2026, 11, 22)
PLACES = ("510107", "110105", "310104", "330106", "330203", "330902", "330402", "370202", "370102", "410102", "441802")
KINDS = (BodyKind.COMMITTEE, BodyKind.INTERIM, BodyKind.SELF_MANAGED)


def _known(case):
    return {"on": case.get("date", ON), "place": case["place"]}


def _kind(case):
    return kind_of(case.get("kind", "业委会"))


@each("meetings_committee")
def test_deciding(case):
    seated, present = case.get("owners", (None, None))
    asked = {
        **_known(case),
        "set_size": case["size"],
        "seated": case["seated"],
        "present": case["present"],
        "in_favour": case["favour"],
        "adopted": case.get("adopted"),
        "owners_seated": seated,
        "owners_present": present,
    }
    if case.get("refused"):
        with pytest.raises(ValueError, match="not a meeting"):
            meetings.decides(_kind(case), **asked)
        return
    found = meetings.decides(_kind(case), **asked)
    assert found.passed is case["passed"], found.sentence
    assert case.get("says", "") in found.sentence
    assert found.strength == case.get("strength", found.strength)
    assert found.cite == case.get("cite", found.cite)
    assert found.blocks is case.get("blocks", found.blocks)
    assert bool(found.missing) is (found.passed is None)
    assert case.get("missing", "") in "；".join(found.missing)


def _demand(case):
    asked = {**_known(case), "adopted": case.get("adopted")}
    if case.get("refused"):
        with pytest.raises(ValueError, match="cannot sign"):
            meetings.demand_reached(_kind(case), case["signed"], case["members"], **asked)
        return
    found = meetings.demand_reached(_kind(case), case["signed"], case["members"], **asked)
    assert found.passed is case["passed"]
    assert found.strength == case.get("strength", found.strength)
    assert found.cite == case.get("cite", found.cite)
    rule = meetings.demand(_kind(case), **asked)
    assert (rule.share is None) is (found.passed is None)


def _by(case):
    found = meetings.meeting_by(case["reached"], kind=_kind(case), **_known(case))
    planned = meetings.plan(case["reached"], kind=_kind(case), **_known(case))
    if case.get("none"):
        assert found is planned is None
        return
    assert (found.nominal, found.day) == (case["nominal"], case["day"])
    assert found.strength == case.get("strength", found.strength)
    assert (planned.announce_on, planned.meets_on) == (case["reached"], case["nominal"])
    both = meetings.notice(
        _kind(case), planned.announce_on, planned.meets_on, demanded=True, urgent=False, **_known(case)
    )
    assert both[0].passed is True


def _notice(case):
    found = meetings.notice(
        _kind(case),
        case["announced"],
        case["meets"],
        demanded=case.get("demanded", False),
        urgent=case.get("urgent", False),
        residents_told_on=case.get("told"),
        adopted=case.get("adopted"),
        **_known(case),
    )
    assert {one.rule: one.passed for one in found} == case["found"]
    assert not any(one.blocks for one in found)
    assert case.get("says", "") in found[0].sentence
    assert "；".join(found[0].missing) == case.get("missing", "")
    if "told_by" in case:
        assert found[1].day == case["told_by"]


def _conveners(case):
    found = meetings.fallback_conveners(_kind(case), adopted=case.get("adopted"), **_known(case))
    assert [one.step for one in found] == case["steps"]
    assert [one.strength for one in found] == case["strengths"]
    assert [one.proposed for one in found] == [strength == "proposed" for strength in case["strengths"]]


_CALLING = {"demand": _demand, "by": _by, "notice": _notice, "conveners": _conveners}


@each("meetings_calling")
def test_calling(case):
    _CALLING[case["what"]](case)


def _publish(case):
    found = meetings.publish_by(_kind(case), case["decided"], adopted=case.get("adopted"), **_known(case))
    if case.get("none"):
        assert found is None
        return
    assert found.exact == case["day"]
    assert found.strength == case.get("strength", found.strength)
    assert found.blocks is case.get("blocks", found.blocks)
    assert found.proposed is (found.strength is Strength.PROPOSED)


def _published(case):
    found = meetings.published_for(_kind(case), **_known(case))
    if case.get("none"):
        assert found is None
        return
    assert (found.days, found.workdays) == (case.get("days"), case.get("workdays"))


def _first(case):
    found = meetings.first_meeting_by(case["elected"], case["place"])
    assert found.exact == case["day"]
    assert found.strength == case["strength"]


def _absence(case):
    asked = {**_known(case), "held": case["held"], "missed": case["missed"], "adopted": case.get("adopted")}
    if case.get("refused"):
        with pytest.raises(ValueError, match="absences"):
            meetings.absence(_kind(case), **asked)
        return
    found = meetings.absence(_kind(case), **asked)
    if case.get("none"):
        assert found is None
        return
    assert found.passed is case["passed"]
    assert not found.blocks
    assert case.get("says", "") in found.sentence


def _proxy(case):
    found = meetings.proxy(_kind(case), **_known(case))
    assert found.passed is False
    assert (found.strength, found.blocks) == (case["strength"], case["blocks"])
    assert case.get("says", "") in found.sentence


def _signs(case):
    assert [one.id for one in meetings.signs(_kind(case), **_known(case))] == case["ids"]


def _regular(case):
    known = _known(case)
    found = meetings.regular_every(_kind(case), known["on"], known["place"], adopted=case.get("adopted"))
    assert found == case["months"]


_AFTER = {
    "publish": _publish,
    "published": _published,
    "first": _first,
    "absence": _absence,
    "proxy": _proxy,
    "signs": _signs,
    "regular": _regular,
}


@each("meetings_after")
def test_after_the_meeting(case):
    _AFTER[case["what"]](case)


def test_ningbo_lets_owners_demand_a_meeting_too():
    rule = meetings.demand(BodyKind.COMMITTEE, on=ON, place="330203")
    assert (rule.share, rule.days, rule.owners_share) == (Fraction(1, 3), 7, Fraction(1, 5))
    assert (rule.strength, rule.days_strength) == (Strength.STATUTE, Strength.SECOND_HAND)
    assert meetings.demand(BodyKind.COMMITTEE, on=ON, place="510107").owners_share is None


def test_a_decision_of_a_committee_is_told_to_the_residents_committee():
    told = meetings.residents_told_of_decision(BodyKind.COMMITTEE, on=ON, place="510107")
    assert str(told.cite) == "《物业管理条例》第20条第3款"
    assert meetings.residents_told_of_decision(BodyKind.SELF_MANAGED, on=ON, place="510107") is None


def test_before_the_rules_nothing_is_judged():
    early = meetings.decides(
        BodyKind.COMMITTEE, set_size=5, seated=5, present=5, in_favour=5, on=date(2003, 1, 1), place="510107"
    )
    assert early.passed is None
    assert meetings.publish_by(BodyKind.COMMITTEE, ON, on=date(2003, 1, 1), place="510107") is None


def test_a_local_text_entered_later_is_used_from_its_day():
    name = "meetings/committee_consent_exact"
    row = row_of(
        get(name),
        {
            "from": date(2026, 1, 1),
            "place": "5101",
            "value": "met",
            "strength": "statute",
            "cite": {"instrument": "某市物业管理条例", "article": "38"},
            "quote": "作出的决定必须经全体委员半数以上同意",
            "source": "typed.md",
            "checked_on": ON,
        },
    )
    asked = {"set_size": 6, "seated": 6, "present": 6, "in_favour": 3, "place": "510107"}
    with overlay.knowing([overlay.Change(1, name, row)]):
        assert meetings.decides(BodyKind.COMMITTEE, on=ON, **asked).passed is True
        assert meetings.decides(BodyKind.COMMITTEE, on=date(2025, 12, 31), **asked).passed is None
    assert meetings.decides(BodyKind.COMMITTEE, on=ON, **asked).passed is None


@pytest.mark.parametrize("what", ["quorum", "consent"])
@pytest.mark.parametrize("kind", ["committee", "interim", "self_managed"])
def test_each_place_with_a_share_says_what_happens_at_exactly_that_share(kind, what):
    share, exact = get(f"meetings/{kind}_{what}_share"), get(f"meetings/{kind}_{what}_exact")
    assert [(row.place, row.from_, row.quote) for row in share.rows] == [
        (row.place, row.from_, row.quote) for row in exact.rows
    ]
    for row in exact.rows:
        assert ("以上" in row.quote) is (row.value == "met")


def test_no_estate_may_loosen_what_the_law_of_a_place_says():
    bound = {name: get(name) for name in parameter_names() if name.startswith("meetings/")}
    for name, parameter in bound.items():
        if "bylaw" in parameter.override and any(row.blocks for row in parameter.rows) and "conveners" not in name:
            assert parameter.bylaw_bound in ("at_least", "at_most"), name


bodies = st.integers(1, 15).flatmap(
    lambda size: st.integers(0, size).flatmap(
        lambda seated: st.integers(0, seated).flatmap(lambda present: st.tuples(*map(st.just, (size, seated, present))))
    )
)
_ORDER = {False: 0, None: 1, True: 2}


@settings(max_examples=60, deadline=None)
@given(body=bodies, place=st.sampled_from(PLACES), kind=st.sampled_from(KINDS))
def test_more_in_favour_is_never_worse_and_fewer_than_half_of_all_never_pass(body, place, kind):
    size, seated, present = body
    owners = {"owners_seated": seated, "owners_present": present} if kind is BodyKind.INTERIM else {}
    outcomes = [
        meetings.decides(
            kind, set_size=size, seated=seated, present=present, in_favour=yes, on=ON, place=place, **owners
        ).passed
        for yes in range(present + 1)
    ]
    assert outcomes == sorted(outcomes, key=_ORDER.__getitem__)
    for yes, passed in enumerate(outcomes):
        if passed:
            assert 2 * yes >= size
        if kind is BodyKind.COMMITTEE and 2 * yes > size and 3 * present >= 2 * size:
            assert passed


@settings(max_examples=40, deadline=None)
@given(body=bodies, place=st.sampled_from(PLACES))
def test_an_unknown_size_is_never_decided_against_a_known_one(body, place):
    size, seated, present = body
    asked = {"seated": seated, "present": present, "in_favour": present, "on": ON, "place": place}
    known = meetings.decides(BodyKind.COMMITTEE, set_size=size, **asked).passed
    unknown = meetings.decides(BodyKind.COMMITTEE, set_size=None, **asked).passed
    assert unknown is None or unknown is known


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3650), st.integers(-5, 30), st.sampled_from(PLACES), st.booleans(), st.booleans())
def test_a_notice_never_refuses_and_the_last_day_is_early_enough(start, gap, place, demanded, urgent):
    announced = date(2020, 12, 31) + timedelta(days=start)
    meets = announced + timedelta(days=gap)
    asked = {"demanded": demanded, "urgent": urgent, "on": ON, "place": place}
    for one in meetings.notice(BodyKind.COMMITTEE, announced, meets, **asked):
        assert not one.blocks
    last = meetings.notice(BodyKind.COMMITTEE, announced, meets, **asked)[0].day
    assert meetings.notice(BodyKind.COMMITTEE, last, meets, **asked)[0].passed is True
    assert meetings.notice(BodyKind.COMMITTEE, last + timedelta(days=1), meets, **asked)[0].passed is False
