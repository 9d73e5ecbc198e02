"""The repair of part of an estate: the law of its vote (`scope`) as the repair fund asks it (R15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law import scope
from gongzhi_law.fund_rules import in_force
from gongzhi_law.params import Answer
from gongzhi_law.voting import Matter

SCOPE_MATTERS = (Matter.REPAIR_FUND_USE, Matter.REPAIR_FUND_RAISE, Matter.REBUILD)


@dataclass(frozen=True, slots=True)
class RepairScope:
    """On which texts some owners decide on the use of the repair fund for their part.

    `local_all_double_two_thirds`: an authority may still ask two thirds of all in scope, so that both outcomes are
    shown. `objection`: the place also lets a plan pass that few oppose (河南66条); told, never applied.
    """

    basis: tuple[str, ...]
    local_all_double_two_thirds: bool
    objection: Answer | None
    sentence: str


def scope_rule(on: date, place: str) -> RepairScope:
    """Who decides a repair that concerns only some owners there; 民法典278条 itself says nothing of scope."""
    rules = scope.rules_of(Matter.REPAIR_FUND_USE, on=on, place=place)
    objection = in_force("scope_objection_share", on, place)
    words = scope.basis_sentence(Matter.REPAIR_FUND_USE, on=on, place=place)
    if objection is not None:
        words += f"当地也可以采取异议表决（{objection.cites}），与民法典第278条不一致，只提示。"
    return RepairScope(
        basis=tuple(dict.fromkeys(str(cite) for rule in rules for cite in rule.cites)),
        local_all_double_two_thirds=any(rule.rule is scope.Rule.ALL for rule in rules),
        objection=objection,
        sentence=words,
    )
