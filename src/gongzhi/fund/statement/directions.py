"""The words by which a line says whether money came in, went out, or neither."""

from __future__ import annotations

import unicodedata

from gongzhi.documents.tables import Cell
from gongzhi.fund.statement.amounts import IN, OUT

NEUTRAL = "neutral"

_IN = """收 收入 贷 贷方 贷记 入 入账 入帐 进 进账 进帐 来账 来帐 转入 存入 存 收款 收方 汇入 流入 增加 已收入 + c cr
credit in income deposit received 收(贷) 贷(收) 贷(收入) 收入(贷) 贷方(收入) 收入(+) +收入 转账收入 c-贷 c:贷 贷(c)"""
_OUT = """支 支出 借 借方 借记 出 出账 出帐 付 付出 往账 往帐 转出 支取 取 付款 付方 汇出 流出 减少 已支出 - d dr
debit out expense withdrawal paid payment 付(借) 支(借) 借(支) 借(付) 借(支出) 支出(借) 借方(支出) 支出(-) -支出 转账支出 d-借 d:借 借(d)"""
_NEUTRAL = """/ -- \\ 无 不计收支 不计 中性 中性交易 其他 其它 不计入收支 不收不支 neutral n/a none"""
_WORDS = {
    **dict.fromkeys(_IN.split(), IN),
    **dict.fromkeys(_OUT.split(), OUT),
    **dict.fromkeys(_NEUTRAL.split(), NEUTRAL),
}


def read_direction(cell: Cell) -> str:
    """in, out or neutral for a word that says so (收入, 借, CR, 不计收支, /), '' for a blank or any other text."""
    if not isinstance(cell, str) or len(cell) > 40:
        return ""
    return _WORDS.get("".join(unicodedata.normalize("NFKC", cell).split()).strip("'`").lower(), "")
