"""The rule base: every rule carried out or not yet, what each place lacks, and changes proposed, confirmed, withdrawn."""

from datetime import date
from typing import Any

from ninja import Query, Router, Schema

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, PublicWhy, day, instant, page_of
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.norms.access import administrator, get_change_for, may_change, public_change
from gongzhi.norms.actions.confirm_change import confirm_change
from gongzhi.norms.actions.decline_change import decline_change
from gongzhi.norms.actions.propose_change import drafted, propose_change
from gongzhi.norms.actions.withdraw_change import withdraw_change
from gongzhi.norms.models import RuleChange
from gongzhi.norms.queries import changes as rows
from gongzhi.norms.queries.coverage import places_shown, wanted
from gongzhi.norms.queries.offices import office_words
from gongzhi.norms.queries.preview import preview
from gongzhi.norms.queries.shown import value_words
from gongzhi.web.door import anyone
from gongzhi_law import catalogue
from gongzhi_law.jurisdiction import is_code, listed

router = Router()
public = Door(anyone)
desk = Door(administrator)
Words = Query("", max_length=40)


class NewChange(Given):
    """A value of one parameter for one place from one day on; `value` in the parameter's own kind, shares as "2/3"."""

    parameter: str
    place: str
    value: int | str | list[str]
    from_on: date
    until_on: date | None = None
    strength: str
    instrument: str
    article: str = ""
    paragraph: str = ""
    item: str = ""
    quote: str
    source_url: str = ""
    full_text: str = ""
    full_text_read: bool = False
    note: str = ""


class Rule(Schema):
    """One rule of the base in one place."""

    id: str
    topic: str
    words: str
    place: str
    from_on: str | None
    until_on: str | None
    cite: str
    strength: str
    source: str
    carried_out_by: list[str]
    not_yet: str


class ChangeOut(Schema):
    """A change of a legal parameter with what became of it; offices, no names."""

    id: int
    parameter: str
    place: str
    value: Any
    words: str
    from_on: str
    until_on: str | None
    strength: str
    weight: str
    instrument: str
    article: str
    quote: str
    source_url: str
    full_text: str
    note: str
    standing: str
    office: str
    at: str
    verdicts: list[dict[str, Any]]


def rule_shown(entry: catalogue.RuleEntry) -> dict[str, Any]:
    """An entry of the base."""
    return {
        "id": entry.id,
        "topic": entry.topic,
        "words": entry.words,
        "place": entry.place,
        "from_on": day(entry.from_),
        "until_on": day(entry.until),
        "cite": str(entry.cite),
        "strength": entry.strength.value,
        "source": entry.source,
        "carried_out_by": list(entry.borne_by),
        "not_yet": entry.not_yet,
    }


def change_shown(change: RuleChange, request: Asked) -> dict[str, Any]:
    """A change with its verdicts, the oldest first."""
    verdicts = sorted(change.verdicts.all(), key=lambda verdict: verdict.pk)
    return {
        "id": change.pk,
        "parameter": change.parameter,
        "place": change.place,
        "value": change.value,
        "words": value_words(change.parameter, change.value),
        "from_on": day(change.from_on),
        "until_on": day(change.until_on),
        "strength": change.strength,
        "weight": change.weight,
        "instrument": change.instrument,
        "article": change.article,
        "quote": change.quote,
        "source_url": change.source_url,
        "full_text": change.full_text,
        "note": change.note,
        "standing": rows.standing(change, verdicts, on=law_day(request.at)),
        "office": office_words(change.office),
        "at": instant(change.at),
        "verdicts": [
            {"kind": v.kind, "office": office_words(v.office), "at": instant(v.at), "reason": v.reason}
            for v in verdicts
        ],
    }


@router.get("/law/rules", auth=public, response=Page[Rule])
def rules(
    request: Asked,
    q: str = Words,
    place: str = Query("", max_length=12),
    status: str = Query("", max_length=12),
    page: PageNumber = 1,
    size: PageSize = 50,
) -> dict[str, Any]:
    """Every rule of the base by words, place and status (carried | not_yet)."""
    return page_of(wanted(q=q, place=place, status=status), page, size, rule_shown)


