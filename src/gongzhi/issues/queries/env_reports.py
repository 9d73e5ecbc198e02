"""定期报告 of the 环物委 on environment and property matters, drafted from the issues of a month or quarter (B8.7)."""

import re
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.bodies.states import BodyState
from gongzhi.issues.models import Class, EnvReport, Issue, Source
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.list_of_matters import names_of
from gongzhi.issues.queries.listing import condition
from gongzhi.issues.states import IssueState
from gongzhi.kernel.clock import day_end, day_start, law_day
from gongzhi.places.models import Division
from gongzhi.web.dates import cndate
from gongzhi_law import issues as law

PERIOD = re.compile(r"(20\d\d)-(?:Q([1-4])|(0[1-9]|1[0-2]))")
LISTED, OFTEN = 30, 3  # issues named one by one; from how many of one matter it is worth a word
OVER = (IssueState.CLOSED, IssueState.EXPLAINED, IssueState.ANSWERED)


@dataclass(frozen=True, slots=True)
class Period:
    """A month (`2026-03`) or a quarter (`2026-Q1`) with its first and last day."""

    key: str
    words: str
    first: date
    last: date


def period_of(key: str) -> Period | None:
    """The period of that key; None for what is none."""
    found = PERIOD.fullmatch(key)
    if found is None:
        return None
    year = int(found[1])
    if found[2]:
        quarter = int(found[2])
        first, month = date(year, 3 * quarter - 2, 1), 3 * quarter
        words = _("%(year)s年第%(n)s季度") % {"year": year, "n": quarter}
    else:
        month = int(found[3])
        first = date(year, month, 1)
        words = _("%(year)s年%(n)s月") % {"year": year, "n": month}
    return Period(key, words, first, date(year, month, monthrange(year, month)[1]))


def periods_until(on: date) -> list[Period]:
    """The months and quarters of this year and the last that have begun, the newest first."""
    keys = [f"{year}-{part}" for year in (on.year - 1, on.year) for part in (*_months(), "Q1", "Q2", "Q3", "Q4")]
    found = [one for key in keys if (one := period_of(key)) is not None and one.first <= on]
    return sorted(found, key=lambda one: (one.last, one.first), reverse=True)


def _months() -> list[str]:
    return [f"{n:02d}" for n in range(1, 13)]


def reports_of(division: Division) -> dict[str, EnvReport]:
    """The reports of a community by period."""
    return {row.period: row for row in EnvReport.objects.filter(division=division).order_by("-period")}


def env_body(division: Division) -> str:
    """The name of the community's 环物委."""
    found = _body(division, Body.Kind.ENV_COMMITTEE)
    return found or _("%(place)s居民委员会环境和物业管理委员会") % {"place": division.name}


def residents_body(division: Division) -> str:
    """The name of the community's 居委会."""
    return _body(division, Body.Kind.RESIDENTS_COMMITTEE) or _("%(place)s居民委员会") % {"place": division.name}


def _body(division: Division, kind: str) -> str:
    rows = Body.objects.filter(division=division, kind=kind, state=BodyState.STANDING).order_by("-pk")
    return rows.values_list("name", flat=True).first() or ""


def draft_of(division: Division, period: Period, *, at: datetime) -> list[dict[str, Any]]:
    """The sections of a report: received, done, open and late, what comes up often, suggestions; no name of anybody."""
    begin, end = day_start(period.first), day_end(period.last)
    below = Issue.objects.filter(estate__community=division).exclude(state=IssueState.MERGED)
    received = list(below.filter(received_at__gte=begin, received_at__lt=end).select_related("estate", "building"))
    done = list(below.filter(done_at__gte=begin, done_at__lt=end, state__in=[IssueState.DONE, *OVER]))
    until = min(end, at)
    left = below.filter(received_at__lt=end).exclude(state__in=[IssueState.DONE, *OVER])
    late = list(left.filter(condition("late", until)).select_related("estate", "building").order_by("due_on", "pk"))
    matters = Counter(issue.matter for issue in received if issue.matter)
    often = [(matter, n) for matter, n in matters.most_common(10) if n >= OFTEN]
    names = names_of(matters)
    open_now = left.count()
    return [
        _section(_("收集情况"), _received(received, names, matters)),
        _section(_("处理情况"), _worked(received, done, open_now, len(late))),
        _section(_("到期没有办结的"), _late(late, at)),
        _section(_("反复出现的问题"), _often(often, names)),
        _section(_("意见和建议"), _suggestions(often, names, late, received, law_day(at))),
    ]


