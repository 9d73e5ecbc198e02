"""Document numbers of owners: folded for comparing, and checked where a check digit exists."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import mul

from gongzhi.documents.tables.invisible import visible

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_BASE = 48 * sum(_WEIGHTS)
_DAYS = frozenset(
    f"{month:02d}{day:02d}"
    for month in range(1, 13)
    for day in range(1, (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1] + 1)
)
_CREDIT_SIGNS = {sign: value for value, sign in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_CREDIT_WEIGHTS = tuple(pow(3, power, 31) for power in range(17))
_NOISE = re.compile(r"[\s'`’‘\"“”\-–—_.·:：]+")
_LABEL = re.compile(
    r"^(?:居民)?(?:身份证(?:号码|号)?|证件号码?|统一社会信用代码|营业执照号?|护照号?|通行证号?|军官证号?)(?=[A-Z0-9])"
)
_NOTHING = frozenset(
    {
        "",
        "无",
        "不详",
        "未知",
        "暂无",
        "未提供",
        "待补",
        "缺",
        "/",
        "\\",
        "NONE",
        "NULL",
        "N/A",
        "NA",
        "0",
        "*",
    }
)
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+")
_WORD = re.compile(r"[A-Z0-9()（）/\u4e00-\u9fff]{4,40}")


def fold_document(text: str) -> str:
    """A document number for comparing: width folded, upper case, without spaces, quotes and dashes; '' for 'none'."""
    if not (text.isascii() and text.isalnum()):
        folded = _NOISE.sub("", visible(unicodedata.normalize("NFKC", text))).upper()
        folded = _LABEL.sub("", folded)
    else:
        folded = text.upper()
    return "" if folded in _NOTHING else folded


def resident_check(first17: str) -> str:
    """The check digit of a resident ID from its first 17 digits (GB 11643)."""
    return _CHECK[(sum(map(mul, _WEIGHTS, first17.encode())) - _BASE) % 11]


def _part(digits: str, at: int) -> int:
    return sum((ord(digit) - 48) * weight for digit, weight in zip(digits, _WEIGHTS[at:], strict=False))


_YEARS = {f"{year}": _part(f"{year}", 6) for year in range(1800, 2100)}
_DAYS_OF_YEAR = {day: _part(day, 10) for day in _DAYS}
_SERIALS = {f"{serial:03d}": _part(f"{serial:03d}", 14) for serial in range(1000)}


@lru_cache(maxsize=8192)
def _place(code: str) -> int | None:
    return _part(code, 0) if code.isascii() and code.isdigit() else None


def is_sound_resident(folded: str) -> bool:
    """Whether a number of 18 signs is a resident ID with an existing birthday and the right check digit."""
    try:
        total = (
            _place(folded[:6])  # type: ignore[operator]
            + _YEARS[folded[6:10]]
            + _DAYS_OF_YEAR[folded[10:14]]
            + _SERIALS[folded[14:17]]
        )
    except (KeyError, TypeError):
        return False
    return _CHECK[total % 11] == folded[17:]


def credit_check(first17: str) -> str:
    """The check sign of a unified social credit code from its first 17 signs (GB 32100)."""
    total = sum(_CREDIT_SIGNS[sign] * weight for sign, weight in zip(first17, _CREDIT_WEIGHTS, strict=True))
    return "0123456789ABCDEFGHJKLMNPQRTUWXY"[-total % 31]


def document_key(folded: str) -> str:
    """The number under which two mentions are the same person: an old resident ID of 15 digits reads as its 18."""
    if len(folded) == 15 and folded.isdigit() and folded[8:12] in _DAYS:
        first17 = f"{folded[:6]}19{folded[6:]}"
        return first17 + resident_check(first17)
    return folded


def document_fault(folded: str) -> str:
    """What is doubtful about a folded number, '' for nothing: a sentence naming the fault.

    Passports, travel permits, officers' cards and foreigners' cards are no faults (field-notes R11); the place of birth
    is not checked.
    """
    length = len(folded)
    if length == 18:
        if is_sound_resident(folded):
            return ""
        first17 = folded[:17]
        if first17.isdigit() and folded.isascii():
            if resident_check(first17) == folded[17]:
                return "身份证号码中的出生日期不存在"
            if folded[0] == "9" and _credit_holds(folded):
                return ""
            return "身份证号码校验位不对" if folded[17] in "0123456789X" else "身份证号码最后一位应为数字或 X"
        if all(sign in _CREDIT_SIGNS for sign in folded) and not folded[:2].isalpha():
            return "" if _credit_holds(folded) else "统一社会信用代码校验位不对"
    if "*" in folded or "＊" in folded or "X" * 3 in folded:
        return "证件号码被遮盖，不能用来辨认业主"
    if folded.isdigit() and length in (16, 17, 19, 20):
        return f"证件号码有 {length} 位数字，身份证号码应为 18 位"
    if length < 4:
        return "证件号码过短"
    if not _WORD.fullmatch(folded):
        return "证件号码里有不该有的符号"
    return ""


def is_masked(folded: str) -> bool:
    """Whether signs of the number are covered, so that it identifies nobody."""
    return "*" in folded or "XXX" in folded


def lost_digits(cell: object) -> bool:
    """Whether a spreadsheet stored a long number as a figure and so lost its last digits."""
    if isinstance(cell, float):
        return abs(cell) >= 1e15
    return isinstance(cell, str) and bool(_SCIENTIFIC.fullmatch(cell.strip().upper()))


def is_credit_code(folded: str) -> bool:
    """Whether the number is a valid unified social credit code, so that the owner is an organisation."""
    return len(folded) == 18 and folded[0] in "123456789ANY" and not folded[:17].isdigit() and _credit_holds(folded)


def _credit_holds(folded: str) -> bool:
    return all(sign in _CREDIT_SIGNS for sign in folded) and credit_check(folded[:17]) == folded[17]
