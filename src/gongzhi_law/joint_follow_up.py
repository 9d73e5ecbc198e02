"""What follows a joint meeting: by when its minutes are signed, acknowledged, and a finished item verified.

The paper names no days (B2.7, B2.8): all of it is courtesy that a community may set; it reminds and never blocks.
"""

from __future__ import annotations

from datetime import date

from gongzhi_law.jurisdiction import NATION
from gongzhi_law.meeting_rules import Due, Rule, due
from gongzhi_law.params import lookup


def minutes_by(closed_on: date, *, place: str = NATION) -> Due:
    """The day by which the convener should have signed off the minutes of a sitting closed on that day (B2.7)."""
    return _due("minutes_days", closed_on, place, "散会后审签会议纪要")


def acknowledge_by(sent_on: date, *, place: str = NATION) -> Due:
    """The day by which each of the four should have acknowledged what was sent to it on that day (B2.7)."""
    return _due("acknowledge_days", sent_on, place, "会议纪要送达后签收")


def verify_by(reported_on: date, *, place: str = NATION) -> Due:
    """The day by which the office should have verified an item reported as done on that day (B2.8, B8.5)."""
    return _due("verify_days", reported_on, place, "报完成后核实")


def _due(name: str, act_on: date, place: str, words: str) -> Due:
    return due(act_on, Rule(lookup(f"meetings/joint_{name}", on=act_on, place=place), False), words)
