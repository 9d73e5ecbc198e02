"""Coming into office, vacancies, terms, handing over and leaving: each place's own numbers, from both sides."""

from datetime import date
from fractions import Fraction

import pytest

from gongzhi_law import offices
from gongzhi_law.bodies import BodyKind, kind_of
from gongzhi_law.params import get
from gongzhi_law.terms import handover, months_after, renewal_clock, status, term_check
from gongzhi_law.vacancy import judge
from tests.law.bodies import ON
from tests.law.cases import each


@pytest.mark.clause("B1.5", "B7.5")
@each("bodies_vacancy")
def test_vacancy(case):
    outcome = judge(
        kind=kind_of(case.get("kind", "业委会")),
        set_size=case["size"],
        seated=case["seated"],
        alternates=case["alternates"],
        on=case.get("date", ON),
        place=case["place"],
    )
    assert (outcome.course, outcome.vacancies) == (case["course"], case["size"] - case["seated"]), outcome
    assert outcome.promoted == case.get("promoted", 0)
    assert case.get("cite", "") in outcome.sentence
    assert (outcome.course == "re_election") is any(found.passed is False for found in outcome.findings)


@pytest.mark.parametrize("numbers", [(0, 0, 0), (5, 6, 0), (5, -1, 0), (5, 5, -1)])
def test_refuses_numbers_that_no_body_has(numbers):
    size, seated, alternates = numbers
    with pytest.raises(ValueError, match="not a body"):
        judge(kind=BodyKind.COMMITTEE, set_size=size, seated=seated, alternates=alternates, on=ON, place="510107")


@pytest.mark.clause("L4.1", "L4.2", "L4.4")
@each("bodies_terms")
def test_terms(case):
    kind, place = kind_of(case.get("kind", "业委会")), case.get("place", "510107")
    if "status" in case:
        disputed, successor = case.get("disputed", False), case.get("successor", False)
        assert status(kind, case["until"], case["date"], case.get("ended_on"), disputed, successor) == case["status"]
    elif "clock" in case:
        steps = renewal_clock(kind, case["until"], on=ON, place=place)
        assert {step.name: step.due_on for step in steps} == case["clock"]
        due = [step.due_on or date.max for step in steps]
        assert due == sorted(due)
        assert all(step.cite in step.sentence for step in steps)
        for name, words in case.get("told", {}).items():
            assert [step.name for step in steps if words in step.sentence] == [name]
        for name, strength in case.get("strengths", {}).items():
            assert {step.strength for step in steps if step.name == name} == {strength}
    else:
        steps = handover(kind, event=case["event"], event_on=case["event_on"], on=ON, place=place)
        if case.get("none"):
            assert steps == ()
            return
        assert steps[0].due_on == case["due"]
        assert case["says"] in steps[0].sentence
        assert case.get("cite", "") in steps[0].cite
        assert steps[0].strength == case.get("strength", "statute")
        if case.get("police"):
            assert "公安机关" in steps[-1].sentence


def test_months_end_with_the_month_and_refusals():
    assert months_after(date(2027, 8, 31), -6) == date(2027, 2, 28)
    assert months_after(date(2024, 2, 29), 60) == date(2029, 2, 28)
    assert months_after(date(2026, 12, 15), 1) == date(2027, 1, 15)
    with pytest.raises(ValueError, match="before it starts"):
        term_check(BodyKind.COMMITTEE, date(2026, 1, 2), date(2026, 1, 1), ON, "510107")
    with pytest.raises(ValueError, match="no such event"):
        handover(BodyKind.COMMITTEE, event="moved", event_on=ON, on=ON, place="510107")


def _asked(case):
    kind, place = kind_of(case.get("kind", "业委会")), case["place"]
    ask = getattr(offices, case["ask"])
    if case["ask"] == "publicity":
        return ask(kind, case["what"], on=ON, place=place)
    with_kind = case["ask"] in ("natural_ends", "exclusion_grounds", "recommenders", "formation_tasks", "recall")
    return ask(kind, ON, place) if with_kind else ask(ON, place)


@pytest.mark.clause("A1.2", "A3.1", "B1.3", "B1.11")
@each("bodies_offices")
def test_offices(case):
    found = _asked(case)
    if "ids" in case:
        assert [ground.id for ground in found] == case["ids"]
        assert all(ground.words and ground.cite for ground in found)
        assert {ground.strength for ground in found} <= {case.get("strength")}
    elif "values" in case:
        for name, value in case["values"].items():
            answer = getattr(found, name)
            shown = answer and (str(answer.value) if isinstance(answer.value, Fraction) else answer.value)
            assert shown == value, name
    elif case["value"] is None:
        assert found is None
    else:
        assert (found.value, get(found.name).unit) == (case["value"], case["unit"])


@pytest.mark.clause("B1.3")
def test_no_ground_is_membership_recommendation_or_a_claim_of_the_firm():
    for row in get("bodies/exclusion_grounds").rows:
        for ground in offices.exclusion_grounds(BodyKind.COMMITTEE, ON, row.place):
            assert "党" not in ground.words
            assert "推荐" not in ground.words
            assert "欠" not in ground.words or "生效法律文书" in ground.words


def test_days_to_form():
    formed, met = offices.formation_days(BodyKind.PREPARATORY, ON, "370202")
    assert (formed.number, met.number) == (30, 60)
    formed, met = offices.formation_days(BodyKind.PREPARATORY, ON, "510107")
    assert (formed.strength, met.strength) == ("second_hand", "recalled")
    assert offices.formation_days(BodyKind.COMMITTEE, ON, "370202") == (None, None)
