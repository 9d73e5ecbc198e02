"""Oversight of shared money: warnings, audits, packages, handing over, lists over a division."""

from datetime import date
from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.fund_income import one_of
from gongzhi.api.plain import Given, day, instant
from gongzhi.bodies.models import Body
from gongzhi.fund import access, oversight_access
from gongzhi.fund.actions.add_finding import add_finding
from gongzhi.fund.actions.answer_finding import answer_finding
from gongzhi.fund.actions.close_audit import close_audit
from gongzhi.fund.actions.close_finding import close_finding
from gongzhi.fund.actions.decide_flag import decide_flag
from gongzhi.fund.actions.make_handover_balance import make_handover_balance
from gongzhi.fund.actions.make_package import make_package
from gongzhi.fund.actions.open_audit import open_audit
from gongzhi.fund.actions.receive_handover_balance import receive_handover_balance
from gongzhi.fund.actions.report_audit import report_audit
from gongzhi.fund.actions.sample_transaction import sample_transaction
from gongzhi.fund.models import Audit, AuditFinding, AuditPackage, HandoverBalance, Transaction
from gongzhi.fund.queries.audits import audits_of, drawn, findings_of, latest_package, samples_of
from gongzhi.fund.queries.handover import balances_of
from gongzhi.fund.queries.street import LISTS, below, estates_of, lines_of
from gongzhi.fund.queries.watch import Watched, watched_of

router = Router()
readers, book = Door(access.reader_of), Door(access.get_book_for)
audit_door, finding_door = Door(oversight_access.get_audit_for), Door(oversight_access.get_finding_for)
balance_door, division_door = Door(oversight_access.get_balance_for), Door(oversight_access.lists_of)
DESK, ABOVE = "/estates/{slug:code}/desk/fund", "/divisions/{slug:division}/desk/fund"
AUDIT = f"{DESK}/audits/{{int:audit_serial}}"
FINDING, BALANCE = f"{AUDIT}/findings/{{int:finding_number}}", f"{DESK}/handovers/{{int:handover_id}}"
MOST = 10**15


class AuditIn(Given):
    """An audit: purpose term, year or special; the last day is not counted; `body` by its number."""

    purpose: str
    from_on: date
    until_on: date
    auditor: str
    basis_words: str
    name: str
    number: str
    body: int | None = None


class SampleIn(Given):
    """What was seen of a transaction (by its number)."""

    transaction: int
    seen: str
    words: str = ""


class FindingIn(Given):
    """A finding."""

    words: str
    ground: str
    remedy: str
    due_on: date
    amount_fen: int | None = Field(None, le=MOST)


class SpanIn(Given):
    """A time whose last day is not counted."""

    from_on: date
    until_on: date


class HandoverIn(Given):
    """Whose balance (by the number of the body), of which day."""

    body: int
    on: date


class ReceiveIn(Given):
    """What the receiver remarks."""

    remark: str = ""


def flag_shown(one: Watched) -> dict[str, Any]:
    """A warning with its evidence and what was decided."""
    return {
        "key": one.flag.key,
        "kind": one.flag.kind.value,
        "words": one.flag.words,
        "amount_fen": one.flag.amount_fen,
        "open": one.is_open,
        "evidence": [{"words": row.words, "url": row.url} for row in one.flag.rows],
        "verdicts": [{"verdict": row.verdict, "words": row.words, "at": instant(row.at)} for row in one.verdicts],
    }


def audit_shown(row: Audit) -> dict[str, Any]:
    """An audit; who audits is told by the firm alone."""
    return {
        "serial": row.serial,
        "purpose": row.purpose,
        "body": row.body_id,
        "from_on": day(row.from_on),
        "until_on": day(row.until_on),
        "auditor": row.auditor,
        "state": row.state,
        "conclusion": row.conclusion,
        "document": row.document_id,
    }


def finding_shown(row: AuditFinding) -> dict[str, Any]:
    """A finding and how far it is."""
    return {
        "number": row.number,
        "words": row.words,
        "ground": row.ground,
        "remedy": row.remedy,
        "due_on": day(row.due_on),
        "amount_fen": row.amount_fen,
        "answer": row.answer,
        "answered_at": instant(row.answered_at),
        "closed_at": instant(row.closed_at),
    }


def package_shown(row: AuditPackage) -> dict[str, Any]:
    """A package: where its file is opened, and its hash."""
    return {
        "id": row.pk,
        "from_on": day(row.from_on),
        "until_on": day(row.until_on),
        "items": row.items,
        "sha256": row.sha256,
        "file": row.file_id,
    }


def balance_shown(row: HandoverBalance) -> dict[str, Any]:
    """A balance of handing over."""
    return {
        "id": row.pk,
        "body": row.body_id,
        "on": day(row.on),
        "accounts": row.accounts,
        "pending": row.pending,
        "document": row.document_id,
        "received_at": instant(row.received_at),
        "remark": row.remark,
    }


@router.get(f"{DESK}/flags", auth=book, response=list[dict[str, Any]])
def flags(request: Asked, code: str) -> list[dict[str, Any]]:
    """The warnings of the estate, open ones first."""
    return [flag_shown(one) for one in watched_of(request.here.estate, request.at)]


