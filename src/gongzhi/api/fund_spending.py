"""Money going out: grounds, bases, requests, approvals, slips, batches, payments: the same acts as on the desk."""

from datetime import date
from typing import Any, TypeVar

from django.db import models
from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field, Json, ValidationError

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.bodies.models import Appointment
from gongzhi.fund import access, spending_access
from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.make_batch import make_batch
from gongzhi.fund.actions.record_payment import record_payment
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.actions.set_allowance import set_allowance
from gongzhi.fund.actions.withdraw_request import withdraw_request
from gongzhi.fund.models import (
    Account,
    AllowanceRule,
    BudgetLine,
    MoneyAccount,
    PayBatch,
    PaymentSlip,
    SpendBasis,
    SpendRequest,
    Transaction,
)
from gongzhi.fund.queries.approving import lacking_of, needed_of
from gongzhi.fund.queries.bases import bases_of, decided_page, stops_basis, title_of, used_of_basis
from gongzhi.fund.queries.grounds import grounds_of
from gongzhi.fund.queries.requests import requests_of
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.meetings.models import Decision
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi_law.fund import SpendMatter

router = Router()
book, one = Door(access.get_book_for), Door(access.get_request_for)
money, basis = Door(access.get_money_for), Door(spending_access.get_basis_for)
batch = Door(spending_access.get_batch_for)
E = "/estates/{slug:code}/desk/fund"
R = f"{E}/requests/{{int:request_id}}"
BIG = 10**15
Row = TypeVar("Row", bound=models.Model)


class BasisIn(Given):
    """A resolution (with its sentence and sum) or a decision."""

    resolution: int | None = None
    decision: int | None = None
    amount_fen: int | None = Field(None, le=BIG)
    quote: str = ""


class PaperIn(Given):
    """One paper; `file` is the number of its file among those sent along, from 0."""

    kind: str
    file: int = Field(ge=0, lt=20)
    words: str = Field("", max_length=120)
    clear: bool = False


class RequestIn(Given):
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


class Word(Given):
    """A side's word."""

    agrees: bool
    remark: str = Field("", max_length=200)
    side: str = ""


class Why(Given):
    """A reason."""

    reason: str = Field(max_length=200)


class Slips(Given):
    """The slips of one file."""

    slips: list[int] = Field(max_length=500)


class AllowanceIn(Given):
    """What a post is paid a month."""

    role: str
    month_fen: int = Field(le=BIG)
    quote: str
    from_on: date


def of_estate(model: type[Row], estate: Estate, number: int | None, **where: Any) -> Row | None:
    """The row of this estate; None for none, and not there for a number of another."""
    if number is None:
        return None
    found = model._default_manager.filter(estate=estate, pk=number, **where).first()
    if found is None:
        raise NotHere
    return found


def account_of(estate: Estate, code: str) -> Account | None:
    """The account of this code; None for none."""
    if not code:
        return None
    found = Account.objects.filter(estate=estate, code=code).first()
    if found is None:
        raise NotHere
    return found


def money_of(estate: Estate, code: str) -> MoneyAccount | None:
    """The money account of this code; None for none."""
    if not code:
        return None
    found = MoneyAccount.objects.select_related("account").filter(estate=estate, account__code=code).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def basis_line(row: SpendBasis, request: Asked) -> dict[str, Any]:
    """A basis with what is left and what stops it."""
    used, stopped = used_of_basis(row), stops_basis(row, at=request.at)
    return {
        "id": row.pk,
        "kind": row.kind,
        "title": title_of(row),
        "url": decided_page(row),
        "limit_fen": row.limit_fen,
        "used_fen": used,
        "left_fen": row.limit_fen - used,
        "quote": row.quote,
        "stopped": stopped.as_json() if stopped else None,
    }


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


