"""Layouts and cells that no sample shows: headings beside the table, sheets named by a number, full-width phones."""

import io
import struct
import zipfile

import pytest

from gongzhi.documents.tables import biff
from gongzhi.documents.tests.table_samples import text, xls, xlsx
from gongzhi.register.roster import Unreadable, guess_mapping, preview, read_table
from gongzhi.register.roster.owners import phone_fault, split_phones
from gongzhi.register.tests.roster_samples import area_sum, estate, heads
from gongzhi.register.tests.test_roster_refusals import run_commands

TITLES = ["序号", "单元", "楼层", "房号", "建筑面积", "业主姓名", "证件号码", "联系电话"]
FLATS = estate()


def read(data, name="清册.xlsx"):
    workbook = read_table(data, name)
    return preview(workbook, guess_mapping(workbook))


def cells(flat, number):
    owners = flat.owners
    return [
        number,
        flat.stair,
        flat.floor,
        flat.room,
        flat.area,
        "、".join(owner.name for owner in owners),
        "、".join(owner.document for owner in owners),
        owners[0].phone,
    ]


def rows_of(building, stair=None):
    flats = [flat for flat in FLATS if flat.building == building and stair in (None, flat.stair)]
    return [cells(flat, number) for number, flat in enumerate(flats, 1)]


def the_whole_estate(result):
    assert not result.is_blocked, result.problems
    assert {unit.key for unit in result.units} == {(str(flat.building), str(flat.stair), flat.room) for flat in FLATS}
    document = result.document()
    assert (document["units"], document["area"], document["heads"]) == (len(FLATS), area_sum(FLATS), heads(FLATS))


@pytest.mark.parametrize("write", [xlsx, xls])
def test_headings_of_buildings_in_the_column_of_numbers(write):
    rows = [["某某小区房屋清册"]]
    for building in (1, 2):
        rows += [[f"{building}座"], TITLES, *rows_of(building), ["小计"]]
    the_whole_estate(read(write(("清册", rows))))


@pytest.mark.parametrize("names", [("1号", "2号"), ("01", "02"), ("1", "2")])
def test_sheets_named_by_a_bare_number(names):
    the_whole_estate(read(xlsx(*((name, [TITLES, *rows_of(at)]) for at, name in enumerate(names, 1)))))


def test_sheets_with_names_of_their_own_are_buildings_where_rooms_repeat():
    result = read(xlsx(*((name, [TITLES, *rows_of(at)]) for at, name in enumerate(("桂苑", "兰苑"), 1))))
    assert not result.is_blocked
    assert {unit.building for unit in result.units} == {"桂苑", "兰苑"}
    assert len(result.units) == len(FLATS)


def test_sheets_with_a_program_s_names_stay_doubtful():
    result = read(xlsx(*((name, [TITLES, *rows_of(at)]) for at, name in enumerate(("Sheet1", "Sheet2"), 1))))
    assert result.is_blocked


def test_one_sheet_a_stair():
    titles = [TITLES[0], *TITLES[2:]]
    sheets = []
    for building in (1, 2):
        for stair in (1, 2):
            rows = [[row[0], *row[2:]] for row in rows_of(building, stair)]
            sheets.append((f"{building}幢{stair}单元", [titles, *rows]))
    the_whole_estate(read(xlsx(*sheets)))


def test_one_heading_a_stair():
    titles = [TITLES[0], *TITLES[2:]]
    rows = [titles]
    for building in (1, 2):
        for stair in (1, 2):
            rows += [[f"{building}幢{stair}单元"], *([row[0], *row[2:]] for row in rows_of(building, stair))]
    the_whole_estate(read(xlsx(("清册", rows))))


def test_a_summary_sheet_lends_no_titles():
    roster = [["楼栋", *TITLES[1:]], *([f"{at}栋", *row[1:]] for at in (1, 2) for row in rows_of(at))]
    summary = [["幢号", "套数", "总面积"], ["1栋", 12, 1000], ["2栋", 12, 1000]]
    result = read(xlsx(("清册", roster), ("汇总", summary)))
    the_whole_estate(result)
    assert result.mapping.titles["building"] == "楼栋"
    assert result.mapping.titles["area"] == "建筑面积"


