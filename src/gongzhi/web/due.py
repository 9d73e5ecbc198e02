"""Duties as lines under their days; lateness is worked out from the day of reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = 3  # days before its day from which a duty is shown in amber


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty with the badge of its lateness."""

    duty: Any
    badge: str
    badge_kind: str


@dataclass(frozen=True, slots=True)
class DutyDay:
    """All duties of one day (None: without a day)."""

    on: date | None
    late: bool
    relative: str
    lines: tuple[DutyLine, ...]


def duty_days(duties: Iterable[Any], today: date) -> list[DutyDay]:
    """Duties by day, earliest first, those without a day last."""
    ordered = sorted(duties, key=lambda duty: (_due(duty) is None, _due(duty) or today))
    days = []
    for on, group in groupby(ordered, key=_due):
        lines = tuple(duty_line(duty, today) for duty in group)
        days.append(DutyDay(on, on is not None and on < today, _relative(on, today), lines))
    return days


def duty_line(duty: Any, today: date) -> DutyLine:
    """One duty: 逾期 n 天, 今天到期, 还剩 n 天, or 已办."""
    on = _due(duty)
    if _read(duty, "done"):
        return DutyLine(duty, _("已办"), "done")
    if on is None:
        return DutyLine(duty, "", "")
    left = (on - today).days
    if left < 0:
        return DutyLine(duty, ngettext("逾期 %(days)s 天", "逾期 %(days)s 天", -left) % {"days": -left}, "urgent")
    if left == 0:
        return DutyLine(duty, _("今天到期"), "due")
    if left <= SOON:
        return DutyLine(duty, ngettext("还剩 %(days)s 天", "还剩 %(days)s 天", left) % {"days": left}, "due")
    return DutyLine(duty, "", "")


def _relative(on: date | None, today: date) -> str:
    if on is None:
        return ""
    return {0: _("今天"), 1: _("明天"), 2: _("后天"), -1: _("昨天")}.get((on - today).days, "")


def _due(duty: Any) -> date | None:
    on: date | None = _read(duty, "due_on")
    return on


def _read(source: Any, name: str) -> Any:
    return source.get(name) if isinstance(source, dict) else getattr(source, name, None)
