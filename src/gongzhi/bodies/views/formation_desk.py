"""The desk of forming a body: what is in the making, opening one, its steps, its sides, its list, its completion."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.open_formation import open_formation
from gongzhi.bodies.forms.formation import (
    OpenForm,
    SidesForm,
)
from gongzhi.bodies.models import Appointment, Body, Formation, FormationSide
from gongzhi.bodies.queries.findings import shown
from gongzhi.bodies.queries.formation_facts import report_of_formation, sides_to_ask
from gongzhi.bodies.queries.formations import guidance_line, steps_of_formation
from gongzhi.bodies.queries.handing_over import proposals
from gongzhi.bodies.queries.slates import objections_to
from gongzhi.bodies.queries.triggers import Trigger, triggers_of
from gongzhi.bodies.states import FormationState
from gongzhi.bodies.views.formation_frame import given_page, page_of, title_of
from gongzhi.bodies.views.offices_frame import place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, Renovation
from gongzhi.web.dates import cnday
from gongzhi.web.door import Entered, door
from gongzhi_law.composition_facts import SIDES

F, A = FormationState, FormationSide.Answer
BADGES = {F.DRAFTED: "due", F.GUIDANCE: "due", F.ANNOUNCED: "due", F.FORMED: "done", F.ABANDONED: "line"}
ANSWERS = {A.ASKED: "due", A.JOINED: "done", A.ABSENT: "line", A.REFUSED: "line"}


@door(desk_of_estate)
def formations(request: Entered, code: str) -> HttpResponse:
    """What is in the making in this estate, what has done its work and is to be ended, and what may be opened."""
    estate: Estate = request.here
    rows = Formation.objects.filter(estate=estate).select_related("estate").order_by("-serial")
    done = proposals([estate.pk], on=law_day(request.at))
    kinds = access.formable(request.person, estate, at=request.at)
    context = {
        **place_of_page(estate),
        "rows": [(row, page_of(row), BADGES[F(row.state)]) for row in rows],
        "proposals": [
            (
                one,
                reverse("bodies:conclude", args=[code, one.body.pk]),
                access.records(request.person, one.body, at=request.at),
            )
            for one in done
        ],
        "kinds": [(Body.Kind(kind).label, reverse("bodies:new_formation", args=[code, kind])) for kind in kinds],
        "renovations": Renovation.objects.filter(estate=estate).order_by("-from_on").count(),
        "renewing": Body.objects.filter(estate=estate, kind=Body.Kind.COMMITTEE).exclude(state="ended").exists(),
    }
    return render(request, "bodies/formation/formations.html", context)


@door(desk_of_estate, "GET", "POST")
def new_formation(request: Entered, code: str, kind: str) -> HttpResponse:
    """Opens the forming of a body of this kind on a ground of the place; what the data say stands beside each."""
    estate: Estate = request.here
    if kind not in access.FORMERS:
        raise NotHere
    on = law_day(request.at)
    found = triggers_of(estate, kind, on=on)
    termed = kind == Body.Kind.INTERIM
    form = OpenForm(
        request.POST or None,
        request.FILES or None,
        triggers=[(one.ground.id, one.ground.words) for one in found],
        termed=termed,
    )
    label = Body.Kind(kind).label
    context = {
        "kind": kind,
        "heading": _("组建%(kind)s") % {"kind": label},
        "triggers": [(one, _holds(one)) for one in found],
        "crumb": {"label": _("组建"), "url": reverse("bodies:desk_formations", args=[code])},
    }
    return given_page(
        request,
        form,
        open_formation,
        "bodies/formation/open.html",
        here=estate,
        done=page_of,
        context=context,
        estate=estate,
        kind=kind,
    )


def _holds(one: Trigger) -> tuple[str, str]:
    words = {True: (_("数据相符"), "done"), False: (_("数据不符"), "urgent"), None: (_("须写明凭据"), "due")}
    return words[one.holds]


@door(access.get_formation_for)
def formation(request: Entered, code: str, serial: int) -> HttpResponse:
    """The steps with who, until when and under which source; sides, findings, guidance, objections; the one thing to do now."""
    found: Formation = request.here
    on = law_day(request.at)
    steps = steps_of_formation(found, on=on)
    prepares = _prepares(request, found)
    sides = list(found.sides.order_by("entry", "pk"))
    names = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in=[s.person_id for s in sides if s.person_id])}
    before = found.state in (F.DRAFTED, F.GUIDANCE)
    context = {
        **place_of_page(found.estate),
        "formation": found,
        "crumb": {"label": _("组建"), "url": reverse("bodies:desk_formations", args=[code])},
        "heading": title_of(found),
        "steps": [{"name": s.name, "note": s.note, "state": s.state} for s in steps],
        "plan": steps,
        "first": _first(request, found, steps, prepares=prepares),
        "sides": [(side, names.get(side.person_id or 0, ""), ANSWERS[A(side.answer)], _role(side)) for side in sides],
        "may_ask": prepares and before,
        "ask_form": SidesForm(sides=_suggested(found, on)),
        "findings": shown(report_of_formation(found, on=on)) if sides and found.state != F.ABANDONED else [],
        "guidance": list(found.guidance.order_by("pk")),
        "guidance_line": guidance_line(found, on=on),
        "may_guide": _guides(request, found),
        "objections": objections_to(found),
        "reads": prepares,
        "may_abandon": prepares and found.state not in (F.FORMED, F.ABANDONED),
    }
    return render(request, "bodies/formation/formation.html", context)


def _suggested(found: Formation, on: Any) -> list[str]:
    """The sides of the place first, the others after them."""
    named = sides_to_ask(found, on=on)
    return [*named, *(side for side in SIDES if side not in named)]


def _role(side: FormationSide) -> str:
    return str(dict(Appointment.Role.choices).get(side.role, "")) if side.role else ""


def _prepares(request: Entered, found: Formation) -> bool:
    kinds = access.FORMERS[Body.Kind(found.kind)]
    return access.holds_any_in(request.person, kinds, found.estate, None, at=request.at)


def _guides(request: Entered, found: Formation) -> bool:
    holds = access.holds_in(request.person, access.K.DEPARTMENT, found.estate, None, at=request.at)
    return holds and found.guidance_on is not None and found.state in (F.GUIDANCE, F.ANNOUNCED)


def _first(request: Entered, found: Formation, steps: list[Any], *, prepares: bool) -> dict[str, Any] | None:
    """The one thing to do now; without a button for those who only watch, or while days run."""
    step = next((one for one in steps if one.state == "now"), None)
    if step is None:
        return None
    texts = {
        "sides": _("请各方派员；谁没有答复、谁不参加，都如实公示，不影响组建。"),
        "send": _("报社会工作部门、住建部门指导；到期没有意见，组建照常继续。"),
        "guide": _("等部门提出指导意见；到期没有意见，组建照常继续，可以先公示名单。"),
        "announce": _("公示成员、各方答复和指导情况。"),
        "wait": _("名单正在公示，期满的次日可以办理成立。"),
        "complete": _("成立、届次、成员和备案一次办完，成员的身份从今天起。"),
    }
    first = {
        "title": step.name,
        "text": texts[step.key],
        "cite": step.cite,
        "badge": _("到%(day)s") % {"day": cnday(step.due_on)} if step.due_on else "",
        "note": step.who,
    }
    if not prepares or step.key in ("wait", "sides"):
        return first
    if step.key == "guide":
        return {**first, "action": _("公示名单"), "action_url": page_of(found, "announce_formation")}
    if step.key == "send":
        return {**first, "action": _("报部门指导"), "action_url": page_of(found, "send_for_guidance"), "post": True}
    words = {"announce": _("公示名单"), "complete": _("办理成立")}
    return {**first, "action": words[step.key], "action_url": page_of(found, f"{step.key}_formation")}