@router.post(f"{DESK}/flags", auth=book, response=dict[str, Any])
def flag_decided(
    request: Asked,
    code: str,
    key: str = Form(...),
    verdict: str = Form(...),
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Decides about a warning by its key, or says what it is about (told)."""
    made = decide_flag(
        estate=request.here.estate, key=key, verdict=verdict, words=words, **sent_paper(file), **acted(request)
    )
    return {"key": made.key, "verdict": made.verdict, "words": made.words}


@router.get(f"{DESK}/audits", auth=readers, response=list[dict[str, Any]])
def audits(request: Asked, code: str) -> list[dict[str, Any]]:
    """The audits of the estate, the newest first."""
    return [audit_shown(row) for row in audits_of(request.here)]


@router.post(f"{DESK}/audits", auth=readers, response=dict[str, Any])
def new_audit(request: Asked, code: str, body: AuditIn) -> dict[str, Any]:
    """Commissions an audit and seats its auditor."""
    audited = one_of(request.here, Body, "body", pk=body.body) if body.body is not None else None
    given = body.dict(exclude={"body"})
    return audit_shown(open_audit(estate=request.here, body=audited, **given, **acted(request)))


@router.get(AUDIT, auth=audit_door, response=dict[str, Any])
def audit(request: Asked, code: str, audit_serial: int) -> dict[str, Any]:
    """One audit: findings, what was seen, what its newest package draws."""
    row = request.here
    package = latest_package(row)
    return {
        **audit_shown(row),
        "findings": [finding_shown(one) for one in findings_of(row)],
        "samples": [
            {"transaction": one.transaction_id, "seen": one.seen, "words": one.words} for one in samples_of(row)
        ],
        "drawn": [made.pk for made in drawn(package, row)] if package else [],
    }


@router.post(f"{AUDIT}/samples", auth=audit_door, response=dict[str, Any])
def sampled(request: Asked, code: str, audit_serial: int, body: SampleIn) -> dict[str, Any]:
    """Puts down what the auditor saw of a transaction."""
    made = one_of(request.here.estate, Transaction, "transaction", pk=body.transaction)
    kept = sample_transaction(audit=request.here, transaction=made, seen=body.seen, words=body.words, **acted(request))
    return {"transaction": kept.transaction_id, "seen": kept.seen, "words": kept.words}


@router.post(f"{AUDIT}/findings", auth=audit_door, response=dict[str, Any])
def found(request: Asked, code: str, audit_serial: int, body: FindingIn) -> dict[str, Any]:
    """Puts down a finding."""
    return finding_shown(add_finding(audit=request.here, **body.dict(), **acted(request)))


@router.post(f"{FINDING}/answer", auth=finding_door, response=dict[str, Any])
def finding_answered(
    request: Asked,
    code: str,
    audit_serial: int,
    finding_number: int,
    answer: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Says how a finding was put right."""
    return finding_shown(answer_finding(finding=request.here, answer=answer, **sent_paper(file), **acted(request)))


@router.post(f"{FINDING}/closing", auth=finding_door, response=dict[str, Any])
def finding_closed(request: Asked, code: str, audit_serial: int, finding_number: int) -> dict[str, Any]:
    """Holds that it was put right."""
    return finding_shown(close_finding(finding=request.here, **acted(request)))


@router.post(f"{AUDIT}/report", auth=audit_door, response=dict[str, Any])
def reported(
    request: Asked,
    code: str,
    audit_serial: int,
    conclusion: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Reports the audit and publishes its result."""
    return audit_shown(report_audit(audit=request.here, conclusion=conclusion, **sent_paper(file), **acted(request)))


@router.post(f"{AUDIT}/closing", auth=audit_door, response=dict[str, Any])
def audit_closed(request: Asked, code: str, audit_serial: int) -> dict[str, Any]:
    """Closes the audit and ends the auditor's seat."""
    return audit_shown(close_audit(audit=request.here, **acted(request)))


@router.post(f"{AUDIT}/package", auth=audit_door, response=dict[str, Any])
def package_of_audit(request: Asked, code: str, audit_serial: int) -> dict[str, Any]:
    """Makes the package of the audited time."""
    row = request.here
    made = make_package(estate=row.estate, audit=row, from_on=row.from_on, until_on=row.until_on, **acted(request))
    return package_shown(made)


@router.post(f"{DESK}/packages", auth=readers, response=dict[str, Any])
def package(request: Asked, code: str, body: SpanIn) -> dict[str, Any]:
    """Makes a package of any time."""
    return package_shown(make_package(estate=request.here, **body.dict(), **acted(request)))


@router.get(f"{DESK}/handovers", auth=readers, response=list[dict[str, Any]])
def handovers(request: Asked, code: str) -> list[dict[str, Any]]:
    """The balances of handing over, the newest first."""
    return [balance_shown(row) for row in balances_of(request.here)]


@router.post(f"{DESK}/handovers", auth=readers, response=dict[str, Any])
def handed_over(request: Asked, code: str, body: HandoverIn) -> dict[str, Any]:
    """Draws up the balance of a leaving body."""
    leaving = one_of(request.here, Body, "body", pk=body.body)
    return balance_shown(make_handover_balance(body=leaving, on=body.on, **acted(request)))


@router.post(f"{BALANCE}/receipt", auth=balance_door, response=dict[str, Any])
def received(request: Asked, code: str, handover_id: int, body: ReceiveIn) -> dict[str, Any]:
    """Receives it."""
    return balance_shown(receive_handover_balance(balance=request.here, remark=body.remark, **acted(request)))


@router.get(ABOVE, auth=division_door, response=list[dict[str, Any]])
def over_division(request: Asked, division: str) -> list[dict[str, Any]]:
    """What lies directly below a division: estates, balances, and the length of every list."""
    estates = estates_of(request.here)
    return [
        {
            "key": line.key,
            "name": line.name,
            "estates": line.estates,
            "without_ledger": line.bookless,
            "total_fen": line.total_fen,
            **{name: len(line.cases[name]) for name in LISTS},
        }
        for line in below(request.here, lines_of(estates, request.at), estates)
    ]
