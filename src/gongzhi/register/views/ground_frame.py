"""What every page of an estate's ground shows: its tabs, and what the person may do there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.people.models import Capacity
from gongzhi.people.queries import holds, holds_any
from gongzhi.places import queries as places
from gongzhi.places.models import Estate
from gongzhi.register.access import KEEPERS
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm


def ground(request: Entered, template: str, estate: Estate, *, form: GzForm | None = None, **more: Any) -> HttpResponse:
    """A page of the estate's ground; 422 where its form has errors."""
    person, at = request.person, request.at
    context = {
        "estate": estate,
        "form": form,
        "works": holds(person, Capacity.Kind.COMMUNITY, estate, at=at) and estate.ended_on is None,
        "keeps": holds_any(person, KEEPERS, estate, at=at) and estate.ended_on is None,
        "street": holds(person, Capacity.Kind.STREET, estate, at=at),
        "crumbs": [{"label": _("小区"), "url": reverse("register:ground", args=[estate.code])}],
        "ended": places.end_of(estate),
        **more,
    }
    wrong = form is not None and form.is_bound and bool(form.errors)
    return render(request, f"register/desk/{template}.html", context, status=422 if wrong else 200)
