"""Import a bank statement into an account: every line once, however often and in whatever pieces it comes (A5.2)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.documents.tables import BLOCK, Unreadable
from gongzhi.fund import access
from gongzhi.fund.actions.lock_money import lock_money
from gongzhi.fund.bank_access import require_open_bank
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import BankLine, BankStatement, MoneyAccount
from gongzhi.fund.queries.bank_files import (
    Fresh,
    Hand,
    Look,
    look_at,
    mapping_document,
    period_of,
    problem_documents,
    words_of,
)
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.statement import ASK, WrongMapping
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.sealed import seal
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

IMPORTED = journal.event(
    "fund.statement.imported",
    account=Fact.WORD,
    file=Fact.NUMBER,
    sha256=Fact.HASH,
    rows=Fact.NUMBER,
    fresh=Fact.NUMBER,
    credit_fen=Fact.NUMBER,
    debit_fen=Fact.NUMBER,
    first_on=Fact.DAY,
    last_on=Fact.DAY,
    opening_fen=Fact.NUMBER,
    closing_fen=Fact.NUMBER,
    by_hand=Fact.TRUTH,
)
TAKE, SKIP = "take", "skip"


@act
def import_statement(
    *,
    money: MoneyAccount,
    stored: StoredFile,
    hand: Hand | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    opening_fen: int | None = None,
    closing_fen: int | None = None,
    doubtful: str = "",
    by: Person,
    at: datetime,
) -> BankStatement:
    """Adds the lines of a kept file that the account does not have yet; all of it or nothing.

    `hand` corrects how it is read. `from_on` to `until_on` are the days it covers (by default its whole months);
    `opening_fen`, `closing_fen` count where the file tells none; `doubtful` take or skip: lines that differ from imported
    ones in words alone. Refuses everyone but who keeps the books, the same file again, a file without a new line, and
    new lines in a month that is reconciled. Wrong input: what cannot be read, a sign nobody can tell, such lines left open.
    """
    book, money = lock_money(money)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    require_open_bank(money)
    hand = hand or Hand()
    try:
        look = look_at(money, stored, hand)
    except (Unreadable, WrongMapping) as error:
        raise BadInput(_("这个文件读不出来。"), {"file": str(error)}) from error
    sheet = look.preview.mapping.sheet.name[:80] if len(look.workbook.sheets) > 1 else ""
    _refuse_again(money, stored, sheet, look)
    wrong = _wrong(look, doubtful, from_on, until_on, law_day(at))
    if wrong:
        raise BadInput(_("对账单还不能导入。"), wrong)
    fresh = [one for one in look.fresh if not (one.like and doubtful == SKIP)]
    first, last = _period(look, from_on, until_on, law_day(at))
    opening = look.preview.opening if look.preview.opening is not None else opening_fen
    closing = look.preview.closing if look.preview.closing is not None else closing_fen
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        IMPORTED,
        ref=f"account:{money.account.code}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=money.opened_entry,
        account=money.account.code,
        file=stored.pk,
        sha256=stored.sha256,
        rows=len(look.preview.lines),
        fresh=len(fresh),
        credit_fen=sum(one.line.credit for one in fresh),
        debit_fen=sum(one.line.debit for one in fresh),
        first_on=first,
        last_on=last,
        opening_fen=opening,
        closing_fen=closing,
        by_hand=bool(hand.columns or hand.sign or hand.sheet),
    )
    statement = BankStatement.objects.create(
        estate=estate,
        money=money,
        file_id=stored.pk,
        sha256=stored.sha256,
        sheet=sheet,
        mapping=mapping_document(look, hand),
        problems=problem_documents(look.problems),
        rows=len(look.preview.lines),
        fresh=len(fresh),
        first_on=first,
        last_on=last,
        opening_fen=opening,
        closing_fen=closing,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
    _write(statement, look, fresh)
    return statement


def _refuse_again(money: MoneyAccount, stored: StoredFile, sheet: str, look: Look) -> None:
    url = f"/desk/e/{money.estate.code}/fund/bank/{money.account.code}/"
    same = BankStatement.objects.filter(estate=money.estate, money=money, sha256=stored.sha256, sheet=sheet).first()
    if same is not None:
        words = _("这份对账单%(day)s已经导入过，没有再导入。") % {"day": cndate(same.at)}
        raise Refused(Reason(words, cite=BOOKS, remedy=_("看已导入的流水"), remedy_url=url))
    if look.preview.lines and look.known == len(look.preview.lines):
        words = _("这份对账单的 %(n)s 笔都已经导入过，没有新的流水。") % {"n": look.known}
        raise Refused(Reason(words, cite=BOOKS, remedy=_("看已导入的流水"), remedy_url=url))
    if look.late:
        words = _("%(month)s已经对平，这份文件却多出了那个月的流水。") % {"month": month_words(look.late[0])}
        raise Refused(
            Reason(
                words,
                cite=BOOKS,
                remedy=_("请以银行盖章的对账单核对；确实漏了的，请街道或者审计人员查看"),
                remedy_url=url,
            )
        )


def _wrong(look: Look, doubtful: str, from_on: date | None, until_on: date | None, today: date) -> dict[str, str]:
    wrong = {}
    if look.preview.sign == ASK:
        wrong["sign"] = _("看不出正负号的含义，请选一种")
    blocks = [one for one in look.problems if one.severity == BLOCK]
    if blocks and look.preview.sign != ASK:
        first = blocks[0]
        words = _("有 %(n)s 处要先改好。第 %(row)s 行：%(what)s；%(remedy)s")
        wrong["file"] = words % {"n": len(blocks), "row": first.row, "what": first.problem, "remedy": first.remedy}
    if look.doubtful and doubtful not in (TAKE, SKIP):
        wrong["doubtful"] = _("有 %(n)s 笔很像已经导入的，请选怎么办") % {"n": len(look.doubtful)}
    first_on, last_on = look.preview.first_on, look.preview.last_on
    if from_on is not None and first_on is not None and from_on > first_on:
        wrong["from_on"] = _("文件里有更早的流水")
    if until_on is not None and last_on is not None and until_on < last_on:
        wrong["until_on"] = _("文件里有更晚的流水")
    if until_on is not None and until_on > today:
        wrong["until_on"] = _("不能是将来的日子")
    if not look.preview.lines and (from_on is None or until_on is None or from_on > until_on):
        wrong["from_on"] = _("文件里没有流水，请写明它是哪一段日子的")
    if last_on is not None and last_on > today:
        wrong["file"] = _("文件里有将来日子的流水，请核对")
    return wrong


def _period(look: Look, from_on: date | None, until_on: date | None, today: date) -> tuple[date | None, date | None]:
    first, last = period_of(look, today=today)
    return from_on or first, until_on or last


def _write(statement: BankStatement, look: Look, fresh: list[Fresh]) -> None:
    place = {id(one): number for number, one in enumerate(look.lines, 1)}
    estate = statement.estate
    dated = [(one, one.line.day) for one in fresh if one.line.day is not None]
    BankLine.objects.bulk_create(
        [
            BankLine(
                estate=estate,
                money=statement.money,
                statement=statement,
                number=place[id(one)],
                on=day,
                moment=one.line.when.isoformat() if one.line.when else "",
                amount_fen=one.amount_fen,
                neutral=bool(one.line.neutral),
                balance_fen=one.line.balance,
                counterparty=seal(estate.pk, "fund_bankline", "counterparty", one.line.counterparty),
                words=seal(estate.pk, "fund_bankline", "words", words_of(one.line)),
                digest=one.digest,
                ordinal=one.ordinal,
                entry=statement.entry,
            )
            for one, day in dated
        ],
        batch_size=2000,
    )
