"""Contracts on the desk: what they rest on, what should come in and what did (R13)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, income_access
from gongzhi.fund.actions.end_contract import end_contract
from gongzhi.fund.actions.record_deposit import record_deposit
from gongzhi.fund.actions.register_contract import register_contract
from gongzhi.fund.actions.settle_instalment import settle_instalment
from gongzhi.fund.cites import BOOKS, OPERATION
from gongzhi.fund.forms.income import ContractForm, DepositForm, EndForm, SettleForm
from gongzhi.fund.models import IncomeContract
from gongzhi.fund.queries.assets import BasisNow, assets_of, bases_now, contracts_of, deciding, runs
from gongzhi.fund.queries.deposits import deposits_of, held_fen
from gongzhi.fund.queries.schedule import Late, Owed, late, owed, unsettled
from gongzhi.fund.views.income_frame import (
    basis_cell,
    late_letter,
    list_page,
    months_chart,
    motion_url,
    row_page,
    sources,
    taking,
    today,
)
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.sealed import unseal
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for
from gongzhi_law.fund import FundKind


def contracts_table(
    estate: Estate, rows: Iterable[IncomeContract], bases: Mapping[int, BasisNow], *, on: date
) -> dict[str, Any]:
    """Contracts with their party as everyone reads it, and what they rest on."""
    shown = []
    for row in rows:
        name = {
            "text": f"{row.serial} {row.asset.name}",
            "url": reverse("fund:contract", args=[estate.code, row.serial]),
            "note": row.words,
            "badge": "" if runs(row, on=on) else _("已终止") if row.ended_on else _("不在期内"),
            "badge_kind": "line",
        }
        until = row.ended_on if row.ended_on and row.ended_on > row.from_on else row.until_on
        days = _("%(a)s至%(b)s") % {"a": cndate(row.from_on), "b": cndate(until)}
        shown.append({"cells": [name, row.party_shown, days, basis_cell(bases[row.pk])]})
    return {
        "label": _("合同"),
        "columns": [_("合同"), _("对方"), _("期限"), _("依据")],
        "rows": shown,
        "empty": {"title": _("还没有合同"), "text": _("利用共有部分经营的合同都登记在这里，写明依据。")},
    }


@door(access.reader_of)
def contracts(request: Entered, code: str) -> HttpResponse:
    """Every contract, the latest first."""
    estate: Estate = request.here
    rows = contracts_of(estate)
    bases = bases_now(estate, rows)
    on = today(request)
    unseen = sum(bases[row.pk].unseen and runs(row, on=on) for row in rows)
    heading = _("%(n)s 份在用合同未见业主共同决定") % {"n": unseen} if unseen else _("带来收入的合同")
    keeps = access.is_bookkeeper(request.person, estate, at=request.at)
    return list_page(
        request,
        estate,
        "contracts",
        heading=heading,
        sub=_("利用共有部分经营，由业主共同决定；没有依据的也如实登记、公开。"),
        cite=OPERATION,
        table=contracts_table(estate, rows, bases, on=on),
        new={"label": _("登记合同"), "url": reverse("fund:new_contract", args=[code])} if keeps else None,
    )


@door(access.reader_of, "GET", "POST")
def new(request: Entered, code: str) -> HttpResponse:
    """Enters a contract with its instalments."""
    estate: Estate = request.here
    form = form_for(
        request,
        ContractForm,
        initial={"asset": request.GET.get("asset", ""), "rhythm": "monthly"},
        assets=[row for row in assets_of(estate) if row.ended_on is None],
        incomes=sources(estate),
        moneys=taking(estate),
        resolutions=deciding(estate),
    )
    return act_page(
        request,
        form,
        register_contract,
        estate=estate,
        back=(_("合同"), reverse("fund:contracts", args=[code])),
        heading=_("登记合同"),
        word=_("登记"),
        sub=_("没有业主共同决定的，选“未见业主共同决定”：任何人都看得到，并可以提请业主共同决定。"),
        cites=(OPERATION, BOOKS),
        to=lambda made: reverse("fund:contract", args=[code, made.serial]),
    )


def _instalments(rows: Iterable[Owed], waiting: Mapping[int, Late], *, on: date) -> dict[str, Any]:
    shown = []
    for row in rows:
        one = row.instalment
        behind = waiting.get(one.pk)
        state = {"text": _("未到期")}
        if not row.left_fen:
            state = {"text": "", "badge": _("收齐"), "badge_kind": "done"}
        elif behind is not None:
            state = {
                "text": _("发函催收"),
                "url": late_letter(behind.contract.estate, behind),
                "badge": _("晚了 %(n)s 天") % {"n": behind.days},
                "badge_kind": "urgent" if behind.noted else "due",
            }
        elif one.due_on == on:
            state = {"text": "", "badge": _("今天到期"), "badge_kind": "due"}
        cells = [
            {"text": _("第 %(n)s 期") % {"n": one.number}, "note": one.words},
            cndate(one.due_on),
            fen(one.amount_fen),
            fen(row.received_fen),
            state,
        ]
        shown.append({"cells": cells})
    money = [{"label": _("应收"), "n": True}, {"label": _("已到"), "n": True}]
    return {"label": _("各期"), "columns": [_("哪一期"), _("应到"), *money, _("情况")], "rows": shown}


@door(income_access.get_contract_for)
def contract(request: Entered, code: str, contract_serial: int) -> HttpResponse:
    """One contract: its basis, what is due and came in, its deposit."""
    row: IncomeContract = request.here
    estate, on = row.estate, today(request)
    rows = owed([estate], contract=row)
    behind = {one.instalment.pk: one for one in late({estate.pk: estate}, request.at)[estate.pk]}
    for one in behind.values():
        one.contract.estate = estate
    basis = bases_now(estate, [row])[row.pk]
    tips = [{"text": basis.words, "kind": "due" if basis.unseen else "", "cite": basis.finding.cite}]
    if basis.unseen:
        words, url = motion_url(request.person, row, request=request)
        tips[0] |= {"url": url, "action": words, "title": _("未见业主共同决定")}
    return row_page(
        request,
        estate,
        crumb=(_("合同"), reverse("fund:contracts", args=[code])),
        heading=f"{row.asset.name}：{row.party_shown}",
        badge_text=_("履行中") if runs(row, on=on) else _("已终止") if row.ended_on else _("不在期内"),
        badge_kind="done" if runs(row, on=on) else "line",
        sub=row.words,
        tips=tips,
        acts=_acts(request, row, rows),
        months=months_chart(rows, on=on),
        facts=_facts(row, rows, basis),
        parts=[
            {"title": _("各期应收和实收"), "table": _instalments(rows, behind, on=on)},
            {"title": _("押金"), "table": _deposits(row)},
            {"title": _("收入归业主的理由"), "text": row.ground},
            {
                "title": _("材料"),
                "links": [{"label": _("合同或者依据的材料"), "url": f"/desk/e/{code}/files/{row.file_id}/"}]
                if row.file_id
                else [],
            },
        ],
    )


def _deposits(row: IncomeContract) -> dict[str, Any] | None:
    lines = deposits_of(row)
    if not lines:
        return None
    shown = [
        {"cells": [cndate(line.on), _("收到") if line.amount_fen > 0 else _("退还"), fen(abs(line.amount_fen))]}
        for line in lines
    ]
    columns: list[Any] = [_("哪一天"), _("收到还是退还"), {"label": _("金额"), "n": True}]
    return {"label": _("押金"), "columns": columns, "rows": shown, "foot": [_("现在收着"), "", fen(held_fen(row))]}


def _facts(row: IncomeContract, rows: Iterable[Owed], basis: BasisNow) -> list[tuple[str, Any]]:
    listed = list(rows)
    return [
        (_("编号"), row.serial),
        (_("对方"), unseal(row, "party")),
        (_("公开显示"), row.party_shown),
        (_("签订"), cndate(row.signed_on)),
        (_("期限"), _("%(a)s至%(b)s") % {"a": cndate(row.from_on), "b": cndate(row.until_on)}),
        (_("依据"), basis.label),
        (_("依据的决定"), basis.resolution.words if basis.resolution else ""),
        (_("依据的说明"), row.basis_words),
        (_("收入科目"), f"{row.income.code} {row.income.title}"),
        (_("收进账户"), f"{row.money.account.code} {row.money.account.title}"),
        (_("总价"), fen(sum(one.instalment.amount_fen for one in listed))),
        (_("已到"), fen(sum(one.received_fen for one in listed))),
        (_("约定押金"), fen(row.deposit_fen) if row.deposit_fen else ""),
        (_("提前终止"), cndate(row.ended_on) if row.ended_on else ""),
        (_("终止原因"), row.ended_for),
    ]


def _acts(request: Entered, row: IncomeContract, rows: Iterable[Owed]) -> list[tuple[str, str]]:
    code, serial = row.estate.code, row.serial
    if not access.is_bookkeeper(request.person, row.estate, at=request.at):
        return []
    found = []
    if any(one.left_fen for one in rows):
        found.append((_("登记收入"), reverse("fund:record_income", args=[code])))
        found.append((_("用已登记的收入抵这份合同"), reverse("fund:settle_instalment", args=[code, serial])))
    if held_fen(row) < row.deposit_fen:
        found.append((_("登记押金"), reverse("fund:record_deposit", args=[code, serial])))
    if row.ended_on is None:
        found.append((_("登记提前终止"), reverse("fund:end_contract", args=[code, serial])))
    return found


def _act(request: Entered, form: Any, act: Any, heading: str, word: str, sub: str = "", **asked: Any) -> HttpResponse:
    row: IncomeContract = request.here
    return act_page(
        request,
        form,
        act,
        estate=row.estate,
        back=(row.asset.name, reverse("fund:contract", args=[row.estate.code, row.serial])),
        heading=heading,
        word=word,
        sub=sub,
        cites=(BOOKS,),
        **asked,
    )


@door(income_access.get_contract_for, "GET", "POST")
def end(request: Entered, code: str, contract_serial: int) -> HttpResponse:
    """Ends it early."""
    form = form_for(request, EndForm, initial={"on": today(request)})
    sub = _("这一天以后到期的不再应收；以前到期没有付的仍然要付。")
    return _act(request, form, end_contract, _("登记提前终止"), _("登记"), sub, contract=request.here)


@door(income_access.get_contract_for, "GET", "POST")
def deposit(request: Entered, code: str, contract_serial: int) -> HttpResponse:
    """Records its deposit."""
    row: IncomeContract = request.here
    left = row.deposit_fen - held_fen(row)
    initial = {"on": today(request), "amount_fen": f"{left // 100}.{left % 100:02d}"}
    moneys = [one for one in taking(row.estate) if one.account.fund == FundKind.DEPOSIT and not one.account.by_unit]
    form = form_for(request, DepositForm, initial=initial, moneys=moneys)
    sub = _("约定押金%(fen)s，还没有收%(left)s。") % {"fen": fen(row.deposit_fen), "left": fen(left)}
    if not moneys:
        sub += _("还没有押金账户：先登记一个，押金收在那里，以后从那里退还。")
    return _act(request, form, record_deposit, _("登记押金"), _("登记"), sub, contract=row)


@door(income_access.get_contract_for, "GET", "POST")
def settle(request: Entered, code: str, contract_serial: int) -> HttpResponse:
    """Lets income that is in the books already count for an instalment."""
    row: IncomeContract = request.here
    waiting = [one for one in owed([row.estate], contract=row) if one.left_fen]
    form = form_for(request, SettleForm, waiting=waiting, postings=unsettled(row))
    sub = _("从银行流水登记进来、还没有算到哪一期的收入，在这里算。")
    return _act(request, form, settle_instalment, _("哪一笔收入付的是哪一期"), _("算进这一期"), sub)
