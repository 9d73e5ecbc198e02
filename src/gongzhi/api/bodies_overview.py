"""Who governs, for everyone; 四有一化, party coverage, micro-grids, patrols and the list of what ends, for officers."""

from datetime import date
from typing import Any

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.plain import Given, day
from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.actions.assign_micro_grid import assign_micro_grid
from gongzhi.bodies.actions.note_quality import note_quality
from gongzhi.bodies.actions.record_four_ones import record_four_ones
from gongzhi.bodies.actions.record_party_coverage import record_party_coverage
from gongzhi.bodies.actions.release_micro_grid import release_micro_grid
from gongzhi.bodies.models import Appointment, FourOnes, MicroGridDuty, PartyCoverage, QualityNote
from gongzhi.bodies.queries.cross_posts import matrix_of
from gongzhi.bodies.queries.expiry import expiries
from gongzhi.bodies.queries.four_ones import items_of, roll_up
from gongzhi.bodies.queries.micro_grids import micro_grids_of
from gongzhi.bodies.queries.party import coverage_of
from gongzhi.bodies.queries.who import Shown, estates_below, who_governs
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate
from gongzhi.places.models import Grid
from gongzhi.register.access import estate_public

router = Router()
desk, above = Door(desk_of_estate), Door(access.lists_of_division)
ESTATE, DIVISION = "/estates/{slug:code}", "/divisions/{slug:division}"


class HolderOut(Schema):
    """One person in one seat: name by office, phone by own choice."""

    name: str
    role: str
    since: str
    alternate: bool
    phone: str


class PublicBodyOut(Schema):
    """One body that governs, as everyone may see it."""

    id: int
    kind: str
    name: str
    status: str
    acting: str
    until_on: str | None
    duty_phone: str
    holders: list[HolderOut]


class WhoOut(Schema):
    """Who governs an estate."""

    governing: int | None
    disputed: bool
    bodies: list[PublicBodyOut]


def _body(one: Shown) -> dict[str, Any]:
    return {
        "id": one.body.pk,
        "kind": one.body.kind,
        "name": one.body.name,
        "status": one.standing.status,
        "acting": one.standing.acting,
        "until_on": day(one.standing.term.until_on) if one.standing.term else None,
        "duty_phone": one.contact.duty_phone if one.contact else "",
        "holders": [
            {"name": h.name, "role": h.role, "since": h.since.isoformat(), "alternate": h.alternate, "phone": h.phone}
            for h in one.holders
        ],
    }


@router.get(f"{ESTATE}/who", auth=Door(estate_public), response=WhoOut)
def who(request: Asked, code: str) -> dict[str, Any]:
    """Every body that governs the estate, with its people by office."""
    found = who_governs(request.here, on=law_day(request.at))
    return {
        "governing": found.governing.body.pk if found.governing else None,
        "disputed": found.dispute is not None,
        "bodies": [_body(one) for _title, rows in found.groups for one in rows],
    }


@router.get(f"{DIVISION}/who", auth=Door(upkeep_access.community_public), response=list[dict[str, Any]])
def who_below(request: Asked, division: str) -> list[dict[str, Any]]:
    """The estates of a community or street with the body that governs each."""
    return [
        {
            "estate": line.estate.code,
            "name": line.estate.name,
            "body": line.governing.body.name if line.governing else None,
            "status": line.governing.status if line.governing else None,
            "acting": line.governing.acting if line.governing else "",
        }
        for line in estates_below(request.here, on=law_day(request.at))
    ]


@router.get("/desk/expiry", auth=Door(upkeep_access.officer_over), response=list[dict[str, Any]])
def expiry(request: Asked) -> list[dict[str, Any]]:
    """What ends within the months ahead over all one's estates, with days left, next step and source."""
    return [
        {
            "place": row.place,
            "community": row.community,
            "what": row.what,
            "kind": row.kind,
            "on": row.on.isoformat(),
            "days_left": row.left,
            "step": row.step,
            "step_on": day(row.step_on),
            "cite": row.cite,
        }
        for row in expiries(request.here, on=law_day(request.at))
    ]


@router.get(f"{DIVISION}/cross-posts", auth=above, response=dict[str, Any])
def cross_posts(request: Asked, division: str) -> dict[str, Any]:
    """Who holds several posts, and what the law says against it."""
    found = matrix_of(request.here, on=law_day(request.at))
    return {
        "people": [
            {"name": name, "posts": [{"body": p.appointment.body_id, "post": p.words} for p in posts]}
            for name, posts in found.people
        ],
        "warnings": [
            {
                "body": w.body.pk,
                "rule": w.finding.rule,
                "passed": w.finding.passed,
                "actual": w.finding.actual,
                "remedy": w.finding.remedy,
                "cite": w.finding.cite,
            }
            for w in found.warnings
        ],
    }


@router.get(f"{DIVISION}/four-ones", auth=above, response=list[dict[str, Any]])
def four_ones_below(request: Asked, division: str) -> list[dict[str, Any]]:
    """四有一化 rolled up: how many estates lack each item."""
    lines, _whole = roll_up(request.here, on=law_day(request.at))
    return [
        {"key": one.key, "name": one.name, "estates": one.estates, "whole": one.whole, "lacking": one.lacking}
        for one in lines
    ]


