"""Corrections at the desk: propose, accept as the second person, answer."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.kernel import keys
from gongzhi.kernel.errors import NotHere
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.actions.accept_correction import accept_correction
from gongzhi.register.actions.propose_correction import propose_correction
from gongzhi.register.actions.refuse_correction import refuse_correction
from gongzhi.register.forms import AnswerForm, ChangeForm
from gongzhi.register.models import Correction, Unit
from gongzhi.register.queries.corrections import shown_change, words_of
from gongzhi.register.queries.masks import masked_name
from gongzhi.register.states import RequestState
from gongzhi.register.views.frame import desk, page_of, sent_key, tried
from gongzhi.web.door import Entered, door

OPEN = (RequestState.OPEN, RequestState.PROPOSED)


@door(access.keeper_of)
def corrections(request: Entered, code: str) -> HttpResponse:
    """Every correction, the open ones first."""
    rows = Correction.objects.filter(estate=request.here).select_related("unit")
    page = page_of(
        request,
        rows.order_by("decided_at", "pk").reverse() if _closed(request) else rows.filter(state__in=OPEN).order_by("pk"),
    )
    lines = [{"row": row, "shown": shown_change(row), "words": words_of(row)} for row in page.object_list]
    return desk(
        request, "desk/corrections", request.here, "corrections", page=page, lines=lines, closed=_closed(request)
    )


def _closed(request: Entered) -> bool:
    return request.GET.get("all") == "1"


@door(access.keeper_of, "GET", "POST")
def correction(request: Entered, code: str, correction_id: int) -> HttpResponse:
    """One correction: what was asked, the change proposed, the answer; refusing needs words."""
    estate = request.here
    one = access.get_correction_for(estate, correction_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if tried(request, form, refuse_correction, correction=one, answer=answer):
            return redirect("register:correction", code=code, correction_id=one.pk)
    me = keys.pseudonym(estate.pk, request.person.pk)
    return desk(
        request,
        "desk/correction",
        estate,
        "corrections",
        form=form,
        one=one,
        words=words_of(one),
        shown=shown_change(one),
        open=one.state in OPEN,
        proposed=one.state == RequestState.PROPOSED,
        mine=me in (one.proposed_by, one.asked_by),
    )


@door(access.keeper_of, "GET", "POST")
def change(request: Entered, code: str, unit_id: int, what: str) -> HttpResponse:
    """Proposes a change of one unit, on the desk's own motion or for a request (`?for=`)."""
    estate = request.here
    unit = access.get_unit_for(estate, unit_id)
    if what not in Correction.What.values or what == Correction.What.CLAIM:
        raise NotHere
    asked = _asked(request, estate, unit)
    held = unit.holdings.filter(until_on__isnull=True).select_related("owner").order_by("owner_id")
    owners = {h.owner_id: h.owner for h in held}
    choices = [(pk, masked_name(o.kind, o.shown_name())) for pk, o in owners.items()]
    form = ChangeForm(request.POST or None, what=what, owners=choices, asked=asked is not None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = tried(
            request,
            form,
            propose_correction,
            unit=unit,
            what=what,
            change=form.change(),
            reason=data.get("reason", ""),
            owner=owners.get(int(data["owner"])) if data.get("owner") else None,
            correction=asked,
        )
        if done:
            return redirect("register:correction", code=code, correction_id=done.pk)
    return desk(
        request,
        "desk/change",
        estate,
        "corrections",
        form=form,
        unit=unit,
        label=Correction.What(what).label,
        words=words_of(asked) if asked else "",
    )


def _asked(request: Entered, estate: Estate, unit: Unit) -> Correction | None:
    number = request.GET.get("for", "")
    if not number.isdecimal():
        return None
    found = access.get_correction_for(estate, int(number))
    if found.unit_id != unit.pk:
        raise NotHere
    return found


@door(access.keeper_of, "POST")
def accept(request: Entered, code: str, correction_id: int) -> HttpResponse:
    """Accepts as the second person."""
    accept_correction(
        correction=access.get_correction_for(request.here, correction_id),
        by=request.person,
        at=request.at,
        idempotency_key=sent_key(request),
    )
    return redirect("register:correction", code=code, correction_id=correction_id)


@door(access.keeper_of, "POST")
def end_claim(request: Entered, code: str, unit_id: int) -> HttpResponse:
    """Proposes that the claim on the elector of a unit ends; a second person accepts."""
    person: Person = request.person
    unit = access.get_unit_for(request.here, unit_id)
    elector = queries.elector_of_unit(unit)
    claim = queries.claim_of(elector) if elector else None
    if claim is None:
        raise NotHere
    done = propose_correction(
        unit=unit,
        what=Correction.What.CLAIM,
        change={"claim": claim.pk},
        reason=request.POST.get("reason") or _("业主到社区说明：现在的认领不是家里商定的人。"),
        by=person,
        at=request.at,
        idempotency_key=sent_key(request),
    )
    return redirect("register:correction", code=code, correction_id=done.pk)
