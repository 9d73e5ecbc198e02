"""Record what became of an item of the early period: asked for, handed over, paid."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.keeping_papers import attach_files
from gongzhi.fund.actions.posting import Line, lock_book, must_be_postable, post
from gongzhi.fund.actions.record_income import must_take
from gongzhi.fund.cites import EARLY
from gongzhi.fund.income_access import require_early_keeper
from gongzhi.fund.models import Account, EarlyItem, EarlyStep, MoneyAccount, Posting, Transaction, Voucher
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.early import fits
from gongzhi.fund.queries.serials import hold_register
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

STEPPED = journal.event(
    "fund.early.stepped",
    serial=Fact.NUMBER,
    kind=Fact.WORD,
    words=Fact.TEXT,
    fen=Fact.NUMBER,
    file=Fact.HASH,
)
S = EarlyStep.Kind
SOURCES = {EarlyItem.Kind.REPAIR_FUND: "repair"}


@act
@official
def record_early_step(
    *,
    item: EarlyItem,
    kind: str,
    words: str,
    money: MoneyAccount | None = None,
    amount_fen: int | None = None,
    on: date | None = None,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> EarlyStep:
    """A step of an item; `paid` posts the sum into the account as cleared income of the early period (I10, repair fund I9).

    Refuses everyone but who keeps the list (money: who keeps the books), and an item that is closed. Wrong input: no words,
    for money no account, sum or day, and the repair fund's in an account of other money or the reverse.
    """
    estate = item.estate
    paid = kind == S.PAID
    book = lock_book(estate) if paid else None
    hold_register("fund_earlystep", estate)
    item = EarlyItem.objects.get(pk=item.pk)
    item.estate = estate
    if paid:
        access.require_bookkeeper(by, estate, at=at)
    require_early_keeper(by, estate, at=at)
    if item.closed_on is not None:
        raise Refused(Reason(_("这一项已经了结。"), cite=EARLY, remedy=_("另有欠缺的，另登记一项")))
    wrong = {}
    if kind not in S.values:
        wrong["kind"] = _("请选择")
    if not words.strip():
        wrong["words"] = _("必填")
    if paid and (money is None or money.estate_id != estate.pk or money.account.by_unit):
        wrong["money"] = _("请选到账的账户（不按户记账的）")
    elif paid and money is not None and not fits(item, money):
        wrong["money"] = _("维修资金和别的钱分开存：交到专户、主管部门的，选“移交”并附凭证")
    if paid and (amount_fen is None or amount_fen <= 0):
        wrong["amount_fen"] = _("请填大于零的金额")
    if paid and on is None:
        wrong["on"] = _("必填")
    if wrong:
        raise BadInput(_("这一步还没有写全。"), wrong)
    paper = keep_paper(estate, file_name=file_name, content=content, at=at)
    who = keys.pseudonym(estate.pk, by.pk)
    if book is not None and on is not None:
        must_be_postable(book, on, at=at)
    entry = journal.record(
        STEPPED,
        ref=f"early:{item.serial}",
        estate_id=estate.pk,
        by=who,
        at=at,
        basis=item.entry,
        serial=item.serial,
        kind=kind,
        words=words.strip(),
        fen=amount_fen or 0 if paid else 0,
        file=[paper.sha256] if paper else [],
    )
    posting: Posting | None = None
    if book is not None and money is not None and amount_fen is not None and on is not None:
        taking = must_take(money)
        income = account_for(estate, Account.Root.INCOME, SOURCES.get(EarlyItem.Kind(item.kind), "early"))
        made = post(
            book,
            kind=Transaction.Kind.INCOME,
            on=on,
            words=f"{item.get_kind_display()}：{words.strip()}",
            lines=[Line(taking.account, amount_fen), Line(income, -amount_fen)],
            entry=entry.pk,
            by=who,
            at=at,
        )
        attach_files(made, [paper] if paper else [], Voucher.Kind.SLIP, by=who, at=at, entry=entry.pk)
        posting = made.postings.get(account=income)
    return EarlyStep.objects.create(
        estate=estate,
        item=item,
        kind=kind,
        words=words.strip()[:200],
        posting=posting,
        file_id=paper.pk if paper else None,
        by=who,
        at=at,
        entry=entry.pk,
    )
