"""The demonstration's money: its tables make a whole year, and its months, told through the acts, balance to the fen."""

import io
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core import realization

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.config.demo import cast
from gongzhi.config.demo.committee_year import EVENINGS, hold_evening
from gongzhi.config.demo.estates import make_estate, person
from gongzhi.config.demo.fund_income import register_income
from gongzhi.config.demo.fund_open import open_ledger
from gongzhi.config.demo.fund_purse import MONTHS, Till, till_of
from gongzhi.config.demo.fund_spending import STEADY, set_petty
from gongzhi.config.demo.fund_words import BUDGET_FEN, DEALS, PARKING_MONTHLY, PARKING_WEEKS, PURSES, RULES, THINGS
from gongzhi.config.demo.fund_year import tell_month
from gongzhi.config.demo.load import MAIN
from gongzhi.fund.models import Asset, BankStatement, IncomeContract, MonthClose, Publication, Reconciliation
from gongzhi.fund.queries.exports import beancount_of, statement_rows
from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.places.actions.load_divisions import load_divisions
from gongzhi.places.models import Division, Estate

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)
SPAN = 2


@pytest.mark.clause("A5.1", "A5.2")
def test_the_tables_make_a_year() -> None:
    fees = len(PARKING_WEEKS) + len(PARKING_MONTHLY)
    assert MONTHS >= 12
    assert MONTHS * (fees + len([one for one in DEALS if one.every == 1])) >= 100
    assert {one.month for one in STEADY} == set(range(MONTHS))
    assert {one.title for one in THINGS} == {"common", "private", "civil_defence", "unplanned"}
    assert (len(THINGS), len(DEALS)) == (10, 8)
    assert {one.basis for one in DEALS} >= {"none", "before_2021", "preliminary"}
    assert [one.thing for one in DEALS if one.late] == ["中庭便民菜店场地"]
    assert {one.thing for one in DEALS} <= {one.name for one in THINGS}
    caps = {name: value for name, value, _article, _sentence in RULES}
    assert caps["fund/committee_cap_fen"] >= BUDGET_FEN
    assert len({one.layout for one in PURSES if one.layout}) == 3


def _till() -> Till:
    """The main estate with its committee and its firm's manager, and a ledger of two months."""
    at = NOW - timedelta(days=420)
    load_divisions()
    for player, code, kind in (
        (cast.OFFICER, cast.STREET, "street"),
        (cast.WORKER, cast.STREET, "community"),
    ):
        division = Division.objects.get(pk=code)
        appoint_officer(
            division=division, kind=kind, name=player.name, number=player.number, document="演示任用", at=at
        )
    worker = person(cast.WORKER)
    modes: Any = {"duty_phone": "028-00000001", "colleagues": cast.COLLEAGUES, "by": worker, "at": at}
    estate = make_estate(MAIN, cast.COMMUNITY, Estate.Kind.COMMODITY, Estate.Management.LUMP_SUM, **modes)
    body = form_body(
        estate=estate,
        kind=Body.Kind.PROJECT,
        name="项目",
        basis="物业合同",
        formed_on=law_day(at),
        by=worker,
        at=at,
    )
    appoint(
        body=body,
        name=cast.MANAGER.name,
        number=cast.MANAGER.number,
        role=Appointment.Role.MANAGER,
        way=Appointment.Way.HIRED,
        basis="任命",
        from_on=law_day(at),
        by=worker,
        at=at,
    )
    till = till_of(estate, now=NOW)
    till.span = SPAN
    return till


@pytest.mark.django_db
@pytest.mark.clause("A5.2", "A5.5", "A7.3")
def test_two_months_are_paid_reconciled_closed_and_published(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    till = _till()
    members = [till.chair, till.keeper, till.third, till.fourth]
    hold_evening(till.committee, members, EVENINGS[-1], law_day(NOW))
    open_ledger(till)
    register_income(till)
    petty = set_petty(till)
    for number in range(SPAN):
        tell_month(till, petty, number)
    assert Asset.objects.filter(estate=till.estate).count() == len(THINGS)
    assert IncomeContract.objects.filter(estate=till.estate).count() == len(DEALS)
    assert MonthClose.objects.filter(estate=till.estate).count() == SPAN
    assert BankStatement.objects.filter(estate=till.estate).count() == 3 * SPAN
    sheets = Reconciliation.objects.filter(estate=till.estate)
    assert [(row.open_lines, row.open_postings, bool(row.checked_by)) for row in sheets] == [([], [], True)] * 3 * SPAN
    assert {row.from_on for row in Publication.objects.filter(estate=till.estate)} == set(till.months)
    rows = statement_rows(till.ledger, at=NOW)
    assert all(r["opening_fen"] + r["income_fen"] - r["expense_fen"] == r["closing_fen"] for r in rows)
    text = io.StringIO()
    text.writelines(beancount_of(till.ledger))
    entries, errors, _options = loader.load_string(text.getvalue())
    assert errors == []
    assets = realization.get(realization.realize(entries), "Assets")
    total = sum((position.units.number for position in realization.compute_balance(assets)), Decimal(0))
    last = rows[-1]["period"]
    assert total * 100 == sum(row["closing_fen"] for row in rows if row["period"] == last)
