"""A published statement as data of an official document: picture first, then every account, then what for (A5.5, A6.2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.fund.models import Book
from gongzhi.fund.queries.categories import Category, categories, moved_within
from gongzhi.fund.queries.charts import per_mille
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.fund.queries.publications import Span, block_names, block_of, blocks_of
from gongzhi.fund.queries.statements import Statement
from gongzhi.web.figures import fen


def statement_data(
    book: Book, span: Span, lines: Sequence[Statement], *, issuer: str, closed: bool, replaces: str, answer: str
) -> dict[str, Any]:
    """The body of the statement of a period; `replaces` is the number of the document it corrects, `answer` who answers by when."""
    found = categories(book.estate, from_on=span.from_on, until_on=span.until_on)
    within = moved_within(book.estate, from_on=span.from_on, until_on=span.until_on)
    return {
        "issuer": issuer,
        "addressee": _("全体业主"),
        "estate": book.estate.code,
        "chart": chart_of(lines),
        "sections": [_whole(book, span, lines, closed=closed, replaces=replaces), *_blocks(lines, found, within)],
        "closing": answer,
    }


def chart_of(lines: Sequence[Statement]) -> dict[str, Any]:
    """The picture at the head: income and expense of every account against the largest of them, in thousandths."""
    most = max([1, *(max(line.income_fen, line.expense_fen) for line in lines)])
    return {
        "income": _("收入"),
        "expense": _("支出"),
        "rows": [
            {
                "label": f"{line.account.code} {line.account.title}",
                "bars": [
                    {"kind": kind, "share": per_mille(sum_fen, most), "words": fen(sum_fen)}
                    for kind, sum_fen in (("income", line.income_fen), ("expense", line.expense_fen))
                ],
            }
            for line in lines
        ],
    }


def _whole(book: Book, span: Span, lines: Sequence[Statement], *, closed: bool, replaces: str) -> dict[str, Any]:
    said = [
        _("%(period)s，%(n)s 个账户期初共%(opening)s，收入%(income)s，支出%(expense)s，期末%(closing)s。")
        % {
            "period": span.words,
            "n": len(lines),
            "opening": fen(sum(line.opening_fen for line in lines)),
            "income": fen(sum(line.income_fen for line in lines)),
            "expense": fen(sum(line.expense_fen for line in lines)),
            "closing": fen(sum(line.closing_fen for line in lines)),
        }
    ]
    if replaces:
        said.append(_("本件更正并代替%(number)s。") % {"number": replaces})
    if not closed:
        said.append(_("本期还没有结账，结账时有更正的，重新公示。"))
    doubt = unchecked_fen(book.estate)
    if doubt:
        said.append(_("接手时有争议、尚未查清的期初待核：%(fen)s。") % {"fen": fen(doubt)})
    return {"heading": _("总的情况"), "paragraphs": said}


def notes_on(block: str, rows: Sequence[Statement], within: Mapping[str, tuple[int, int]]) -> list[str]:
    """What a reader of a block must know to add it up: transfers that are of no category, openings put right."""
    into, out = (sum(pair[side] for fund, pair in within.items() if block_of(fund) == block) for side in (0, 1))
    notes = []
    if into or out:
        words = _("账户之间的划转不是项目：转入%(into)s、转出%(out)s，已经算在上面账户的收入、支出里。")
        notes.append(words % {"into": fen(into), "out": fen(out)})
    words = _("%(account)s的期初更正了%(fen)s：登记错的期初已经冲销，重新登记。")
    for row in rows:
        if row.corrected_fen:
            given = {"account": f"{row.account.code} {row.account.title}", "fen": fen(row.corrected_fen)}
            notes.append(words % given)
    return notes


def _blocks(
    lines: Sequence[Statement], found: Sequence[Category], within: Mapping[str, tuple[int, int]]
) -> list[dict[str, Any]]:
    names, sections = block_names(), []
    for block, rows in blocks_of(lines).items():
        if not rows:
            continue
        table = {
            "head": [_("账户"), _("期初"), _("收入"), _("支出"), _("期末"), _("笔数")],
            "rows": [
                [
                    f"{line.account.code} {line.account.title}",
                    fen(line.opening_fen),
                    fen(line.income_fen),
                    fen(line.expense_fen),
                    fen(line.closing_fen),
                    str(line.lines),
                ]
                for line in rows
            ],
        }
        sections.append({"heading": names[block], "table": table})
        mine = sorted((one for one in found if block_of(one.fund) == block), key=lambda one: not one.came_in)
        notes = notes_on(block, rows, within)
        if mine:
            words = {True: _("收入"), False: _("支出")}
            cells = [[words[one.came_in], one.title, fen(one.fen)] for one in mine]
            head = [_("收支"), _("项目"), _("金额")]
            sections.append({"heading": "", "paragraphs": notes, "table": {"head": head, "rows": cells}})
        elif notes:
            sections.append({"heading": "", "paragraphs": notes})
    return sections
