"""Accounts on the desk: propose, open, who signs, opening balance, close."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.fund import access
from gongzhi.fund.actions.change_signatories import change_signatories
from gongzhi.fund.actions.clear_opening import clear_opening
from gongzhi.fund.actions.close_account import close_account
from gongzhi.fund.actions.open_account import open_account
from gongzhi.fund.actions.propose_account import propose_account
from gongzhi.fund.actions.record_opening import record_opening
from gongzhi.fund.cites import BOOKS, COMMON_INCOME, DECIDES, FUND_RULES
from gongzhi.fund.forms.ledger import AccountForm, ClearingForm, CloseAccountForm, OpenForm, OpeningForm, SignersForm
from gongzhi.fund.models import Book, MoneyAccount, Transaction
from gongzhi.fund.queries.charts import months_chart
from gongzhi.fund.queries.ledger_accounts import holder_rule, holds_back, possible_posts, signing_now
from gongzhi.fund.queries.ledger_bases import citable, cited
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.ledger_lines import entries, lines_of, unchecked_fen
from gongzhi.fund.queries.periods import month_of, next_month, open_from
from gongzhi.fund.queries.statements import statements
from gongzhi.fund.states import AccountState
from gongzhi.fund.views.ledger_tables import entry_table
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for
from gongzhi_law.fund import FUND_NAMES, FundKind, Holder, account_rule

MONTHS = 12
LATEST = 10


def page_of(money: MoneyAccount) -> tuple[str, str]:
    """Name and address of an account's page."""
    return money.account.title, reverse("fund:account", args=[money.estate.code, money.account.code])


def _rules(estate: Estate, on: date) -> list[str]:
    """What the place says of the names that may keep the owners' income and the repair fund."""
    found = []
    for kind in (FundKind.COMMON_INCOME, FundKind.REPAIR):
        rule = account_rule(kind, Holder.PERSON, on=on, place=estate.place)
        if rule.cite:
            found.append(rule.sentence)
    return found


@door(access.get_book_for, "GET", "POST")
def propose(request: Entered, code: str) -> HttpResponse:
    """An account to be opened."""
    book: Book = request.here
    options: dict[str, Any] = {"bases": citable(book.estate), "posts": possible_posts(book.estate)}
    form = form_for(request, AccountForm, initial={"custody": MoneyAccount.Custody.JOINT}, **options)
    return act_page(
        request,
        form,
        propose_account,
        of_estate=True,
        estate=book.estate,
        back=(_("资金"), reverse("fund:home", args=[code])),
        heading=_("登记一个账户"),
        sub=_("一个账户只属于一个小区。银行开好以后再登记账号，随即公告。"),
        cites=(FUND_RULES, COMMON_INCOME),
        word=_("登记"),
        more={"rules": _rules(book.estate, law_day(request.at))},
        template="fund/ledger_propose.html",
        to=lambda money: page_of(money)[1],
    )


@door(access.get_money_for)
def account(request: Entered, code: str, account: str) -> HttpResponse:
    """One account: what it holds, month by month, who signs for it today, its latest entries."""
    money: MoneyAccount = request.here
    at: datetime = request.at
    until = next_month(month_of(law_day(at)))
    rows = statements(money.estate, until=until, accounts=[money.account])[-MONTHS:]
    lines = lines_of(entries(money.estate, account=account)[:LATEST])
    document = Document.objects.filter(pk=money.document_id or 0, estate_id=money.estate.pk).first()
    keeps = access.is_bookkeeper(request.person, money.estate, at=at)
    opened = entries(money.estate, account=account, kind=Transaction.Kind.OPENING)
    context = {
        "estate": money.estate,
        "money": money,
        "crumb": {"label": money.account.code, "url": page_of(money)[1]},
        "balance": rows[-1].closing_fen if rows else 0,
        "chart": months_chart((row.from_on, row.income_fen, row.expense_fen) for row in rows)
        if any(row.income_fen or row.expense_fen for row in rows)
        else None,
        "chart_table": _months(rows),
        "signing": signing_now(money, at=at),
        "rule": holder_rule(money, on=law_day(at)),
        "facts": _facts(money),
        "bases": cited(money.estate, money.basis_entry),
        "table": entry_table(lines, code),
        "document": document,
        "papers": money.papers.order_by("pk"),
        "keeps": keeps,
        "may_open": keeps and money.state == AccountState.PROPOSED,
        "may_begin": keeps
        and money.state == AccountState.OPEN
        and not opened.filter(reversals__isnull=True).exists()
        and not entries(money.estate, account=account).exclude(kind__in=["opening", "reversal"]).exists(),
        "alive": keeps and money.state != AccountState.CLOSED,
    }
    return render(request, "fund/ledger_account.html", context)


