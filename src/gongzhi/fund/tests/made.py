"""A ledger for tests: an estate with a committee, open accounts, entries and decisions in one line each."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongzhi.bodies.models import Body
from gongzhi.bodies.tests.ground import CHENGDU, Ground, R, W, body_with, ground
from gongzhi.fund.actions.open_account import open_account
from gongzhi.fund.actions.open_book import open_book
from gongzhi.fund.actions.posting import Line, post
from gongzhi.fund.actions.propose_account import Signer, propose_account
from gongzhi.fund.models import Account, Book, MoneyAccount, Side, Transaction
from gongzhi.fund.queries.chart import account_for
from gongzhi.kernel import journal, keys
from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from tests.scenes import kept

NOW = datetime(2026, 8, 10, 9, 0, tzinfo=BEIJING)
TODAY = date(2026, 8, 10)
START = date(2026, 1, 1)
MOVED = journal.event("test.money.moved", fen=Fact.NUMBER)


@dataclass
class Purse:
    """An estate whose money is kept: the ground (committee of five, worker, street), its firm, book and first account."""

    g: Ground
    manager: Person
    firm: Body
    book: Book
    money: MoneyAccount = field(init=False)

    @property
    def chair(self) -> Person:
        """The chair of the committee, who keeps the books in tests."""
        return self.g.person(0)


@kept
def purse(levels: tuple[tuple[str, str, str], ...] = CHENGDU, number: str = "6222000000000001") -> Purse:
    """A joint account A1 of common income signed by committee and firm, open since the ledger began."""
    g = ground(levels)
    firm, manager = body_with(g, Body.Kind.PROJECT, "安居物业桂溪苑项目部", ("钱进", "13700020001"), R.MANAGER, W.HIRED)
    book = open_book(estate=g.estate, from_on=START, by=g.person(0), at=NOW)
    g.estate.refresh_from_db()
    made = Purse(g, manager, firm, book)
    made.money = account(made, "公共收益账户", number=number)
    return made


def account(p: Purse, title: str, *, fund: str = "common_income", number: str = "", **changed: Any) -> MoneyAccount:
    """Another open account, joint between committee and firm; without a number a cash box."""
    asked: dict[str, Any] = {
        "custody": "joint" if number else "cash",
        "holder": "桂溪苑业主委员会",
        "holder_kind": "committee",
        "basis_words": "业主大会2026年第1次会议决定",
        "signers": (Signer(Side.OWNERS, p.g.body), Signer(Side.FIRM, p.firm)) if number else (),
        **changed,
    }
    money = propose_account(estate=p.g.estate, fund=fund, title=title, by=p.chair, at=NOW, **asked)
    return open_account(
        money=money, on=START, bank="中国银行桂溪支行" if number else "", number=number, by=p.chair, at=NOW
    )


def moved(
    p: Purse,
    fen: int,
    *,
    on: date = TODAY,
    money: MoneyAccount | None = None,
    kind: str = "",
    other: Account | None = None,
    words: str = "测试",
    shares: dict[int, int] | None = None,
) -> Transaction:
    """Money into the account (plus) or out of it, against other income or spending, as an act would post it."""
    money = money or p.money
    root, word = (Account.Root.INCOME, "other") if fen > 0 else (Account.Root.EXPENSE, "other")
    other = other or account_for(p.g.estate, root, word)
    by = keys.pseudonym(p.g.estate.pk, p.chair.pk)
    entry = journal.record(MOVED, ref="test", estate_id=p.g.estate.pk, by=by, at=NOW, fen=fen)
    return post(
        p.book,
        kind=kind or ("income" if fen > 0 else "payment"),
        on=on,
        words=words,
        lines=[Line(money.account, fen, shares or {}), Line(other, -fen)],
        entry=entry.pk,
        basis_entry=entry.pk,
        by=by,
        at=NOW,
    )
