"""How many sit in a body: agreed size, odd number, seats held, alternates (B1.5, R8, R26)."""

from __future__ import annotations

from dataclasses import replace

from gongzhi_law.amounts import hundredths
from gongzhi_law.composition_facts import BodyFinding, Facts
from gongzhi_law.composition_rules import finding, rule_for, rule_id, same_text
from gongzhi_law.jurisdiction import NATION, chain
from gongzhi_law.params import Answer, Strength


def size_findings(facts: Facts, key: str, clause: str) -> tuple[BodyFinding, ...]:
    """Lowest and highest number and oddness, judged on the agreed size and never on who is left."""
    found: list[BodyFinding] = []
    low, high, odd = (rule_for(facts, f"{key}_{leaf}") for leaf in ("size_min", "size_max", "odd"))
    size = facts.set_size
    if low is not None:
        found += [_lowest(facts, key, clause, low), *_wider(facts, key, clause, low)]
    if high is not None and (low is None or same_text(low, high)):
        passed = None if size is None else size <= high.number
        found.append(
            finding(
                high,
                f"{clause}.size_max",
                passed,
                expected=f"不多于{high.number}人",
                actual=_people(size),
                remedy=_change(key, f"把约定总数定为不多于{high.number}人的单数"),
            )
        )
    if odd is not None:
        passed = None if size is None else size % 2 == 1
        found.append(
            finding(
                odd,
                f"{clause}.odd",
                passed,
                expected="单数（按约定总数）",
                actual=_people(size),
                remedy=_change(key, "把约定总数改为单数"),
            )
        )
    return tuple(found)


def _people(size: int | None) -> str:
    return "约定总数没有写明" if size is None else f"约定总数{size}人"


def _change(key: str, what: str) -> str:
    """Who can change the agreed size of that body."""
    if key == "committee":
        return f"由业主大会修改议事规则（或者选举办法），{what}。"
    if key == "env":
        return f"由居委会按原产生办法调整人选，{what}；不调整的写明理由。"
    return f"由街道调整组成方案，{what}，并重新公示。"


def _lowest(facts: Facts, key: str, clause: str, low: Answer) -> BodyFinding:
    """The lowest number with the exception for small estates where the place has one."""
    size, expected, remedy = facts.set_size, f"不少于{low.number}人", f"把约定总数定为不少于{low.number}人"
    actual, passed = _people(size), None if size is None else size >= low.number
    exception = rule_for(facts, f"{key}_small_size") if key == "committee" else None
    if exception is not None and (low.strength is Strength.BYLAW or not same_text(low, exception)):
        exception = None
    if exception is None or passed is not False or size is None:
        expected += f"（小规模住宅小区可以{exception.number}人）" if exception else ""
        return finding(low, f"{clause}.size", passed, expected=expected, actual=actual, remedy=_change(key, remedy))
    small, condition, told = _small(facts)
    expected += f"；{condition}可以{exception.number}人"
    actual += f"，{told}"
    if size != exception.number:
        small = False
    if small is None:
        ask = f"查明{'总户数' if '户' in condition else '建筑面积'}：{condition}的可以{exception.number}人，否则{remedy}。"
        return finding(low, f"{clause}.size", None, expected=expected, actual=actual, remedy=ask)
    return finding(low, f"{clause}.size", small, expected=expected, actual=actual, remedy=_change(key, remedy))


def _wider(facts: Facts, key: str, clause: str, low: Answer) -> tuple[BodyFinding, ...]:
    """A province's higher number that the city's own rule departs from (山东30条, 青岛35条): shown, decided by nobody here."""
    size = facts.set_size
    provinces = [code for code in chain(low.place)[1:] if code != NATION]
    if size is None or low.strength is not Strength.STATUTE or not provinces:
        return ()
    wider = rule_for(replace(facts, place=provinces[0], bylaws=None), f"{key}_size_min")
    if wider is None or wider.place == NATION or not low.number <= size < wider.number:
        return ()
    return (
        BodyFinding(
            rule=rule_id(wider, f"{clause}.size"),
            passed=None,
            strength=Strength.POLICY,
            expected=f"上位条例不少于{wider.number}人，本地条例不少于{low.number}人，两者不一致",
            actual=_people(size),
            cite=wider.cites,
            remedy=f"按{low.cites}可以{size}人；请街道在备案时书面确认，或者改为不少于{wider.number}人。",
            blocks=False,
        ),
    )


