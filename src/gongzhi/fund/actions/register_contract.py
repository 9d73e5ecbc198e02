"""Enter a contract that brings shared income, with what it rests on and when which sum is due (R13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.record_income import must_take
from gongzhi.fund.cites import OPERATION
from gongzhi.fund.models import Account, Asset, IncomeContract, Instalment, MoneyAccount
from gongzhi.fund.queries.assets import needs_ground
from gongzhi.fund.queries.person_names import reads_as_person
from gongzhi.fund.queries.serials import next_serial
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.sealed import seal
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.voting.models import Matter, Resolution
from gongzhi.voting.queries import in_effect

REGISTERED = journal.event(
    "fund.contract.registered",
    serial=Fact.NUMBER,
    asset=Fact.NUMBER,
    party=Fact.TEXT,
    basis_kind=Fact.WORD,
    from_on=Fact.DAY,
    until_on=Fact.DAY,
    fen=Fact.NUMBER,
    deposit_fen=Fact.NUMBER,
    instalments=Fact.NUMBER,
    file=Fact.HASH,
)
B = IncomeContract.Basis
MOST = 600


@dataclass(frozen=True, slots=True)
class Due:
    """An instalment to come: the day it is due, its fen, a word for it."""

    on: date
    amount_fen: int
    words: str = ""


@act
def register_contract(
    *,
    asset: Asset,
    party: str,
    person: bool,
    words: str,
    signed_on: date,
    from_on: date,
    until_on: date,
    deposit_fen: int = 0,
    income: Account,
    money: MoneyAccount,
    basis: str,
    resolution: Resolution | None = None,
    basis_words: str = "",
    ground: str = "",
    dues: Sequence[Due] = (),
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> IncomeContract:
    """A contract over `[from_on, until_on)`; without a basis it is entered too and shown as 未见业主共同决定 (R13).

    The party is sealed; a firm is shown by name, a person (`person`, or what reads as one's name) is not. Refuses everyone but who keeps the books, an
    asset that ended, a decision that is not in effect or is on another matter. Wrong input: nothing written, no instalment,
    days that do not fit, no paper for an older or preliminary basis, no ground where the asset is not common (R12).
    """
    book = lock_book(asset.estate)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    asset = Asset.objects.get(pk=asset.pk)
    if asset.ended_on is not None:
        raise Refused(Reason(_("这项资产已经停止登记，不能再签合同。"), remedy=_("重新登记资产")))
    money = must_take(money)
    wrong = _wrong_terms(party, words, signed_on, from_on, until_on, deposit_fen, dues, at)
    wrong |= _wrong_basis(asset, basis, resolution, basis_words, ground, content)
    if income.estate_id != estate.pk or income.root != Account.Root.INCOME:
        wrong["income"] = _("请选收入科目")
    if (person or reads_as_person(party)) and party.strip() and party.strip() in f"{words} {ground} {basis_words}":
        wrong["words"] = _("合同内容、依据和理由都会公开，请不要写对方的姓名")
    if money.estate_id != estate.pk:
        wrong["money"] = _("请重选")
    if wrong:
        raise BadInput(_("合同还没有写全。"), wrong)
    if basis == B.RESOLUTION:
        _must_decide(asset, resolution)
    paper = keep_paper(estate, file_name=file_name, content=content, at=at)
    return _write(
        asset,
        paper,
        dues,
        by,
        at,
        party=seal(estate.pk, "fund_incomecontract", "party", party.strip()),
        party_shown=_("个人") if person or reads_as_person(party) else party.strip()[:80],
        words=words.strip()[:200],
        signed_on=signed_on,
        from_on=from_on,
        until_on=until_on,
        deposit_fen=deposit_fen,
        income=income,
        money=money,
        basis=basis,
        basis_entry=resolution.entry_id if resolution is not None and basis == B.RESOLUTION else None,
        basis_words=basis_words.strip()[:200],
        ground=ground.strip()[:200],
    )


def _wrong_terms(
    party: str, words: str, signed: date, since: date, until: date, deposit: int, dues: Sequence[Due], at: datetime
) -> dict[str, str]:
    wrong = {key: _("必填") for key, text in (("party", party), ("words", words)) if not text.strip()}
    if signed > law_day(at):
        wrong["signed_on"] = _("不能是将来的日子")
    if until <= since:
        wrong["until_on"] = _("要晚于开始的日子")
    if deposit < 0:
        wrong["deposit_fen"] = _("不能小于零")
    if not dues or len(dues) > MOST:
        wrong["dues"] = _("至少写一期，最多 %(n)s 期") % {"n": MOST}
    elif any(due.amount_fen <= 0 for due in dues):
        wrong["dues"] = _("每一期的金额要大于零")
    return wrong


def _wrong_basis(
    asset: Asset, basis: str, resolution: Resolution | None, basis_words: str, ground: str, content: bytes
) -> dict[str, str]:
    wrong = {}
    if basis not in B.values:
        wrong["basis"] = _("请选择")
    if basis == B.RESOLUTION and resolution is None:
        wrong["resolution"] = _("请选是哪一项决定")
    if basis in (B.BEFORE_2021, B.PRELIMINARY):
        if not basis_words.strip():
            wrong["basis_words"] = _("请写明是哪一份决定、合同或者规约")
        if not content:
            wrong["file"] = _("请上传依据的材料")
    if needs_ground(asset) and not ground.strip():
        wrong["ground"] = _("资产不是业主共有，请写明收入归业主的理由")
    return wrong


def _must_decide(asset: Asset, resolution: Resolution | None) -> None:
    fits = (
        resolution is not None
        and resolution.estate_id == asset.estate_id
        and resolution.motion.matter == Matter.COMMON_PART_USE
    )
    if resolution is None or not fits:
        words = _("这项决定不是关于利用共有部分经营的。")
    elif not in_effect(resolution):
        words = _("这项决定现在是“%(state)s”，不能作为依据。") % {"state": resolution.get_state_display()}
    else:
        return
    raise Refused(
        Reason(
            words,
            cite=OPERATION,
            remedy=_("选生效的决定，或者登记为“未见业主共同决定”并提出议题"),
            remedy_url=f"/desk/e/{asset.estate.code}/assemblies/",
        )
    )


def _write(
    asset: Asset, paper: StoredFile | None, dues: Sequence[Due], by: Person, at: datetime, **values: Any
) -> IncomeContract:
    estate = asset.estate
    serial = next_serial(IncomeContract, estate)
    entry = journal.record(
        REGISTERED,
        ref=f"contract:{serial}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=values["basis_entry"],
        serial=serial,
        asset=asset.serial,
        party=values["party_shown"],
        basis_kind=values["basis"],
        from_on=values["from_on"],
        until_on=values["until_on"],
        fen=sum(due.amount_fen for due in dues),
        deposit_fen=values["deposit_fen"],
        instalments=len(dues),
        file=[paper.sha256] if paper else [],
    )
    made: IncomeContract = IncomeContract.objects.create(
        estate=estate, serial=serial, asset=asset, file_id=paper.pk if paper else None, entry=entry.pk, **values
    )
    Instalment.objects.bulk_create(
        Instalment(
            estate=estate,
            contract=made,
            number=number,
            due_on=due.on,
            amount_fen=due.amount_fen,
            words=due.words.strip()[:80],
            entry=entry.pk,
        )
        for number, due in enumerate(sorted(dues, key=lambda one: one.on), 1)
    )
    return made
