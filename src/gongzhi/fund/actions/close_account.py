"""Close an account that is empty and through which nothing moves any more (A5.1)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.account_notice import keep_account_paper, publish_account_notice
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import AccountPaper, MoneyAccount, Posting
from gongzhi.fund.queries.ledger_accounts import holds_back
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.states import ACCOUNT_MOVES, AccountState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen

CLOSED = journal.event("fund.account.closed", code=Fact.WORD, on=Fact.DAY, words=Fact.TEXT, file=Fact.HASH)


@act
@official
def close_account(
    *,
    money: MoneyAccount,
    on: date,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> MoneyAccount:
    """From `on` nothing is posted to the account; an account only proposed is dropped.

    Refuses everyone but who keeps the books, money left in it, requests still open and contracts that pay into it. Wrong
    input: no reason, a day to come, before the opening or before its last entry.
    """
    book = lock_book(money.estate, closing=True)
    money = MoneyAccount.objects.select_for_update(of=("self",)).select_related("account").get(pk=money.pk)
    money.estate = book.estate
    access.require_bookkeeper(by, book.estate, at=at)
    check_move(ACCOUNT_MOVES, AccountState(money.state), AccountState.CLOSED)
    wrong = {}
    last = Posting.objects.filter(estate=book.estate, account=money.account).order_by("-transaction__on").first()
    if not words.strip():
        wrong["words"] = _("必填")
    if on > law_day(at) or (money.opened_on and on < money.opened_on):
        wrong["on"] = _("不能是将来的日子，也不能早于开户")
    elif last is not None and on < last.transaction.on:
        wrong["on"] = _("%(day)s还有一笔账，不能早于这一天") % {"day": cndate(last.transaction.on)}
    if wrong:
        raise BadInput(_("销户还没有写全。"), wrong)
    reasons = [Reason(text, cite=FUND_RULES, remedy=_("先办完或者撤回")) for text in holds_back(money, on=law_day(at))]
    left = balance_fen(money.account, on=law_day(at))
    if left:
        text = _("账户里还有%(sum)s。") % {"sum": fen(left)}
        reasons.append(_way_out(money, text))
    if reasons:
        raise Refused(*reasons)
    stored = keep_paper(book.estate, file_name=file_name, content=content, at=at)
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    was_open = money.state == AccountState.OPEN
    entry = journal.record(
        CLOSED,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        basis=money.opened_entry or money.entry,
        code=money.account.code,
        on=on,
        words=words.strip(),
        file=stored.sha256 if stored else None,
    )
    money.state, money.closed_on, money.closed_entry = AccountState.CLOSED, on, entry.pk
    money.save(update_fields=["state", "closed_on", "closed_entry"])
    keep_account_paper(money, stored, kind=AccountPaper.Kind.CLOSED, entry=entry.pk, at=at)
    if was_open:
        publish_account_notice(
            money,
            title=_("%(estate)s%(account)s销户公告") % {"estate": book.estate.name, "account": money.account.title},
            lead=_("本小区下列账户自%(day)s起停用并销户，余额为零，现予公告。") % {"day": cndate(on)},
            on=on,
            basis_words=words.strip(),
            by=pseudonym,
            at=at,
        )
    return money


def _way_out(money: MoneyAccount, text: str) -> Reason:
    """Money is left: cash goes back to the bank, other money to another account by a request."""
    home = f"/desk/e/{money.estate.code}/fund/"
    if money.custody == MoneyAccount.Custody.CASH:
        page = f"{home}petty/{money.account.code}/return/"
        return Reason(text, cite=FUND_RULES, remedy=_("先把现金交回银行"), remedy_url=page)
    return Reason(text, cite=FUND_RULES, remedy=_("先申请划转到另一个账户"), remedy_url=f"{home}spending/new/")
