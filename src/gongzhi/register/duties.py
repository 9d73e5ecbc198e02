"""What is due in the register of an estate: derived from rows and day, never stored as a task."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.register.models import Correction, Merge, Roll, RosterImport, Unit
from gongzhi.register.states import ImportState, MergeState, RequestState, RollState
from gongzhi.web.dates import cndate

HEADS = "法释〔2020〕17号第9条"
CHECK = "《业主大会和业主委员会指导规则》第25条"
ANSWER = "《个人信息保护法》第46条"
OPEN = (RequestState.OPEN, RequestState.PROPOSED)
PREPARING = (RollState.PROPOSED, RollState.CHECKING)


def duties(estate: Estate, at: datetime) -> list[Duty]:
    """What is due in the register of one estate, for whom, by when."""
    return duties_over([estate], at)[estate.pk]


def duties_over(estates: Iterable[Estate], at: datetime) -> dict[int, list[Duty]]:
    """The duties of many estates by estate number, in a fixed number of statements."""
    known = {estate.pk: estate for estate in estates}
    today = law_day(at)
    listed = set(
        Unit.objects.filter(estate__in=known, removed_on__isnull=True).values_list("estate_id", flat=True).distinct()
    )
    previews = _count(RosterImport.objects.filter(estate__in=known, state=ImportState.PREVIEWED))
    merges = _count(Merge.objects.filter(estate__in=known, state=MergeState.OPEN))
    corrections = Correction.objects.filter(estate__in=known, state__in=OPEN)
    asked = _count(corrections.filter(state=RequestState.OPEN))
    proposed = _count(corrections.filter(state=RequestState.PROPOSED))
    rolls = {roll.estate_id: roll for roll in Roll.objects.filter(estate__in=known, state__in=PREPARING)}
    found: dict[int, list[Duty]] = {}
    for pk, estate in known.items():
        lines = [
            _roster(estate, pk in listed, previews[pk]),
            _waiting(estate, "merges", merges[pk], HEADS),
            _waiting(estate, "asked", asked[pk], ANSWER),
            _waiting(estate, "proposed", proposed[pk], ANSWER),
            _roll(estate, rolls.get(pk), today, asked[pk] + proposed[pk]),
        ]
        found[pk] = [line for line in lines if line is not None]
    return found


def _count(rows: object) -> Counter[int]:
    counted = rows.order_by().values_list("estate_id").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    return Counter(dict(counted))


def _url(name: str, estate: Estate) -> str:
    return reverse(f"register:{name}", kwargs={"code": estate.code})


def _duty(estate: Estate, title: str, page: str, cite: str = "", due_on: date | None = None) -> Duty:
    return Duty(title=title, due_on=due_on, who=Capacity.Kind.COMMUNITY, cite=cite, url=_url(page, estate))


def _roster(estate: Estate, listed: bool, previews: int) -> Duty | None:
    if previews:
        words = ngettext("%(n)s 份清册已预览，还没有入册", "%(n)s 份清册已预览，还没有入册", previews)
        return _duty(estate, words % {"n": previews}, "rosters")
    if not listed:
        return _duty(estate, _("导入房屋清册，表决前要有名册"), "rosters")
    return None


def _waiting(estate: Estate, what: str, count: int, cite: str) -> Duty | None:
    if not count:
        return None
    words = {
        "merges": ngettext("%(n)s 组同名业主待确认", "%(n)s 组同名业主待确认", count),
        "asked": ngettext("%(n)s 条更正要求待办理", "%(n)s 条更正要求待办理", count),
        "proposed": ngettext("%(n)s 条更正待第二人核准", "%(n)s 条更正待第二人核准", count),
    }[what]
    return _duty(estate, words % {"n": count}, "merges" if what == "merges" else "corrections", cite)


def _roll(estate: Estate, roll: Roll | None, today: date, waiting: int) -> Duty | None:
    if roll is None:
        return None
    if roll.state == RollState.PROPOSED or roll.check_until is None:
        return _duty(estate, _("名册待第二人核准，核准后开始公示核对"), "roll", CHECK)
    if today <= roll.check_until:
        words = _("名册公示核对，到 %(day)s 满期") % {"day": cndate(roll.check_until)}
        return _duty(estate, words, "roll", CHECK, roll.check_until)
    words = _("名册公示已满期，先办结更正再冻结") if waiting else _("名册公示已满期，请冻结")
    return _duty(estate, words, "roll", CHECK, roll.check_until)
