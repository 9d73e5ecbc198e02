"""Party organisation in an estate: when a committee or a firm should have one (B1.1); never a condition of anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.params import Answer, lookup


@dataclass(frozen=True, slots=True)
class OrganisationDue:
    """Whether a unit with so many party members should have its own organisation; None where the number is unknown."""

    due: bool | None
    members: int | None
    answer: Answer
    sentence: str


def organisation_due(members: int | None, built: bool, *, on: date, place: str) -> OrganisationDue:
    """Whether a committee or firm meets the condition and has built none (B1.1); refuses a negative number."""
    if members is not None and members < 0:
        raise ValueError("a number of members is not negative")
    answer = lookup("bodies/party_organisation_members", on=on, place=place)
    if built:
        return OrganisationDue(False, members, answer, "已建党组织")
    if members is None:
        return OrganisationDue(None, None, answer, "正式党员人数没有登记，无从判断")
    if members >= answer.number:
        words = f"有正式党员{members}人，达到{answer.number}人，应建未建"
        return OrganisationDue(True, members, answer, words)
    words = f"有正式党员{members}人，不足{answer.number}人，可以联合组建"
    return OrganisationDue(False, members, answer, words)
