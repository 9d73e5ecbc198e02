"""Reconcile an account with its bank at the end of a month (A5.2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.fund import access
from gongzhi.fund.actions.lock_money import lock_money
from gongzhi.fund.bank_access import require_open_bank
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import MoneyAccount, Reconciliation
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.reconciling import Sheet, months_over, sheet_of
from gongzhi.fund.queries.reconciling_paper import paper_of, title_of
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen

RECONCILED = journal.event(
    "fund.month.reconciled",
    account=Fact.WORD,
    month=Fact.DAY,
    bank_fen=Fact.NUMBER,
    book_fen=Fact.NUMBER,
    lines_fen=Fact.NUMBER,
    postings_fen=Fact.NUMBER,
    open_lines=Fact.NUMBER,
    open_postings=Fact.NUMBER,
    document=Fact.HASH,
)


@act
@official
def reconcile_month(*, money: MoneyAccount, month: date, by: Person, at: datetime) -> Reconciliation:
    """Fixes the sheet of a month that is over (a first of month): both sides, what is open on each, equal to the fen.

    Publishes it as a document without names; a second person checks it. Refuses everyone but who keeps the books, a month
    done already, statements that do not reach its end or do not tell the balance, missing lines, and any difference.
    """
    book, money = lock_money(money)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    require_open_bank(money)
    if month != month_of(month) or next_month(month) > law_day(at):
        raise BadInput(_("请核对月份。"), {"month": _("填已经过完的月份")})
    if month not in months_over(money, from_on=book.from_on, today=law_day(at)):
        raise BadInput(_("请核对月份。"), {"month": _("这个月账户还没有开立，或者已经销户")})
    if Reconciliation.objects.filter(estate=estate, money=money, month=month).exists():
        raise Refused(Reason(_("这个月已经对平。"), cite=BOOKS, remedy=_("看调节表")))
    sheet = sheet_of(money, month)
    reasons = reasons_against(sheet)
    if reasons or sheet.sums is None or sheet.bank.told_fen is None:
        raise Refused(*reasons)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    document = publish_document(
        estate_id=estate.pk,
        kind="reconciliation",
        mark=_("%(estate)s对账") % {"estate": estate.name},
        title=title_of(sheet),
        template="official",
        data=paper_of(sheet, estate),
        ref=f"reconciliation:{money.account.code}:{month:%Y-%m}",
        by=pseudonym,
        at=at,
    )
    lines_fen = sum(row.amount_fen for row in sheet.lines)
    postings_fen = sum(row.amount_fen for row in sheet.postings)
    entry = journal.record(
        RECONCILED,
        ref=f"account:{money.account.code}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        account=money.account.code,
        month=month,
        bank_fen=sheet.sums.bank_fen,
        book_fen=sheet.sums.book_fen,
        lines_fen=lines_fen,
        postings_fen=postings_fen,
        open_lines=len(sheet.lines),
        open_postings=len(sheet.postings),
        document=document.sha256,
    )
    return Reconciliation.objects.create(
        estate=estate,
        money=money,
        month=month,
        bank_fen=sheet.sums.bank_fen,
        book_fen=sheet.sums.book_fen,
        lines_fen=lines_fen,
        postings_fen=postings_fen,
        open_lines=[{"on": row.on.isoformat(), "amount_fen": row.amount_fen, "id": row.pk} for row in sheet.lines],
        open_postings=[
            {"on": row.transaction.on.isoformat(), "amount_fen": row.amount_fen, "id": row.pk} for row in sheet.postings
        ],
        document_id=document.pk,
        person_id=by.pk,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )


def reasons_against(sheet: Sheet) -> list[Reason]:
    """Why the sheet cannot be fixed as things stand: the page shows them, the act refuses with them."""
    money, bank = sheet.money, sheet.bank
    home = f"/desk/e/{money.estate.code}/fund/bank/{money.account.code}/"
    if bank.why == "nothing":
        words = _("还没有到%(day)s的对账单。") % {"day": cndate(bank.on)}
        return [Reason(words, cite=BOOKS, remedy=_("导入这个月的对账单"), remedy_url=f"{home}import/")]
    if bank.why == "closing":
        words = _("这个月的对账单没有写期末余额，银行那边有多少钱还不知道。")
        remedy = _("换一份带余额的明细，或者导入时按银行页面填写期末余额")
        return [Reason(words, cite=BOOKS, remedy=remedy, remedy_url=f"{home}import/")]
    if bank.why == "lines" and bank.told_fen is not None and bank.by_lines_fen is not None:
        words = _("对账单的期末余额是 %(told)s，按已导入的流水算应为 %(counted)s，相差 %(gap)s：流水缺了或者多了。")
        given = {
            "told": fen(bank.told_fen),
            "counted": fen(bank.by_lines_fen),
            "gap": fen(bank.told_fen - bank.by_lines_fen),
        }
        return [Reason(words % given, cite=BOOKS, remedy=_("核对中间有没有漏导的日子"), remedy_url=f"{home}import/")]
    if sheet.sums is not None and not sheet.sums.holds:
        words = _("调节后账上是 %(book)s，银行是 %(bank)s，还差 %(gap)s 说不清。")
        given = {
            "book": fen(sheet.sums.adjusted_book_fen),
            "bank": fen(sheet.sums.adjusted_bank_fen),
            "gap": fen(sheet.sums.difference_fen),
        }
        remedy = _("核对期初余额与第一份对账单的期初是否一致")
        return [Reason(words % given, cite=BOOKS, remedy=remedy, remedy_url=home)]
    return []
