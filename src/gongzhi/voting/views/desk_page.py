"""How a page of the desk carries out an act and answers: whatever the answer, nothing that was typed is lost."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.people.models import Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Estate
from gongzhi.voting.models import Assembly
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm


class Attempt:
    """One try of an act from a form: `done` is what it returned, `refused` why not; input errors stand in the form."""

    def __init__(self, form: GzForm) -> None:
        self.form = form
        self.done: Any = None
        self.refused: Refused | None = None

    @property
    def status(self) -> int:
        """409 refused, 422 wrong input, else 200."""
        if self.refused is not None:
            return 409
        return 422 if self.form.is_bound and self.form.errors else 200


def attempt(request: Entered, form: GzForm, act: Callable[..., Any] | None = None, **asked: Any) -> Attempt:
    """Tries `act` with what was sent, as this person and at the instant of the request; on GET nothing is tried."""
    tried = Attempt(form)
    if act is None or request.method != "POST" or not form.is_valid():
        return tried
    try:
        tried.done = act(**asked, by=request.person, at=request.at, idempotency_key=form.key)
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        tried.refused = error
    return tried


def show(request: Entered, template: str, place: Assembly | Estate, tried: Attempt, **more: Any) -> HttpResponse:
    """A page of the desk with the state of its form."""
    estate = place.estate if isinstance(place, Assembly) else place
    context = {
        "estate": estate,
        "assembly": place if isinstance(place, Assembly) else None,
        "form": tried.form,
        "refused": tried.refused,
        **more,
    }
    return render(request, f"voting/desk/{template}.html", context, status=tried.status)


def kinds_of(person: Person, estate: Estate, at: datetime) -> set[str]:
    """What this person may act as in this estate now."""
    above = [estate.community_id[:length] for length in (2, 4, 6, 9, 12)]
    held = capacities(person, at=at).filter(Q(estate=estate) | Q(division_id__in=above))
    return set(held.values_list("kind", flat=True))
