"""What programs read of the ledger: statements by month, and text that beancount takes."""

import io
from datetime import date
from decimal import Decimal

import pytest
from beancount import loader
from beancount.core import realization

from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.exports import beancount_of, book_of, statement_rows
from gongzhi.fund.tests.made import NOW, Purse, account, moved


@pytest.fixture
def year(p: Purse) -> Purse:
    """Two accounts, an opening in doubt, income, spending, a transfer, a deposit."""
    other = account(p, "“维修”资金\\专户", fund="repair", number="6222000000000009")
    estate = p.g.estate
    moved(p, 300_000, on=date(2026, 1, 1), kind="opening", other=account_for(estate, "opening", "carried"))
    moved(p, 7_777, on=date(2026, 1, 1), kind="opening", other=account_for(estate, "opening", "unchecked"))
    moved(p, 45_050, on=date(2026, 2, 11), words='停车费 "二月"\n第二行')
    moved(p, -12_345, on=date(2026, 2, 20))
    moved(p, 50_000, on=date(2026, 3, 1), other=account_for(estate, "owed", "deposit"))
    moved(p, -100_000, on=date(2026, 4, 2), kind="transfer", other=other.account)
    return p


@pytest.mark.clause("A5.5")
def test_a_transfer_is_expense_of_one_account_and_income_of_the_other(year: Purse) -> None:
    rows = statement_rows(year.book, at=NOW)
    april = {row["account"]: row for row in rows if row["period"] == "2026-04"}
    first, second = april["A1-公共收益账户"], next(row for name, row in april.items() if name.startswith("A2-"))
    assert (first["expense_fen"], second["income_fen"]) == (100_000, 100_000)
    assert (first["closing_fen"], second["closing_fen"]) == (290_482, 100_000)
    assert all(r["opening_fen"] + r["income_fen"] - r["expense_fen"] == r["closing_fen"] for r in rows)
    assert [r["period"] for r in rows][-1] == "2026-07"
    assert book_of("nowhere") is None


@pytest.mark.clause("A7.3")
def test_beancount_takes_the_ledger_and_its_assets_are_the_closing_figures(year: Purse) -> None:
    text = io.StringIO()
    text.writelines(beancount_of(year.book))
    entries, errors, _options = loader.load_string(text.getvalue())
    assert errors == []
    assets = realization.get(realization.realize(entries), "Assets")
    total = sum((position.units.number for position in realization.compute_balance(assets)), Decimal(0))
    rows = statement_rows(year.book, at=NOW)
    last = rows[-1]["period"]
    assert total * 100 == sum(row["closing_fen"] for row in rows if row["period"] == last)
