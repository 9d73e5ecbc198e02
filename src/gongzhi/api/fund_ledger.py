"""The books of an estate: entries, vouchers, sums, months; the same acts as on the desk."""

from datetime import date
from typing import Any

from ninja import File, Form, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field, Json

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.fund import access
from gongzhi.fund.actions.attach_voucher import attach_voucher
from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.actions.mask_voucher import mask_voucher
from gongzhi.fund.actions.reverse_transaction import reverse_transaction
from gongzhi.fund.ledger_access import get_voucher_for
from gongzhi.fund.models import MonthClose, Transaction, Voucher
from gongzhi.fund.queries.ledger_lines import Line, entries, lines_of, trial_balance
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.kernel.clock import law_day

router = Router()
book, entry, voucher = Door(access.get_book_for), Door(access.get_transaction_for), Door(get_voucher_for)
E = "/estates/{slug:code}/desk/fund"
T, V = f"{E}/entries/{{int:transaction_id}}", f"{E}/vouchers/{{int:voucher_id}}"


class Undo(Given):
    """Why an entry is undone, and on which day."""

    on: date
    why: str = Field(max_length=180)


class MonthClosing(Given):
    """Which month is closed, by its first day."""

    month: date
    warnings_seen: bool = False


class SideOut(Schema):
    """One account of an entry; plus is into it."""

    account: str
    title: str
    amount_fen: int


class VoucherOut(Schema):
    """A voucher; `shown` whether everyone may see it."""

    id: int
    kind: str
    words: str
    shown: bool


class EntryOut(Schema):
    """An entry of the ledger; `serial` once its month is closed."""

    id: int
    serial: int | None
    on: str
    kind: str
    words: str
    undone: bool
    reverses: int | None
    basis_entry: int | None
    by: str
    at: str
    entry: int
    sides: list[SideOut]
    vouchers: list[VoucherOut]


class SumsOut(Schema):
    """One account of a trial balance, in fen."""

    account: str
    title: str
    root: str
    before_fen: int
    debit_fen: int
    credit_fen: int
    after_fen: int


class MonthOut(Schema):
    """A closed month: the numbers of its vouchers and the SHA-256 of its entries."""

    month: str
    first: int
    last: int
    digest: str
    at: str


def entry_line(line: Line, vouchers: list[Voucher] | None = None) -> dict[str, Any]:
    """An entry with its sides; its vouchers when it is alone."""
    made = line.made
    return {
        "id": made.pk,
        "on": day(made.on),
        "at": instant(made.at),
        "undone": line.undone,
        "reverses": made.reverses_id,
        **{name: getattr(made, name) for name in ("serial", "kind", "words", "basis_entry", "by", "entry")},
        "sides": [
            {"account": row.account.code, "title": row.account.title, "amount_fen": row.amount_fen}
            for row in line.postings
        ],
        "vouchers": [voucher_line(row) for row in vouchers or ()],
    }


def voucher_line(row: Voucher) -> dict[str, Any]:
    """A voucher without its file."""
    shown = row.clear or row.shown_file_id is not None
    return {"id": row.pk, "kind": row.kind, "words": row.words, "shown": shown}


def one_entry(made: Transaction) -> dict[str, Any]:
    """An entry alone."""
    return entry_line(lines_of([made])[0], list(made.vouchers.order_by("pk")))


@router.get(f"{E}/entries", auth=book, response=Page[EntryOut])
def list_entries(
    request: Asked,
    code: str,
    account: str = Query("", max_length=8),
    month: date | None = None,
    kind: str = Query("", max_length=10),
    page: PageNumber = 1,
    size: PageSize = 50,
) -> dict[str, Any]:
    """The entries, the latest first; by account, month (its first day) and kind."""
    rows = entries(request.here.estate, account=account, month=month_of(month) if month else None, kind=kind)
    found = page_of(rows, page, size, lambda row: row)
    found["items"] = [entry_line(line) for line in lines_of(found["items"])]
    return found


@router.get(T, auth=entry, response=EntryOut)
def show_entry(request: Asked, code: str, transaction_id: int) -> dict[str, Any]:
    """One entry with its vouchers."""
    return one_entry(request.here)


@router.post(f"{T}/reverse", auth=entry, response=EntryOut)
def undo(request: Asked, code: str, transaction_id: int, body: Undo) -> dict[str, Any]:
    """Undoes an entry in red."""
    return one_entry(reverse_transaction(transaction=request.here, **body.dict(), **acted(request)))


@router.post(f"{T}/vouchers", auth=entry, response=VoucherOut)
def attach(
    request: Asked,
    code: str,
    transaction_id: int,
    kind: str = Form(...),
    words: str = Form("", max_length=120),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Attaches a voucher."""
    paper = sent_paper(file)
    return voucher_line(attach_voucher(transaction=request.here, kind=kind, words=words, **paper, **acted(request)))


@router.post(f"{V}/mask", auth=voucher, response=VoucherOut)
def mask(
    request: Asked,
    code: str,
    voucher_id: int,
    way: str = Form(..., description="squares (of a grid of 12 by 16, counted from 0 row by row), copy or clear"),
    squares: Json[list[int]] | None = Form(None),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Makes a voucher fit for everyone to see."""
    return voucher_line(
        mask_voucher(voucher=request.here, way=way, squares=squares or (), **sent_paper(file), **acted(request))
    )


@router.get(f"{E}/trial", auth=book, response=list[SumsOut])
def trial(request: Asked, code: str, from_on: date, until_on: date | None = None) -> list[dict[str, Any]]:
    """Both columns of every account over `[from_on, until_on)`; until the end of this month if no end is named."""
    until = until_on or next_month(month_of(law_day(request.at)))
    return [
        {
            "account": row.account.code,
            "title": row.account.title,
            "root": row.account.root,
            **{name: getattr(row, name) for name in ("before_fen", "debit_fen", "credit_fen", "after_fen")},
        }
        for row in trial_balance(request.here.estate, from_on=from_on, until_on=until)
    ]


@router.get(f"{E}/months", auth=book, response=list[MonthOut])
def months(request: Asked, code: str) -> list[dict[str, Any]]:
    """The closed months, the latest first."""
    rows = MonthClose.objects.filter(estate=request.here.estate).order_by("-month")
    return [month_line(row) for row in rows]


@router.post(f"{E}/months", auth=book, response=MonthOut)
def shut(request: Asked, code: str, body: MonthClosing) -> dict[str, Any]:
    """Closes the month whose turn it is."""
    return month_line(close_month(book=request.here, **body.dict(), **acted(request)))


def month_line(row: MonthClose) -> dict[str, Any]:
    """A closed month."""
    return {
        "month": day(row.month),
        "at": instant(row.at),
        **{name: getattr(row, name) for name in ("first", "last", "digest")},
    }
