"""From draft to notice: motions, reports, opinions, notice, withdrawal; every act of the committee's desk."""

from typing import Any

from ninja import Router
from pydantic import AwareDatetime

from gongzhi.api.assemblies import (
    AssemblyOut,
    AssemblyWhole,
    MotionOut,
    ReportOut,
    brief,
    motion_shown,
    report_shown,
    whole,
)
from gongzhi.api.door import Asked, Door, key_of
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, PublicWhy, page_of
from gongzhi.people.access import desk_of_estate
from gongzhi.voting.access import get_assembly_for, get_report_for
from gongzhi.voting.actions.add_firm_motions import add_firm_motions
from gongzhi.voting.actions.add_motion import Only, add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.give_notice import give_notice
from gongzhi.voting.actions.give_opinion import give_opinion
from gongzhi.voting.actions.limit_assembly import limit_assembly
from gongzhi.voting.actions.remove_motion import remove_motion
from gongzhi.voting.actions.return_to_draft import return_to_draft
from gongzhi.voting.actions.send_reports import send_reports
from gongzhi.voting.actions.withdraw_assembly import withdraw_assembly
from gongzhi.voting.queries import motions_of
from gongzhi.voting.queries.assemblies import desk_assemblies
from gongzhi.voting.queries.notice import Plan

router = Router()
desk = Door(get_assembly_for)
ONE = "/estates/{slug:code}/desk/assemblies/{int:serial}"


class NewAssembly(Given):
    """Title and why the owners meet."""

    title: str
    purpose: str


class Named(Given):
    """An option or firm with its main terms."""

    title: str
    terms: str = ""


class Condition(Given):
    """The motion counts only if motion `of` (its option `letter`, where named) passed, or did not."""

    of: int
    letter: str = ""
    passed: bool


class PartIn(Given):
    """A building by name, or with `stair` one stairwell of it."""

    building: str
    stair: str = ""


class Scope(Given):
    """The buildings and stairwells whose owners vote; none is all owners."""

    parts: list[PartIn] = []


class NewMotion(Given):
    """A motion of a statutory matter: without options to approve, with two or more to choose."""

    matter: str
    title: str
    text: str
    options: list[Named] = []
    only: list[Condition] = []
    large: bool = False


class FirmMotions(Given):
    """The question of the firm in three steps: keep or dismiss; which; a fallback mandate."""

    firm: str
    candidates: list[Named]
    fallback: str


class Reporting(Given):
    """Whether a motion changes the fee of the firm."""

    fee_change: bool = False


class Opinion(Given):
    """The opinion of a body that was asked."""

    stance: str
    text: str


class Notice(Given):
    """What the convener settles for the notice; instants carry their offset."""

    opens_at: AwareDatetime
    closes_at: AwareDatetime
    channel: str
    change_rule: str
    conflict_rule: str
    disclosure: str
    objection_days: int
    special: bool = False
    warnings_seen: bool = False


@router.get("/estates/{slug:code}/desk/assemblies", auth=Door(desk_of_estate), response=Page[AssemblyOut])
def desk_list(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """Every assembly of an estate with its drafts, for its desk."""
    return page_of(desk_assemblies(request.here), page, size, lambda row: brief(row, request))


@router.post("/estates/{slug:code}/desk/assemblies", auth=Door(desk_of_estate), response=AssemblyWhole)
def draft(request: Asked, code: str, body: NewAssembly) -> dict[str, Any]:
    """Opens a draft convened by the owners' committee."""
    made = draft_assembly(
        estate=request.here, **body.dict(), by=request.person, at=request.at, idempotency_key=key_of(request)
    )
    return whole(made, request)


@router.post(f"{ONE}/scope", auth=desk, response=AssemblyWhole)
def limit(request: Asked, code: str, serial: int, body: Scope) -> dict[str, Any]:
    """Limits a draft to the owners of some buildings or stairwells."""
    return _done(request, limit_assembly, parts=[(part.building, part.stair) for part in body.parts])


@router.post(f"{ONE}/motions", auth=desk, response=MotionOut)
def put_motion(request: Asked, code: str, serial: int, body: NewMotion) -> dict[str, Any]:
    """Adds a motion to the draft; the order of its options is drawn by lot."""
    made = add_motion(
        assembly=request.here,
        matter=body.matter,
        title=body.title,
        text=body.text,
        options=[(o.title, o.terms) for o in body.options],
        only=[Only(c.of, c.letter, c.passed) for c in body.only],
        large=body.large,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return motion_shown(made, request.here)


@router.post(f"{ONE}/firm-motions", auth=desk, response=list[MotionOut])
def put_firm_motions(request: Asked, code: str, serial: int, body: FirmMotions) -> list[dict[str, Any]]:
    """Adds the three motions on the firm; answers with every motion of the draft."""
    add_firm_motions(
        assembly=request.here,
        firm=body.firm,
        candidates=[(c.title, c.terms) for c in body.candidates],
        fallback=body.fallback,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return [motion_shown(m, request.here) for m in motions_of(request.here)]


@router.delete(f"{ONE}/motions/{{int:number}}", auth=desk, response=AssemblyWhole)
def take_motion(request: Asked, code: str, serial: int, number: int) -> dict[str, Any]:
    """Removes a motion from the draft."""
    return _done(request, remove_motion, number=number)


@router.post(f"{ONE}/reports", auth=desk, response=AssemblyWhole)
def report(request: Asked, code: str, serial: int, body: Reporting) -> dict[str, Any]:
    """Sends the reports and invitations that the law and the papers ask for."""
    return _done(request, send_reports, fee_change=body.fee_change)


@router.post(f"{ONE}/draft", auth=desk, response=AssemblyWhole)
def back(request: Asked, code: str, serial: int, body: PublicWhy) -> dict[str, Any]:
    """Back to the draft before notice."""
    return _done(request, return_to_draft, reason=body.reason)


@router.post(f"{ONE}/notice", auth=desk, response=AssemblyWhole)
def notice(request: Asked, code: str, serial: int, body: Notice) -> dict[str, Any]:
    """Gives notice: everything about the assembly is fixed, every elector is told."""
    plan = Plan(**body.model_dump(exclude={"warnings_seen"}))
    return _done(request, give_notice, plan=plan, warnings_seen=body.warnings_seen)


@router.post(f"{ONE}/withdrawal", auth=desk, response=AssemblyWhole)
def withdraw(request: Asked, code: str, serial: int, body: PublicWhy) -> dict[str, Any]:
    """Withdraws with a public reason, before voting begins."""
    return _done(request, withdraw_assembly, reason=body.reason)


@router.post(f"{ONE}/reports/{{int:report_id}}/opinion", auth=Door(get_report_for), response=ReportOut)
def opinion(request: Asked, code: str, serial: int, report_id: int, body: Opinion) -> dict[str, Any]:
    """Gives the opinion of a body that was asked; it is shown and never blocks."""
    given = give_opinion(
        report=request.here, **body.dict(), by=request.person, at=request.at, idempotency_key=key_of(request)
    )
    return report_shown(given, request)


def _done(request: Asked, act: Any, **asked: Any) -> dict[str, Any]:
    done = act(assembly=request.here, **asked, by=request.person, at=request.at, idempotency_key=key_of(request))
    return whole(done, request)
