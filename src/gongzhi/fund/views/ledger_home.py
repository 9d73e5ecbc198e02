"""The desk of shared money: what there is, what came and went this month, what waits, and the ledger's beginning."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, duties
from gongzhi.fund.actions.open_book import open_book
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.forms.ledger import BookForm
from gongzhi.fund.models import Book, MoneyAccount
from gongzhi.fund.queries.flows import flows
from gongzhi.fund.queries.ledger_lines import entries, lines_of, unchecked_fen
from gongzhi.fund.queries.mirror import latest
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.statements import Statement, money_accounts, statements
from gongzhi.fund.states import AccountState
from gongzhi.fund.views.ledger_tables import entry_table
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.due import duty_days
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for
from gongzhi_law.fund import FUND_NAMES, FundKind, mode_rule

LATEST = 6
BADGES = {AccountState.PROPOSED: "due", AccountState.OPEN: "done", AccountState.CLOSED: "line"}


@door(access.reader_of)
def home(request: Entered, code: str) -> HttpResponse:
    """The estate's money at a glance: balances as bars, this month, what waits, every area."""
    estate: Estate = request.here
    at: datetime = request.at
    on = law_day(at)
    book = Book.objects.filter(estate=estate).first()
    accounts = money_accounts(estate) if book else []
    until = next_month(month_of(on))
    newest = {row.account.pk: row for row in statements(estate, until=until)} if book else {}
    year = flows(estate, from_on=on.replace(month=1, day=1), until_on=until) if book else []
    rows = [account_line(money, newest.get(money.account.pk)) for money in accounts]
    total = sum(row["booked"] for row in rows)
    scale(rows)
    mode = mode_rule(estate.management, on=on, place=estate.place)
    due, keeps = duties.of_estate(estate, at), access.is_bookkeeper(request.person, estate, at=at)
    context = {
        "estate": estate,
        "book": book,
        "steps": steps_of(book, accounts, estate),
        "rows": [row for row in rows if row["money"].state != AccountState.CLOSED],
        "closed": [row for row in rows if row["money"].state == AccountState.CLOSED],
        "total": total,
        "stats": stats_of(year),
        "unchecked": unchecked_fen(estate) if book else 0,
        "duties": due,
        "first": first_of(due, on) if keeps and accounts else None,
        "today": on,
        "areas": areas_of(code),
        "table": entry_table(lines_of(entries(estate)[:LATEST]), code) if book else None,
        "keeps": keeps,
        "mode": mode,
    }
    return render(request, "fund/ledger_home.html", context)


@door(access.reader_of, "GET", "POST")
def begin(request: Entered, code: str) -> HttpResponse:
    """建账, the first step: from which day."""
    estate: Estate = request.here
    first = law_day(request.at).replace(month=1, day=1)
    rule = mode_rule(estate.management, on=law_day(request.at), place=estate.place)
    return act_page(
        request,
        form_for(request, BookForm, initial={"from_on": first}),
        open_book,
        of_estate=True,
        estate=estate,
        back=(_("资金"), reverse("fund:home", args=[code])),
        heading=_("从哪一天起记账"),
        sub=rule.sentence,
        cites=(BOOKS, *((rule.cites,) if rule.cites else ())),
        word=_("建账"),
    )


def first_of(due: list[Duty], today: date) -> dict[str, str] | None:
    """What those who keep the books do first: what is due soonest, before everything without a day."""
    names = {str(access.K(kind).label) for kind in access.OWNERS}
    lines = [line for day in duty_days(due, today) for line in day.lines if line.duty.who in names]
    if not lines:
        return None
    duty = lines[0].duty
    return {
        "title": duty.title,
        "text": duty.who,
        "badge": lines[0].badge,
        "badge_kind": lines[0].badge_kind,
        "cite": duty.cite,
        "action": _("去办"),
        "action_url": duty.url,
    }


def account_line(money: MoneyAccount, row: Statement | None) -> dict[str, Any]:
    """An account as the home page draws it; of what the office holds its newest list is told (`held`), it is in no book."""
    mirror = latest(money) if money.custody == MoneyAccount.Custody.AGENCY else None
    booked = row.closing_fen if row else 0
    told = _("主管部门代管，%(day)s的分户余额，不在本账里")
    return {
        "money": money,
        "url": reverse("fund:account", args=[money.estate.code, money.account.code]),
        "kind": _(FUND_NAMES[FundKind(money.account.fund)]),
        "badge": str(money.get_state_display()),
        "badge_kind": BADGES[AccountState(money.state)],
        "booked": booked,
        "balance": booked + (mirror.total_fen if mirror else 0),
        "held": told % {"day": cndate(mirror.as_of)} if mirror else "",
        "income": row.income_fen if row else 0,
        "expense": row.expense_fen if row else 0,
    }


def scale(rows: list[dict[str, Any]]) -> None:
    """The width of each bar: the fullest account is whole."""
    most = max((row["balance"] for row in rows), default=0)
    for row in rows:
        part = max(row["balance"], 0) * 1000 // most if most > 0 else 0
        row["width"] = f"{part // 10}.{part % 10}%"


def stats_of(rows: list[tuple[date, int, int]]) -> list[dict[str, str]]:
    """What came in and went out this month and this year; what only moved between two accounts is neither."""
    income, expense = (rows[-1][1], rows[-1][2]) if rows else (0, 0)
    return [
        {"value": fen(income), "label": _("本月收入")},
        {"value": fen(expense), "label": _("本月支出")},
        {"value": fen(sum(row[1] for row in rows)), "label": _("今年收入")},
        {"value": fen(sum(row[2] for row in rows)), "label": _("今年支出")},
    ]


def steps_of(book: Book | None, accounts: list[MoneyAccount], estate: Estate) -> list[dict[str, str]]:
    """建账 in three steps; empty once an account with an entry is in use."""
    used = any(money.state == AccountState.OPEN for money in accounts)
    opened = book is not None and entries(estate).exists()
    if opened:
        return []
    now = 0 if book is None else 1 if not used else 2
    names = (_("建账"), _("登记账户"), _("登记期初余额"))
    notes = (_("从哪一天起记"), _("放在哪里，谁签字"), _("附银行对账单"))
    return [
        {"name": name, "note": note, "state": "done" if n < now else "now" if n == now else "next"}
        for n, (name, note) in enumerate(zip(names, notes, strict=True))
    ]


def areas_of(code: str) -> list[tuple[str, str]]:
    """The first pages of the other areas that exist: words and address."""
    names = {
        "spending_home": _("支出申请"),
        "petty": _("备用金"),
        "budgets": _("年度预算"),
        "income_home": _("收入、应收"),
        "contracts": _("收益合同"),
        "bank_home": _("银行流水、对账"),
        "early": _("前期移交"),
        "repair_home": _("维修资金"),
        "public_desk": _("公示"),
        "desk_questions": _("业主询问"),
        "oversight_home": _("预警"),
        "audits": _("审计、移交"),
        "public_home": _("公开页"),
    }
    found = []
    for name, words in names.items():
        try:
            found.append((words, reverse(f"fund:{name}", args=[code])))
        except NoReverseMatch:
            continue
    return found
