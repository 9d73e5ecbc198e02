"""Budgets and petty cash: the same acts as on the desk; adopted budgets for everyone."""

from datetime import date
from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.fund_bases import BIG, account_of, money_of, of_estate
from gongzhi.api.plain import Given, day
from gongzhi.bodies.models import Appointment
from gongzhi.fund import access, spending_access
from gongzhi.fund.actions.adopt_budget import adopt_budget
from gongzhi.fund.actions.draft_budget import LineDraft, draft_budget
from gongzhi.fund.actions.drop_budget import drop_budget
from gongzhi.fund.actions.record_petty import record_petty
from gongzhi.fund.actions.return_cash import return_cash
from gongzhi.fund.actions.review_petty import review_petty
from gongzhi.fund.actions.set_petty_fund import set_petty_fund
from gongzhi.fund.models import Budget, PettyFund
from gongzhi.fund.queries.bases import decided_page, title_of
from gongzhi.fund.queries.budgets import budgets_of, use_of
from gongzhi.fund.queries.petty import live_petty, month_fen, to_review
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings.models import Decision
from gongzhi.voting.models import Resolution

router = Router()
book, box, budget = Door(access.get_book_for), Door(access.get_money_for), Door(spending_access.get_budget_for)
petty, public = Door(spending_access.get_petty_for), Door(access.public_book)
E = "/estates/{slug:code}/desk/fund"
B, P = f"{E}/budgets/{{int:budget_id}}", f"{E}/petty/{{int:petty_id}}"


class LineIn(Given):
    """One line: the code of the expense account, what for, how much."""

    account: str
    words: str = Field(max_length=120)
    amount_fen: int = Field(le=BIG)


class BudgetIn(Given):
    """A budget with its lines."""

    year: int
    fund: str
    title: str = Field(max_length=120)
    lines: list[LineIn] = Field(max_length=100)


class Adopted(Given):
    """What adopted it."""

    resolution: int | None = None
    decision: int | None = None
    quote: str = ""


class PettyIn(Given):
    """The box by code, its keeper's appointment, the caps, and what sets them where the rules do not."""

    money: str
    keeper: int
    month_cap_fen: int = Field(le=BIG)
    each_cap_fen: int = Field(le=BIG)
    resolution: int | None = None
    decision: int | None = None


class Back(Given):
    """One voucher that is sent back."""

    voucher: int
    why: str = Field(max_length=200)


class Review(Given):
    """A month by its first day, and what of it is sent back."""

    month: date
    rejected: list[Back] = Field([], max_length=1000)


def budget_line(row: Budget) -> dict[str, Any]:
    """A budget with the use of each line."""
    return {
        "id": row.pk,
        "year": row.year,
        "fund": row.fund,
        "title": row.title,
        "state": row.state,
        "basis": title_of(row),
        "basis_url": decided_page(row),
        "adopted_on": day(row.adopted_on),
        "document": row.document_id,
        "lines": [
            {
                "id": use.line.pk,
                "account": use.line.account.code,
                "words": use.line.words,
                "amount_fen": use.line.amount_fen,
                "paid_fen": use.paid_fen,
                "asked_fen": use.asked_fen,
                "left_fen": use.left_fen,
            }
            for use in use_of([row])[row.pk]
        ],
    }


def petty_line(row: PettyFund, request: Asked) -> dict[str, Any]:
    """Petty cash with what the month has cost."""
    on = law_day(request.at)
    return {
        "id": row.pk,
        "money": row.money.account.code,
        "month_cap_fen": row.month_cap_fen,
        "each_cap_fen": row.each_cap_fen,
        "used_fen": month_fen(row, on),
        "balance_fen": balance_fen(row.money.account, on=on),
        "to_review": {
            f"{month:%Y-%m}": [
                {"id": one.pk, "on": day(one.on), "amount_fen": one.amount_fen, "words": one.words} for one in rows
            ]
            for month, rows in to_review(row).items()
        },
    }


@router.get("/estates/{slug:code}/fund/budgets", auth=public)
def adopted_budgets(request: Asked, code: str) -> list[dict[str, Any]]:
    """Adopted budgets with what of each line is spent, for everyone."""
    return [budget_line(row) for row in budgets_of(request.here.estate, adopted=True)]


