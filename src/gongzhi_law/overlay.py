"""Rows that administrators added to the parameters, merged into every answer; the rule base as it was known at a time.

The pure package reads no database: whoever keeps the changes hands them over with `know`. Each has the number under
which it became known; `as_of(number)` answers as if nothing later were known, which is how a running procedure keeps
the law under which it was noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date

from gongzhi_law.parameter import Parameter, Row, Strength


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the parameter `name` known from `number` on, and no longer from `withdrawn` on."""

    number: int
    name: str
    row: Row
    withdrawn: int | None = None

    def known_at(self, pin: int | None) -> bool:
        """Whether the row is part of the rule base as known at `pin` (None is now)."""
        if pin is None:
            return self.withdrawn is None
        return self.number <= pin and (self.withdrawn is None or self.withdrawn > pin)


_known: tuple[Change, ...] = ()
_instead: ContextVar[tuple[Change, ...] | None] = ContextVar("gongzhi_law_changes", default=None)
_pin: ContextVar[int | None] = ContextVar("gongzhi_law_pin", default=None)


def know(changes: Iterable[Change]) -> None:
    """Replaces what this process knows of changes."""
    global _known
    _known = tuple(sorted(changes, key=lambda change: change.number))


def known() -> tuple[Change, ...]:
    """Every change in the order in which it became known, withdrawn ones too."""
    instead = _instead.get()
    return _known if instead is None else instead


def newest() -> int:
    """The number of the last thing known, a change or a withdrawal; 0 where there is none: what a procedure pins."""
    return max((max(change.number, change.withdrawn or 0) for change in known()), default=0)


@contextmanager
def as_of(pin: int | None) -> Iterator[None]:
    """Answers within are those of the rule base as known at `pin`; None leaves them as they are."""
    token = _pin.set(pin if pin is not None else _pin.get())
    try:
        yield
    finally:
        _pin.reset(token)


@contextmanager
def knowing(changes: Iterable[Change]) -> Iterator[None]:
    """Answers within rest on these changes and no others: for previews and proofs."""
    token = _instead.set(tuple(sorted(changes, key=lambda change: change.number)))
    try:
        yield
    finally:
        _instead.reset(token)


def merged(parameter: Parameter) -> Parameter:
    """The parameter with the rows known at the pin, its earlier rows closed where a change follows them."""
    changes, pin = known(), _pin.get()
    added = [change.row for change in changes if change.name == parameter.name and change.known_at(pin)]
    if not added:
        return parameter
    rows = list(parameter.rows)
    for row in added:
        rows = _followed(rows, row)
    return replace(parameter, rows=tuple(rows))


def _followed(rows: list[Row], new: Row) -> list[Row]:
    """The rows with `new` among them: its predecessor ends, a later one ends it, one of the same day gives way."""
    kept: list[Row] = []
    until = new.until
    for row in rows:
        if not _same_line(row, new) or (row.until is not None and row.until <= new.from_):
            kept.append(row)
        elif row.from_ < new.from_:
            kept.append(replace(row, until=new.from_))
        elif row.from_ > new.from_:
            until = row.from_ if until is None else min(until, row.from_)
            kept.append(row)
    return [*kept, replace(new, until=until)]


def _same_line(row: Row, new: Row) -> bool:
    return row.place == new.place and (row.strength is Strength.PROPOSED) is (new.strength is Strength.PROPOSED)


def predecessor(parameter: Parameter, place: str, on: date, *, proposed: bool) -> Row | None:
    """The row of this very place that a change from day `on` would follow, or None where the place has none."""
    for row in merged(parameter).rows:
        if row.place == place and row.in_force(on) and (row.strength is Strength.PROPOSED) is proposed:
            return row
    return None
