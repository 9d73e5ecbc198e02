"""Numbers as people read them: exact integers in, words out, never a float."""

from fractions import Fraction

from django.utils.translation import gettext as _

WHOLE_BP = 10_000  # one whole in basis points
_DIGITS = "零一二三四五六七八九十"


def thousands(value: int) -> str:
    """1316 → 1,316; refuses what is not a whole number."""
    return f"{_whole(value):,}"


def area(value: int) -> str:
    """Area in 0.01 m²: 12791584 → 127,915.84㎡."""
    return f"{area_figure(value)}㎡"


def area_figure(value: int) -> str:
    """Area in 0.01 m² without its unit: 12791584 → 127,915.84."""
    value = _whole(value)
    sign = "−" if value < 0 else ""
    whole, rest = divmod(abs(value), 100)
    return f"{sign}{whole:,}.{rest:02d}"


def fen(value: int) -> str:
    """Money in fen: 123450 → ¥1,234.50."""
    value = _whole(value)
    sign = "−" if value < 0 else ""
    whole, rest = divmod(abs(value), 100)
    return f"{sign}¥{whole:,}.{rest:02d}"


def heads(value: int) -> str:
    """Number of owners: 1192 → 1,192 人."""
    return _("%(count)s 人") % {"count": thousands(value)}


def share_bp(part: int, whole: int) -> int:
    """Share in basis points, half up; 0 of 0 is 0."""
    part, whole = _whole(part), _whole(whole)
    if whole == 0:
        return 0
    return (2 * part * WHOLE_BP + whole) // (2 * whole)


def percent(basis_points: int) -> str:
    """6667 → 66.67%."""
    basis_points = _whole(basis_points)
    return f"{basis_points // 100}.{basis_points % 100:02d}%"


def round_percent(share: Fraction) -> str:
    """Percent of a ratio without needless zeros: 3/4 → 75%, 2/3 → 66.67%."""
    text = percent(share_bp(share.numerator, share.denominator)).removesuffix("%")
    return f"{text.rstrip('0').rstrip('.')}%"


def fraction_pct(share: Fraction) -> str:
    """2/3 → 2/3，66.67%."""
    share = Fraction(share)
    if share.denominator == 1:
        return round_percent(share)
    return _("%(fraction)s，%(percent)s") % {
        "fraction": f"{share.numerator}/{share.denominator}",
        "percent": round_percent(share),
    }


def fraction_words(share: Fraction) -> str:
    """2/3 → 三分之二 (in English 2/3)."""
    share = Fraction(share)
    if share.denominator > 10 or share.numerator > 10:
        return f"{share.numerator}/{share.denominator}"
    return _("%(below)s分之%(above)s") % {
        "above": _digit(share.numerator),
        "below": _digit(share.denominator),
        "a": share.numerator,
        "b": share.denominator,
    }


def comparison_words(share: Fraction, compare: str) -> str:
    """三分之二以上, 过半数, 超过三分之二: 以上 includes the number, 过 does not (民法典1259)."""
    share = Fraction(share)
    if compare == "at_least":
        return _("%(share)s以上") % {"share": fraction_words(share)}
    if share == Fraction(1, 2):
        return _("过半数")
    return _("超过%(share)s") % {"share": fraction_words(share)}


def least_that_meets(share: Fraction, whole: int, compare: str) -> int:
    """Smallest whole number of heads, or of 0.01 m², that meets `share` of `whole`."""
    share, whole = Fraction(share), _whole(whole)
    if compare == "at_least":
        return -(-share.numerator * whole // share.denominator)
    if compare == "more_than":
        return share.numerator * whole // share.denominator + 1
    raise ValueError(compare)


def with_unit(value: int, unit: str) -> str:
    """A count with the unit of its check: heads 人, area ㎡, rights 投票权."""
    if unit == "area":
        return area(value)
    if unit == "heads":
        return heads(value)
    if unit == "rights":
        return _("%(count)s 投票权") % {"count": area_figure(value)}
    raise ValueError(unit)


def without_unit(value: int, unit: str) -> str:
    """The same count as a bare figure, for the left side of part / whole."""
    return thousands(value) if unit == "heads" else area_figure(value)


def masked(name: str) -> str:
    """张三丰 → 张*: the first letter, and nothing of the length (个人信息保护法第6条)."""
    name = str(name).strip()
    return f"{name[0]}*" if len(name) > 1 else "*"


def short_hash(value: str) -> str:
    """9f3c0d…a41e: a long fingerprint short enough to compare by eye."""
    value = str(value)
    return value if len(value) <= 12 else f"{value[:4]}…{value[-4:]}"


def _digit(number: int) -> str:
    return _DIGITS[number]


def _whole(value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value
