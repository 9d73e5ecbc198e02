"""Repairs by machine: the public list, one repair, and every act with the same doors and refusals as the pages (B4.8, R16)."""

from datetime import date
from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.fund_income import one_of
from gongzhi.api.plain import Given, day
from gongzhi.fund import access, repair_access
from gongzhi.fund.actions.accept_work import accept_work
from gongzhi.fund.actions.add_quote import add_quote
from gongzhi.fund.actions.agree_plan import agree_plan
from gongzhi.fund.actions.apply_repair import apply_repair
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.audit_repair import audit_repair
from gongzhi.fund.actions.confirm_emergency import confirm_emergency
from gongzhi.fund.actions.draft_repair_vote import draft_repair_vote
from gongzhi.fund.actions.drop_repair import drop_repair
from gongzhi.fund.actions.import_mirror import import_mirror
from gongzhi.fund.actions.invite_offices import invite_offices
from gongzhi.fund.actions.link_vote import link_vote
from gongzhi.fund.actions.note_evidence import note_evidence
from gongzhi.fund.actions.plan_repair import plan_repair
from gongzhi.fund.actions.publish_repair import publish_repair
from gongzhi.fund.actions.record_office_step import record_office_step
from gongzhi.fund.actions.repair_grounds import never_paid
from gongzhi.fund.actions.report_repair import report_repair
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.actions.settle_repair import settle_repair
from gongzhi.fund.actions.start_work import start_work
from gongzhi.fund.actions.take_resolution import take_resolution
from gongzhi.fund.actions.voice_plan import voice_plan
from gongzhi.fund.models import Account, MoneyAccount, RepairProject
from gongzhi.fund.queries.repairs import basis_words, paid_fen, projects_of, steps_of
from gongzhi.fund.queries.scope import scope_name
from gongzhi.fund.queries.shares import allocation_of, by_building, own_shares
from gongzhi.fund.repair_access import get_project_for, public_project
from gongzhi.kernel.errors import Refused
from gongzhi.register.access import estate_public, owner_of
from gongzhi.voting.models import Assembly, Resolution
from gongzhi_law.fund import Ground, SpendMatter

router = Router()
public, readers, project_door = Door(estate_public), Door(access.reader_of), Door(get_project_for)
public_door, own = Door(public_project), Door(owner_of)
PUBLIC, DESK = "/estates/{slug:code}/fund/repairs", "/estates/{slug:code}/desk/fund/repairs"
ONE = f"{DESK}/{{int:repair}}"
MOST = 10**15


class PlanIn(Given):
    """A plan: parts as [building, stair] by name ("" the whole building, none the whole estate), account by its code."""

    title: str
    part: str
    why: str
    plan: str
    budget_fen: int = Field(le=MOST)
    parts: list[tuple[str, str]] = []
    money: str = ""
    emergency: str = ""
    warranty: str = "unknown"
    excluded: list[str] = []
    warnings_seen: bool = False


class VoiceIn(Given):
    """Yes or no of the person's party."""

    agrees: bool
    words: str = ""


class InvitationIn(Given):
    """Words."""

    words: str = ""


class RepairReason(Given):
    """A reason."""

    reason: str = ""


class LinkIn(Given):
    """An assembly by its serial."""

    assembly: int


class DecidedIn(Given):
    """A resolution by its number; sum and sentence where they are not those of the drafted motion."""

    resolution: int
    amount_fen: int | None = Field(None, le=MOST)
    quote: str = ""


class StartIn(Given):
    """When the work begins and who does it."""

    on: date
    contractor: str
    words: str = ""


class RepairReport(Given):
    """At which assembly it was reported."""

    on: date
    words: str


class PayIn(Given):
    """A request to pay a firm for the repair; category by its code."""

    amount_fen: int = Field(le=MOST)
    words: str
    category: str
    payee: str
    payee_bank: str
    payee_number: str
    warnings_seen: bool = False


def shown(row: RepairProject) -> dict[str, Any]:
    """A repair as everyone reads it: shares by building, no flat and no owner."""
    allocations = {kind: allocation_of(row, kind) for kind in ("planned", "final")}
    return {
        "repair": row.serial,
        "title": row.title,
        "part": row.part,
        "where": scope_name(row.scope),
        "custody": row.custody,
        "emergency": row.emergency,
        "state": row.state,
        "warranty": row.warranty,
        "budget_fen": row.budget_fen,
        "paid_fen": paid_fen(row),
        "actual_fen": row.actual_fen,
        "contractor": row.contractor,
        "basis": basis_words(row),
        "steps": [
            {"kind": step.kind, "on": day(step.on), "amount_fen": step.amount_fen, "words": step.words}
            for step in steps_of(row)
        ],
        "shares": {
            kind: [
                {"building": one.building, "units": one.units, "area": one.area, "amount_fen": one.amount_fen}
                for one in by_building(found)
            ]
            for kind, found in allocations.items()
            if found is not None
        },
    }


