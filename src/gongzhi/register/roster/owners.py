"""Takes owner cells apart: names, documents and phones of one or several owners."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from gongzhi.documents.tables.invisible import visible

NATURAL, COMPANY, DEVELOPER = "natural", "company", "developer"

_SEPARATORS = re.compile(r"[、,，;；/／\\|\n\r]+|&(?!amp)")
_BETWEEN_NAMES = re.compile(r"(?<=[\u4e00-\u9fff])(?:和|与|及)(?=[\u4e00-\u9fff]{2,4}$)")
_SPACED = re.compile(r"[\u3400-\u9fff]{2,4}(?:\s+[\u3400-\u9fff]{2,4})+")
_COMPANY = re.compile(
    r"公司|集团|委员会|居委会|办事处|合作社|事务所|研究[所院]|管理[处所局]|银行|工厂|学校|医院|幼儿园|[省市区县]人民政府|"
    r"(?:(?<=[^\s]{2})(?:厂|局|中心|企业|协会|基金会|商行|经营部|联社|支行|分行|大学|学院|酒店|商店|超市|部队|信用社))$"
)
_NOTE = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]$")
_MORE = re.compile(r"等(?:\d+|[二三四五六七八九十两]+)?[人位户]?$")
_NOTHING = frozenset(
    {
        "",
        "无",
        "不详",
        "未知",
        "暂无",
        "未登记",
        "/",
        "\\",
        "-",
        "--",
        "空",
        "空置",
        "NONE",
        "NULL",
        "N/A",
        "?",
        "？",
    }
)
_PHONE_NOISE = re.compile(r"[\s'`’‘\"“”()（）\-–—.·+]+")
_PHONE = re.compile(
    r"1[3-9]\d{9}|0\d{9,11}|\d{7,8}|(?:852|853|886|00)\d{7,14}|0\d{9,11}转\d{1,5}|[48]00\d{7}", re.ASCII
)


class OwnerRow(NamedTuple):
    """One owner of a unit: name, document number (folded, '' unknown), phone (digits), kind natural, company or developer."""

    name: str
    document: str
    phone: str
    kind: str = NATURAL


class Name(NamedTuple):
    """A cleaned name; `fault` is a sentence where something was taken off or is missing."""

    text: str
    fault: str = ""


@lru_cache(maxsize=65536)
def is_company(name: str) -> bool:
    """Whether a name is an organisation's."""
    return len(name) >= 4 and bool(_COMPANY.search(name))


def is_nobody(name: str) -> bool:
    """Whether a word in the owner column says that nobody is known (无, 不详, 空置)."""
    return name in _NOTHING


def split_names(text: str) -> list[str]:
    """The names in one cell, separated as firms do (、 , / ; line break, or spaces between Chinese names)."""
    if text.isalpha() and len(text) <= 4:
        return [text]
    text = visible(unicodedata.normalize("NFKC", text)).strip().strip("'`’‘\"")
    if _SPACED.fullmatch(text):
        return text.split()
    if text.isascii() and "," in text and ";" not in text:  # Smith, John
        parts = [part.strip() for part in text.split(",")]
        return [text] if len(parts) == 2 and " " not in parts[0] else [part for part in parts if part]
    names: list[str] = []
    for part in _SEPARATORS.split(text):
        part = part.strip()
        if not part or part in _NOTHING:
            continue
        if is_company(part):
            names.append(part)
        else:
            names += (
                [piece.strip() for piece in _BETWEEN_NAMES.split(part) if piece.strip()] if len(part) >= 5 else [part]
            )
    return names


def clean_name(text: str) -> Name:
    """A name without notes behind it (张三(已故), 张三等2人) and without spaces inside a Chinese one."""
    if text.isalpha():
        return Name("" if text in _NOTHING else text)
    folded = text.strip().upper()
    if folded in _NOTHING:
        return Name("")
    if is_company(text):
        return Name("".join(text.split()).replace("(", "（").replace(")", "）"))
    fault = ""
    if _NOTE.search(text) and (rest := _NOTE.sub("", text).strip()):
        fault = "姓名后带有说明"
        text = rest
    if len(text) >= 3 and (match := _MORE.search(text)) and match.start() >= 2:
        fault = "姓名写作“等”，共有人没有列全"
        text = text[: match.start()]
    if any("\u3400" <= sign <= "\u9fff" for sign in text):
        text = "".join(text.split())
    if not fault and any(sign.isdigit() for sign in text):
        fault = "姓名里有数字"
    if not fault and any(sign in "()（）[]【】" for sign in text):
        fault = "姓名里有括号"
    return Name(text, fault)


def split_documents(text: str) -> list[str]:
    """The document numbers in one cell; a slash inside an officer's card number such as 军字第123/4号 would part it."""
    if text.isalnum():
        return [text]
    parts = [part.strip() for part in _SEPARATORS.split(unicodedata.normalize("NFKC", text)) if part.strip()]
    if (
        len(parts) == 1
        and (pieces := parts[0].split())
        and len(pieces) > 1
        and all(len(piece) >= 8 for piece in pieces)
    ):
        return pieces
    return parts


def split_phones(text: str) -> list[str]:
    """The phone numbers in one cell as digits, empty words left out."""
    if text.isascii() and text.isdigit():
        return [text]
    text = visible(unicodedata.normalize("NFKC", text))
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    if (
        len(parts) == 1
        and (pieces := parts[0].split())
        and len(pieces) > 1
        and all(len(piece) >= 11 for piece in pieces)
    ):
        parts = pieces
    phones = []
    for part in parts:
        folded = _PHONE_NOISE.sub("", part)
        if len(folded) == 13 and folded.startswith("861"):
            folded = folded[2:]
        if folded.endswith("0") and len(part) > 11 and part.strip().endswith(".0"):
            folded = folded[:-1]
        if folded.upper() not in _NOTHING:
            phones.append(folded)
    return phones


def phone_fault(phone: str) -> str:
    """What is doubtful about a phone number, '' for nothing."""
    if len(phone) == 11 and phone[0] == "1" and phone[1] in "3456789" and phone.isdigit():
        return ""
    if _PHONE.fullmatch(phone):
        return ""
    if phone.isdigit() and phone.startswith("1"):
        return f"手机号码有 {len(phone)} 位，应为 11 位" if len(phone) != 11 else "手机号码的号段不存在"
    return "电话号码无法识别"
