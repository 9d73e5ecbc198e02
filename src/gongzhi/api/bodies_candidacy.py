"""Candidates for everyone, for owners who recommend and object, and for whoever is one: the public list and one's own acts."""

from typing import Any

from ninja import Router

from gongzhi.api.bodies_slates import (
    CandidateOut,
    Recommendation,
    Saying,
    SlateOut,
    Text,
    candidate_line,
    content,
    objection,
    slate_line,
    state,
)
from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, instant
from gongzhi.bodies import slate_access as access
from gongzhi.bodies.actions.answer_vetting import answer_vetting
from gongzhi.bodies.actions.consent_candidacy import consent_candidacy
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.object_to_list import object_to_list
from gongzhi.bodies.actions.recommend_candidate import recommend_candidate
from gongzhi.bodies.actions.withdraw_candidacy import withdraw_candidacy
from gongzhi.bodies.models import Candidate
from gongzhi.bodies.queries import slates as queries
from gongzhi.kernel.clock import law_day
from gongzhi.register.access import estate_public

router = Router()
public, own, owner = Door(estate_public), Door(access.own_candidacy), Door(access.owner_at_slate)
E = "/estates/{slug:code}"
OWN = f"{E}/candidacy/{{int:candidate_id}}"


class Consent(Given):
    """Which categories may be shown, and why one stands."""

    categories: list[str] = []
    statement: str = ""


class Against(Given):
    """What is objected to, and why."""

    about: str
    words: str


@router.get(f"{E}/candidates", auth=public, response=list[SlateOut])
def published(request: Asked, code: str) -> list[dict[str, Any]]:
    """The lists that were published, the newest first."""
    found = [s for s in queries.slates_of(request.here) if s.published_on is not None]
    return [slate_line(one, request, public=True) for one in found]


@router.post(f"{E}/candidates/{{int:slate_id}}/recommendations", auth=owner)
def owners_recommend(request: Asked, code: str, slate_id: int, body: Recommendation) -> dict[str, Any]:
    """An owner recommends themselves or, jointly, another owner."""
    return state(recommend_candidate(slate=request.here, **body.dict(), **acted(request)))


@router.post(f"{E}/candidates/{{int:slate_id}}/objections", auth=owner)
def owners_object(request: Asked, code: str, slate_id: int, body: Against) -> dict[str, Any]:
    """An owner objects to the list."""
    return objection(object_to_list(of=request.here, **body.dict(), **acted(request)))


@router.get(OWN, auth=own, response=CandidateOut)
def candidacy(request: Asked, code: str, candidate_id: int) -> dict[str, Any]:
    """One's own candidacy."""
    found: Candidate = request.here
    rows = queries.standing_on(found.slate, on=law_day(request.at))
    return candidate_line(next(r for r in rows if r.candidate.pk == found.pk), public=False)


@router.post(f"{OWN}/consent", auth=own)
def consent(request: Asked, code: str, candidate_id: int, body: Consent) -> dict[str, Any]:
    """Agrees to stand."""
    return state(consent_candidacy(candidate=request.here, **body.dict(), **acted(request)))


@router.post(f"{OWN}/withdrawal", auth=own)
def withdraw(request: Asked, code: str, candidate_id: int) -> dict[str, Any]:
    """Declines or withdraws."""
    return state(withdraw_candidacy(candidate=request.here, **acted(request)))


@router.post(f"{OWN}/answer", auth=own)
def answer(request: Asked, code: str, candidate_id: int, body: Text) -> dict[str, Any]:
    """Answers being found unfit."""
    return state(answer_vetting(candidate=request.here, text=body.text, **acted(request)))


@router.post(f"{OWN}/declaration", auth=own)
def declare_own(request: Asked, code: str, candidate_id: int, body: Saying) -> dict[str, Any]:
    """Declares as a candidate."""
    row = declare(to=request.here, person=request.person, **content(body), **acted(request))
    return {"at": instant(row.at), "own": row.own}
