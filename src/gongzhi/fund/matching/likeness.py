"""How alike two names are, and which numbers of slips and contracts stand in what a bank wrote."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FIRM = re.compile(r"有限责任公司|股份有限公司|有限公司|分公司|公司|分行|支行")
_MASK = re.compile(r"\*+")
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9/-]{3,}[A-Z0-9]")
_PLAIN_DAY = re.compile(r"(?:19|20)\d{2}(?:[-/]?\d{1,2}){0,2}")
_DIGITS_LEAST = 3


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The text in one width and case, without blanks and punctuation but *, - and / (which stand within numbers)."""
    kept = (c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum() or c in "*-/")
    return "".join(kept)


@lru_cache(maxsize=100_000)
def alike(first: str, second: str) -> int:
    """How alike two names are, 0 to 100; 0 where one is missing. The same both ways round."""
    one, two = sorted((_name(first), _name(second)), key=lambda name: (len(name), name))
    if len(one) < 2:
        return 0
    if one == two:
        return 100
    if "*" in one + two:
        return 80 if _masked(one, two) or _masked(two, one) else 0
    if one in two:
        return 90
    pairs, others = _pairs(one), _pairs(two)
    return 200 * len(pairs & others) // (len(pairs) + len(others))


def named(name: str, words: str) -> bool:
    """Whether the name stands in the words."""
    wanted = _name(name)
    return len(wanted) >= 2 and "*" not in wanted and wanted in plain(words)


@lru_cache(maxsize=20_000)
def numbers(text: str) -> frozenset[str]:
    """The numbers of slips and contracts in a text: five characters or more, three digits or more, no mere day."""
    found = _NUMBER.findall(_apart(text))
    return frozenset(
        one for one in found if sum(c.isdigit() for c in one) >= _DIGITS_LEAST and not _PLAIN_DAY.fullmatch(one)
    )


def refers(reference: str, words: str) -> bool:
    """Whether the words carry the reference whole, or one of the numbers in it as a number of its own."""
    whole, pattern = _whole(reference)
    if whole and pattern is not None and whole in (told := _apart(words)) and pattern.search(told):
        return True
    wanted = numbers(reference)
    return bool(wanted) and not wanted.isdisjoint(numbers(words))


@lru_cache(maxsize=20_000)
def _whole(reference: str) -> tuple[str, re.Pattern[str] | None]:
    """The reference as it would stand in a text, with a pattern for it standing alone; none for a word or a day."""
    whole = plain(reference)
    if len(whole) < 4 or _PLAIN_DAY.fullmatch(whole) or not any(c.isdigit() for c in whole):
        return "", None
    return whole, re.compile(f"(?<![A-Z0-9]){re.escape(whole)}(?![A-Z0-9])")


@lru_cache(maxsize=20_000)
def _apart(text: str) -> str:
    """Like `plain`, but what is left out stands as a blank, so that neighbours stay apart."""
    return "".join(c if c.isalnum() or c in "*-/" else " " for c in unicodedata.normalize("NFKC", text).upper())


@lru_cache(maxsize=20_000)
def _name(text: str) -> str:
    return _FIRM.sub("", plain(text)).replace("-", "").replace("/", "")


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def _masked(mask: str, name: str) -> bool:
    """Whether a name that a bank masked (张*, *三丰) can be the other; at least one character has to be seen."""
    seen = _MASK.sub("", mask)
    if "*" not in mask or not seen or "*" in name:
        return False
    return re.fullmatch(".+".join(re.escape(part) for part in _MASK.split(mask)), name) is not None
