"""What offices keep of the responsibility list by date: another lead, others with it, a period of their own (A10.1).

The law is pure, so whoever keeps the changes (a table, with who and why) hands them over with `know`; later numbers win.
A change never touches what a text read in full gives: the lookup leaves that period as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from gongzhi_law.issue_classes import Step
from gongzhi_law.jurisdiction import chain
from gongzhi_law.matter_rows import PERIOD_UNITS, Basis, Local, Period, departments, national
from gongzhi_law.parameter import Strength

LEADS = ("party", "street", "department", "utility")
LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class MatterChange:
    """One change of one matter in one place from a day on; what is empty stays as it was. `number` orders them.

    `basis` is the document it rests on; it is `policy` or `proposed` unless its text was quoted.
    """

    number: int
    matter: str
    place: str
    from_: date
    basis: Basis
    until: date | None = None
    lead: str = ""
    with_: tuple[str, ...] | None = None
    periods: tuple[Period, ...] = ()


_known: tuple[MatterChange, ...] = ()
_instead: ContextVar[tuple[MatterChange, ...] | None] = ContextVar("gongzhi_law_matters", default=None)


def know(changes: Iterable[MatterChange]) -> None:
    """Replaces what this process knows of changes."""
    global _known
    _known = tuple(sorted(changes, key=lambda change: change.number))


def known() -> tuple[MatterChange, ...]:
    """Every change in its order."""
    instead = _instead.get()
    return _known if instead is None else instead


@contextmanager
def knowing(changes: Iterable[MatterChange]) -> Iterator[None]:
    """Answers within rest on these changes and no others: for previews and proofs."""
    token = _instead.set(tuple(sorted(changes, key=lambda change: change.number)))
    try:
        yield
    finally:
        _instead.reset(token)


def locals_of(name: str) -> tuple[Local, ...]:
    """The changes of one matter as rows of places."""
    words = departments()
    return tuple(
        Local(
            place=chain(change.place)[0],
            from_=change.from_,
            until=change.until,
            lead=words[change.lead] if change.lead else None,
            with_=None if change.with_ is None else tuple(words[word] for word in change.with_),
            basis=(change.basis,),
            periods=change.periods,
        )
        for change in known()
        if change.matter == name
    )


def period(step: Step | str, number: int, unit: str, basis: Basis, *, urgent: bool | None = None) -> Period:
    """A period of an office's own for a change; refuses an unknown step or unit and a number nobody could mean."""
    if unit not in PERIOD_UNITS or not 1 <= number <= LARGEST:
        raise ValueError(f"not a period: {number} {unit}")
    return Period(Step(step), number, unit, urgent, "", basis, f"change:{basis.cite}")


def faults(change: MatterChange) -> dict[str, str]:
    """What is wrong with a change, by field, in words; empty where nothing is."""
    found: dict[str, str] = {}
    words = departments()
    try:
        national(change.matter)
    except KeyError:
        found["matter"] = "权责清单里没有这个事项"
    try:
        chain(change.place)
    except ValueError:
        found["place"] = "不是行政区划代码"
    if change.until is not None and change.until <= change.from_:
        found["until"] = "结束的日子要在开始之后"
    if change.lead and (change.lead not in words or words[change.lead].kind not in LEADS):
        found["lead"] = "不能牵头，请从名单里选"
    if change.with_ is not None and not set(change.with_) <= set(words):
        found["with_"] = "有不在名单里的协同单位"
    if not change.lead and change.with_ is None and not change.periods:
        found["lead"] = "没有写要改什么"
    if change.basis.strength is Strength.STATUTE and not (change.basis.quote and change.basis.source):
        found["basis"] = "写成法定的，要录入条文原文和来源"
    return found
