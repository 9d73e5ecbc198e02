"""One account as everyone reads it: its facts, its months, its lines, one line with its basis and its papers (A5.5)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.documents.queries import file_content
from gongzhi.fund import access
from gongzhi.fund.models import Account, BankLine, Book, MatchPosting, MoneyAccount, Posting, Transaction, Voucher
from gongzhi.fund.public_access import is_supervisor, public_voucher
from gongzhi.fund.queries.ledger_accounts import post_of, sides_of
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.ledger_vouchers import file_of
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.public_lines import (
    PublicLine,
    approvals_of,
    contracts_of,
    grounds_of,
    lines_of,
    postings_on,
    request_of,
)
from gongzhi.fund.queries.publications import Span, rule_for
from gongzhi.fund.queries.questions import questions_of, remarks_of, shown, shown_remarks
from gongzhi.fund.queries.statements import Statement, over, statements
from gongzhi.fund.views.public_frame import (
    chart_of,
    chosen,
    lines_url,
    periods_to_show,
    public_frame,
    sum_words,
    value_of,
)
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi_law.fund import FUND_NAMES, MATTER_TITLES, FundKind, SpendMatter

A_PAGE, CHARGES = 50, "bank"


def banked(money: list[Posting]) -> bool:
    """Whether one of the accounts lies with a bank: cash has no statement."""
    rows = MoneyAccount.objects.filter(account__in=[row.account_id for row in money])
    return rows.exclude(custody=MoneyAccount.Custody.CASH).exists()


def plain(words: str, payee: str) -> str:
    """The words of an entry without the payee in brackets at their end: it stands in a place of its own."""
    return words.removesuffix(f"（{payee}）") if payee else words


def months_of(book: Book, money: MoneyAccount, *, on: Any) -> list[Statement]:
    """Every month of an account up to the running one."""
    return statements(book.estate, until=next_month(month_of(on)), accounts=[money.account])


@door(access.public_money)
def account(request: Entered, code: str, account: str) -> HttpResponse:
    """Where the money lies, who signs by post, every month."""
    money: MoneyAccount = request.here
    on = law_day(request.at)
    book = _book(money)
    rows = months_of(book, money, on=on)
    chart, chart_table = chart_of(book, at=request.at, account=money.account)
    last = rows[-1].closing_fen if rows else 0
    rule = rule_for(money.estate, money.account.fund, on=on)
    context = {
        **public_frame(request, money.estate),
        "page_title": money.account.title,
        "heading": _("%(account)s现有 %(sum)s") % {"account": money.account.title, "sum": fen(last)},
        "sub": _("，").join(
            (money.account.code, _(FUND_NAMES[FundKind(money.account.fund)]), money.get_state_display())
        ),
        "money": money,
        "facts": _facts(money),
        "sides": [f"{row.get_side_display()}{_('：')}{post_of(row)}" for row in sides_of(money)],
        "chart": chart,
        "chart_table": chart_table,
        "table": _months(rows, code, money),
        "rule": rule,
    }
    return render(request, "fund/public_account.html", context)


def _book(money: MoneyAccount) -> Book:
    book = Book.objects.get(estate=money.estate)
    book.estate = money.estate
    return book


def _facts(money: MoneyAccount) -> list[tuple[str, str]]:
    rows = [
        (_("户名"), money.holder),
        (_("开户行"), money.bank or _("不开银行账户，现金保管")),
        (_("账号末四位"), money.tail or "—"),
        (_("怎么保管"), str(money.get_custody_display())),
        (_("依据"), money.basis_words),
    ]
    if money.opened_on:
        rows.append((_("启用"), cndate(money.opened_on)))
    if money.closed_on:
        rows.append((_("销户"), cndate(money.closed_on)))
    return rows


def _months(rows: list[Statement], code: str, money: MoneyAccount) -> dict[str, Any]:
    return {
        "label": _("每月收支"),
        "columns": [
            {"label": _("月份")},
            *({"label": head, "n": True} for head in (_("期初"), _("收入"), _("支出"), _("期末"))),
        ],
        "rows": [
            [
                {
                    "text": month_words(row.from_on),
                    "url": lines_url(code, money.account, Span(row.from_on, row.until_on)),
                    "note": _("%(n)s 笔") % {"n": row.lines},
                },
                *(fen(one) for one in (row.opening_fen, row.income_fen, row.expense_fen, row.closing_fen)),
            ]
            for row in reversed(rows)
        ],
        "empty": {"title": _("还没有收支"), "text": _("有了第一笔收支，每个月的数字列在这里。")},
    }


@door(access.public_money)
def lines(request: Entered, code: str, account: str) -> HttpResponse:
    """The lines of an account in a period, with the sum that they come to."""
    money: MoneyAccount = request.here
    on = law_day(request.at)
    book = _book(money)
    rule = rule_for(money.estate, money.account.fund, on=on)
    known = periods_to_show(book, at=request.at, months=[rule.months])
    span = chosen(request.GET.get("period", ""), known, today=on)
    found = over(months_of(book, money, on=on), from_on=span.from_on, until_on=span.until_on)
    rows = postings_on(money.estate, account=money.account, from_on=span.from_on, until_on=span.until_on)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        **public_frame(request, money.estate),
        "crumb": {"label": money.account.title, "url": reverse("fund:public_account", args=[code, account])},
        "page_title": _("%(account)s %(period)s") % {"account": money.account.title, "period": span.words},
        "heading": _("%(account)s %(period)s的收支") % {"account": money.account.title, "period": span.words},
        "sub": sum_words(found[0]) if found else _("这一期没有收支。"),
        "money": money,
        "periods": [(value_of(one), one.words, one == span) for one in known],
        "span": span,
        "page": page,
        "query": urlencode({"period": value_of(span)}),
        "table": _lines(lines_of(page.object_list), code),
        "statement": found[0] if found else None,
    }
    return render(request, "fund/public_lines.html", context)


def _lines(rows: list[PublicLine], code: str) -> dict[str, Any]:
    return {
        "label": _("收支明细"),
        "columns": [
            {"label": _("做什么")},
            {"label": _("日期")},
            {"label": _("项目、对方")},
            {"label": _("金额"), "n": True},
        ],
        "rows": [
            [
                {
                    "text": plain(row.made.words, row.to),
                    "url": reverse("fund:public_entry", args=[code, row.made.pk]),
                    "note": "，".join(filter(None, (str(row.made.get_kind_display()), row.papers))),
                    **_badge(row),
                },
                cndate(row.made.on),
                {"text": row.what or _("账户之间划转"), "note": row.to},
                fen(row.amount_fen),
            ]
            for row in rows
        ],
        "empty": {"title": _("这一期没有收支"), "text": _("换一期看看。")},
    }


def _badge(row: PublicLine) -> dict[str, str]:
    if row.undone:
        return {"badge": _("已冲销"), "badge_kind": "urgent"}
    return {"badge": _("银行已核"), "badge_kind": "done"} if row.matched else {}


@door(access.public_transaction)
def entry(request: Entered, code: str, transaction_id: int) -> HttpResponse:
    """One line: what for, to whom, on which decision, who agreed by side, its papers, the bank, its reversal."""
    made: Transaction = request.here
    postings = list(made.postings.select_related("account").order_by("pk"))
    money = [row for row in postings if row.account.root == Account.Root.MONEY]
    paid = request_of(made)
    words = plain(made.words, paid.payee_shown if paid else "")
    questions = questions_of(made.estate).filter(transaction=made)
    remarks = remarks_of(made.estate).filter(transaction=made)
    undone = made.reversals.first()
    bank = BankLine.objects.filter(
        matched__live=True,
        matched__match__in=MatchPosting.objects.filter(posting__in=money, live=True).values("match"),
    ).exists()
    total = sum(row.amount_fen for row in money) or max((row.amount_fen for row in money), default=0)
    context = {
        **public_frame(request, made.estate),
        "crumb": {
            "label": money[0].account.title,
            "url": reverse("fund:public_account", args=[code, money[0].account.code]),
        }
        if money
        else None,
        "page_title": words,
        "heading": _("%(words)s：%(sum)s") % {"words": words, "sum": fen(abs(total))},
        "sub": f"{cndate(made.on)}{_('，')}{made.get_kind_display()}",
        "made": made,
        "charge": paid is None and any(row.account.fund == CHARGES for row in postings),
        "facts": [
            (
                _("账户"),
                "、".join(f"{row.account.code} {row.account.title} {fen(row.amount_fen)}" for row in money) or "—",
            ),
            (_("项目"), "、".join(row.account.title for row in postings if row not in money) or _("账户之间划转")),
            *(
                [(_("付什么"), _(MATTER_TITLES[SpendMatter(paid.matter)])), (_("收款人"), paid.payee_shown)]
                if paid
                else []
            ),
            (_("凭证号"), str(made.serial) if made.serial else _("结账时编号")),
            *([(_("银行"), _("已和银行流水勾对") if bank else _("还没有和银行流水勾对"))] if banked(money) else []),
            (_("存证"), _("第 %(n)s 条") % {"n": made.entry}),
        ],
        "grounds": grounds_of(made, paid),
        "approvals": [(side, cndate(at)) for side, at in approvals_of(paid)],
        "contracts": [_contract(row.instalment) for row in contracts_of(made)],
        "vouchers": [_voucher(row, code) for row in made.vouchers.order_by("pk")],
        "undone": undone,
        "undoes": made.reverses,
        "questions": shown(questions, made.estate, at=request.at),
        "remarks": shown_remarks(remarks, made.estate, at=request.at),
        "ask_url": reverse("fund:public_ask", args=[code]) + f"?transaction={made.pk}",
        "remark_url": reverse("fund:make_remark", args=[code]) + f"?transaction={made.pk}"
        if is_supervisor(request.person or None, made.estate, at=request.at)
        else "",
    }
    return render(request, "fund/public_entry.html", context)


def _contract(row: Any) -> str:
    words = _("%(what)s，%(who)s，%(due)s应付的一期")
    return words % {"what": row.contract.words, "who": row.contract.party_shown, "due": cndate(row.due_on)}


def _voucher(row: Voucher, code: str) -> dict[str, Any]:
    seen = row.clear or row.shown_file_id is not None
    return {
        "name": row.words or str(row.get_kind_display()),
        "note": str(row.get_kind_display()) if row.words else "",
        "url": reverse("fund:public_voucher", args=[code, row.transaction_id, row.pk]) if seen else "",
        "masked": row.shown_file_id is not None,
    }


@door(public_voucher)
def voucher(request: Entered, code: str, transaction_id: int, voucher_id: int) -> HttpResponse:
    """The copy of a voucher that everyone sees, never guessed to be anything else."""
    stored = file_of(request.here, shown=True)
    if stored is None:
        raise NotHere
    response = HttpResponse(file_content(stored), content_type=stored.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response
