"""What everyone reads of assets, contracts, income and the early period; no person is named."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongzhi.fund.cites import COMMON_INCOME, EARLY, OPERATION
from gongzhi.fund.models import EarlyStatement, IncomeContract
from gongzhi.fund.queries.assets import BasisNow, assets_of, bases_now, contracts_of, needs_ground, runs, title_law
from gongzhi.fund.queries.early import early_of, public_rows
from gongzhi.fund.queries.schedule import late, owed
from gongzhi.fund.views.income_frame import basis_cell, late_sentence, months_chart, motion_url, public_frame, today
from gongzhi.fund.views.income_money import late_table
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi_law.fund import mode_rule


@door(estate_public)
def assets(request: Entered, code: str) -> HttpResponse:
    """Assets with whose they are, and the contracts on them with what these rest on."""
    estate: Estate = request.here
    on = today(request)
    rows, contracts = assets_of(estate), contracts_of(estate)
    bases = bases_now(estate, contracts)
    unseen = [row for row in contracts if bases[row.pk].unseen and runs(row, on=on)]
    for row in unseen:
        row.estate = estate
    ways = {row.pk: motion_url(request.person or None, row, request=request) for row in unseen[:1]}
    table = {
        "label": _("资产"),
        "columns": [_("资产"), _("归谁"), _("凭什么"), _("收入归谁")],
        "rows": [
            {
                "cells": [
                    {
                        "text": row.name,
                        "note": row.place,
                        "badge": _("已停止") if row.ended_on else "",
                        "badge_kind": "line",
                    },
                    {
                        "text": row.get_title_display(),
                        "badge": _("要写明理由") if needs_ground(row) else "",
                        "badge_kind": "due",
                    },
                    row.evidence,
                    title_law(row.title, on=on, place=estate.place).sentence,
                ]
            }
            for row in rows
        ],
        "empty": {"title": _("还没有登记资产"), "text": _("能带来收入的共有部分登记以后列在这里。")},
    }
    contracts_shown = {
        "label": _("合同"),
        "columns": [_("合同"), _("对方"), _("期限"), _("依据")],
        "rows": [{"cells": _contract(row, bases[row.pk])} for row in contracts if row.ended_on is None],
        "empty": {"title": _("还没有合同"), "text": _("利用共有部分经营的合同和依据列在这里。")},
    }
    standing = sum(row.ended_on is None for row in rows)
    if unseen:
        words = ngettext("%(n)s 份合同未见业主共同决定", "%(n)s 份合同未见业主共同决定", len(unseen))
        heading = words % {"n": len(unseen)}
    else:
        heading = _("能带来收入的资产 %(n)s 项") % {"n": standing} if standing else _("资产和合同")
    context = {
        **public_frame(request, estate, "assets"),
        "page_title": _("资产和合同"),
        "heading": heading,
        "sub": _("利用共有部分经营，由业主共同决定；收入扣除合理成本后属于业主共有。"),
        "cite": [OPERATION, COMMON_INCOME],
        "sections": [{"title": _("合同"), "table": contracts_shown}, {"title": _("资产"), "table": table}],
        "ways": [{"words": words, "url": url} for words, url in ways.values()],
    }
    return render(request, "fund/income_public.html", context)


def _contract(row: IncomeContract, basis: BasisNow) -> list[Any]:
    days = _("%(a)s至%(b)s") % {"a": cndate(row.from_on), "b": cndate(row.until_on)}
    note = row.ground or (basis.resolution.words if basis.resolution else row.basis_words)
    return [{"text": row.asset.name, "note": row.words}, row.party_shown, days, {**basis_cell(basis), "note": note}]


@door(estate_public)
def income(request: Entered, code: str) -> HttpResponse:
    """Due against received by month, what is late, which money stands in the owners' books under the mode of service."""
    estate: Estate = request.here
    on = today(request)
    rows = owed([estate])
    waiting = late({estate.pk: estate}, request.at)[estate.pk]
    for one in waiting:
        one.contract.estate = estate
    due = [row for row in rows if row.instalment.due_on <= on]
    rule = mode_rule(estate.management, on=on, place=estate.place)
    context = {
        **public_frame(request, estate, "income"),
        "page_title": _("应收和实收"),
        "heading": late_sentence(waiting) if rows else _("还没有登记应收的合同款"),
        "sub": rule.sentence,
        "stats": [
            {"value": fen(sum(row.instalment.amount_fen for row in due)), "label": _("到今天应收")},
            {"value": fen(sum(row.received_fen for row in due)), "label": _("其中已到")},
            {"value": fen(sum(one.left_fen for one in waiting)), "label": _("还没有到")},
        ],
        "months": months_chart(rows, on=on) if rows else [],
        "sections": [{"title": _("应收未到"), "table": late_table(waiting, letters=False)}],
    }
    return render(request, "fund/income_public.html", context)


@door(estate_public)
def early(request: Entered, code: str) -> HttpResponse:
    """What developer and early firm handed over, and what is missing."""
    estate: Estate = request.here
    rows = early_of([estate])
    missing = [one for one in rows if one.is_open]
    left = sum(one.left_fen for one in missing)
    columns = [_("项目"), _("责任单位"), _("金额"), _("应办日期"), _("办到哪一步")]
    table = {
        "label": _("前期移交"),
        "columns": columns,
        "rows": [{"cells": cells} for cells in public_rows(rows)],
        "empty": {"title": _("移交清单还是空的"), "text": _("建设单位和前期物业应当移交的，登记以后列在这里。")},
    }
    statements = EarlyStatement.objects.filter(estate=estate).order_by("-pk")[:12]
    heading = _("%(n)s 项没有移交") % {"n": len(missing)} if missing else _("前期移交")
    context = {
        **public_frame(request, estate, "early"),
        "page_title": _("前期移交"),
        "heading": heading + (_("，尚欠%(fen)s") % {"fen": fen(left)} if left else ""),
        "sub": _("建设单位和前期物业应当移交、结清的。"),
        "cite": [EARLY],
        "sections": [{"title": _("逐项情况"), "table": table}],
        "links": [
            (_("%(day)s公布的移交清算情况") % {"day": cndate(law_day(one.at))}, f"/d/{one.document_id}/")
            for one in statements
        ],
    }
    return render(request, "fund/income_public.html", context)
