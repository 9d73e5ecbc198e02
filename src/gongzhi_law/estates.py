"""What the law says of estates themselves: redrawing their ground, striking off what cannot go on, renovating old ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.calendar import Deadline, deadline
from gongzhi_law.params import Answer, NoLawInForce, lookup, offered

AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Deregistration:
    """Who strikes off the assembly and committee of an ended estate (street, committee), by when, on which text.

    `deadline` is None where the place names no period; `proposed` says that the place names nobody either.
    """

    who: str
    deadline: Deadline | None
    cite: str
    proposed: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Redrawing:
    """How owners take part in merging or splitting (heard, agreed, or not known here); only `agreed` can block."""

    answer: Answer
    needs_decision: bool
    sentence: str


def redrawing(*, on: date, place: str) -> Redrawing:
    """How the owners take part when the ground of an estate is redrawn (物业管理条例第9条; 上海第10条, 北京第17条).

    Raises NoLawInForce before 2003-09-01.
    """
    answer = lookup("estates/redrawing", on=on, place=place)
    needs = answer.text == AGREED and answer.blocks
    words = {
        AGREED: f"当地规定调整物业管理区域须经业主共同决定（{answer.cite}）。",
        "heard": f"当地规定调整物业管理区域要征求业主意见（{answer.cite}）。",
    }.get(
        answer.text,
        f"具体办法由省、自治区、直辖市规定（{answer.cite}），当地规定还没有录入：请先核对是否须经业主共同决定。",
    )
    return Redrawing(answer, needs, words)


def deregistration(*, ended_on: date, place: str) -> Deregistration:
    """Who strikes off the assembly and committee of an estate that ended, and by when (北京第50条, 上海第33条).

    Raises NoLawInForce before 2003-09-01.
    """
    name = "estates/deregistration"
    ground = lookup("estates/one_assembly", on=ended_on, place=place)
    try:
        who, proposed = lookup(name, on=ended_on, place=place), False
    except NoLawInForce:
        suggested = offered(name, on=ended_on, place=place)
        if suggested is None:
            raise
        who, proposed = suggested, True
    try:
        last = deadline(ended_on, lookup("estates/deregistration_days", on=ended_on, place=place).number)
    except NoLawInForce:
        last = None
    cite = str(ground.cite if proposed else who.cite)
    doer = "业主委员会" if who.text == "committee" else "街道"
    words = (
        f"原小区的业主大会、业主委员会无法存续（{cite}）；由谁办理备案注销，当地规定还没有录入，建议由{doer}办理。"
        if proposed
        else f"原小区的业主大会、业主委员会无法存续，由{doer}办理备案注销（{cite}）。"
    )
    return Deregistration(who.text, last, cite, proposed, words)


def renovation(*, on: date, place: str, governed: bool | None) -> Answer | None:
    """The paper's order 先自治后整治 where an estate without a body is to be renovated; None where it has one.

    `governed` None (not known) is answered like False. It is policy and never blocks. Raises NoLawInForce before the
    paper's first day.
    """
    if governed:
        return None
    return lookup("estates/renovation_order", on=on, place=place)
