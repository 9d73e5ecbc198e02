"""The joint meeting of the three parties (联席会议): who sits, listens, convenes; its business, records and calendar.

All of it is policy (the three-party plan): it warns and makes duties, it never blocks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.bodies import BODY_NAMES, BodyKind
from gongzhi_law.joint_schedule import (
    ENV_MEETING_NAMES,
    EnvMeeting,
    Missed,
    Summary,
    Window,
    env_meetings_due,
    missed,
    next_window,
    summaries_due,
    window,
    window_of,
    windows,
)
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.meeting_rules import Finding, law_of
from gongzhi_law.params import Answer, Strength, get, lookup, offered

__all__ = [
    "BUSINESS",
    "BUSINESS_CLAUSES",
    "BUSINESS_NAMES",
    "DELEGATES",
    "DELIVERED_TO",
    "ENV_MEETING_NAMES",
    "FORMS",
    "FORM_NAMES",
    "OBSERVERS",
    "OBSERVER_NAMES",
    "SIDES",
    "SIDE_KINDS",
    "SIDE_NAMES",
    "Business",
    "Delegate",
    "EnvMeeting",
    "Finding",
    "Form",
    "Item",
    "Missed",
    "Observer",
    "Seat",
    "Side",
    "Similar",
    "Summary",
    "Window",
    "basis",
    "brief_record",
    "delegable",
    "env_meetings_due",
    "follow_up",
    "listed",
    "may_convene",
    "missed",
    "next_window",
    "office",
    "sides_of",
    "similar_requests",
    "street_meeting",
    "summaries_due",
    "window",
    "window_of",
    "windows",
]


class Side(StrEnum):
    """A side of the table: the party organisation leads, the other three are 三方."""

    PARTY = "party"
    RESIDENTS = "residents"
    COMMITTEE = "committee"
    FIRM = "firm"


class Observer(StrEnum):
    """Who may listen in without being a member (B2.2); `other` is the paper's 等."""

    ESTATE_PARTY = "estate_party"
    GRID_WORKER = "grid_worker"
    OWNER = "owner"
    SECONDED_CADRE = "seconded_cadre"
    RESIDENT_UNIT = "resident_unit"
    SOCIAL_ORGANISATION = "social_organisation"
    LAWYER = "lawyer"
    FIRM_STAFF = "firm_staff"
    OTHER = "other"


class Delegate(StrEnum):
    """Whom the head of the community's party organisation may ask to convene (B2.3)."""

    MEMBER = "member"
    ESTATE_PARTY_LEAD = "estate_party_lead"


class Form(StrEnum):
    """The form of a sitting (B2.5)."""

    REGULAR = "regular"
    ON_SITE = "on_site"
    VIDEO = "video"


class Business(StrEnum):
    """The six kinds of business, in the order of the agenda (B2.10, B2.11)."""

    LEARN = "learn"
    INFORM = "inform"
    TENDENCY = "tendency"
    CONVENTION = "convention"
    MAJOR = "major"
    DISPUTES = "disputes"


SIDES = tuple(Side)
OBSERVERS = tuple(Observer)
DELEGATES = tuple(Delegate)
FORMS = tuple(Form)
BUSINESS = tuple(Business)
DELIVERED_TO = SIDES
SIDE_KINDS: Mapping[Side, tuple[BodyKind, ...]] = {
    Side.PARTY: (BodyKind.PARTY_COMMUNITY,),
    Side.RESIDENTS: (BodyKind.RESIDENTS_COMMITTEE,),
    Side.COMMITTEE: (BodyKind.COMMITTEE, BodyKind.INTERIM, BodyKind.SELF_MANAGED),
    Side.FIRM: (BodyKind.FIRM, BodyKind.PROJECT),
}
SIDE_NAMES: Mapping[Side, str] = {
    Side.PARTY: "社区党组织",
    Side.RESIDENTS: "居委会",
    Side.COMMITTEE: "业委会",
    Side.FIRM: "物业企业",
}
OBSERVER_NAMES: Mapping[Observer, str] = {
    one: get("meetings/joint_observers").choice_names[one.value] for one in Observer
}
FORM_NAMES: Mapping[Form, str] = {one: get("meetings/joint_forms").choice_names[one.value] for one in Form}
BUSINESS_NAMES: Mapping[Business, str] = {
    one: get("meetings/joint_business").choice_names[one.value] for one in Business
}
BUSINESS_CLAUSES: Mapping[Business, str] = {
    one: "B2.11" if one in (Business.TENDENCY, Business.CONVENTION) else "B2.10" for one in Business
}
_WITHOUT_FIRM = ("self", "none")
_THREE = (Side.RESIDENTS, Side.COMMITTEE, Side.FIRM)


