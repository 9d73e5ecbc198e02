"""Which account a bank's file says it is of: the last digits of the numbers above its table and in its own column (A5.2)."""

import re
from collections.abc import Sequence

from gongzhi.documents.tables import shown
from gongzhi.fund.statement import StatementPreview

TAIL = 4
_DIGITS = re.compile(r"(?<![\d.])\d[\d*xX ]{6,30}\d(?![\d.])")
_LAST = re.compile(r"(?<!\d)\d{4}$")
_OWN_NUMBER = frozenset(("账号", "本方账号", "交易账号", "卡号", "交易卡号", "本方卡号", "借记卡号", "账户"))


def tails_in(preview: StatementPreview) -> set[str]:
    """The last four digits of the account numbers of a file, written whole, masked, or as these four alone; none: not told."""
    mapping = preview.mapping
    rows = mapping.sheet.rows
    above = [shown(cell) for row in rows[: max(0, mapping.header.first)] for cell in row if _names_an_account(row)]
    own = [column.index for column in mapping.header.columns if column.title in _OWN_NUMBER]
    inside = [shown(row[index]) for row in rows[mapping.header.last + 1 :][:1] for index in own if index < len(row)]
    found = set()
    for text in (*above, *inside):
        for match in _DIGITS.findall(_plain(text)):
            digits = match.replace(" ", "")
            if digits[-TAIL:].isdigit() and len(digits) >= 10:
                found.add(digits[-TAIL:])
    return found | {text for text in map(_plain, inside) if _LAST.fullmatch(text)}


def _plain(text: str) -> str:
    return text.strip("'`\t ")


def _names_an_account(row: Sequence[object]) -> bool:
    text = "".join(shown(cell) for cell in row)
    return any(word in text for word in ("账号", "帐号", "卡号", "账户号"))
