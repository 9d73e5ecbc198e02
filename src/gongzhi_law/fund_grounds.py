"""On which ground money may be paid: by matter, sum, kind of money, body, place and the estate's rules (A5.3, R7, R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongzhi_law.bodies import BODY_NAMES, STATUS_NAMES, BodyKind, Status
from gongzhi_law.fund_caps import committee_cap, petty_caps
from gongzhi_law.fund_kinds import FUND_NAMES, GROUND_NAMES, MATTER_TITLES, FundKind, Ground, SpendMatter
from gongzhi_law.fund_rules import in_force, yuan
from gongzhi_law.fund_table import DUE_MATTERS, REPAIRS, UNCAPPED, table_of
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.meeting_rules import Adopted, Finding, law_of
from gongzhi_law.params import Answer, Strength
from gongzhi_law.powers import Grant, Power, may

G, M = Ground, SpendMatter
_LIMITED = (Status.EXPIRED, Status.DISPUTED)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a ground does not carry the payment: a sentence, where it stands, how it is known."""

    sentence: str
    cite: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class GroundFinding:
    """The grounds that carry a payment, the lightest first (`needs`, None if nothing does), and why others do not.

    `cosign` names who signs too; `missing` what the estate's rules would have to say for a lighter ground.
    """

    allowed: tuple[Ground, ...]
    refused: Mapping[Ground, Refusal]
    needs: Ground | None
    cosign: str
    warnings: tuple[Finding, ...]
    sentence: str
    cites: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    matter: SpendMatter
    amount: int
    fund: FundKind
    body: BodyKind | None
    status: Status | None
    on: date
    place: str
    adopted: Adopted | None

    def may(self, power: Power) -> Grant | None:
        if self.body is None or self.status is None:
            return None
        return may(self.body, self.status, power, on=self.on, place=self.place, bylaws=self.adopted)

    def rule(self, leaf: str) -> Answer | None:
        return in_force(leaf, self.on, self.place, self.adopted)

    def nation(self, leaf: str) -> Answer | None:
        return in_force(leaf, self.on, NATION)


def grounds(
    matter: SpendMatter,
    amount_fen: int,
    *,
    fund: FundKind,
    body: BodyKind | None,
    status: Status | None,
    on: date,
    place: str,
    adopted: Adopted | None = None,
) -> GroundFinding:
    """What a payment of that sum from that money may rest on there and then; refuses a sum below one fen.

    `body` is the owners' body that pays and `status` its state (None: there is none, only owners' own decisions
    carry a payment). A ground of the table is taken away by law, powers or silent rules, never added by them.
    """
    if amount_fen < 1:
        raise ValueError(f"not a sum to be paid: {amount_fen}")
    case = _Case(matter, amount_fen, fund, body, status, on, place, adopted)
    table = table_of(matter, fund)
    missing: list[str] = []
    refused: dict[Ground, Refusal] = {}
    for ground in Ground:
        why = _not_of_this_money(case, ground) if ground not in table else _why_not(case, ground, missing)
        if why is not None:
            refused[ground] = why
    allowed = tuple(ground for ground in Ground if ground not in refused)
    cosign = _cosign(case) if allowed else ""
    found = _found(case, allowed, refused, cosign)
    warnings = _warnings(case, allowed)
    cites = _cites(case, allowed, refused)
    return GroundFinding(
        allowed, refused, allowed[0] if allowed else None, cosign, warnings, found, cites, tuple(missing)
    )


