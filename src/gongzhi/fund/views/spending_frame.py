"""What the pages of spending share: names of pages, what a request may rest on, rows of tables."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.forms.spending import Rest
from gongzhi.fund.models import MoneyAccount, SpendRequest, Transaction
from gongzhi.fund.queries.bases import bases_of, stops_basis, title_of, used_of_basis
from gongzhi.fund.queries.budgets import lines_to_spend
from gongzhi.fund.queries.refunds import receipts_of
from gongzhi.fund.queries.slips import ground_words
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi_law.fund import GROUND_NAMES, MATTER_TITLES, Ground, GroundFinding, SpendMatter

BADGES = {"asked": "due", "approved": "due", "issued": "due", "paid": "done", "refused": "line", "withdrawn": "line"}
OF_KIND = {"resolution": Ground.RESOLUTION, "decision": Ground.COMMITTEE, "emergency": Ground.EMERGENCY}


def home_of(code: str) -> tuple[str, str]:
    """Name and address of the first page."""
    return _("支出"), reverse("fund:spending_home", args=[code])


def page_of(request: SpendRequest) -> tuple[str, str]:
    """Name and address of a request's page."""
    words = _("支出申请第 %(n)s 号") % {"n": request.serial}
    return words, reverse("fund:spending_request", args=[request.estate.code, request.pk])


def rests_of(estate: Estate, accounts: list[MoneyAccount], *, at: datetime) -> dict[str, Rest]:
    """Everything a request may rest on, by its key in the form."""
    found: dict[str, Rest] = {}
    for basis in bases_of(estate):
        left = basis.limit_fen - used_of_basis(basis)
        barred = stops_basis(basis, at=at) is not None
        words = _("%(title)s（现在不能据以付款）") if barred else _("%(title)s（还剩%(left)s）")
        label = words % {"title": title_of(basis), "left": fen(left)}
        found[f"b{basis.pk}"] = Rest(OF_KIND[basis.kind], label, basis=basis)
        found[f"k{basis.pk}"] = Rest(
            Ground.CONTRACT, _("按合同付，签合同凭：%(basis)s") % {"basis": label}, basis=basis
        )
    for fund in dict.fromkeys(money.account.fund for money in accounts):
        for use in lines_to_spend(estate, fund, law_day(at).year):
            label = _("%(budget)s：%(words)s（还剩%(left)s）")
            given = {"budget": use.line.budget.title, "words": use.line.words, "left": fen(use.left_fen)}
            found[f"l{use.line.pk}"] = Rest(Ground.BUDGET, label % given, line=use.line)
    found["bill"] = Rest(Ground.CONTRACT, _("凭账单、发票或者原来的收款（水电、税费、退押金）"))
    return found


def receipts_to_return(accounts: list[MoneyAccount]) -> dict[str, tuple[Transaction, str]]:
    """Receipts that may have to be given back, by number, with words for a form."""
    return {
        str(row.pk): (row, f"{money.account.code} {cndate(row.on)} {row.words}")
        for money in accounts
        for row in receipts_of(money)
    }


def request_table(rows: list[SpendRequest], *, empty: str = "") -> dict[str, Any]:
    """Requests as a table."""
    return {
        "label": _("支出申请"),
        "stack": True,
        "columns": [
            {"label": _("申请")},
            {"label": _("进度")},
            {"label": _("账户")},
            {"label": _("收款人")},
            {"label": _("金额"), "n": True},
        ],
        "rows": [
            {
                "cells": [
                    {
                        "text": _("第 %(n)s 号 %(words)s") % {"n": row.serial, "words": row.words},
                        "url": page_of(row)[1],
                        "note": _("，").join((_(MATTER_TITLES[SpendMatter(row.matter)]), ground_words(row))),
                    },
                    {"text": "", "badge": str(row.get_state_display()), "badge_kind": BADGES[row.state]},
                    row.money.account.code,
                    row.payee_shown,
                    fen(row.amount_fen),
                ]
            }
            for row in rows
        ],
        "empty": {"title": empty or _("还没有支出申请"), "text": _("申请、审批、付款单、回单都在这里，付完自动公开。")},
    }


def ground_lines(finding: GroundFinding) -> list[dict[str, Any]]:
    """Every ground with whether it is enough and why not, the lightest first."""
    found = []
    for ground in Ground:
        why = finding.refused.get(ground)
        found.append(
            {
                "name": _(GROUND_NAMES[ground]),
                "enough": why is None,
                "needs": ground is finding.needs,
                "words": why.sentence if why else "",
                "cite": why.cite if why else "",
            }
        )
    return sorted(found, key=lambda line: not line["enough"])
