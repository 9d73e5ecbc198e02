"""The accounts of an estate's ledger: opened, signed for, taken over, closed; the same acts as on the desk."""

from datetime import date
from typing import Any

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Json, ValidationError

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.fund_bases import of_estate
from gongzhi.api.fund_ledger import EntryOut, one_entry
from gongzhi.api.plain import Given, day
from gongzhi.bodies.models import Body
from gongzhi.fund import access
from gongzhi.fund.actions.change_signatories import change_signatories
from gongzhi.fund.actions.clear_opening import clear_opening
from gongzhi.fund.actions.close_account import close_account
from gongzhi.fund.actions.open_account import open_account
from gongzhi.fund.actions.open_book import open_book
from gongzhi.fund.actions.propose_account import Signer, propose_account
from gongzhi.fund.actions.record_opening import record_opening
from gongzhi.fund.models import MoneyAccount
from gongzhi.fund.queries.ledger_accounts import signing_now
from gongzhi.fund.queries.ledger_closing import next_to_close, obstacles, warnings
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.fund.queries.statements import balance_fen, money_accounts
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.voting.models import Resolution

router = Router()
reader, book, money = Door(access.reader_of), Door(access.get_book_for), Door(access.get_money_for)
E = "/estates/{slug:code}/desk/fund"
A = f"{E}/accounts/{{slug:account}}"
MOST = 10**13


class From(Given):
    """From which day the ledger begins."""

    from_on: date


class SigningPost(Given):
    """A side that signs, by body and post (any member: empty)."""

    side: str
    body: int | None = None
    role: str = ""


class AccountOut(Schema):
    """A money account; never its number, only the last four digits."""

    code: str
    title: str
    fund: str
    custody: str
    state: str
    bank: str
    holder: str
    tail: str
    by_unit: bool
    balance_fen: int
    opened_on: str | None
    closed_on: str | None
    basis: str
    basis_entry: int | None
    document: int | None
    signing: list[dict[str, Any]] | None


class BookOut(Schema):
    """The ledger: its accounts, what is disputed, which month is to be closed next and what stands in its way."""

    from_on: str
    unchecked_fen: int
    next_month: str
    obstacles: list[dict[str, Any]]
    warnings: list[str]
    accounts: list[AccountOut]


def account_line(row: MoneyAccount, request: Asked, *, whole: bool = False) -> dict[str, Any]:
    """An account; alone with who signs for it now, by post."""
    names = ("custody", "state", "bank", "holder", "tail", "basis_entry")
    signing = None
    if whole:
        signing = [
            {"side": one.row.side, "post": one.post, "held": bool(one.names)} for one in signing_now(row, at=request.at)
        ]
    return {
        "code": row.account.code,
        "title": row.account.title,
        "fund": row.account.fund,
        "by_unit": row.account.by_unit,
        "balance_fen": balance_fen(row.account, on=law_day(request.at)),
        "opened_on": day(row.opened_on),
        "closed_on": day(row.closed_on),
        "basis": row.basis_words,
        "document": row.document_id,
        "signing": signing,
        **{name: getattr(row, name) for name in names},
    }


def signers_from(estate_id: int, posts: list[dict[str, Any]]) -> tuple[Signer, ...]:
    """Who signs as acts take it; wrong input: a body that is not of this estate."""
    try:
        read = [SigningPost.model_validate(one) for one in posts]
    except ValidationError:
        raise BadInput("签字的职务写得不对。", {"signers": '[{"side", "body", "role"}]'}) from None
    known = Body.objects.in_bulk([one.body for one in read if one.body is not None])
    if any(one.body is not None and getattr(known.get(one.body), "estate_id", None) != estate_id for one in read):
        raise BadInput("没有这个组织。", {"signers": "请重选"})
    return tuple(Signer(one.side, known[one.body] if one.body is not None else None, one.role) for one in read)


@router.get(E, auth=book, response=BookOut)
def ledger(request: Asked, code: str) -> dict[str, Any]:
    """The ledger at a glance."""
    here = request.here
    month = next_to_close(here)
    stops = obstacles(here, month, at=request.at)
    return {
        "from_on": day(here.from_on),
        "unchecked_fen": unchecked_fen(here.estate),
        "next_month": day(month),
        "obstacles": [reason.as_json() for reason in stops],
        "warnings": [] if stops else [one.words for one in warnings(here, month)],
        "accounts": [account_line(row, request) for row in money_accounts(here.estate)],
    }


