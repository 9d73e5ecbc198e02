"""Layouts never seen: every invented statement is read back to the fen."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi.fund.statement import StatementPreview, read_statement, read_table
from gongzhi.fund.tests.statement_samples import FILES, MONEY, Deal, Layout, deals, written

ABOVE = "某某银行对公账户交易明细\n户名：|某某小区业主大会|账号：|6222****0001\n起始日期：20260101|终止日期：20260131\n"
LAYOUTS = [
    Layout("two columns", "交易日期:D|摘要|借方发生额:-|贷方发生额:+|余额:B|对方户名"),
    Layout("in first", "序号|记账日期:D|收入:+|支出:-|账户余额:B|摘要"),
    Layout("no balance", "日期:D|摘要|收入金额(元):+|支出金额(元):-"),
    Layout("deposits", "交易时间:T|存入金额:+|支取金额:-|结余:B|附言", day="%Y/%m/%d"),
    Layout("transfers", "交易日:D|转出金额:-|转入金额:+|余额:B", day="%Y%m%d", money="grouped"),
    Layout("collected", "交易日期:D|交易时间:S|付款金额:-|收款金额:+|对方账号"),
    Layout("received", "记账日:D|收方发生额:+|付方发生额:-|余额:B|用途", day="%Y年%m月%d日"),
    Layout("single words", "日期:D|凭证号|摘要|借:-|贷:+|余额:B", money="grouped"),
    Layout("bracketed sides", "交易日期:D|收入（贷方）:+|支出（借方）:-|余额(元):B"),
    Layout("slashed sides", "交易日期:D|取出/借方:-|存入/贷方:+|余额:B"),
    Layout("english columns", "Date:D|Description|Withdrawals:-|Deposits:+|Balance:B", day="%d-%b-%Y"),
    Layout("english debit", "Transaction Date:D|Debit:-|Credit:+|Running Balance:B|Reference", money="grouped"),
    Layout("money in", "Date:D|Details|Money Out:-|Money In:+", money="plain"),
    Layout("flag", "交易日期:D|借贷标志:W|交易金额:U|余额:B|对方户名", words=("贷", "借")),
    Layout("flag letters", "交易日期:D|DC:W|金额:U|摘要", words=("C", "D")),
    Layout("flag words", "交易时间:T|收/支:W|金额(元):U|商品|交易对方"),
    Layout("flag directions", "时间:T|资金流向:W|发生额:U|备注", words=("流入", "流出"), day="%Y.%m.%d"),
    Layout("flag accounts", "入账日期:D|来往账标识:W|金额:U|对方户名", words=("来账", "往账")),
    Layout("flag turned", "记账日期:D|出入账:W|交易金额:U|账户余额:B", words=("入账", "出账"), falling=True),
    Layout("flag and sign", "交易日期:D|收支类型:W|交易金额:A|余额:B"),
    Layout("flag in a type", "日期:D|类型:W|金额:U|说明", words=("转入", "转出")),
    Layout("flag without title", "日期:D|甲列:W|金额:U", words=("收", "付")),
    Layout("signed", "交易日期:D|交易金额:A|账户余额:B|摘要"),
    Layout("signed falling", "记账日期:D|记账时间:S|金额:A|余额:B|对方账户名", falling=True),
    Layout("signed brackets", "日期:D|发生额:A|余额:B", money="brackets"),
    Layout("signed behind", "日期:D|发生额:A|余额:B", money="behind"),
    Layout("signed plus", "日期:D|交易金额:A|联机余额:B", money="plus"),
    Layout("sign in title", "日期:D|收入(+)/支出(-):A|摘要"),
    Layout("sign in title too", "日期:D|金额（收入为正、支出为负，收入+/支出-）:A"),
    Layout("signed english", "Date:D|Amount:A|Balance:B|Payee", day="%b %d, %Y"),
    Layout("unsigned", "交易日期:D|摘要|交易金额:U|余额:B", above="期初余额：{opening}|期末余额：{closing}"),
    Layout("unsigned falling", "交易时间:T|金额:U|余额:B", above="上期余额：{opening}", falling=True),
    Layout("full width", "交易日期:D|收入:+|支出:-|余额:B", money="wide"),
    Layout("currency signs", "交易日期:D|收入:+|支出:-|余额:B", money="yen"),
    Layout("yuan behind", "交易日期:D|收入:+|支出:-", money="word"),
    Layout("ten thousands", "交易日期:D|收入（万元）:+|支出（万元）:-|余额（万元）:B", money="wan"),
    Layout("unit above", "交易日期:D|收入:+|支出:-|余额:B", money="wan", above="单位：万元"),
    Layout(
        "junk above", "交易日期:D|币种|借方金额:-|贷方金额:+|余额:B", above=ABOVE + "借方笔数：{outs}|贷方笔数：{ins}"
    ),
    Layout(
        "declared",
        "交易日期:D|摘要|支出:-|收入:+|余额:B",
        above="期初余额：{opening}|期末余额：{closing}|收入合计：{credit}|支出合计：{debit}|共{rows}笔",
    ),
    Layout("totals below", "交易日期:D|摘要|支出:-|收入:+", below="合计||{debit}|{credit}\n制表：张三|审核：李四"),
    Layout(
        "carried within",
        "交易日期:D|摘要|借方:-|贷方:+|余额:B",
        above="账户明细",
        below="|本月合计|{debit}|{credit}|\n|期末余额|||{closing}\n以上数据仅供参考\n第1页|共1页",
    ),
    Layout("two totals", "交易日期:D|收入:+|支出:-", below="总收入：{credit}|总支出：{debit}|总笔数：{rows}"),
    Layout("padded", " 交易日期 :D| 支出 :-| 收入 :+| 余额 :B", money="padded"),
    Layout("many columns", "流水号|交易日期:D|起息日|币别|钞汇|借方发生额:-|贷方发生额:+|余额:B|渠道|网点|操作员|备注"),
    Layout("minutes", "交易时间:T|支出:-|收入:+|余额:B", clock="%H:%M"),
    Layout("stamps", "交易时间:T|支出:-|收入:+", day="%Y%m%d", clock="%H%M%S"),
    Layout("date cells", "日期:T|支出:-|收入:+|余额:B", day="", money="number"),
    Layout("balance first", "余额:B|金额:A|日期:D|对方", day="%Y/%m/%d"),
    Layout(
        "own and foreign", "交易日期:D|记账日期|交易金额(收入)|交易金额(支出)|记账金额(收入):+|记账金额(支出):-|余额:B"
    ),
    Layout("both posted", "记账日:D|交易日:D|交易时间:S|支出:-|收入:+|账户余额:B|币种"),
]


def read(layout: Layout, true: list[Deal], file: str, opening: int = 1_000_000) -> StatementPreview:
    rows = written(layout, true, opening)
    if layout.money in ("number", "noisy") or not layout.day:
        file = "a.xlsx" if not layout.day else file
    return read_statement(read_table(FILES[file](rows), file))


def is_true(result: StatementPreview, layout: Layout, true: list[Deal], opening: int = 1_000_000) -> None:
    """Holds what was read against sums computed apart from it, deal by deal."""
    credit = debit = neutral = 0
    for deal in true:
        if deal.neutral:
            neutral += abs(deal.fen)
        elif deal.fen > 0:
            credit += deal.fen
        else:
            debit -= deal.fen
    document = result.document()
    assert document["problems"] == []
    assert (document["rows"], document["credit_fen"], document["debit_fen"]) == (len(true), credit, debit)
    assert document["neutral_fen"] == neutral
    assert (document["first_on"], document["last_on"]) == (true[0].on.isoformat(), true[-1].on.isoformat())
    told = "B" in layout.signs or "{opening}" in layout.above
    assert document["opening_fen"] == (opening if told else None)
    assert document["closing_fen"] == (opening + credit - debit if told or "{closing}" in layout.above else None)
    in_time = [line.credit - line.debit for line in (result.lines[index] for index in result.order)]
    fens = [0 if deal.neutral else deal.fen for deal in true]
    if not layout.falling or "B" in layout.signs or true[0].on < true[-1].on:
        assert in_time == fens
    else:
        assert sorted(in_time) == sorted(fens)


def test_there_are_enough_layouts():
    assert len({layout.columns for layout in LAYOUTS}) >= 40


@pytest.mark.clause("A5.2")
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_an_unseen_layout_is_read_to_the_fen(layout):
    true = deals(seed=len(layout.name))
    for file in ("gb.csv", "a.xlsx"):
        is_true(read(layout, true, file), layout, true)


@pytest.mark.clause("A5.2")
@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10**9))
def test_any_statement_in_any_layout_comes_back_to_the_fen(seed):
    dice = random.Random(seed)
    layout = dice.choice(LAYOUTS)
    if layout.day and layout.money == "plain":
        layout = replace(layout, money=dice.choice([name for name in MONEY if name != "wan"]))
    if layout.day == "%Y-%m-%d":
        layout = replace(
            layout, day=dice.choice(("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y年%m月%d日", "%d-%b-%Y"))
        )
    if "A" not in layout.signs and "U" not in layout.signs and "S" not in layout.signs:
        layout = replace(layout, falling=dice.random() < 0.5)
    if "U" in layout.signs and layout.money == "plus":
        layout = replace(layout, money="plain")
    true = deals(dice.randrange(3, 14), seed, zero=dice.random() < 0.5)
    if "W" in layout.signs and "B" not in layout.signs and dice.random() < 0.5:
        true = [replace(deal, neutral=dice.random() < 0.2) for deal in true[:-1]] + true[-1:]
    file = dice.choice(list(FILES))
    opening = dice.randrange(10**8, 10**9)
    is_true(read(layout, true, file, opening), layout, true, opening)
