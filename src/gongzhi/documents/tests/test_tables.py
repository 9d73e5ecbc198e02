"""Table files of every kind are read, and what is no table is refused with one sentence."""

from __future__ import annotations

import io
import os
import zipfile

import pytest
import xlsxwriter
import xlwt

from gongzhi.documents.tables import Unreadable, read_table
from gongzhi.documents.tests.table_samples import text, xls, xlsx

HEAD = ["房号", "面积"]
GOOD = xlsx(("表", [HEAD, *[[str(n), n / 4] for n in range(101, 161)]]))


def bomb(member: str, size: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        for name in good.namelist():
            if name != member:
                book.writestr(name, good.read(name))
        with book.open(member, "w", force_zip64=True) as stream:
            for _ in range(size >> 20):
                stream.write(b" " * (1 << 20))
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """A bomb whose directory claims that the sheet unpacks to a hundred bytes."""
    data = bytearray(bomb("xl/worksheets/sheet1.xml", 250 << 20))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        true = book.getinfo("xl/worksheets/sheet1.xml").file_size
    return bytes(data).replace(true.to_bytes(4, "little"), (100).to_bytes(4, "little"))


def far_cell() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet()
        page.write(0, 0, "房号")
        page.write(1_048_575, 16_383, "远")
    return buffer.getvalue()


def far_cell_xls() -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("一")
    page.write(0, 0, "房号")
    page.write(65_535, 255, "远")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def encrypted() -> bytes:
    """A compound file with the stream that Office writes into a workbook protected by a password."""
    data = bytearray(xls(("一", [["房号", "面积"], ["101", 80]])))
    name = "Workbook".encode("utf-16-le")
    start = data.find(name)
    fresh = "EncryptedPackage".encode("utf-16-le")
    data[start : start + len(fresh)] = fresh
    data[start + 64 : start + 66] = (len(fresh) + 2).to_bytes(2, "little")
    return bytes(data)


UNREADABLE = {
    "empty.csv": b"",
    "empty.xlsx": b"",
    "blank.csv": b" \r\n\r\n\t",
    "binary.csv": bytes(range(256)) * 20,
    "image.csv": b"\x89PNG\r\n\x1a\n" + os.urandom(4000),
    "workbook.csv": GOOD,
    "old_workbook.csv": xls(("一", [["房号"]])),
    "zeros.csv": b"\x00" * 5000,
    "mixed.csv": "房号,面积\n101,80\n".encode() + "业主".encode("gb18030") + b"\xff\xfe\n",
    "utf16_cut.csv": "房号,面积\n101,80\n".encode("utf-16")[:-1],
    "long_line.csv": b"a," * 300_000,
    "text.xlsx": "房号,面积\n101,80\n".encode(),
    "page.xls": "<html><table><tr><td>房号</td></tr></table></html>".encode(),
    "truncated.xlsx": GOOD[: len(GOOD) // 2],
    "cut_tail.xlsx": GOOD[:-30],
    "truncated.xls": xls(("一", [["房号", "面积"], *[["101", 80]] * 500]))[:9000],
    "header_only.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 700,
    "no_book.xlsx": bomb("xl/sharedStrings.xml", 0)[:0] + b"PK\x05\x06" + b"\x00" * 18,
    "encrypted.xlsx": encrypted(),
    "far.xlsx": far_cell,
    "far.xls": far_cell_xls,
    "nothing.xlsx": xlsx(("一", [])),
    "letter.docx": b"PK\x03\x04" + b"\x00" * 40,
    "letter.pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_files_get_one_sentence(name):
    file = UNREADABLE[name]
    content = file if isinstance(file, bytes) else file()  # a book of a million rows is made only where it is read
    with pytest.raises(Unreadable, match=r"[。；]"):
        read_table(content, name)


def test_missing_files_and_folders(tmp_path):
    for path in (tmp_path, tmp_path / "没有.xlsx", "/dev/null"):
        with pytest.raises(Unreadable):
            read_table(path)


def test_an_archive_that_is_no_workbook():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("word/document.xml", "<w/>")
    with pytest.raises(Unreadable, match="没有 Excel 工作簿"):
        read_table(buffer.getvalue(), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_are_read_in_every_encoding(encoding, delimiter):
    rows = [["日期", "金额"], ["2026-01-05", "1.50"], ["2026-01-06", "-2.00"]]
    assert read_table(text(rows, encoding, delimiter), "a.csv").sheets[0].rows == rows


@pytest.mark.parametrize(("write", "name"), [(xlsx, "a.xlsx"), (xls, "a.xls"), (xlsx, "misnamed.xls")])
def test_workbooks_are_read_sheet_by_sheet(write, name):
    workbook = read_table(write(("甲", [["日期"], [1.5]]), ("乙", [["x", "y"]])), name)
    assert [(sheet.name, sheet.rows) for sheet in workbook.sheets] == [("甲", [["日期"], [1.5]]), ("乙", [["x", "y"]])]


@pytest.mark.parametrize("mark", ["\t", "|", ";", ","])
def test_commas_that_group_digits_and_quoted_marks_part_nothing(mark):
    rows = [
        ["某行明细", "", ""],
        ["日期", "金额", "余额"],
        *[["2026-01-05", "1,234.50", "12,345,678.90"]] * 3,
        ["a|b;c", "", ""],
    ]
    assert read_table(text(rows, "utf-8", mark), "a.csv").sheets[0].rows == rows


def test_a_text_of_one_column_has_one_column():
    assert read_table("甲\n1,234\n".encode(), "a.csv").sheets[0].rows == [["甲"], ["1", "234"]]
