"""Estates in law: who must agree to a new ground, who strikes off what ended, the order of renovating."""

from datetime import date

import pytest

from gongzhi_law import estates
from gongzhi_law.params import NoLawInForce, Strength
from tests.law.cases import load

CASES = load("estates")


def of(kind):
    return pytest.mark.parametrize("case", [c for c in CASES if c["kind"] == kind], ids=lambda case: case["name"])


@of("redrawing")
@pytest.mark.clause("L2.1")
def test_redrawing(case):
    if case.get("refused"):
        with pytest.raises(NoLawInForce):
            estates.redrawing(on=case["date"], place=case["place"])
        return
    found = estates.redrawing(on=case["date"], place=case["place"])
    assert (found.answer.text, found.needs_decision) == (case["value"], case["needs"])
    assert str(found.answer.cite) == case["cite"]
    assert case["cite"] in found.sentence


@of("deregistration")
@pytest.mark.clause("L2.1")
def test_deregistration(case):
    found = estates.deregistration(ended_on=case["date"], place=case["place"])
    assert (found.who, found.proposed, found.cite) == (case["who"], case["proposed"], case["cite"])
    assert (found.deadline.day if found.deadline else None) == case["last"]


@of("renovation")
@pytest.mark.clause("A2.2")
def test_renovation(case):
    found = estates.renovation(on=case["date"], place=case["place"], governed=case["governed"])
    if case["value"] is None:
        assert found is None
        return
    assert (found.text, found.blocks, found.strength) == (case["value"], case["blocks"], Strength.POLICY)


def test_every_kind_has_cases():
    assert {case["kind"] for case in CASES} == {"redrawing", "deregistration", "renovation"}
    with pytest.raises(NoLawInForce):
        estates.deregistration(ended_on=date(2003, 8, 31), place="510107")
