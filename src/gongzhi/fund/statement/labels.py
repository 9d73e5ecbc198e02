"""What stands around the lines: totals, carried balances, and what the paper declares about itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongzhi.documents.tables import Cell, shown
from gongzhi.fund.statement.amounts import read_amount

TOTAL, UNPROVEN, OPENING, CLOSING = "total", "unproven", "opening", "closing"

_SCOPE = r"(?:本页|本日|当日|当天|本月|当月|本期|本周|本季|本次|期间|人民币|cny|rmb|借方|贷方|借贷方?|收入|支出|收支|存入|支取|发生额?|交易|全部|金额|\d{1,2}月|\d{1,2}日|账户|查询|美元|币种|页|日|月)*"
_TOTAL = re.compile(
    rf"{_SCOPE}(?:合计|小计|总计|共计|总和|汇总|总额)(?:金额|数|额|发生额|笔数)?[:]?(?:\(.{{0,12}}\))?(?:\d+笔)?|(?:grand|sub)?total"
    r"|(?:总|合计|总计|全部|本期|本月|本页|期间)(?:收入|支出|借方|贷方|存入|支取|转入|转出|收款|付款|发生额?|金额)+(?:金额|发生额|数|额)?[:]?"
)
_UNPROVEN = re.compile(
    r"(?:本年|全年|年度|本季|季度|年初至今|截至.{0,8})?(?:发生额?|收支|借贷方?|借方|贷方)?累计(?:发生额?)?(?:合计|数)?[:]?"
)
_OPENING_WORDS = r"期初余额|期初结余|期初|上期余额|上期结余|上期结转|上期转入|上页余额|上页结转|承前页|承上页|承前|上年结转|上月结转|上月余额|上月结余|月初余额|年初余额|起始余额|初始余额|开始余额|账户期初余额|openingbalance|beginningbalance|balancebroughtforward|startingbalance"
_CLOSING_WORDS = r"期末余额|期末结余|期末|本期余额|本期结余|本页余额|过次页|转下页|结转下页|结转下年|月末余额|本月余额|本月结余|年末余额|终止余额|结束余额|截止余额|期终余额|最终余额|本月末余额|closingbalance|endingbalance|balancecarriedforward"
_DECLARING = re.compile(
    r"(?:总|合计|累计|本期|本月)*(?:收入|支出|借方|贷方|存入|支取|转入|转出|交易)(?:发生额?|交易)?(?:合计|总)?(?:笔数|次数|总额|合计|金额合计|总金额)"
)
_HINT = re.compile(r"计|总|累|汇|和|期|余|承|结|页|total|balance", re.IGNORECASE)
_OPENING = re.compile(rf"(?:{_OPENING_WORDS})[:]?")
_CLOSING = re.compile(rf"(?:{_CLOSING_WORDS})[:]?")

_WORDS = re.compile(
    rf"(?P<opening>{_OPENING_WORDS})|(?P<closing>{_CLOSING_WORDS})"
    r"|(?P<page>本页|本日|当日|小计|累计)"
    r"|(?P<neutral>不计收支|中性交易|不计入收支)"
    r"|(?P<credit>总?收入|贷方|总?存入|转入|收方|贷记|进账|totalcredits?|totaldeposits?|totalin)"
    r"|(?P<debit>总?支出|借方|总?支取|转出|付方|借记|出账|totaldebits?|totalwithdrawals?|totalout)"
    r"|(?P<rows>总笔数|合计笔数|交易笔数|总条数|记录数|记录条数|总记录数|明细笔数|交易总笔数|(?:合计|总计|共计|共)(?=[: ]*\d+ ?(?:笔|条)))",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"(?:发生额?|交易|总?金额|合计|总计|总额|总数|共计?|数|额|账户|人民币|rmb|cny|为|是|元|万元|约|[:()=|,;、/\[\]¥￥]|\s)*",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(\d[\d,]*)(?:笔|条|次)")
_COUNT_TITLE = re.compile(r"(?:总?笔数|条数|次数|数量)(?:\([^)]{0,6}\))?[:=|\s]*(\d[\d,]*)(?![\d.,]*\.\d)")
_MONEY = re.compile(r"[¥￥]?[-+(]?[¥￥]?\d[\d,]*(?:\.\d+)?\)?(?:亿元|万元|元)?(?!\d|笔|条|次|[-/年月日时:])")


@dataclass(slots=True)
class Declared:
    """What the paper says of itself: key -> (value in fen or count, row from 0); None nowhere.

    Keys: opening, closing, credit, debit, neutral (sums), rows, credit_count, debit_count, neutral_count.
    """

    values: dict[str, tuple[int, int]] = field(default_factory=dict)

    def note(self, key: str, value: int, row: int) -> None:
        """Keeps the first mention, of the closing balance the last."""
        if key == "closing" or key not in self.values:
            self.values[key] = (value, row)

    def value(self, key: str) -> int | None:
        """The declared value, None where nothing is declared."""
        return self.values[key][0] if key in self.values else None


def label_of(text: str) -> str:
    """total, unproven (累计: reaches beyond this paper), opening or closing for a cell that labels its row, '' else."""
    if text[0].isdigit() or not _HINT.search(text):
        return ""
    flat = "".join(unicodedata.normalize("NFKC", text).split()).lower().strip("*-=:")
    if _OPENING.fullmatch(flat):
        return OPENING
    if _CLOSING.fullmatch(flat):
        return CLOSING
    if _UNPROVEN.fullmatch(flat):
        return UNPROVEN
    return TOTAL if _TOTAL.fullmatch(flat) else ""


def declares(row: Sequence[Cell]) -> bool:
    """Whether a row without a date is made of labels and their values (借方笔数: | 1 | 借方金额: | 500.00)."""
    for cell in row:
        if cell.__class__ is str and 1 < len(cell) <= 20:
            flat = "".join(unicodedata.normalize("NFKC", cell).split())
            if len(flat) > 1 and (flat.endswith(":") or _DECLARING.fullmatch(flat)):
                return True
    return False


def note_declared(declared: Declared, row: Sequence[Cell], at: int, unit: int, following: Sequence[Cell] = ()) -> None:
    """Reads what a row outside the lines declares; `following` is the row below, for labels with their sums under them."""
    texts = [shown(cell) for cell in row]
    if not any(texts):
        return
    if not any(sign.isdigit() for text in texts for sign in text):
        _note_below(declared, texts, at, unit, following)
        return
    line = " ".join(text for text in texts if text)
    if len(line) <= 600:
        _note_line(declared, "".join(_squeezed(line)), at, unit)


def _squeezed(line: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", line)).strip()


def _note_below(declared: Declared, texts: Sequence[str], at: int, unit: int, following: Sequence[Cell]) -> None:
    pairs = [
        (text, shown(following[index]).strip("`'"))
        for index, text in enumerate(texts)
        if text and index < len(following)
    ]
    if len(pairs) < 2 or not all(any(sign.isdigit() for sign in value) for _, value in pairs if value):
        return
    for text, value in pairs:
        if value and len(text) <= 16:
            _note_line(declared, _squeezed(f"{text}: {value}"), at + 1, unit)


def _note_line(declared: Declared, line: str, at: int, unit: int) -> None:
    found: list[re.Match[str]] = []
    for match in _WORDS.finditer(line):
        last = found[-1] if match.lastgroup == "rows" and found else None
        if (
            last
            and last.lastgroup in ("credit", "debit", "neutral")
            and _GAP.fullmatch(line[last.end() : match.start()])
        ):
            continue
        found.append(match)
    for number, match in enumerate(found):
        key = str(match.lastgroup)
        if key == "page":
            return
        end = found[number + 1].start() if number + 1 < len(found) else len(line)
        rest = line[match.end() : end]
        if key == "rows":
            if count := (
                _COUNT.match(rest.lstrip(":= |"))
                or (re.match(r"[:= |]*(\d+)(?![\d.,])", rest) if "数" in match[0] else None)
            ):
                declared.note("rows", int(count[1].replace(",", "")), at)
            continue
        if key not in ("opening", "closing"):
            rest, lines = _without_count(rest)
            if lines is not None:
                declared.note(f"{key}_count", lines, at)
        gap = _GAP.match(rest)
        start = gap.end() if gap else 0
        while start and rest[start - 1] in "(¥￥":
            start -= 1
        if money := _MONEY.match(rest, start):
            scale = 4 if "万元" in rest[:start] else 0 if "元" in rest[:start] else unit
            amount = read_amount(
                money[0] if money[0].count("(") == money[0].count(")") else money[0].strip("()"), scale
            )
            if not amount.fault:
                declared.note(key, amount.fen, at)


def _without_count(rest: str) -> tuple[str, int | None]:
    for pattern in (_COUNT, _COUNT_TITLE):
        if match := pattern.search(rest):
            if not _GAP.fullmatch(rest[: match.start()]) and not _MONEY.search(rest[: match.start()]):
                continue
            return rest[: match.start()] + " " + rest[match.end() :], int(match[1].replace(",", ""))
    return rest, None