@dataclass(frozen=True, slots=True)
class Seat:
    """One side of an estate's table: the kind of body that fills it, and whether its absence is 缺席.

    `kind` None where nobody sits there; `note` says why, in words for the minutes.
    """

    side: Side
    kind: BodyKind | None
    expected: bool
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list of the paper with its words and its source."""

    id: str
    words: str
    cite: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Similar:
    """From how many like requests within how many days a topic is suggested; only a suggestion."""

    count: int
    days: int
    cite: str
    strength: Strength


def sides_of(estate_mode: str, bodies_present: Collection[BodyKind]) -> tuple[Seat, ...]:
    """The four sides as this estate has them: a party it does not have is not absent (field-notes §2).

    `estate_mode` is how the estate is managed (lump_sum, remuneration, trust, self, none); `bodies_present` the
    kinds in office there, the community's own among them or not.
    """
    here = set(bodies_present)
    owners = next((kind for kind in SIDE_KINDS[Side.COMMITTEE] if kind in here), None)
    party = Seat(Side.PARTY, BodyKind.PARTY_COMMUNITY, True, SIDE_NAMES[Side.PARTY])
    residents = Seat(Side.RESIDENTS, BodyKind.RESIDENTS_COMMITTEE, True, SIDE_NAMES[Side.RESIDENTS])
    return party, residents, _owners_seat(owners), _third(estate_mode, owners, here)


def _owners_seat(kind: BodyKind | None) -> Seat:
    if kind is None:
        return Seat(
            Side.COMMITTEE, None, False, "业主代表", "小区没有业委会、物管会或者自管组织，可请业主代表列席；不算缺席。"
        )
    note = "" if kind is BodyKind.COMMITTEE else f"{BODY_NAMES[kind]}代行，不是业委会。"
    return Seat(Side.COMMITTEE, kind, True, BODY_NAMES[kind], note)


def _third(mode: str, owners: BodyKind | None, here: set[BodyKind]) -> Seat:
    """The firm's seat; without a firm that of 自管组织, of the body that manages itself, or of the community."""
    if mode not in _WITHOUT_FIRM:
        firm = next((kind for kind in SIDE_KINDS[Side.FIRM] if kind in here), None)
        note = "" if firm is not None else "小区应有物业企业，没有登记；请先登记。"
        return Seat(Side.FIRM, firm, True, SIDE_NAMES[Side.FIRM], note)
    if BodyKind.SELF_MANAGED in here and owners is not BodyKind.SELF_MANAGED:
        return Seat(Side.FIRM, BodyKind.SELF_MANAGED, True, "自管组织", "小区没有物业企业，由自管组织到会。")
    if owners is not None and (mode == "self" or owners is BodyKind.SELF_MANAGED):
        name = BODY_NAMES[owners]
        return Seat(Side.FIRM, None, False, "自行管理", f"小区自行管理，由{name}一并到会；没有物业企业，不算缺席。")
    return Seat(Side.FIRM, None, False, "社区代管", "小区没有物业企业，由社区代管的人员到会；不算缺席。")


