"""Income of the estate: assets, contracts, what is due, came in and is late; what the early period left."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Field, Json, ValidationError

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.plain import Given, day, instant, wrong_words
from gongzhi.fund import access, income_access
from gongzhi.fund.actions.add_early_item import add_early_item
from gongzhi.fund.actions.close_early_item import close_early_item
from gongzhi.fund.actions.end_asset import end_asset
from gongzhi.fund.actions.end_contract import end_contract
from gongzhi.fund.actions.publish_early_statement import publish_early_statement
from gongzhi.fund.actions.record_deposit import record_deposit
from gongzhi.fund.actions.record_early_step import record_early_step
from gongzhi.fund.actions.record_income import record_income
from gongzhi.fund.actions.record_incomes import IncomeRow, record_incomes
from gongzhi.fund.actions.register_asset import register_asset
from gongzhi.fund.actions.register_contract import Due, register_contract
from gongzhi.fund.actions.settle_instalment import settle_instalment
from gongzhi.fund.models import Account, Asset, IncomeContract, Instalment, MoneyAccount, Posting, Transaction
from gongzhi.fund.queries.assets import BasisNow, assets_of, bases_now, contracts_of, title_law
from gongzhi.fund.queries.deposits import held_fen
from gongzhi.fund.queries.early import Early, early_of, early_one
from gongzhi.fund.queries.schedule import Owed, late, owed
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Building, Estate
from gongzhi.register.access import estate_public
from gongzhi.voting.models import Resolution

router = Router()
public, readers = Door(estate_public), Door(access.reader_of)
asset_door, contract_door = Door(income_access.get_asset_for), Door(income_access.get_contract_for)
early_door = Door(income_access.get_early_for)
PUBLIC, DESK = "/estates/{slug:code}/fund", "/estates/{slug:code}/desk/fund"
ASSET, CONTRACT = f"{DESK}/assets/{{int:asset_serial}}", f"{DESK}/contracts/{{int:contract_serial}}"
EARLY = f"{DESK}/early/{{int:early_serial}}"
MOST = 10**15


class IncomeEnding(Given):
    """From when, and why."""

    on: date
    reason: str


class EarlyClosing(Given):
    """How it was closed."""

    reason: str


class DueIn(Given):
    """One instalment, in fen."""

    on: date
    amount_fen: int = Field(le=MOST)
    words: str = ""


class ContractIn(Given):
    """A contract: asset by its serial, account of income and money by code, resolution by its number."""

    asset: int
    party: str
    person: bool = False
    words: str
    signed_on: date
    from_on: date
    until_on: date
    deposit_fen: int = Field(0, le=MOST)
    income: str
    money: str
    basis: str
    resolution: int | None = None
    basis_words: str = ""
    ground: str = ""
    dues: list[DueIn] = Field(max_length=600)


class IncomeIn(Given):
    """Money that came in: accounts by code, flats by number → fen, instalments by number."""

    money: str
    income: str
    amount_fen: int = Field(le=MOST)
    on: date
    words: str
    instalments: list[int] = Field([], max_length=200)
    shares: dict[int, int] | None = None


class RowIn(Given):
    """One of many sums."""

    amount_fen: int = Field(le=MOST)
    on: date
    words: str
    unit: int | None = None
    instalment: int | None = None


class RowsIn(Given):
    """Many sums into one account from one source."""

    money: str
    income: str
    rows: list[RowIn] = Field(max_length=5000)


class DepositIn(Given):
    """A deposit."""

    money: str
    amount_fen: int = Field(le=MOST)
    on: date


class SettleIn(Given):
    """Which instalment which posting pays; without a sum as much as fits."""

    instalment: int
    posting: int
    amount_fen: int | None = Field(None, le=MOST)


def one_of(estate: Estate, model: Any, field: str, **wanted: Any) -> Any:
    """The row of this estate; wrong input at `field` where there is none."""
    found = model.objects.filter(estate=estate, **wanted).first()
    if found is None:
        raise BadInput(_("没有这一项。"), {field: _("请核对")})
    return found


def _income(estate: Estate, code: str) -> Account:
    found: Account = one_of(estate, Account, "income", root=Account.Root.INCOME, code=code)
    return found


def _money(estate: Estate, code: str) -> MoneyAccount:
    found: MoneyAccount = one_of(estate, MoneyAccount, "money", account__code=code)
    return found


def asset_shown(row: Asset, on: date) -> dict[str, Any]:
    """An asset as everyone reads it."""
    law = title_law(row.title, on=on, place=row.estate.place)
    return {
        "serial": row.serial,
        "kind": row.kind,
        "title": row.title,
        "name": row.name,
        "place": row.place,
        "evidence": row.evidence,
        "common_income": law.passed,
        "sentence": law.sentence,
        "cite": law.cite,
        "ended_on": day(row.ended_on),
        "ended_for": row.ended_for,
    }


def contract_shown(row: IncomeContract, basis: BasisNow) -> dict[str, Any]:
    """A contract as everyone reads it: no person's name."""
    return {
        "serial": row.serial,
        "asset": row.asset.serial,
        "party": row.party_shown,
        "words": row.words,
        "from_on": day(row.from_on),
        "until_on": day(row.until_on),
        "ended_on": day(row.ended_on),
        "basis": row.basis,
        "basis_words": basis.label,
        "unseen": basis.unseen,
        "sentence": basis.words,
        "cite": basis.finding.cite,
        "ground": row.ground,
    }


