"""Who votes for a unit, and how many heads and how much area a set of units makes (field-notes R11, R12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongzhi_law.citation import Cite
from gongzhi_law.params import Answer, NoLawInForce, Strength, lookup, offered

_JUDICIAL = "最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释"
_CODE = "民法典"
_GUIDE = "业主大会和业主委员会指导规则"

OWNERS = Cite(_JUDICIAL, "1", "1")
POSSESSORS = Cite(_JUDICIAL, "1", "2")
HEADS = Cite(_JUDICIAL, "9")
OCCUPANTS = Cite(_JUDICIAL, "16")
UNDERWRITERS = Cite(_JUDICIAL, "17")
INHERITANCE = Cite(_CODE, "230")
JUDGMENTS = Cite(_CODE, "229")
LAND_REGISTER = Cite(_CODE, "216", "1")
GUARDIANS = Cite(_CODE, "23")
LEGAL_REPRESENTATIVES = Cite(_CODE, "61", "1")
MANDATES = Cite(_CODE, "165")
CO_OWNERS = Cite(_GUIDE, "25")
ADMINISTRATORS = Cite("企业破产法", "25")

DEVELOPER_HEAD = "developer"


class Kind(StrEnum):
    """What an owner is; an underwriter (包销人) stands as developer (解释第17条)."""

    NATURAL = "natural"
    COMPANY = "company"
    DEVELOPER = "developer"
    UNDERWRITER = "underwriter"


class Sale(StrEnum):
    """How far a unit bought from the developer has come; a unit on the land register under its owner is REGISTERED."""

    REGISTERED = "registered"
    UNSOLD = "unsold"
    UNDELIVERED = "undelivered"
    DELIVERED = "delivered"
    RESETTLEMENT = "resettlement"


class Role(StrEnum):
    """In what standing the vote of a unit is cast."""

    OWNER = "owner"
    HEIRS = "heirs"
    GUARDIAN = "guardian"
    LEGAL_REPRESENTATIVE = "legal_representative"
    DEVELOPER = "developer"
    ADMINISTRATOR = "administrator"
    NAMED_CO_OWNER = "named_co_owner"
    ANY_CO_OWNER = "any_co_owner"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Person:
    """Facts about one owner; `heirs` count from `died_on`, `guardian` for a minor or an incapable adult."""

    key: str
    kind: Kind = Kind.NATURAL
    died_on: date | None = None
    heirs: tuple[str, ...] = ()
    heirs_agree: bool = False
    """Whether the heirs have settled among themselves who inherits or who votes."""
    guardian: str | None = None
    administrator: str | None = None
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class Judgment:
    """A judgment, award, auction ruling or expropriation that moves title by itself from the day it takes effect."""

    owners: tuple[str, ...]
    effective_on: date


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: area in 0.01 m², owners as the register or the contract names them (empty: unknown).

    `named` is the co-owner whom all co-owners named; `in_dispute` that they disagree openly; `resold_to` a second-hand
    buyer without transfer; `burdens` such as 查封, 抵押, 居住权 or a tenancy change nothing and are kept for the record.
    """

    key: str
    area: int
    owners: tuple[str, ...] = ()
    sale: Sale = Sale.REGISTERED
    parking: bool = False
    named: str | None = None
    in_dispute: bool = False
    judgment: Judgment | None = None
    resold_to: tuple[str, ...] = ()
    occupants: tuple[str, ...] = ()
    burdens: tuple[str, ...] = ()
    confirmed_by_street: bool = False


@dataclass(frozen=True, slots=True)
class Voter:
    """Who casts the vote of an elector: role, the persons who may, on what law, and how well that law is known."""

    role: Role
    who: tuple[str, ...]
    cite: Cite
    strength: Strength
    sentence: str


@dataclass(frozen=True, slots=True)
class Elector:
    """One head: the owners behind it (empty for an unknown owner), its units, its area in 0.01 m², who votes for it."""

    key: str
    owners: tuple[str, ...]
    units: tuple[str, ...]
    area: int
    voters: Mapping[str, Voter]
    """By unit: units of one head may be voted for in different standing, as a child's flat and its parent's."""


