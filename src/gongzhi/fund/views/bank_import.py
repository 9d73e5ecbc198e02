"""Importing a statement: hand in, see how it reads and what is doubtful, correct, take in."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tables import BLOCK, Problem, Unreadable, Workbook, column_letter, read_table, shown
from gongzhi.fund.actions.import_statement import import_statement
from gongzhi.fund.actions.keep_statement import keep_statement
from gongzhi.fund.bank_access import Paper, get_bank_for, get_paper_for, paper_name
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.forms.bank import ColumnsForm, FileForm, ImportForm, LettersForm
from gongzhi.fund.models import MoneyAccount
from gongzhi.fund.queries.bank_files import Fresh, Hand, Look, hand_of, look_at, period_of, sums_of, words_of
from gongzhi.fund.statement import ASK, WrongMapping
from gongzhi.fund.views.bank_frame import back_to, frame, page_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import attempt, form_for

LISTED, HEAD_ROWS, HEAD_COLUMNS = 20, 12, 16


@door(get_bank_for, "GET", "POST")
def upload(request: Entered, code: str, account: str) -> HttpResponse:
    """Hand in a statement for this account."""
    money: MoneyAccount = request.here

    def to(stored: StoredFile) -> str:
        return reverse("fund:bank_paper", args=[code, account, paper_name(money, stored)])

    return act_page(
        request,
        form_for(request, FileForm),
        keep_statement,
        estate=money.estate,
        back=back_to(money),
        heading=_("导入银行对账单"),
        sub=_("%(bank)s，尾号 %(tail)s。同一份文件传几次都只算一次；时间重叠的几份，重复的流水只进一次。")
        % {"bank": money.bank, "tail": money.tail},
        cites=(BOOKS,),
        word=_("上传并预览"),
        to=to,
        money=money,
    )


@door(get_paper_for)
def paper(request: Entered, code: str, account: str, paper: str) -> HttpResponse:
    """How the file reads: what it brings, doubts, columns; nothing is imported yet."""
    return _page(request, request.here, paper)


@door(get_paper_for, "POST")
def take(request: Entered, code: str, account: str, paper: str) -> HttpResponse:
    """Import it as it was seen."""
    return _page(request, request.here, paper)


def _page(request: Entered, here: Paper, paper: str) -> HttpResponse:
    money, query = here.money, request.GET
    context: dict[str, Any] = {**frame(money), "file_name": here.stored.name, "crumb": _crumb(money)}
    given = {name: query[name] for name in query}
    hand = Hand()
    try:
        hand = hand_of(here.stored, given)
        look = look_at(money, here.stored, hand)
    except (Unreadable, WrongMapping) as error:
        return _unread(request, here, given, str(error), context)
    form = ImportForm(request.POST or None, look=look, initial=_period(request, look))
    tried = None
    if request.method == "POST":
        tried = attempt(request, form, import_statement, money=money, stored=here.stored, hand=hand)
        if tried.done is not None:
            return redirect("fund:bank_match", money.estate.code, money.account.code)
    problems = [_for_page(one) for one in look.problems if not (look.preview.sign == ASK and "sign=" in one.remedy)]
    problems.sort(key=lambda one: one.severity != BLOCK)
    sums = sums_of(look)
    context |= {
        "refused": tried.refused if tried else None,
        "form": form,
        "look": look,
        "blocks": sum(1 for one in problems if one.severity == BLOCK),
        "asks": look.preview.sign == ASK,
        "problems": page_of(request, problems, LISTED),
        "stats": [
            {"value": f"{sums['fresh']:,}", "label": _("笔新流水")},
            {"value": f"{look.known:,}", "label": _("笔已有，不再导入")},
            {"value": fen(sums["credit_fen"]), "label": _("新流水收入合计")},
            {"value": fen(sums["debit_fen"]), "label": _("新流水支出合计")},
        ],
        "facts": _facts(look),
        "lines": _lines(look),
        "columns": ColumnsForm(look=look),
        "keep": [(name, given[name]) for name in ("sheet", "sign") if given.get(name)],
        "sheets": _sheets(look.workbook, look.preview.mapping.sheet.name),
        "signs": _signs(look, given) if look.preview.sign == ASK or hand.sign else [],
        "take_url": f"{reverse('fund:bank_take', args=[money.estate.code, money.account.code, paper])}?{urlencode(given)}",
        "doubtful": [_line(one) for one in look.doubtful[:LISTED]],
    }
    return render(request, "fund/bank_paper.html", context, status=tried.status if tried else 200)


def _for_page(one: Problem) -> Problem:
    """A doubt whose remedy names an option of the command, said for a page."""
    return replace(one, remedy=_("要读这一张，在“工作表”里选")) if "--sheet" in one.remedy else one


def _crumb(money: MoneyAccount) -> dict[str, str]:
    return {"label": _("银行流水"), "url": back_to(money)[1]}


def _unread(request: Entered, here: Paper, given: dict[str, str], text: str, context: dict[str, Any]) -> HttpResponse:
    """What no table was recognised in: its first rows under letters, and a form to name the columns."""
    try:
        workbook = read_table(file_content(here.stored), here.stored.name)
    except Unreadable:
        return render(request, "fund/bank_unread.html", {**context, "why": text}, status=422)
    names = [sheet for sheet in workbook.sheets if sheet.name == given.get("sheet")]
    sheet = names[0] if names else workbook.sheets[0]
    rows = [[shown(cell) for cell in row[:HEAD_COLUMNS]] for row in sheet.rows[:HEAD_ROWS]]
    width = max((len(row) for row in rows), default=0)
    table = {
        "label": _("文件开头几行"),
        "columns": [{"label": _("行")}, *({"label": column_letter(index)} for index in range(width))],
        "rows": [{"cells": [str(n), *row, *([""] * (width - len(row)))]} for n, row in enumerate(rows, 1)],
        "stack": False,
    }
    form = LettersForm(initial=given)
    if "--map" in text:
        text = _("没有认出流水表的表头：至少要有日期和金额两列。请写明哪一列是什么。")
    context |= {"why": text, "table": table, "letters": form, "sheets": _sheets(workbook, sheet.name), "given": given}
    return render(request, "fund/bank_unread.html", context, status=422 if len(given) > 1 else 200)


def _period(request: Entered, look: Look) -> dict[str, Any]:
    first, last = period_of(look, today=law_day(request.at))
    return {"from_on": first, "until_on": last}


def _facts(look: Look) -> list[tuple[str, str]]:
    preview = look.preview
    told = {None: _("文件里没有写")}
    signs = {
        "columns": _("收入、支出各一列"),
        "direction": _("按收支方向"),
        "signed": _("正数是收入，负数是支出"),
        "reversed": _("正数是支出，负数是收入"),
        "balance": _("按余额变化推出"),
        ASK: _("看不出来，请选"),
    }
    return [
        (_("工作表"), preview.mapping.sheet.name),
        (_("流水"), _("%(n)s 笔") % {"n": len(preview.lines)}),
        (_("从"), cndate(preview.first_on) if preview.first_on else "—"),
        (_("到"), cndate(preview.last_on) if preview.last_on else "—"),
        (_("期初余额"), told.get(None, "") if preview.opening is None else fen(preview.opening)),
        (_("期末余额"), told.get(None, "") if preview.closing is None else fen(preview.closing)),
        (_("收支怎么分"), signs.get(preview.sign, preview.sign)),
    ]


def _lines(look: Look) -> dict[str, Any]:
    """The first and last new lines, so that a person sees whether the columns are right."""
    fresh = look.fresh
    shown_ = fresh if len(fresh) <= LISTED else [*fresh[: LISTED // 2], *fresh[-LISTED // 2 :]]
    return {
        "label": _("新流水"),
        "columns": [
            {"label": _("日期")},
            {"label": _("收付"), "n": True},
            {"label": _("余额"), "n": True},
            {"label": _("对方")},
            {"label": _("摘要")},
        ],
        "rows": [{"cells": _line(one)} for one in shown_],
        "empty": {"title": _("没有新的流水"), "text": _("这份文件里的流水都已经导入过。")},
    }


def _line(one: Fresh) -> list[Any]:
    line = one.line
    return [
        cndate(line.day) if line.day else "—",
        fen(one.amount_fen) + (f"（{_('不计收支')}）" if line.neutral else ""),
        fen(line.balance) if line.balance is not None else "—",
        line.counterparty or "—",
        words_of(line) or "—",
    ]


def _sheets(workbook: Workbook, chosen: str) -> list[dict[str, Any]]:
    """The sheets to choose from, where there are several."""
    if len(workbook.sheets) < 2:
        return []
    return [
        {"name": one.name, "url": f"?{urlencode({'sheet': one.name})}", "active": one.name == chosen}
        for one in workbook.sheets
    ]


def _signs(look: Look, given: dict[str, str]) -> list[dict[str, Any]]:
    """Both meanings of a sign, each with the file's own first plus and first minus read that way."""
    lines = look.preview.lines
    plus = next((line for line in lines if (line.amount or 0) > 0), None)
    minus = next((line for line in lines if (line.amount or 0) < 0), None)
    found = []
    for sign, words in (("signed", (_("收入"), _("支出"))), ("reversed", (_("支出"), _("收入")))):
        examples = [
            f"{cndate(line.day) if line.day else ''} {fen(line.amount)} {line.counterparty or line.summary}：{word}"
            for line, word in zip((plus, minus), words, strict=True)
            if line is not None and line.amount is not None
        ]
        found.append(
            {
                "title": _("正数是收入") if sign == "signed" else _("正数是支出"),
                "examples": examples,
                "url": f"?{urlencode({**given, 'sign': sign})}",
                "active": given.get("sign") == sign,
            }
        )
    return found
