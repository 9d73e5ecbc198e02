"""What a body is found to be: findings, reasons, declarations, hearings, objections; the committee of a community."""

from datetime import date
from typing import Any

from ninja import Router, Schema

from gongzhi.api.bodies_candidacy import Against
from gongzhi.api.bodies_slates import FindingOut, RuleReason, Saying, content, finding, objection
from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, day, instant
from gongzhi.api.twins import D, E, twice
from gongzhi.bodies import access, slate_access
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.form_env_committee import form_env_committee
from gongzhi.bodies.actions.give_reason import give_reason
from gongzhi.bodies.actions.hear_person import hear_person
from gongzhi.bodies.actions.mark_large_estate import mark_large_estate
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.findings import findings_of
from gongzhi.bodies.queries.slates import objections_to
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.models import Person

router = Router()
one, above, objector, own, marker = (
    Door(access.get_body_for),
    Door(access.lists_of_division),
    Door(slate_access.objector_to),
    Door(slate_access.own_seat),
    Door(slate_access.marker_of),
)
BODY = "bodies/{int:body_id}"


class NewEnv(Given):
    """A committee below the 居委会; without `until_on` its term ends with that of the 居委会."""

    name: str
    set_size: int
    basis: str
    formed_on: date
    until_on: date | None = None


class Heard(Given):
    """What one side said about a person proposed."""

    name: str
    number: str
    asked: str
    outcome: str
    words: str = ""
    on: date


class Large(Given):
    """Whether an estate is large, and on what that rests."""

    large: bool
    why: str


class ChecksOut(Schema):
    """Every finding on a body, and the objections to its members."""

    findings: list[FindingOut]
    objections: list[dict[str, Any]]


def _person(person_id: int) -> Person:
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NotHere
    return found


def _declare(request: Asked, person: Person, body: Saying) -> dict[str, Any]:
    row = declare(to=request.here, person=person, **content(body), **acted(request))
    return {"at": instant(row.at), "own": row.own}


@twice(router.get, f"/desk/{BODY}/checks", auth=one, response=ChecksOut)
def checks(request: Asked, body_id: int) -> dict[str, Any]:
    """What a body is found to be."""
    body: Body = request.here
    sees = slate_access.sees_persons(request.person, body, at=request.at)
    rows = findings_of(body, law_day(request.at), named=sees)
    return {
        "findings": [finding(row, public=not sees) for row in rows],
        "objections": [objection(row) for row in objections_to(body)],
    }


@twice(router.post, f"/desk/{BODY}/reasons", auth=one)
def explain(request: Asked, body_id: int, body: RuleReason) -> dict[str, Any]:
    """Writes why a body departs from what a paper asks for."""
    row = give_reason(of=request.here, **body.dict(), **acted(request))
    return {"rule": row.rule, "words": row.words}


@twice(router.post, f"/desk/{BODY}/hearings", auth=one)
def hear(request: Asked, body_id: int, body: Heard) -> dict[str, Any]:
    """Enters what one side said about a person proposed."""
    row = hear_person(body=request.here, **body.dict(), **acted(request))
    return {"person": row.person_id, "outcome": row.outcome, "on": day(row.on)}


@twice(router.post, f"/desk/{BODY}/declarations/{{int:person_id}}", auth=one)
def declare_for(request: Asked, body_id: int, person_id: int, body: Saying) -> dict[str, Any]:
    """Enters a member's signed declaration."""
    return _declare(request, _person(person_id), body)


@twice(router.post, f"/{BODY}/declaration", auth=own)
def declare_own(request: Asked, body_id: int, body: Saying) -> dict[str, Any]:
    """Declares for one's own seat."""
    return _declare(request, request.person, body)


@twice(router.post, f"/{BODY}/objections", auth=objector)
def object_to_members(request: Asked, body_id: int, body: Against) -> dict[str, Any]:
    """An owner objects to members or to a relative's post."""
    return objection(object_to_list(of=request.here, **body.dict(), **acted(request)))


@router.post(f"{D}/desk/env", auth=above)
def form_env(request: Asked, division: str, body: NewEnv) -> dict[str, Any]:
    """Forms the 环境和物业管理委员会 of a community."""
    made = form_env_committee(division=request.here, **body.dict(), **acted(request))
    return {"id": made.pk, "name": made.name}


@router.post(f"{E}/desk/large", auth=marker)
def mark_large(request: Asked, code: str, body: Large) -> dict[str, Any]:
    """Says whether an estate counts as large among those of its community."""
    row = mark_large_estate(estate=request.here, **body.dict(), **acted(request))
    return {"large": row.large, "why": row.why}
