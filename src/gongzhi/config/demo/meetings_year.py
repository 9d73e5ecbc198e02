"""A year of the community's meetings: six windows, one ad hoc on site, 环物委's own, a mandate, summaries."""

from collections.abc import Callable
from datetime import date, timedelta

from gongzhi.bodies.models import Body
from gongzhi.bodies.states import BodyState
from gongzhi.config.demo.bodies_formation import INTERIM, SELF_MANAGED
from gongzhi.config.demo.estates import Say
from gongzhi.config.demo.meetings_items import follow_up, urge
from gongzhi.config.demo.meetings_sitting import Held, hold, hour, plan, propose, write_up
from gongzhi.config.demo.meetings_words import (
    AUTUMN,
    FIRST,
    FLOOD,
    MAIN,
    RETURNED,
    SPRING,
    SUMMER,
    WAITING,
    Subject,
)
from gongzhi.config.demo.table import Table
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.actions.cancel_sitting import cancel_sitting
from gongzhi.meetings.actions.close_sitting import close_sitting
from gongzhi.meetings.actions.draft_summary import draft_summary
from gongzhi.meetings.actions.give_mandate import give_mandate
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.hold_brief import hold_brief
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.receive_summary import receive_summary
from gongzhi.meetings.actions.record_arrival import record_arrival
from gongzhi.meetings.actions.revoke_mandate import revoke_mandate
from gongzhi.meetings.actions.send_summary import send_summary
from gongzhi.meetings.actions.sign_brief import sign_brief
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries.joint_brief import open_parties
from gongzhi.places.models import Estate
from gongzhi_law.joint_meetings import Window, windows

SETTLING = 14  # days after a window within which its minutes are signed and received
SIX = 6


def last_windows(on: date, place: str) -> list[Window]:
    """The six windows that ended last, with time for their minutes."""
    over = on - timedelta(days=SETTLING)
    rows = [one for year in range(on.year - 2, on.year + 1) for one in windows(year, place=place) if one.last <= over]
    return rows[-SIX:]


def load_year(
    table: Table, say: Say, *, before_last: Callable[[Window], object], tabled: tuple[Subject, ...] = ()
) -> list[Held]:
    """Makes the year and returns what was held; `before_last` is done before the last window, which takes `tabled` too."""
    say("社区一年的联席会议……")
    on, every = law_day(table.now), list(table.estates.values())
    rows = last_windows(on, table.main.place)
    spring = next(n for n, one in enumerate(rows) if one.month == 2)
    kinds = iter((_three_at_once, _brief, None, _by_mandate, _autumn))
    held: list[Held] = []
    for n, window in enumerate(rows):
        more = tabled if window == rows[-1] else ()
        if window == rows[-1]:
            before_last(window)
            say("最近一期联席会议……")
        if n == spring:
            held.append(_postponed(table, window, every, more))
            continue
        how = next(kinds)
        if how is None:
            held.append(_on_site(table, window.last + timedelta(days=16)))
        elif made := how(table, window, every, more):
            held.append(made)
        if len(held) == 1:
            _return_topics(table, window)
    return held


def _key(window: Window) -> str:
    return f"{window.year}-{window.month:02d}"


def _three_at_once(table: Table, window: Window, every: list[Estate], tabled: tuple[Subject, ...]) -> Held:
    three = [table.estates[name] for name in (MAIN, INTERIM, SELF_MANAGED)]
    sitting = plan(table, window.days[1], three, window=_key(window))
    guest = ("lawyer", "汪律师", "社区法律顾问")
    return _followed(table, hold(table, sitting, FIRST, by=table.secretary, guest=guest, tabled=tabled))


def _postponed(table: Table, window: Window, every: list[Estate], tabled: tuple[Subject, ...]) -> Held:
    """Called for the first day after the holidays, cancelled, held on the last day of the window."""
    first = plan(table, window.days[0], every, window=_key(window), days_before=16)
    day = law_day(first.begins_at)
    first = give_sitting_notice(sitting=first, by=table.secretary, at=hour(day - timedelta(days=12), 10))
    why = "春节假期刚过，多数成员还没有返岗，改到窗口最后一天。"
    cancel_sitting(sitting=first, reason=why, by=table.secretary, at=hour(day - timedelta(days=10), 9))
    sitting = plan(table, window.days[-1], every, window=_key(window), days_before=9)
    return _followed(table, hold(table, sitting, SPRING, by=table.secretary, days_before=5, tabled=tabled))


def _brief(table: Table, window: Window, every: list[Estate], tabled: tuple[Subject, ...]) -> None:
    """Nothing was tabled in four estates: a short record signed by every party."""
    some = [estate for name, estate in table.estates.items() if name in (MAIN, INTERIM, SELF_MANAGED)]
    sitting = plan(table, window.days[2 % len(window.days)], some, window=_key(window))
    at = sitting.begins_at - timedelta(days=1)
    sitting = hold_brief(sitting=sitting, by=table.secretary, at=at)
    for n, party in enumerate(open_parties(sitting, at=at)):
        who = table.speaker(party.side, party.estate)
        sitting = sign_brief(sitting=sitting, by=who, at=at + timedelta(hours=2 * n + 1))