@router.get(f"{E}/budgets", auth=book)
def budgets(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every budget, drafts too."""
    return [budget_line(row) for row in budgets_of(request.here.estate)]


@router.post(f"{E}/budgets", auth=book)
def drafted(request: Asked, code: str, body: BudgetIn) -> dict[str, Any]:
    """Draws up a budget."""
    estate = request.here.estate
    lines = []
    for one in body.lines:
        account = account_of(estate, one.account)
        if account is None:
            raise BadInput("请选择支出科目。", {"account": "E1"})
        lines.append(LineDraft(account, one.words, one.amount_fen))
    row = draft_budget(estate=estate, year=body.year, fund=body.fund, title=body.title, lines=lines, **acted(request))
    return budget_line(row)


@router.get(B, auth=budget)
def budget_read(request: Asked, code: str, budget_id: int) -> dict[str, Any]:
    """One budget."""
    return budget_line(request.here)


@router.post(f"{B}/adoption", auth=budget)
def adopted(request: Asked, code: str, budget_id: int, body: Adopted) -> dict[str, Any]:
    """Puts a budget into effect on what adopted it."""
    estate = request.here.estate
    row = adopt_budget(
        budget=request.here,
        resolution=of_estate(Resolution, estate, body.resolution),
        decision=of_estate(Decision, estate, body.decision),
        quote=body.quote,
        **acted(request),
    )
    return budget_line(row)


@router.post(f"{B}/drop", auth=budget)
def dropped(request: Asked, code: str, budget_id: int) -> dict[str, Any]:
    """Gives up a draft."""
    return budget_line(drop_budget(budget=request.here, **acted(request)))


@router.get(f"{E}/petty", auth=book)
def petty_funds(request: Asked, code: str) -> list[dict[str, Any]]:
    """Petty cash in use."""
    return [petty_line(row, request) for row in live_petty(request.here.estate)]


@router.post(f"{E}/petty", auth=book)
def petty_set(request: Asked, code: str, body: PettyIn) -> dict[str, Any]:
    """Sets up petty cash, or changes its keeper and caps."""
    estate = request.here.estate
    box, keeper = money_of(estate, body.money), of_estate(Appointment, estate, body.keeper)
    if box is None or keeper is None:
        raise BadInput("请选择现金账户。", {"money": "A1"})
    row = set_petty_fund(
        money=box,
        keeper=keeper,
        month_cap_fen=body.month_cap_fen,
        each_cap_fen=body.each_cap_fen,
        resolution=of_estate(Resolution, estate, body.resolution),
        decision=of_estate(Decision, estate, body.decision),
        **acted(request),
    )
    return petty_line(row, request)


@router.post(f"{P}/vouchers", auth=petty)
def petty_recorded(
    request: Asked,
    code: str,
    petty_id: int,
    amount_fen: int = Form(..., le=BIG),
    words: str = Form("", max_length=120),
    category: str = Form("", max_length=8),
    photo: UploadedFile = File(...),
) -> dict[str, Any]:
    """Records a small payment with its photo."""
    sent = sent_file(photo)
    row = record_petty(
        petty=request.here,
        amount_fen=amount_fen,
        words=words,
        category=account_of(request.here.estate, category),
        file_name=sent["file_name"],
        content=sent["content"],
        **acted(request),
    )
    return {"id": row.pk, "serial": row.serial, "amount_fen": row.amount_fen, "transaction": row.transaction_id}


@router.post(f"{E}/accounts/{{slug:account}}/cash-back", auth=box)
def cash_back(
    request: Asked,
    code: str,
    account: str,
    on: date = Form(...),
    to_money: str = Form("", max_length=8),
    amount_fen: int = Form(0, le=BIG),
    ends: bool = Form(False),
    slip: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Brings cash back to the bank with its slip; `ends` closes the petty cash."""
    sent = sent_file(slip) if slip else {"file_name": "", "content": b""}
    found = return_cash(
        money=request.here,
        to_money=money_of(request.here.estate, to_money),
        amount_fen=amount_fen,
        on=on,
        ends=ends,
        file_name=sent["file_name"],
        content=sent["content"],
        **acted(request),
    )
    balance = balance_fen(found.account, on=law_day(request.at))
    return {"account": found.account.code, "balance_fen": balance, "petty": not ends}


@router.post(f"{P}/reviews", auth=petty)
def petty_reviewed(request: Asked, code: str, petty_id: int, body: Review) -> dict[str, Any]:
    """Checks a month of petty cash."""
    rejected = {one.voucher: one.why for one in body.rejected}
    row = review_petty(petty=request.here, month=body.month, rejected=rejected, **acted(request))
    return {"id": row.pk, "confirmed_fen": row.confirmed_fen, "rejected_fen": row.rejected_fen}