@dataclass(frozen=True, slots=True)
class Headcount:
    """Heads, area in 0.01 m², electors; units left out (parking); answers of law used, proposed ones apart."""

    heads: int
    area: int
    electors: tuple[Elector, ...]
    left_out: tuple[str, ...]
    answers: tuple[Answer, ...]
    proposed: tuple[Answer, ...] = field(default=())
    """Values the estate's rules have not settled: used as proposed and to be shown as such."""


def count(
    units: Sequence[Unit],
    people: Mapping[str, Person] | None = None,
    *,
    on: date,
    place: str,
    concerns_parking: bool = False,
    bylaws: Mapping[str, object] | None = None,
) -> Headcount:
    """The electors of a set of units on a day (解释第9条, 指导规则第24、25条).

    One distinct set of owners is one head with all its units; the developer's unsold and undelivered units are one head;
    an owner nobody knows is a head of its own. Raises NoLawInForce before 2009-10-01 and ValueError for an area that is
    not positive, a unit listed twice, or a co-owner named who owns nothing of the unit.
    """
    known = people or {}
    _refuse(units)
    answers = [
        lookup(f"headcount/{name}", on=on, place=place, bylaws=bylaws) for name in ("several_units", "developer")
    ]
    overlapping = _rule("headcount/overlapping_sets", on, place, bylaws)
    parking = _rule("voting/parking", on, place, bylaws) if any(unit.parking for unit in units) else None
    counted, left_out = _counted(units, parking, concerns_parking)
    several = any(len(unit.owners) > 1 for unit in counted)
    co_owners = _rule("headcount/co_owners", on, place, bylaws) if several else None
    groups: dict[str, list[tuple[Unit, frozenset[str]]]] = {}
    for unit in counted:
        owners = owners_of(unit, known, on=on)
        groups.setdefault(_head(unit, owners, known), []).append((unit, owners))
    if overlapping is not None and overlapping.value == "together":
        groups = _joined(groups)
    electors = tuple(_elector(key, members, known, on) for key, members in groups.items())
    used = [rule for rule in (overlapping, co_owners, parking) if rule is not None]
    return Headcount(
        heads=len(electors),
        area=sum(elector.area for elector in electors),
        electors=electors,
        left_out=tuple(unit.key for unit in left_out),
        answers=(*answers, *(rule for rule in used if rule.strength is not Strength.PROPOSED)),
        proposed=tuple(rule for rule in used if rule.strength is Strength.PROPOSED),
    )


def owners_of(unit: Unit, people: Mapping[str, Person] | None = None, *, on: date) -> frozenset[str]:
    """Who owns a unit in law on a day: after judgment (229条) and inheritance that is settled (230条), not by resale.

    Heirs who have not agreed leave the unit with the deceased's name: it stays one head in the denominator.
    """
    known = people or {}
    found: set[str] = set()
    for key in _owners_by_title(unit, on):
        person = known.get(key)
        if person and person.died_on and person.died_on <= on and person.heirs and person.heirs_agree:
            found.update(person.heirs)
        else:
            found.add(key)
    return frozenset(found)


def _owners_by_title(unit: Unit, on: date) -> tuple[str, ...]:
    if unit.judgment is not None and unit.judgment.effective_on <= on:
        return unit.judgment.owners
    return unit.owners


def voter_of(unit: Unit, people: Mapping[str, Person] | None = None, *, on: date) -> Voter:
    """Who casts the vote of one unit, with the article: the table of field-notes R11."""
    known = people or {}
    owners = tuple(sorted(owners_of(unit, known, on=on)))
    if _with_developer(unit, owners, known):
        return _developer_voter(unit, owners, known)
    if not owners:
        sentence = "业主不明或联系不上，无人表决；人数与面积仍计入总数"
        return Voter(Role.NOBODY, (), HEADS, Strength.STATUTE, sentence)
    named = _owners_by_title(unit, on)
    if len(named) > 1:
        return _co_owner_voter(unit, owners)
    person = known.get(named[0], Person(named[0]))
    if person.died_on is not None and person.died_on <= on:
        return _heirs_voter(person)
    if person.guardian:
        sentence = "业主是未成年人或者不能辨认自己行为的成年人，由监护人表决，不需要授权，也不占代理人数"
        return Voter(Role.GUARDIAN, (person.guardian,), GUARDIANS, Strength.STATUTE, sentence)
    if person.kind is not Kind.NATURAL:
        sentence = "单位业主由法定代表人或者持盖章委托书的代理人表决；同一单位的各套合计一人，子公司另计"
        return Voter(Role.LEGAL_REPRESENTATIVE, owners, LEGAL_REPRESENTATIVES, Strength.STATUTE, sentence)
    return _single_voter(unit, owners, person, on)


