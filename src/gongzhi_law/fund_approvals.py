"""Who approves a payment: never one person alone, the sides of a jointly kept account, a second key (A5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongzhi_law.bodies import BodyKind
from gongzhi_law.fund_kinds import MODE_NAMES, Mode
from gongzhi_law.fund_rules import rule_of, words_of
from gongzhi_law.meeting_rules import Adopted, Rule, source
from gongzhi_law.params import Strength

OWNERS_SIDE, FIRM_SIDE = "owners", "firm"
_SIDES: Mapping[Mode, str] = {
    Mode.LUMP_SUM: "sides_lump_sum",
    Mode.REMUNERATION: "sides_remuneration",
    Mode.TRUST: "sides_trust",
    Mode.SELF: "sides_self",
    Mode.NONE: "sides_self",
}


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """How many approve apart from the applicant, which sides each confirm, and whether a second key turns.

    `sides` and `second_key_by` are codes: owners, firm, street, residents_committee.
    """

    count: int
    sides: tuple[str, ...]
    second_key: bool
    second_key_by: tuple[str, ...]
    cites: str
    strength: Strength
    sentence: str


def approvals(
    body: BodyKind | None,
    *,
    set_size: int | None,
    mode: Mode | str,
    on: date,
    place: str,
    adopted: Adopted | None = None,
) -> ApprovalRule:
    """Who has to approve a payment of that body; always at least one person who did not apply.

    A body of three seats or fewer (courtesy number), a 自管组织 and a missing body pay with the street's or the
    residents' committee's key; an unknown size (None) asks for no second key. Refuses an unknown mode.
    """
    mode = Mode(mode)
    least = rule_of("approvals_min", on, place, adopted)
    sides = rule_of(_SIDES[mode], on, place, adopted)
    size = rule_of("second_key_size", on, place, adopted)
    by = rule_of("second_key_by", on, place, adopted)
    few = size is not None and set_size is not None and set_size <= size.answer.number
    second = few or body in (None, BodyKind.SELF_MANAGED)
    count = max(1, least.answer.number if least else 1)
    named = sides.answer.items if sides else (OWNERS_SIDE,)
    keys = by.answer.items if by and second else ()
    used = tuple(rule for rule in (sides, least, size if few else None) if rule is not None)
    cites = "、".join(dict.fromkeys(source(rule) for rule in used))
    words = f"经办人以外至少{count}人审批，同一人不得既经办又审批"
    if sides is not None and len(named) > 1:
        words += f"；{MODE_NAMES[mode]}须{words_of(sides.answer)}分别确认"
    if second and by is not None:
        words += f"；另须{'或者'.join(words_of(by.answer).split('、'))}会签"
    return ApprovalRule(count, named, second, keys, cites, _strongest(used), f"{words}（{cites}）。")


def _strongest(rules: tuple[Rule, ...]) -> Strength:
    order = tuple(Strength)
    return min((rule.answer.strength for rule in rules), key=order.index, default=Strength.POLICY)