def listed(name: str, on: date, place: str = NATION) -> tuple[Item, ...]:
    """What the list `meetings/joint_<name>` has there and then: observers, delegates, forms, business, delivered_to."""
    answer = lookup(f"meetings/joint_{name}", on=on, place=place)
    words = get(answer.name).choice_names
    return tuple(Item(one, words[one], answer.cites, answer.strength) for one in answer.items)


def may_convene(on: date, place: str = NATION) -> tuple[Item, ...]:
    """Whom the head of the community's party organisation may delegate to (B2.3); the head needs no delegation."""
    return listed("delegates", on, place)


def delegable(*, member: bool, leads_estate_party: bool, on: date, place: str = NATION) -> Finding:
    """Whether a person may be asked to convene: a member of the joint meeting, or the head of an estate's party body."""
    found = may_convene(on, place)
    allowed = {item.id for item in found}
    passed = (member and Delegate.MEMBER in allowed) or (leads_estate_party and Delegate.ESTATE_PARTY_LEAD in allowed)
    who, cite, strength = "、".join(item.words for item in found), found[0].cite, found[0].strength
    said = f"召集人是社区党组织负责人，可以委托{who}" + ("。" if passed else "，不能委托其他人")
    return Finding("joint_delegates", passed, f"{said.rstrip('。')}（{cite}）。", cite, strength)


def brief_record(
    topics: int, signed: Collection[Side], seats: tuple[Seat, ...], *, on: date, place: str = NATION
) -> Finding:
    """Whether a short record stands for a meeting: nothing tabled, and each of the three parties there has signed.

    False with topics on the table; None while a signature is missing (`missing` names the sides).
    """
    rule = lookup("meetings/joint_brief_record", on=on, place=place)
    if topics or rule.text != "allowed":
        said = f"有{topics}项议题，应当开会，不能以简记代替。" if topics else f"当地不以简记代替开会（{rule.cites}）。"
        return Finding("joint_brief_record", False, said, rule.cites, rule.strength)
    open_ = tuple(seat.name for seat in seats if seat.side in _THREE and seat.expected and seat.side not in signed)
    if open_:
        said = f"没有议题，简记还缺{'、'.join(open_)}签收。"
        return Finding("joint_brief_record", None, said, rule.cites, rule.strength, missing=open_)
    said = f"没有议题，各方已签收简记，算作当期联席会议（{rule.cites}）。"
    return Finding("joint_brief_record", True, said, rule.cites, rule.strength)


def similar_requests(on: date, place: str = NATION) -> Similar:
    """From how many like requests in how many days a topic is suggested (B2.11); the office may ignore it."""
    count, days = _courtesy("issues/topic_count", on, place), _courtesy("issues/topic_days", on, place)
    return Similar(count.number, days.number, count.cites, count.strength)


def _courtesy(name: str, on: date, place: str) -> Answer:
    found = law_of(name, on, place) or offered(name, on=on, place=place)
    return found if found is not None else lookup(name, on=on, place=place)


def basis(on: date, place: str = NATION) -> Answer:
    """What the joint meeting rests on there: the paper, a local regulation's framework (北京3条), or practice."""
    return lookup("meetings/joint_basis", on=on, place=place)


def office(on: date, place: str = NATION) -> Answer:
    """Who runs the joint meeting's office: the 居委会 member in charge of the 环物委 (B2.7)."""
    return lookup("meetings/joint_office", on=on, place=place)


def follow_up(on: date, place: str = NATION) -> tuple[Item, ...]:
    """Who urges the carrying out of what was decided: the office, and the 环物委 with it (B2.8, B8.5)."""
    return listed("follow_up", on, place)


def street_meeting(on: date, place: str) -> Answer | None:
    """The street's own 物业管理联席会议 where a text has one; another meeting, neither stands for the other."""
    return law_of("meetings/street_joint_meeting", on, place)
