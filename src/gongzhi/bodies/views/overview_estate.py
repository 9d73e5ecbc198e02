"""The desk of one estate: 四有一化, party coverage, micro-grids."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.actions.assign_micro_grid import assign_micro_grid
from gongzhi.bodies.actions.record_four_ones import record_four_ones
from gongzhi.bodies.actions.record_party_coverage import record_party_coverage
from gongzhi.bodies.actions.release_micro_grid import release_micro_grid
from gongzhi.bodies.forms.overview import EndForm, FourOnesForm, MicroGridForm, PartyForm
from gongzhi.bodies.models import Appointment, MicroGridDuty
from gongzhi.bodies.queries.four_ones import history_of, items_of
from gongzhi.bodies.queries.micro_grids import MicroGrid, micro_grids_of, shares
from gongzhi.bodies.queries.papers import cite_of
from gongzhi.bodies.queries.party import adjustments_of, coverage_of
from gongzhi.bodies.states import BodyState
from gongzhi.bodies.views.overview_frame import Tried, attempt, show
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds, holds_any
from gongzhi.places.models import Estate, Grid
from gongzhi.web.door import Entered, door

K = Capacity.Kind


def keeps(request: Entered, estate: Estate) -> bool:
    """Whether this person may write here what stands around bodies."""
    return holds_any(request.person, upkeep_access.UPKEEPERS, estate, at=request.at)


@door(desk_of_estate, "GET", "POST")
def four_ones(request: Entered, code: str) -> HttpResponse:
    """四有一化 of the estate: five items with evidence, what is missing, and the form of a new record."""
    estate: Estate = request.here
    on = law_day(request.at)
    form = FourOnesForm(
        request.POST or None, request.FILES or None, initial={"on": on, "item": request.GET.get("item", "")}
    )
    tried = attempt(request, form, record_four_ones, estate=estate)
    if tried.done:
        return redirect("bodies:four_ones", code)
    items = items_of(estate, on=on)
    met = sum(1 for one in items if one.met)
    heading = _("四有一化都做到了") if met == len(items) else _("四有一化还缺 %(n)s 项") % {"n": len(items) - met}
    return show(
        request,
        "four_ones",
        estate,
        tried,
        heading=heading,
        items=items,
        history=history_of(estate),
        cite=cite_of("A1.1"),
        may_write=keeps(request, estate),
        above_url=_above(request, estate, "four_ones_below"),
    )


@door(desk_of_estate, "GET", "POST")
def party(request: Entered, code: str) -> HttpResponse:
    """Party coverage of the estate: form, numbers, what should be built, and every adjustment."""
    estate: Estate = request.here
    on = law_day(request.at)
    now = coverage_of([estate], on=on)[0]
    form = PartyForm(request.POST or None, initial=_as_now(now.row, on))
    tried = attempt(request, form, record_party_coverage, estate=estate)
    if tried.done:
        return redirect("bodies:party", code)
    return show(
        request,
        "party",
        estate,
        tried,
        now=now,
        heading=_("党组织覆盖：%(form)s") % {"form": now.row.get_form_display() if now.row else _("还没有登记")},
        adjustments=adjustments_of(estate),
        cite=cite_of("B1.9"),
        built_cite=cite_of("B1.1"),
        may_write=keeps(request, estate),
        above_url=_above(request, estate, "party_below"),
    )


def _as_now(row: Any, on: Any) -> dict[str, Any]:
    names = ("form", "organisation", "committee_members", "committee_built", "firm_members", "firm_built")
    return {"on": on, **({name: getattr(row, name) for name in names} if row else {})}


def _above(request: Entered, estate: Estate, name: str) -> str:
    """The same page of the estate's community, for those whose desk it is."""
    try:
        access.lists_of_division(request.person, at=request.at, division=estate.community_id)
    except NotHere:
        return ""
    return reverse(f"bodies:{name}", args=[estate.community_id])


@door(desk_of_estate, "GET", "POST")
def micro_grids(request: Entered, code: str) -> HttpResponse:
    """The micro-grids of the estate: who is responsible for each, the share of the committee that serves."""
    estate: Estate = request.here
    on = law_day(request.at)
    grids = micro_grids_of(estate, on=on)
    seats = _seats(estate, on)
    form = MicroGridForm(
        request.POST or None,
        grids=[(g.grid.pk, f"{g.grid.code} {g.grid.name}") for g in grids],
        seats=[(pk, words) for pk, (_row, words) in seats.items()],
        initial={"from_on": on},
    )
    tried = _assigned(request, form, estate, seats)
    if tried.done:
        return redirect("bodies:micro_grids", code)
    share = shares([estate], on=on).get(estate.pk)
    bare = sum(1 for g in grids if not g.servers)
    return show(
        request,
        "micro_grids",
        estate,
        tried,
        heading=_heading(grids, bare),
        grids=grids,
        share=share,
        cite=cite_of("A1.4"),
        may_write=holds(request.person, K.COMMUNITY, estate, at=request.at),
        me=request.person.pk,
    )


def _heading(grids: list[MicroGrid], bare: int) -> str:
    if not grids:
        return _("本小区还没有划微网格")
    return _("%(n)s 个微网格没有人负责") % {"n": bare} if bare else _("每个微网格都有人负责")


def _assigned(
    request: Entered, form: MicroGridForm, estate: Estate, seats: dict[int, tuple[Appointment, str]]
) -> Tried:
    if request.method != "POST" or not form.is_valid():
        return Tried(form)
    chosen = seats.get(int(form.cleaned_data["appointment"] or 0))
    grid = Grid.objects.get(pk=int(form.cleaned_data["grid"]))

    def act(**asked: Any) -> MicroGridDuty:
        rows = {"grid": grid, "appointment": chosen[0] if chosen else None}
        return assign_micro_grid(**{**asked, **rows})

    return attempt(request, form, act, estate=estate)


def _seats(estate: Estate, on: Any) -> dict[int, tuple[Appointment, str]]:
    """Everybody who holds a seat in a body of the estate, with name and office."""
    rows = list(
        Appointment.objects.filter(estate=estate, ended_on__isnull=True, from_on__lte=on)
        .exclude(body__state=BodyState.ENDED)
        .select_related("body", "seat")
        .order_by("body__kind", "seat__number", "pk")
    )
    names = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in={row.person_id for row in rows})}
    return {
        row.pk: (row, f"{names.get(row.person_id, '')}（{row.body.get_kind_display()} {row.get_role_display()}）")
        for row in rows
    }


@door(desk_of_estate, "GET", "POST")
def release(request: Entered, code: str, duty_id: int) -> HttpResponse:
    """Ends one person's service in a micro-grid."""
    estate: Estate = request.here
    duty = MicroGridDuty.objects.select_related("grid").filter(pk=duty_id, estate=estate).first()
    if duty is None:
        raise NotHere
    form = EndForm(request.POST or None, initial={"on": law_day(request.at)})
    tried = attempt(request, form, release_micro_grid, duty=duty)
    if tried.done:
        return redirect("bodies:micro_grids", code)
    name = Person.objects.get(pk=duty.person_id).shown_name()
    return show(
        request,
        "end",
        estate,
        tried,
        heading=_("%(name)s不再负责%(grid)s") % {"name": name, "grid": duty.grid.name},
        word=_("结束"),
        crumb={"label": _("微网格"), "url": reverse("bodies:micro_grids", args=[code])},
    )
