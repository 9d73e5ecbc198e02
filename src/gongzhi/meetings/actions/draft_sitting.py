"""Draft a sitting of a community: regular in its window, or ad hoc with a reason; for several estates at once (B2.5, B2.6)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_table
from gongzhi.meetings.models import Served, Sitting
from gongzhi.meetings.queries.joint_notice import default_title
from gongzhi.meetings.queries.joint_scope import place_of, signed
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate
from gongzhi_law.joint_meetings import windows

DRAFTED = journal.event(
    "meetings.sitting.drafted",
    kind=Fact.WORD,
    form=Fact.WORD,
    window=Fact.WORD,
    estates=Fact.NUMBER,
    title=Fact.TEXT,
    why=Fact.TEXT,
    where=Fact.TEXT,
    begins_at=Fact.INSTANT,
)
Kind, Form = Sitting.Kind, Sitting.Form
OF_ESTATES = (Kind.JOINT, Kind.EXCHANGE, Kind.FORUM)  # the others are of the 环物委 alone


@act
@official
def draft_sitting(
    *,
    division: Division,
    kind: str,
    form: str,
    begins_at: datetime,
    estates: Sequence[Estate] = (),
    title: str = "",
    window: str = "",
    why: str = "",
    place: str = "",
    link: str = "",
    by: Person,
    at: datetime,
) -> Sitting:
    """A sitting in draft; `window` is `2026-10` for a regular joint meeting, without it `why` says the reason (B2.6).

    For the office, the secretary, or whoever holds a mandate; refuses everyone else. A day outside the window is
    allowed: the paper says 一般. Wrong input: a past instant, no estate for a joint meeting, an estate from elsewhere,
    no place (by video: no link), no window that the year has.
    """
    lock_table(division)
    joint_access.require_preparer(by, division, at=at)
    if kind not in Kind.values:
        raise BadInput(_("没有这种会议。"), {"kind": _("请重选")})
    known = list(dict.fromkeys(estates))
    if kind not in OF_ESTATES:
        known = []
    asked = checked(
        division,
        kind=kind,
        form=form,
        begins_at=begins_at,
        title=title,
        window=window,
        why=why,
        place=place,
        link=link,
        at=at,
    )
    check_estates(division, kind, known)
    entry = journal.record(
        DRAFTED,
        **signed(division, by, f"division:{division.pk}"),
        at=at,
        kind=kind,
        form=form,
        window=asked["window"],
        estates=[estate.pk for estate in known],
        title=asked["title"],
        why=asked["why"],
        where=f"{asked['place']} {asked['link']}",
        begins_at=begins_at,
    )
    made = Sitting.objects.create(
        division=division, kind=kind, prepared_by=keys.pseudonym(None, by.pk), entry=entry.pk, **asked
    )
    Served.objects.bulk_create(Served(division=division, sitting=made, about=estate) for estate in known)
    return made


def checked(
    division: Division,
    *,
    kind: str,
    form: str,
    begins_at: datetime,
    title: str,
    window: str,
    why: str,
    place: str,
    link: str,
    at: datetime,
) -> dict[str, Any]:
    """What a sitting is written with, without blanks around; wrong input named by field."""
    title, window, why, place, link = (text.strip() for text in (title, window, why, place, link))
    wrong = {}
    if form not in Form.values:
        wrong["form"] = _("请选工作例会、现场办公或者视频会议")
    if begins_at <= at:
        wrong["begins_at"] = _("开会时间要在现在以后")
    if window and window not in _keys(begins_at, place_of(division)):
        wrong["window"] = _("联席会议的窗口是双月最后一周，请重选")
    if window and kind != Kind.JOINT:
        wrong["window"] = _("只有联席会议按双月窗口召开")
    if kind == Kind.JOINT and not window and not why:
        wrong["why"] = _("临时召开的，写明是什么重大问题或者特殊情况")
    if form == Form.VIDEO and not _is_link(link):
        wrong["link"] = _("视频会议要写会议链接，以 https:// 开头")
    elif link and not _is_link(link):
        wrong["link"] = _("链接以 https:// 开头")
    if form != Form.VIDEO and not place:
        wrong["place"] = _("写明开会地点")
    for name, text, most in (("title", title, 120), ("place", place, 120), ("link", link, 300), ("why", why, 2000)):
        if len(text) > most:
            wrong[name] = _("最多 %(n)s 字") % {"n": most}
    if wrong:
        raise BadInput(_("会议要写明形式、时间和地点。"), wrong)
    return {
        "form": form,
        "begins_at": begins_at,
        "title": title or default_title(kind, begins_at, window),
        "window": window,
        "why": why,
        "place": place,
        "link": link,
    }


def check_estates(division: Division, kind: str, estates: Sequence[Estate]) -> None:
    """Wrong input: none for a joint meeting, one of another community or one that ended."""
    if kind == Kind.JOINT and not estates:
        raise BadInput(_("联席会议以小区为单位。"), {"estates": _("至少选一个小区")})
    if any(estate.community_id != division.pk or estate.ended_on is not None for estate in estates):
        raise BadInput(_("只能选本社区现有的小区。"), {"estates": _("请重选")})


def _keys(begins_at: datetime, place: str) -> set[str]:
    year = law_day(begins_at).year
    return {f"{one.year}-{one.month:02d}" for near in (year - 1, year, year + 1) for one in windows(near, place=place)}


def _is_link(link: str) -> bool:
    parts = urlsplit(link)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in link
