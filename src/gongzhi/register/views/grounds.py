"""The ground of an estate at the desk: what it is, its levels, versions, phases and modes by date."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.kernel import keys
from gongzhi.people.access import desk_of_estate
from gongzhi.places import queries as places
from gongzhi.places.models import Building, Estate
from gongzhi.places.states import FixState
from gongzhi.register import access
from gongzhi.register.actions.change_phase import change_phase
from gongzhi.register.actions.decide_management_fix import decide_management_fix
from gongzhi.register.actions.propose_management_fix import propose_management_fix
from gongzhi.register.actions.redraw_estate import redraw_estate
from gongzhi.register.actions.register_phase import register_phase
from gongzhi.register.actions.set_level import set_level
from gongzhi.register.forms.grounds import FixForm, LevelForm, PhaseForm, VersionForm
from gongzhi.register.queries.grounds import mode_words
from gongzhi.register.views.frame import sent_key, tried
from gongzhi.register.views.ground_frame import ground
from gongzhi.web.door import Entered, door


@door(desk_of_estate)
def about(request: Entered, code: str) -> HttpResponse:
    """What the estate is today and what it was: kind, mode, level, phases, versions, grids, where it came from."""
    estate = request.here
    return _about(request, estate, LevelForm(initial={"level": estate.level}))


@door(access.worker_of, "POST")
def level(request: Entered, code: str) -> HttpResponse:
    """Sets the level of use."""
    form = LevelForm(request.POST)
    asked = {"level": form.cleaned_data["level"], "reason": form.cleaned_data["reason"]} if form.is_valid() else None
    if asked and tried(request, form, set_level, estate=request.here, **asked):
        return redirect("register:ground", code=code)
    return _about(request, request.here, form)


def _about(request: Entered, estate: Estate, form: LevelForm) -> HttpResponse:
    me = keys.pseudonym(estate.pk, request.person.pk)
    versions = list(estate.versions.all())
    fixes = estate.management_fixes.filter(state=FixState.OPEN)
    return ground(
        request,
        "ground",
        estate,
        form=form,
        facts=[
            (_("小区类型"), estate.get_kind_display()),
            (_("管理方式"), mode_words(estate)),
            (_("使用级别"), estate.get_level_display()),
            (_("所在社区"), estate.community.name),
            (_("楼栋"), _("%(n)s 幢") % {"n": estate.buildings.count()}),
            (_("网格"), _grids(estate)),
        ],
        levels=list(estate.level_spells.all()),
        modes=list(estate.management_spells.all()),
        fixes=[{"row": fix, "mine": fix.proposed_by == me} for fix in fixes],
        versions=[{"row": v, "buildings": "、".join(places.buildings_of(v))} for v in reversed(versions)],
        phases=list(estate.phases.order_by("pk").prefetch_related("buildings")),
        came_from=places.predecessors_of(estate),
        went_to=places.successors_of(estate),
        waiting=places.open_items([estate]).get(estate.pk, 0),
    )


def _grids(estate: Estate) -> str:
    names = [f"{c.grid.name}{f'（{c.building.name}）' if c.building else ''}" for c in places.grids_of(estate)]
    return "、".join(names) or _("还没有划入")


@door(access.worker_of, "GET", "POST")
def version(request: Entered, code: str) -> HttpResponse:
    """Begins the next version of the estate."""
    estate = request.here
    now = estate.versions.filter(until_on__isnull=True).first()
    first = {"name": estate.name, "boundary": now.boundary if now else ""}
    form = VersionForm(request.POST or None, request.FILES or None, initial=first)
    if request.method == "POST" and form.is_valid():
        asked = {field: form.cleaned_data[field] for field in ("name", "boundary", "from_on")}
        if tried(request, form, redraw_estate, estate=estate, **asked, **form.paper()):
            return redirect("register:ground", code=code)
    return ground(request, "version", estate, form=form)


@door(access.worker_of, "GET", "POST")
def phases(request: Entered, code: str) -> HttpResponse:
    """The phases of the estate; registers another one."""
    estate = request.here
    free = Building.objects.filter(estate=estate, phase__isnull=True).order_by("pk")
    form = PhaseForm(request.POST or None, buildings=free)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(request, form, register_phase, estate=estate, **form.asked())
    ):
        return redirect("register:phases", code=code)
    rows = list(estate.phases.order_by("pk").prefetch_related("buildings"))
    return ground(request, "phases", estate, form=form, phases=rows)


@door(access.worker_of, "GET", "POST")
def phase(request: Entered, code: str, phase_id: int) -> HttpResponse:
    """Changes one phase: delivery, name, buildings."""
    estate = request.here
    one = access.get_phase_for(estate, phase_id)
    rows = [b for b in Building.objects.filter(estate=estate).order_by("pk") if b.phase_id in (None, one.pk)]
    first = {
        "name": one.name,
        "delivered_on": one.delivered_on,
        "buildings": [str(b.pk) for b in rows if b.phase_id == one.pk],
    }
    form = PhaseForm(request.POST or None, buildings=rows, initial=first)
    if request.method == "POST" and form.is_valid() and tried(request, form, change_phase, phase=one, **form.asked()):
        return redirect("register:phases", code=code)
    return ground(request, "phase", estate, form=form, one=one)


@door(access.keeper_of, "GET", "POST")
def fixes(request: Entered, code: str) -> HttpResponse:
    """Proposes to correct a mode of management that was registered wrongly."""
    estate = request.here
    form = FixForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {"mode": form.cleaned_data["mode"], "reason": form.cleaned_data["reason"]}
        if tried(request, form, propose_management_fix, estate=estate, **asked):
            return redirect("register:ground", code=code)
    return ground(request, "fix", estate, form=form)


@door(access.keeper_of, "POST")
def decide_fix(request: Entered, code: str, fix_id: int) -> HttpResponse:
    """Accepts or refuses a correction as the second person."""
    fix = access.get_fix_for(request.here, fix_id)
    decide_management_fix(
        fix=fix,
        accept=request.POST.get("answer") == "accept",
        by=request.person,
        at=request.at,
        idempotency_key=sent_key(request),
    )
    return redirect("register:ground", code=code)