def _not_of_this_money(case: _Case, ground: Ground) -> Refusal:
    """Why that ground never carries this matter from this money."""
    money, what, name = FUND_NAMES[case.fund], MATTER_TITLES[case.matter], GROUND_NAMES[ground]
    if case.fund is FundKind.DEPOSIT:
        words = "押金属于交纳人，只能凭约定退还交纳人。"
        return Refusal(words, "", Strength.POLICY)
    if case.fund is FundKind.REPAIR and case.matter not in REPAIRS:
        return _refusal(f"维修资金专项用于维修、更新和改造，不得用于{what}。", case.rule("repair_use"))
    if case.fund is FundKind.REPAIR:
        return _refusal(f"使用维修资金须业主共同决定，不能凭{name}。", case.rule("repair_decided_by"))
    if case.fund is FundKind.PETTY:
        return Refusal(f"备用金只付小额的日常支出，{what}请从其他账户支付。", "", Strength.POLICY)
    if case.matter is M.REFUND_DEPOSIT:
        return Refusal(f"押金从押金账户退还，不从{money}支付。", "", Strength.POLICY)
    if ground is G.EMERGENCY:
        return _refusal("紧急维修的直接申请只对维修资金而言。", case.nation("emergency_applicants"))
    if case.matter is M.ALLOWANCE:
        return _refusal("委员津贴、补助的标准由业主大会决定，凭该决议支付。", case.rule("allowance_by"))
    if case.matter in (M.DISTRIBUTE, M.REBUILD):
        return _refusal(f"{what}须业主共同决定，不能凭{name}。", _joint(case))
    return Refusal(f"{what}不能凭{name}支付。", "", Strength.POLICY)


def _refusal(words: str, rule: Answer | None) -> Refusal:
    return Refusal(words, "", Strength.RECALLED) if rule is None else Refusal(words, rule.cites, rule.strength)


def _joint(case: _Case) -> Answer | None:
    """The article by which owners decide together, of that day."""
    return law_of("voting/special_matters", case.on, case.place)


def _why_not(case: _Case, ground: Ground, missing: list[str]) -> Refusal | None:
    """Why a ground of the table does not carry this payment; None if it does."""
    stopped = _stopped(case, ground)
    if stopped is not None:
        return stopped
    if ground is G.COMMITTEE:
        return _committee(case, missing)
    if ground is G.PETTY:
        return _petty(case, missing)
    return None


def _stopped(case: _Case, ground: Ground) -> Refusal | None:
    """What the body's kind and state take away."""
    if case.body is None or case.status is None:
        if ground is G.RESOLUTION:
            return None
        return Refusal("没有业主的组织可以办理，只可凭业主共同决定支付。", "", Strength.POLICY)
    if case.status in (Status.FORMING, Status.ENDED):
        words = f"{BODY_NAMES[case.body]}{STATUS_NAMES[case.status]}，不能支付。"
        return Refusal(words, "", Strength.POLICY)
    if ground is G.EMERGENCY:
        return _granted(case, Power.EMERGENCY_REPAIR)
    if case.status in _LIMITED:
        return _caretaker(case)
    if ground in (G.RESOLUTION, G.BUDGET, G.PETTY):
        return None
    return _granted(case, Power.PAY_DUE if ground is G.CONTRACT else Power.PAY)


def _granted(case: _Case, power: Power) -> Refusal | None:
    grant = case.may(power)
    if grant is None or grant.granted:
        return None
    return Refusal(grant.sentence, grant.cite, grant.strength)


def _caretaker(case: _Case) -> Refusal | None:
    """A caretaker or a disputed body pays what is due and nothing else (R14)."""
    grant = case.may(Power.PAY_DUE)
    if grant is not None and grant.granted and case.matter in DUE_MATTERS:
        return None
    kept = case.may(Power.PAY if case.matter not in DUE_MATTERS else Power.PAY_DUE)
    if kept is None:
        return None
    words = f"{kept.sentence}现在只可支付已签合同到期款和水电等。" if case.matter not in DUE_MATTERS else kept.sentence
    return Refusal(words, kept.cite, kept.strength)


def _committee(case: _Case, missing: list[str]) -> Refusal | None:
    """The committee's own decision: never where the place forbids delegation, else within the estate's cap."""
    allowed = case.rule("committee_may_decide")
    if allowed is not None and allowed.text == "never" and case.matter is not M.RETURN:
        words = "本地规定共有资金的使用须业主共同决定，不得授权业委会决定。"
        return Refusal(words, allowed.cites, allowed.strength)
    if case.matter in UNCAPPED:
        return None
    cap = committee_cap(on=case.on, place=case.place, adopted=case.adopted)
    if cap.fen is None:
        missing.append("业委会单项可以决定支出的上限")
        return Refusal(cap.sentence, cap.cites, cap.strength)
    if case.amount > cap.fen:
        words = f"{yuan(case.amount)}超过业委会单项可以决定的上限{yuan(cap.fen)}。"
        return Refusal(words, cap.cites, cap.strength)
    return None


