"""A superior's own .xlsx is filled: rows repeated, styles kept, what is below moved, nothing becomes a formula."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from gongzhi.documents.tables import Unreadable, read_table
from gongzhi.documents.tables.filling import fill_template, marks_in

ROWS: list[dict[str, Any]] = [
    {"编号": "2026-0001", "内容": "=1+1", "天数": 3},
    {"编号": "2026-0002", "内容": "@渗水", "天数": 40},
    {"编号": "2026-0003", "内容": "", "天数": None},
]
WHOLE: dict[str, Any] = {"社区": "锦城社区", "日期": date(2026, 3, 1)}


def template() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("月报")
    bold = book.add_format({"bold": True, "bg_color": "#FFEE00"})
    sheet.merge_range("A1:C1", "{{社区}}接诉即办月报（{{ 日期 }}）", bold)
    sheet.write_row("A2", ["编号", "内容", "天数"], bold)
    sheet.write("A3", "{{编号}}", bold)
    sheet.write("B3", "内容：{{内容}}")
    sheet.write("C3", "{{天数}}")
    sheet.write("A4", "合计 {{没有这个}}")
    sheet.write_formula("C4", "=SUM(C3:C3)", None, 0)
    sheet.merge_range("A5:B5", "填表：{{社区}}")
    book.close()
    return out.getvalue()


def sheet_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_the_marks_of_a_template_are_listed() -> None:
    assert marks_in(template()) == ["社区", "日期", "编号", "内容", "天数", "没有这个"]


def test_one_row_becomes_many_and_the_rest_moves_down() -> None:
    filled = fill_template(template(), ROWS, WHOLE)
    rows = [[str(cell) for cell in row] for row in read_table(filled, "月报.xlsx").sheets[0].rows]
    assert rows[0][0] == "锦城社区接诉即办月报（2026-03-01）"
    assert [row[0] for row in rows[2:5]] == ["2026-0001", "2026-0002", "2026-0003"]
    assert [row[2] for row in rows[2:4]] == ["3.0", "40.0"]
    assert rows[5][0] == "合计 {{没有这个}}"
    assert rows[6][0] == "填表：锦城社区"
    text = sheet_of(filled)
    assert "SUM(C3:C5)" in text
    assert 'ref="A7:B7"' in text
    assert 'ref="A1:C1"' in text


def test_what_is_filled_in_is_never_a_formula() -> None:
    text = sheet_of(fill_template(template(), ROWS, WHOLE))
    assert text.count("<f>") == 1
    assert "内容：=1+1" in text
    row = [{"编号": "=cmd|'/c calc'!A1", "内容": "x", "天数": 1}]
    text = sheet_of(fill_template(template(), row, WHOLE))
    assert text.count("<f>") == 1
    assert '<c r="A3" s="2" t="inlineStr">' in text or '<c r="A3" s="1" t="inlineStr">' in text


def test_without_things_the_row_stands_once_and_is_empty() -> None:
    rows = read_table(fill_template(template(), [], WHOLE, ("编号", "内容", "天数")), "x.xlsx").sheets[0].rows
    assert rows[2] == ["", "内容：", ""]
    assert rows[3][0] == "合计 {{没有这个}}"


def test_what_is_no_workbook_is_refused() -> None:
    for content in (b"not a file", b"PK\x03\x04broken"):
        with pytest.raises(Unreadable):
            fill_template(content, ROWS, WHOLE)
