"""Calling an owners' assembly: notice, channel, reports, voting period, petition (条例13、14、19、20条)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongzhi_law.amounts import Unit
from gongzhi_law.calendar import day_words, days_between
from gongzhi_law.finding import Check, Finding, met
from gongzhi_law.jurisdiction import NATION, name_of
from gongzhi_law.params import Answer, NoLawInForce, get, lookup
from gongzhi_law.voting import MATTER_NAMES, Matter, Tally

Rules = Mapping[str, object]


class Level(StrEnum):
    """What an answer does to an act: refuse it, show a warning, or nothing."""

    OK = "ok"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A level with the rule it rests on and one sentence; `days` and `earliest` where days are counted."""

    level: Level
    answer: Answer
    sentence: str
    days: int | None = None
    earliest: date | None = None

    @property
    def passed(self) -> bool:
        return self.level is not Level.BLOCK


def notice_check(
    noticed_on: date,
    opens_on: date,
    *,
    on: date,
    place: str,
    special: bool = False,
    bylaws: Rules | None = None,
) -> Verdict:
    """Whether the notice is early enough (条例14条1款, R29): too late blocks, exactly the number warns.

    Days are counted from the day after the notice to the opening of voting; days off change nothing.
    `special` asks the rule for 临时会议. A local number under the nation's warns until that is reached.
    """
    rule = _notice_rule(on, place, special, bylaws)
    nation = lookup("assembly/notice_days", on=on, place=NATION)
    days = days_between(noticed_on, opens_on)
    earliest = earliest_opening(noticed_on, on=on, place=place, special=special, bylaws=bylaws)
    counted = f"{day_words(noticed_on)}公告（当日不计），{day_words(opens_on)}开始表决，间隔{days}日"
    if days < rule.number:
        words = f"{counted}，不足{rule.number}日（{rule.cite}），最早可定于{day_words(earliest)}。"
        return Verdict(Level.BLOCK if rule.blocks else Level.WARN, rule, words, days, earliest)
    if days < earliest_gap(on=on, place=place, special=special, bylaws=bylaws):
        words = f"{counted}，恰好{days}日；“{rule.number}日以前”是否含本数法律未明，建议多留一日（{rule.cite}）。"
        return Verdict(Level.WARN, rule, words, days, earliest)
    if days < nation.number:
        words = f"{counted}，符合{rule.cite}的{rule.number}日，但少于{nation.cite}的{nation.number}日，请斟酌。"
        return Verdict(Level.WARN, rule, words, days, earliest)
    return Verdict(Level.OK, rule, f"{counted}，符合{rule.number}日的要求（{rule.cite}）。", days, earliest)


def earliest_opening(
    noticed_on: date, *, on: date, place: str, special: bool = False, bylaws: Rules | None = None
) -> date:
    """The first day to plan the opening for: the law's days and one more (R29)."""
    gap = earliest_gap(on=on, place=place, special=special, bylaws=bylaws)
    return noticed_on + timedelta(days=gap)


def earliest_gap(*, on: date, place: str, special: bool = False, bylaws: Rules | None = None) -> int:
    """Days to plan between notice and opening: the rule's number and the margin."""
    margin = lookup("assembly/notice_margin_days", on=on, place=place, bylaws=bylaws)
    return _notice_rule(on, place, special, bylaws).number + margin.number


def _notice_rule(on: date, place: str, special: bool, bylaws: Rules | None) -> Answer:
    name = "assembly/notice_days_special" if special else "assembly/notice_days"
    return lookup(name, on=on, place=place, bylaws=bylaws)


def online_channel(place: str, on: date) -> Answer:
    """Which system may carry an on-line vote there: own | official_only | official_preferred (R1)."""
    return lookup("assembly/online_channel", on=on, place=place)