def _four(row: FourOnes) -> dict[str, Any]:
    return {"id": row.pk, "item": row.item, "met": row.met, "evidence": row.evidence, "on": row.on.isoformat()}


@router.get(f"{ESTATE}/four-ones", auth=desk, response=list[dict[str, Any]])
def four_ones(request: Asked, code: str) -> list[dict[str, Any]]:
    """The newest record of each item that has one."""
    return [_four(one.row) for one in items_of(request.here, on=law_day(request.at)) if one.row]


@router.post(f"{ESTATE}/four-ones", auth=desk, response=dict[str, Any])
def record_four(
    request: Asked,
    code: str,
    item: str = Form(...),
    met: bool = Form(...),
    evidence: str = Form(""),
    on: date = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Records one item with its evidence."""
    made = record_four_ones(
        estate=request.here,
        item=item,
        met=met,
        evidence=evidence,
        on=on,
        **sent_file(file),
        **acted(request),
    )
    return _four(made)


class CoverageGiven(Given):
    """Form, organisation, numbers; no names."""

    form: str
    organisation: str = ""
    committee_members: int | None = None
    firm_members: int | None = None
    committee_built: bool = False
    firm_built: bool = False
    note: str = ""
    on: date


def _coverage(row: PartyCoverage) -> dict[str, Any]:
    return {"id": row.pk, "form": row.form, "organisation": row.organisation, "on": row.on.isoformat()}


@router.get(f"{ESTATE}/party", auth=desk, response=dict[str, Any])
def party(request: Asked, code: str) -> dict[str, Any]:
    """Coverage of the estate and what should be built."""
    now = coverage_of([request.here], on=law_day(request.at))[0]
    return {"coverage": _coverage(now.row) if now.row else None, "due": [one.sentence for one in now.due]}


@router.post(f"{ESTATE}/party", auth=desk, response=dict[str, Any])
def record_party(request: Asked, code: str, body: CoverageGiven) -> dict[str, Any]:
    """Records coverage or its adjustment."""
    made = record_party_coverage(estate=request.here, **body.dict(), **acted(request))
    return _coverage(made)


class GridGiven(Given):
    """Who is responsible for a micro-grid: the holder of a seat, or another by phone number."""

    grid: int
    appointment: int | None = None
    name: str = ""
    number: str = ""
    from_on: date


class EndGiven(Given):
    """Why something ends, on which day."""

    reason: str
    on: date


def _grid_duty(row: MicroGridDuty) -> dict[str, Any]:
    return {"id": row.pk, "grid": row.grid_id, "from_on": row.from_on.isoformat(), "until_on": day(row.until_on)}


@router.get(f"{ESTATE}/micro-grids", auth=desk, response=list[dict[str, Any]])
def micro_grids(request: Asked, code: str) -> list[dict[str, Any]]:
    """The micro-grids of the estate with those responsible."""
    return [
        {
            "grid": one.grid.pk,
            "name": one.grid.name,
            "servers": [{"duty": s.duty.pk, "name": s.name, "office": s.office} for s in one.servers],
        }
        for one in micro_grids_of(request.here, on=law_day(request.at))
    ]


@router.post(f"{ESTATE}/micro-grids", auth=desk, response=dict[str, Any])
def assign(request: Asked, code: str, body: GridGiven) -> dict[str, Any]:
    """Makes a person responsible for a micro-grid."""
    grid = Grid.objects.filter(pk=body.grid, community_id=request.here.community_id).first()
    seat = Appointment.objects.filter(pk=body.appointment, estate=request.here).first() if body.appointment else None
    if grid is None or (body.appointment and seat is None):
        raise NotHere
    made = assign_micro_grid(
        estate=request.here,
        grid=grid,
        appointment=seat,
        name=body.name,
        number=body.number,
        from_on=body.from_on,
        **acted(request),
    )
    return _grid_duty(made)


@router.post(f"{ESTATE}/micro-grids/{{int:duty_id}}/end", auth=desk, response=dict[str, Any])
def release(request: Asked, code: str, duty_id: int, body: EndGiven) -> dict[str, Any]:
    """Ends a person's service in a micro-grid."""
    duty = MicroGridDuty.objects.filter(pk=duty_id, estate=request.here).first()
    if duty is None:
        raise NotHere
    done = release_micro_grid(duty=duty, **body.dict(), **acted(request))
    return _grid_duty(done)


def _quality(row: QualityNote) -> dict[str, Any]:
    return {"id": row.pk, "kind": row.kind, "words": row.words, "on": row.on.isoformat(), "photo": row.file_id}


@router.get(f"{ESTATE}/quality", auth=desk, response=list[dict[str, Any]])
def quality_notes(request: Asked, code: str) -> list[dict[str, Any]]:
    """What the quality directors noted."""
    return [_quality(row) for row in QualityNote.objects.filter(estate=request.here).order_by("-on", "-pk")]


@router.post(f"{ESTATE}/quality", auth=desk, response=dict[str, Any])
def quality_note(
    request: Asked,
    code: str,
    kind: str = Form(...),
    words: str = Form(...),
    on: date = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Notes a patrol or an evaluation, by the quality director."""
    made = note_quality(
        estate=request.here,
        kind=kind,
        words=words,
        on=on,
        **sent_file(file),
        **acted(request),
    )
    return _quality(made)
