"""When each step of a resident's issue is due: the day, how certain it is, and whether law says so or only a proposal.

Only a text read in full makes a deadline statutory; papers, memory and proposals give a day to work by, nothing is refused
on it. Days and working days start the day after the act, hours at once (民法典201条). A year without an official table of
working days is counted Monday to Friday and the answer says so.
"""

from __future__ import annotations

import calendar as months_of
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from gongzhi_law import calendar
from gongzhi_law.calendar import NoWorkdayTable, day_words
from gongzhi_law.citation import Cite
from gongzhi_law.issue_classes import CALL_NAMES, STEP_NAMES, CallStep, IssueClass, Step
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.matters import Matter, Period, matter
from gongzhi_law.parameter import STRENGTH_NAMES, Strength
from gongzhi_law.params import Answer, NoLawInForce, get, lookup, offered

BEIJING = timezone(timedelta(hours=8))
_DAY = timedelta(days=1)
_KNOWN = {Strength.PROPOSED: "建议值，街道可以调整"}
_UNIT_WORDS = {"minutes": "分钟", "hours": "小时", "days": "日", "workdays": "个工作日", "months": "个月"}


@dataclass(frozen=True, slots=True)
class Workdays:
    """The last day of a period of working days: `nominal` always, `day` only where every year has its table."""

    nominal: date
    day: date | None
    note: str = ""

    @property
    def exact(self) -> bool:
        return self.day is not None


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which a step is due; `at` is the instant of a period in minutes whose start is an instant.

    `statutory` is true only where a text read in full says so. `number` and `unit` (minutes, days, workdays, months)
    are the period, `parameter` and `version` pin where it came from, `words` is the sentence shown.
    """

    step: str
    day: date
    at: datetime | None
    exact: bool
    cite: Cite
    strength: Strength
    statutory: bool
    words: str
    number: int
    unit: str
    parameter: str
    version: str
    note: str = ""

    def late(self, at: datetime) -> bool:
        """Whether the instant lies past it: past `at`, or past the end of the day in Beijing; refuses a naive one."""
        return at > self.at if self.at is not None else _day_of(at) > self.day

    def days_late(self, at: datetime) -> int:
        """Whole days past the day, 0 while it has not passed."""
        return max(0, (_day_of(at) - self.day).days)


def workdays_by(start: date, days: int) -> Workdays:
    """The `days`th working day after `start`; a year without a table counts Monday to Friday, and the note says so.

    Never raises for a year; refuses days below 1.
    """
    if days < 1:
        raise ValueError("a period has at least one day")
    day, left, guessed = start, days, set[int]()
    while left:
        day += _DAY
        try:
            worked = calendar.is_workday(day)
        except NoWorkdayTable:
            guessed.add(day.year)
            worked = day.weekday() < 5
        left -= worked
    return Workdays(day, None, _guess(guessed)) if guessed else Workdays(day, day)


def due(
    matter_: Matter | str,
    step: Step | str,
    start: date | datetime,
    *,
    urgent: bool | None = None,
    class_: IssueClass | str | None = None,
    place: str = NATION,
) -> Due:
    """When a step of a matter is due: its own period, else the general one for its urgency, class and who leads.

    A general period that a text gives goes before one of the matter that no text gives.
    `matter_` is a row, an id, or "" where the matter is not known yet; `urgent` and `class_` default to the row's own.
    A reply follows who leads: a department, or the firm (complaints to it). Raises KeyError for an unknown id,
    ValueError for an unknown step or a naive instant.
    """
    wanted, on = Step(step), _day_of(start)
    row = matter(matter_, on=on, place=place) if isinstance(matter_, str) and matter_ else matter_
    known = row if isinstance(row, Matter) else None
    hurry = known is not None and known.urgent if urgent is None else urgent
    sort = IssueClass(class_) if class_ else known.class_ if known else IssueClass.DAILY
    general = from_parameter(_general(wanted, hurry, sort, known), wanted, STEP_NAMES[wanted], start, place)
    own = known.period(wanted, urgent=hurry) if known else None
    if known and own and (own.statutory or not general.statutory):
        return _own(known, own, wanted, start)
    return general


def call_due(step: CallStep | str, start: date | datetime, *, urgent: bool = False, place: str = NATION) -> Due:
    """When a called force confirms, arrives and reports, from the whistle (A10.2, B3.4)."""
    wanted = CallStep(step)
    name = f"issues/call_{wanted.value}_{'urgent_minutes' if urgent else 'workdays'}"
    return from_parameter(name, wanted, CALL_NAMES[wanted], start, place)


def supervision_due(start: date | datetime, *, place: str = NATION) -> Due:
    """When a supervision order 督办单 is answered (B3.8)."""
    return from_parameter("issues/supervision_reply_workdays", "supervision", "回复督办单", start, place)


def recommendation_due(start: date | datetime, *, place: str = NATION) -> Due:
    """When the recommendation for a whistle blown in urgency is written down afterwards (B3.10)."""
    return from_parameter("issues/recommend_after_workdays", "recommendation", "补上建议", start, place)


def letter_due(start: date | datetime, *, place: str = NATION) -> Due:
    """When a letter 函件 of the committee is answered, from its delivery; unanswered it may become a whistle (L1.2)."""
    return from_parameter("issues/letter_reply_workdays", "letter", "答复函件", start, place)


def explanation_due(start: date | datetime, *, place: str = NATION) -> Due:
    """When residents are told why a legacy issue is not solved yet (B3.5)."""
    return from_parameter("issues/explain_workdays", "explain", "向居民解释说明", start, place)


def follow_up_due(done: date | datetime, *, place: str = NATION) -> Due:
    """When the reporter is asked again whether it is still solved: four weeks after it was done."""
    return from_parameter("issues/follow_up_days", "follow_up", "再次询问反映人", done, place)


def value(name: str, on: date, place: str = NATION) -> Answer:
    """What applies: the rule in force, else the proposed value, which administrators may change; else NoLawInForce."""
    try:
        return lookup(name, on=on, place=place)
    except NoLawInForce:
        proposal = offered(name, on=on, place=place)
        if proposal is None:
            raise
        return proposal


def from_parameter(name: str, step: str, label: str, start: date | datetime, place: str) -> Due:
    """A due from a parameter of the topic issues, counted from the day after `start` or, in minutes, at once."""
    answer, unit = value(name, _day_of(start), place), get(name).unit
    return _due(
        step,
        label,
        start,
        answer.number,
        unit,
        answer.cite,
        answer.strength,
        name,
        answer.version,
        answer.strength is Strength.STATUTE and answer.blocks,
        answer.note,
    )


def _own(row: Matter, own: Period, step: Step, start: date | datetime) -> Due:
    held = own.basis
    return _due(
        step,
        STEP_NAMES[step],
        start,
        own.number,
        own.unit,
        held.cite,
        held.strength,
        f"matter:{row.id}",
        own.version,
        own.statutory,
        own.note,
    )


def _general(step: Step, urgent: bool, class_: IssueClass, row: Matter | None) -> str:
    if step is Step.REPLY:
        if row is not None and row.lead.word == "firm":
            return "issues/firm_complaint_days"
        department = row is not None and row.lead.kind == "department"
        return "issues/department_reply_workdays" if department else "issues/reply_workdays"
    if step is Step.REFER:
        return "issues/refer_minutes"
    if step is Step.RESOLVE:
        if urgent:
            return "issues/resolve_urgent_workdays"
        return "issues/explain_workdays" if class_ is IssueClass.LEGACY else f"issues/resolve_{class_.value}_workdays"
    return f"issues/{step.value}_{'urgent_minutes' if urgent else 'workdays'}"


def _due(
    step: str,
    label: str,
    start: date | datetime,
    number: int,
    unit: str,
    cite: Cite,
    strength: Strength,
    parameter: str,
    version: str,
    statutory: bool,
    note: str,
) -> Due:
    found = Due(
        str(step), _day_of(start), None, True, cite, strength, statutory, "", number, unit, parameter, version, note
    )
    if unit == "minutes":
        at = start.astimezone(BEIJING) + timedelta(minutes=number) if isinstance(start, datetime) else None
        day = at.date() if at else found.day + timedelta(minutes=number)
        found = replace(found, at=at, day=day)
    elif unit == "workdays":
        counted = workdays_by(found.day, number)
        found = replace(found, day=counted.nominal, exact=counted.exact, note=_joined(note, counted.note))
    else:
        ended = found.day + number * _DAY if unit == "days" else _months_on(found.day, number)
        day, guess = _rolled(ended) if statutory else (ended, "")
        found = replace(found, day=day, exact=not guess, note=_joined(note, guess))
    return replace(found, words=_words(found, label))


def readable(number: int, unit: str) -> tuple[int, str]:
    """A period in the unit people say it in: whole hours are no minutes."""
    return (number // 60, "hours") if unit == "minutes" and number % 60 == 0 else (number, unit)


def _words(due_: Due, label: str) -> str:
    when = f"{day_words(due_.day)}{due_.at:%H:%M}" if due_.at else day_words(due_.day)
    number, unit = readable(due_.number, due_.unit)
    period = f"{number}{_UNIT_WORDS[unit]}"
    if due_.statutory:
        head = f"应于{when}前{label}（{period}，{due_.cite}）"
    else:
        head = (
            f"宜于{when}前{label}（{period}，{_KNOWN.get(due_.strength, STRENGTH_NAMES[due_.strength])}，不是法定期限）"
        )
    return head + (f"；{due_.note}" if due_.note else "")


def _rolled(day: date) -> tuple[date, str]:
    """The end of a statutory period, moved past days off (203条); unknown years leave weekends as the only days off."""
    guessed = set[int]()
    while True:
        try:
            worked = calendar.is_workday(day)
        except NoWorkdayTable as missing:
            guessed.add(missing.year)
            worked = day.weekday() < 5
        if worked:
            return day, _guess(guessed) if guessed else ""
        day += _DAY


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, months_of.monthrange(year, month + 1)[1]))


def _day_of(start: date | datetime) -> date:
    if not isinstance(start, datetime):
        return start
    if start.tzinfo is None:
        raise ValueError("an instant without a time zone has no legal day")
    return start.astimezone(BEIJING).date()


def _guess(years: set[int]) -> str:
    named = "、".join(str(year) for year in sorted(years))
    return f"{named}年的放假安排尚未录入，按星期一至星期五推算，公布后可能变动"


def _joined(*notes: str) -> str:
    return "；".join(note for note in notes if note)
