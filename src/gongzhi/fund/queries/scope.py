"""Where a repair is: the flats among which it is divided, their areas, and the same part as a vote (R15)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from gongzhi.places.models import Estate
from gongzhi.register.models import Unit
from gongzhi.register.queries.parts import units_within

Scope = Sequence[Mapping[str, object]]


def units_in(estate: Estate, scope: Scope) -> dict[int, Unit]:
    """The current units of the part by number, of the whole estate where `scope` is empty."""
    if scope:
        return units_within(estate, scope)
    rows = Unit.objects.filter(estate=estate, removed_on__isnull=True)
    return {unit.pk: unit for unit in rows.order_by("pk")}


def areas_in(estate: Estate, scope: Scope) -> dict[int, int]:
    """Unit number → area in 0.01 m² of everyone who bears the cost: each by the area owned (民法典283条)."""
    return {pk: unit.area for pk, unit in units_in(estate, scope).items()}


def scope_name(scope: Scope) -> str:
    """The part in words: 3幢、5幢1单元, or the whole estate."""
    return _("、").join(str(part["name"]) for part in scope) or _("全小区")


def same_part(one: Scope, other: Scope) -> bool:
    """Whether both are the same buildings and stairwells."""
    return {(part["building"], part["stair"]) for part in one} == {(part["building"], part["stair"]) for part in other}


def last_delivery(estate: Estate, scope: Scope) -> date | None:
    """The latest day on which a unit of the part was handed over, as far as the register says it."""
    days = [unit.delivered_on for unit in units_in(estate, scope).values() if unit.delivered_on]
    return max(days, default=None)
