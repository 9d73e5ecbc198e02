"""Sealed letters: codes for owners who cannot be reached by phone."""

from django.http import HttpResponse

from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.actions.issue_letter_codes import issue_letter_codes
from gongzhi.register.queries.units import elector_ids, elector_lines, unreached_ids
from gongzhi.register.views.frame import desk, page_of
from gongzhi.web.door import Entered, door


@door(access.keeper_of, "GET", "POST")
def letters(request: Entered, code: str) -> HttpResponse:
    """Choose electors; the codes are shown once, to be printed, and cannot be shown again."""
    estate: Estate = request.here
    everyone = request.GET.get("all") == "1"
    page = page_of(request, elector_ids(estate) if everyone else unreached_ids(estate))
    issued = []
    if request.method == "POST":
        wanted = [int(number) for number in request.POST.getlist("elector") if number.isdecimal()]
        electors = list(queries.current_electors(estate).filter(pk__in=wanted))
        issued = issue_letter_codes(estate=estate, electors=electors, by=request.person, at=request.at)
    return desk(
        request,
        "desk/letters",
        estate,
        "letters",
        page=page,
        lines=elector_lines(page.object_list),
        issued=issued,
        everyone=everyone,
    )
