"""Half-years of the book of seals: their days, their names, what is published of each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.places.models import Estate
from gongzhi.seals.models import SealUse
from gongzhi.seals.queries.uses import shown, uses_within
from gongzhi.web.dates import cndate

KIND = "seal_uses"
HALF = 6


@dataclass(frozen=True, slots=True)
class Period:
    """A half-year `[from_on, until_on)`."""

    from_on: date
    until_on: date

    @property
    def name(self) -> str:
        """2026年上半年."""
        half = _("上半年") if self.from_on.month == 1 else _("下半年")
        return _("%(year)s年%(half)s") % {"year": self.from_on.year, "half": half}


def period_of(day: date) -> Period:
    """The half-year in which a day lies."""
    if day.month <= HALF:
        return Period(date(day.year, 1, 1), date(day.year, HALF + 1, 1))
    return Period(date(day.year, HALF + 1, 1), date(day.year + 1, 1, 1))


def before(period: Period) -> Period:
    """The half-year before it."""
    return period_of(date.fromordinal(period.from_on.toordinal() - 1))


def ref_of(period: Period) -> str:
    """Under which name its document is found."""
    return f"seal-uses:{period.from_on:%Y-%m}"


def periods_of(estate: Estate, *, on: date) -> list[Period]:
    """The half-years from the first use until today, the latest first; the current one where nothing was used yet."""
    first = SealUse.objects.filter(estate=estate).order_by("used_on").values_list("used_on", flat=True).first()
    last, found = period_of(first or on), [period_of(on)]
    while found[-1].from_on > last.from_on:
        found.append(before(found[-1]))
    return found


def documents_of(estate: Estate) -> dict[str, Document]:
    """The documents published of half-years, by their name."""
    return {row.ref: row for row in Document.objects.filter(estate_id=estate.pk, kind=KIND)}


def uses_table(estate: Estate, period: Period) -> dict[str, Any]:
    """The uses of a half-year as a table of words for its document."""
    rows = [shown(use) for use in uses_within(estate, period.from_on, period.until_on)]
    return {
        "head": [_("日期"), _("印章"), _("用途"), _("依据"), _("份数")],
        "rows": [
            [cndate(one.on), one.seal, f"{one.use}：{one.title}" if one.title else one.use, one.basis, str(one.copies)]
            for one in rows
        ],
    }