def _single_voter(unit: Unit, owners: tuple[str, ...], person: Person, on: date) -> Voter:
    if unit.sale is Sale.RESETTLEMENT:
        sentence = "安置房未办证，依安置协议和交付认定，须经街道确认并公示核对"
        return Voter(Role.OWNER, owners, POSSESSORS, Strength.RECALLED, sentence)
    if unit.judgment is not None and unit.judgment.effective_on <= on:
        sentence = "法律文书生效时即取得所有权，不待登记，由新业主表决"
        return Voter(Role.OWNER, owners, JUDGMENTS, Strength.STATUTE, sentence)
    if unit.resold_to:
        sentence = "二手房未过户，由登记的出卖人表决；先占有即可认定只适用于向建设单位购房"
        return Voter(Role.OWNER, owners, POSSESSORS, Strength.STATUTE, sentence)
    if unit.sale is Sale.DELIVERED:
        sentence = "向建设单位购房并已接房，未办证也可认定为业主"
        return Voter(Role.OWNER, owners, POSSESSORS, Strength.STATUTE, sentence)
    if person.abroad:
        sentence = "业主在境外或港澳台，可本人线上表决，或者书面委托代理人并写明事项、权限和期限"
        return Voter(Role.OWNER, owners, MANDATES, Strength.STATUTE, sentence)
    if unit.burdens:
        sentence = "查封、抵押等不影响表决，仍由登记的业主表决"
        return Voter(Role.OWNER, owners, LAND_REGISTER, Strength.STATUTE, sentence)
    if unit.occupants:
        sentence = "承租人、居住权人和家属没有表决权，可受业主书面委托代为表决"
        return Voter(Role.OWNER, owners, OCCUPANTS, Strength.STATUTE, sentence)
    return Voter(Role.OWNER, owners, OWNERS, Strength.STATUTE, "由业主本人表决")


def _heirs_voter(person: Person) -> Voter:
    if person.heirs and person.heirs_agree:
        sentence = "业主去世，继承开始时继承人即取得所有权，由继承人推举一人表决"
        return Voter(Role.HEIRS, person.heirs, INHERITANCE, Strength.STATUTE, sentence)
    sentence = "业主去世，继承人未推举表决人，按未参与计；人数与面积仍计入总数"
    return Voter(Role.NOBODY, person.heirs, INHERITANCE, Strength.STATUTE, sentence)


def _co_owner_voter(unit: Unit, owners: tuple[str, ...]) -> Voter:
    if unit.named is not None:
        sentence = "共有人推选的一人表决，合计一人"
        return Voter(Role.NAMED_CO_OWNER, (unit.named,), CO_OWNERS, Strength.SECOND_HAND, sentence)
    if unit.in_dispute:
        sentence = "共有人意见不一且未推选一人：计为参与表决，不计入任何一种意见"
        return Voter(Role.NOBODY, owners, CO_OWNERS, Strength.SECOND_HAND, sentence)
    sentence = "共有人未推选一人的，任一共有人可以表决，其他共有人会收到通知，截止前可以提出异议"
    return Voter(Role.ANY_CO_OWNER, owners, CO_OWNERS, Strength.SECOND_HAND, sentence)


def _developer_voter(unit: Unit, owners: tuple[str, ...], people: Mapping[str, Person]) -> Voter:
    mine = tuple(key for key in owners if key in people and people[key].kind is not Kind.NATURAL)
    for key in mine:
        if administrator := people[key].administrator:
            sentence = "建设单位破产，由管理人表决，与建设单位的其他部分合计一人"
            return Voter(Role.ADMINISTRATOR, (administrator,), ADMINISTRATORS, Strength.RECALLED, sentence)
    if any(people[key].kind is Kind.UNDERWRITER for key in mine):
        sentence = "包销人按建设单位对待，与建设单位合计一人"
        return Voter(Role.DEVELOPER, mine, UNDERWRITERS, Strength.STATUTE, sentence)
    word = "已售未交付" if unit.sale is Sale.UNDELIVERED else "未出售"
    return Voter(Role.DEVELOPER, mine, HEADS, Strength.STATUTE, f"{word}的部分归建设单位，合计一人")


