"""What a body may do, item by item: the place's text gives a power or it is not given (A3.2, B1.4, R7, R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.bodies import BODY_NAMES, STATUS_NAMES, BodyKind, Status
from gongzhi_law.composition_facts import Facts
from gongzhi_law.composition_rules import rule_for
from gongzhi_law.jurisdiction import NATION, name_of
from gongzhi_law.params import Answer, Strength, get


class Power(StrEnum):
    """One thing a body may do; `decide` are the matters of 民法典278条, which no body has."""

    CONVENE = "convene"
    CONVENE_ELECTION = "convene_election"
    SUPERVISE = "supervise"
    KEEP = "keep"
    SIGN_CONTRACT = "sign_contract"
    EMERGENCY_REPAIR = "emergency_repair"
    LITIGATE = "litigate"
    PAY = "pay"
    PAY_DUE = "pay_due"
    DECIDE = "decide"
    COORDINATE = "coordinate"


POWER_NAMES: Mapping[Power, str] = {
    Power.CONVENE: "召集业主共同决定",
    Power.CONVENE_ELECTION: "组织选举",
    Power.SUPERVISE: "监督履约",
    Power.KEEP: "保管资金与印章",
    Power.SIGN_CONTRACT: "签订经业主共同决定的合同",
    Power.EMERGENCY_REPAIR: "紧急维修",
    Power.LITIGATE: "诉讼",
    Power.PAY: "支付",
    Power.PAY_DUE: "支付已签合同到期款和水电等",
    Power.DECIDE: "自行决定应当由业主共同决定的事项",
    Power.COORDINATE: "协调",
}
ACTING = (BodyKind.INTERIM, BodyKind.SELF_MANAGED)
CARETAKERS = (BodyKind.COMMITTEE, BodyKind.INTERIM)


@dataclass(frozen=True, slots=True)
class Grant:
    """Whether a body has a power: `cosign` names who signs too, `acting` is 代行."""

    power: Power
    granted: bool
    cosign: str
    acting: bool
    cite: str
    strength: Strength
    sentence: str


def powers_of(
    kind: BodyKind, status: Status, *, on: date, place: str, bylaws: Mapping[str, object] | None = None
) -> tuple[Grant, ...]:
    """Every power with its answer for that kind and state on that day in that place."""
    return tuple(may(kind, status, power, on=on, place=place, bylaws=bylaws) for power in Power)


def may(
    kind: BodyKind,
    status: Status,
    power: Power,
    *,
    on: date,
    place: str,
    bylaws: Mapping[str, object] | None = None,
) -> Grant:
    """One power: granted by the place's text, else only 组织业主共同决定; `decide` is never granted.

    A caretaker (届满未换届) and a disputed body keep of what they had in office only what the place leaves them.
    """
    facts = Facts(kind, place, on, None, (), bylaws=bylaws)
    if power is Power.DECIDE:
        return _reserved(facts)
    if status in (Status.FORMING, Status.ENDED):
        words = f"{BODY_NAMES[kind]}{STATUS_NAMES[status]}，不能行使“{POWER_NAMES[power]}”。"
        return Grant(power, False, "", False, "", Strength.POLICY, words)
    base = _in_office(facts, power)
    if status is Status.IN_OFFICE or not base.granted or kind not in CARETAKERS:
        return base
    return _left(facts, base, status)


def frozen_matters(on: date, place: str) -> tuple[tuple[str, ...], Answer | None]:
    """What a committee may not have the owners decide once the renewal group exists (上海28条4款), in words."""
    rule = rule_for(Facts(BodyKind.COMMITTEE, place, on, None, ()), "renewal_frozen")
    if rule is None:
        return (), None
    told = get(rule.name).choice_names
    return tuple(told[matter] for matter in rule.items), rule


def _reserved(facts: Facts) -> Grant:
    rule = rule_for(facts, "decide_reserved")
    cite, strength = (rule.cites, rule.strength) if rule is not None else ("", Strength.STATUTE)
    words = f"应当由业主共同决定的事项，{BODY_NAMES[facts.kind]}不能自行决定，只可组织业主共同决定{_in(cite)}。"
    return Grant(Power.DECIDE, False, "", facts.kind in ACTING, cite, strength, words)


def _in(cite: str) -> str:
    return f"（{cite}）" if cite else ""


def _in_office(facts: Facts, power: Power) -> Grant:
    """The grant of a body in office; what no text gives is named as such."""
    name, what = BODY_NAMES[facts.kind], POWER_NAMES[power]
    acting = facts.kind in ACTING
    rule = rule_for(facts, f"power_{facts.kind}_{power}")
    if rule is not None and rule.text == "given":
        note = get(rule.name).note + rule.note
        words = f"{name}{'代行：' if acting else '：'}{what}{_in(rule.cites)}。" + note
        return Grant(power, True, "", acting, rule.cites, rule.strength, words)
    if rule is not None:
        words = f"{name_of(facts.place)}“{what}”由其他组织行使{_in(rule.cites)}。"
        return Grant(power, False, "", acting, rule.cites, rule.strength, words)
    words = f"没有见到{name_of(facts.place)}赋予{name}“{what}”的条文，不能自行办理，只可组织业主共同决定。"
    return Grant(power, False, "", acting, "", Strength.RECALLED, words)


def _left(facts: Facts, base: Grant, status: Status) -> Grant:
    """What is left of a granted power: the caretaker's table of the place, or of a dispute (L4.4)."""
    expired = status is Status.EXPIRED
    there = facts if facts.kind is BodyKind.COMMITTEE or not expired else _nation(facts)
    rule = rule_for(there, "caretaker_powers" if expired else "disputed_powers")
    signer = rule_for(facts, "caretaker_cosign" if expired else "disputed_cosign")
    name, what, state = BODY_NAMES[facts.kind], POWER_NAMES[base.power], STATUS_NAMES[status]
    kept = rule is not None and base.power in rule.items
    cite = rule.cites if rule is not None else ""
    strength = rule.strength if rule is not None else Strength.POLICY
    if not kept or rule is None:
        words = f"{name}{state}，“{what}”停止{_in(cite)}。"
        return Grant(base.power, False, "", base.acting, cite, strength, words)
    cosign = ""
    if base.power in (Power.PAY, Power.PAY_DUE) and signer is not None:
        cosign = get(signer.name).choice_names[signer.text]
    both = f"{state}，只可看守：{what}" + (f"，须{cosign}会签" if cosign else "")
    return Grant(base.power, True, cosign, base.acting, cite, strength, f"{name}{both}{_in(cite)}。{rule.note}")


def _nation(facts: Facts) -> Facts:
    return Facts(facts.kind, NATION, facts.on, None, (), bylaws=facts.bylaws)
