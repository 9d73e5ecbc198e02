"""Who may do what in an assembly. When it may be done is asked of the states and of the law."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongzhi.bodies.access import require_power
from gongzhi.bodies.queries.engagements import Task
from gongzhi.bodies.queries.offices_instead import grant_instead
from gongzhi.bodies.upkeep_access import charged_with
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.people.access import get_estate_for, require
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds
from gongzhi.places.models import Estate
from gongzhi.register.models import Elector, RollEntry
from gongzhi.voting.models import Assembly, Matter, Objection, Report, Resolution
from gongzhi.voting.queries.ballots import Standing
from gongzhi.voting.queries.voters import voter_of_claim, voter_of_link
from gongzhi.voting.states import AssemblyState
from gongzhi.web.door import open_to_strangers
from gongzhi_law.bodies import BodyKind
from gongzhi_law.powers import Power

K = Capacity.Kind
CONVENER = (K.COMMITTEE, K.INTERIM, K.RENEWAL, K.PREPARATORY)
# Offices that call where no body of the estate can, by the capacity of their officers.
OFFICES = {K.STREET: BodyKind.STREET, K.COMMUNITY: BodyKind.RESIDENTS_COMMITTEE}
TELLERS = (K.TELLER,)
ORDERS = (K.STREET,)
DESK = (*CONVENER, K.TELLER, K.COMMUNITY, K.STREET, K.SECRETARY, K.DELEGATE)
ANSWERS = {
    Report.To.RESIDENTS: (K.COMMUNITY,),
    Report.To.PARTY: (K.COMMUNITY,),
    Report.To.STREET: (K.STREET,),
}
HIDDEN = (AssemblyState.DRAFT, AssemblyState.REPORTED)


@dataclass(frozen=True, slots=True)
class Voter:
    """An elector at the ballot box: for which assembly, where they stand, how they came (link or own account)."""

    assembly: Assembly
    elector: Elector
    standing: Standing
    person: Person | None
    token: str = ""


def may_convene(
    person: Person | None, estate: Estate, *, at: datetime, assembly: Assembly | None = None, matter: str = ""
) -> str:
    """The convener through whom the person calls the owners together now: 业委会 (条例13条), 物管会, 换届小组, 筹备组 by place (R5, R7).

    A body whose time has run out may call an election and nothing else (R14): an assembly without other motions. Where
    no body can, the street or the residents' committee that acts (L4.1) calls, as far as the place's text goes. An
    assembly is convened on only through the body or office that called it, by the power it has now.
    """
    own = assembly.convener if assembly is not None else ""
    try:
        return str(require_power(person, estate, Power.CONVENE, at=at, kind=own).body.kind)
    except Refused:
        office = _office(person, estate, Power.CONVENE, at=at, own=own)
        other = assembly is not None and assembly.motions.exclude(matter=Matter.COMMITTEE_ELECTION).exists()
        if not office and (other or matter not in ("", Matter.COMMITTEE_ELECTION)):
            raise
        return office or _elects(person, estate, at=at, own=own)


def _elects(person: Person | None, estate: Estate, *, at: datetime, own: str) -> str:
    """Who may call an election alone."""
    office = _office(person, estate, Power.CONVENE_ELECTION, at=at, own=own)
    return office or str(require_power(person, estate, Power.CONVENE_ELECTION, at=at, kind=own).body.kind)


def _office(person: Person | None, estate: Estate, power: Power, *, at: datetime, own: str) -> str:
    """The office that calls in the place of a body, by the capacity its officers hold; empty where it is not its turn."""
    if person is None or estate.ended_on is not None:
        return ""
    for kind, office in OFFICES.items():
        if own in ("", kind) and holds(person, kind, estate, at=at):
            grant = grant_instead(estate, office, power, on=law_day(at))
            if grant is not None and grant.granted:
                return str(kind)
    return ""


def can_convene(person: Person | None, estate: Estate, *, at: datetime, assembly: Assembly | None = None) -> bool:
    """Whether `may_convene` would let the person in: what a page offers."""
    try:
        may_convene(person, estate, at=at, assembly=assembly)
    except Refused:
        return False
    return True


def may_finish(person: Person | None, assembly: Assembly, *, at: datetime) -> Person:
    """Members of the body that called the assembly bring it to its end, also when their term has run out meanwhile."""
    return require(person, assembly.estate, assembly.convener, at=at)


def may_deliver(person: Person | None, assembly: Assembly, *, at: datetime) -> Person:
    """Members of the body that called the assembly, tellers, and a secretary charged with the delivery register (A8.3)."""
    if person is not None and charged_with(person, assembly.estate, Task.DELIVERY, at=at):
        return person
    return require(person, assembly.estate, assembly.convener, *TELLERS, at=at)


def may_count(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Tellers open and count."""
    return require(person, estate, *TELLERS, at=at)