def _by_mandate(table: Table, window: Window, every: list[Estate], tabled: tuple[Subject, ...]) -> Held:
    """The secretary is away: whoever chairs the 居委会 convenes, and the mandate ends with the meeting."""
    day = window.days[1]
    seat = next(
        row
        for body in Body.objects.filter(
            division=table.community, kind=Body.Kind.RESIDENTS_COMMITTEE, state=BodyState.STANDING
        )
        for row in body.appointments.filter(person_id=table.residents.pk, ended_on__isnull=True)
    )
    mandate = give_mandate(
        division=table.community,
        seat=seat,
        limit_words="只召集这一次，议题已由党组织研究确定",
        basis="社区党委会会议记录",
        from_on=day - timedelta(days=20),
        until_on=day + timedelta(days=60),
        by=table.secretary,
        at=hour(day - timedelta(days=20), 9),
    )
    sitting = plan(table, day, every, window=_key(window))
    held = _followed(table, hold(table, sitting, SUMMER, by=table.residents, tabled=tabled))
    why = "书记已返岗，会议纪要已经审签。"
    revoke_mandate(mandate=mandate, reason=why, by=table.secretary, at=table.past(hour(day + timedelta(days=8), 9)))
    return held


def _autumn(table: Table, window: Window, every: list[Estate], tabled: tuple[Subject, ...]) -> Held:
    sitting = plan(table, window.days[2 % len(window.days)], every, window=_key(window))
    return _followed(table, hold(table, sitting, AUTUMN, by=table.secretary, tabled=tabled))


def _on_site(table: Table, day: date) -> Held:
    """The flooded garage, seen on the spot two days later."""
    why = "暴雨后地下车库进水，属于突发情况，及时现场办公。"
    where = {"form": "onsite", "why": why, "place": f"{MAIN}地下车库入口"}
    sitting = plan(table, day, [table.main], days_before=6, begins=10.0, **where)
    guest = ("other", "何工", "区水务部门排水管护")
    return _followed(table, hold(table, sitting, FLOOD, by=table.secretary, days_before=2, guest=guest, photo=True))


def _followed(table: Table, held: Held) -> Held:
    follow_up(table, held)
    return held


def _return_topics(table: Table, window: Window) -> None:
    """Two topics came back with the reason."""
    for n, (subject, reason) in enumerate(RETURNED):
        at = hour(window.last + timedelta(days=20 + 30 * n), 10)
        topic = propose(table, subject, at=at)
        judge_topic(topic=topic, accept=False, reason=reason, by=table.secretary, at=at + timedelta(days=2))


def load_rest(table: Table, held: list[Held]) -> None:
    """环物委's own meetings, summaries, urging, and what waits today; the yearly forum with firms was not held."""
    on = law_day(table.now)
    last = _half_before(on)
    own = (("env_summary", last[1] - timedelta(days=6), 9.5), ("exchange", on - timedelta(days=100), 15.0))
    for kind, day, begins in own:
        _own_meeting(table, kind, day, begins)
    urge(table, [item for one in held for item, _subject, _n in one.items])
    period, end = last
    sent = table.past(hour(end + timedelta(days=8), 10))
    if sent > hour(end + timedelta(days=1), 0):
        summary = draft_summary(division=table.community, period=period, by=table.worker, at=sent)
        summary = send_summary(summary=summary, by=table.worker, at=sent)
        answer = "已阅。逾期的议定事项请逐件写明日期，下次会议通报；缺的一期会议要说明原因。"
        receive_summary(summary=summary, answer=answer, by=table.secretary, at=table.past(sent + timedelta(days=2)))
    for n, subject in enumerate(WAITING):
        at = table.now - timedelta(days=4 - n)
        propose(table, subject, at=at)
    coming = next(
        one for year in (on.year, on.year + 1) for one in windows(year, place=table.main.place) if one.first > on
    )
    plan(table, coming.days[0], list(table.estates.values()), window=_key(coming), days_before=_days(on, coming))


def _days(on: date, coming: Window) -> int:
    """Drafted yesterday."""
    return (coming.days[0] - on).days + 1


def _half_before(on: date) -> tuple[str, date]:
    """The last half-year that is over: its key and its last day."""
    if on.month > 6:
        return f"{on.year}-H1", date(on.year, 6, 30)
    return f"{on.year - 1}-H2", date(on.year - 1, 12, 31)


def _own_meeting(table: Table, kind: str, day: date, begins: float) -> None:
    estates = list(table.estates.values()) if kind == Sitting.Kind.EXCHANGE else []
    sitting = plan(table, day, estates, kind=kind, begins=begins, why="环物委年度工作安排", days_before=9)
    sitting = give_sitting_notice(sitting=sitting, by=table.residents, at=hour(day - timedelta(days=5), 9))
    for n, row in enumerate(sitting.attendees.order_by("pk")):
        if n % 4 != 3:
            record_arrival(attendee=row, by=table.worker, at=sitting.begins_at - timedelta(minutes=10))
    sitting = open_sitting(sitting=sitting, by=table.worker, at=sitting.begins_at)
    sitting = close_sitting(sitting=sitting, by=table.worker, at=sitting.begins_at + timedelta(minutes=90))
    write_up(table, sitting, by=table.residents)
