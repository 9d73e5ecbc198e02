"""What a composition is judged from, and what the judgement looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongzhi_law.bodies import BodyKind
from gongzhi_law.params import Strength

CHAIR, VICE, MEMBER, ALTERNATE, LEADER, PLAIN = "主任", "副主任", "委员", "候补", "组长", "成员"
ROLES = (CHAIR, VICE, MEMBER, ALTERNATE, LEADER, PLAIN)
STREET, RESIDENTS, PARTY, POLICE, DEVELOPER, OWNERS, FIRM = (
    "街道",
    "居委会",
    "社区党组织",
    "公安",
    "建设单位",
    "业主代表",
    "物业企业",
)
SIDES = (STREET, RESIDENTS, PARTY, POLICE, DEVELOPER, OWNERS, FIRM)


@dataclass(frozen=True, slots=True)
class Post:
    """A post held elsewhere in this estate or community: the body's name and its kind in words."""

    body: str
    kind: str


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative's post as the member declared it; names prove nothing, nothing is inferred (B7.4)."""

    relation: str
    body: str
    kind: str


@dataclass(frozen=True, slots=True)
class Member:
    """One seat's holder; None is unknown, never false. `side` is the unit a member comes from, if known."""

    name: str
    role: str
    party: bool | None = None
    skills: tuple[str, ...] = ()
    estate: str | None = None
    owner_here: bool | None = None
    posts: tuple[Post, ...] = ()
    kin: tuple[Kin, ...] = ()
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A body on one day: its agreed size, its members and what the law's exceptions ask for.

    `gross_area` is in 0.01 m², `large_estates` None where it is not known which estates are large.
    """

    kind: BodyKind
    place: str
    on: date
    set_size: int | None
    members: tuple[Member, ...]
    large_estates: tuple[str, ...] | None = None
    term_from: date | None = None
    term_until: date | None = None
    households: int | None = None
    gross_area: int | None = None
    bylaws: Mapping[str, object] | None = None

    @property
    def seated(self) -> tuple[Member, ...]:
        """The members with a vote; alternates (候补) stand apart."""
        return tuple(member for member in self.members if member.role != ALTERNATE)

    @property
    def alternates(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.role == ALTERNATE)

    def holding(self, *roles: str) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.role in roles)


@dataclass(frozen=True, slots=True)
class BodyFinding:
    """One check: `passed` None where what is known cannot decide; `blocks` says whether an act may be refused."""

    rule: str
    passed: bool | None
    strength: Strength
    expected: str
    actual: str
    cite: str
    remedy: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All findings; `ok` is False only if a finding of statute or bylaw fails, None if one of them is open."""

    ok: bool | None
    findings: tuple[BodyFinding, ...]

    @property
    def failing(self) -> tuple[BodyFinding, ...]:
        return tuple(finding for finding in self.findings if finding.passed is False)

    @property
    def blocking(self) -> tuple[BodyFinding, ...]:
        """The failing findings that may refuse an act."""
        return tuple(finding for finding in self.failing if finding.blocks)


DECISIVE = (Strength.STATUTE, Strength.BYLAW)


def report(findings: tuple[BodyFinding, ...]) -> Report:
    """The findings with their outcome: what is only policy, second hand or recalled never makes it False."""
    decisive = [finding.passed for finding in findings if finding.strength in DECISIVE]
    ok = False if False in decisive else None if None in decisive else True
    return Report(ok, findings)
