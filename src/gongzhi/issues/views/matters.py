"""The responsibility list for everyone: who leads, on which text, in what time, how it is known; and offices' changes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as later

from gongzhi.issues.matter_access import offices_of
from gongzhi.issues.models import MatterChange
from gongzhi.issues.queries.matter_changes import refresh, standing
from gongzhi.issues.queries.matter_preview import change_words, period_words
from gongzhi.kernel.clock import law_day
from gongzhi.web.door import Entered, anyone, door
from gongzhi_law import matters as law
from gongzhi_law.matters import Matter
from gongzhi_law.parameter import STRENGTH_NAMES, Strength


@door(anyone)
def matters(request: Entered) -> HttpResponse:
    """Every matter by category; what is from memory says so and is never statutory."""
    on = law_day(request.at)
    refresh()
    place = request.GET.get("place", "")
    try:
        rows = law.matters(on=on, place=place) if place else law.matters(on=on)
    except ValueError:
        rows, place = law.matters(on=on), ""
    grouped: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        grouped.setdefault(row.category, []).append(_shown(row))
    changes = MatterChange.objects.select_related("division").prefetch_related("verdicts").order_by("-pk")[:50]
    names = {row.id: row.name for row in rows}
    context = {
        "groups": grouped.items(),
        "count": len(rows),
        "changes": [
            {
                "row": row,
                "name": names.get(row.matter, row.matter),
                "state": STANDINGS[standing(row, on=on)],
                "words": change_words(row),
            }
            for row in changes
        ],
        "may_change": bool(offices_of(request.person, at=request.at)),
    }
    return render(request, "issues/matters.html", context)


STANDINGS = {
    "waiting": later("待第二人确认"),
    "declined": later("不同意"),
    "withdrawn": later("已撤回"),
    "coming": later("待施行"),
    "in_force": later("施行中"),
    "over": later("已到期"),
}


def _shown(row: Matter) -> dict[str, object]:
    return {
        "row": row,
        "with": "、".join(one.name for one in row.with_),
        "strength": STRENGTH_NAMES[row.strength],
        "kind": "done" if row.strength is Strength.STATUTE else "line",
        "periods": [period_words(one) for one in row.periods],
    }
