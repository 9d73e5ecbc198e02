"""Writes rows as .xlsx, .xls and text tables, as the tests of every import need them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import xlsxwriter
import xlwt

Merge = tuple[int, int, int, int, int, object]
Page = tuple[str, Sequence[Sequence[object]]]


def xlsx(*sheets: Page, merges: Sequence[Merge] = (), hidden: Sequence[str] = ()) -> bytes:
    """An .xlsx of sheets of rows; merges are (sheet, top, left, bottom, right, value)."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": True}) as book:
        pages = []
        for name, rows in sheets:
            page = book.add_worksheet(name)
            if name in hidden:
                page.hide()
            pages.append(page)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if value not in ("", None):
                        page.write(at, column, value)
        for sheet, top, left, bottom, right, value in merges:
            pages[sheet].merge_range(top, left, bottom, right, value)
    return buffer.getvalue()


def xls(*sheets: Page, merges: Sequence[Merge] = ()) -> bytes:
    """An .xls (BIFF8) of sheets of rows."""
    book = xlwt.Workbook(encoding="utf-8")
    pages = []
    for name, rows in sheets:
        page = book.add_sheet(name, cell_overwrite_ok=True)
        pages.append(page)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value not in ("", None):
                    page.write(at, column, value)
    for sheet, top, left, bottom, right, value in merges:
        pages[sheet].write_merge(top, bottom, left, right, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def text(rows: Sequence[Sequence[object]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A .csv or .tsv of rows in one encoding."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode(encoding)
