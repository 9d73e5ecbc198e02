"""A member's own pages: my seats, what I show of myself, what I hand on, how I answer, how I leave."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.answer_recall import answer_recall
from gongzhi.bodies.actions.delegate_power import delegate_power
from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.actions.revoke_delegation import revoke_delegation
from gongzhi.bodies.actions.show_party import show_party
from gongzhi.bodies.actions.show_phone import show_phone
from gongzhi.bodies.forms.offices import AnswerForm, DelegateForm, ReasonForm, ResignForm, ShownForm
from gongzhi.bodies.models import Appointment, Delegation, Recall
from gongzhi.bodies.queries.caretaking import grants
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standings import Standing, standing, standings
from gongzhi.bodies.states import RecallState
from gongzhi.bodies.views.offices_frame import tried
from gongzhi.bodies.views.offices_seats import delegation_lines, facts_of
from gongzhi.kernel.clock import law_day
from gongzhi.people.access import signed_in
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm
from gongzhi_law import terms
from gongzhi_law.bodies import BodyKind
from gongzhi_law.powers import POWER_NAMES
from gongzhi_law.terms import Step

OPEN = (RecallState.PROPOSED, RecallState.ANSWERED)


@door(signed_in)
def offices(request: Entered) -> HttpResponse:
    """Every seat I hold or held, and what was handed to me."""
    person: Person = request.here
    on = law_day(request.at)
    rows = list(
        Appointment.objects.filter(person_id=person.pk)
        .select_related("body__estate__community", "body__division", "seat", "term")
        .order_by("-from_on", "-pk")
    )
    known = standings({row.body for row in rows}, on=on)
    to_me = Delegation.objects.filter(to_person_id=person.pk, revoked_on__isnull=True, until_on__gt=on)
    context = {
        "back": {"url": "/home/", "label": _("我的小区")},
        "now": [{"row": r, "standing": known[r.body_id]} for r in rows if r.ended_on is None or r.ended_on > on],
        "past": [r for r in rows if r.ended_on is not None and r.ended_on <= on],
        "asked": Recall.objects.filter(appointment__person_id=person.pk, state=RecallState.PROPOSED).count(),
        "to_me": [
            {
                "title": row.body.name,
                "powers": "、".join(POWER_NAMES[p] for p in POWER_NAMES if p.value in row.powers),
                "until": row.last_on,
                "limit": row.limit_words,
            }
            for row in to_me.select_related("body").order_by("until_on")
        ],
    }
    return render(request, "bodies/offices/own.html", context)


@door(access.get_own_seat)
def office(request: Entered, appointment_id: int) -> HttpResponse:
    """One seat of mine: what I may do in it, what is asked of me, what I chose."""
    held: Appointment = request.here
    on = law_day(request.at)
    now = standing(held.body, on=on)
    context = {
        "back": {"url": reverse("bodies:own_offices"), "label": _("我的任职")},
        "held": held,
        "body": held.body,
        "standing": now,
        "facts": facts_of(held),
        "powers": [] if held.seat.alternate or held.ended_on else _powers(now, on),
        "recalls": list(held.recalls.filter(state__in=OPEN)) if held.estate_id else [],
        "delegations": [line for line in delegation_lines(held) if line["row"].revoked_on is None],
        "may_delegate": access.sits_in(request.person, held.body, at=request.at, seat=held) and held.estate_id,
        "suspension": held.suspensions.filter(lifted_on__isnull=True).first(),
    }
    return render(request, "bodies/offices/own_seat.html", context)


def _powers(now: Standing, on: date) -> list[dict[str, Any]]:
    return [
        {"words": POWER_NAMES[grant.power], "cosign": grant.cosign, "acting": grant.acting, "cite": grant.cite}
        for grant in grants(now, on=on)
        if grant.granted
    ]


@door(access.get_own_seat, "GET", "POST")
def resign(request: Entered, appointment_id: int) -> HttpResponse:
    """Leaves the seat by one's own written word."""
    held: Appointment = request.here
    on = law_day(request.at)
    steps = terms.handover(
        BodyKind(held.body.kind), event="member_ended", event_on=on, on=on, place=place_of(held.body)
    )
    return _own(
        request,
        ResignForm(request.POST or None, initial={"on": on}),
        resign_seat,
        notes=steps,
        heading=_("书面辞职"),
        sub=_("辞职不用谁批准，从您写的那一天起生效；身份随之终止，手里的资料、印章要移交。"),
        word=_("提交辞职"),
    )