@router.post(f"{E}/book", auth=reader, response={201: dict[str, str]})
def begin(request: Asked, code: str, body: From) -> tuple[int, dict[str, str]]:
    """Opens the ledger."""
    made = open_book(estate=request.here, from_on=body.from_on, **acted(request))
    return 201, {"from_on": made.from_on.isoformat()}


@router.post(f"{E}/accounts", auth=book, response=AccountOut)
def propose(
    request: Asked,
    code: str,
    fund: str = Form(...),
    title: str = Form(...),
    custody: str = Form(...),
    holder: str = Form(...),
    holder_kind: str = Form(..., description="a holder of gongzhi_law: assembly, committee, firm, …"),
    basis_words: str = Form(...),
    basis_entry: int | None = Form(None, description="the journal entry of a resolution or decision"),
    by_unit: bool = Form(False),
    signers: Json[list[dict[str, Any]]] | None = Form(None, description='[{"side","body","role"}]'),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Enters an account to be opened."""
    estate = request.here.estate
    given: dict[str, Any] = {
        "fund": fund,
        "title": title,
        "custody": custody,
        "holder": holder,
        "holder_kind": holder_kind,
    }
    made = propose_account(
        estate=estate,
        basis_words=basis_words,
        basis_entry=basis_entry,
        by_unit=by_unit,
        signers=signers_from(estate.pk, signers or []),
        **given,
        **sent_paper(file),
        **acted(request),
    )
    return account_line(made, request, whole=True)


@router.get(A, auth=money, response=AccountOut)
def account(request: Asked, code: str, account: str) -> dict[str, Any]:
    """One account, with who signs for it now."""
    return account_line(request.here, request, whole=True)


@router.post(f"{A}/open", auth=money, response=AccountOut)
def open_(
    request: Asked,
    code: str,
    account: str,
    on: date = Form(...),
    bank: str = Form(""),
    number: str = Form(""),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """The bank opened it; announced at once."""
    made = open_account(money=request.here, on=on, bank=bank, number=number, **sent_paper(file), **acted(request))
    return account_line(made, request, whole=True)


@router.post(f"{A}/signers", auth=money, response=AccountOut)
def signers(
    request: Asked,
    code: str,
    account: str,
    signers: Json[list[dict[str, Any]]] = Form(..., description='[{"side","body","role"}]'),
    basis_words: str = Form(...),
    basis_entry: int | None = Form(None),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Which posts sign from today."""
    made = change_signatories(
        money=request.here,
        signers=signers_from(request.here.estate.pk, signers),
        basis_words=basis_words,
        basis_entry=basis_entry,
        **sent_paper(file),
        **acted(request),
    )
    return account_line(made, request, whole=True)


@router.post(f"{A}/opening", auth=money, response=EntryOut)
def opening(
    request: Asked,
    code: str,
    account: str,
    amount_fen: int = Form(..., ge=0, le=MOST),
    disputed_fen: int = Form(0, ge=0, le=MOST),
    words: str = Form(...),
    shares: Json[dict[int, int]] | None = Form(None, description="unit number → fen, of an account kept by flats"),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """What it held when the ledger began, with its paper."""
    given = {"amount_fen": amount_fen, "disputed_fen": disputed_fen, "words": words, "shares": shares}
    return one_entry(record_opening(money=request.here, **given, **sent_paper(file), **acted(request)))


@router.post(f"{A}/close", auth=money, response=AccountOut)
def close(
    request: Asked,
    code: str,
    account: str,
    on: date = Form(...),
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Closes an empty account."""
    made = close_account(money=request.here, on=on, words=words, **sent_paper(file), **acted(request))
    return account_line(made, request, whole=True)


@router.post(f"{E}/clearing", auth=book, response=EntryOut)
def clearing(
    request: Asked,
    code: str,
    amount_fen: int = Form(..., ge=0, le=MOST),
    way: str = Form(..., description="carried, income, others or settled"),
    on: date = Form(...),
    words: str = Form(...),
    resolution: int | None = Form(None, description="the owners' resolution that settles what nobody can explain"),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Clears a part of what was taken over in dispute."""
    settling = of_estate(Resolution, request.here.estate, resolution)
    given = {"amount_fen": amount_fen, "way": way, "on": on, "words": words, "resolution": settling}
    return one_entry(clear_opening(book=request.here, **given, **sent_paper(file), **acted(request)))