@router.get(f"{E}/grounds", auth=book)
def grounds(request: Asked, code: str, money: str, matter: str, amount_fen: int) -> dict[str, Any]:
    """Which ground is enough for a payment, and why the others are not."""
    account = money_of(request.here.estate, money)
    if matter not in set(SpendMatter) or not 0 < amount_fen <= BIG or account is None:
        raise BadInput("请核对账户、付什么和金额。", {"matter": "routine, small_repair …", "amount_fen": "> 0"})
    finding = grounds_of(account, matter, amount_fen, at=request.at)
    return {
        "needs": finding.needs,
        "allowed": list(finding.allowed),
        "refused": {ground: {"reason": why.sentence, "cite": why.cite} for ground, why in finding.refused.items()},
        "cosign": finding.cosign,
        "sentence": finding.sentence,
        "cites": finding.cites,
        "missing": list(finding.missing),
        "warnings": [row.sentence for row in finding.warnings],
    }


@router.get(f"{E}/bases", auth=book)
def bases(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every basis with its limit and what is left."""
    return [basis_line(row, request) for row in bases_of(request.here.estate)]


@router.post(f"{E}/bases", auth=book)
def registered(request: Asked, code: str, body: BasisIn) -> dict[str, Any]:
    """Registers a resolution or decision as a basis."""
    estate = request.here.estate
    row = register_basis(
        estate=estate,
        resolution=of_estate(Resolution, estate, body.resolution),
        decision=of_estate(Decision, estate, body.decision),
        amount_fen=body.amount_fen,
        quote=body.quote,
        **acted(request),
    )
    return basis_line(row, request)


@router.post(f"{E}/bases/{{int:basis_id}}/allowances", auth=basis)
def allowance(request: Asked, code: str, basis_id: int, body: AllowanceIn) -> dict[str, Any]:
    """Sets what a post is paid a month under a resolution."""
    row: AllowanceRule = set_allowance(basis=request.here, **body.dict(), **acted(request))
    return {"id": row.pk, "role": row.role, "month_fen": row.month_fen, "from_on": day(row.from_on)}


@router.get(f"{E}/requests", auth=book, response=Page[dict[str, Any]])
def requests(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The requests of the estate, the newest first."""
    return page_of(requests_of(request.here.estate), page, size, lambda row: request_line(row, request, whole=False))


@router.post(f"{E}/requests", auth=book)
def asked(request: Asked, code: str, body: RequestIn) -> dict[str, Any]:
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
        said = RequestIn.model_validate(body)
    except ValidationError as error:
        wrong = {".".join(map(str, row["loc"])): row["msg"] for row in error.errors()}
        raise BadInput("申请的内容写得不对。", wrong) from None
    return _asked(request, said, files)


def _asked(request: Asked, body: RequestIn, files: list[UploadedFile]) -> dict[str, Any]:
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
def approved(request: Asked, code: str, request_id: int, body: Word) -> dict[str, Any]:
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
def withdrawn(request: Asked, code: str, request_id: int, body: Why) -> dict[str, Any]:
    """Takes a request back."""
    withdraw_request(request=request.here, reason=body.reason, **acted(request))
    return _fresh(request)


def _fresh(request: Asked) -> dict[str, Any]:
    request.here.refresh_from_db(fields=["state", "ended_for"])
    return request_line(request.here, request)


@router.post(f"{E}/accounts/{{slug:account}}/batches", auth=money)
def batched(request: Asked, code: str, account: str, body: Slips) -> dict[str, Any]:
    """Makes a file of slips for the bank."""
    slips = [of_estate(PaymentSlip, request.here.estate, number) for number in body.slips]
    row: PayBatch = make_batch(money=request.here, slips=[slip for slip in slips if slip], **acted(request))
    return batch_shown(row)


@router.get(f"{E}/batches/{{int:batch_id}}", auth=batch)
def batch_read(request: Asked, code: str, batch_id: int) -> dict[str, Any]:
    """A batch file: its count, sum and hash."""
    return batch_shown(request.here)


def batch_shown(row: PayBatch) -> dict[str, Any]:
    """A batch without what stands in its file."""
    return {
        "id": row.pk,
        "serial": row.serial,
        "money": row.money.account.code,
        "slips": row.slips,
        "total_fen": row.total_fen,
        "sha256": row.sha256,
        "at": instant(row.at),
    }
