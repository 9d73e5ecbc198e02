"""What money going out rests on, and files for the bank: grounds, bases, allowances, batches: the same acts as on the desk."""

from datetime import date
from typing import Any, TypeVar

from django.db import models
from ninja import Router
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, day, instant
from gongzhi.fund import access, spending_access
from gongzhi.fund.actions.make_batch import make_batch
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.actions.set_allowance import set_allowance
from gongzhi.fund.models import Account, AllowanceRule, MoneyAccount, PayBatch, PaymentSlip, SpendBasis
from gongzhi.fund.queries.bases import bases_of, decided_page, stops_basis, title_of, used_of_basis
from gongzhi.fund.queries.grounds import grounds_of
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.meetings.models import Decision
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi_law.fund import SpendMatter

router = Router()
book, money = Door(access.get_book_for), Door(access.get_money_for)
basis, batch = Door(spending_access.get_basis_for), Door(spending_access.get_batch_for)
E = "/estates/{slug:code}/desk/fund"
BIG = 10**15
Row = TypeVar("Row", bound=models.Model)


class BasisIn(Given):
    """A resolution (with its sentence and sum) or a decision."""

    resolution: int | None = None
    decision: int | None = None
    amount_fen: int | None = Field(None, le=BIG)
    quote: str = ""


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
