"""Terms of office: their length, the clock of a renewal, the state a body is in (B1.5, L4.1, R14)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.calendar import day_words
from gongzhi_law.composition_facts import BodyFinding, Facts
from gongzhi_law.composition_rules import finding, rule_for
from gongzhi_law.params import Answer, get
from gongzhi_law.terms_handover import EVENTS, handover
from gongzhi_law.terms_step import Step

__all__ = ["EVENTS", "Step", "handover", "months_after", "renewal_clock", "status", "term_check", "years_after"]

_KEYS = {BodyKind.COMMITTEE: "committee", BodyKind.INTERIM: "interim", BodyKind.ENV_COMMITTEE: "env"}
_CLAUSES = {BodyKind.COMMITTEE: "B1.5", BodyKind.INTERIM: "A3.1", BodyKind.ENV_COMMITTEE: "B7.5"}


def term_check(
    kind: BodyKind,
    from_: date | None,
    until: date | None,
    on: date,
    place: str,
    *,
    bylaws: Mapping[str, object] | None = None,
) -> tuple[BodyFinding, ...]:
    """Whether the term is as long as the place allows, and not over.

    No term given, nothing is judged; one end missing leaves the length open. Refuses an end before its start.
    """
    if kind not in _KEYS or (from_ is None and until is None):
        return ()
    if from_ is not None and until is not None and until < from_:
        raise ValueError(f"a term that ends on {until} before it starts on {from_}")
    facts = Facts(kind, place, on, None, (), bylaws=bylaws)
    return (*_length(facts, from_, until), *_over(facts, until))


def _length(facts: Facts, from_: date | None, until: date | None) -> tuple[BodyFinding, ...]:
    key, clause = _KEYS[facts.kind], _CLAUSES[facts.kind]
    longest, shortest = rule_for(facts, f"{key}_term_years_max"), rule_for(facts, f"{key}_term_years_min")
    actual = f"{day_words(from_)}至{day_words(until)}" if from_ and until else "任期起止没有写全"
    remedy = "由业主大会修改任期。" if key == "committee" else "由街道重新确定任期。"
    ask = "写明任期的起止日期。"
    found = []
    if longest is not None:
        passed = until <= years_after(from_, longest.number) if from_ and until else None
        words = f"任期不超过{longest.number}年"
        found.append(
            finding(
                longest,
                f"{clause}.term",
                passed,
                expected=words,
                actual=actual,
                remedy=ask if passed is None else remedy,
            )
        )
    if shortest is not None:
        passed = _long_enough(from_, until, shortest.number) if from_ and until else None
        words = f"任期不少于{shortest.number}年"
        found.append(
            finding(
                shortest,
                f"{clause}.term_min",
                passed,
                expected=words,
                actual=actual,
                remedy=ask if passed is None else remedy,
            )
        )
    return tuple(found)


def _long_enough(from_: date, until: date, years: int) -> bool:
    """Whether so many years are full with the last day in office."""
    return from_.year + years <= date.max.year and (years_after(from_, years) - until).days <= 1


def _over(facts: Facts, until: date | None) -> tuple[BodyFinding, ...]:
    """A term that is over makes a caretaker, not an unlawful composition: it warns."""
    rule = rule_for(facts, "renewal_warn_months")
    if rule is None or until is None or facts.on <= until:
        return ()
    remedy = "组织换届；届满以后只能看守（保管、支付到期款），并公示届满。"
    actual = f"{day_words(until)}已届满"
    return (finding(rule, "L4.1.over", False, expected="任期未满", actual=actual, remedy=remedy),)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 28 February where the year has none."""
    return months_after(day, 12 * years)


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative), at most the last day of that month.

    Beyond the calendar it is the calendar's first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def renewal_clock(kind: BodyKind, until: date, *, on: date, place: str) -> tuple[Step, ...]:
    """The steps before and after the last day of a term, in the order of their days; counted back without rollover.

    A step that starts with another act has no day and stands last.
    """
    if kind not in _KEYS:
        return ()
    facts = Facts(kind, place, on, None, ())
    steps = [*_warned(facts, until)]
    if kind is BodyKind.COMMITTEE:
        steps += [*_reported(facts, until), *_elected(facts, until), *_overdue(facts, until), *_handed(facts, until)]
    elif kind is BodyKind.INTERIM:
        steps += _after(facts, "interim_reformed", until, "reform", "任期届满仍未产生业主委员会的，由街道重新组建。")
    else:
        steps += _after(facts, "env_renewal", until, "renew", "与社区两委同步换届，可以连选连任。")
    return tuple(sorted(steps, key=lambda step: step.due_on or date.max))