def online_check(place: str, on: date) -> Verdict:
    """Whether our own on-line vote may be opened: official_only blocks, official_preferred warns (R1)."""
    answer = online_channel(place, on)
    where = name_of(answer.place)
    if answer.text == "official_only":
        words = (
            f"{where}规定互联网表决应当使用主管部门的电子投票系统（{answer.cite}），"
            "不能开通本系统的线上表决；请录入官方系统的结果或者采用纸质表决。"
        )
        return Verdict(Level.BLOCK if answer.blocks else Level.WARN, answer, words)
    if answer.text == "official_preferred":
        words = f"由召集人选择表决系统，公告须写明（{answer.cite}）。{answer.note}"
        return Verdict(Level.WARN, answer, words)
    return Verdict(Level.OK, answer, f"可以使用本系统表决（{answer.cite}）。")


def opinion_days(*, on: date, place: str, bylaws: Rules | None = None) -> Answer:
    """How long the street's and the party organisation's opinion is waited for (R3, a policy)."""
    return lookup("assembly/opinion_days", on=on, place=place, bylaws=bylaws)


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """Whom the convener tells, reports to or invites; fulfilled when sent, `waits` for `days` of opinion."""

    to: str
    to_name: str
    act: str
    blocks_notice: bool
    waits: bool
    days: int
    answer: Answer
    clause: str
    sentence: str


RECEIVERS = {
    "residents_committee": "居民委员会",
    "party": "社区党组织",
    "street": "街道办事处（乡镇人民政府）",
}


def report_duties(
    matters: Iterable[Matter],
    *,
    on: date,
    place: str,
    fee_change: bool = False,
    large_repair: bool = True,
    skips_wait: bool = False,
    bylaws: Rules | None = None,
) -> tuple[ReportDuty, ...]:
    """Reports and invitations before the notice: the residents' committee by law, the rest by policy (R3).

    Only the statutory one (条例14条2款) blocks the notice until it is sent. `fee_change` and `large_repair`
    say what a matter does not; `skips_wait` is for emergency repair and for assemblies convened by the
    street or asked for by owners.
    """
    chosen = tuple(matters)
    days = opinion_days(on=on, place=place, bylaws=bylaws).number
    told = lookup("assembly/residents_committee", on=on, place=place)
    after = lookup("assembly/decision_told", on=on, place=place)
    duties = [
        _duty(
            "residents_committee",
            "tell",
            told,
            "B4.7",
            0,
            f"召开业主大会会议，须同时告知居民委员会（{told.cite}），告知后方可公告。{told.note}"
            f"作出的决定也应当告知居民委员会，并认真听取其建议（{after.cite}）。",
        )
    ]
    report = lookup("assembly/party_report_matters", on=on, place=place)
    if concerned := _among(chosen, report):
        words = f"涉及{concerned}，业委会提前向社区党组织报告（{report.cite}）；送达即完成，不影响表决的效力。"
        duties.append(_duty("party", "report", report, "B4.7", 0, words))
    early = lookup("assembly/early_intervention_matters", on=on, place=place)
    asked = [m for m in chosen if m is not Matter.REPAIR_FUND_USE or large_repair]
    reasons = [word for word in (_among(asked, early), "物业费调整" if fee_change else "") if word]
    if reasons:
        wait = 0 if skips_wait else days
        tail = "不等待意见" if skips_wait else f"{days}日内未提出意见的，程序继续并公开说明"
        words = f"涉及{'、'.join(reasons)}，邀请街道、社区党组织提前介入（{early.cite}）；{tail}。"
        duties += [_duty(to, "invite", early, "B3.7", wait, words) for to in ("street", "party")]
    return tuple(duties)


def _duty(to: str, act: str, answer: Answer, clause: str, days: int, sentence: str) -> ReportDuty:
    return ReportDuty(to, RECEIVERS[to], act, answer.blocks, days > 0, days, answer, clause, sentence)


def _among(matters: Iterable[Matter], answer: Answer) -> str:
    return "、".join(MATTER_NAMES[matter] for matter in dict.fromkeys(matters) if matter.value in answer.items)


def opinion_due(sent_on: date, days: int) -> date:
    """The last day of the period for an opinion, the day of sending not counted; days off change nothing."""
    return sent_on + timedelta(days=days)


