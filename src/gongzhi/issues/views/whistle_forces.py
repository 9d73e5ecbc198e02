"""The register of forces of a division: who can be called, who acts for them, taking in and off."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.end_force import end_force
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.seat_force import seat_force
from gongzhi.issues.forms.whistle import ForceForm, SeatForm
from gongzhi.issues.forms.working import ReasonForm
from gongzhi.issues.models import Force
from gongzhi.issues.queries.forces import above, forces_in, people_of
from gongzhi.issues.views.frame import tried
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm
from gongzhi_law import matters


@door(whistle_access.get_forces_for)
def forces(request: Entered, division: str) -> HttpResponse:
    """Every force that can be called in the division, by kind, with who acts for it."""
    here: Division = request.here
    rows = list(forces_in(here))
    people = people_of(rows, at=request.at)
    kinds = []
    for kind in Force.Kind:
        own = [_row(request, here, force, people[force.pk]) for force in rows if force.kind == kind]
        kinds.append({"label": kind.label, "rows": own})
    context = {
        "division": here,
        "kinds": kinds,
        "total": len(rows),
        "new_url": reverse("issues:new_force", args=[here.pk]),
    }
    return render(request, "issues/whistle_forces.html", context)


def _row(request: Entered, here: Division, force: Force, people: list[str]) -> dict[str, Any]:
    keeps = whistle_access.keeps_force(request.person, force, at=request.at)
    seats = keeps and force.kind != Force.Kind.DEPARTMENT
    return {
        "force": force,
        "people": people,
        "seat_url": reverse("issues:seat_force", args=[here.pk, force.pk]) if seats else "",
        "end_url": reverse("issues:end_force", args=[here.pk, force.pk]) if keeps else "",
    }


@door(whistle_access.get_forces_for, "GET", "POST")
def new_force(request: Entered, division: str) -> HttpResponse:
    """Registers a force here, a department also in the county."""
    here: Division = request.here
    places = [here, *Division.objects.filter(pk__in=above(here.pk), level="county")]
    asked = [one for one in matters.departments().values() if one.kind == "utility"]
    form = ForceForm(request.POST or None, places=places, utilities={one.word: one.name for one in asked})
    heading, word = _("登记参与力量"), _("登记")
    sub = _("部门、水电气网企业、驻社区单位、群团、社会组织、下沉党员；登记了才能召唤。")
    return _page(request, here, form, register_force, heading, word, sub)


@door(whistle_access.get_force_for, "GET", "POST")
def seat(request: Entered, division: str, force_id: int) -> HttpResponse:
    """Lets one more person act for a force."""
    force: Force = request.here
    form = SeatForm(request.POST or None)
    return _page(request, _here(division), form, seat_force, _("加一位经办人"), _("登记"), force.name, force=force)


@door(whistle_access.get_force_for, "GET", "POST")
def end(request: Entered, division: str, force_id: int) -> HttpResponse:
    """Takes a force off the register."""
    force: Force = request.here
    form = ReasonForm(request.POST or None)
    return _page(request, _here(division), form, end_force, _("移出名册"), _("移出"), force.name, force=force)


def _here(division: str) -> Division:
    found: Division = Division.objects.get(pk=division)
    return found


def _page(
    request: Entered,
    here: Division,
    form: GzForm,
    act: Any,
    heading: str,
    word: str,
    sub: str = "",
    **asked: Any,
) -> HttpResponse:
    done, refused = tried(request, form, act, asked)
    back = reverse("issues:forces", args=[here.pk])
    if done is not None:
        return redirect(back)
    wrong = form.is_bound and bool(form.errors)
    context = {
        "division": here,
        "form": form,
        "refused": refused,
        "heading": heading,
        "word": word,
        "sub": sub,
        "back_url": back,
    }
    return render(request, "issues/whistle_force_act.html", context, status=409 if refused else 422 if wrong else 200)
