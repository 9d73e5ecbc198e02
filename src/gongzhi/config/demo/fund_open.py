"""The ledger of the main estate opened: the owners' rules on money, the book, its accounts, what was taken over."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from gongzhi.bodies.models import Body
from gongzhi.config.demo.fund_purse import Till, paper
from gongzhi.config.demo.fund_words import HOLDER, PURSES, RULES, RULES_TITLE, SIGNED, Purse
from gongzhi.fund.actions.clear_opening import Way, clear_opening
from gongzhi.fund.actions.open_account import open_account
from gongzhi.fund.actions.open_book import open_book
from gongzhi.fund.actions.propose_account import Signer, propose_account
from gongzhi.fund.actions.record_opening import record_opening
from gongzhi.fund.models import Side
from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.norms.actions.record_rules import record_rules
from gongzhi.norms.actions.write_rules import Settled
from gongzhi.norms.models import AdoptedRules

CLEARED = (
    (1, 11, 900_000, Way.INCOME, "查明是2024年四季度停车费，前期物业漏记，已对出停车系统流水"),
    (4, 16, 650_000, Way.CARRIED, "查明是历年结余，移交清单补签"),
)


def open_ledger(till: Till) -> None:
    """Rules, book, accounts and openings, all in the days before and after the first of the ledger."""
    settle_rules(till, RULES)
    at = till.at(till.start, 9)
    till.book = open_book(estate=till.estate, from_on=till.start, by=till.keeper, at=at)
    till.estate.refresh_from_db()
    for one in PURSES:
        open_purse(till, one, firm=one.key in SIGNED)


def settle_rules(till: Till, settled: Sequence[tuple[str, int, str, str]]) -> None:
    """What the owners decided on money years ago, written down and confirmed before the ledger begins."""
    text = "\n".join(f"{article}　{sentence}" for _name, _value, article, sentence in settled)
    first = till.start - timedelta(days=2)
    rules = record_rules(
        estate=till.estate,
        kind=AdoptedRules.Kind.FUND,
        title=f"{till.estate.name}{RULES_TITLE}",
        text=text,
        adopted_on=date(2021, 5, 16),
        effective_on=date(2021, 6, 1),
        old_decision="2021年5月16日业主大会决定第2号（演示）",
        values=[Settled(name, value, article, sentence) for name, value, article, sentence in settled],
        by=till.keeper,
        at=till.at(first, 9),
    )
    confirm_rules(rules=rules, by=till.worker, at=till.at(first, 15))


def open_purse(till: Till, one: Purse, *, firm: bool, at: datetime | None = None) -> None:
    """One account with its opening; `firm` signs too where it is kept together with the firm."""
    signers = [Signer(Side.OWNERS, till.committee)] if one.number else []
    if firm:
        signers.append(Signer(Side.FIRM, Body.objects.get(estate=till.estate, kind=Body.Kind.PROJECT)))
    at = at or till.at(till.start, 10)
    proposed = propose_account(
        estate=till.estate,
        fund=one.fund,
        title=one.title,
        custody=one.custody,
        holder=till.committee.name,
        holder_kind=HOLDER,
        basis_words=f"{RULES_TITLE}第三条，业主委员会首次会议明确签字安排",
        signers=signers,
        file_name=f"{one.title}开户决定.pdf",
        content=paper(f"{one.key} basis"),
        by=till.keeper,
        at=at,
    )
    opened = open_account(
        money=proposed,
        on=till.start,
        bank=one.bank,
        number=one.number,
        file_name="开户通知书.pdf",
        content=paper(f"{one.key} opened") if one.number else b"",
        by=till.keeper,
        at=at + timedelta(minutes=5),
    )
    till.money[one.key] = opened
    if one.opening_fen:
        record_opening(
            money=opened,
            amount_fen=one.opening_fen,
            disputed_fen=one.disputed_fen,
            words=one.words,
            file_name="移交清单和对账单.pdf",
            content=paper(f"{one.key} opening"),
            by=till.keeper,
            at=at + timedelta(minutes=20),
        )


def clear_some(till: Till, number: int) -> None:
    """What was found out in the month of that number about the disputed part of the opening."""
    for month, day, fen, way, words in CLEARED:
        if month == number:
            on = till.months[number].replace(day=day)
            clear_opening(
                book=till.ledger,
                amount_fen=fen,
                way=way,
                on=on,
                words=words,
                file_name="查核记录.pdf",
                content=paper(f"cleared {number}"),
                by=till.keeper,
                at=till.at(on, 15),
            )