def test_full_width_phones_are_phones():
    assert split_phones("１３８００００１２３４") == ["13800001234"]
    assert phone_fault("１３８００００１２３４")
    titles = ["房号", "建筑面积", "业主姓名", "联系电话"]
    rows = [
        titles,
        ["1-1-101", "80.00", "张三丰", "13800001234"],
        ["1-1-102", "80", "张三丰", "１３８００００１２３４"],
    ]
    result = read(text(rows), "清册.csv")
    assert (result.heads, result.heads_range) == (1, (1, 2))
    assert not any("电话" in problem.problem for problem in result.problems)


def sheet_xml(cells):
    """The smallest .xlsx around the rows of one sheet as XML."""
    data = io.BytesIO(xlsx(("清册", [["房号", "建筑面积"], ["101", 80]])))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                body = body[: body.index(b"<sheetData>") + 11] + cells + body[body.index(b"</sheetData>") :]
            new.writestr(name, body)
    return changed.getvalue()


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        b'<row r="4000000000"><c><v>1</v></c></row>',
        b"<row r='1'><c r='A1'><v>1</v></c></row><row r='900000'>" + b"<c><v>1</v></c>" * 16000 + b"</row>",
        b'<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
    ],
    ids=["a row beyond counting", "a row without cell places", "single quotes and implied places", "a far column"],
)
def test_places_that_no_spreadsheet_holds_are_refused_before_they_are_opened(cells):
    with pytest.raises(Unreadable, match="散布过广"):
        read_table(sheet_xml(cells), "a.xlsx")


def test_a_formula_without_a_result_is_told_once():
    rows = [["房号", "建筑面积", "业主"], ["1-1-101", "=80+9", "张三丰"], ["1-1-102", 80, "李四光"]]
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(("清册", rows)))) as book, zipfile.ZipFile(data, "w") as without:
        for name in book.namelist():
            without.writestr(name, book.read(name).replace(b"</f><v>0</v>", b"</f>"))
    with zipfile.ZipFile(data) as book:
        assert b"</f></c>" in book.read("xl/worksheets/sheet1.xml")
    result = read(data.getvalue())
    assert [(found.row, found.column) for found in result.problems if found.severity == "block"] == [(2, "建筑面积")]
    assert result.document()["units"] == 1


def test_one_map_takes_several_pairs(tmp_path):
    path = tmp_path / "a=b.csv"
    path.write_bytes(text([["甲", "乙", "丙"], ["1-1-101", "80.00", "张三丰"]]))
    pairs = ["甲=door", "乙=area", "丙=owner"]
    lines = [
        [str(path), "--map", *pairs, "--dry-run"],
        ["--map", *pairs, str(path), "--dry-run"],
        [str(path), "--dry-run", *(word for pair in pairs for word in ("--map", pair))],
    ]
    for code, document in run_commands(*lines):
        assert code == 0
        assert document["mapping"] == {"door": "甲", "area": "乙", "owner": "丙"}
        assert document["units"] == 1


def test_signs_nobody_sees_change_nothing():
    document = FLATS[0].owners[0].document
    rows = [
        ["房号", "建筑面积", "业主姓名", "证件号码", "联系电话"],
        ["1-1-101", "80.00", "张三丰", document, "13800001234"],
        ["1-1-\u200b102", "\ufeff80.00", "\u200b张三丰", f"\u200b{document}", "\u202d13800001234\u202c"],
    ]
    result = read(text(rows), "清册.csv")
    assert (result.heads, result.area) == (1, 16000)
    assert result.units[0].owners == result.units[1].owners
    assert result.units[1].key == ("1", "1", "102")
    assert [found.problem for found in result.problems] == ["没有用途列，2 套按住宅计"]


