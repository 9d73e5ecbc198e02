"""Seals: the lawyers' cases from both sides of every line, and what always holds."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi_law import seals
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.params import get, parameter_names
from gongzhi_law.seals import SealKind, Use
from tests.law.cases import each

ON = date(2026, 11, 22)
PLACES = ("510107", "110105", "310104", "330106", "330902", "370202", "410102", "441802")


def _known(case):
    return {"on": case.get("date", ON), "place": case["place"], "adopted": case.get("adopted")}


def _asked(case):
    body = case.get("body", "interim" if case["seal"] == "interim" else "committee")
    status = case.get("status", "in_office")
    return seals.use_rule(
        SealKind(case["seal"]),
        Use(case["use"]),
        amount_fen=case.get("amount"),
        body=BodyKind(body) if body else None,
        status=Status(status) if status else None,
        set_size=case.get("size"),
        emergency=case.get("emergency", False),
        **_known(case),
    )


@pytest.mark.clause("B8.4")
@each("seals_uses")
def test_using(case):
    if case.get("refused"):
        with pytest.raises(ValueError, match="below zero"):
            _asked(case)
        return
    found = _asked(case)
    assert found.strength == case.get("strength", found.strength)
    assert case.get("says", "") in found.sentence
    assert case.get("cites", "") in found.cites
    if "blocked" in case:
        assert case["blocked"] in found.blocked
        assert (found.basis, found.opinion, found.signs, found.log_days) == ((), False, None, None)
        return
    assert not found.blocked
    assert found.basis == tuple(case["basis"])
    assert (found.opinion, found.opinion_days) == (case["opinion"] is not None, case["opinion"])
    assert found.log_days == case.get("log")
    assert found.cosign == case.get("cosign", "")
    assert found.lender == case.get("lender", "")
    assert case.get("missing", "") in "；".join(found.missing)
    assert bool(found.missing) is ("missing" in case)
    if "signs" in case:
        assert found.signs == (Fraction(case["signs"]) if case["signs"] else None)
        assert found.signs_needed == case.get("heads")


def _custody(case):
    found = seals.custody_rule(SealKind(case["seal"]), case.get("date", ON), case["place"], adopted=case.get("adopted"))
    assert found.keeper == case["keeper"]
    assert found.entrust == tuple(case["entrust"])
    assert found.strength == case["strength"]
    assert case.get("says", "") in found.sentence


def _loss(case):
    asked = (case["kind"], case.get("date", ON), case["place"])
    if case.get("refused"):
        with pytest.raises(ValueError, match="no such loss"):
            seals.loss_steps(*asked)
        return
    found = seals.loss_steps(*asked, seal=SealKind(case.get("seal", "committee")), adopted=case.get("adopted"))
    assert {step.name: step.due_on for step in found} == case["steps"]
    assert [step.name for step in found] == list(case["steps"])
    assert case.get("says", "") in "".join(step.sentence for step in found)


def _disclosure(case):
    found = seals.disclosure_months(case.get("date", ON), case["place"], adopted=case.get("adopted"))
    if case.get("none"):
        assert found is None
        return
    assert (found.months, found.days_min, found.strength) == (case["months"], case["days"], case["strength"])


def _handover(case):
    found = seals.hand_over_days(
        BodyKind(case["body"]), case["event"], case["date"], on=case["date"], place=case["place"]
    )
    if "last" in case:
        assert found[-1].name == case["last"]
        assert case["says"] in found[-1].sentence
        return
    assert {step.name: step.due_on for step in found} == case["steps"]


def _by(case):
    by = seals.opinion_by if case["what"] == "opinion" else seals.log_by
    found = by(case["start"], **_known(case))
    if case.get("none"):
        assert found is None
        return
    assert (found.day, found.nominal) == (case["day"], case["nominal"])


_KEEPING = {
    "custody": _custody,
    "loss": _loss,
    "disclosure": _disclosure,
    "handover": _handover,
    "opinion": _by,
    "log": _by,
}


@pytest.mark.clause("B8.4", "L4.3")
@each("seals_keeping")
def test_keeping(case):
    _KEEPING[case["what"]](case)


def test_no_text_may_turn_the_opinion_into_a_veto():
    for name in ("seals/opinion_uses", "seals/opinion_days", "seals/opinion_payment_fen", "seals/log_days"):
        assert not any(row.blocks for row in get(name).rows)


def test_every_choice_of_a_seal_rule_has_its_word():
    for parameter in (get(name) for name in parameter_names() if name.startswith("seals/")):
        for row in parameter.rows:
            if isinstance(row.value, tuple):
                assert set(row.value) <= set(parameter.choices), parameter.name


@pytest.mark.clause("L4.3")
@pytest.mark.parametrize("kind", seals.LOSSES)
def test_every_loss_stops_the_seal_the_same_day_and_ends_with_the_old_one_void(kind):
    for place in PLACES:
        found = seals.loss_steps(kind, ON, place)
        assert next(step.due_on for step in found if step.name == "suspend") == ON
        assert found[-1].name == "void"
        days = [step.due_on for step in found if step.due_on and step.name != "demand"]
        assert days == sorted(days)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SealKind),
    st.sampled_from(Use),
    st.sampled_from(PLACES),
    st.sampled_from(Status),
    st.sampled_from((BodyKind.COMMITTEE, BodyKind.INTERIM)),
    st.integers(0, 10**9),
    st.integers(1, 15),
)
def test_a_use_is_blocked_or_has_a_basis_and_says_why(seal, use, place, status, body, amount, size):
    found = seals.use_rule(seal, use, amount_fen=amount, body=body, status=status, set_size=size, on=ON, place=place)
    assert bool(found.blocked) is (not found.basis)
    assert set(found.basis) <= {"resolution", "decision", ""}
    assert ("" in found.basis) is (found.log_days is not None)
    assert found.opinion is (found.opinion_days is not None)
    assert found.sentence.endswith("。")
    if found.signs is not None:
        assert found.signs * size < found.signs_needed <= found.signs * size + 1
    if status is Status.DISPUTED:
        assert found.blocked
    if status is Status.IN_OFFICE and body in seals.HOLDERS[seal]:
        assert not found.blocked


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3_000_000), st.integers(0, 3_000_000), st.sampled_from(PLACES))
def test_a_larger_payment_never_escapes_an_opinion_a_smaller_one_needs(first, second, place):
    small, large = sorted((first, second))
    asked = {"body": BodyKind.COMMITTEE, "status": Status.IN_OFFICE, "set_size": 5, "on": ON, "place": place}
    before, after = (
        seals.use_rule(SealKind.FINANCE, Use.PAYMENT, amount_fen=sum_, **asked).opinion for sum_ in (small, large)
    )
    assert after or not before
