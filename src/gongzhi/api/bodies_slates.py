"""Lists of candidates at the desk that keeps and vets them."""

from typing import Any

from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, day, instant
from gongzhi.api.twins import E, twice
from gongzhi.bodies import slate_access as access
from gongzhi.bodies.actions.answer_objection_to_list import answer_objection_to_list
from gongzhi.bodies.actions.close_slate import close_slate
from gongzhi.bodies.actions.declare import declare
from gongzhi.bodies.actions.give_reason import give_reason
from gongzhi.bodies.actions.open_slate import open_slate
from gongzhi.bodies.actions.publish_slate import publish_slate
from gongzhi.bodies.actions.recommend_candidate import recommend_candidate
from gongzhi.bodies.actions.vet_candidate import vet_candidate
from gongzhi.bodies.models import Candidate, ListObjection, Slate
from gongzhi.bodies.queries import slates as queries
from gongzhi.bodies.queries.findings import Shown, findings_of_slate
from gongzhi.bodies.states import CandidateState
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi_law.composition import Kin

router = Router()
desk, slate, vetted, objected = (
    Door(access.slate_desk),
    Door(access.get_slate_for),
    Door(access.get_candidate_for),
    Door(access.get_list_objection_for),
)
DESK = f"{E}/desk/slates"


class NewSlate(Given):
    """A list for one election."""

    title: str
    set_size: int
    alternates: int = 0


class Recommendation(Given):
    """Who is recommended, by whom, in which categories."""

    name: str
    number: str
    recommended_by: str
    recommender: str = ""
    categories: list[str] = []
    statement: str = ""


class Relative(Given):
    """A relative's post as it is declared."""

    relation: str
    body: str
    kind: str


class Saying(Given):
    """What one declares; null is left unsaid, `source` only where another enters it."""

    party: bool | None = None
    skills: list[str] = []
    kin: list[Relative] = []
    voluntary: bool | None = None
    lives_in: str = ""
    source: str = ""


class VettingWord(Given):
    """One office's word on a candidate."""

    fit: bool
    ground: str = ""
    evidence: str = ""


class Text(Given):
    """Written words."""

    text: str


class RuleReason(Given):
    """A written reason for one finding."""

    rule: str
    words: str


class FindingOut(Schema):
    """One check with its strength, citation, remedy and the reason written."""

    rule: str
    passed: bool | None
    blocks: bool
    strength: str
    expected: str
    actual: str | None
    cite: str
    remedy: str
    reason: str | None


class CandidateOut(Schema):
    """A candidate: name, state, who recommended, categories shown, vettings, answer; never a number."""

    id: int
    name: str
    state: str
    recommended_by: str
    categories: list[str]
    statement: str
    vettings: list[dict[str, Any]]
    answer: str


class SlateOut(Schema):
    """A list: seats, days, who stands, what it is found to be, objections with their answers."""

    id: int
    title: str
    set_size: int
    alternates: int
    opened_on: str
    published_on: str | None
    public_until: str | None
    closed_on: str | None
    document: int | None
    candidates: list[CandidateOut]
    findings: list[FindingOut]
    objections: list[dict[str, Any]]


def finding(row: Shown, *, public: bool = False) -> dict[str, Any]:
    """A finding; for the public without what tells of single persons."""
    hidden = public and row.about_persons
    return {
        "rule": row.finding.rule,
        "passed": row.finding.passed,
        "blocks": row.finding.blocks,
        "strength": row.finding.strength.value,
        "expected": row.finding.expected,
        "actual": None if hidden else row.finding.actual,
        "cite": row.finding.cite,
        "remedy": "" if public else row.finding.remedy,
        "reason": row.reason.words if row.reason else None,
    }


def objection(row: ListObjection) -> dict[str, Any]:
    """An objection without its words and without any name."""
    return {
        "id": row.pk,
        "number": row.number,
        "about": row.about,
        "at": instant(row.at),
        "due": day(queries.answer_due(row)),
        "answer": row.answer,
        "answered_at": instant(row.answered_at),
    }


def content(said: Saying) -> dict[str, Any]:
    """What a declaration says, as the act takes it."""
    asked = said.dict()
    return {**asked, "kin": [Kin(**one) for one in asked["kin"]]}


def candidate_line(row: queries.Standing, *, public: bool) -> dict[str, Any]:
    """A candidate; for the public without the evidence held against them."""
    found = row.candidate
    return {
        "id": found.pk,
        "name": row.name,
        "state": found.state,
        "recommended_by": found.recommended_by,
        "categories": list(row.categories),
        "statement": found.statement,
        "vettings": [
            {"office": v.office, "fit": v.fit, "ground": v.ground, "cite": v.ground_cite}
            | ({} if public else {"evidence": v.evidence})
            for v in row.vettings
        ],
        "answer": found.answer,
    }


