"""Handing over papers, money and seals: to whom and by when, place by place (L4.2, R14)."""

from __future__ import annotations

from datetime import date, timedelta

from gongzhi_law.bodies import BodyKind
from gongzhi_law.calendar import day_words
from gongzhi_law.composition_facts import Facts
from gongzhi_law.composition_rules import rule_for
from gongzhi_law.params import Answer, get
from gongzhi_law.terms_step import Step

EVENTS = ("expired", "group_formed", "elected", "filed", "member_ended")
_NEW, _OWN = "新一届业主委员会", "业主委员会"
_RULES = {
    (BodyKind.COMMITTEE, "expired"): "handover_expired_days",
    (BodyKind.COMMITTEE, "group_formed"): "handover_group_days",
    (BodyKind.COMMITTEE, "elected"): "handover_elected_days",
    (BodyKind.COMMITTEE, "filed"): "handover_filed_days",
    (BodyKind.COMMITTEE, "member_ended"): "handover_member_days",
    (BodyKind.INTERIM, "elected"): "interim_handover_days",
    (BodyKind.INTERIM, "filed"): "interim_dissolve_days",
}
_STARTS = {
    "expired": "任期届满之日起",
    "group_formed": "换届小组成立之日起",
    "elected": "新的业主委员会选举产生之日起",
    "filed": "备案之日起",
    "member_ended": "职务终止之日起",
}


def handover(kind: BodyKind, *, event: str, event_on: date, on: date, place: str) -> tuple[Step, ...]:
    """To whom and by when papers, money and seals go over from an event; empty where the place has no rule.

    `event` is expired | group_formed | elected | filed | member_ended; refuses other words.
    """
    if event not in EVENTS:
        raise ValueError(f"no such event: {event!r}")
    facts = Facts(kind, place, on, None, ())
    leaf = _RULES.get((kind, event))
    rule = rule_for(facts, leaf) if leaf else None
    steps = [] if rule is None else [_step(facts, rule, event, event_on)]
    police = rule_for(facts, "handover_police")
    if steps and police is not None:
        words = f"拒不移交的，由街道督促，公安机关予以协助（{police.cites}）"
        steps.append(Step("police", None, police.cites, police.strength, words))
    return tuple(steps)


def _step(facts: Facts, rule: Answer, event: str, event_on: date) -> Step:
    due = event_on + timedelta(days=rule.number)
    if facts.kind is BodyKind.INTERIM:
        to = "由街道解散物管会" if event == "filed" else "物管会移交业主委员会后解散"
        words = f"{_STARTS[event]}{rule.number}日内{to}，至迟{day_words(due)}（{rule.cites}）"
        return Step("dissolve" if event == "filed" else "handover", due, rule.cites, rule.strength, words)
    words = f"{_STARTS[event]}{rule.number}日内移交{_to(facts, event)}，至迟{day_words(due)}（{rule.cites}）"
    return Step("handover", due, rule.cites, rule.strength, words)


def _to(facts: Facts, event: str) -> str:
    """Who receives: the new committee, or before there is one whom the place names."""
    if event == "member_ended":
        return _OWN
    keeper = rule_for(facts, "handover_receiver")
    if event in ("elected", "filed") or keeper is None:
        return _NEW
    return _named(keeper) if event == "group_formed" else f"{_NEW}；尚未产生的，移交{_named(keeper)}"


def _named(keeper: Answer) -> str:
    return get(keeper.name).choice_names[keeper.text]
