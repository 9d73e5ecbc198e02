"""The ground of an estate as everyone may read it: what it is today, what it was, where it came from and went."""

from typing import Any

from django.utils.translation import gettext as _

from gongzhi.places import queries as places
from gongzhi.places.models import Estate, Phase, Succession
from gongzhi.places.states import ItemState
from gongzhi.web.dates import cndate


def ground_rows(estate: Estate) -> list[dict[str, str]]:
    """Kind, mode, level and phases of an estate as label and value."""
    rows = [
        {"label": _("小区类型"), "value": str(estate.get_kind_display())},
        {"label": _("管理方式"), "value": mode_words(estate)},
        {"label": _("使用级别"), "value": str(estate.get_level_display())},
    ]
    phases = list(Phase.objects.filter(estate=estate).order_by("pk"))
    if phases:
        rows.append({"label": _("分期"), "value": "、".join(phase_words(phase) for phase in phases)})
    return rows


def mode_words(estate: Estate) -> str:
    """The mode in force, on what basis and since when."""
    spell = places.spell_now(estate)
    if spell is None:
        return str(estate.get_management_display())
    return _("%(mode)s（%(basis)s，自%(day)s）") % {
        "mode": estate.get_management_display(),
        "basis": spell.get_basis_display(),
        "day": cndate(spell.from_on),
    }


def phase_words(phase: Phase) -> str:
    """A phase and whether it is delivered."""
    if phase.delivered_on is None:
        return _("%(name)s（未交付，房屋计入建设单位）") % {"name": phase.name}
    return _("%(name)s（%(day)s交付）") % {"name": phase.name, "day": cndate(phase.delivered_on)}


def public_ground(estate: Estate) -> dict[str, Any]:
    """What the public page shows of the ground: `rows`, closed `versions`, `went_to`, `came_from` with their items."""
    closed = estate.versions.filter(until_on__isnull=False).order_by("-from_on", "-id")
    return {
        "rows": ground_rows(estate),
        "versions": [
            {"name": v.name, "days": _("%(a)s至%(b)s") % {"a": cndate(v.from_on), "b": cndate(v.last_on)}}
            for v in closed
        ],
        "end": places.end_of(estate),
        "went_to": [_link(link, link.estate) for link in places.successors_of(estate)],
        "came_from": [_link(link, link.from_estate) for link in places.predecessors_of(estate)],
    }


def _link(link: Succession, other: Estate) -> dict[str, Any]:
    items = [places.plain_item(item) for item in link.items.all()]
    done = sum(1 for item in items if item["state"] != ItemState.OPEN)
    return {"estate": other, "units": link.units, "area": link.area, "items": items, "done": done, "all": len(items)}
