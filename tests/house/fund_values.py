"""What stands in the addresses of shared money: a ledger, its account, and one row of every kind."""

import json
from datetime import date, timedelta
from typing import Any

from gongzhi.fund.actions.add_early_item import add_early_item
from gongzhi.fund.actions.attach_voucher import attach_voucher
from gongzhi.fund.actions.open_account import open_account
from gongzhi.fund.actions.open_book import open_book
from gongzhi.fund.actions.propose_account import propose_account
from gongzhi.fund.actions.record_income import record_income
from gongzhi.fund.actions.register_asset import register_asset
from gongzhi.fund.actions.register_contract import Due, register_contract
from gongzhi.fund.models import Account, MoneyAccount
from gongzhi.fund.queries.chart import account_for
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.voting.tests.made import Made
from tests.house.bank_values import bank_values
from tests.house.oversight_values import oversight_values
from tests.house.public_values import public_values
from tests.house.repair_values import repair_values
from tests.house.spending_values import spending_values


def fund_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; the chair of the committee keeps the books."""
    chair, at, on = made.committee[0], made.now, law_day(made.now)
    month_before = (on.replace(day=1) - timedelta(days=1)).replace(day=1)
    open_book(estate=made.estate, from_on=month_before, by=chair, at=at)
    made.estate.refresh_from_db()
    money = _cash(made, chair)
    deposits = _cash(made, chair, fund="deposit", title="押金")
    return {
        "account": money.account.code,
        "money_id": money.pk,
        "deposit_money_id": deposits.pk,
        "deposit_account": deposits.account.code,
        **_income(made, money, chair, on),
        **bank_values(made),
        **repair_values(made),
        **oversight_values(made, money),
        **spending_values(made, money),
    }


def _cash(made: Made, chair: Person, *, fund: str = "common_income", title: str = "公共收益") -> MoneyAccount:
    money = propose_account(
        estate=made.estate,
        fund=fund,
        title=title,
        custody="cash",
        holder="业主委员会",
        holder_kind="committee",
        basis_words="业主大会决定",
        by=chair,
        at=made.now,
    )
    on = law_day(made.now)
    return open_account(money=money, on=on, by=chair, at=made.now)


def _income(made: Made, money: MoneyAccount, chair: Person, on: date) -> dict[str, Any]:
    at = made.now
    asset = register_asset(
        estate=made.estate, kind="advertising", title="common", name="电梯广告位", evidence="规划图", by=chair, at=at
    )
    contract = register_contract(
        asset=asset,
        party="传媒公司",
        person=False,
        words="电梯广告",
        signed_on=on,
        from_on=on,
        until_on=on + timedelta(days=365),
        deposit_fen=50_000,
        income=account_for(made.estate, Account.Root.INCOME, "advertising"),
        money=money,
        basis="none",
        dues=[Due(on, 10_000), Due(on + timedelta(days=90), 10_000)],
        by=chair,
        at=at,
    )
    paid = record_income(
        money=money, income=contract.income, amount_fen=5_000, on=on, words="电梯广告", by=chair, at=at
    )
    early = add_early_item(estate=made.estate, kind="papers", words="竣工图", debtor="建设公司", by=chair, at=at)
    voucher = attach_voucher(
        transaction=paid, kind="slip", file_name="回单.pdf", content=b"%PDF-1.4 slip", by=chair, at=at
    )
    return {
        **public_values(made, paid),
        "transaction_id": paid.pk,
        "voucher_id": voucher.pk,
        "asset_serial": asset.serial,
        "asset_id": asset.pk,
        "contract_serial": contract.serial,
        "instalment_id": contract.instalments.get(number=1).pk,
        "income_posting": paid.postings.get(account=contract.income).pk,
        "income_id": contract.income_id,
        "early_serial": early.serial,
        "fund_day": on.isoformat(),
        "fund_period": f"{(on.replace(day=1) - timedelta(days=1)):%Y-%m}.1",
        "fund_row": f"{on} 10.00 车位费",
        "fund_contract": json.dumps(
            {
                "asset": asset.serial,
                "party": "公司",
                "words": "广告",
                "signed_on": on.isoformat(),
                "from_on": on.isoformat(),
                "until_on": "2030-01-01",
                "income": "I2",
                "money": money.account.code,
                "basis": "none",
                "dues": [{"on": on.isoformat(), "amount_fen": 100}],
            }
        ),
    }
