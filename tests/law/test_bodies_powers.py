"""Powers item by item: what the place's text gives and nothing else; no body decides for the owners."""

from datetime import date

import pytest

from gongzhi_law.bodies import BodyKind, Status, kind_of
from gongzhi_law.powers import CARETAKERS, Power, frozen_matters, may, powers_of
from tests.law.bodies import ON
from tests.law.cases import each

PLACES = ("中国", "110105", "310104", "330106", "330203", "370202", "371502", "371602", "441802", "510107", "440305")


def granted(grants):
    return {grant.power for grant in grants if grant.granted}


@pytest.mark.clause("A3.2", "B1.4", "L4.1", "L4.4")
@each("bodies_powers")
def test_powers(case):
    kind, on = kind_of(case["kind"]), case.get("date", ON)
    grants = powers_of(kind, Status(case["status"]), on=on, place=case["place"])
    assert {power.value for power in granted(grants)} == set(case["granted"])
    assert [grant.power for grant in grants] == list(Power)
    assert all(grant.sentence for grant in grants)
    assert all(grant.cite for grant in grants if grant.granted)
    assert {grant.acting for grant in grants if grant.granted} <= {case.get("acting", False)}
    expected = case.get("cosign", {})
    assert {grant.power.value: grant.cosign for grant in grants if grant.cosign or grant.power in expected} == expected
    assert all(
        "代行" in grant.sentence for grant in grants if grant.granted and grant.acting and case["status"] == "in_office"
    )


@pytest.mark.clause("A3.2", "B1.4")
@pytest.mark.parametrize("kind", list(BodyKind))
def test_no_body_decides_for_the_owners(kind):
    for place in PLACES:
        for state in Status:
            grant = may(kind, state, Power.DECIDE, on=ON, place=place)
            assert not grant.granted
            assert "业主共同决定" in grant.sentence
    beijing = may(kind, Status.IN_OFFICE, Power.DECIDE, on=ON, place="110105")
    assert beijing.cite == "《北京市物业管理条例》第44条第2款"


@pytest.mark.parametrize("kind", CARETAKERS)
def test_a_caretaker_has_less_than_a_body_in_office_and_a_disputed_one_least(kind):
    for place in PLACES:
        for on in (date(2004, 1, 1), date(2020, 12, 31), ON):
            full, left, least = (
                granted(powers_of(kind, state, on=on, place=place))
                for state in (Status.IN_OFFICE, Status.EXPIRED, Status.DISPUTED)
            )
            assert left <= full
            assert least <= full
            assert least <= {Power.PAY_DUE}
            paying = may(kind, Status.EXPIRED, Power.PAY_DUE, on=on, place=place)
            assert not paying.granted or paying.cosign


def test_nothing_is_granted_before_any_law():
    assert granted(powers_of(BodyKind.COMMITTEE, Status.IN_OFFICE, on=date(2003, 8, 31), place="510107")) == set()


@pytest.mark.clause("L4.1")
def test_what_is_frozen_while_a_renewal_group_works():
    matters, rule = frozen_matters(ON, "310104")
    assert len(matters) == 4
    assert str(rule.cite) == "《上海市住宅物业管理规定》第28条第4款"
    assert frozen_matters(ON, "330203")[0][0] == "选聘、解聘物业服务企业"
    assert frozen_matters(ON, "510107") == ((), None)