@router.get(PUBLIC, auth=public, response=list[dict[str, Any]])
def repairs(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every repair of the estate, the newest first."""
    return [shown(row) for row in projects_of(request.here)]


@router.get(f"{PUBLIC}/mine", auth=own, response=list[dict[str, Any]])
def mine(request: Asked, code: str) -> list[dict[str, Any]]:
    """What each of the owner's own flats bears."""
    return [
        {
            "repair": one.project.serial,
            "door": one.unit.door,
            "planned_fen": one.planned_fen,
            "final_fen": one.final_fen,
        }
        for one in own_shares(request.person, request.here)
    ]


@router.get(f"{PUBLIC}/{{int:repair}}", auth=public_door, response=dict[str, Any])
def repair_shown(request: Asked, code: str, repair: int) -> dict[str, Any]:
    """One repair."""
    return shown(request.here)


@router.post(DESK, auth=readers, response=dict[str, Any])
def plan(request: Asked, code: str, body: PlanIn) -> dict[str, Any]:
    """Draws up a repair."""
    estate = request.here
    money = one_of(estate, MoneyAccount, "money", account__code=body.money) if body.money else None
    given = body.dict(exclude={"money"})
    return shown(plan_repair(estate=estate, money=money, **given, **acted(request)))


@router.post(f"{ONE}/voice", auth=project_door, response=dict[str, Any])
def voice(request: Asked, code: str, repair: int, body: VoiceIn) -> dict[str, Any]:
    """The word of the person's party."""
    made = voice_plan(project=request.here, **body.dict(), **acted(request))
    return {"side": made.side, "agrees": made.agrees}


@router.post(f"{ONE}/quotes", auth=project_door, response=dict[str, Any])
def quote(
    request: Asked,
    code: str,
    repair: int,
    bidder: str = Form(...),
    amount_fen: int = Form(..., le=MOST),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """An offer."""
    made = add_quote(project=request.here, bidder=bidder, amount_fen=amount_fen, **sent_paper(file), **acted(request))
    return {"bidder": made.bidder, "amount_fen": made.amount_fen}


@router.post(f"{ONE}/invite", auth=project_door, response=dict[str, Any])
def invite(request: Asked, code: str, repair: int, body: InvitationIn) -> dict[str, Any]:
    """Invites street and community."""
    return {"on": day(invite_offices(project=request.here, **body.dict(), **acted(request)).on)}


@router.post(f"{ONE}/agree", auth=project_door, response=dict[str, Any])
def agree(request: Asked, code: str, repair: int, body: RepairReason) -> dict[str, Any]:
    """Closes the talks."""
    return shown(agree_plan(project=request.here, **body.dict(), **acted(request)))


@router.post(f"{ONE}/draft", auth=project_door, response=dict[str, Any])
def draft(request: Asked, code: str, repair: int) -> dict[str, Any]:
    """Drafts the vote of the part."""
    return {"assembly": draft_repair_vote(project=request.here, **acted(request)).serial}


@router.post(f"{ONE}/vote", auth=project_door, response=dict[str, Any])
def link(request: Asked, code: str, repair: int, body: LinkIn) -> dict[str, Any]:
    """Names the assembly that decides."""
    assembly = one_of(request.here.estate, Assembly, "assembly", serial=body.assembly)
    return shown(link_vote(project=request.here, assembly=assembly, **acted(request)))


@router.post(f"{ONE}/resolution", auth=project_door, response=dict[str, Any])
def decide(request: Asked, code: str, repair: int, body: DecidedIn) -> dict[str, Any]:
    """Takes the resolution as the basis."""
    resolution = one_of(request.here.estate, Resolution, "resolution", pk=body.resolution)
    given = body.dict(exclude={"resolution"})
    return shown(take_resolution(project=request.here, resolution=resolution, **given, **acted(request)))


@router.post(f"{ONE}/evidence", auth=project_door, response=dict[str, Any])
def evidence(
    request: Asked,
    code: str,
    repair: int,
    on: date = Form(...),
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Keeps a proof of the emergency."""
    made = note_evidence(project=request.here, on=on, words=words, **sent_paper(file), **acted(request))
    return {"on": day(made.on), "words": made.words}


@router.post(f"{ONE}/confirm", auth=project_door, response=dict[str, Any])
def confirm(
    request: Asked,
    code: str,
    repair: int,
    confirmer: str = Form(...),
    on: date = Form(...),
    words: str = Form(""),
    document_number: str = Form(""),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """One confirmation of the emergency."""
    made = confirm_emergency(
        project=request.here,
        confirmer=confirmer,
        on=on,
        words=words,
        document_number=document_number,
        **sent_paper(file),
        **acted(request),
    )
    return shown(made)


@router.post(f"{ONE}/apply", auth=project_door, response=dict[str, Any])
def hand_in(request: Asked, code: str, repair: int) -> dict[str, Any]:
    """Writes the application to the office."""
    return shown(apply_repair(project=request.here, **acted(request)))


@router.post(f"{ONE}/office", auth=project_door, response=dict[str, Any])
def office(
    request: Asked,
    code: str,
    repair: int,
    kind: str = Form(...),
    on: date = Form(...),
    amount_fen: int | None = Form(None),
    words: str = Form(""),
    document_number: str = Form(""),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """What the office did."""
    made = record_office_step(
        project=request.here,
        kind=kind,
        on=on,
        amount_fen=amount_fen,
        words=words,
        document_number=document_number,
        **sent_paper(file),
        **acted(request),
    )
    return shown(made)


@router.post(f"{ONE}/start", auth=project_door, response=dict[str, Any])
def start(request: Asked, code: str, repair: int, body: StartIn) -> dict[str, Any]:
    """The work begins."""
    return shown(start_work(project=request.here, **body.dict(), **acted(request)))


@router.post(f"{ONE}/accept", auth=project_door, response=dict[str, Any])
def accept(
    request: Asked,
    code: str,
    repair: int,
    on: date = Form(...),
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """The work is accepted."""
    return shown(accept_work(project=request.here, on=on, words=words, **sent_paper(file), **acted(request)))


@router.post(f"{ONE}/audit", auth=project_door, response=dict[str, Any])
def audit(
    request: Asked,
    code: str,
    repair: int,
    on: date = Form(...),
    amount_fen: int = Form(..., le=MOST),
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """The settlement was audited."""
    made = audit_repair(
        project=request.here, on=on, amount_fen=amount_fen, words=words, **sent_paper(file), **acted(request)
    )
    return {"on": day(made.on), "amount_fen": made.amount_fen}


@router.post(f"{ONE}/settle", auth=project_door, response=dict[str, Any])
def settle(
    request: Asked,
    code: str,
    repair: int,
    actual_fen: int | None = Form(None),
    words: str = Form(""),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """The final account."""
    made = settle_repair(project=request.here, actual_fen=actual_fen, words=words, **sent_paper(file), **acted(request))
    return shown(made)


@router.post(f"{ONE}/publish", auth=project_door, response=dict[str, Any])
def publish(request: Asked, code: str, repair: int) -> dict[str, Any]:
    """The final account is published."""
    return shown(publish_repair(project=request.here, **acted(request)))


@router.post(f"{ONE}/report", auth=project_door, response=dict[str, Any])
def report(request: Asked, code: str, repair: int, body: RepairReport) -> dict[str, Any]:
    """An emergency is reported to the owners."""
    return {"on": day(report_repair(project=request.here, **body.dict(), **acted(request)).on)}


@router.post(f"{ONE}/drop", auth=project_door, response=dict[str, Any])
def drop(request: Asked, code: str, repair: int, body: RepairReason) -> dict[str, Any]:
    """It is given up."""
    return shown(drop_repair(project=request.here, **body.dict(), **acted(request)))


@router.post(f"{ONE}/requests", auth=project_door, response=dict[str, Any])
def pay(request: Asked, code: str, repair: int, body: PayIn) -> dict[str, Any]:
    """A request to pay from the project's own account; what the office holds is never paid from here (R16)."""
    row: RepairProject = request.here
    repair_access.require_conductor(request.person, row.estate, at=request.at)
    if row.custody == RepairProject.Custody.AGENCY or row.money is None:
        raise Refused(never_paid(row))
    category = one_of(row.estate, Account, "category", root=Account.Root.EXPENSE, code=body.category)
    urgent = bool(row.emergency)
    row.money.estate = row.estate
    made = request_payment(
        money=row.money,
        matter=SpendMatter.EMERGENCY if urgent else SpendMatter.BIG_REPAIR,
        ground=Ground.EMERGENCY if urgent else Ground.RESOLUTION,
        basis=row.basis,
        project_id=row.pk,
        amount_fen=body.amount_fen,
        words=body.words,
        category=category,
        payee=Payee(body.payee, False, body.payee_bank, body.payee_number),
        warnings_seen=body.warnings_seen,
        **acted(request),
    )
    return {"request": made.serial, "state": made.state}


@router.post(f"{DESK}/balances", auth=readers, response=dict[str, Any])
def balances(
    request: Asked,
    code: str,
    money: str = Form(...),
    as_of: date = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Takes in the office's list of sub-accounts; the account by its code."""
    found = one_of(request.here, MoneyAccount, "money", account__code=money)
    made = import_mirror(money=found, as_of=as_of, **sent_paper(file), **acted(request))
    return {"as_of": day(made.as_of), "units": made.balances.count(), "total_fen": made.total_fen}
