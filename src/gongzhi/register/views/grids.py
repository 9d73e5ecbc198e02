"""Grids and micro-grids of the communities a person works for, and what each covers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import NotHere
from gongzhi.places import queries as places
from gongzhi.places.models import Building, Division, Estate, Grid
from gongzhi.register import access
from gongzhi.register.actions.change_grid import change_grid
from gongzhi.register.actions.cover_grid import cover_grid
from gongzhi.register.actions.make_grid import make_grid
from gongzhi.register.forms.grounds import CoverForm, GridForm, GridNameForm
from gongzhi.register.views.frame import tried
from gongzhi.web.door import Entered, door


@door(access.may_create, "GET", "POST")
def grids(request: Entered) -> HttpResponse:
    """Every grid of one's communities with what it covers; makes another."""
    held = [str(capacity.division_id) for capacity in request.here]
    rows = places.in_order(places.grids_below(held))
    levels = Division.objects.filter(level=Division.Level.COMMUNITY).order_by("code")
    communities = [d for d in levels if any(d.code.startswith(code) for code in held)]
    form = GridForm(request.POST or None, communities=communities, grids=rows)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asked = {
            "community": next(c for c in communities if c.code == data["community"]),
            "parent": next((g for g in rows if str(g.pk) == data["parent"]), None),
            "code": data["code"],
            "name": data["name"],
        }
        if grid := tried(request, form, make_grid, **asked):
            return redirect("register:grid", grid_id=grid.pk)
    shown = [{"grid": grid, "covers": cover_words(grid)} for grid in rows]
    status = 422 if form.errors else 200
    return render(request, "register/desk/grids.html", {"form": form, "rows": shown}, status=status)


@door(access.grid_of, "GET", "POST")
def grid(request: Entered, grid_id: int) -> HttpResponse:
    """One grid: which estates and buildings lie in it, its name, its end."""
    one: Grid = request.here
    form = GridNameForm(request.POST if "code" in request.POST else None, initial={"code": one.code, "name": one.name})
    wrong: CoverForm | None = None
    if request.method == "POST" and "code" in request.POST and form.is_valid():
        asked = {field: form.cleaned_data[field] for field in ("code", "name", "end")}
        if tried(request, form, change_grid, grid=one, **asked):
            return redirect("register:grids")
    elif request.method == "POST" and "estate" in request.POST:
        estate = Estate.objects.filter(code=request.POST["estate"], community=one.community).first()
        if estate is None:
            raise NotHere
        wrong = CoverForm(request.POST, buildings=_buildings(estate))
        if wrong.is_valid():
            numbers = [int(number) for number in wrong.cleaned_data["buildings"]]
            part = {"whole": wrong.cleaned_data["whole"], "buildings": numbers}
            if tried(request, wrong, cover_grid, grid=one, estate=estate, **part):
                return redirect("register:grid", grid_id=one.pk)
    covers = list(places.covers_of(one))
    parts = []
    for estate in Estate.objects.filter(community=one.community, ended_on__isnull=True).order_by("name"):
        mine = [c for c in covers if c.estate_id == estate.pk]
        first = {
            "estate": estate.code,
            "whole": any(c.building_id is None for c in mine),
            "buildings": [str(c.building_id) for c in mine if c.building_id],
        }
        given = wrong if wrong is not None and wrong.data.get("estate") == estate.code else None
        parts.append(
            {
                "estate": estate,
                "covered": bool(mine),
                "form": given or CoverForm(buildings=_buildings(estate), initial=first, auto_id=f"id_{estate.code}_%s"),
            }
        )
    context = {"one": one, "form": form, "parts": parts, "words": cover_words(one)}
    return render(request, "register/desk/grid.html", context, status=422 if form.errors or wrong else 200)


def _buildings(estate: Estate) -> list[Building]:
    return list(Building.objects.filter(estate=estate).order_by("pk"))


def cover_words(grid: Grid) -> str:
    """What a grid covers, in words."""
    names: dict[str, list[str]] = {}
    for cover in places.covers_of(grid):
        names.setdefault(cover.estate.name, []).extend([cover.building.name] if cover.building else [])
    parts = [f"{name}（{'、'.join(some)}）" if some else name for name, some in names.items()]
    return "；".join(parts) or _("还没有划入小区")