def _petty(case: _Case, missing: list[str]) -> Refusal | None:
    caps = petty_caps(on=case.on, place=case.place, adopted=case.adopted)
    if caps.each_fen is None or caps.month_fen is None:
        missing.extend(caps.missing)
        return Refusal(caps.sentence, caps.cites, caps.strength)
    limit = min(caps.each_fen, caps.month_fen)
    if case.amount > limit:
        words = f"{yuan(case.amount)}超过备用金每笔的上限{yuan(limit)}。"
        return Refusal(words, caps.cites, caps.strength)
    return None


def _cosign(case: _Case) -> str:
    """Who signs too: with a caretaker or a disputed body, as `powers.may` says."""
    grant = case.may(Power.PAY_DUE)
    return grant.cosign if grant is not None and case.status in _LIMITED else ""


def _found(case: _Case, allowed: tuple[Ground, ...], refused: Mapping[Ground, Refusal], cosign: str) -> str:
    head = f"从{FUND_NAMES[case.fund]}支付{MATTER_TITLES[case.matter]}{yuan(case.amount)}："
    if not allowed:
        first = next(refused[g] for g in (*table_of(case.matter, case.fund), *Ground) if g in refused)
        return head + first.sentence + (f"（{first.cite}）" if first.cite else "")
    words = "、".join(GROUND_NAMES[ground] for ground in allowed)
    return head + f"依据可以是{words}" + (f"，须{cosign}会签。" if cosign else "。")


def _cites(case: _Case, allowed: tuple[Ground, ...], refused: Mapping[Ground, Refusal]) -> str:
    """What the answer rests on: the articles that give the lightest ground, and those that take others away."""
    needs = allowed[0] if allowed else None
    given = (
        case.nation("emergency_applicants") if needs is G.EMERGENCY else None,
        case.rule("repair_decided_by") if needs is G.RESOLUTION and case.fund is FundKind.REPAIR else None,
        case.rule("committee_may_decide") if needs is G.COMMITTEE else None,
        case.rule("income_use") if allowed and case.matter is M.REPLENISH else None,
    )
    told = [why.cite for g, why in refused.items() if why.cite and (g is not G.EMERGENCY or case.matter is M.EMERGENCY)]
    return "、".join(dict.fromkeys([rule.cites for rule in given if rule is not None] + told))


def _warnings(case: _Case, allowed: tuple[Ground, ...]) -> tuple[Finding, ...]:
    found: list[Finding] = []
    grant = case.may(Power.PAY)
    if case.body is not None and grant is not None and grant.acting and allowed:
        words = f"{BODY_NAMES[case.body]}是代行，支付限于业主共同决定的范围。"
        found.append(Finding("acting", None, words, grant.cite, grant.strength))
    may_decide = case.rule("committee_may_decide")
    if may_decide is not None and may_decide.text == "never":
        if G.PETTY in allowed:
            words = "备用金须列入业主大会通过的预算或者资金管理办法。"
            found.append(Finding("petty_in_budget", None, words, may_decide.cites, may_decide.strength))
        if G.CONTRACT in allowed and case.fund is not FundKind.DEPOSIT:
            words = "合同本身须有业主共同决定的依据。"
            found.append(Finding("contract_decided", None, words, may_decide.cites, may_decide.strength))
    duty = case.rule("replenish_share")
    if case.matter is M.REPLENISH and duty is not None:
        words = f"补充的金额请按规定的比例核对（{duty.cites}）。"
        found.append(Finding("replenish_share", None, words, duty.cites, duty.strength))
    use = case.rule("income_use")
    if case.fund is FundKind.COMMON_INCOME and case.matter is M.DISTRIBUTE and use is not None:
        words = "公共收益应当主要用于补充维修资金，分配以前请核对应补充的比例。"
        found.append(Finding("income_use", None, words, use.cites, use.strength))
    return tuple(found)
