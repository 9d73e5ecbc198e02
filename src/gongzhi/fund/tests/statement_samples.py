"""Invented statements: true transactions, and ways of writing them down as banks do."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gongzhi.documents.tests.table_samples import text, xls, xlsx


@dataclass(frozen=True)
class Deal:
    """A true transaction: fen in (positive) or out (negative), or neither where neutral."""

    on: date
    at: time
    fen: int
    party: str
    neutral: bool = False


@dataclass(frozen=True)
class Layout:
    """Titles of one bank. Signs: D date, S time of day, T both, + in, - out, A signed, U unsigned, W word, B balance.

    A column is "title:sign"; one without a sign is filled with words.
    """

    name: str
    columns: str
    words: tuple[str, str] = ("收入", "支出")
    day: str = "%Y-%m-%d"
    clock: str = "%H:%M:%S"
    money: str = "plain"
    above: str = ""
    below: str = ""
    falling: bool = False

    @property
    def titles(self) -> list[str]:
        return [column.rpartition(":")[0] or column for column in self.columns.split("|")]

    @property
    def signs(self) -> list[str]:
        return [column.rpartition(":")[2] if ":" in column else "" for column in self.columns.split("|")]


def deals(count: int = 9, seed: int = 7, start: date = date(2026, 1, 5), zero: bool = True) -> list[Deal]:
    """Deals in order of time, of both ways, the first one in; one of them of nothing."""
    dice = random.Random(seed)
    moment = datetime.combine(start, time(8, 30))
    found: list[Deal] = []
    for number in range(count):
        fen = dice.choice((5, 99, 12345, 30_000, 128_050, 1_234_567, 80_000_001)) + dice.randrange(1000)
        sign = 1 if number == 0 or (number != 1 and dice.random() < 0.5) else -1
        if zero and number == 4:
            fen = 0
        found.append(Deal(moment.date(), moment.time(), sign * fen, f"{dice.choice('甲乙丙丁')}公司{number:03d}"))
        moment += timedelta(minutes=dice.randrange(1, 3000), seconds=dice.randrange(60))
    return found


def yuan(fen: int) -> str:
    """A sum as plainly as can be."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def grouped(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
MONEY: dict[str, Callable[[int], object]] = {
    "plain": yuan,
    "grouped": grouped,
    "short": lambda fen: yuan(fen).removesuffix("0").removesuffix(".0"),
    "yen": lambda fen: "￥" + grouped(fen) if fen >= 0 else "-￥" + grouped(-fen),
    "wide": lambda fen: grouped(fen).translate(WIDE),
    "brackets": lambda fen: grouped(fen) if fen >= 0 else f"({grouped(-fen)})",
    "behind": lambda fen: grouped(fen) if fen >= 0 else f"{grouped(-fen)}-",
    "word": lambda fen: yuan(fen) + "元",
    "plus": lambda fen: ("+" if fen > 0 else "") + yuan(fen),
    "padded": lambda fen: f"  {grouped(fen)}\t",
    "number": lambda fen: fen / 100,
    "noisy": lambda fen: fen / 100 + (1e-9 if fen else 0.0),
    "wan": lambda fen: f"{'-' if fen < 0 else ''}{abs(fen) // 1_000_000}.{abs(fen) % 1_000_000:06d}",
}


def written(layout: Layout, true: Sequence[Deal], opening: int = 1_000_000) -> list[list[object]]:
    """The rows of a statement: what stands above, titles, lines, what stands below."""
    show = MONEY[layout.money]
    balance = opening
    lines: list[list[object]] = []
    for number, deal in enumerate(true, 1):
        balance += 0 if deal.neutral else deal.fen
        row: list[object] = []
        moment = datetime.combine(deal.on, deal.at)
        for title, sign in zip(layout.titles, layout.signs, strict=True):
            if sign == "D":
                row.append(moment.strftime(layout.day) if layout.day else deal.on)
            elif sign == "T":
                row.append(moment.strftime(f"{layout.day} {layout.clock}") if layout.day else moment)
            elif sign == "S":
                row.append(moment.strftime(layout.clock))
            elif sign == "+":
                row.append(show(deal.fen) if deal.fen > 0 else "")
            elif sign == "-":
                row.append(show(-deal.fen) if deal.fen < 0 or not deal.fen else "")
            elif sign == "A":
                row.append(show(deal.fen))
            elif sign == "U":
                row.append(show(abs(deal.fen)))
            elif sign == "W":
                row.append("/" if deal.neutral else layout.words[deal.fen < 0])
            elif sign == "B":
                row.append(show(balance))
            elif title in ("序号", "No."):
                row.append(number)
            else:
                row.append(f"{title[:2]}{deal.party}" if title[:1] not in "币货" else "人民币")
        lines.append(row)
    if layout.falling:
        lines.reverse()

    def filled(template: str) -> list[list[object]]:
        values = {
            "opening": grouped(opening),
            "closing": grouped(balance),
            "credit": grouped(sum(deal.fen for deal in true if deal.fen > 0 and not deal.neutral)),
            "debit": grouped(-sum(deal.fen for deal in true if deal.fen < 0 and not deal.neutral)),
            "rows": len(true),
            "ins": sum(deal.fen > 0 and not deal.neutral for deal in true),
            "outs": sum(deal.fen < 0 and not deal.neutral for deal in true),
        }
        return [line.format(**values).split("|") for line in template.split("\n")] if template else []

    return [*filled(layout.above), list(layout.titles), *lines, *filled(layout.below)]


FILES: dict[str, Callable[[Sequence[Sequence[object]]], bytes]] = {
    "a.csv": text,
    "bom.csv": lambda rows: text(rows, "utf-8-sig"),
    "gb.csv": lambda rows: text(rows, "gb18030"),
    "wide.csv": lambda rows: text(rows, "utf-16"),
    "tab.txt": lambda rows: text(rows, "gb18030", "\t"),
    "misnamed.xls": lambda rows: text(rows, "gb18030", "\t"),
    "bars.csv": lambda rows: text(rows, "utf-8", "|"),
    "a.xlsx": lambda rows: xlsx(("明细", rows)),
    "a.xls": lambda rows: xls(("明细", rows)),
}
