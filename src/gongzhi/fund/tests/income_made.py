"""Income for tests: an asset, a contract with its instalments, in one line each."""

from datetime import date
from typing import Any

from gongzhi.fund.actions.register_asset import register_asset
from gongzhi.fund.actions.register_contract import Due, register_contract
from gongzhi.fund.models import Account, Asset, IncomeContract
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.tests.made import NOW, Purse
from gongzhi.places.models import Estate, ManagementSpell

FROM, UNTIL = date(2026, 1, 1), date(2027, 1, 1)


def income_of(p: Purse, kind: str = "advertising") -> Account:
    """An income account of the chart."""
    return account_for(p.g.estate, Account.Root.INCOME, kind)


def asset(p: Purse, **changed: Any) -> Asset:
    """Advertising in lifts, common to all owners."""
    asked: dict[str, Any] = {
        "kind": "advertising",
        "title": "common",
        "name": "电梯轿厢广告位",
        "place": "1—6栋电梯",
        "evidence": "竣工图、不动产登记簿",
        "by": p.chair,
        "at": NOW,
        **changed,
    }
    return register_asset(estate=p.g.estate, **asked)


def contract(p: Purse, of: Asset | None = None, **changed: Any) -> IncomeContract:
    """A year of advertising for 12,000 yuan in twelve instalments, with no basis that anybody saw."""
    asked: dict[str, Any] = {
        "party": "蓉城传媒有限公司",
        "person": False,
        "words": "电梯广告位租用一年",
        "signed_on": FROM,
        "from_on": FROM,
        "until_on": UNTIL,
        "income": income_of(p),
        "money": p.money,
        "basis": "none",
        "dues": [Due(date(2026, month, 1), 100_000) for month in range(1, 13)],
        "by": p.chair,
        "at": NOW,
        **changed,
    }
    return register_contract(asset=of or asset(p), **asked)


def in_trust(p: Purse) -> None:
    """The estate is managed in trust from today on, as its history says too."""
    estate, since = p.g.estate, NOW.date()
    old = ManagementSpell.objects.get(estate=estate, until_on__isnull=True, void=False)
    ManagementSpell.objects.filter(pk=old.pk).update(until_on=since)
    ManagementSpell.objects.create(
        estate=estate, mode="trust", from_on=since, basis="corrected", words="测试", entry=old.entry
    )
    Estate.objects.filter(pk=estate.pk).update(management="trust")
    estate.refresh_from_db()
