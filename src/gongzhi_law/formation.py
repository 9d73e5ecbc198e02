"""Forming a body where there is none and passing from one to the next: triggers, guidance, failed elections, what goes over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongzhi_law.bodies import BodyKind
from gongzhi_law.offices import Ground, interim_triggers
from gongzhi_law.params import Answer, NoLawInForce, get, lookup

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


def triggers(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """The situations in which a body of this kind may be formed (A3.1, B8.8, 指导规则9、47条); refuses kinds that are elected or named."""
    if kind is BodyKind.INTERIM:
        return interim_triggers(on, place)
    if kind not in _TRIGGERS:
        raise ValueError(f"a body of kind {kind} is not formed by a trigger")
    return _grounds(_TRIGGERS[kind], on, place)


def guidance(on: date, place: str) -> Guidance:
    """The departments that guide and the period of their guidance, in days (A3.4)."""
    found = lookup("formation/guidance_departments", on=on, place=place)
    assert isinstance(found.value, tuple)  # noqa: S101  (unit list)
    days = lookup("formation/guidance_days", on=on, place=place)
    return Guidance(found.value, days.number, str(found.cite))


def guidance_until(sent_on: date, days: int) -> date:
    """The last day for guidance, the day of sending not counted."""
    return sent_on + timedelta(days=days)


def failed_elections(on: date, place: str) -> Answer:
    """After how many elections without a result another body acts for the committee (L4.1)."""
    return lookup("formation/failed_elections", on=on, place=place)


def handover_items(on: date, place: str) -> tuple[Ground, ...]:
    """What a body of passage hands over item by item when it ends (A3.3)."""
    return _grounds("formation/handover_items", on, place)


def _grounds(name: str, on: date, place: str) -> tuple[Ground, ...]:
    try:
        found = lookup(name, on=on, place=place)
    except NoLawInForce:
        return ()
    assert isinstance(found.value, tuple)  # noqa: S101  (unit list)
    names = get(name).choice_names
    return tuple(Ground(one, names[one], str(found.cite), found.strength) for one in found.value)
