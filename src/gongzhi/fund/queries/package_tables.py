"""Tables of an audit package: the ledger and other lists as .xlsx and .csv, the same bytes for the same rows (A7.3)."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from html import escape

import xlsxwriter
from django.utils.translation import gettext as _

from gongzhi.fund.models import BankLine, MoneyAccount
from gongzhi.fund.queries.ledger_lines import Line
from gongzhi.fund.queries.statements import Statement
from gongzhi.places.models import Estate
from gongzhi.seals.queries.log import LogLine
from gongzhi.web.figures import fen

Cell = str | int
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def csv_of(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as text with a byte order mark, for spreadsheet programs; nothing in it is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    words = str(cell)
    return f"'{words}" if isinstance(cell, str) and words[:1] in "=+-@\t\r" and words[:1] else words


def workbook_of(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """Several tables in one .xlsx: title, heads, rows; whole numbers stay numbers, everything else is text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE})
    bold = book.add_format({"bold": True})
    for title, head, rows in sheets:
        sheet = book.add_worksheet(title)
        for column, words in enumerate(head):
            sheet.write_string(0, column, words, bold)
            sheet.set_column(column, column, 16)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                else:
                    sheet.write_string(number, column, cell)
        sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def ledger_book(
    estate: Estate, lines: Iterable[Line], months: Iterable[Statement], accounts: Iterable[MoneyAccount]
) -> bytes:
    """The ledger of a time: entries by posting, months by account, the accounts; sums in whole fen and in yuan."""
    entries = [
        (
            line.made.serial or "",
            line.made.on.isoformat(),
            str(line.made.get_kind_display()),
            line.made.words,
            f"{posting.account.code} {posting.account.title}",
            posting.amount_fen,
            fen(posting.amount_fen),
            line.vouchers,
            line.made.entry,
            line.made.basis_entry or "",
        )
        for line in lines
        for posting in line.postings
    ]
    head = (_("凭证号"), _("日期"), _("种类"), _("摘要"), _("科目"), _("金额（分）"), _("金额"), _("凭证张数"))
    sums = [
        (
            f"{row.account.code} {row.account.title}",
            f"{row.from_on:%Y-%m}",
            row.opening_fen,
            row.income_fen,
            row.expense_fen,
            row.closing_fen,
        )
        for row in months
    ]
    held = [
        (row.account.code, row.account.title, row.bank, row.tail, row.holder, str(row.get_state_display()))
        for row in accounts
    ]
    return workbook_of(
        (
            (_("账簿"), (*head, _("存证号"), _("依据的存证号")), entries),
            (
                _("收支"),
                (_("账户"), _("月份"), _("期初（分）"), _("收入（分）"), _("支出（分）"), _("期末（分）")),
                sums,
            ),
            (_("账户"), (_("编号"), _("名称"), _("银行"), _("末四位"), _("户名"), _("状态")), held),
        )
    )


def seals_csv(rows: Iterable[LogLine]) -> bytes:
    """The log of seals."""
    head = (
        _("印章"),
        _("用印号"),
        _("用印日"),
        _("登记日"),
        _("用途"),
        _("事由"),
        _("对方"),
        _("份数"),
        _("金额（分）"),
    )
    opinions = {"agree": _("同意"), "object": _("不同意见")}
    more = (_("依据"), _("依据的存证号"), _("环物委意见"), _("保管人"), _("备注"), _("存证号"))
    return csv_of(
        (*head, *more),
        (
            (
                f"{row.seal} {row.engraved}",
                row.serial,
                row.used_on.isoformat(),
                row.logged_on.isoformat(),
                row.use,
                row.title,
                row.party,
                row.copies,
                row.amount_fen if row.amount_fen is not None else "",
                row.basis,
                row.basis_entry or "",
                opinions.get(row.opinion, row.opinion),
                row.keeper,
                row.note,
                row.entry,
            )
            for row in rows
        ),
    )


def bank_csv(rows: Iterable[BankLine]) -> bytes:
    """The lines of the banks with the names on them: the package is for those who may read these."""
    head = (_("账户"), _("日期"), _("金额（分）"), _("余额（分）"), _("对方"), _("摘要"), _("流水号"))
    return csv_of(
        head,
        (
            (
                row.money.account.code,
                row.on.isoformat(),
                row.amount_fen,
                row.balance_fen if row.balance_fen is not None else "",
                row.shown_counterparty(),
                row.shown_words(),
                row.pk,
            )
            for row in rows
        ),
    )


def index_html(title: str, span: tuple[date, date], rows: Iterable[tuple[str, str, str, str]]) -> bytes:
    """A page that opens every file: (path, what, words, SHA-256); needs no network."""
    lines = "".join(
        f'<tr><td><a href="{escape(path)}">{escape(path)}</a></td><td>{escape(what)}</td>'
        f"<td>{escape(words)}</td><td><code>{digest}</code></td></tr>"
        for path, what, words, digest in rows
    )
    head = "".join(f"<th>{escape(words)}</th>" for words in (_("文件"), _("种类"), _("说明"), "SHA-256"))
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>"
        f"<p>{span[0].isoformat()} – {span[1].isoformat()}</p>"
        f'<table border="1" cellpadding="4"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'
        "</body></html>\n"
    ).encode()
