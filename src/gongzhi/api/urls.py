"""The JSON API: the same reads and acts as the pages, behind the same doors."""

from functools import cache
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from gongzhi.api import (
    assemblies,
    ballots,
    bodies_candidacy,
    bodies_checks,
    bodies_formation,
    bodies_offices,
    bodies_overview,
    bodies_own,
    bodies_passage,
    bodies_recalls,
    bodies_seats,
    bodies_service,
    bodies_slates,
    claims,
    corrections,
    documents,
    drafts,
    estates,
    fund_bank,
    fund_bases,
    fund_budgets,
    fund_income,
    fund_ledger,
    fund_ledger_accounts,
    fund_oversight,
    fund_public,
    fund_repair,
    fund_spending,
    grids,
    grounds,
    issues,
    issues_desk,
    issues_gatherings,
    issues_letters,
    issues_machines,
    issues_matters,
    issues_numbers,
    issues_oversight,
    issues_sheets,
    issues_signals,
    issues_talking,
    issues_whistle,
    journal,
    law,
    meetings_agreed,
    meetings_committee,
    meetings_evening,
    meetings_joint,
    meetings_minutes,
    meetings_summaries,
    meetings_topics,
    people,
    redrawing,
    results,
    rolls,
    rosters,
    seals,
    seals_uses,
)
from gongzhi.api.door import Closed
from gongzhi.api.plain import wrong_words
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.web.door import anyone, door
from gongzhi.web.middleware import answer_for


class ChineseJson(JSONRenderer):
    """JSON in which Chinese words stay readable."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Answers that belong to a person are kept by no cache."""

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        response = super().create_response(request, data, **kwargs)
        if getattr(request, "personal", True):
            patch_cache_control(response, private=True, no_store=True)
        return response


api = Api(
    title="共治 Gongzhi",
    version="1",
    description=(
        "Areas are strings with two decimals, heads integers, instants ISO 8601 with offset, days ISO 8601. "
        'Refusals: 409 {"refused":[{"reason","cite","remedy"}]}; wrong input: 422 {"error","fields"}; not there or not '
        "yours: 404. Acts take the header Idempotency-Key; unsafe verbs X-CSRFToken (read it from /api/session)."
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    auth=Closed(),
    renderer=ChineseJson(),
)
for tag, room in (
    ("law", law),
    ("estates", estates),
    ("estates", grounds),
    ("estates", redrawing),
    ("grids", grids),
    ("people", people),
    ("register", rosters),
    ("register", corrections),
    ("register", claims),
    ("register", rolls),
    ("bodies", bodies_overview),
    ("bodies", bodies_service),
    ("bodies", bodies_offices),
    ("bodies", bodies_seats),
    ("bodies", bodies_recalls),
    ("bodies", bodies_own),
    ("bodies", bodies_slates),
    ("bodies", bodies_candidacy),
    ("bodies", bodies_checks),
    ("bodies", bodies_formation),
    ("bodies", bodies_passage),
    ("voting", assemblies),
    ("voting", drafts),
    ("voting", ballots),
    ("voting", results),
    ("issues", issues),
    ("issues", issues_desk),
    ("issues", issues_whistle),
    ("issues", issues_machines),
    ("issues", issues_numbers),
    ("issues", issues_sheets),
    ("issues", issues_oversight),
    ("issues", issues_talking),
    ("issues", issues_gatherings),
    ("issues", issues_letters),
    ("issues", issues_signals),
    ("issues", issues_matters),
    ("fund", fund_income),
    ("fund", fund_bank),
    ("fund", fund_bases),
    ("fund", fund_spending),
    ("fund", fund_repair),
    ("fund", fund_budgets),
    ("meetings", meetings_joint),
    ("meetings", meetings_topics),
    ("meetings", meetings_minutes),
    ("meetings", meetings_agreed),
    ("meetings", meetings_summaries),
    ("meetings", meetings_committee),
    ("meetings", meetings_evening),
    ("fund", fund_ledger),
    ("fund", fund_public),
    ("fund", fund_ledger_accounts),
    ("fund", fund_oversight),
    ("seals", seals),
    ("seals", seals_uses),
    ("documents", documents),
    ("journal", journal),
):
    api.add_router("", room.router, tags=[tag])


@api.exception_handler(Refused)
@api.exception_handler(BadInput)
@api.exception_handler(NotHere)
@api.exception_handler(DataError)
def answered(request: HttpRequest, error: Exception) -> HttpResponse:
    """Refused 409, wrong input and what the database cannot hold 422, not here 404: the forms of the pages' middleware."""
    answer = answer_for(request, error)
    if answer is None:
        raise error
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A body or query of the wrong shape, in the form of every wrong input; what was sent is not repeated."""
    fields = {".".join(str(step) for step in one["loc"][1:]) or "body": wrong_words(one) for one in error.errors}
    return answered(request, BadInput(_("请求的内容不对，什么都没有改动。"), fields))


@api.exception_handler(HttpError)
def turned_away(request: HttpRequest, error: HttpError) -> HttpResponse:
    """401 without a session, 403 without the CSRF token, 400 for what is no JSON."""
    return api.create_response(request, {"error": str(error)}, status=error.status_code)


@cache
def document() -> Any:
    """The OpenAPI document, drawn up once."""
    return api.get_openapi_schema()


@door(anyone)
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document of this API."""
    request.personal = False  # type: ignore[attr-defined]
    return api.create_response(request, document(), status=200)


urlpatterns = [path("openapi.json", openapi, name="openapi"), path("", api.urls)]