def owed_shown(row: Owed, on: date) -> dict[str, Any]:
    """An instalment in fen."""
    one = row.instalment
    return {
        "id": one.pk,
        "contract": one.contract.serial,
        "number": one.number,
        "due_on": day(one.due_on),
        "amount_fen": one.amount_fen,
        "received_fen": row.received_fen,
        "late_days": row.late_days(on),
    }


def early_shown(one: Early) -> dict[str, Any]:
    """An item of the early period as everyone reads it."""
    item = one.item
    return {
        "serial": item.serial,
        "kind": item.kind,
        "words": item.words,
        "debtor": item.debtor,
        "owed_fen": item.owed_fen,
        "paid_fen": one.paid_fen,
        "due_on": day(item.due_on),
        "closed_on": day(item.closed_on),
        "closed_for": item.closed_for,
        "steps": [{"kind": step.kind, "words": step.words, "at": instant(step.at)} for step in one.steps],
    }


@router.get(f"{PUBLIC}/assets", auth=public, response=dict[str, Any])
def assets(request: Asked, code: str) -> dict[str, Any]:
    """Assets with whose they are, and contracts with what they rest on."""
    estate, on = request.here, law_day(request.at)
    contracts = contracts_of(estate)
    bases = bases_now(estate, contracts)
    rows = assets_of(estate)
    for row in rows:
        row.estate = estate
    return {
        "assets": [asset_shown(row, on) for row in rows],
        "contracts": [contract_shown(row, bases[row.pk]) for row in contracts],
    }


@router.get(f"{PUBLIC}/income", auth=public, response=dict[str, Any])
def income(request: Asked, code: str) -> dict[str, Any]:
    """What should have come in, what did, and what is late."""
    estate, on = request.here, law_day(request.at)
    waiting = late({estate.pk: estate}, request.at)[estate.pk]
    return {
        "instalments": [owed_shown(row, on) for row in owed([estate])],
        "late_fen": sum(one.left_fen for one in waiting),
        "late": [
            {
                "contract": one.contract.serial,
                "number": one.instalment.number,
                "left_fen": one.left_fen,
                "days": one.days,
                "noted": one.noted,
            }
            for one in waiting
        ],
    }


@router.get(f"{PUBLIC}/early", auth=public, response=list[dict[str, Any]])
def early(request: Asked, code: str) -> list[dict[str, Any]]:
    """What developer and early firm have to hand over, and how far it is."""
    return [early_shown(one) for one in early_of([request.here])]