def _facts(money: MoneyAccount) -> list[tuple[str, str]]:
    rows = [
        (_("资金"), _(FUND_NAMES[FundKind(money.account.fund)])),
        (_("保管"), str(money.get_custody_display())),
        (_("户名"), money.holder),
    ]
    if money.bank:
        rows += [(_("开户行"), money.bank), (_("账号末四位"), money.tail)]
    if money.account.by_unit:
        rows.append((_("分户"), _("按每一户记余额")))
    if money.opened_on:
        rows.append((_("开户"), cndate(money.opened_on)))
    if money.closed_on:
        rows.append((_("销户"), cndate(money.closed_on)))
    rows.append((_("依据"), money.basis_words))
    return rows


def _months(rows: list[Any]) -> dict[str, Any]:
    """Month by month, the latest first: 期初＋收入－支出＝期末."""
    return {
        "label": _("每月收支"),
        "columns": [
            {"label": _("月份")},
            {"label": _("期初"), "n": True},
            {"label": _("收入"), "n": True},
            {"label": _("支出"), "n": True},
            {"label": _("期末"), "n": True},
        ],
        "rows": [
            {
                "cells": [
                    month_words(row.from_on),
                    fen(row.opening_fen),
                    fen(row.income_fen),
                    fen(row.expense_fen),
                    fen(row.closing_fen),
                ]
            }
            for row in reversed(rows)
        ],
        "empty": {"title": _("还没有收支")},
    }


@door(access.get_money_for, "GET", "POST")
def open_(request: Entered, code: str, account: str) -> HttpResponse:
    """The bank opened it."""
    money: MoneyAccount = request.here
    form = form_for(request, OpenForm, initial={"on": law_day(request.at)})
    if money.custody == MoneyAccount.Custody.CASH:
        del form.fields["bank"], form.fields["number"]
    return act_page(
        request,
        form,
        open_account,
        estate=money.estate,
        back=page_of(money),
        heading=_("登记开户：%(title)s") % {"title": money.account.title},
        sub=_("登记以后立即公告：开户行、户名、账号末四位、由谁签字。公告里没有任何人的姓名。"),
        cites=(FUND_RULES,),
        word=_("登记并公告"),
        money=money,
    )


@door(access.get_money_for, "GET", "POST")
def signers(request: Entered, code: str, account: str) -> HttpResponse:
    """Which posts sign."""
    money: MoneyAccount = request.here
    posts = possible_posts(money.estate, money)
    now = [f"{one.row.side}:{one.row.body_id or ''}:{one.row.role}" for one in signing_now(money, at=request.at)]
    form = form_for(request, SignersForm, initial={"signers": now}, bases=citable(money.estate), posts=posts)
    return act_page(
        request,
        form,
        change_signatories,
        estate=money.estate,
        back=page_of(money),
        heading=_("改由谁签字：%(title)s") % {"title": money.account.title},
        sub=_("换届、换人不用改：谁在这个职务上，谁签字。只有改变哪几方、哪个职务签字时才改。"),
        cites=(FUND_RULES,),
        word=_("变更并公告"),
        money=money,
    )


@door(access.get_money_for, "GET", "POST")
def close(request: Entered, code: str, account: str) -> HttpResponse:
    """Close an empty account."""
    money: MoneyAccount = request.here
    return act_page(
        request,
        form_for(request, CloseAccountForm, initial={"on": law_day(request.at)}),
        close_account,
        estate=money.estate,
        back=page_of(money),
        heading=_("销户：%(title)s") % {"title": money.account.title},
        sub=_("余额为零、没有未办完的申请才能销户；以后的账目仍然可以查。"),
        cites=(FUND_RULES,),
        warns=tuple(holds_back(money, on=law_day(request.at))),
        word=_("销户并公告") if money.state == AccountState.OPEN else _("不再开立"),
        money=money,
    )


@door(access.get_money_for, "GET", "POST")
def opening(request: Entered, code: str, account: str) -> HttpResponse:
    """What it held when the ledger began."""
    money: MoneyAccount = request.here
    book = Book.objects.get(estate=money.estate)
    book.estate = money.estate
    form = form_for(request, OpeningForm, estate=money.estate, by_unit=money.account.by_unit)
    return act_page(
        request,
        form,
        record_opening,
        estate=money.estate,
        back=page_of(money),
        heading=_("期初余额：%(title)s") % {"title": money.account.title},
        sub=_("记在%(day)s。") % {"day": cndate(open_from(book))},
        cites=(BOOKS,),
        word=_("登记期初"),
        money=money,
    )


@door(access.get_book_for, "GET", "POST")
def clearing(request: Entered, code: str) -> HttpResponse:
    """Clear a part of what was taken over in dispute."""
    book: Book = request.here
    left = unchecked_fen(book.estate)
    first = {"on": law_day(request.at), "amount_fen": left}
    form = form_for(request, ClearingForm, initial=first, bases=citable(book.estate))
    return act_page(
        request,
        form,
        clear_opening,
        estate=book.estate,
        back=(_("资金"), reverse("fund:home", args=[code])),
        heading=_("期初待核还有%(sum)s") % {"sum": fen(left)} if left else _("期初已经全部查清"),
        sub=_("查清一笔清理一笔。银行里的钱不动，只是写明它是什么。"),
        cites=(BOOKS, DECIDES),
        word=_("清理"),
        book=book,
    )
