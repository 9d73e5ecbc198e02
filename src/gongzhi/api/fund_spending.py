"""Money going out: requests, approvals, slips, payments: the same acts as on the desk."""

from datetime import date
from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field, Json, ValidationError

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.fund_bases import BIG, account_of, money_of, of_estate
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, instant, page_of, wrong_words
from gongzhi.bodies.models import Appointment
from gongzhi.fund import access
from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.record_payment import record_payment
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.actions.withdraw_request import withdraw_request
from gongzhi.fund.models import (
    BudgetLine,
    SpendBasis,
    SpendRequest,
    Transaction,
)
from gongzhi.fund.queries.approving import lacking_of, needed_of
from gongzhi.fund.queries.requests import requests_of
from gongzhi.kernel.errors import BadInput

router = Router()
book, one = Door(access.get_book_for), Door(access.get_request_for)
E = "/estates/{slug:code}/desk/fund"
R = f"{E}/requests/{{int:request_id}}"


class PaperIn(Given):
    """One paper; `file` is the number of its file among those sent along, from 0."""

    kind: str
    file: int = Field(ge=0, lt=20)
    words: str = Field("", max_length=120)
    clear: bool = False


class SpendIn(Given):
    """Whom to pay how much for what, on which ground; references by number, accounts by code."""

    money: str
    matter: str
    amount_fen: int = Field(le=BIG)
    words: str = Field(max_length=200)
    ground: str
    category: str = ""
    to_money: str = ""
    payee: str = Field("", max_length=80)
    payee_person: bool = False
    payee_bank: str = Field("", max_length=80)
    payee_number: str = Field("", max_length=40)
    basis: int | None = None
    line: int | None = None
    returns: int | None = None
    seat: int | None = None
    month: date | None = None
    related: bool = False
    related_words: str = Field("", max_length=200)
    warnings_seen: bool = False
    papers: list[PaperIn] = Field([], max_length=20)


class ApprovalIn(Given):
    """A side's word."""

    agrees: bool
    remark: str = Field("", max_length=200)
    side: str = ""


class WithdrawalIn(Given):
    """A reason."""

    reason: str = Field(max_length=200)


def request_line(row: SpendRequest, request: Asked, *, whole: bool = True) -> dict[str, Any]:
    """A request as the desk shows it; the payee as everyone may read it, no number of any account."""
    plain = (
        "serial",
        "matter",
        "amount_fen",
        "words",
        "payee_shown",
        "ground",
        "state",
        "side",
        "related",
        "ended_for",
    )
    found: dict[str, Any] = {
        "id": row.pk,
        **{name: getattr(row, name) for name in plain},
        "money": row.money.account.code,
        "to_money": row.to_money.account.code if row.to_money else None,
        "category": row.category.code if row.category else None,
        "basis": row.basis_id,
        "line": row.line_id,
        "returns": row.returns_id,
        "month": day(row.month),
        "attempt": row.attempt,
        "at": instant(row.at),
    }
    if not whole:
        return found
    needed = needed_of(row, at=request.at)
    return found | {
        "approvals": [
            {"side": one.side, "agrees": one.agrees, "remark": one.remark, "at": instant(one.at)}
            for one in row.approvals.order_by("pk")
        ],
        "needed": needed.sentence,
        "lacking": [one.words for one in lacking_of(row, needed)],
        "files": [{"kind": one.kind, "words": one.words, "file": one.file_id} for one in row.files.order_by("pk")],
        "slip": next((one.serial for one in row.slips.all()), None),
        "paid_on": next((day(one.paid_on) for one in row.payments.all()), None),
        "transaction": next((one.transaction_id for one in row.payments.all()), None),
    }


@router.get(f"{E}/requests", auth=book, response=Page[dict[str, Any]])
def requests(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The requests of the estate, the newest first."""
    return page_of(requests_of(request.here.estate), page, size, lambda row: request_line(row, request, whole=False))


@router.post(f"{E}/requests", auth=book)
def asked(request: Asked, code: str, body: SpendIn) -> dict[str, Any]:
    """Asks to pay."""
    return _asked(request, body, [])


@router.post(f"{E}/requests/with-papers", auth=book)
def asked_with_papers(
    request: Asked,
    code: str,
    body: Json[dict[str, Any]] = Form(..., description="the request as JSON; `file` of a paper is its number"),
    files: list[UploadedFile] = File(...),
) -> dict[str, Any]:
    """Asks to pay, with contract, invoice, quotes or photographs."""
    try:
        said = SpendIn.model_validate(body)
    except ValidationError as error:
        wrong = {".".join(map(str, row["loc"])): wrong_words(row) for row in error.errors()}
        raise BadInput("申请的内容写得不对。", wrong) from None
    return _asked(request, said, files)


def _asked(request: Asked, body: SpendIn, files: list[UploadedFile]) -> dict[str, Any]:
    estate = request.here.estate
    account = money_of(estate, body.money)
    if account is None:
        raise BadInput("请选择账户。", {"money": "A1"})
    payee = Payee(body.payee, body.payee_person, body.payee_bank, body.payee_number) if body.payee else None
    if any(paper.file >= len(files) for paper in body.papers):
        raise BadInput("没有收到这份文件。", {"papers": "file"})
    papers = [
        Paper(paper.kind, **sent_paper(files[paper.file]), words=paper.words, clear=paper.clear)
        for paper in body.papers
    ]
    named = ("matter", "amount_fen", "words", "ground", "month", "related", "related_words", "warnings_seen")
    row = request_payment(
        money=account,
        category=account_of(estate, body.category),
        to_money=money_of(estate, body.to_money),
        payee=payee,
        basis=of_estate(SpendBasis, estate, body.basis),
        line=of_estate(BudgetLine, estate, body.line),
        returns=of_estate(Transaction, estate, body.returns),
        seat=of_estate(Appointment, estate, body.seat),
        papers=papers,
        **{name: getattr(body, name) for name in named},
        **acted(request),
    )
    return request_line(row, request)


@router.get(R, auth=one)
def shown(request: Asked, code: str, request_id: int) -> dict[str, Any]:
    """One request with its approvals and what is lacking."""
    return request_line(request.here, request)


@router.post(f"{R}/approvals", auth=one)
def approved(request: Asked, code: str, request_id: int, body: ApprovalIn) -> dict[str, Any]:
    """Agrees for a side, or refuses."""
    approve_payment(request=request.here, **body.dict(), **acted(request))
    return _fresh(request)


@router.post(f"{R}/slip", auth=one)
def issued(request: Asked, code: str, request_id: int) -> dict[str, Any]:
    """Issues the payment slip."""
    issue_slip(request=request.here, **acted(request))
    return _fresh(request)


@router.post(f"{R}/payment", auth=one)
def paid(
    request: Asked, code: str, request_id: int, paid_on: date = Form(...), file: UploadedFile = File(...)
) -> dict[str, Any]:
    """Records that the bank paid, with its receipt."""
    record_payment(request=request.here, paid_on=paid_on, **sent_paper(file), **acted(request))
    return _fresh(request)


@router.post(f"{R}/withdrawal", auth=one)
def withdrawn(request: Asked, code: str, request_id: int, body: WithdrawalIn) -> dict[str, Any]:
    """Takes a request back."""
    withdraw_request(request=request.here, reason=body.reason, **acted(request))
    return _fresh(request)


def _fresh(request: Asked) -> dict[str, Any]:
    request.here.refresh_from_db(fields=["state", "ended_for"])
    return request_line(request.here, request)
