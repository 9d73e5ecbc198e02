"""Half-year and yearly summaries, drafted from data with suggestions by rule (B2.9)."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import day_end, day_start, law_day
from gongzhi.meetings.models import AgreedItem, Attendee, Sitting, Summary, Topic, Urging
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.agreed import of_division, overdue_between, party_of
from gongzhi.meetings.queries.minutes import business_name
from gongzhi.meetings.states import ItemState, SittingState, TopicState
from gongzhi.places.models import Division, Estate
from gongzhi.web.dates import cndate
from gongzhi_law.joint_meetings import BUSINESS, BUSINESS_NAMES, missed, summaries_due

PERIOD = re.compile(r"(20\d\d)(?:-H([12]))?")
OVER = (SittingState.CLOSED, SittingState.MINUTED)
DAY = timedelta(days=1)
LISTED = 30  # overdue items named one by one


@dataclass(frozen=True, slots=True)
class Period:
    """A half-year or a year: its key (`2026-H1`, `2026-H2`, `2026`), words, first and last day, the day it is due."""

    key: str
    words: str
    first: date
    last: date
    due_on: date
    cite: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened in the period."""

    sittings: tuple[Sitting, ...]
    missed: tuple[str, ...]
    topics: Mapping[str, int]
    returned: int
    agreed: int
    done: int
    late: tuple[AgreedItem, ...]
    attendance: Mapping[Side, tuple[int, int]]
    urged: int
    unanswered: int


def period_of(key: str, *, place: str) -> Period | None:
    """The period of that key, with the day it is due to the party organisation; None for what is no period."""
    found = PERIOD.fullmatch(key)
    if found is None:
        return None
    year, half = int(found[1]), found[2]
    due = list(summaries_due(year, place=place))
    whole = due[-1]
    if half is None:
        return Period(key, _("%(year)s 年总结") % {"year": year}, whole.first, whole.last, whole.due_on, whole.cite)
    if half == "1":
        one = due[0]
        return Period(key, _("%(year)s 年上半年小结") % {"year": year}, one.first, one.last, one.due_on, one.cite)
    first = date(year, 7, 1)
    return Period(key, _("%(year)s 年下半年小结") % {"year": year}, first, whole.last, whole.due_on, whole.cite)


def periods_until(on: date, *, place: str) -> list[Period]:
    """The periods that have begun by the day and a summary may be drafted of, this year's and last year's."""
    keys = [f"{year}{half}" for year in (on.year - 1, on.year) for half in ("-H1", "-H2", "")]
    found = [period_of(key, place=place) for key in keys]
    return [one for one in found if one is not None and one.first <= on]


def periods_of(division: Division, on: date) -> list[Period]:
    """The periods of `periods_until` in which the community was already here: since its first estate was registered."""
    first = Estate.objects.filter(community=division).aggregate(at=Min("created_at"))["at"]
    since = law_day(first) if first else on
    return [one for one in periods_until(on, place=str(division.pk)[:6]) if one.last >= since]


def facts_of(division: Division, period: Period, *, at: datetime) -> Facts:
    """The numbers of a period, in a fixed number of statements; the joint meeting's alone."""
    begin, end = day_start(period.first), day_end(period.last)
    until = min(period.last + DAY, law_day(at))
    rows = Sitting.objects.filter(division=division, begins_at__gte=begin, begins_at__lt=end, state__in=OVER)
    sittings = tuple(rows.order_by("begins_at", "pk"))
    joint = [one for one in sittings if one.kind == Sitting.Kind.JOINT]
    held = {(law_day(one.begins_at).year, law_day(one.begins_at).month) for one in joint}
    held |= {(int(one.window[:4]), int(one.window[5:])) for one in joint if one.window}
    place = str(division.pk)[:6]
    out = missed(held, until, since=period.first, place=place)
    topics = list(Topic.objects.filter(division=division, proposed_at__gte=begin, proposed_at__lt=end))
    items = list(of_division(division).filter(sitting__in=sittings))
    urgings = list(Urging.objects.filter(division=division, at__gte=begin, at__lt=end))
    return Facts(
        sittings=sittings,
        missed=tuple(one.window.words for one in out),
        topics=Counter(topic.business for topic in topics),
        returned=sum(1 for topic in topics if topic.state == TopicState.RETURNED),
        agreed=len(items),
        done=sum(1 for item in items if item.state == ItemState.DONE),
        late=tuple(overdue_between(division, period.first, period.last, at=at)),
        attendance=_attendance(joint),
        urged=len(urgings),
        unanswered=sum(1 for one in urgings if one.answered_at is None and one.due_on < until),
    )


def _attendance(sittings: list[Sitting]) -> dict[Side, tuple[int, int]]:
    """Party → how many were called and how many came, over all sittings; short records have no attendance."""
    counts: dict[Side, list[int]] = defaultdict(lambda: [0, 0])
    wanted = [one for one in sittings if not one.brief]
    for side, arrived in Attendee.objects.filter(sitting__in=wanted, observer="").values_list("side", "arrived_at"):
        counts[Side(side)][0] += 1
        counts[Side(side)][1] += arrived is not None
    return {side: (called, came) for side in Side if (pair := counts.get(side)) for called, came in [pair]}


