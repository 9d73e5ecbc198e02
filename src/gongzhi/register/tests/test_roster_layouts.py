"""Layouts in which property firms hand rosters over: each one must yield the same units, areas and heads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from gongzhi.documents.tests.table_samples import text, xls, xlsx
from gongzhi.register.roster import RosterPreview, guess_mapping, preview, read_table
from gongzhi.register.tests.roster_samples import Flat, area_sum, estate, heads

ROSTERS = Path(__file__).parents[2] / "config" / "demo" / "rosters"
FLATS = estate()
TITLES = ["楼栋", "单元", "楼层", "房号", "用途", "建筑面积(㎡)", "业主姓名", "证件号码", "联系电话"]


def take(data: bytes, filename: str, *by_hand: tuple[str, str]) -> RosterPreview:
    workbook = read_table(data, filename)
    return preview(workbook, guess_mapping(workbook, by_hand))


def blocks(result: RosterPreview) -> list[object]:
    return [problem for problem in result.problems if problem.severity == "block"]


def holds(result: RosterPreview, flats: Sequence[Flat] = FLATS, doors: bool = True) -> None:
    document = result.document()
    assert blocks(result) == []
    assert document["units"] == len(flats)
    assert document["area"] == area_sum(flats)
    assert document["heads"] == heads(flats)
    if doors:
        assert {unit.key for unit in result.units} == {(str(f.building), str(f.stair), f.room) for f in flats}
        for unit, flat in zip(sorted(result.units, key=lambda u: u.key), sorted(flats, key=_key), strict=True):
            assert {(o.name, o.document) for o in unit.owners} == {(o.name, o.document) for o in flat.owners}
            assert unit.area == int(flat.area.replace(".", ""))


def _key(flat: Flat) -> tuple[str, str, str]:
    return str(flat.building), str(flat.stair), flat.room


def plain_row(flat: Flat) -> list[object]:
    return [
        f"{flat.building}栋",
        f"{flat.stair}单元",
        flat.floor,
        flat.room,
        "住宅",
        float(flat.area),
        "、".join(owner.name for owner in flat.owners),
        "、".join(owner.document for owner in flat.owners),
        "、".join(owner.phone for owner in flat.owners),
    ]


@pytest.mark.parametrize("filename", ["桂溪苑_房屋清册.xlsx", "望江院落_业主登记.csv"])
def test_rosters_of_the_demo_equal_their_true_totals(filename):
    truth = json.loads((ROSTERS / "totals.json").read_text(encoding="utf-8"))[filename]
    workbook = read_table(ROSTERS / filename)
    document = preview(workbook, guess_mapping(workbook)).document()
    assert not [problem for problem in document["problems"] if problem["severity"] == "block"]
    assert {name: document[name] for name in ("units", "area", "heads")} == {
        name: truth[name] for name in ("units", "area", "heads")
    }
    assert {kind: total["area"] for kind, total in document["by_kind"].items()} == truth["area_by_kind"]
    assert document["heads_range"] == [truth["heads"], truth["heads"]]


def test_one_plain_sheet():
    result = take(xlsx(("清册", [TITLES, *map(plain_row, FLATS)])), "a.xlsx")
    holds(result)
    assert result.mapping.titles["area"] == "建筑面积(㎡)"
    assert result.mapping.titles["owner"] == "业主姓名"


def test_titles_notes_totals_and_a_second_sheet_of_remarks():
    rows = [
        ["某某小区房屋清册(1296户)"],
        ["填表单位:××物业", "", "", "", "面积单位:平方米"],
        TITLES,
        *map(plain_row, FLATS[:12]),
        ["1栋小计", "", "", "", "", float(area_sum(FLATS[:12]))],
        TITLES,
        *map(plain_row, FLATS[12:]),
        ["总  计", "", "", "", "", float(area_sum(FLATS))],
        [],
        ["制表人:张三", "", "", "审核:李四", "", "", "", "2024年1月1日"],
    ]
    result = take(xlsx(("清册", rows), ("说明", [["本表由物业提供"]]), ("空表", [])), "a.xlsx")
    holds(result)
    assert not [problem for problem in result.problems if "合计" in problem.problem]


def test_a_total_that_does_not_add_up_is_told():
    rows = [TITLES, *map(plain_row, FLATS), ["合计", "", "", "", "", 1.0]]
    result = take(xlsx(("清册", rows)), "a.xlsx")
    holds(result)
    (told,) = [problem for problem in result.problems if "合计" in problem.problem]
    assert (told.row, told.column, told.severity) == (len(FLATS) + 2, "建筑面积(㎡)", "warn")


def test_one_sheet_a_building_without_a_building_column():
    sheets = [
        (name, [[f"{name}业主清册"], TITLES[1:], *[plain_row(f)[1:] for f in FLATS if f.building == number]])
        for number, name in ((1, "1栋"), (2, "2号楼"))
    ]
    holds(take(xlsx(*sheets), "a.xlsx"))


def test_one_sheet_a_building_named_in_the_title_line_only():
    sheets = [
        (f"Sheet{n}", [[f"{n}幢业主登记表"], TITLES[1:], *[plain_row(f)[1:] for f in FLATS if f.building == n]])
        for n in (1, 2)
    ]
    holds(take(xls(*sheets), "a.xls"))


@pytest.mark.parametrize("write", [xlsx, xls], ids=["xlsx", "xls"])
def test_two_header_rows_with_merged_cells(write):
    top = ["楼栋", "单元", "楼层", "房号", "用途", "面积(㎡)", "", "业主信息", "", ""]
    low = ["", "", "", "", "", "建筑面积", "套内面积", "姓名", "证件号码", "联系电话"]
    rows = [["房屋清册"], top, low]
    rows += [[*r[:6], float(r[5]) - 10, *r[6:]] for r in map(plain_row, FLATS)]
    merges = [(0, 1, column, 2, column, top[column]) for column in range(5)]
    merges += [(0, 1, 5, 1, 6, "面积(㎡)"), (0, 1, 7, 1, 9, "业主信息"), (0, 0, 0, 0, 9, "房屋清册")]
    result = take(write(("清册", rows), merges=merges), "a." + write.__name__)
    holds(result)
    assert result.mapping.titles["area"] == "建筑面积"
    assert result.mapping.titles["owner"] == "姓名"
    assert result.mapping.titles["room"] == "房号"


def test_two_header_rows_in_a_text_file():
    rows = [
        ["楼栋", "单元", "楼层", "房号", "用途", "建筑面积(㎡)", "业主信息", "", "", "租户信息", ""],
        ["", "", "", "", "", "", "姓名", "证件号码", "联系电话", "姓名", "联系电话"],
        *[[*plain_row(f), "某租户", "13900000000"] for f in FLATS],
    ]
    holds(take(text(rows), "a.csv"))


@pytest.mark.parametrize("write", [xlsx, xls], ids=["xlsx", "xls"])
def test_one_row_per_co_owner_with_merged_unit_cells(write):
    rows: list[list[object]] = [TITLES]
    merges = []
    for flat in FLATS:
        full = plain_row(flat)
        for index, owner in enumerate(flat.owners):
            rows.append([*(full[:6] if not index else [""] * 6), owner.name, owner.document, owner.phone])
        if len(flat.owners) > 1:
            last = len(rows) - 1
            merges += [(0, last - 1, column, last, column, full[column]) for column in range(6)]
    holds(take(write(("清册", rows), merges=merges), "a." + write.__name__))


def test_one_row_per_co_owner_with_the_unit_repeated():
    rows = [TITLES]
    for flat in FLATS:
        rows += [[*plain_row(flat)[:6], owner.name, owner.document, owner.phone] for owner in flat.owners]
    result = take(text(rows), "a.csv")
    holds(result)
    assert [problem for problem in result.problems if "共有" in problem.problem]


def test_one_row_per_co_owner_with_blank_unit_cells_below():
    rows = [TITLES]
    for flat in FLATS:
        full = plain_row(flat)
        rows += [
            [*(full[:6] if not index else [""] * 6), owner.name, owner.document, owner.phone]
            for index, owner in enumerate(flat.owners)
        ]
    holds(take(text(rows), "a.csv"))


@pytest.mark.parametrize(
    "titles",
    [
        ["业主1", "证件1", "业主2", "证件2"],
        ["姓名1", "身份证号1", "姓名2", "身份证号2"],
        ["产权人一", "证件号码一", "产权人二", "证件号码二"],
        ["业主①姓名", "业主①证件号码", "业主②姓名", "业主②证件号码"],
        ["第一业主", "第一业主证件号码", "第二业主", "第二业主证件号码"],
        ["业主姓名", "证件号码", "共有人", "共有人证件号码"],
        ["姓名", "身份证号", "姓名", "身份证号"],
        ["业主(1)", "证件号(1)", "业主(2)", "证件号(2)"],
    ],
)
def test_owners_in_numbered_columns(titles):
    rows = [["楼号", "单元号", "室号", "产权面积", *titles]]
    for flat in FLATS:
        cells = [cell for owner in flat.owners for cell in (owner.name, owner.document)]
        rows.append([flat.building, flat.stair, flat.room, flat.area, *cells, *[""] * (4 - len(cells))])
    holds(take(xlsx(("清册", rows)), "a.xlsx"))


def test_names_in_numbered_columns_before_documents_in_numbered_columns():
    rows = [["栋", "单元", "房号", "面积", "业主1", "业主2", "证件1", "证件2", "电话1", "电话2"]]
    for flat in FLATS:
        pad = [""] * (2 - len(flat.owners))
        rows.append(
            [
                flat.building,
                flat.stair,
                flat.room,
                flat.area,
                *[o.name for o in flat.owners],
                *pad,
                *[o.document for o in flat.owners],
                *pad,
                *[o.phone for o in flat.owners],
                *pad,
            ]
        )
    holds(take(text(rows, delimiter="\t"), "a.tsv"))


@pytest.mark.parametrize(
    "write",
    [
        lambda f: f"{f.building}幢{f.stair}单元{f.room}室",
        lambda f: f"{f.building}-{f.stair}-{f.room}",
        lambda f: f"{f.building}#{f.stair}-{f.room}",
        lambda f: f"{f.building:02d}-{f.stair:02d}-{f.room}",
        lambda f: f"{f.building}号楼{f.stair}单元{f.room}号",
        lambda f: f"{f.building}栋-{f.stair}单元-{f.room}",
        lambda f: f"成都市高新区桂溪路8号桂溪苑{f.building}栋{f.stair}单元{f.room}号",
        lambda f: f"{'一二'[f.building - 1]}栋{'一二'[f.stair - 1]}单元{f.room}",
        lambda f: f"{f.building} 栋 {f.stair} 单元 {f.room} 室",
        lambda f: f"{f.building}—{f.stair}—{f.room}",
    ],
)
@pytest.mark.parametrize("title", ["房号", "房屋坐落", "门牌"])
def test_the_door_in_one_cell(write, title):
    rows = [[title, "面积", "业主", "身份证号码"]]
    for flat in FLATS:
        names, documents = (plain_row(flat)[index] for index in (6, 7))
        rows.append([write(flat), flat.area, names, documents])
    result = take(text(rows), "a.csv")
    holds(result)
    assert result.mapping.titles["door"] == title


def test_rooms_with_stair_beside_a_building_column():
    rows = [["楼栋", "房号", "面积", "业主", "身份证号"]]
    for flat in FLATS:
        full = plain_row(flat)
        rows.append([full[0], f"{flat.stair}-{flat.room}", flat.area, full[6], full[7]])
    holds(take(xlsx(("清册", rows)), "a.xlsx"))


def test_short_room_numbers_need_their_floor():
    rows = [["楼栋", "单元", "楼层", "房号", "建筑面积", "姓名", "证件号"]]
    for flat in FLATS:
        full = plain_row(flat)
        rows.append([flat.building, flat.stair, flat.floor, flat.number, flat.area, full[6], full[7]])
    result = take(xlsx(("清册", rows)), "a.xlsx")
    holds(result, doors=False)
    assert result.units[0].door == "1栋1单元1楼1号"


def test_group_headings_and_cells_written_once_a_group():
    rows: list[list[object]] = [TITLES]
    seen: tuple[object, object] = ("", "")
    for flat in FLATS:
        full = plain_row(flat)
        place = (full[0], full[1])
        if place == seen:
            full[0] = full[1] = ""
        seen = place
        rows.append(full)
    holds(take(text(rows), "a.csv"))


def test_buildings_as_heading_rows():
    rows: list[list[object]] = [["房号", "面积", "业主", "证件号码"]]
    seen = ("", "")
    for flat in FLATS:
        if (place := (f"{flat.building}栋", f"{flat.stair}单元")) != seen:
            rows += [[place[0]], [place[1]]] if place[0] != seen[0] else [[place[1]]]
            seen = place
        full = plain_row(flat)
        rows.append([flat.room, flat.area, full[6], full[7]])
    holds(take(xlsx(("清册", rows)), "a.xlsx"))


def test_mess_in_cells():
    rows: list[list[object]] = [["序号", *TITLES]]
    for at, flat in enumerate(FLATS):
        full = plain_row(flat)
        full[0] = [
            f"{flat.building}幢",
            f"{flat.building}栋",
            f"{flat.building}号楼",
            f"{flat.building}座",
            f"{flat.building}＃",
        ][at % 5]
        full[5] = [f"{flat.area}㎡", flat.area.translate(_WIDE), f" {flat.area} 平方米", f"1,0{flat.area}"][at % 4]
        if at % 4 == 3:
            full[5] = flat.area + " m²"
        full[7] = str(full[7]).lower() if at % 2 else f"'{full[7]}"
        full[8] = f"'{full[8]}"
        full[3] = flat.room.translate(_WIDE) if at % 3 else float(flat.room)
        full[6] = str(full[6]).replace("、", ["/", "，", "\n", " "][at % 4])
        full[7] = str(full[7]).replace("、", ["/", "，", "\n", ";"][at % 4])
        rows.append([at + 1, *full])
    holds(take(xlsx(("清册", rows)), "a.xlsx"))


_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_files_of_every_encoding(encoding, delimiter):
    rows = [TITLES, *map(plain_row, FLATS)]
    data = text(rows, encoding, delimiter)
    if encoding == "utf-16-le":
        data = data.removeprefix(b"\xff\xfe")
    holds(take(data, "a.csv"))


def test_shops_and_parking():
    rows: list[list[object]] = [["坐落", "用途", "面积", "业主", "身份证号"]]
    for flat in FLATS[:4]:
        full = plain_row(flat)
        rows.append([flat.door, "住宅", flat.area, full[6], full[7]])
    rows += [
        ["商铺1-07", "商业", "30.50", "钱一", ""],
        ["1栋商铺08", "商铺", "31.50", "钱二", ""],
        ["地下车位B2-118", "车位", "12.72", "钱三", ""],
        ["B2-119", "停车位", "12.72", "钱四", ""],
    ]
    result = take(xlsx(("清册", rows)), "a.xlsx")
    assert blocks(result) == []
    assert {kind: total["units"] for kind, total in result.document()["by_kind"].items()} == {
        "住宅": 4,
        "商铺": 2,
        "车位": 2,
    }
    assert [unit.door for unit in result.units[4:]] == ["商铺1-07", "1栋商铺08", "地下车位B2-118", "车位B2-119"]


def test_kinds_follow_the_door_where_no_column_says_them():
    rows = [["房号", "面积", "业主"], ["1-101", "80", "甲某"], ["商铺01", "20", "乙某"], ["车位A-3", "12", "丙某"]]
    assert list(take(text(rows), "a.csv").by_kind) == ["住宅", "商铺", "车位"]


def test_strange_titles_are_mapped_by_hand():
    rows = [["甲", "乙", "丙", "丁", "戊", "己"]]
    for flat in FLATS:
        full = plain_row(flat)
        rows.append([full[0], full[1], flat.room, flat.area, full[6], full[7]])
    fields = ["building", "stair", "room", "area", "owner", "document"]
    result = take(text(rows), "a.csv", *zip("甲乙丙丁戊己", fields, strict=True))
    holds(result)
    assert result.mapping.titles == dict(zip(fields, "甲乙丙丁戊己", strict=True))


def test_a_mapping_by_hand_wins_over_the_guess():
    rows = [[*TITLES, "登记簿载明"], *[[*plain_row(f)[:5], 1.0, *plain_row(f)[6:], f.area] for f in FLATS]]
    result = take(xlsx(("清册", rows)), "a.xlsx", ("登记簿载明", "area"))
    holds(result)
    assert result.mapping.titles["area"] == "登记簿载明"


def test_tables_side_by_side_are_all_read():
    rows: list[list[object]] = [["某某小区房屋清册"], ["房号", "面积", "业主", "证件号"] * 3]
    blocks = [[[f.door, f.area, *plain_row(f)[6:8]] for f in FLATS[at::3]] for at in range(3)]
    blocks[2].pop()
    rows += [
        [cell for line in lines for cell in line]
        for lines in zip(*[[*b, [""] * 4][: len(blocks[0])] for b in blocks], strict=True)
    ]
    rows.append(["合计", area_sum(FLATS[:1])])
    left_out = FLATS[2::3][-1]
    holds(take(xlsx(("清册", rows)), "a.xlsx"), [flat for flat in FLATS if flat is not left_out])


def test_a_table_without_a_header_is_guessed_by_its_contents_and_told():
    result = take(text([plain_row(flat) for flat in FLATS]), "a.csv")
    holds(result)
    assert result.mapping.titles["area"] == "F"
    assert [problem.severity for problem in result.problems if "没有表头" in problem.problem] == ["warn"]


def test_columns_may_be_named_by_their_letters():
    rows = [[f.area, f.door, *plain_row(f)[6:8]] for f in FLATS[:2]]
    hand = [("A", "area"), ("B", "door"), ("C", "owner"), ("D", "document")]
    holds(take(text(rows), "a.csv", *hand), FLATS[:2])
    rows = [["甲", "乙", "业主", "证件号"], *[[f.area, f.door, *plain_row(f)[6:8]] for f in FLATS]]
    holds(take(text(rows), "a.csv", *hand[:2]))


def test_titles_that_say_nothing_are_guessed_by_their_contents():
    rows = [
        ["资产编号", "甲", "乙", "丙", "丁", "楼栋"],
        *[[n, f.area, *plain_row(f)[6:9], f.door] for n, f in enumerate(FLATS)],
    ]
    result = take(text(rows), "a.csv", ("楼栋", "door"))
    holds(result)
    assert result.mapping.titles == {"door": "楼栋", "area": "甲", "owner": "乙", "document": "丙", "phone": "丁"}


def test_tenants_are_no_owners():
    rows = [["门牌", "面积", "租户姓名", "租户证件号"], *[[f.door, f.area, *plain_row(f)[6:8]] for f in FLATS]]
    result = take(text(rows), "a.csv")
    assert "owner" not in result.mapping.titles
    assert all(unit.owners == () for unit in result.units)


def test_hidden_sheets_are_left_out_and_told():
    rows = [TITLES, *map(plain_row, FLATS)]
    result = take(xlsx(("清册", rows), ("旧表", rows), hidden=("旧表",)), "a.xlsx")
    holds(result)
    assert [problem.sheet for problem in result.problems if "隐藏" in problem.problem] == ["旧表"]