def _small(facts: Facts) -> tuple[bool | None, str, str]:
    """Whether the estate counts as small, the condition in words and what is known of it."""
    by_area = rule_for(facts, "committee_small_area")
    if by_area is not None:
        limit, area = by_area.share * 100, facts.gross_area
        told = "建筑面积没有写明" if area is None else f"建筑面积{hundredths(area)}平方米"
        return None if area is None else area <= limit, f"建筑面积{by_area.share}平方米以下的", told
    by_households = rule_for(facts, "committee_small_households")
    if by_households is None:
        return False, "规模小的", "没有规模标准"
    told = "总户数没有写明" if facts.households is None else f"总户数{facts.households}户"
    small = None if facts.households is None else facts.households <= by_households.number
    return small, f"{by_households.number}户以下的", told


def seat_findings(facts: Facts, clause: str) -> tuple[BodyFinding, ...]:
    """Whether more people sit than were agreed, and whether seats are empty."""
    size, seated = facts.set_size, len(facts.seated)
    if size is None:
        return ()
    if facts.kind == "committee":
        agreed = rule_for(facts, "committee_size_agreed")
        if agreed is None:
            return ()
        strength, cite, blocks = agreed.strength, agreed.cites, agreed.blocks
        who = "由业主大会确认当选顺序，超出约定总数的转为候补；确需增加席位的先修改议事规则"
    else:
        strength, cite, blocks = Strength.POLICY, "组成方案", False
        who = "核对名单与组成方案，多出的退出或者修改方案后重新公示"
    held = BodyFinding(
        rule=f"{clause}.seats",
        passed=seated <= size,
        strength=strength,
        expected=f"在任不多于约定总数{size}人（候补不计）",
        actual=f"在任{seated}人",
        cite=cite,
        remedy="" if seated <= size else f"{who}。",
        blocks=blocks,
    )
    if seated >= size:
        return (held,)
    return (held, _empty(facts, clause, size, seated))


def _empty(facts: Facts, clause: str, size: int, seated: int) -> BodyFinding:
    partial = rule_for(facts, "committee_formed_if_partial") if facts.kind == "committee" else None
    least = rule_for(facts, "committee_size_min") if facts.kind == "committee" else None
    if partial is not None and least is not None:
        enough = seated * partial.share.denominator > size * partial.share.numerator and seated >= least.number
        small = rule_for(facts, "committee_small_size")
        if not enough and small is not None and size == small.number and _small(facts)[0] is not False:
            enough = seated >= small.number
        return finding(
            partial,
            f"{clause}.formed",
            enough,
            expected=f"不少于{least.number}人并且超过约定总数的一半",
            actual=f"约定{size}人，在任{seated}人",
            remedy="先由候补成员按得票依次递补；仍不足的重新选举。",
        )
    source = {"committee": "vacancy_by_election", "env_committee": "env_by_election"}.get(facts.kind)
    rule = rule_for(replace(facts, place=NATION), source) if source else None
    return BodyFinding(
        rule=f"{clause}.vacancy",
        passed=False,
        strength=rule.strength if rule else Strength.POLICY,
        expected=f"约定{size}人全部到位",
        actual=f"在任{seated}人，缺{size - seated}人",
        cite=rule.cites if rule else "组成方案",
        remedy="先由候补递补，仍有缺额的补选（缺额过半的重新选举）。"
        if facts.kind == "committee"
        else "按原产生办法补足；邀请的单位不派员的如实公示，不影响组建。",
        blocks=False,
    )


def alternate_findings(facts: Facts) -> tuple[BodyFinding, ...]:
    """Alternates stand apart and are bounded where the place bounds them (北京39条)."""
    rule = rule_for(facts, "committee_alternates_max")
    count, size = len(facts.alternates), facts.set_size
    if rule is None or size is None or not count:
        return ()
    most = rule.share * size
    return (
        finding(
            rule,
            "B1.5.alternates",
            count <= most,
            expected=f"候补不多于{most.numerator // most.denominator}人",
            actual=f"候补{count}人",
            remedy="按得票顺序保留允许的人数，其余不列为候补。",
        ),
    )
