"""What a proposed change would do: what stands in its way, old and new in words, whom it reaches, what keeps the old."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models.functions import Substr
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason
from gongzhi.norms.models import RuleChange
from gongzhi.norms.queries.changes import row_for
from gongzhi.norms.queries.shown import strength_names, words_of
from gongzhi.places.models import Estate
from gongzhi_law import overlay
from gongzhi_law.jurisdiction import NATION, chain, name_of
from gongzhi_law.parameter import Row, Strength, Value
from gongzhi_law.params import NoLawInForce, get, lookup, may_apply, offered

SURER = (Strength.STATUTE, Strength.SECOND_HAND, Strength.POLICY, Strength.RECALLED, Strength.PROPOSED)
NEVER = 2**31


@dataclass(frozen=True, slots=True)
class Reached:
    """One place whose answer the change alters: before and after in words, and how many estates lie there."""

    place: str
    name: str
    before: str
    after: str
    estates: int


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole of what a change would do; `blocks` refuse it, `warns` do not."""

    weight: str
    blocks: tuple[Reason, ...]
    warns: tuple[Reason, ...]
    reached: tuple[Reached, ...]
    estates: int
    running: int


def weight_of(change: RuleChange) -> str:
    """Two persons for whatever can block or decide, one for courtesy numbers."""
    heavy = get(change.parameter).weight == "threshold" or change.strength in (Strength.STATUTE, Strength.SECOND_HAND)
    return RuleChange.Weight.THRESHOLD if heavy else RuleChange.Weight.COURTESY


def obstacles(change: RuleChange, *, at: datetime) -> tuple[list[Reason], list[Reason]]:
    """What refuses the change, and what only warns; the page shows this and the act refuses with it."""
    blocks: list[Reason] = []
    warns: list[Reason] = []
    parameter, strength = get(change.parameter), Strength(change.strength)
    tomorrow = law_day(at) + timedelta(days=1)
    if change.from_on < tomorrow:
        blocks.append(
            Reason(
                _("变更最早从明天起适用，不能改已经过去的和今天的。"),
                remedy=_("把起始日改为%(day)s或者以后") % {"day": tomorrow.isoformat()},
            )
        )
    if strength is Strength.STATUTE and not (change.full_text and change.full_text_read):
        blocks.append(
            Reason(
                _("没有存下全文、没有确认读过全文的，不能记为“原文已核”，也就不能据以拒绝。"),
                remedy=_("粘贴全文并勾选“我已读到全文”，或者改选“见于转引”"),
            )
        )
    proposed = strength is Strength.PROPOSED
    before = overlay.predecessor(parameter, change.place, change.from_on, proposed=proposed)
    if before is not None and SURER.index(strength) > SURER.index(before.strength):
        blocks.append(
            Reason(
                _("现在这一条是看得更准的：不能用“%(new)s”代替它。") % {"new": strength_names()[strength][0]},
                str(before.cite),
                _("请取得新文件的全文再变更"),
            )
        )
    if not may_apply(parameter, change.place, strength):
        law = _of_the_nation(parameter.name, change.from_on)
        blocks.append(
            Reason(
                _("这一项全国一样，或者只有看到原文的地方规定才能另定；这样录入了也不会适用。"),
                str(law.cite) if law else "",
                _("改选“原文已核”并附全文，或者不录入"),
            )
        )
    if not blocks and not _alters(change):
        blocks.append(Reason(_("和已有的规定一样，没有什么可变更。"), remedy=_("看现行规定")))
    if strength is Strength.SECOND_HAND:
        warns.append(Reason(_("没有看到全文：只作提示，不能据以拒绝。"), remedy=_("取得全文后再变更一次")))
    return blocks, warns


def preview(change: RuleChange, *, at: datetime) -> Preview:
    """What this change would alter on its first day; nothing is stored, and the answers of others stay as they are."""
    blocks, warns = obstacles(change, at=at)
    estates = _estates_below(change.place)
    altered = _altered(change, {county for _pk, county in estates})
    reached = tuple(_reached(change, altered, estates))
    touched = [pk for pk, county in estates if county in altered]
    running = sum(count(touched) for count in _counters())
    if running:
        warns.append(
            Reason(_("有 %(n)s 次已经公告、还没有办完的会议继续用公告时的规定，这次变更不影响它们。") % {"n": running})
        )
    return Preview(weight_of(change), tuple(blocks), tuple(warns), reached, len(touched), running)


def _alters(change: RuleChange) -> bool:
    parameter = get(change.parameter)
    row = row_for(change)
    before = overlay.predecessor(parameter, change.place, change.from_on, proposed=row.strength is Strength.PROPOSED)
    return before is None or _said(before) != _said(row)


def _said(row: Row) -> tuple[Value, Strength, str, str, date | None]:
    return row.value, row.strength, str(row.cite), row.quote, row.until


def _of_the_nation(name: str, on: date) -> Row | None:
    return overlay.predecessor(get(name), NATION, on, proposed=False)


def _altered(change: RuleChange, places: set[str]) -> dict[str, tuple[str, str]]:
    """The places whose answer on the first day differs, with before and after in words."""
    added = overlay.Change(NEVER, change.parameter, row_for(change))
    found = {}
    for place in {change.place, *places}:
        before = _words(change.parameter, change.from_on, place)
        with overlay.knowing([*overlay.known(), added]):
            after = _words(change.parameter, change.from_on, place)
        if before != after:
            found[place] = before, after
    return found


def _reached(
    change: RuleChange, altered: dict[str, tuple[str, str]], estates: list[tuple[int, str]]
) -> Iterable[Reached]:
    """The place itself first, then the counties below it; with the estates in which the answer differs."""
    for place in sorted(altered, key=lambda code: (code != change.place, code)):
        here = sum(1 for _pk, county in estates if county in altered and place in chain(county))
        yield Reached(place, place_words(place), *altered[place], here)


def _words(name: str, on: date, place: str) -> str:
    parameter = get(name)
    try:
        answer = lookup(name, on=on, place=place)
    except NoLawInForce:
        found = offered(name, on=on, place=place)
        return _("没有规定") if found is None else _("建议 %(v)s") % {"v": words_of(parameter, found.value)}
    return words_of(parameter, answer.value)


def _estates_below(place: str) -> list[tuple[int, str]]:
    """Number and county of every estate that lies in a place."""
    rows = Estate.objects.annotate(county=Substr("community_id", 1, 6))
    if place != NATION:
        rows = rows.filter(county__startswith=place)
    return list(rows.values_list("pk", "county"))


def _counters() -> list[Callable[[list[int]], int]]:
    """How rooms above count procedures that run under an earlier law, by the setting RUNNING_PROCEDURES."""
    return [import_string(path) for path in settings.RUNNING_PROCEDURES]


def place_words(place: str) -> str:
    """A place as it is shown."""
    return _("全国") if place == NATION else name_of(place)