def opinion_line(sent_on: date, days: int, *, opinion_on: date | None, on: date) -> str:
    """The public line about an invitation: waiting, answered, or silence after the period (R3)."""
    if opinion_on is not None:
        return f"已于{day_words(sent_on)}报告并邀请介入，{day_words(opinion_on)}收到意见。"
    due = opinion_due(sent_on, days)
    if on <= due:
        return f"已于{day_words(sent_on)}报告并邀请介入，意见期至{day_words(due)}。"
    return f"已于{day_words(sent_on)}报告并邀请介入，逾期未提出意见。"


def voting_period_check(
    opens_on: date, closes_on: date, *, on: date, place: str, bylaws: Rules | None = None
) -> tuple[Verdict, ...]:
    """Length of the voting period against local law or the estate's rules; empty where both are silent.

    The opening day is not counted (民法典201条1款), so from the 1st to the 6th is five days.
    """
    days = days_between(opens_on, closes_on)
    found = []
    for name, word in (("assembly/voting_days_min", "不少于"), ("assembly/voting_days_max", "不超过")):
        try:
            rule = lookup(name, on=on, place=place, bylaws=bylaws)
        except NoLawInForce:
            continue
        kept = days >= rule.number if name.endswith("min") else days <= rule.number
        level = Level.OK if kept else Level.BLOCK if rule.blocks else Level.WARN
        words = f"表决期{days}日，须{word}{rule.number}日（{rule.cite}），{'符合' if kept else '不符合'}。"
        found.append(Verdict(level, rule, words, days))
    return tuple(found)


def petition_check(signed: Tally, roll: Tally, *, on: date, place: str, bylaws: Rules | None = None) -> Finding:
    """Whether enough owners ask for an assembly (条例13条2款); the estate's rules may settle the basis (R5).

    Heads and area are both tested; where they differ and no rule of the estate says which counts, the answer
    is None, since 条例13条 does not say and the guiding rule is only recalled.
    """
    rule = lookup("assembly/petition_share", on=on, place=place, bylaws=bylaws)
    basis = lookup("assembly/petition_basis", on=on, place=place, bylaws=bylaws)
    checks = tuple(
        Check(
            name=f"signed_{unit}",
            label=f"联名{word}",
            part=signed.of(unit),
            whole=roll.of(unit),
            unit=unit,
            required=rule.share,
            compare=rule.compare,
            passed=met(signed.of(unit), roll.of(unit), rule.share, rule.compare),
            cite=rule.cite,
            strength=rule.strength,
            blocks=rule.blocks,
        )
        for unit, word in ((Unit.HEADS, "人数"), (Unit.AREA, "面积"))
    )
    heads, area = (check.passed for check in checks)
    passed = _petition(heads, area, basis)
    missing = () if passed is not None else ("assembly/petition_basis",)
    verdict = {
        True: "已达到",
        False: "未达到",
        None: "人数和面积结论不同，本小区议事规则未约定按哪一个计算，不能判断",
    }
    words = "；".join(check.text for check in checks)
    return Finding(passed, checks, missing, (), f"联名提议：{verdict[passed]}。{words}。", name_of(rule.place))


def _petition(heads: bool | None, area: bool | None, basis: Answer) -> bool | None:
    if basis.blocks:
        if basis.text == "heads":
            return heads
        if basis.text == "area":
            return area
        if basis.text == "either":
            return True if heads or area else None if heads is None or area is None else False
        return False if heads is False or area is False else None if None in (heads, area) else True
    return heads if heads == area else None


def sentence_of(name: str, value: str) -> str:
    """The sentence shown to voters for a rule of the notice: `voting/change`, `double_vote`, `disclosure`."""
    return get(name).sentences[value]


EFFECT_STATES = (
    "annulled_by_court",
    "annulled_by_government",
    "ordered_corrected",
    "suspended",
    "superseded",
)


def effect_states(*, on: date, place: str) -> Mapping[str, Answer]:
    """What may take a resolution's effect away (R2); each stops new payments, seals and filings under it."""
    found = {}
    for state in EFFECT_STATES:
        try:
            found[state] = lookup(f"effect/{state}", on=on, place=place)
        except NoLawInForce:
            continue
    return found
