"""A change of the responsibility list in words, and what of the matter it alters where it applies (A10.1)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from gongzhi.issues.models import MatterChange
from gongzhi.issues.queries.matter_changes import law_change
from gongzhi.places.models import Estate
from gongzhi_law import matter_changes
from gongzhi_law import matters as law
from gongzhi_law.issue_classes import STEP_NAMES, Step
from gongzhi_law.issue_periods import readable
from gongzhi_law.matters import Department, Matter, Period
from gongzhi_law.parameter import STRENGTH_NAMES

HOURS = later("小时")
UNITS = {"minutes": later("分钟"), "days": later("日"), "workdays": later("个工作日"), "months": later("个月")}
LAST = 2**62  # a draft comes after every change that is kept


@dataclass(frozen=True, slots=True)
class Altered:
    """One thing that is another afterwards, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change alters at its place from its day on; periods that a text gives stay, and how many estates it reaches."""

    altered: tuple[Altered, ...]
    kept: tuple[str, ...]
    estates: int


def preview(change: MatterChange) -> Preview:
    """The matter without and with the change, compared; the change may be a draft that was never saved."""
    new = law_change(change)
    new = new if new.number else replace(new, number=LAST)
    others = [one for one in matter_changes.known() if one.number != new.number]
    with matter_changes.knowing(others):
        before = law.matter(change.matter, on=change.from_on, place=new.place)
    with matter_changes.knowing([*others, new]):
        after = law.matter(change.matter, on=change.from_on, place=new.place)
    kept = tuple(_plain(one) for one in new.periods if one not in after.periods)
    reached = Estate.objects.filter(community__code__startswith=new.place, ended_on__isnull=True).count()
    return Preview(tuple(_altered(before, after)), kept, reached)


def period_words(one: Period) -> str:
    """A period with how it is known; only one whose text was read is called statutory."""
    known = _("法定") if one.statutory else STRENGTH_NAMES[one.basis.strength]
    return _("%(what)s（%(known)s）") % {"what": _plain(one), "known": known}


def change_words(change: MatterChange) -> list[tuple[str, str]]:
    """What a change asks for, each with its name."""
    known = law.departments()
    found = []
    if change.lead:
        found.append((_("牵头"), known[change.lead].name))
    if change.with_words is not None:
        found.append((_("协同"), _names(known[word] for word in change.with_words)))
    if change.periods:
        found.append((_("时限"), "；".join(_plain(one) for one in law_change(change).periods)))
    return found


def _altered(before: Matter, after: Matter) -> list[Altered]:
    compared = (
        (_("牵头"), before.lead.name, after.lead.name),
        (_("协同"), _names(before.with_), _names(after.with_)),
        (_("时限"), _periods(before), _periods(after)),
    )
    return [Altered(*one) for one in compared if one[1] != one[2]]


def _plain(one: Period) -> str:
    number, unit = readable(one.number, one.unit)
    words = f"{STEP_NAMES[Step(one.step)]} {number} {UNITS.get(unit, HOURS)}"
    if one.urgent is None:
        return words
    return _("紧急时%(what)s") % {"what": words} if one.urgent else _("不紧急时%(what)s") % {"what": words}


def _names(some: Iterable[Department]) -> str:
    return "、".join(one.name for one in some) or _("没有")


def _periods(row: Matter) -> str:
    return "；".join(period_words(one) for one in row.periods) or _("没有自己的时限，按通用的算")
