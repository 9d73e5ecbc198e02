"""Deciding in a committee's meeting: presence, consent of all members, no proxies, by every admissible reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongzhi_law.amounts import Unit
from gongzhi_law.bodies import BODY_NAMES, BodyKind
from gongzhi_law.finding import Check, share_name, together
from gongzhi_law.meeting_rules import KEYS, Adopted, Finding, Rule, law_of, rule_of, source
from gongzhi_law.params import Answer, Strength, get

_WHOLE = {"set_size": "按约定人数", "seated": "按在任人数", "all": "全体"}
_LABELS = {"quorum": "出席", "consent": "同意"}
_GOAL = {"quorum": ("达到出席人数", "没有达到出席人数"), "consent": ("通过", "没有通过")}


@dataclass(frozen=True, slots=True)
class _Need:
    """A share, whether exactly the share is enough (None: not said well enough), and why."""

    rule: Rule
    exact: bool | None
    why: str


def quorum(
    kind: BodyKind,
    *,
    set_size: int | None,
    seated: int,
    present: int,
    on: date,
    place: str,
    adopted: Adopted | None = None,
    owners_seated: int | None = None,
    owners_present: int | None = None,
) -> Finding:
    """Whether enough members are present, by the agreed size and by those in office alike.

    `seated` and `present` leave out a suspended member and an alternate who has not stepped up; `set_size` keeps
    their seats, None where it is not known. `owners_*` count the owners' representatives of a 物管会 where the
    place asks for them. Refuses numbers that contradict each other.
    """
    _consistent(set_size, seated, present, present, owners_seated, owners_present)
    found = _judged(kind, "quorum", set_size, seated, present, on, place, adopted)
    owners = law_of("meetings/interim_quorum_owners", on, place) if kind is BodyKind.INTERIM else None
    return found if owners is None else _with_owners(found, owners, owners_seated, owners_present)


def decides(
    kind: BodyKind,
    *,
    set_size: int | None,
    seated: int,
    present: int,
    in_favour: int,
    on: date,
    place: str,
    adopted: Adopted | None = None,
    owners_seated: int | None = None,
    owners_present: int | None = None,
) -> Finding:
    """Whether a decision passes: presence and the consent of more than half of all members, not of those present.

    True or False where every admissible reading agrees; None where they differ, where exactly half rests on a rule
    seen only in quotation, or where the place gives this kind of body no rule (then to be confirmed). Numbers as
    in `quorum`; `in_favour` counts members present in person, never a proxy.
    """
    _consistent(set_size, seated, present, in_favour, owners_seated, owners_present)
    there = quorum(
        kind,
        set_size=set_size,
        seated=seated,
        present=present,
        on=on,
        place=place,
        adopted=adopted,
        owners_seated=owners_seated,
        owners_present=owners_present,
    )
    agreed = _judged(kind, "consent", set_size, seated, in_favour, on, place, adopted)
    passed = together((there.passed, agreed.passed))
    weak = agreed if agreed.passed is passed else there
    said = agreed.sentence if there.passed else f"{there.sentence}{agreed.sentence}"
    return Finding(
        rule="decides",
        passed=passed,
        sentence=said,
        cite=weak.cite,
        strength=weak.strength,
        blocks=weak.blocks,
        checks=(*there.checks, *agreed.checks),
        missing=() if passed is not None else tuple(dict.fromkeys((*there.missing, *agreed.missing))),
    )


def _consistent(
    set_size: int | None,
    seated: int,
    present: int,
    in_favour: int,
    owners_seated: int | None,
    owners_present: int | None,
) -> None:
    if not 0 <= in_favour <= present <= seated or (set_size is not None and (set_size < 1 or seated > set_size)):
        raise ValueError(f"not a meeting: {in_favour} of {present} present of {seated} in office of {set_size} seats")
    owners = 0 if owners_present is None else owners_present
    if not 0 <= owners <= present or not owners <= (seated if owners_seated is None else owners_seated) <= seated:
        raise ValueError(f"not a meeting: {owners_present} owners present of {owners_seated}")


def _judged(
    kind: BodyKind,
    what: str,
    set_size: int | None,
    seated: int,
    part: int,
    on: date,
    place: str,
    adopted: Adopted | None,
) -> Finding:
    need = _needed(kind, what, on, place, adopted)
    if need is None:
        said = f"没有见到{BODY_NAMES[kind]}会议{_LABELS[what]}人数的规定，由会议召集人确认并写明依据。"
        return Finding(what, None, said, "", Strength.PROPOSED, missing=("议事规则",))
    answer = need.rule.answer
    checks = tuple(
        _check(what, name, whole, part, need) for name, whole in _wholes(kind, set_size, seated, on, place, adopted)
    )
    outcomes = {check.passed for check in checks}
    if len(checks) > 1 and checks[1].passed is False:
        outcomes = {False}  # fewer than enough of those in office is fewer than enough of all seats
    passed = outcomes.pop() if len(outcomes) == 1 else None
    missing = _missing(checks, need, passed)
    if need.rule.proposed:
        passed, missing = None, ("议事规则或者当地规定",)
    said = _sentence(kind, what, checks, need, passed)
    return Finding(what, passed, said, source(need.rule), answer.strength, answer.blocks, checks, missing)


def _wholes(
    kind: BodyKind, set_size: int | None, seated: int, on: date, place: str, adopted: Adopted | None
) -> tuple[tuple[str, int | None], ...]:
    """The readings of 全体: both where neither text nor the estate's rules say which; one where they are the same."""
    rule = rule_of(kind, "whole", on, place, adopted)
    both = {"set_size": set_size, "seated": seated}
    if rule is not None and not rule.proposed:
        return ((rule.answer.text, both[rule.answer.text]),)
    return (("all", set_size),) if set_size == seated else tuple(both.items())


