"""The owner's own page: my units, who speaks for us, who looked at my data, what is wrong."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongzhi.kernel.area import shown_area
from gongzhi.kernel.errors import NotHere
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.actions.ask_correction import ask_correction
from gongzhi.register.actions.release_claim import release_claim
from gongzhi.register.forms import AskForm
from gongzhi.register.models import Claim, Correction, Elector
from gongzhi.register.queries.corrections import words_of
from gongzhi.register.queries.looks import looks_at
from gongzhi.register.views.frame import sent_key, tried
from gongzhi.web.dates import cndatetime
from gongzhi.web.door import Entered, door


@door(access.owner_of)
def mine(request: Entered, code: str) -> HttpResponse:
    """Everything the register keeps about the electors for which the person speaks."""
    estate: Estate = request.here
    electors = queries.with_label(queries.electors_of(request.person, estate).filter(ended_on__isnull=True))
    context = {
        "estate": {"name": estate.name, "code": code, "url": f"/e/{code}/"},
        "code": code,
        "back": {"url": "/home/", "label": _("我的小区")},
        "mine": [_elector(request, elector) for elector in electors],
        "duty_phone": estate.duty_phone,
    }
    return render(request, "register/owner/mine.html", context)


@door(access.owner_of, "POST")
def release(request: Entered, code: str, claim_id: int) -> HttpResponse:
    """Stops speaking for an elector."""
    claim = Claim.objects.filter(pk=claim_id, estate=request.here, person_id=request.person.pk).first()
    if claim is None:
        raise NotHere
    release_claim(claim=claim, by=request.person, at=request.at, idempotency_key=sent_key(request))
    if queries.electors_of(request.person, request.here).exists():
        return redirect("register:mine", code=code)
    return redirect("register:claim", code=code)


@door(access.owner_of, "GET", "POST")
def ask(request: Entered, code: str, unit_id: int) -> HttpResponse:
    """Asks for a correction of one's own unit."""
    estate: Estate = request.here
    unit = access.get_unit_for(estate, unit_id)
    elector = queries.elector_of_unit(unit)
    if elector is None or not queries.electors_of(request.person, estate).filter(pk=elector.pk).exists():
        raise NotHere
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if tried(request, form, ask_correction, unit=unit, what=data["what"], text=data["text"]):
            return redirect("register:mine", code=code)
    context = {
        "back": {"url": f"/e/{code}/mine/", "label": _("我的房屋")},
        "estate": {"name": estate.name},
        "unit": unit,
        "area": shown_area(unit.area),
        "form": form,
    }
    return render(request, "register/owner/ask.html", context, status=422 if form.errors else 200)


def _elector(request: Entered, elector: Elector) -> dict[str, Any]:
    units = queries.units_of_elector(elector)
    claims = list(queries.claims_of(elector))
    people = {p.pk: p for p in Person.objects.filter(pk__in={claim.person_id for claim in claims})}
    corrections = Correction.objects.filter(unit__in=units).select_related("unit").order_by("-pk")[:20]
    return {
        "units": [{"pk": u.pk, "door": u.door, "kind": u.kind, "area": shown_area(u.area)} for u in units],
        "total": shown_area(sum(unit.area for unit in units)),
        "owners": queries.masked_of(elector),
        "claim": next((c for c in claims if c.until_at is None), None),
        "bindings": [_binding(claim, people) for claim in claims],
        "looks": looks_at(elector, at=request.at),
        "corrections": [{"row": c, "words": words_of(c), "door": c.unit.door} for c in corrections],
    }


def _binding(claim: Claim, people: dict[int, Person]) -> dict[str, Any]:
    tail = queries.tail(people[claim.person_id].number()) if claim.person_id in people else ""
    until = _("%(from)s 起") if claim.until_at is None else _("%(from)s 至 %(until)s")
    return {
        "title": _("尾号 %(tail)s 的手机") % {"tail": tail},
        "text": f"{claim.get_way_display()}；"
        + until % {"from": cndatetime(claim.from_at), "until": cndatetime(claim.until_at) if claim.until_at else ""},
        "state": "now" if claim.until_at is None else "done",
    }
