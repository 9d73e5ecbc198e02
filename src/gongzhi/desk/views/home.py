"""The front page for strangers, and the home of a signed-in owner."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.slates import candidacies_of
from gongzhi.bodies.states import CandidateState
from gongzhi.desk.seats import of_seats
from gongzhi.desk.waiting import Vote, homes_of, waiting_for
from gongzhi.issues.access import own_reports
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.joint_access import tables_of
from gongzhi.people.access import signed_in
from gongzhi.people.queries import capacities
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered, anyone, door

A_PAGE = 30
TO_ANSWER = (CandidateState.RECOMMENDED, CandidateState.EXCLUDED)


@door(anyone)
def front(request: Entered) -> HttpResponse:
    """What this is, where one's estate is found, how to sign in; whoever is signed in goes to their own home."""
    if request.person:
        officer = capacities(request.person, at=request.at).exists()
        return redirect("/desk/" if officer else "desk:owner")
    return _estates(request)


@door(anyone)
def find(request: Entered) -> HttpResponse:
    """The list of estates, for those who are signed in too."""
    return _estates(request)


def _estates(request: Entered) -> HttpResponse:
    asked = "".join(c for c in request.GET.get("q", "") if c.isprintable()).strip()[:40]
    rows = Estate.objects.select_related("community").order_by("name", "pk")
    if asked:
        rows = rows.filter(name__icontains=asked) | rows.filter(community__name__icontains=asked)
    context = {
        "asked": asked,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "query": urlencode({"q": asked}) if asked else "",
        "sign_in_url": reverse("people:sign_in"),
    }
    return render(request, "desk/front.html", context)


@door(signed_in)
def owner(request: Entered) -> HttpResponse:
    """What waits for an owner, and the homes for which they speak."""
    homes = homes_of(request.person)
    votes = waiting_for(homes, at=request.at)
    candidacies = [c for c in candidacies_of(request.person) if c.slate.closed_on is None]
    tables = tables_of(request.person, at=request.at)
    seated = of_seats(request.person, tables, at=request.at)
    asked = sum(1 for v in votes if v.open and not v.code) + sum(1 for c in candidacies if c.state in TO_ANSWER)
    context = {
        "name": request.person.shown_name(),
        "homes": homes,
        "waiting": [v for v in votes if v.open],
        "todo": asked + len(seated),
        "past": [_line(v) for v in votes if not v.open],
        "estates": list({home["estate"].pk: home["estate"] for home in homes}.values()),
        "find_url": reverse("desk:find"),
        "officer": capacities(request.person, at=request.at).exists(),
        "reported": own_reports(request.person).exists(),
        "seated": Appointment.objects.filter(person_id=request.person.pk).exists(),
        "candidacies": candidacies,
        "tables": tables,
        "duties": [
            {"title": d.title, "due_on": d.due_on, "cite": d.cite, "action": _("去办"), "action_url": d.url}
            for d in seated
        ],
        "today": law_day(request.at),
    }
    return render(request, "desk/owner.html", context)


def _line(vote: Vote) -> dict[str, Any]:
    """A vote that is not open: where it stands, and the receipt where one was cast."""
    where = [vote.assembly.estate.code, vote.assembly.serial]
    return {
        "assembly": vote.assembly,
        "url": reverse("voting:own_receipt", args=[*where, vote.elector_id])
        if vote.code
        else reverse("voting:assembly", args=where),
        "note": "，".join(part for part in (vote.state_words, vote.doors, vote.code) if part),
    }
