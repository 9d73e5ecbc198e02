"""What looks odd in shared money: courtesy numbers that a street may set; a warning never stops a payment (A5.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.params import lookup


class Watch(StrEnum):
    """One kind of warning."""

    SPLIT = "split"
    REPEATED = "repeated"
    ODD_HOURS = "odd_hours"
    ROUND = "round"
    RELATED = "related"
    LATE = "late"
    DORMANT = "dormant"
    UNRECONCILED = "unreconciled"
    UNASKED = "unasked"
    NEGATIVE = "negative"


SPLIT, REPEATED, ODD_HOURS, ROUND = Watch.SPLIT, Watch.REPEATED, Watch.ODD_HOURS, Watch.ROUND
RELATED, LATE, DORMANT, UNRECONCILED = Watch.RELATED, Watch.LATE, Watch.DORMANT, Watch.UNRECONCILED
WATCH_NAMES: Mapping[Watch, str] = {
    SPLIT: "疑似拆分支付",
    REPEATED: "同一收款人、相同金额重复",
    ODD_HOURS: "异常时间办理",
    ROUND: "整数金额",
    RELATED: "收款人与有关人员相关",
    LATE: "应收未到",
    DORMANT: "账户长期没有收支",
    UNRECONCILED: "长期没有对账",
    Watch.UNASKED: "银行已付、没有申请",
    Watch.NEGATIVE: "账户余额为负",
}


@dataclass(frozen=True, slots=True)
class WatchRules:
    """The numbers of every warning: days, counts, minutes of the day, fen, months."""

    split_days: int
    split_count: int
    repeat_days: int
    odd_from_minute: int
    odd_until_minute: int
    round_fen: int
    late_days: int
    dormant_months: int
    unreconciled_months: int


def watch_rules(on: date, place: str) -> WatchRules:
    """The numbers that hold there on that day."""

    def number(leaf: str) -> int:
        return lookup(f"fund/watch_{leaf}", on=on, place=place).number

    return WatchRules(
        split_days=number("split_days"),
        split_count=number("split_count"),
        repeat_days=number("repeat_days"),
        odd_from_minute=number("odd_from_minute"),
        odd_until_minute=number("odd_until_minute"),
        round_fen=number("round_fen"),
        late_days=number("late_days"),
        dormant_months=number("dormant_months"),
        unreconciled_months=number("unreconciled_months"),
    )