@router.get("/law/places", auth=public)
def places(request: Asked) -> list[dict[str, Any]]:
    """Every place with how many of its own rules are verified, second hand, recalled, and how many texts are missing."""
    names = {"second": "second_hand", "gaps": "missing"}
    return [{names.get(key, key): value for key, value in row.items()} for row in places_shown(law_day(request.at))]


@router.get("/law/coverage", auth=public)
def coverage(request: Asked, place: str = Query(max_length=12), on: date | None = None) -> dict[str, Any]:
    """What is known of the law of a place (中国 or a division code) on a day, up the chain, and what is missing."""
    if not is_code(place) or not listed(place):
        raise NotHere
    found = catalogue.coverage(place, on or law_day(request.at))
    return {
        "place": found.place,
        "verified": [entry.id for entry in found.verified],
        "second_hand": [entry.id for entry in found.second_hand],
        "recalled": [entry.id for entry in found.recalled],
        "missing": [
            {"place": g.place, "instrument": g.instrument, "topics": list(g.topics), "known": g.known, "use": g.use}
            for g in found.missing
        ],
    }


@router.get("/law/conflicts", auth=public)
def conflicts(request: Asked) -> list[dict[str, Any]]:
    """Where rules of the base disagree: which wins, why, and what is done."""
    return [
        {"title": c.title, "rules": list(c.rules), "wins": c.wins, "why": c.why, "done": c.done}
        for c in catalogue.conflicts()
    ]


@router.get("/law/changes", auth=public, response=Page[ChangeOut])
def changes(request: Asked, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """Every change ever proposed, the newest first."""
    return page_of(rows.changes(), page, size, lambda change: change_shown(change, request))


@router.get("/law/changes/{int:change_id}", auth=Door(public_change), response=ChangeOut)
def change(request: Asked, change_id: int) -> dict[str, Any]:
    """One change whole."""
    return change_shown(request.here, request)


@router.post("/law/changes/preview", auth=Door(administrator, harmless=True))
def look(request: Asked, body: NewChange) -> dict[str, Any]:
    """What a change would do: what refuses it, what warns, whom it reaches, what keeps the old; nothing is stored."""
    draft = drafted(**body.model_dump())
    may_change(request.person, draft.place, at=request.at)
    draft.at = request.at
    found = preview(draft, at=request.at)
    return {
        "weight": found.weight,
        "blocks": [reason.as_json() for reason in found.blocks],
        "warns": [reason.as_json() for reason in found.warns],
        "reached": [
            {"place": r.place, "before": r.before, "after": r.after, "estates": r.estates} for r in found.reached
        ],
        "estates": found.estates,
        "running": found.running,
    }


@router.post("/law/changes", auth=desk, response=ChangeOut)
def propose(request: Asked, body: NewChange) -> dict[str, Any]:
    """Proposes a change: a courtesy number applies from its day, a threshold once a second administrator confirms it."""
    made = propose_change(**body.model_dump(), **acted(request))
    return change_shown(made, request)


@router.post("/law/changes/{int:change_id}/confirmation", auth=Door(get_change_for), response=ChangeOut)
def confirm(request: Asked, change_id: int) -> dict[str, Any]:
    """The second person's yes."""
    confirm_change(change=request.here, **acted(request))
    return change_shown(rows.changes().get(pk=change_id), request)


@router.post("/law/changes/{int:change_id}/refusal", auth=Door(get_change_for), response=ChangeOut)
def decline(request: Asked, change_id: int, body: PublicWhy) -> dict[str, Any]:
    """The second person's no, with a public reason."""
    decline_change(change=request.here, reason=body.reason, **acted(request))
    return change_shown(rows.changes().get(pk=change_id), request)


@router.post("/law/changes/{int:change_id}/withdrawal", auth=Door(get_change_for), response=ChangeOut)
def withdraw(request: Asked, change_id: int, body: PublicWhy) -> dict[str, Any]:
    """Takes a change back before its day, with a public reason."""
    withdraw_change(change=request.here, reason=body.reason, **acted(request))
    return change_shown(rows.changes().get(pk=change_id), request)
