"""The rules an estate adopted: open to everyone, recorded and confirmed on its desk."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from gongzhi.kernel.clock import law_day
from gongzhi.norms import access
from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.norms.actions.decline_rules import decline_rules
from gongzhi.norms.actions.record_rules import record_rules
from gongzhi.norms.forms.rules import ReasonForm, RulesForm
from gongzhi.norms.models import AdoptedRules
from gongzhi.norms.queries.adopted import adoptable, in_effect, rules_of, values_of, waiting
from gongzhi.norms.queries.shown import badge_of, in_force, value_words
from gongzhi.norms.views.attempt import Attempt, attempt, show
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm
from gongzhi.web.public_tabs import public_tabs
from gongzhi_law.params import get


@door(access.estate_public)
def rules(request: Entered, code: str) -> HttpResponse:
    """What the owners agreed on: texts in effect with every number and its sentence, and what is left open."""
    estate, on = request.here, law_day(request.at)
    texts = in_effect(estate, on=on)
    values = values_of(texts)
    settled = {row.parameter for row in values}
    return show(
        request,
        "public/rules",
        estate=estate,
        nav=public_tabs(code, "rules/"),
        page_url=f"{settings.PUBLIC_ADDRESS}{reverse('norms:rules', args=[code])}",
        texts=[shown(text, values) for text in texts],
        coming=[text for text in rules_of(estate) if text.effective_on > on],
        earlier=[text for text in rules_of(estate).filter(effective_on__lte=on) if text not in texts],
        left=[
            {"shown": row, "badge": badge_of(row.strength) if row.strength else None}
            for parameter in adoptable()
            if parameter.name not in settled
            for row in [in_force(parameter, on=on, place=estate.place)]
        ],
    )


@door(access.public_rules)
def rules_text(request: Entered, code: str, rules_id: int) -> HttpResponse:
    """One adopted text whole."""
    found: AdoptedRules = request.here
    return show(
        request,
        "public/rules_text",
        estate=found.estate,
        nav=public_tabs(code, "rules/"),
        text=shown(found, values_of([found])),
    )


@door(access.rules_desk)
def desk(request: Entered, code: str) -> HttpResponse:
    """What waits for a second person, what binds, and where to record."""
    estate, on = request.here, law_day(request.at)
    return show(
        request,
        "desk/rules",
        estate=estate,
        waiting=[_waiting(text, request) for text in waiting(estate)],
        texts=in_effect(estate, on=on),
        may_record=access.office_in(request.person, estate, at=request.at) in access.RECORDERS,
    )


@door(access.rules_desk, "GET", "POST")
def record(request: Entered, code: str) -> HttpResponse:
    """Records rules adopted before the system."""
    estate = request.here
    form = RulesForm(request.POST or None, request.FILES or None, on=law_day(request.at), place=estate.place)
    names = ("kind", "title", "text", "adopted_on", "effective_on", "old_decision")
    asked: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        asked = {name: form.cleaned_data[name] for name in names} | {"values": form.settled()}
        if upload:
            asked |= {"file_name": upload.name, "content": upload.read(), "content_type": upload.content_type or ""}
    tried = attempt(request, form, record_rules, estate=estate, **asked)
    if tried.done:
        return redirect("norms:one_rules", code, tried.done.pk)
    return show(request, "desk/record_rules", tried, estate=estate)


@door(access.get_rules_for)
def one(request: Entered, code: str, rules_id: int) -> HttpResponse:
    """One recorded text with its values, for the second person to compare."""
    return _one(request, request.here, Attempt(ReasonForm()))


@door(access.get_rules_for, "POST")
def confirm(request: Entered, code: str, rules_id: int) -> HttpResponse:
    """The second person's yes."""
    tried = attempt(request, GzForm(request.POST), confirm_rules, rules=request.here)
    if tried.done:
        return redirect("norms:rules", code)
    shown_again = Attempt(ReasonForm())
    shown_again.refused = tried.refused
    return _one(request, request.here, shown_again)


@door(access.get_rules_for, "POST")
def decline(request: Entered, code: str, rules_id: int) -> HttpResponse:
    """The second person's no, with a reason."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    tried = attempt(request, form, decline_rules, rules=request.here, reason=reason)
    if tried.done:
        return redirect("norms:rules_desk", code)
    return _one(request, request.here, tried)


def _one(request: Entered, found: AdoptedRules, tried: Attempt) -> HttpResponse:
    return show(
        request,
        "desk/one_rules",
        tried,
        estate=found.estate,
        text=shown(found, found.values.all()),
        settled=found.confirmations.first(),
        own=found.person_id == request.person.pk,
    )


def _waiting(text: AdoptedRules, request: Entered) -> dict[str, Any]:
    return {"text": text, "own": text.person_id == request.person.pk}


def shown(text: AdoptedRules, values: Any) -> dict[str, Any]:
    """A text with its values in words."""
    return {
        "rules": text,
        "values": [
            {
                "parameter": get(row.parameter),
                "value": value_words(row.parameter, row.value),
                "article": row.article,
                "sentence": row.sentence,
            }
            for row in values
            if row.rules_id == text.pk
        ],
    }