def _section(heading: str, lines: list[str]) -> dict[str, Any]:
    return {"heading": heading, "paragraphs": lines, "items": []}


def _received(rows: list[Issue], names: dict[str, str], matters: Counter[str]) -> list[str]:
    if not rows:
        return [_("本期没有收到环境和物业方面的问题。")]
    sources = Counter(issue.source for issue in rows)
    estates = Counter(issue.estate.name for issue in rows)
    classes = Counter(issue.issue_class for issue in rows)
    lines = [
        _("本期收到 %(n)s 件：%(from)s。")
        % {"n": len(rows), "from": _listed([(str(Source(key).label), n) for key, n in sources.most_common()])},
        _("按小区：%(rows)s。") % {"rows": _listed(estates.most_common())},
    ]
    known = [(str(Class(key).label), n) for key, n in classes.most_common() if key]
    if known:
        lines.append(_("按分类：%(rows)s。") % {"rows": _listed(known)})
    if matters:
        lines.append(
            _("最多的事项：%(rows)s。") % {"rows": _listed([(names.get(m, m), n) for m, n in matters.most_common(5)])}
        )
    return lines


def _listed(rows: list[tuple[str, int]]) -> str:
    return "，".join(_("%(name)s %(n)s 件") % {"name": name, "n": n} for name, n in rows)


def _worked(received: list[Issue], done: list[Issue], left: int, late: int) -> list[str]:
    words = _("本期办结 %(done)s 件；期末在办 %(left)s 件，其中逾期 %(late)s 件。")
    lines = [words % {"done": len(done), "left": left, "late": late}]
    again = sum(issue.reopened for issue in received)
    if again:
        lines.append(_("报事人说没有解决、重新办理 %(n)s 次。") % {"n": again})
    return lines


def _late(rows: list[Issue], at: datetime) -> list[str]:
    if not rows:
        return [_("没有逾期的。")]
    lines = []
    for line in shown.lines(rows[:LISTED], at):
        day = cndate(line.issue.due_on) if line.issue.due_on else ""
        words = _("%(estate)s %(number)s %(title)s（%(where)s，期限%(day)s）") % {
            "estate": line.issue.estate.name,
            "number": line.number,
            "title": line.title,
            "where": line.where or _("公共区域"),
            "day": day,
        }
        lines.append(words)
    if len(rows) > LISTED:
        lines.append(_("其余 %(n)s 件见台账。") % {"n": len(rows) - LISTED})
    return lines


def _often(often: list[tuple[str, int]], names: dict[str, str]) -> list[str]:
    if not often:
        return [_("没有同一事项反复出现。")]
    return [_("%(name)s %(n)s 件") % {"name": names.get(matter, matter), "n": n} for matter, n in often]


def _suggestions(
    often: list[tuple[str, int]], names: dict[str, str], late: list[Issue], received: list[Issue], on: date
) -> list[str]:
    """What the numbers suggest; only offered, and edited before it is sent."""
    found = []
    if often:
        which = "、".join(names.get(matter, matter) for matter, _n in often[:3])
        found.append(_("“%(which)s”反复出现，建议提交三方联席会议研究根治办法。") % {"which": which})
    if late:
        found.append(_("逾期的逐件定责任人和期限，由社区党组织安排专人督办。"))
    legacy = sum(1 for issue in received if issue.issue_class == Class.LEGACY)
    if legacy:
        cite = law.path(Class.LEGACY).cite
        found.append(_("历史遗留问题 %(n)s 件，建议向街道反映并做好解释（%(cite)s）。") % {"n": legacy, "cite": cite})
    if any(not issue.issue_class for issue in received if issue.state == IssueState.RECEIVED):
        found.append(_("还有没有受理的，请尽快受理、分类。"))
    return found or [_("各类问题办理正常，继续做好收集和反映。")]
