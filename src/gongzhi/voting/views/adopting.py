"""From a resolution to the rules of the estate: when they begin, and which numbers they settle."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from gongzhi.kernel.clock import law_day
from gongzhi.voting import access
from gongzhi.voting.actions.adopt_rules import adopt_rules
from gongzhi.voting.forms.adopting import AdoptForm
from gongzhi.voting.models import Resolution
from gongzhi.voting.views.desk_page import attempt, show
from gongzhi.web.door import Entered, door


@door(access.get_resolution_for, "GET", "POST")
def adopt(request: Entered, code: str, serial: int, resolution_id: int) -> HttpResponse:
    """Takes the rules over that the owners adopted, each number with its sentence."""
    row: Resolution = request.here
    form = AdoptForm(
        request.POST or None,
        on=law_day(request.at),
        place=row.estate.place,
        initial={"effective_on": max(row.decided_on, law_day(request.at))},
    )
    asked: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        asked = {"effective_on": form.cleaned_data["effective_on"], "values": form.settled()}
    tried = attempt(request, form, adopt_rules, resolution=row, **asked)
    if tried.done:
        return redirect("norms:rules", code)
    return show(request, "adopt_rules", row.motion.assembly, tried, resolution=row)