def parking_shares(
    units: Sequence[Unit], people: Mapping[str, Person] | None = None, *, on: date, place: str
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The developer's area and all area (0.01 m²) without and with parking: the warning of field-notes R12."""
    shares = []
    for value in ("never", "always"):
        result = count(units, people, on=on, place=place, bylaws={"voting/parking": value})
        developer = sum(elector.area for elector in result.electors if elector.key == DEVELOPER_HEAD)
        shares.append((developer, result.area))
    return shares[0], shares[1]


def _refuse(units: Iterable[Unit]) -> None:
    seen: set[str] = set()
    for unit in units:
        if isinstance(unit.area, bool) or not isinstance(unit.area, int) or unit.area <= 0:
            raise ValueError(f"unit {unit.key}: area must be a positive number of 0.01 m²")
        if unit.key in seen:
            raise ValueError(f"unit {unit.key} is listed twice")
        if unit.named is not None and unit.named not in unit.owners:
            raise ValueError(f"unit {unit.key}: {unit.named} is not one of its owners")
        seen.add(unit.key)


def _rule(name: str, on: date, place: str, bylaws: Mapping[str, object] | None) -> Answer | None:
    try:
        return lookup(name, on=on, place=place, bylaws=bylaws)
    except NoLawInForce:
        return offered(name, on=on, place=place)


def _counted(units: Sequence[Unit], parking: Answer | None, concerns_parking: bool) -> tuple[list[Unit], list[Unit]]:
    counts = parking is not None and (
        parking.value == "always" or (parking.value == "parking_matters_only" and concerns_parking)
    )
    counted = [unit for unit in units if counts or not unit.parking]
    return counted, [unit for unit in units if unit.parking and not counts]


def _with_developer(unit: Unit, owners: Iterable[str], people: Mapping[str, Person]) -> bool:
    if unit.sale in (Sale.UNSOLD, Sale.UNDELIVERED):
        return True
    kinds = [people[key].kind if key in people else Kind.NATURAL for key in owners]
    return bool(kinds) and all(kind in (Kind.DEVELOPER, Kind.UNDERWRITER) for kind in kinds)


def _head(unit: Unit, owners: frozenset[str], people: Mapping[str, Person]) -> str:
    if _with_developer(unit, owners, people):
        return DEVELOPER_HEAD
    if not owners:
        return f"unknown:{unit.key}"
    return "owners:" + "|".join(sorted(owners))


def _joined(
    groups: Mapping[str, list[tuple[Unit, frozenset[str]]]],
) -> dict[str, list[tuple[Unit, frozenset[str]]]]:
    joined: list[tuple[set[str], list[tuple[Unit, frozenset[str]]]]] = []
    result: dict[str, list[tuple[Unit, frozenset[str]]]] = {}
    for key, members in groups.items():
        if not key.startswith("owners:"):
            result[key] = members
            continue
        owners = set(members[0][1])
        together = list(members)
        for other in [one for one in joined if one[0] & owners]:
            joined.remove(other)
            owners |= other[0]
            together = other[1] + together
        joined.append((owners, together))
    for owners, together in joined:
        result["owners:" + "|".join(sorted(owners))] = together
    return result


def _elector(
    key: str, members: Sequence[tuple[Unit, frozenset[str]]], people: Mapping[str, Person], on: date
) -> Elector:
    owners = {owner for unit, found in members for owner in found}
    if key == DEVELOPER_HEAD:
        owners = {owner for owner in owners if owner in people and people[owner].kind is not Kind.NATURAL}
    return Elector(
        key=key,
        owners=tuple(sorted(owners)),
        units=tuple(unit.key for unit, _ in members),
        area=sum(unit.area for unit, _ in members),
        voters={unit.key: voter_of(unit, people, on=on) for unit, _ in members},
    )