def test_a_line_of_signatures_below_the_table_is_no_unit():
    rows = [["栋", *TITLES[1:]], *([f"{at}栋", *row[1:]] for at in (1, 2) for row in rows_of(at))]
    rows += [["制表：李某", "", "", "", "审核：王某", "负责人：赵某"], ["", "", "", "制表：李某", "审核：王某"]]
    result = read(xlsx(("清册", rows)))
    the_whole_estate(result)
    assert [found.row for found in result.problems if "未计入" in found.problem] == [len(rows) - 1, len(rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_numbers_kept_from_rounding_by_an_equals_sign_are_read_bare(encoding):
    document = FLATS[0].owners[0].document
    rows = [
        ["房号", "建筑面积", "业主姓名", "证件号码", "联系电话"],
        ["1-1-101", "80.00", "张三丰", f'="{document}"', '="13800001234"'],
        ["1-1-102", "80.00", "张三丰", document, "13800001234"],
        ["1-1-103", '=SUM("80")', "李四光", "", "13800001235"],
    ]
    result = read(text(rows, encoding), "清册.csv")
    assert (result.heads, result.heads_range) == (1, (1, 1))
    assert result.units[0].owners == result.units[1].owners
    assert [found.row for found in result.problems if found.severity == "block"] == [4]


def test_the_end_mark_of_old_programs_is_no_content():
    rows = [["房号", "建筑面积", "业主姓名"], ["1-1-101", "80.00", "张三丰"]]
    assert read(text(rows) + b"\x1a", "清册.csv").document()["units"] == 1
    big_endian = text(rows).decode().replace("张三丰", "张业").strip().encode("utf-16-be")
    assert big_endian.endswith(b"\x1a")
    assert read(big_endian, "清册.csv").units[0].owners[0].name == "张业"


def records(data, wanted):
    """Where the records of one kind begin in an .xls whose stream lies in one piece."""
    at = 512
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == wanted:
            yield at + 4
        elif kind == length == 0:
            return
        at += 4 + length


@pytest.mark.parametrize(
    ("record", "offset", "value"),
    [
        (0x0200, 4, 0x3E00_0004),
        (0x0200, 0, 0x0000_FF00),
        (0x0200, 8, 0x0001_0008),
        (0x0200, -2, 0x0001_000A),
        (0x00FC, 4, 0xF000_0000),
    ],
    ids=["rows beyond counting", "top below bottom", "left behind right", "an older form", "strings beyond counting"],
)
def test_room_that_no_xls_needs_is_refused_before_it_is_set_aside(record, offset, value):
    data = bytearray(xls(("清册", [[*TITLES], *rows_of(1)])))
    biff.look_into(bytes(data))
    at = next(records(data, record))
    struct.pack_into("<I", data, at + offset, value)
    with pytest.raises(Unreadable):
        biff.look_into(bytes(data))


@pytest.mark.parametrize("offset", [44, 64, 72])
def test_tables_larger_than_an_xls_itself_are_refused(offset):
    data = bytearray(xls(("清册", [[*TITLES], *rows_of(1)])))
    struct.pack_into("<I", data, offset, 0xF000_0000)
    with pytest.raises(Unreadable):
        biff.look_into(bytes(data))


def test_a_long_string_that_many_cells_share_is_refused_before_it_is_copied():
    strings = f"<sst><si><t>{'x' * 30_000}</t></si><si><t>房号</t></si><si><t>面积</t></si></sst>".encode()
    cells = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(2, 8_000)).encode()
    data = io.BytesIO(sheet_xml(b'<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>2</v></c></row>' + cells))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, strings if name == "xl/sharedStrings.xml" else old.read(name))
    with pytest.raises(Unreadable, match="炸弹"):
        read_table(changed.getvalue(), "a.xlsx")


def test_a_cell_too_long_for_a_roster_is_refused():
    rows = [["房号", "建筑面积", "业主姓名"], ["1-1-101", "80.00", "张" * 4_001]]
    with pytest.raises(Unreadable, match="第 2 行"):
        read(text(rows), "清册.csv")