@door(access.get_own_seat, "GET", "POST")
def answer(request: Entered, appointment_id: int) -> HttpResponse:
    """Answers a proposal to recall oneself."""
    held: Appointment = request.here
    recall = held.recalls.filter(state=RecallState.PROPOSED).first()
    return _own(
        request,
        AnswerForm(request.POST or None),
        answer_recall,
        heading=_("对罢免提议申辩"),
        sub=_("提议的理由：%(ground)s") % {"ground": recall.ground if recall else "–"},
        word=_("提交申辩"),
    )


@door(access.get_own_seat, "GET", "POST")
def delegate(request: Entered, appointment_id: int) -> HttpResponse:
    """Hands some powers to another person for a while."""
    held: Appointment = request.here
    at: datetime = request.at
    own = [grant.power for grant in grants(standing(held.body, on=law_day(at)), on=law_day(at)) if grant.granted]
    return _own(
        request,
        DelegateForm(request.POST or None, powers=own, initial={"from_on": law_day(at)}),
        delegate_power,
        heading=_("委托别人办理"),
        sub=_("只能委托您自己现在有的权限，有期限，随时可以撤回；您卸任，委托也终止。会议表决不能委托。"),
        word=_("委托"),
    )


@door(access.get_own_delegation, "GET", "POST")
def revoke(request: Entered, delegation_id: int) -> HttpResponse:
    """Takes powers back."""
    given: Delegation = request.here
    return _own(
        request,
        ReasonForm(request.POST or None),
        revoke_delegation,
        heading=_("撤回委托"),
        sub=_("从现在起，受托人不能再办理；%(day)s以前办的仍然算数。") % {"day": cndate(law_day(request.at))},
        word=_("撤回"),
        asked={"delegation": given},
        seat=given.appointment_id,
    )


@door(access.get_own_seat, "GET", "POST")
def shown(request: Entered, appointment_id: int) -> HttpResponse:
    """Chooses what the public page shows of oneself."""
    held: Appointment = request.here
    form = ShownForm(request.POST or None, initial={"phone": held.shown_phone, "party": held.party_shown})
    if request.method == "POST" and form.is_valid():
        data, key = form.cleaned_data, form.key
        asked: dict[str, Any] = {"appointment": held, "by": request.person, "at": request.at}
        if data["phone"] != held.shown_phone:
            show_phone(phone=data["phone"], idempotency_key=f"p{key}"[:64], **asked)
        if data["party"] != held.party_shown:
            show_party(shown=data["party"], idempotency_key=f"d{key}"[:64], **asked)
        return redirect("bodies:own_office", appointment_id=held.pk)
    return _page(
        request,
        form,
        None,
        heading=_("公开页上写什么"),
        sub=_("姓名和职务因任职公开；手机号、是不是党员，由您自己选，随时可以撤下。"),
        word=_("保存"),
        back=reverse("bodies:own_office", args=[held.pk]),
    )


def _own(
    request: Entered,
    form: GzForm,
    act: Any,
    *,
    heading: str,
    sub: str,
    word: str,
    asked: dict[str, Any] | None = None,
    seat: int | None = None,
    notes: Sequence[Step] = (),
) -> HttpResponse:
    pk = seat or request.here.pk
    back = reverse("bodies:own_office", args=[pk])
    given = {"appointment": request.here} if asked is None else asked
    result, refused = tried(request, form, act, given)
    if result is not None:
        return redirect(back)
    return _page(request, form, refused, heading=heading, sub=sub, word=word, back=back, notes=notes)


def _page(
    request: Entered,
    form: GzForm,
    refused: Any,
    *,
    heading: str,
    sub: str,
    word: str,
    back: str,
    notes: Sequence[Step] = (),
) -> HttpResponse:
    context = {
        "back": {"url": back, "label": _("我的任职")},
        "form": form,
        "refused": refused,
        "heading": heading,
        "sub": sub,
        "word": word,
        "notes": notes,
    }
    wrong = form.is_bound and bool(form.errors)
    return render(request, "bodies/offices/own_act.html", context, status=409 if refused else 422 if wrong else 200)
