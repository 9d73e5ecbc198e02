"""Geometry of the pictures of money: whole numbers only, drawn by a template, said in words beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongzhi.web import figures

WIDTH, HEIGHT, FLOOR, TOP = 400, 190, 160, 12


@dataclass(frozen=True, slots=True)
class Column:
    """One month: where its two bars stand and how high they are; the month's number stands below."""

    month: date
    income_fen: int
    expense_fen: int
    left: int
    right: int
    width: int
    income_top: int
    income_height: int
    expense_top: int
    expense_height: int
    middle: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Twelve months, or fewer, of income and expense side by side."""

    columns: tuple[Column, ...]
    most_fen: int
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR
    label_y: int = FLOOR + 20


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the largest, as a width in percent."""

    label: str
    note: str
    fen: int
    width: str
    url: str = ""
    low: bool = False


def months_chart(rows: Iterable[tuple[date, int, int]]) -> Columns:
    """Month, income and expense in fen → bars; what is below zero (more undone than done) has no height."""
    known = list(rows)
    most = max([1, *(max(income, expense) for _month, income, expense in known)])
    step = WIDTH // max(len(known), 1)
    width = max(min(step * 2 // 5, 24), 2)
    found = []
    for n, (month, income, expense) in enumerate(known):
        middle = n * step + step // 2
        up, down = _height(income, most), _height(expense, most)
        found.append(
            Column(
                month,
                income,
                expense,
                middle - width,
                middle,
                width,
                FLOOR - up,
                up,
                FLOOR - down,
                down,
                middle,
            )
        )
    return Columns(tuple(found), most)


def _height(fen: int, most: int) -> int:
    room = FLOOR - TOP
    return max(fen * room // most, 2) if fen > 0 else 0


def bars(rows: Sequence[tuple[str, str, int, str]]) -> list[Bar]:
    """Label, note, sum and address → bars against the largest of them."""
    most = max([1, *(fen for _label, _note, fen, _url in rows)])
    return [
        Bar(label, note, fen, figures.percent(figures.share_bp(max(fen, 0), most)), url, fen < 0)
        for label, note, fen, url in rows
    ]


def per_mille(part: int, whole: int) -> int:
    """A share in thousandths, for the bars of a printed statement."""
    return max(part, 0) * 1000 // whole if whole > 0 else 0
