"""What the roster import refuses or holds back: every bad file gets one clear sentence, every bad row its place."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile

import pytest
import xlsxwriter

from gongzhi.documents.tests.table_samples import text, xlsx
from gongzhi.documents.tests.test_tables import bomb, far_cell, lying_bomb
from gongzhi.register.roster import MAX_ROWS, Unreadable, WrongMapping, guess_mapping, preview, read_table
from gongzhi.register.tests.roster_samples import credit_code, estate, person, resident
from gongzhi.register.tests.test_roster_layouts import FLATS, TITLES, plain_row, take

HEAD = ["楼栋", "单元", "房号", "用途", "面积", "业主", "证件号", "电话"]
GOOD = xlsx(("清册", [TITLES, *map(plain_row, FLATS)]))


def row(room: str, area: object = "80.00", name: str = "甲某", document: str = "", **more: object) -> list[object]:
    return [
        more.get("building", "1栋"),
        more.get("stair", "1单元"),
        room,
        more.get("kind", "住宅"),
        area,
        name,
        document,
        more.get("phone", ""),
    ]


def only_problem(*rows: list[object], severity: str = "block"):
    result = take(text([HEAD, *rows]), "a.csv")
    (problem,) = [one for one in result.problems if one.severity == severity]
    return result, problem


# files that cannot be read at all


def test_a_table_with_titles_alone_is_refused():
    with pytest.raises(Unreadable, match="没有任何数据行"):
        take(text([HEAD]), "only_header.csv")


def many(count: int) -> bytes:
    lines = "\n".join(f"{n // 1000}-{n % 1000 // 100 + 1}-{n % 100 + 101},80,甲某" for n in range(count))
    return f"门牌,面积,业主\n{lines}\n".encode()


def test_more_than_a_hundred_thousand_rows_are_refused():
    workbook = read_table(many(MAX_ROWS + 1), "a.csv")
    with pytest.raises(Unreadable, match="100000 行的上限"):
        preview(workbook, guess_mapping(workbook))
    with pytest.raises(Unreadable, match="100000 行"):
        read_table(many(MAX_ROWS + 200), "a.csv")


def run_command(*arguments: str) -> tuple[int, dict[str, object], float, int]:
    """Exit code, document, CPU seconds and peak bytes of the whole command in a process of its own."""
    code = (
        "import resource, sys; from gongzhi.config.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        # not ru_maxrss: a child begins with the peak of the process that started it
        "status = dict(line.split(':', 1) for line in open('/proc/self/status'))\n"
        "print(used.ru_utime + used.ru_stime, int(status['VmHWM'].split()[0]) * 1024, file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "import-roster", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    seconds, peak = done.stderr.strip().splitlines()[-1].split()
    return done.returncode, json.loads(done.stdout), float(seconds), int(peak)


@pytest.mark.parametrize(
    "make",
    [
        lambda: bomb("xl/worksheets/sheet1.xml", 300 << 20),
        lambda: bomb("xl/sharedStrings.xml", 100 << 20),
        lying_bomb,
        far_cell,
    ],
    ids=["sheet", "strings", "lying directory", "far cell"],
)
def test_bombs_are_refused_within_time_and_memory(tmp_path, make):
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(make())
    code, document, seconds, peak = run_command(str(path), "--dry-run")
    assert code == 2
    assert list(document) == ["error"]
    assert seconds < 20
    assert peak < 500 << 20


def test_the_largest_roster_stays_within_time_and_memory(tmp_path):
    path = tmp_path / "large.csv"
    path.write_bytes(many(MAX_ROWS))
    code, document, seconds, peak = run_command(str(path), "--dry-run")
    assert (code, document["units"]) == (0, MAX_ROWS)
    assert seconds < 20
    assert peak < 500 << 20


# the command


def run_commands(*lines: list[str]) -> list[tuple[int, dict]]:
    """Exit code and document of several commands, in one process besides this one."""
    code = (
        "import contextlib, io, json, sys; from gongzhi.config.cli import main\n"
        "for line in json.load(sys.stdin):\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as out: code = main(['import-roster', *line])\n"
        "    print(json.dumps([code, json.loads(out.getvalue())]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(lines), capture_output=True, text=True, timeout=120, check=True
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_the_command_answers_refuses_and_rejects(tmp_path):
    good, bad = tmp_path / "好.xlsx", tmp_path / "坏.csv"
    good.write_bytes(GOOD)
    bad.write_bytes(text([HEAD, row("101", "-80"), row("102")]))
    wrong = [
        [str(good)],
        ["--dry-run"],
        [str(good), str(bad), "--dry-run"],
        [str(good), "--dry-run", "--map", "楼栋=colour"],
        [str(good), "--dry-run", "--map", "没有的列=area"],
        [str(good), "--dry-run", "--map", "楼栋"],
        [str(good), "--dry-run", "--map"],
        [str(good), "--dry-run", "--nonsense"],
        [str(tmp_path), "--dry-run"],
        [str(tmp_path / "没有.xlsx"), "--dry-run"],
    ]
    answered, blocked, mapped, *rejected = run_commands(
        [str(good), "--dry-run"],
        ["--dry-run", str(bad)],
        [str(good), "--map", "楼栋=stair", "--map=单元=building", "--dry-run"],
        *wrong,
    )
    code, document = answered
    assert (code, document["units"], document["heads_range"]) == (0, len(FLATS), [document["heads"]] * 2)
    assert list(document) == ["units", "area", "heads", "by_kind", "mapping", "heads_range", "problems"]
    code, document = blocked
    assert (code, document["units"], document["area"]) == (1, 1, "80.00")
    code, document = mapped
    assert (code, document["mapping"]["stair"], document["mapping"]["building"]) == (0, "楼栋", "单元")
    assert len(rejected) == len(wrong)
    for line, (code, document) in zip(wrong, rejected, strict=True):
        assert (code, list(document)) == (2, ["error"]), line


def test_a_mapping_by_hand_to_an_unknown_field_or_column_is_refused():
    workbook = read_table(GOOD, "a.xlsx")
    with pytest.raises(WrongMapping, match="没有“colour”这个字段"):
        guess_mapping(workbook, [("楼栋", "colour")])
    with pytest.raises(WrongMapping, match="没有“颜色”这一列"):
        guess_mapping(workbook, [("颜色", "area")])


# rows that are held back


@pytest.mark.parametrize(
    ("area", "problem"),
    [
        ("", "没有面积"),
        ("-80.00", "面积为负数"),
        ("0", "面积为零"),
        ("0.00", "面积为零"),
        ("八十", "面积无法读取"),
        ("80.0.0", "面积无法读取"),
        ("1e3", "面积无法读取"),
        ("NaN", "面积无法读取"),
        ("1,23.45", "面积无法读取"),
        ("80/90", "面积无法读取"),
        ("=80*2", "面积无法读取"),
        ("99999999999", "面积过大"),
    ],
)
def test_bad_areas_hold_their_unit_back(area, problem):
    result, told = only_problem(row("101"), row("102", area))
    assert told.problem == problem
    assert (told.sheet, told.row, told.column, told.value) == ("a.csv", 3, "面积", area)
    assert told.remedy
    assert result.is_blocked
    assert (len(result.units), result.area) == (1, 8000)


@pytest.mark.parametrize(
    ("area", "value"), [("80.005", 8001), ("80.004", 8000), ("59.970000000000006", 5997), (80.125, 8013), (80.0, 8000)]
)
def test_areas_are_exact_and_rounding_is_told(area, value):
    result = take(xlsx(("清册", [HEAD, row("101", area)])), "a.xlsx")
    assert result.area == value
    told = [problem for problem in result.problems if "两位小数" in problem.problem]
    assert bool(told) is (area in ("80.005", "80.004", "59.970000000000006", 80.125))


def test_a_float_that_is_only_noise_is_no_third_decimal():
    result = take(xlsx(("清册", [HEAD, row("101", 0.1 + 0.2), row("102", 59.97 * 3)])), "a.xlsx")
    assert result.area == 30 + 17991
    assert not [problem for problem in result.problems if "两位小数" in problem.problem]


def test_a_row_without_a_door_is_held_back():
    result, told = only_problem(row("101"), row(""))
    assert (told.row, told.column, told.problem) == (3, "房号", "没有房号，无法确定是哪一套")
    assert len(result.units) == 1


def test_a_door_that_became_a_date_is_held_back():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("清册")
        page.write_row(0, 0, ["房号", "面积", "业主"])
        page.write_row(1, 0, ["3-12", 80, "甲某"])
        page.write_number(2, 0, 45000, book.add_format({"num_format": "m-d"}))
        page.write_row(2, 1, [80, "乙某"])
    result = take(buffer.getvalue(), "a.xlsx")
    assert [problem.row for problem in result.problems if "日期" in problem.problem] == [3]
    assert len(result.units) == 1


def test_an_unknown_kind_is_held_back():
    result, told = only_problem(row("101"), row("102", kind="飞船"))
    assert (told.row, told.column, told.value, told.problem) == (3, "用途", "飞船", "不认识的用途")
    assert "住宅" in told.remedy
    assert len(result.units) == 1


def test_every_row_of_an_unknown_kind_is_held_back():
    rows = [["1栋", "1单元", 1, f"10{n}", "飞船" if n > 2 else "住宅", 80.0, "甲某"] for n in range(1, 7)]
    result = take(xlsx(("清册", [TITLES[:7], *rows])), "a.xlsx")
    assert [problem.row for problem in result.problems if problem.severity == "block"] == [4, 5, 6, 7]
    assert [unit.room for unit in result.units] == ["101", "102"]


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (row("101", "90.00"), "面积却不同"),
        (row("101", kind="商铺", name="乙某"), "用途却不同"),
        (row("101"), "同一业主"),
    ],
)
def test_a_unit_listed_twice_is_held_back(second, words):
    result, told = only_problem(row("101"), second, row("102"))
    assert told.row == 3
    assert words in told.problem
    assert [unit.room for unit in result.units] == ["102"]


def test_a_unit_listed_twice_far_apart_is_held_back():
    result, told = only_problem(row("101"), row("102"), row("0101", name="乙某", building="1幢", stair="01"))
    assert told.row == 4
    assert "第 2 行重复" in told.problem
    assert [unit.room for unit in result.units] == ["102"]


@pytest.mark.parametrize(
    "second",
    [
        row("101", name="乙某", kind="飞船"),
        row("101", "-80", name="乙某"),
        row("", "", name="=乙", building="", stair="", kind=""),
    ],
    ids=["kind", "area", "formula"],
)
def test_a_unit_is_held_back_when_any_of_its_rows_is(second):
    result = take(text([HEAD, row("101"), second, row("102")]), "a.csv")
    assert {problem.row for problem in result.problems if problem.severity == "block"} == {3}
    assert [unit.room for unit in result.units] == ["102"]
    assert result.area == 8000


def test_an_archive_with_a_member_twice_or_packed_otherwise_is_refused():
    for method, times in ((zipfile.ZIP_DEFLATED, 2), (zipfile.ZIP_LZMA, 1)):
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(buffer, "w", method) as book:
            for name in good.namelist():
                book.writestr(name, good.read(name))
            if times == 2:
                with pytest.warns(UserWarning, match="Duplicate name"):
                    book.writestr("xl/workbook.xml", good.read("xl/workbook.xml"))
        with pytest.raises(Unreadable):
            read_table(buffer.getvalue(), "a.xlsx")


def test_names_with_blanks_and_brackets():
    rows = [row("101", name="欧阳 修文", document=resident(1)), row("102", name="张 三"), row("103", name="李四 王五")]
    rows += [row("104", name="赵六（已故）"), row("105", name="某某置业（集团）有限公司"), row("106", name="钱七等3人")]
    result = take(text([HEAD, *rows]), "a.csv")
    assert [[owner.name for owner in unit.owners] for unit in result.units] == [
        ["欧阳修文"],
        ["张三"],
        ["李四", "王五"],
        ["赵六"],
        ["某某置业（集团）有限公司"],
        ["钱七"],
    ]
    assert [problem.row for problem in result.problems if problem.column == "业主"] == [5, 7]


def test_formulas_without_a_result_and_error_cells_are_held_back():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("清册")
        page.write_row(0, 0, HEAD)
        for at in range(1, 5):
            page.write_row(at, 0, row(f"10{at}"))
        page.write_formula(1, 4, "=40+40", None, 80)
        page.write_formula(2, 4, "=40+40", None, "")
        page.write_formula(3, 4, "=1/0", None, "#DIV/0!")
    result = take(buffer.getvalue(), "a.xlsx")
    told = {(problem.row, problem.severity) for problem in result.problems if problem.column == "面积"}
    assert {(3, "block"), (4, "block")} <= told
    assert (2, "warn") in told
    assert [unit.room for unit in result.units] == ["101", "104"]


def test_formulas_as_text_are_held_back():
    result = take(text([HEAD, row("101", name="=HYPERLINK(1)"), row("=1+1"), row("103")]), "a.csv")
    assert [problem.row for problem in result.problems if problem.severity == "block"] == [2, 3]
    assert [unit.room for unit in result.units] == ["103"]


def test_a_row_with_more_cells_than_the_header_is_held_back():
    data = text([HEAD, row("101")]) + "1栋,1单元,102,住宅,1,080.00,甲某,,13800000000\n".encode()
    result = take(data, "a.csv")
    assert [problem.row for problem in result.problems if problem.severity == "block"] == [3]
    assert len(result.units) == 1


def test_a_merged_area_beside_several_doors_is_held_back():
    rows = [HEAD, row("101", 160.0), row("102", ""), row("103")]
    result = take(xlsx(("清册", rows), merges=[(0, 1, 4, 2, 4, 160.0)]), "a.xlsx")
    assert [problem.row for problem in result.problems if problem.severity == "block"] == [3]
    assert [unit.room for unit in result.units] == ["103"]


def test_columns_that_are_missing_are_told():
    result = take(xlsx(("清册", [["房号", "业主"], ["101", "甲某"]])), "a.xlsx")
    assert [(problem.column, problem.severity) for problem in result.problems] == [("面积", "block")]
    result = take(xlsx(("清册", [["甲", "乙"], ["101", "甲某"]])), "a.xlsx")
    assert result.is_blocked
    assert result.units == ()


def test_door_and_columns_that_disagree_are_held_back():
    result = take(text([["楼栋", "房号", "面积", "业主"], ["1栋", "2栋1单元101", "80", "甲某"]]), "a.csv")
    assert [problem.severity for problem in result.problems if "不一致" in problem.problem] == ["block"]


# documents and phones


@pytest.mark.parametrize(
    "document",
    [
        "E12345678",
        "EA1234567",
        "H12345678",
        "M1234567890",
        "12345678",
        "军字第2001988号",
        "南字第12345号",
        "A123456(7)",
        "CHN110000000000",
        "510107770828965",
        "110102197708289",
        resident(7),
        resident(7).lower(),
        credit_code(3),
        "",
    ],
)
def test_documents_of_every_kind_are_no_errors(document):
    result = take(text([HEAD, row("101", document=document)]), "a.csv")
    assert not [problem for problem in result.problems if problem.column == "证件号"]
    assert result.units[0].owners[0].document == document.upper()


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (resident(7)[:17] + ("1" if resident(7)[17] != "1" else "2"), "校验位不对"),
        (credit_code(3)[:17] + ("0" if credit_code(3)[17] != "0" else "1"), "校验位不对"),
        ("51010719770828965", "17 位"),
        ("510107********8965", "被遮盖"),
        ("5.10107E+17", "末几位已经丢失"),
        ("510107197713289658", "校验位不对"),
    ],
)
def test_doubtful_documents_are_told_but_block_nothing(document, words):
    result = take(text([HEAD, row("101", document=document)]), "a.csv")
    (told,) = [problem for problem in result.problems if problem.column == "证件号"]
    assert words in told.problem
    assert (told.row, told.severity) == (2, "warn")
    assert told.remedy
    assert len(result.units) == 1


def test_a_document_stored_as_a_number_identifies_nobody():
    result = take(xlsx(("清册", [HEAD, row("101", document=float(resident(7)[:17] + "0"))])), "a.xlsx")
    assert "末几位已经丢失" in next(p.problem for p in result.problems if p.column == "证件号")
    assert result.units[0].owners[0].document == ""


def test_doubtful_phones_are_told():
    result = take(
        text([HEAD, row("101", phone="138000"), row("102", phone="'138 0000-0001"), row("103", phone="没有电话")]),
        "a.csv",
    )
    assert [(problem.row, problem.severity) for problem in result.problems if problem.column == "电话"] == [
        (2, "warn"),
        (4, "warn"),
    ]
    assert result.units[1].owners[0].phone == "13800000001"


def test_names_and_documents_that_do_not_match_are_told():
    result = take(text([HEAD, row("101", name="甲某、乙某、丙某", document=f"{resident(1)}、{resident(2)}")]), "a.csv")
    (told,) = [problem for problem in result.problems if problem.column == "证件号"]
    assert told.problem == "姓名有 3 个，证件号码有 2 个，对应关系不清"
    assert [owner.name for owner in result.units[0].owners] == ["甲某", "乙某", "丙某"]


def test_the_same_document_under_two_names_is_told():
    rows = [row("101", document=resident(1)), row("102", name="乙某", document=resident(1).lower())]
    result = take(text([HEAD, *rows]), "a.csv")
    assert [problem.row for problem in result.problems if "写作" in problem.problem] == [3]
    assert result.heads == 1


def test_nothing_is_dropped_without_a_word():
    """Every row below the header is a unit, a co-owner, a total, a heading, or told."""
    flats = estate(1, 1, 2, 2)
    rows = [
        TITLES,
        *map(plain_row, flats),
        ["99栋"],
        ["", "", "", "", "", "", "", "", "13800000000"],
        ["附:本表仅供参考"],
    ]
    result = take(xlsx(("清册", rows)), "a.xlsx")
    told = {problem.row for problem in result.problems}
    assert {7, 8} <= told
    assert len(result.units) == len(flats)
    assert person(1).name in {owner.name for unit in result.units for owner in unit.owners}
