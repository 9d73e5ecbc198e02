"""What every answer of the law looks like: checks with the numbers on both sides, article, one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from gongzhi_law.amounts import Unit, percent, printed
from gongzhi_law.citation import Cite
from gongzhi_law.params import Strength

COMPARE_NAMES = {"at_least": "不低于", "more_than": "超过"}


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of a part with a share of a whole; `passed` is None where a number is not known.

    `part_of` and `whole_of` name the counted kinds ("took_part" of "roll"); numbers are heads or 0.01 m².
    """

    name: str
    label: str
    part: int | None
    whole: int | None
    unit: Unit
    required: Fraction
    compare: str
    passed: bool | None
    cite: Cite
    strength: Strength
    blocks: bool
    also: Cite | None = None
    part_of: str = ""
    whole_of: str = ""

    @property
    def percent(self) -> str | None:
        """Two decimals, half up; None where a number is not known or the whole is 0."""
        if self.part is None or self.whole is None:
            return None
        return percent(self.part, self.whole)

    @property
    def shortfall(self) -> int | None:
        """How much more the part needed to pass (heads, or 0.01 m²); 0 when passed, None if open."""
        if self.part is None or not self.whole:
            return None
        exact = self.required * self.whole
        needed = exact.numerator // exact.denominator + 1 if self.compare == "more_than" else -(-exact // 1)
        return max(0, int(needed) - self.part)

    @property
    def cites(self) -> str:
        """The citation with the full text that bears a second-hand rule out."""
        return f"{self.cite}、{self.also}" if self.also else str(self.cite)

    @property
    def text(self) -> str:
        """The check in words: 参与人数 700/1000（70.00%），不低于 2/3，达到。"""
        part = "未公布" if self.part is None else printed(self.part, self.unit)
        whole = "未公布" if self.whole is None else printed(self.whole, self.unit)
        share = f"（{self.percent}%）" if self.percent else ""
        verdict = {True: "达到", False: "未达到", None: "不能判断"}[self.passed]
        required = COMPARE_NAMES[self.compare] + share_name(self.required)
        return f"{self.label} {part}/{whole}{share}，须{required}，{verdict}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A printed figure that the other printed figures do not bear out; `field` is the input's own key."""

    field: str
    printed: str
    computed: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer: passed, failed, or None when what is known cannot decide; `missing` names what would."""

    passed: bool | None
    checks: tuple[Check, ...]
    missing: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    sentence: str = ""
    law_of: str = "中国"


_DIGITS = "零一二三四五六七八九十"


def share_name(share: Fraction) -> str:
    """2/3 as 三分之二, 1/2 as 半数, 1/5 as 五分之一; larger numbers in figures."""
    if share == Fraction(1, 2):
        return "半数"
    if 0 < share.numerator <= 10 and share.denominator <= 10:
        return f"{_DIGITS[share.denominator]}分之{_DIGITS[share.numerator]}"
    return str(share)


def met(part: int | None, whole: int | None, required: Fraction, compare: str) -> bool | None:
    """Whether the part meets the share of the whole; a whole of 0 never does; None if unknown."""
    if whole == 0:
        return False
    if part is None or whole is None:
        return None
    left, right = part * required.denominator, whole * required.numerator
    if compare == "at_least":
        return left >= right
    if compare == "more_than":
        return left > right
    raise ValueError(f"unknown comparison {compare!r}")


def together(outcomes: tuple[bool | None, ...]) -> bool | None:
    """False as soon as one known check fails, None while one is open, True when all are met."""
    if any(outcome is False for outcome in outcomes):
        return False
    if not outcomes or any(outcome is None for outcome in outcomes):
        return None
    return True
