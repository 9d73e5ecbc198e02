"""One doubtful cell of a table: where, what, why, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

WARN = "warn"
BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` counts from 1 as in the spreadsheet, `column` is the column's title (or letter), `severity` warn or block."""

    sheet: str
    row: int
    column: str
    value: str
    problem: str
    remedy: str
    severity: str

    def document(self) -> dict[str, object]:
        """The problem as one JSON object."""
        return asdict(self)


def shown(value: object) -> str:
    """A cell as a person would read it, cut to 80 characters: 1.0 -> 1, a date as 2021-06-30."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = "" if value is None else str(value).strip()
    return text if len(text) <= 80 else text[:79] + "…"
