"""Geometry and words of a threshold bar: part of whole against what is required."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.web import figures


@dataclass(frozen=True, slots=True)
class Measure:
    """All that one bar shows, as text ready for the page."""

    label: str
    known: bool
    part_of_whole: str
    percent: str
    width: str
    tone: str
    mark: str
    mark_words: str
    mark_anchor: str
    asked: str
    gap: str
    verdict: str


def measure(
    part: int | None,
    whole: int | None,
    unit: str,
    *,
    label: str = "",
    required: Fraction | None = None,
    compare: str = "at_least",
    passed: bool | None = None,
) -> Measure:
    """Bar of `part` of `whole` (heads, or 0.01 m²); an absent number is said to be absent."""
    known = part is not None and whole is not None
    part, whole = part or 0, whole or 0
    share = figures.share_bp(part, whole)
    return Measure(
        label=label,
        known=known,
        part_of_whole=f"{figures.without_unit(part, unit)} / {figures.with_unit(whole, unit)}",
        percent=figures.percent(share),
        width=figures.percent(min(share, figures.WHOLE_BP)),
        tone={True: "ok", False: "no"}.get(passed, "") if passed is not None else "",
        asked=_asked(whole, unit, required, compare) if known and required is not None else "",
        gap=_gap(part, whole, unit, required, compare) if known and required is not None else "",
        verdict=_verdict(passed),
        **_mark(required),
    )


def measure_check(check: Any) -> Measure:
    """Bar of one check of a finding."""
    return measure(
        check.part,
        check.whole,
        str(check.unit),
        label=getattr(check, "label", "") or check.name,
        required=Fraction(check.required),
        compare=str(check.compare),
        passed=check.passed,
    )


def _mark(required: Fraction | None) -> dict[str, str]:
    if required is None:
        return {"mark": "", "mark_words": "", "mark_anchor": ""}
    at = figures.share_bp(required.numerator, required.denominator)
    anchor = "end" if at > 8_000 else "start" if at < 2_000 else "middle"
    return {
        "mark": figures.percent(min(at, figures.WHOLE_BP)),
        "mark_words": figures.fraction_pct(required),
        "mark_anchor": anchor,
    }


def _asked(whole: int, unit: str, required: Fraction, compare: str) -> str:
    if whole == 0:
        return _("%(comparison)s；基数是 0，无从达到") % {"comparison": figures.comparison_words(required, compare)}
    least = figures.least_that_meets(required, whole, compare)
    return _("%(comparison)s，即至少 %(least)s") % {
        "comparison": figures.comparison_words(required, compare),
        "least": figures.with_unit(least, unit),
    }


def _gap(part: int, whole: int, unit: str, required: Fraction, compare: str) -> str:
    if whole == 0:
        return ""
    gap = part - figures.least_that_meets(required, whole, compare)
    if gap < 0:
        return _("差 %(gap)s") % {"gap": figures.with_unit(-gap, unit)}
    if gap == 0:
        return _("刚好达到")
    return _("多 %(gap)s") % {"gap": figures.with_unit(gap, unit)}


def _verdict(passed: bool | None) -> str:
    if passed is None:
        return _("还不能判断")
    return _("达到") if passed else _("未达到")
