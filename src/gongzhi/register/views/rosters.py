"""Importing a roster: upload, mapping, preview, difference, taking in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.kernel import keys
from gongzhi.kernel.area import shown_area
from gongzhi.register import access
from gongzhi.register.actions.apply_roster import apply_roster, reasons_against
from gongzhi.register.actions.discard_roster import discard_roster
from gongzhi.register.actions.preview_roster import map_roster, preview_roster
from gongzhi.register.forms import FIELD_NAMES, MappingForm, RosterForm
from gongzhi.register.models import RosterImport
from gongzhi.register.queries.imports import Reading, by_hand_of, file_name, read_import
from gongzhi.register.queries.masks import masked_name, tail
from gongzhi.register.roster.difference import FieldChange, UnitChange
from gongzhi.register.states import ImportState
from gongzhi.register.views.frame import desk, page_of, sent_key, tried
from gongzhi.web.door import Entered, door

SHOWN, WEIGHED = 20, 1000


@door(access.keeper_of, "GET", "POST")
def rosters(request: Entered, code: str) -> HttpResponse:
    """Upload a roster; the imports so far."""
    estate = request.here
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        roster = tried(
            request,
            form,
            preview_roster,
            estate=estate,
            name=file.name,
            content=file.read(),
            content_type=file.content_type or "",
        )
        if roster:
            return redirect("register:roster", code=code, import_id=roster.pk)
    past = page_of(request, RosterImport.objects.filter(estate=estate).order_by("-pk"))
    return desk(request, "desk/rosters", estate, "rosters", form=form, page=past)


@door(access.keeper_of, "GET", "POST")
def roster(request: Entered, code: str, import_id: int) -> HttpResponse:
    """What the file says, what is doubtful, what it would change; the mapping can be corrected."""
    estate = request.here
    one = access.get_import_for(estate, import_id)
    if one.state != ImportState.PREVIEWED:
        return desk(request, "desk/roster_done", estate, "rosters", roster=one, totals=_totals(one))
    reading = read_import(one)
    form = MappingForm(request.POST or None, columns=reading.roster.mapping.choices)
    if request.method == "POST" and form.is_valid():
        by_hand = form.changed_by_hand(by_hand_of(one))
        if tried(request, form, map_roster, roster=one, mapping=by_hand):
            return redirect("register:roster", code=code, import_id=import_id)
    actor = keys.pseudonym(estate.pk, request.person.pk)
    return desk(
        request,
        "desk/roster",
        estate,
        "rosters",
        form=form,
        roster=one,
        file_name=file_name(one),
        totals=_totals(one),
        kinds=[(kind, units, shown_area(area)) for kind, (units, area) in one.summary["by_kind"].items()],
        against=reasons_against(one, reading, actor),
        problems=page_of(request, sorted(reading.roster.problems, key=lambda p: p.severity != "block")),
        changes=_changes(reading),
        reading=reading,
    )


@door(access.keeper_of, "POST")
def take_in(request: Entered, code: str, import_id: int) -> HttpResponse:
    """Takes the previewed roster into the register."""
    apply_roster(
        roster=access.get_import_for(request.here, import_id),
        by=request.person,
        at=request.at,
        idempotency_key=sent_key(request),
    )
    return redirect("register:units", code=code)


@door(access.keeper_of, "POST")
def give_up(request: Entered, code: str, import_id: int) -> HttpResponse:
    """Gives the preview up."""
    discard_roster(
        roster=access.get_import_for(request.here, import_id),
        by=request.person,
        at=request.at,
        idempotency_key=sent_key(request),
    )
    return redirect("register:rosters", code=code)


def _totals(one: RosterImport) -> list[dict[str, str]]:
    low, high = one.summary["heads_range"]
    heads = f"{high:,}"
    if low != high:
        heads = _("%(low)s 至 %(high)s") % {"low": f"{low:,}", "high": heads}
    return [
        {"value": f"{one.summary['units']:,}", "label": _("套（个）")},
        {"value": shown_area(one.summary["area"]), "label": _("建筑面积")},
        {"value": heads, "label": _("业主人数")},
        {"value": f"{one.summary['blocks'] + one.summary['warns']:,}", "label": _("处有疑问")},
    ]


def _changes(reading: Reading) -> list[dict[str, object]]:
    """The difference in three lists, without full names: what is new in part, what is touched or gone in full.

    A thousand lines of each at most.
    """
    found = reading.difference
    lists = [
        (_("新增"), [(row.door, shown_area(row.area)) for row in found.added[:SHOWN]], len(found.added)),
        (_("改动"), [(c.new.door, _words(c)) for c in found.changed[:WEIGHED]], len(found.changed)),
        (_("清册里没有了"), [(r.door, shown_area(r.area)) for r in found.removed[:WEIGHED]], len(found.removed)),
    ]
    return [
        {"label": label, "rows": rows, "count": count, "more": count - len(rows)}
        for label, rows, count in lists
        if count
    ]


def _words(change: UnitChange) -> str:
    return "；".join(
        f"{FIELD_NAMES[f.field]} {_shown(change, f, f.old)} → {_shown(change, f, f.new)}" for f in change.fields
    )


def _shown(change: UnitChange, field: FieldChange, text: str) -> str:
    if not text:
        return _("空")
    if field.field == "owner":
        return "、".join(masked_name("natural", name) for name in text.split("、"))
    if field.field in ("document", "phone"):
        return _("尾号 %(tail)s") % {"tail": tail(text)}
    return f"{text}㎡" if field.field == "area" else text