def slate_line(found: Slate, request: Asked, *, public: bool) -> dict[str, Any]:
    """A list whole; for the public without those who did not agree or withdrew."""
    on = law_day(request.at)
    rows = queries.standing_on(found, on=on)
    if public:
        rows = [r for r in rows if r.candidate.consented_at and r.candidate.state != CandidateState.WITHDRAWN]
    until = queries.public_until(found)
    return {
        "id": found.pk,
        "title": found.title,
        "set_size": found.set_size,
        "alternates": found.alternates,
        "opened_on": day(found.opened_on),
        "published_on": day(found.published_on),
        "public_until": day(until),
        "closed_on": day(found.closed_on),
        "document": found.document_id,
        "candidates": [candidate_line(row, public=public) for row in rows],
        "findings": [finding(row, public=public) for row in findings_of_slate(found, on)],
        "objections": [objection(row) for row in queries.objections_to(found)],
    }


def state(candidate: Candidate) -> dict[str, Any]:
    """What an act made of a candidacy."""
    return {"id": candidate.pk, "state": candidate.state}


@router.get(DESK, auth=desk, response=list[SlateOut])
def slates(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every list of the estate."""
    return [slate_line(one, request, public=False) for one in queries.slates_of(request.here)]


@router.post(DESK, auth=desk, response=SlateOut)
def open_list(request: Asked, code: str, body: NewSlate) -> dict[str, Any]:
    """Opens a list."""
    return slate_line(open_slate(estate=request.here, **body.dict(), **acted(request)), request, public=False)


@router.get(f"{DESK}/{{int:slate_id}}", auth=slate, response=SlateOut)
def one_slate(request: Asked, code: str, slate_id: int) -> dict[str, Any]:
    """One list whole."""
    return slate_line(request.here, request, public=False)


@router.post(f"{DESK}/{{int:slate_id}}/recommendations", auth=slate)
def recommend(request: Asked, code: str, slate_id: int, body: Recommendation) -> dict[str, Any]:
    """Enters a recommendation."""
    return state(recommend_candidate(slate=request.here, **body.dict(), **acted(request)))


@router.post(f"{DESK}/{{int:slate_id}}/publication", auth=slate, response=SlateOut)
def publish(request: Asked, code: str, slate_id: int) -> dict[str, Any]:
    """Publishes the list."""
    return slate_line(publish_slate(slate=request.here, **acted(request)), request, public=False)


@router.post(f"{DESK}/{{int:slate_id}}/end", auth=slate, response=SlateOut)
def close(request: Asked, code: str, slate_id: int, body: Text) -> dict[str, Any]:
    """Ends the list."""
    return slate_line(close_slate(slate=request.here, reason=body.text, **acted(request)), request, public=False)


@router.post(f"{DESK}/{{int:slate_id}}/reasons", auth=slate)
def explain(request: Asked, code: str, slate_id: int, body: RuleReason) -> dict[str, Any]:
    """Writes why the list departs from what a paper asks for."""
    row = give_reason(of=request.here, **body.dict(), **acted(request))
    return {"rule": row.rule, "words": row.words}


@router.post(f"{E}/desk/candidates/{{int:candidate_id}}/vettings", auth=vetted)
def vet(request: Asked, code: str, candidate_id: int, body: VettingWord) -> dict[str, Any]:
    """One office's word on a candidate."""
    row = vet_candidate(candidate=request.here, **body.dict(), **acted(request))
    return {"office": row.office, "fit": row.fit, "ground": row.ground, "cite": row.ground_cite}


@router.post(f"{E}/desk/candidates/{{int:candidate_id}}/declaration", auth=vetted)
def declare_for(request: Asked, code: str, candidate_id: int, body: Saying) -> dict[str, Any]:
    """Enters a candidate's signed declaration."""
    person = Person.objects.get(pk=request.here.person_id)
    row = declare(to=request.here, person=person, **content(body), **acted(request))
    return {"at": instant(row.at), "own": row.own}


@twice(router.post, "/desk/list-objections/{int:objection_id}/answer", auth=objected)
def answer(request: Asked, objection_id: int, body: Text) -> dict[str, Any]:
    """Answers an objection to a list, or to a body."""
    return objection(answer_objection_to_list(objection=request.here, text=body.text, **acted(request)))
