"""What a community's meetings agreed on, how it is carried out, and what its 环物委 urges."""

from datetime import date
from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.meetings import access, record_access
from gongzhi.meetings.actions.answer_urging import answer_urging
from gongzhi.meetings.actions.confirm_item import confirm_item
from gongzhi.meetings.actions.drop_item import drop_item
from gongzhi.meetings.actions.rectify_item import rectify_item
from gongzhi.meetings.actions.report_done import report_done
from gongzhi.meetings.actions.report_progress import report_progress
from gongzhi.meetings.actions.urge_body import urge_body
from gongzhi.meetings.models import AgreedItem, ItemProgress, Urging
from gongzhi.meetings.queries import agreed as queries
from gongzhi.meetings.queries.agreed import Line, lines_of, narrowed
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public

router = Router()
community, public = Door(access.get_community_for), Door(estate_public)
item_door, urging_door = Door(record_access.get_item_for), Door(record_access.get_urging_for)
DIVISION = "/divisions/{slug:division}"
ITEM = f"{DIVISION}/agreed/{{int:agreed_id}}"


def _step(row: ItemProgress) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "words": row.words,
        "side": row.side,
        "file": row.file_id,
        "due_on": day(row.due_on),
        "at": instant(row.at),
        "entry": row.entry,
    }


def shown_line(line: Line) -> dict[str, Any]:
    item = line.item
    return {
        "id": item.pk,
        "sitting": item.sitting_id,
        "number": item.number,
        "estate": item.about.code if item.about else None,
        "words": item.words,
        "side": item.side,
        "unit": item.unit,
        "responsible": line.who,
        "due_on": item.due_on.isoformat(),
        "state": item.state,
        "days_late": line.late,
        "entry": item.entry,
        "steps": [_step(step) for step in line.steps],
    }


def _public_line(line: Line) -> dict[str, Any]:
    """What everyone reads: no file, no person."""
    steps = [{"kind": one.kind, "words": one.words, "at": instant(one.at), "entry": one.entry} for one in line.steps]
    return {**shown_line(line), "steps": steps}


def estate_in(division: str, code: str) -> Estate:
    found = Estate.objects.select_related("community").filter(community=division, code=code).first()
    if found is None:
        raise NotHere
    return found


@router.get(f"{DIVISION}/agreed", auth=community, response=Page[dict[str, Any]])
def items(
    request: Asked,
    division: str,
    shown: str = "open",
    side: str = "",
    estate: str = "",
    page: PageNumber = 1,
    size: PageSize = 50,
) -> dict[str, Any]:
    """What the community's meetings agreed on; `shown` is open, late, reported, done, dropped or all."""
    on = law_day(request.at)
    rows = narrowed(queries.of_division(request.here), shown=shown, side=side, code=estate, on=on)
    found = page_of(rows, page, size, lambda row: row)
    return {**found, "items": [shown_line(line) for line in lines_of(found["items"], on=on)]}


@router.get("/estates/{slug:code}/agreed", auth=public, response=Page[dict[str, Any]])
def items_public(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """What concerns an estate, for everyone: words, party, day, state and progress."""
    on = law_day(request.at)
    found = page_of(queries.of_estate(request.here).order_by("-due_on", "-pk"), page, size, lambda row: row)
    return {**found, "items": [_public_line(line) for line in lines_of(found["items"], on=on)]}


@router.get(ITEM, auth=item_door, response=dict[str, Any])
def item(request: Asked, division: str, agreed_id: int) -> dict[str, Any]:
    """One item with its steps."""
    return shown_line(lines_of([request.here], on=law_day(request.at))[0])


@router.post(f"{ITEM}/progress", auth=item_door, response=dict[str, Any])
def progress(
    request: Asked, division: str, agreed_id: int, words: str = Form(...), file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """Reports how far an item is."""
    return _step(report_progress(item=request.here, words=words, **sent_paper(file), **acted(request)))


@router.post(f"{ITEM}/done", auth=item_door, response=dict[str, Any])
def done(
    request: Asked, division: str, agreed_id: int, words: str = Form(...), file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """Reports an item as done, with evidence."""
    return _step(report_done(item=request.here, words=words, **sent_paper(file), **acted(request)))


class WordsGiven(Given):
    """Words that everyone will read."""

    words: str


class RectifyGiven(WordsGiven):
    """What is to be put right, by when."""

    due_on: date


@router.post(f"{ITEM}/confirm", auth=item_door, response=dict[str, Any])
def confirm(request: Asked, division: str, agreed_id: int, body: WordsGiven) -> dict[str, Any]:
    """Confirms that an item was carried out."""
    return _step(confirm_item(item=request.here, **body.dict(), **acted(request)))


@router.post(f"{ITEM}/rectify", auth=item_door, response=dict[str, Any])
def rectify(request: Asked, division: str, agreed_id: int, body: RectifyGiven) -> dict[str, Any]:
    """Sends an item back to be put right."""
    return _step(rectify_item(item=request.here, **body.dict(), **acted(request)))


@router.post(f"{ITEM}/drop", auth=item_door, response=dict[str, Any])
def drop(request: Asked, division: str, agreed_id: int, body: WordsGiven) -> dict[str, Any]:
    """Gives an item up."""
    return _step(drop_item(item=request.here, **body.dict(), **acted(request)))


def _urging(row: Urging) -> dict[str, Any]:
    return {
        "id": row.pk,
        "estate": row.about.code,
        "side": row.side,
        "words": row.words,
        "ground": row.ground,
        "item": row.item_id,
        "due_on": row.due_on.isoformat(),
        "at": instant(row.at),
        "answer": row.answer or None,
        "answered_at": instant(row.answered_at),
        "entry": row.entry,
    }


@router.get(f"{DIVISION}/urgings", auth=community, response=list[dict[str, Any]])
def urgings(request: Asked, division: str) -> list[dict[str, Any]]:
    """What the 环物委 urged, the newest first."""
    return [_urging(row) for row in queries.urgings_of(division=request.here)]


class UrgeGiven(Given):
    """Whom to urge to do what, on which ground, by when."""

    estate: str
    side: str
    words: str
    ground: str
    due_on: date
    item: int | None = None


@router.post(f"{DIVISION}/urgings", auth=community, response=dict[str, Any])
def urge(request: Asked, division: str, body: UrgeGiven) -> dict[str, Any]:
    """Urges 业委会 or 物业 of one estate."""
    about = estate_in(request.here.pk, body.estate)
    of: AgreedItem | None = None
    if body.item is not None:
        of = record_access.get_item_for(request.person, at=request.at, division=division, agreed_id=body.item)
    given = body.dict(exclude={"estate", "item"})
    return _urging(urge_body(division=request.here, about=about, item=of, **given, **acted(request)))


@router.post(f"{DIVISION}/urgings/{{int:urging_id}}/answer", auth=urging_door, response=dict[str, Any])
def answer(request: Asked, division: str, urging_id: int, body: WordsGiven) -> dict[str, Any]:
    """Answers an urging for one's party."""
    return _urging(answer_urging(urging=request.here, **body.dict(), **acted(request)))
