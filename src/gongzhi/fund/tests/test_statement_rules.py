"""Both sides of every rule by which a statement is understood."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from gongzhi.documents.tests.table_samples import text, xlsx
from gongzhi.fund.statement import WrongMapping, choices, guess_mapping, read_statement, read_table
from gongzhi.fund.statement.amounts import read_amount, unit_of
from gongzhi.fund.statement.directions import read_direction
from gongzhi.fund.statement.labels import Declared, label_of, note_declared
from gongzhi.fund.statement.moments import read_moment, read_time

SIGNED = ["日期", "金额", "摘要"]
RUNNING = ["日期", "金额", "余额"]
SIDES = ["日期", "摘要", "支出", "收入", "余额"]


def read(*rows, name="a.csv", **said):
    return read_statement(read_table(text(rows), name), said.pop("by_hand", ()), **said)


def told(result):
    return [(problem.problem, problem.row) for problem in result.problems]


# sums of money


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,234.50", 123450),
        ("￥1,234.5", 123450),
        ("¥0.35", 35),
        ("(123.00)", -12300),
        ("（123.00）", -12300),
        ("-0.00", 0),
        ("123.00-", -12300),
        ("−5", -500),
        ("+5.0", 500),
        (".5", 50),
        ("１，２３４．５０", 123450),
        (" 1 234.50\t", 123450),
        ("'12", 1200),
        ("人民币12元整", 1200),
        ("1.5万元", 1_500_000),
        ("66.400000000000006", 6640),
        (0.1 + 0.2, 30),
        (59.97 * 3, 17991),
        (-67.0, -6700),
        (7, 700),
        ("1.230000", 123),
        ("¥-5.00", -500),
    ],
)
def test_sums_are_read_to_the_fen(cell, fen):
    assert (read_amount(cell).fen, read_amount(cell).fault) == (fen, "")


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("", "empty"),
        (None, "empty"),
        ("-", "empty"),
        ("——", "empty"),
        ("/", "empty"),
        ("1.2345", "decimals"),
        (1.2345, "decimals"),
        (12.34501, "decimals"),
        ("xx,yyyy.zz", "unreadable"),
        ("1,23", "unreadable"),
        ("1.234,50", "unreadable"),
        ("1e5", "unreadable"),
        ("12.3.4", "unreadable"),
        ("壹佰元", "unreadable"),
        (True, "unreadable"),
        (float("nan"), "unreadable"),
        (float("inf"), "unreadable"),
        (date(2026, 1, 5), "unreadable"),
        (1e17, "huge"),
    ],
)
def test_what_is_no_sum_is_told(cell, fault):
    assert read_amount(cell) == read_amount(cell)._replace(fen=0, fault=fault)


def test_units_and_words_within_a_sum():
    assert read_amount("1.2345", 4).fen == 1_234_500
    assert read_amount("12345", -2).fen == 12345
    assert (read_amount("5.00CR").mark, read_amount("借 5.00").mark, read_amount("5.00").mark) == ("in", "out", "")
    assert [unit_of(title) for title in ("单位：万元", "金额(元)", "收入（万元）", "元件", "金额")] == [
        4,
        0,
        4,
        None,
        None,
    ]


# days and times


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("20260105", (date(2026, 1, 5), None)),
        ("2026/1/5 12:03:04", (date(2026, 1, 5), time(12, 3, 4))),
        ("2026年1月5日", (date(2026, 1, 5), None)),
        ("2026年1月5日 12时03分04秒", (date(2026, 1, 5), time(12, 3, 4))),
        ("2026-01-05T12:03:04.000", (date(2026, 1, 5), time(12, 3, 4))),
        ("20260105120304", (date(2026, 1, 5), time(12, 3, 4))),
        ("05-Jan-2026", (date(2026, 1, 5), None)),
        ("25/12/2026", (date(2026, 12, 25), None)),
        ("26-01-05", (date(2026, 1, 5), None)),
        ("46027", (date(2026, 1, 5), None)),
        (46027.5, (date(2026, 1, 5), time(12))),
        (20260105.0, (date(2026, 1, 5), None)),
        (datetime(2026, 1, 5, 8, tzinfo=UTC), (date(2026, 1, 5), time(8))),
        ("2026-13-05", None),
        ("2026-02-30", None),
        ("01/02/2026", None),
        ("12-31", None),
        ("第1页", None),
        (True, None),
        (5.0, None),
    ],
)
def test_days_of_every_form(cell, moment):
    assert read_moment(cell) == moment


def test_times_and_days_without_a_year():
    assert read_moment("12-31", 2026) == (date(2026, 12, 31), None)
    assert [read_time(cell) for cell in ("18:53:19", "185319", 185319, 0.5, "9:05")] == [
        time(18, 53, 19),
        time(18, 53, 19),
        time(18, 53, 19),
        time(12),
        time(9, 5),
    ]
    assert [read_time(cell) for cell in ("25:00:00", "186060", "上午", -1, True)] == [None] * 5


# what a sign means


@pytest.mark.clause("A5.2")
def test_signs_without_a_balance_are_asked():
    rows = [SIGNED, ["2026-01-05", "-30.00", "还款"], ["2026-01-06", "12.50", "消费"]]
    result = read(*rows)
    document = result.document()
    assert (document["credit_fen"], document["debit_fen"], document["mapping"]["sign"]) == (None, None, "ask")
    assert (document["rows"], document["first_on"], result.is_blocked) == (2, "2026-01-05", True)
    assert (read(*rows, sign="signed").credit, read(*rows, sign="signed").debit) == (1250, 3000)
    assert (read(*rows, sign="reversed").credit, read(*rows, sign="reversed").debit) == (3000, 1250)
    assert not read(*rows, sign="reversed").is_blocked


def test_sums_without_any_sign_are_asked_and_nothing_needs_no_answer():
    assert read(SIGNED, ["2026-01-05", "30.00", "a"], ["2026-01-06", "12.50", "b"]).sign == "ask"
    nothing = read(SIGNED, ["2026-01-05", "0.00", "a"])
    assert (nothing.sign, nothing.credit, nothing.is_blocked) == ("signed", 0, False)
    assert (read(SIGNED).credit, read(SIGNED).first_on) == (0, None)


def test_the_balance_tells_what_plus_means():
    plus_in = read(RUNNING, ["2026-01-05", "-30.00", "70.00"], ["2026-01-06", "12.50", "82.50"])
    assert (plus_in.sign, plus_in.credit, plus_in.debit, plus_in.opening) == ("signed", 1250, 3000, 10000)
    plus_out = read(RUNNING, ["2026-01-05", "30.00", "70.00"], ["2026-01-06", "-12.50", "82.50"])
    assert (plus_out.sign, plus_out.credit, plus_out.debit, plus_out.opening) == ("reversed", 1250, 3000, 10000)
    masked = read(RUNNING, ["2026-01-05", "-30.00", "xx.xx"], ["2026-01-06", "12.50", "xx.xx"])
    assert masked.sign == "ask"


def test_a_negative_beside_positives_takes_back_and_a_side_of_negatives_is_meant_without_signs():
    titles = ["日期", "借方发生额", "贷方发生额"]
    back = read(titles, ["2026-01-05", "100.00", ""], ["2026-01-06", "-40.00", ""], ["2026-01-07", "", "5"])
    assert (back.credit, back.debit) == (500, 6000)
    all_negative = read(titles, ["2026-01-05", "-100.00", ""], ["2026-01-06", "-40.00", ""], ["2026-01-07", "", "5"])
    assert (all_negative.credit, all_negative.debit) == (500, 14000)


def test_a_firm_s_own_journal_is_known_by_its_balances():
    titles = ["日期", "摘要", "借方", "贷方", "余额"]
    journal = read(
        titles,
        ["2026-01-05", "收", "100.00", "", "600.00"],
        ["2026-01-06", "付", "", "30", "570"],
        ["2026-01-07", "收", "7", "", "577"],
    )
    assert (journal.credit, journal.debit) == (10700, 3000)
    assert told(journal) == [("借贷方向与余额相反", 1)]
    bank = read(titles, ["2026-01-05", "付", "100.00", "", "400.00"], ["2026-01-06", "收", "", "30", "430"])
    assert (bank.credit, bank.debit, told(bank)) == (3000, 10000, [])


@pytest.mark.clause("A5.2")
def test_neutral_lines_count_in_rows_and_in_neither_sum():
    result = read(
        ["交易时间", "交易类型", "收/支", "金额(元)"],
        ["2026-01-05 10:00:00", "转入零钱通", "/", "¥2000.00"],
        ["2026-01-05 11:00:00", "零钱提现", "/", "¥100.10"],
        ["2026-01-06 10:00:00", "商户消费", "支出", "¥12.00"],
        ["2026-01-07 10:00:00", "二维码收款", "收入", "¥23.00"],
    )
    document = result.document()
    assert [document[key] for key in ("rows", "credit_fen", "debit_fen", "neutral_fen")] == [4, 2300, 1200, 210010]
    odd = read(["日期", "收/支", "金额"], *[["2026-01-05", "支出", "1"]] * 5, ["2026-01-06", "待定", "2"])
    assert ("收支方向读不懂，按不计收支处理", 7) in told(odd)
    assert (odd.debit, odd.neutral) == (500, 200)


def test_words_of_direction():
    assert [read_direction(word) for word in ("收入", "贷", "CR", "来账")] == ["in"] * 4
    assert [read_direction(word) for word in ("支出", "借", "DR", "往账")] == ["out"] * 4
    assert [read_direction(word) for word in ("/", "不计收支", "中性交易")] == ["neutral"] * 3
    assert [read_direction(word) for word in ("", "消费", 5)] == [""] * 3


# what the paper says of itself


@pytest.mark.clause("A5.2")
@pytest.mark.parametrize(
    ("above", "problem"),
    [
        ("共2笔记录", ""),
        ("共3笔记录", "声明的笔数与明细不符"),
        ("收入：1笔 50.00元", ""),
        ("收入：2笔 50.00元", "声明的收入笔数与明细不符"),
        ("收入合计：50.01", "声明的收入合计与明细不符"),
        ("借方合计：30.00 贷方合计：50.00", ""),
        ("借方合计：31.00 贷方合计：50.00", "声明的支出合计与明细不符"),
        ("期初余额：100.00 期末余额：120.00", ""),
        ("期末余额：121.00", "声明的期末余额与明细不符"),
        ("本页收入合计：1.00", ""),
    ],
)
def test_declared_counts_sums_and_balances_are_held_against_the_lines(above, problem):
    result = read(
        [above], SIDES, ["2026-01-05", "付", "30.00", "", "70.00"], ["2026-01-06", "收", "", "50.00", "120.00"]
    )
    assert [name for name, _ in told(result)] == ([problem] if problem else [])
    assert (result.credit, result.debit, result.is_blocked) == (5000, 3000, False)


def test_declared_ends_win_and_must_agree_with_the_sums():
    titles = SIDES[:4]
    lines = [["2026-01-05", "付", "30.00", ""], ["2026-01-06", "收", "", "50.00"]]
    good = read(["期初余额：100.00"], ["期末余额：120.00"], titles, *lines)
    assert (good.opening, good.closing, told(good)) == (10000, 12000, [])
    bad = read(["期初余额：100.00"], ["期末余额：130.00"], titles, *lines)
    assert (bad.opening, bad.closing, told(bad)) == (10000, 13000, [("期初加收入减支出不等于期末", 2)])
    silent = read(titles, *lines)
    assert (silent.opening, silent.closing) == (None, None)


def test_declared_in_cells_side_by_side_and_one_above_the_other():
    declared = Declared()
    note_declared(declared, ["期初余额", "", 1000.5, "期末余额", "", 2000], 3, 0)
    assert declared.values == {"opening": (100050, 3), "closing": (200000, 3)}
    declared = Declared()
    note_declared(declared, ["期初余额", "收入合计", "支出合计"], 3, 0, [1000, "300.00", 200.0])
    assert declared.values == {"opening": (100000, 4), "credit": (30000, 4), "debit": (20000, 4)}
    declared = Declared()
    note_declared(declared, ["5.部分账单如：充值提现等不计入为收入或者支出，记为不计收支类；"], 3, 0)
    assert declared.values == {}


def test_labels_and_words_that_are_none():
    assert [label_of(word) for word in ("合 计", "本月合计：", "人民币合计", "Total", "总收入")] == ["total"] * 5
    assert [label_of(word) for word in ("承前页", "期初余额")] == ["opening"] * 2
    assert [label_of(word) for word in ("过次页", "期末余额")] == ["closing"] * 2
    assert [label_of(word) for word in ("本年累计", "水费合计", "总公司", "5月合计")] == ["unproven", "", "", ""]


@pytest.mark.clause("A5.2")
def test_balances_run_forwards_or_backwards_and_jumps_are_told():
    lines = [
        ["2026-01-05", "收", "", "50.00", "150.00"],
        ["2026-01-06", "付", "30", "", "120.00"],
        ["2026-01-06", "付", "20.00", "", "100.00"],
    ]
    for way in (lines, lines[::-1]):
        result = read(SIDES, *way)
        assert (result.opening, result.closing, told(result)) == (10000, 10000, [])
        assert [result.lines[index].balance for index in result.order] == [15000, 12000, 10000]
    broken = read(SIDES, lines[0], ["2026-01-06", "付", "30", "", "121.00"], ["2026-01-07", "付", "1", "", "120.00"])
    assert told(broken) == [("余额与上一笔接不上", 3)]
    assert not broken.is_blocked


def test_balances_stand_only_on_some_lines():
    result = read(
        SIDES, ["2026-01-05", "a", "", "50", ""], ["2026-01-06", "b", "30", "", "120"], ["2026-01-07", "c", "1", "", ""]
    )
    assert (result.opening, result.closing, told(result)) == (10000, 11900, [])


@pytest.mark.parametrize(
    "titles",
    [
        [["日期", "摘要", "发生额", "", "余额"], ["", "", "借方", "贷方", ""]],
        [["日期", "摘要", "支出金额", "收入金额", "余额"], ["", "", "借方", "贷方", ""]],
    ],
)
def test_titles_of_two_rows(titles):
    result = read(["某公司"], *titles, ["2026-01-05", "a", "", "50", "150"], ["2026-01-06", "b", "30", "", "120"])
    assert (result.credit, result.debit, result.mapping.header.last, told(result)) == (5000, 3000, 2, [])


def test_counts_beside_sums_under_one_title():
    titles = [["日期", "收入", "", "支出", "", "余额"], ["", "笔数", "金额", "笔数", "金额", ""]]
    result = read(*titles, ["2026-01-05", "1", "50", "", "", "150"], ["2026-01-06", "", "", "1", "30", "120"])
    assert (result.credit, result.debit, told(result)) == (5000, 3000, [])


def test_a_footer_of_labels_in_the_columns_of_sums_is_no_line():
    footer = ["借方笔数:", "1", "30.00", "贷方金额:", "50.00"]
    result = read(SIDES, ["2026-01-05", "a", "", "50", "150"], ["2026-01-06", "b", "30", "", "120"], footer)
    assert (len(result.lines), result.credit, result.debit, result.is_blocked) == (2, 5000, 3000, False)


def test_unsigned_sums_are_told_by_the_balances_only_where_the_first_line_is_known():
    lines = [["2026-01-05", "50", "150"], ["2026-01-06", "20", "130"], ["2026-01-07", "5", "135"]]
    assert read(RUNNING, *lines).sign == "ask"
    known = read(["期初余额：100.00"], RUNNING, *lines)
    assert (known.sign, known.credit, known.debit, told(known)) == ("balance", 5500, 2000, [])


# rows that are no lines


def test_totals_page_heads_and_footers_are_no_lines():
    result = read(
        ["某某银行对账单"],
        SIDES,
        ["", "承前页", "", "", "100.00"],
        ["2026-01-05", "a", "", "50.00", "150.00"],
        ["", "本页小计", "", "50.00", ""],
        [],
        SIDES,
        ["2026-01-06", "b", "30.00", "", "120.00"],
        ["2026-01-06", "本日合计", "30.00", "", "120.00"],
        ["合计", "", "30.00", "50.00", ""],
        ["", "本年累计", "999.00", "999.00", ""],
        ["期末余额", "", "", "", "120.00"],
        ["以上数据仅供参考"],
        ["打印日期", "2026-02-01"],
    )
    assert (len(result.lines), result.credit, result.debit) == (2, 5000, 3000)
    assert (result.opening, result.closing, told(result)) == (10000, 12000, [])


def test_a_total_that_does_not_hold_is_told():
    result = read(SIDES, ["2026-01-05", "a", "", "50.00", "150.00"], ["合计", "", "0.00", "51.00", ""])
    assert told(result) == [("合计与明细不符", 3)]
    assert not result.is_blocked


def test_sums_under_the_table_without_a_label_are_no_line_and_a_blank_date_is_the_day_above():
    result = read(
        SIDES, ["2026-01-05", "a", "", "50", "150"], ["", "b", "30", "", "120"], ["", "", "30.00", "50.00", ""]
    )
    assert (len(result.lines), result.credit, result.debit, told(result)) == (2, 5000, 3000, [])
    assert [line.day for line in result.lines] == [date(2026, 1, 5)] * 2


def test_equal_lines_are_marked_and_not_dropped():
    line = ["2026-01-05", "停车", "", "50.00", "150.00"]
    result = read(["序号", *SIDES], ["1", *line], ["2", *line])
    assert (len(result.lines), result.credit) == (2, 10000)
    assert ("与上面一行完全相同", 3) in told(result)
    assert [one.is_same_as for one in result.lines] == [0, 2]


@pytest.mark.parametrize(
    ("row", "problem", "column"),
    [
        (["2026-01-05", "a", "1.2345", "", ""], "金额多于两位小数", "支出"),
        (["2026-01-05", "a", "", "约五十", ""], "金额读不出", "收入"),
        (["2026-13-05", "a", "", "50", ""], "日期读不出", "日期"),
    ],
)
def test_lines_that_cannot_be_read_block(row, problem, column):
    result = read(SIDES, ["2026-01-04", "b", "", "1", ""], row)
    (found,) = [one for one in result.problems if one.severity == "block"]
    assert (found.problem, found.column, found.row, found.sheet) == (problem, column, 3, "a.csv")
    assert found.remedy
    assert (len(result.lines), result.is_blocked) == (2, True)


def test_a_quotation_mark_that_nothing_closes_swallows_no_line_in_silence():
    broken = '日期,摘要,支出,收入\n2026-01-05,"坏,,50\n2026-01-06,b,30,\n2026-01-07,"c",,5\n'.encode()
    result = read_statement(read_table(broken, "a.csv"))
    assert ("引号没有配对，后面的行被并进了这一格", 2) in told(result)
    assert result.is_blocked
    assert told(read(SIDES, ["2026-01-05", "两行\n摘要，有逗号", "", "50", "150"])) == []


def test_currencies_are_not_added_up():
    titles = ["日期", "收入", "支出", "币种"]
    both = read(titles, ["2026-01-05", "1", "", "人民币"], ["2026-01-05", "2", "", "美元"])
    assert (both.is_blocked, told(both)) == (True, [("有不止一种币种，不能相加", 3)])
    assert told(read(titles, ["2026-01-05", "1", "", "人民币"], ["2026-01-05", "2", "", "CNY"])) == []


def test_closed_deals_are_told():
    result = read(["交易时间", "收/支", "金额", "交易状态"], ["2026-01-05 10:00:00", "支出", "5", "交易关闭"])
    assert (result.debit, [problem.severity for problem in result.problems]) == (500, ["warn"])


# sheets and mapping by hand


def book():
    first = [SIDES, ["2026-01-05", "a", "", 50.0, 150.0]]
    second = [["某行"], SIDES, ["2026-02-05", "b", 30.0, "", 120.0]]
    return read_table(xlsx(("封面", [["说明", "无"]]), ("一月", first), ("二月", second)), "a.xlsx")


def test_the_first_sheet_with_a_table_is_read_or_the_one_picked():
    first = read_statement(book())
    assert (first.mapping.sheet.name, first.credit) == ("一月", 5000)
    assert [(problem.sheet, problem.severity) for problem in first.problems] == [("二月", "warn")]
    for name in ("二月", "3"):
        picked = read_statement(book(), sheet=name)
        assert (picked.mapping.sheet.name, picked.debit, picked.problems) == ("二月", 3000, ())
    for name in ("三月", "9", "封面"):
        with pytest.raises(WrongMapping, match=r"工作表"):
            read_statement(book(), sheet=name)


def test_a_mapping_is_corrected_by_hand():
    titles = ["记账日", "甲", "乙", "丙"]
    rows = [titles, ["2026-01-05", "30.00", "", "70.00"], ["2026-01-06", "", "50.00", "120.00"]]
    result = read(*rows, by_hand=[("debit", "甲"), ("credit", "C"), ("balance", "丙")])
    assert (result.credit, result.debit, result.opening, told(result)) == (5000, 3000, 10000, [])
    assert result.document()["mapping"] == {
        "sheet": "a.csv", "header_row": 1, "date": "记账日", "credit": "乙", "debit": "甲", "balance": "丙", "sign": "columns"
    }  # fmt: skip
    removed = read(RUNNING, ["2026-01-05", "-30", "70"], ["2026-01-06", "1", "71"], by_hand=[("balance", "")])
    assert removed.sign == "ask"
    letters = read(*rows[1:], by_hand=[("date", "A"), ("debit", "B"), ("credit", "C"), ("balance", "D")])
    assert (letters.credit, letters.debit, len(letters.lines)) == (5000, 3000, 2)
    offered = choices(guess_mapping(read_table(text(rows), "a.csv"), [("debit", "甲"), ("credit", "乙")]))
    assert [(one.title, one.field) for one in offered] == [
        ("记账日", "date"),
        ("甲", "debit"),
        ("乙", "credit"),
        ("丙", ""),
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"by_hand": [("colour", "甲")]}, "没有“colour”这个字段"),
        ({"by_hand": [("debit", "没有")]}, "没有“没有”这一列"),
        ({"sign": "ask"}, "sign 只能是"),
    ],
)
def test_what_is_said_by_hand_must_be_there(said, words):
    with pytest.raises(WrongMapping, match=words):
        read(SIDES, ["2026-01-05", "a", "", "50", "150"], **said)


def test_more_than_a_hundred_problems_of_a_kind_are_counted():
    lines = [["2026-01-05", f"第{n}笔", "", "1.00", "5.00"] for n in range(150)]
    found = read(SIDES, *lines).problems
    assert len(found) == 101
    assert [problem.value for problem in found if not problem.row] == ["149"]
