"""Forming a body where there is none and passing from one to the next: triggers, guidance, failed elections, what goes over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongzhi_law.bodies import BodyKind
from gongzhi_law.calendar import workdays_after
from gongzhi_law.offices import Ground, grounds, interim_triggers, publicity
from gongzhi_law.params import Answer, NoLawInForce, get, lookup, offered
from gongzhi_law.terms import months_after

_TRIGGERS = {
    BodyKind.SELF_MANAGED: "formation/self_managed_triggers",
    BodyKind.PREPARATORY: "formation/preparatory_triggers",
    BodyKind.RENEWAL: "formation/renewal_triggers",
}
FORMED = (BodyKind.INTERIM, *_TRIGGERS)


@dataclass(frozen=True, slots=True)
class Guidance:
    """Whose guidance a plan is sent for and for how many days; silence and refusal never stop the forming (A3.4)."""

    departments: tuple[str, ...]
    days: int
    cite: str


@dataclass(frozen=True, slots=True)
class ListDays:
    """How many days (or working days) a list of members is public; `proposed` where no rule was seen."""

    days: int
    workdays: bool
    answer: Answer
    proposed: bool


def triggers(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """The situations in which a body of this kind may be formed (A3.1, B8.8, 指导规则9、47条); refuses kinds that are elected or named."""
    if kind is BodyKind.INTERIM:
        return interim_triggers(on, place)
    if kind not in _TRIGGERS:
        raise ValueError(f"a body of kind {kind} is not formed by a trigger")
    return grounds(_TRIGGERS[kind], on, place)


def guidance(on: date, place: str) -> Guidance:
    """The departments that guide and the period of their guidance, in days (A3.4)."""
    found = lookup("formation/guidance_departments", on=on, place=place)
    days = lookup("formation/guidance_days", on=on, place=place)
    return Guidance(found.items, days.number, str(found.cite))


def guidance_until(sent_on: date, days: int) -> date:
    """The last day for guidance, the day of sending not counted."""
    return sent_on + timedelta(days=days)


def failed_elections(on: date, place: str) -> Answer:
    """After how many elections without a result another body acts for the committee (L4.1)."""
    return lookup("formation/failed_elections", on=on, place=place)


def handover_items(on: date, place: str) -> tuple[Ground, ...]:
    """What a body of passage hands over item by item when it ends (A3.3)."""
    return grounds("formation/handover_items", on, place)


def term_end(from_: date, months: int) -> date:
    """The first day no longer in a term of so many months."""
    return months_after(from_, months)


def list_days(kind: BodyKind, on: date, place: str) -> ListDays | None:
    """For how long the list of members is public: by the place's rule, else as proposed; None where nothing is proposed."""
    found = publicity(kind, "list", on=on, place=place)
    if found is not None:
        return ListDays(found.number, get(found.name).unit == "workdays", found, False)
    answer = offered("formation/list_days", on=on, place=place)
    return ListDays(answer.number, False, answer, True) if answer is not None else None


def decision_days(kind: BodyKind, on: date, place: str) -> ListDays | None:
    """For how long what the body decided is public (北京57条: working days); None where no rule was seen."""
    found = publicity(kind, "decisions", on=on, place=place)
    return ListDays(found.number, get(found.name).unit == "workdays", found, False) if found is not None else None


def list_until(announced_on: date, days: int, *, workdays: bool) -> date:
    """The last day of a list's publicity, the day of announcing not counted; may raise for a year without a table."""
    return workdays_after(announced_on, days) if workdays else announced_on + timedelta(days=days)


def group_due(reported_on: date, on: date, place: str) -> date | None:
    """The last day on which the street forms the 换届小组 after a report (北京49条, 上海28条); None where no rule was seen."""
    try:
        rule = lookup("bodies/renewal_group_days", on=on, place=place)
    except NoLawInForce:
        return None
    return reported_on + timedelta(days=rule.number)


def warned_since(until: date, on: date, place: str) -> date:
    """The day from which a term's end is on everybody's list."""
    return months_after(until, -lookup("bodies/renewal_warn_months", on=on, place=place).number)