def _step(name: str, rule: Answer, due_on: date | None, sentence: str) -> Step:
    return Step(name, due_on, rule.cites, rule.strength, f"{sentence}（{rule.cites}）")


def _warned(facts: Facts, until: date) -> list[Step]:
    rule = rule_for(facts, "renewal_warn_months")
    if rule is None:
        return []
    words = f"距{day_words(until)}届满{rule.number}个月，列入到期表"
    return [_step("warn", rule, months_after(until, -rule.number), words)]


def _reported(facts: Facts, until: date) -> list[Step]:
    report, group = rule_for(facts, "renewal_report_months"), rule_for(facts, "renewal_group_days")
    if report is None:
        return []
    due = months_after(until, -report.number)
    steps = [_step("report", report, due, f"届满{report.number}个月前书面报告街道，至迟{day_words(due)}")]
    if group is not None:
        last = due + timedelta(days=group.number)
        words = f"街道收到书面报告之日起{group.number}日内组建换届小组，按期报告的至迟{day_words(last)}"
        steps.append(_step("group", group, last, words))
    return steps


def _elected(facts: Facts, until: date) -> list[Step]:
    days, months = rule_for(facts, "renewal_election_days"), rule_for(facts, "renewal_election_months")
    rule = days if days is not None and (months is None or len(days.place) >= len(months.place)) else months
    if rule is not None:
        by_days = rule is days
        due = until - timedelta(days=rule.number) if by_days else months_after(until, -rule.number)
        span = f"{rule.number}日" if by_days else f"{rule.number}个月"
        longer = rule_for(facts, "committee_extension_years_max")
        words = f"届满{span}前召开业主大会会议换届，至迟{day_words(due)}"
        if longer is not None:
            words += f"，或者由业主大会决定延长本届任期，不超过{longer.number}年"
        return [_step("election", rule, due, words)]
    by_expiry = rule_for(facts, "renewal_by_expiry")
    return (
        [] if by_expiry is None else [_step("election", by_expiry, until, f"{day_words(until)}届满以前选举产生新一届")]
    )


def _overdue(facts: Facts, until: date) -> list[Step]:
    rule = rule_for(facts, "renewal_overdue")
    if rule is None:
        return []
    told = get(rule.name).choice_names
    words = "届满未换届的，" + "，逾期".join(told[step] for step in rule.items)
    return [_step("overdue", rule, until + timedelta(days=1), words)]


def _handed(facts: Facts, until: date) -> list[Step]:
    """Handing over by the day the place counts from: the renewal group where it says so, else the term's end."""
    group = rule_for(facts, "handover_group_days")
    if group is not None:
        words = f"换届小组成立之日起{group.number}日内移交资料、资金和印章"
        return [_step("handover", group, None, words)]
    found = handover(facts.kind, event="expired", event_on=until, on=facts.on, place=facts.place)
    return [step for step in found if step.name == "handover"]


def _after(facts: Facts, leaf: str, until: date, name: str, words: str) -> list[Step]:
    rule = rule_for(facts, leaf)
    return [] if rule is None else [_step(name, rule, until, words.rstrip("。"))]


def status(
    kind: BodyKind, until: date | None, on: date, ended_on: date | None, disputed: bool, successor: bool
) -> Status:
    """The state of a body that took office: ended, disputed, expired without successor, else in office.

    `until` is the last day in office; only bodies with a term expire.
    """
    if ended_on is not None and ended_on <= on:
        return Status.ENDED
    over = until is not None and until < on and kind in _KEYS
    if over and successor:
        return Status.ENDED
    if disputed:
        return Status.DISPUTED
    return Status.EXPIRED if over else Status.IN_OFFICE
