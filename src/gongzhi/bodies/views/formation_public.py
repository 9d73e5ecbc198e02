"""The public page of a body in the making, and objecting to its list."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.forms.slates import ObjectionForm
from gongzhi.bodies.models import Appointment, Formation, FormationSide
from gongzhi.bodies.queries.findings import shown
from gongzhi.bodies.queries.formation_facts import joined, report_of_formation
from gongzhi.bodies.queries.formations import guidance_line, side_line, steps_of_formation
from gongzhi.bodies.queries.slates import objections_to
from gongzhi.bodies.states import FormationState
from gongzhi.bodies.views.slates_public import attempt, phone
from gongzhi.documents.queries import published
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door, opens
from gongzhi.web.public_tabs import public_tabs
from gongzhi_law import formation as law
from gongzhi_law.bodies import BodyKind

F, A = FormationState, FormationSide.Answer
ROLES = dict(Appointment.Role.choices)


@door(access.public_formation)
def public_formation(request: Entered, code: str, serial: int) -> HttpResponse:
    """Why a body is formed, who sits in it and from where, who did not come, what the departments said, how to object."""
    found: Formation = request.here
    on, estate = law_day(request.at), found.estate
    members = joined(found)
    names = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in=[m.person_id for m in members if m.person_id])}
    public = found.state == F.ANNOUNCED and found.announced_until is not None and on <= found.announced_until
    objection = reverse("bodies:object_to_formation", args=[code, serial])
    context = {
        "formation": found,
        "estate": {"name": estate.name, "place": estate.community.name, "url": f"/e/{estate.code}/"},
        "nav": public_tabs(code, "who/"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{request.path}",
        "heading": _heading(found),
        "steps": [{"name": s.name, "note": s.note, "state": s.state} for s in steps_of_formation(found, on=on)],
        "members": [(names.get(m.person_id or 0, ""), m.side, ROLES.get(m.role, "")) for m in members],
        "lines": [line for line in (side_line(found), guidance_line(found, on=on)) if line],
        "guidance": list(found.guidance.order_by("pk")),
        "findings": [] if found.state == F.ABANDONED else shown(report_of_formation(found, on=on, named=False)),
        "decisions": law.decision_days(BodyKind(found.kind), on, estate.place),
        "objections": objections_to(found),
        "objection_url": objection if public and opens(request.person or None, objection, at=request.at) else "",
        "documents": published(f"formation:{found.pk}", estate.pk),
        "public": True,
        "on": on,
    }
    return render(request, "bodies/formation/public.html", context)


def _heading(found: Formation) -> str:
    words = {"kind": found.get_kind_display()}
    if found.state == F.FORMED:
        return _("%(kind)s已经成立") % words
    if found.state == F.ABANDONED:
        return _("%(kind)s不再组建") % words
    return _("%(kind)s成员名单公示到%(day)s") % {**words, "day": cndate(found.announced_until)}  # type: ignore[arg-type]


@door(access.objector_to_formation, "GET", "POST")
def object_to_formation(request: Entered, code: str, serial: int) -> HttpResponse:
    """An owner objects to who shall sit in the body; it is answered in writing and decides nothing by itself."""
    found: Formation = request.here
    back = reverse("bodies:formation", args=[code, serial])
    form = ObjectionForm(request.POST or None, about=[("members", _("成员的资格"))])
    tried = attempt(request, form, object_to_list, of=found)
    if tried.done is not None:
        return redirect(f"{back}#objections")
    return phone(
        request,
        tried,
        estate=found.estate,
        heading=_("提出异议"),
        sub=_heading(found),
        lead=_("每件都书面答复并公开，不写您的姓名；异议本身不改变名单，由办理的组织依据核实。"),
        word=_("提交异议"),
        back=back,
    )