def may_order(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """The street records what authorities and courts ordered (物业管理条例第19条第2款)."""
    return require(person, estate, *ORDERS, at=at, ended_too=True)  # a court may judge what an ended estate decided


def may_settle(person: Person | None, assembly: Assembly, *, at: datetime) -> Person:
    """Members of the body that called the vote, with the authority's answer in hand, and the street itself (R15)."""
    return require(person, assembly.estate, assembly.convener, *ORDERS, at=at)


def get_desk_for(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The estate on whose voting desk this person sits; else not there."""
    return get_estate_for(person, code, *DESK, at=at)


def get_assembly_for(person: Person | None, *, at: datetime, code: str, serial: int, **where: Any) -> Assembly:
    """An assembly on the desk of those with a capacity in its estate; else not there."""
    estate = get_estate_for(person, code, *DESK, at=at)
    found = Assembly.objects.select_related("estate__community", "roll").filter(estate=estate, serial=serial).first()
    if found is None:
        raise NotHere
    return found


@open_to_strangers
def get_public_assembly(person: Person | None, *, at: datetime, code: str, serial: int, **where: Any) -> Assembly:
    """A noticed assembly, for everyone; a draft is not there."""
    found = (
        Assembly.objects.select_related("estate__community", "roll")
        .filter(estate__code=code, serial=serial)
        .exclude(state__in=HIDDEN)
        .exclude(noticed_at__isnull=True)
        .first()
    )
    if found is None:
        raise NotHere
    return found


@open_to_strangers
def get_voter_by_link(person: Person | None, *, at: datetime, token: str, **where: Any) -> Voter:
    """The elector to whom this personal link was sent; an unknown link is not there."""
    found = voter_of_link(keys.blind_index("link", token))
    if found is None:
        raise NotHere
    return Voter(*found, person, token)


def get_voter_for(
    person: Person | None, *, at: datetime, code: str, serial: int, elector_id: int, **where: Any
) -> Voter:
    """The elector for whom this signed-in person speaks; else not there."""
    found = voter_of_claim(person.pk, code, serial, elector_id) if person else None
    if found is None:
        raise NotHere
    return Voter(*found, person)


def objector_for(person: Person | None, *, at: datetime, code: str, serial: int) -> tuple[Assembly, list[Elector]]:
    """A noticed assembly and the electors on its roll for whom this person speaks; without any, not there."""
    assembly = get_public_assembly(person, at=at, code=code, serial=serial)
    mine = Elector.objects.filter(
        estate=assembly.estate,
        claims__person_id=person.pk if person else None,
        claims__until_at__isnull=True,
        pk__in=RollEntry.objects.filter(roll=assembly.roll).values("elector_id"),
    )
    electors = list(mine.order_by("pk"))
    if not electors:
        raise NotHere
    return assembly, electors


def get_report_for(person: Person | None, *, at: datetime, code: str, serial: int, report_id: int) -> Report:
    """A report of an assembly that is on this person's desk."""
    assembly = get_assembly_for(person, at=at, code=code, serial=serial)
    found = Report.objects.filter(estate=assembly.estate, assembly=assembly, pk=report_id).first()
    if found is None:
        raise NotHere
    return found


def get_objection_for(person: Person | None, *, at: datetime, code: str, serial: int, number: int) -> Objection:
    """An objection to an assembly that is on this person's desk."""
    assembly = get_assembly_for(person, at=at, code=code, serial=serial)
    found = Objection.objects.filter(estate=assembly.estate, assembly=assembly, number=number).first()
    if found is None:
        raise NotHere
    return found


def get_resolution_for(
    person: Person | None, *, at: datetime, code: str, serial: int, resolution_id: int
) -> Resolution:
    """A resolution of an assembly that is on this person's desk."""
    assembly = get_assembly_for(person, at=at, code=code, serial=serial)
    found = (
        Resolution.objects.select_related("motion", "option")
        .filter(estate=assembly.estate, motion__assembly=assembly, pk=resolution_id)
        .first()
    )
    if found is None:
        raise NotHere
    return found
