"""The acts on a body in the making, each on its own page: sides, answers, guidance, the list, the completion, giving up."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.abandon_formation import abandon_formation
from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.ask_side import ask_side
from gongzhi.bodies.actions.complete_formation import complete_formation
from gongzhi.bodies.actions.give_guidance import give_guidance
from gongzhi.bodies.actions.record_side_answer import record_side_answer
from gongzhi.bodies.actions.send_for_guidance import send_for_guidance
from gongzhi.bodies.forms.formation import (
    AbandonForm,
    AnnounceForm,
    CompleteForm,
    GuidanceForm,
    SideAnswerForm,
    SidesForm,
)
from gongzhi.bodies.models import Body, Formation, FormationSide
from gongzhi.bodies.views.formation_frame import formation_act, page_of
from gongzhi.kernel.clock import law_day
from gongzhi.web.door import Entered, door
from gongzhi_law import formation as law
from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition_facts import SIDES


@door(access.get_formation_for, "POST")
def ask(request: Entered, code: str, serial: int) -> HttpResponse:
    """Invites the sides that were ticked, each by its own letter."""
    found: Formation = request.here
    form = SidesForm(request.POST, sides=list(SIDES))
    if form.is_valid():
        for side in form.cleaned_data["side"]:
            key = f"{form.key[:40]}-{SIDES.index(side)}"
            ask_side(formation=found, side=side, by=request.person, at=request.at, idempotency_key=key)
    return redirect(page_of(found) + "#sides")


@door(access.get_side_for, "GET", "POST")
def answer(request: Entered, code: str, serial: int, side_id: int) -> HttpResponse:
    """Writes down what a unit answered."""
    side: FormationSide = request.here
    return formation_act(
        request,
        side.formation,
        SideAnswerForm(request.POST or None, kind=side.formation.kind),
        record_side_answer,
        heading=_("%(side)s的答复") % {"side": side.side},
        sub=_("不派员不影响组建，会如实公示。"),
        word=_("登记答复"),
        side=side,
    )


@door(access.get_formation_for, "POST")
def send(request: Entered, code: str, serial: int) -> HttpResponse:
    """Sends the plan to the departments."""
    key = request.POST.get("idempotency_key") or None
    send_for_guidance(formation=request.here, by=request.person, at=request.at, idempotency_key=key)
    return redirect(page_of(request.here))


@door(access.get_formation_for, "GET", "POST")
def guide(request: Entered, code: str, serial: int) -> HttpResponse:
    """A department gives its guidance."""
    found: Formation = request.here
    return formation_act(
        request,
        found,
        GuidanceForm(request.POST or None),
        give_guidance,
        heading=_("提出指导意见"),
        sub=found.plan,
        cite=law.guidance(law_day(request.at), found.estate.place).cite,
        word=_("提出"),
        formation=found,
    )


@door(access.get_formation_for, "GET", "POST")
def announce(request: Entered, code: str, serial: int) -> HttpResponse:
    """Makes the list public for the days of the place, or for the proposed ones confirmed here."""
    found: Formation = request.here
    rule = law.list_days(BodyKind(found.kind), law_day(request.at), found.estate.place)
    unit = _("个工作日") if rule and rule.workdays else _("日")
    words = (
        _("当地没有见到规定，建议 %(n)s %(unit)s。") if rule and rule.proposed else _("当地规定不少于 %(n)s %(unit)s。")
    )
    return formation_act(
        request,
        found,
        AnnounceForm(request.POST or None, initial={"days": rule.days if rule else None}),
        announce_formation,
        heading=_("公示名单"),
        sub=words % {"n": rule.days, "unit": unit} if rule else "",
        cite=str(rule.answer.cite) if rule and not rule.proposed else "",
        word=_("公示"),
        formation=found,
    )


@door(access.get_formation_for, "GET", "POST")
def complete(request: Entered, code: str, serial: int) -> HttpResponse:
    """Writes down that the body stands, with its term, its members and its filing."""
    found: Formation = request.here
    filed = found.kind == Body.Kind.INTERIM
    return formation_act(
        request,
        found,
        CompleteForm(request.POST or None, filed=filed, initial={"filed_on": law_day(request.at)}),
        complete_formation,
        heading=_("办理成立"),
        sub=_("成员的身份从今天起；物管会一律标明代行。") if filed else _("成员的身份从今天起。"),
        word=_("成立"),
        formation=found,
    )


@door(access.get_formation_for, "GET", "POST")
def abandon(request: Entered, code: str, serial: int) -> HttpResponse:
    """Gives the forming up."""
    found: Formation = request.here
    return formation_act(
        request,
        found,
        AbandonForm(request.POST or None),
        abandon_formation,
        heading=_("不再组建"),
        word=_("终止组建"),
        formation=found,
    )
