"""Limits and thresholds of residents' issues: handing back, escalation of a late call, supervision, clusters, signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gongzhi_law.citation import Cite
from gongzhi_law.issue_classes import REGULATION, Form
from gongzhi_law.issue_periods import BEIJING, Due, value, workdays_by
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.parameter import Strength
from gongzhi_law.params import get


class Signal(StrEnum):
    """What the house notices by itself and a person confirms or dismisses (A10.6)."""

    PUBLICATION = "publication_overdue"
    UNRECONCILED = "unreconciled"
    OUT_OF_SERVICE = "out_of_service"
    CLUSTER = "cluster"


SIGNALS: Mapping[Signal, str] = {
    Signal.PUBLICATION: "逾期未公示",
    Signal.UNRECONCILED: "对账差异未处理",
    Signal.OUT_OF_SERVICE: "设施设备停运",
    Signal.CLUSTER: "同类诉求集中",
}


@dataclass(frozen=True, slots=True)
class HandingBack:
    """Whether one of the three may hand an issue back once more; at the limit the street names who leads (B3.5)."""

    allowed: bool
    limit: int
    words: str
    cite: Cite
    strength: Strength


@dataclass(frozen=True, slots=True)
class Escalation:
    """How far a late call has risen: 0 not late, 1 the first to be told …, with everyone told so far."""

    level: int
    whom: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """How many like reports in how many days make a signal."""

    days: int
    count: int
    cite: Cite
    strength: Strength


def handing_back(done: int, *, on: date, place: str = NATION) -> HandingBack:
    """Whether the issue, handed back `done` times among the three, may be handed back again (B3.5)."""
    answer = value("issues/hand_back_limit", on, place)
    allowed = done < answer.number
    words = (
        f"三方之间还可以退回{answer.number - done}次"
        if allowed
        else f"三方之间已退回{done}次，到限；由街道指定牵头方，不得拒收"
    )
    return HandingBack(allowed, answer.number, words, answer.cite, answer.strength)


def escalation(due: Due, at: datetime, *, urgent: bool = False, place: str = NATION) -> Escalation:
    """Who is to be told of a call that is late at `at`: one more after each further period (A10.2)."""
    if not due.late(at):
        return Escalation(0, (), "未超时")
    on = at.astimezone(BEIJING).date()
    ladder = value("issues/escalation_levels", on, place)
    names = get("issues/escalation_levels").choice_names
    level = min(1 + _periods_past(due, at, urgent, place), len(ladder.items))
    whom = tuple(names[item] for item in ladder.items[:level])
    return Escalation(level, whom, f"已超时，升级告知{'、'.join(whom)}")


def supervise(due: Due, at: datetime, *, place: str = NATION) -> bool:
    """Whether a supervision order is to be suggested: the due day has passed by the working days set (B3.8)."""
    if not due.late(at):
        return False
    on = at.astimezone(BEIJING).date()
    return on >= workdays_by(due.day, value("issues/supervision_suggest_workdays", on, place).number).nominal


def similar(on: date, *, place: str = NATION) -> Cluster:
    """In how many days before a like report is shown as a possible duplicate, and from how many on it is one signal."""
    return _cluster("issues/similar_days", "issues/cluster_count", on, place)


def topic(on: date, *, place: str = NATION) -> Cluster:
    """From how many like issues in how many days on a topic of the joint meeting is suggested (B2.11)."""
    return _cluster("issues/topic_days", "issues/topic_count", on, place)


def signal_days(signal: Signal | str, *, on: date, place: str = NATION) -> int:
    """After how many days a signal is raised: overdue, unreconciled, out of service, or the window of a cluster."""
    kind = Signal(signal)
    name = "issues/similar_days" if kind is Signal.CLUSTER else f"issues/signal_{kind.value}_days"
    return value(name, on, place).number


def lift_count(on: date, *, place: str = NATION) -> int:
    """From how many open issues about the lifts of one building on a lift is suggested to be out of service (A10.6)."""
    return value("issues/lift_count", on, place).number


def forms(on: date, *, place: str = NATION) -> tuple[Form, ...]:
    """The forms in which residents take part, as offered on a day in a place (B3.6; 城市居民委员会组织法32条)."""
    return tuple(Form(item) for item in value("issues/participation_forms", on, place).items)


@dataclass(frozen=True, slots=True)
class ComplaintRule:
    """How a complaint under 条例48条 differs from an issue: who handles it and what its reply document says."""

    cite: Cite
    quote: str
    handled_by: str
    title: str
    parts: tuple[str, ...]


COMPLAINT = ComplaintRule(
    Cite(REGULATION, "48"),
    "县级以上地方人民政府房地产行政主管部门应当及时处理业主、业主委员会、物业使用人和物业服务企业在物业管理活动中的投诉。",
    "住建",
    "物业管理投诉处理答复书",
    ("投诉事项", "调查核实的情况", "处理意见和依据", "不服处理意见的救济途径", "经办部门和日期"),
)


def _cluster(days: str, count: str, on: date, place: str) -> Cluster:
    window, number = value(days, on, place), value(count, on, place)
    return Cluster(window.number, number.number, number.cite, number.strength)


def _periods_past(due: Due, at: datetime, urgent: bool, place: str) -> int:
    on = at.astimezone(BEIJING).date()
    if urgent:
        gap = timedelta(minutes=value("issues/escalation_urgent_minutes", on, place).number)
        since = due.at or datetime(due.day.year, due.day.month, due.day.day, tzinfo=BEIJING) + timedelta(days=1)
        return (at - since) // gap
    gap_days, passed, day = value("issues/escalation_workdays", on, place).number, 0, due.day
    while (day := workdays_by(day, gap_days).nominal) < on and passed < 9:
        passed += 1
    return passed