def draft_of(facts: Facts) -> list[dict[str, Any]]:
    """The sections of the summary: meetings, topics, agreed items, attendance, urging, suggestions."""
    return [
        _section(_("会议召开情况"), _held(facts)),
        _section(_("议题情况"), _topics(facts)),
        _section(_("议定事项落实情况"), [_counted(facts)], [_late(item) for item in facts.late[:LISTED]]),
        _section(_("参会情况"), [] if facts.attendance else [_("没有签到记录。")], _came(facts)),
        _section(_("督促情况"), [_urged(facts)]),
        _section(_("改进完善的意见建议"), [], suggestions(facts)),
    ]


def _section(heading: str, paragraphs: list[str], items: list[str] | None = None) -> dict[str, Any]:
    return {"heading": heading, "paragraphs": paragraphs, "items": items or []}


def _held(facts: Facts) -> list[str]:
    joint = [one for one in facts.sittings if one.kind == Sitting.Kind.JOINT]
    brief = sum(1 for one in joint if one.brief)
    adhoc = sum(1 for one in joint if not one.window)
    words = _("召开三方联席会议 %(n)s 次，其中临时会议 %(adhoc)s 次、无议题简记 %(brief)s 次。")
    lines = [words % {"n": len(joint), "adhoc": adhoc, "brief": brief}]
    others = Counter(one.get_kind_display() for one in facts.sittings if one.kind != Sitting.Kind.JOINT)
    if others:
        lines.append("，".join(_("%(kind)s %(n)s 次") % {"kind": kind, "n": n} for kind, n in others.items()) + "。")
    if facts.missed:
        lines.append(_("没有按双月召开的：%(when)s。") % {"when": "；".join(facts.missed)})
    return lines


def _topics(facts: Facts) -> list[str]:
    total = sum(facts.topics.values())
    if not total:
        return [_("没有提出议题。")]
    kinds = [_("%(kind)s %(n)s 个") % {"kind": business_name(key), "n": facts.topics[key]} for key in facts.topics]
    words = _("提出议题 %(n)s 个：%(kinds)s；退回 %(returned)s 个。")
    return [words % {"n": total, "kinds": "，".join(kinds), "returned": facts.returned}]


def _counted(facts: Facts) -> str:
    words = _("议定 %(n)s 项，已完成 %(done)s 项；到期没有完成的 %(late)s 项。")
    return words % {"n": facts.agreed, "done": facts.done, "late": len(facts.late)}


def _late(item: AgreedItem) -> str:
    words = _("%(who)s：%(words)s（期限%(day)s，%(state)s）")
    return words % {
        "who": party_of(item),
        "words": " ".join(item.words.split()),
        "day": cndate(item.due_on),
        "state": item.get_state_display(),
    }


def _came(facts: Facts) -> list[str]:
    words = _("%(side)s应到 %(all)s 人次，实到 %(here)s 人次")
    return [words % {"side": side.label, "all": a, "here": b} for side, (a, b) in facts.attendance.items()]


def _urged(facts: Facts) -> str:
    if not facts.urged:
        return _("环境和物业管理委员会没有发出督促。")
    words = _("环境和物业管理委员会督促 %(n)s 次，到期没有答复 %(left)s 次。")
    return words % {"n": facts.urged, "left": facts.unanswered}


def suggestions(facts: Facts) -> list[str]:
    """What the numbers suggest, one line a rule; they are only offered and may be edited."""
    found = []
    if facts.missed:
        found.append(_("按双月最后一周排定下一年度会期，没有议题的由三方签收简记。"))
    if facts.late:
        late = Counter(party_of(item) for item in facts.late)
        who = "、".join(_("%(who)s %(n)s 项") % {"who": one, "n": n} for one, n in late.most_common())
        found.append(_("对到期没有完成的（%(who)s）逐项重定期限，由社区党组织安排专人督办。") % {"who": who})
    for side, (called, came) in facts.attendance.items():
        if came * 2 < called:
            found.append(_("%(side)s到会不足一半，请确定固定参会人并提前确认会期。") % {"side": side.label})
    if facts.unanswered:
        found.append(_("督促到期没有答复的，列入下一次联席会议议题。"))
    if facts.returned * 2 > sum(facts.topics.values()):
        found.append(_("退回的议题过半，请办公室在提出议题前先与提出方沟通。"))
    absent = [BUSINESS_NAMES[one] for one in BUSINESS if not facts.topics.get(one.value)]
    if absent:
        found.append(_("本期没有安排的会议任务：%(kinds)s，下一期请安排。") % {"kinds": "、".join(absent)})
    return found or [_("各项任务按期完成，继续保持。")]


def summaries_of(division: Division) -> dict[str, Summary]:
    """The summaries of the community by period."""
    return {row.period: row for row in Summary.objects.filter(division=division).order_by("-period")}
