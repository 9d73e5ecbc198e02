"""Bank statements for tests: a file in one line, kept and imported as a bookkeeper would."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from gongzhi.fund.actions.import_statement import import_statement
from gongzhi.fund.actions.keep_statement import keep_statement
from gongzhi.fund.models import BankLine, BankStatement, MoneyAccount, Posting, Transaction
from gongzhi.fund.tests.made import NOW, Purse

HEAD = "交易日期,收入,支出,余额,对方户名,摘要"
Row = tuple[str, int, str, str]


def yuan(fen: int) -> str:
    """123450 → 1234.50; nothing for nothing."""
    return f"{fen // 100}.{fen % 100:02d}" if fen else ""


def csv(rows: Sequence[Row], *, opening: int = 0, head: str = HEAD) -> bytes:
    """A statement of (day, fen in or out, other side, words) with a running balance."""
    lines, left = [head], opening
    for on, fen, other, words in rows:
        left += fen
        sums = f"{yuan(max(fen, 0))},{yuan(max(-fen, 0))}"
        lines.append(f"{on},{sums},{left // 100}.{left % 100:02d},{other},{words}")
    return "\n".join(lines).encode()


def imported(
    p: Purse, content: bytes, *, money: MoneyAccount | None = None, name: str = "流水.csv", **changed: Any
) -> BankStatement:
    """The file kept and imported."""
    money = money or p.money
    stored = keep_statement(money=money, file_name=name, content=content, by=p.chair, at=NOW)
    return import_statement(money=money, stored=stored, by=p.chair, at=NOW, **changed)


def lines(p: Purse, money: MoneyAccount | None = None) -> list[BankLine]:
    """The account's lines in order."""
    return list(BankLine.objects.filter(money=money or p.money).order_by("on", "pk"))


def posting(made: Transaction, money: MoneyAccount) -> Posting:
    """The transaction's entry on the account."""
    return made.postings.get(account=money.account)


def day(text: str) -> date:
    """A day of 2026 written 07-15."""
    return date.fromisoformat(f"2026-{text}")
