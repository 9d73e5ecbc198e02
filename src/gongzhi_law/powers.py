"""What a body may do, item by item: the place's text gives a power or it is not given (A3.2, B1.4, R7, R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.params import Strength


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
    """One power: granted by the place's text, else only 组织业主共同决定; `decide` is never granted."""
    raise NotImplementedError
