"""A year of the ledger as a workbook for everyone: statements of every account and month, and every line (A5.5)."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from gongzhi.fund.models import Book
from gongzhi.fund.queries.public_lines import lines_of, postings_on
from gongzhi.fund.queries.publications import accounts_in
from gongzhi.fund.queries.statements import statements

MOST = 20_000
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(book: Book, *, year: int, until: date) -> bytes:
    """The months of `year` before `until` (a first of month), and their lines; sums in yuan, words stay words."""
    first, end = date(year, 1, 1), min(date(year + 1, 1, 1), until)
    accounts = [row.account for row in accounts_in(book.estate)]
    months = [row for row in statements(book.estate, until=end, accounts=accounts) if row.from_on >= first]
    rows = postings_on(book.estate, from_on=first, until_on=end)[:MOST]
    names = {row.pk: row.account for row in rows}
    out = io.BytesIO()
    sheets = xlsxwriter.Workbook(out, SAFE)
    bold = sheets.add_format({"bold": True})
    money = sheets.add_format({"num_format": "#,##0.00"})
    day = sheets.add_format({"num_format": "yyyy-mm-dd"})
    heads = [_("账户"), _("名称"), _("月份"), _("期初"), _("收入"), _("支出"), _("期末"), _("笔数")]
    table = sheets.add_worksheet(_("收支表"))
    _head(table, heads, bold)
    for n, row in enumerate(months, 1):
        table.write_string(n, 0, row.account.code)
        table.write_string(n, 1, row.account.title)
        table.write_string(n, 2, f"{row.from_on:%Y-%m}")
        for column, fen in enumerate((row.opening_fen, row.income_fen, row.expense_fen, row.closing_fen), 3):
            _yuan(table, n, column, fen, money)
        table.write_number(n, 7, row.lines)
    detail = sheets.add_worksheet(_("明细"))
    _head(detail, [_("日期"), _("账户"), _("做什么"), _("项目"), _("对方"), _("金额"), _("凭证号"), _("说明")], bold)
    for n, (posting, line) in enumerate(zip(rows, lines_of(rows), strict=True), 1):
        detail.write_datetime(n, 0, line.made.on, day)
        detail.write_string(n, 1, f"{names[posting.pk].code} {names[posting.pk].title}")
        for column, words in ((2, line.made.words), (3, line.what), (4, line.to)):
            detail.write_string(n, column, words)
        _yuan(detail, n, 5, line.amount_fen, money)
        detail.write_string(n, 6, str(line.made.serial or ""))
        detail.write_string(n, 7, _("已冲销") if line.undone else line.papers)
    sheets.close()
    return out.getvalue()


def _head(sheet: Any, heads: Sequence[str], bold: Any) -> None:
    for column, name in enumerate(heads):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, 16)
    sheet.freeze_panes(1, 0)


def _yuan(sheet: Any, row: int, column: int, fen: int, money: Any) -> None:
    """A sum in yuan, to the fen."""
    sheet.write_number(row, column, Decimal(fen).scaleb(-2), money)
