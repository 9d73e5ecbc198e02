"""What the common parts of the main estate earn: assets, contracts with what they rest on, and every month's money."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from gongzhi.config.demo.fund_purse import Till, month_after, paper
from gongzhi.config.demo.fund_words import DEALS, DEPOSITS, PARKING, PARKING_MONTHLY, PARKING_WEEKS, THINGS, Deal
from gongzhi.fund.actions.record_deposit import record_deposit
from gongzhi.fund.actions.record_incomes import IncomeRow, record_incomes
from gongzhi.fund.actions.register_asset import register_asset
from gongzhi.fund.actions.register_contract import Due, register_contract
from gongzhi.fund.models import Account, Asset, IncomeContract, Instalment, Transaction

YEARS, DUE_DAY, ENTERED = 2, 5, 26
WEEKLY, MONTHLY = 1_860_000, 940_000


def register_income(till: Till) -> None:
    """Ten assets of all four titles and eight contracts; deposits of three of them come in the first month."""
    at = till.at(till.start + timedelta(days=1), 9)
    things: dict[str, Asset] = {}
    for one in THINGS:
        things[one.name] = register_asset(
            estate=till.estate,
            kind=one.kind,
            title=one.title,
            name=one.name,
            place=one.place,
            evidence=one.evidence,
            by=till.keeper,
            at=at,
        )
    for n, deal in enumerate(DEALS):
        made = _contract(till, deal, things[deal.thing])
        if deal.deposit_fen:
            on = till.start + timedelta(days=4 + n)
            paid = record_deposit(
                contract=made,
                money=till.money[DEPOSITS],
                amount_fen=deal.deposit_fen,
                on=on,
                by=till.keeper,
                at=till.at(on, 16),
            )
            till.others[paid.pk] = deal.party


def _contract(till: Till, deal: Deal, asset: Asset) -> IncomeContract:
    count = YEARS * 12 // deal.every
    proven = deal.basis in (IncomeContract.Basis.BEFORE_2021, IncomeContract.Basis.PRELIMINARY)
    return register_contract(
        asset=asset,
        party=deal.party,
        person=deal.person,
        words=deal.words,
        signed_on=till.start - timedelta(days=20),
        from_on=till.start,
        until_on=month_after(till.start, 12 * YEARS),
        deposit_fen=deal.deposit_fen,
        income=till.account(Account.Root.INCOME, deal.income),
        money=till.money[deal.into],
        basis=deal.basis,
        basis_words=deal.basis_words,
        ground=deal.ground,
        dues=[Due(month_after(till.start, n * deal.every).replace(day=DUE_DAY), deal.fen) for n in range(count)],
        file_name="依据和合同.pdf" if proven else "",
        content=paper(f"contract {deal.party}") if proven else b"",
        by=till.keeper,
        at=till.at(till.start + timedelta(days=1), 14),
    )


def take_income(till: Till, month: date, *, until: date | None = None) -> None:
    """Everything that came in during the month (up to `until`), entered on one evening: a batch for account and source."""
    batches: dict[tuple[str, str], list[tuple[IncomeRow, str]]] = defaultdict(list)
    for deal, row in _instalments(till, month):
        batches[deal.into, deal.income].append((row, deal.party))
    batches[PARKING, "parking"] += [(row, "停车收费系统") for row in _parking(month)]
    at = till.at(month.replace(day=ENTERED), 20)
    for (into, source), every in batches.items():
        rows = [one for one in every if until is None or one[0].on <= until]
        if not rows:
            continue
        made = record_incomes(
            money=till.money[into],
            income=till.account(Account.Root.INCOME, source),
            rows=[row for row, _other in rows],
            by=till.keeper,
            at=at,
        )
        posted = (
            Transaction.objects.filter(estate=till.estate, entry=made.pk).order_by("pk").values_list("pk", flat=True)
        )
        till.others |= {pk: other for pk, (_row, other) in zip(posted, rows, strict=True)}


def _instalments(till: Till, month: date) -> Iterator[tuple[Deal, IncomeRow]]:
    """What parties pay of their instalments of the month, a few days after the due day; the late one no more."""
    due = Instalment.objects.filter(estate=till.estate, due_on=month.replace(day=DUE_DAY)).select_related("contract")
    for row in due.order_by("pk"):
        deal = next(one for one in DEALS if one.words == row.contract.words)
        if deal.late and month >= month_after(till.months[-1], 1 - deal.late):
            continue
        on = month.replace(day=DUE_DAY + 1 + (row.pk + month.month) % 9)
        yield deal, IncomeRow(row.amount_fen, on, f"{deal.thing}：{month.year}年{month.month}月", instalment=row)


def _parking(month: date) -> Iterator[IncomeRow]:
    for n, words in enumerate(PARKING_WEEKS):
        fen = WEEKLY + (month.month * 7919 + n * 10_007) % 300_000 // 50 * 50
        yield IncomeRow(fen, month.replace(day=3 + 7 * n), words)
    for n, words in enumerate(PARKING_MONTHLY):
        fen = MONTHLY + (month.month * 4001 + n * 30_011) % 90_000 // 1000 * 1000
        yield IncomeRow(fen, month.replace(day=6 + n), words)