def _needed(kind: BodyKind, what: str, on: date, place: str, adopted: Adopted | None) -> _Need | None:
    share = rule_of(kind, f"{what}_share", on, place, adopted)
    if share is None:
        return None
    exact = rule_of(kind, f"{what}_exact", on, place, adopted)
    law = law_of(share.answer.name, on, place)
    if share.answer.strength is Strength.BYLAW and (law is None or share.answer.share > law.share):
        name = f"meetings/{KEYS[kind]}_{what}_exact"
        given = (adopted or {}).get(name)
        why = f"议事规则没有写明恰为{share_name(share.answer.share)}时怎样"
        return _Need(share, None if given is None else given == "met", why)
    if exact is None:
        return _Need(share, None, "没有写明恰好等于时怎样")
    answer = exact.answer
    if answer.text == "not_met":
        return _Need(share, False, "")
    sure = exact.proposed or answer.blocks
    return _Need(share, True if sure else None, f"{answer.cites}含本数，但仅见他处引用，各地多为“过半数”")


def _check(what: str, whole_name: str, whole: int | None, part: int, need: _Need) -> Check:
    answer = need.rule.answer
    return Check(
        name=what,
        label=f"{_LABELS[what]}人数（{_WHOLE[whole_name]}）",
        part=part,
        whole=whole,
        unit=Unit.HEADS,
        required=answer.share,
        compare="at_least" if need.exact else "more_than",
        passed=_enough(part, whole, answer.share, need.exact),
        cite=answer.cite,
        strength=answer.strength,
        blocks=answer.blocks,
        part_of="present" if what == "quorum" else "in_favour",
        whole_of=whole_name,
    )


def _enough(part: int, whole: int | None, share: Fraction, exact: bool | None) -> bool | None:
    if whole is None:
        return None
    if whole == 0:
        return False
    left, right = part * share.denominator, whole * share.numerator
    return exact if left == right else left > right


def _missing(checks: tuple[Check, ...], need: _Need, passed: bool | None) -> tuple[str, ...]:
    """What would decide: each rule or number by its name, where alone or together they settle it."""
    if passed is not None:
        return ()
    missing = []
    if any(check.whole is None for check in checks):
        missing.append("约定的人数")
    if need.exact is None and any(_exactly(check) for check in checks):
        half = need.rule.answer.share == Fraction(1, 2)
        missing.append("议事规则：恰为一半是否足够" if half else "议事规则：恰好等于时是否足够")
    if len(checks) > 1:
        missing.append("议事规则：“全体”按约定人数还是在任人数")
    return tuple(missing)


def _exactly(check: Check) -> bool:
    return check.part is not None and bool(check.whole) and Fraction(check.part, check.whole or 1) == check.required


def _sentence(kind: BodyKind, what: str, checks: tuple[Check, ...], need: _Need, passed: bool | None) -> str:
    sums = "；".join(check.text.replace("未公布", "人数不明") for check in checks)
    yes, no = _GOAL[what]
    if need.rule.proposed:
        return f"{sums}。没有见到{BODY_NAMES[kind]}的规定，以上参照业主委员会，须经确认。"
    if passed is not None:
        end = yes if passed else no
        return f"{sums}。{'两种算法都' if len(checks) > 1 else ''}{end}（{source(need.rule)}）。"
    why = []
    if any(check.whole is None for check in checks):
        why.append("约定的人数没有登记")
    elif len({check.passed for check in checks}) > 1:
        why.append("两种算法结论不同")
    if need.exact is None and any(_exactly(check) for check in checks):
        why.append(f"恰为{share_name(need.rule.answer.share)}，{need.why}")
    return f"{sums}。不能判断：{'；'.join(why)}（{source(need.rule)}）。"


def _with_owners(found: Finding, owners: Answer, seated: int | None, present: int | None) -> Finding:
    """The quorum of a 物管会 whose owners' representatives have to be present by more than half, too."""
    known = seated is not None and present is not None
    check = Check(
        name="quorum_owners",
        label="出席的业主代表",
        part=present,
        whole=seated,
        unit=Unit.HEADS,
        required=owners.share,
        compare="more_than",
        passed=_enough(present or 0, seated, owners.share, False) if known else None,
        cite=owners.cite,
        strength=owners.strength,
        blocks=owners.blocks,
    )
    passed = together((found.passed, check.passed))
    missing = (*found.missing, *(() if known else ("业主代表的人数和出席人数",)))
    said = f"{found.sentence}{check.text}（{owners.cites}）。"
    return Finding(
        found.rule,
        passed,
        said,
        found.cite,
        found.strength,
        found.blocks,
        (*found.checks, check),
        () if passed is not None else missing,
    )


def proxy(kind: BodyKind, *, on: date, place: str) -> Finding:
    """Whether a member may send someone else: never; the text where there is one, else by what is proposed."""
    rule = rule_of(kind, "proxy", on, place)
    if rule is None:
        said = f"{BODY_NAMES[kind]}的成员应当本人参加会议，系统不登记委托。"
        return Finding("proxy", False, said, "", Strength.PROPOSED)
    answer = rule.answer
    who = "业主代表成员" if kind is BodyKind.INTERIM else "成员"
    said = f"{BODY_NAMES[kind]}的{who}{get(answer.name).choice_names[answer.text]}参加会议（{source(rule)}）。"
    return Finding("proxy", False, said, source(rule), answer.strength, answer.blocks)