@router.post(f"{DESK}/assets", auth=readers, response=dict[str, Any])
def new_asset(
    request: Asked,
    code: str,
    kind: str = Form(...),
    title: str = Form(...),
    name: str = Form(...),
    evidence: str = Form(...),
    place: str = Form(""),
    building: int | None = Form(None),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Enters an asset; `building` by its number."""
    where = one_of(request.here, Building, "building", pk=building) if building is not None else None
    made = register_asset(
        estate=request.here,
        kind=kind,
        title=title,
        name=name,
        place=place,
        building=where,
        evidence=evidence,
        **sent_paper(file),
        **acted(request),
    )
    return asset_shown(made, law_day(request.at))


@router.post(f"{ASSET}/end", auth=asset_door, response=dict[str, Any])
def asset_ended(request: Asked, code: str, asset_serial: int, body: IncomeEnding) -> dict[str, Any]:
    """Ends the entry of an asset."""
    return asset_shown(end_asset(asset=request.here, **body.dict(), **acted(request)), law_day(request.at))


@router.post(f"{DESK}/contracts", auth=readers, response=dict[str, Any])
def new_contract(
    request: Asked,
    code: str,
    contract: Json[dict[str, Any]] = Form(..., description="the contract as JSON"),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Enters a contract with its instalments."""
    try:
        body = ContractIn.model_validate(contract)
    except ValidationError as error:
        wrong = {".".join(map(str, one["loc"])): wrong_words(one) for one in error.errors()}
        raise BadInput(_("合同写得不对。"), wrong) from None
    estate = request.here
    asset = one_of(estate, Asset, "asset", serial=body.asset)
    asset.estate = estate
    decided = one_of(estate, Resolution, "resolution", pk=body.resolution) if body.resolution is not None else None
    given = body.dict(exclude={"asset", "income", "money", "resolution", "dues"})
    made = register_contract(
        asset=asset,
        income=_income(estate, body.income),
        money=_money(estate, body.money),
        resolution=decided,
        dues=[Due(one.on, one.amount_fen, one.words) for one in body.dues],
        **given,
        **sent_paper(file),
        **acted(request),
    )
    return contract_shown(made, bases_now(estate, [made])[made.pk])


@router.get(CONTRACT, auth=contract_door, response=dict[str, Any])
def contract(request: Asked, code: str, contract_serial: int) -> dict[str, Any]:
    """One contract with its instalments and its deposit."""
    return _contract(request, request.here)


def _contract(request: Asked, row: IncomeContract) -> dict[str, Any]:
    on = law_day(request.at)
    return {
        **contract_shown(row, bases_now(row.estate, [row])[row.pk]),
        "deposit_fen": row.deposit_fen,
        "deposit_held_fen": held_fen(row),
        "instalments": [owed_shown(one, on) for one in owed([row.estate], contract=row)],
    }


@router.post(f"{CONTRACT}/end", auth=contract_door, response=dict[str, Any])
def contract_ended(request: Asked, code: str, contract_serial: int, body: IncomeEnding) -> dict[str, Any]:
    """Ends a contract early."""
    return _contract(request, end_contract(contract=request.here, **body.dict(), **acted(request)))


@router.post(f"{CONTRACT}/deposit", auth=contract_door, response=dict[str, Any])
def deposit(request: Asked, code: str, contract_serial: int, body: DepositIn) -> dict[str, Any]:
    """Records the deposit of a contract."""
    row = request.here
    money = _money(row.estate, body.money)
    record_deposit(contract=row, money=money, amount_fen=body.amount_fen, on=body.on, **acted(request))
    return _contract(request, row)


@router.post(f"{CONTRACT}/receipts", auth=contract_door, response=dict[str, Any])
def settle(request: Asked, code: str, contract_serial: int, body: SettleIn) -> dict[str, Any]:
    """Lets income in the books count for an instalment."""
    row = request.here
    instalment = one_of(row.estate, Instalment, "instalment", pk=body.instalment, contract=row)
    posting = one_of(row.estate, Posting, "posting", pk=body.posting)
    settle_instalment(instalment=instalment, posting=posting, amount_fen=body.amount_fen, **acted(request))
    return _contract(request, row)


@router.post(f"{DESK}/incomes", auth=readers, response=dict[str, Any])
def new_income(request: Asked, code: str, body: IncomeIn) -> dict[str, Any]:
    """Records money that came in."""
    estate = request.here
    rows = Instalment.objects.select_related("contract").filter(estate=estate).in_bulk(body.instalments)
    if len(rows) != len(set(body.instalments)):
        raise BadInput(_("没有这一期。"), {"instalments": _("请核对")})
    made = record_income(
        money=_money(estate, body.money),
        income=_income(estate, body.income),
        instalments=[rows[pk] for pk in dict.fromkeys(body.instalments)],
        **body.dict(exclude={"money", "income", "instalments"}),
        **acted(request),
    )
    return {"transaction": made.pk}


@router.post(f"{DESK}/incomes/batch", auth=readers, response=dict[str, Any])
def new_incomes(request: Asked, code: str, body: RowsIn) -> dict[str, Any]:
    """Records many sums at once, all or none."""
    estate = request.here
    wanted = [row.instalment for row in body.rows if row.instalment is not None]
    known = Instalment.objects.select_related("contract").filter(estate=estate).in_bulk(wanted)
    if len(known) != len(set(wanted)):
        raise BadInput(_("没有这一期。"), {"rows": _("请核对")})
    rows = [
        IncomeRow(row.amount_fen, row.on, row.words, row.unit, known[row.instalment] if row.instalment else None)
        for row in body.rows
    ]
    made = record_incomes(
        money=_money(estate, body.money), income=_income(estate, body.income), rows=rows, **acted(request)
    )
    rows = Transaction.objects.filter(estate=estate, entry=made.pk).order_by("pk")
    return {"transactions": list(rows.values_list("pk", flat=True))}


@router.post(f"{DESK}/early", auth=readers, response=dict[str, Any])
def new_early(
    request: Asked,
    code: str,
    kind: str = Form(...),
    words: str = Form(...),
    debtor: str = Form(...),
    owed_fen: int | None = Form(None, le=MOST),
    due_on: date | None = Form(None),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Enters what is to be handed over."""
    made = add_early_item(
        estate=request.here,
        kind=kind,
        words=words,
        debtor=debtor,
        owed_fen=owed_fen,
        due_on=due_on,
        **sent_paper(file),
        **acted(request),
    )
    return early_shown(Early(made))


@router.post(f"{DESK}/early-statement", auth=readers, response=dict[str, Any])
def early_statement(request: Asked, code: str) -> dict[str, Any]:
    """Publishes how the handing over stands."""
    made = publish_early_statement(estate=request.here, **acted(request))
    return {"document": made.document_id, "open_items": made.open_items, "open_fen": made.open_fen}


@router.post(f"{EARLY}/steps", auth=early_door, response=dict[str, Any])
def early_step(
    request: Asked,
    code: str,
    early_serial: int,
    kind: str = Form(...),
    words: str = Form(...),
    money: str = Form(""),
    amount_fen: int | None = Form(None, le=MOST),
    on: date | None = Form(None),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Records a step; `paid` needs the account by code, fen and day."""
    item = request.here
    record_early_step(
        item=item,
        kind=kind,
        words=words,
        money=_money(item.estate, money) if money else None,
        amount_fen=amount_fen,
        on=on,
        **sent_paper(file),
        **acted(request),
    )
    return early_shown(early_one(item))


@router.post(f"{EARLY}/closing", auth=early_door, response=dict[str, Any])
def early_closed(request: Asked, code: str, early_serial: int, body: EarlyClosing) -> dict[str, Any]:
    """Closes an item."""
    return early_shown(early_one(close_early_item(item=request.here, reason=body.reason, **acted(request))))
