"""The community of the demonstration at one table: five estates, and who stands for which party there."""

from dataclasses import dataclass
from datetime import datetime

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.states import BodyState
from gongzhi.config.demo import cast
from gongzhi.config.demo.bodies_formation import INTERIM, MEMBERS, SELF_MANAGED
from gongzhi.config.demo.bodies_offices import DISPUTED, EXPIRED, OLD, TWO_HEADS
from gongzhi.config.demo.estates import known, person
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models.sitting import Side
from gongzhi.people.models import Person
from gongzhi.people.queries import person_by_phone
from gongzhi.places.models import Division, Estate

R, W, K = Appointment.Role, Appointment.Way, Body.Kind
PARTY_MEMBER = ("曾玉", "19900000302")
# Estates of the table beside the main one, with whoever heads the owners' body and the firm's project there.
OTHERS = (
    (INTERIM, MEMBERS[0][2], ("安居物业", "马骏", "19900000351")),
    (SELF_MANAGED, cast.HELPER.number, None),
    (EXPIRED, OLD[0][1], ("润禾物业", "蔡红", "19900000352")),
    (DISPUTED, TWO_HEADS[0][1], ("锦润物业", "薛刚", "19900000353")),
)


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits there: `owners` and `firms` by the name of the estate; an estate without a firm is not in `firms`."""

    community: Division
    estates: dict[str, Estate]
    owners: dict[str, Person]
    firms: dict[str, Person]
    worker: Person
    second: Person
    officer: Person
    grid: Person
    secretary: Person
    residents: Person
    now: datetime

    @property
    def main(self) -> Estate:
        """The estate of the demonstration's assembly."""
        return next(iter(self.estates.values()))

    def speaker(self, side: str, about: Estate | None) -> Person:
        """Whoever speaks for a party by a seat."""
        if side == Side.PARTY:
            return self.secretary
        if side in (Side.OWNERS, Side.FIRM) and about is not None:
            return (self.owners if side == Side.OWNERS else self.firms)[about.name]
        return self.residents

    def past(self, at: datetime) -> datetime:
        """Nothing of the demonstration happens after now."""
        return min(at, self.now)


def seat_table(main: Estate, *, since: datetime, now: datetime) -> Table:
    """Seats the party organisation and the projects that are not there yet, from `since` on, and says who is who."""
    community = main.community
    worker = person(cast.WORKER)
    party = Body.objects.get(division=community, kind=K.PARTY_COMMUNITY, state=BodyState.STANDING)
    secretary = (cast.PARTY_SECRETARY.name, cast.PARTY_SECRETARY.number)
    for who, role in ((secretary, R.SECRETARY), (PARTY_MEMBER, R.PLAIN)):
        _seat(party, who, role, W.EX_OFFICIO, worker, since)
    estates, owners = {main.name: main}, {main.name: person(cast.CHAIR)}
    firms = {main.name: person(cast.MANAGER)}
    for name, head, firm in OTHERS:
        estate = estates[name] = Estate.objects.get(name=name, community=community)
        owners[name] = known(head)
        if firm is not None:
            firms[name] = seat_manager(estate, *firm, worker, since)
    return Table(
        community=community,
        estates=estates,
        owners=owners,
        firms=firms,
        worker=worker,
        second=person(cast.WORKER_2),
        officer=person(cast.OFFICER),
        grid=person(cast.GRID_WORKER),
        secretary=person(cast.PARTY_SECRETARY),
        residents=person(cast.RESIDENTS_CHAIR),
        now=now,
    )


def seat_manager(estate: Estate, firm: str, name: str, number: str, worker: Person, at: datetime) -> Person:
    """The project of a firm in the estate, formed unless it is there, and its manager."""
    body = Body.objects.filter(estate=estate, kind=K.PROJECT).first() or form_body(
        estate=estate,
        kind=K.PROJECT,
        name=f"{firm}{estate.name}项目",
        basis="物业服务合同",
        formed_on=law_day(at),
        by=worker,
        at=at,
    )
    _seat(body, (name, number), R.MANAGER, W.HIRED, worker, at)
    return known(number)


def _seat(body: Body, who: tuple[str, str], role: str, way: str, worker: Person, at: datetime) -> None:
    known = person_by_phone(who[1])
    if known is not None and body.appointments.filter(person_id=known.pk, ended_on__isnull=True).exists():
        return
    name, number = who
    on = law_day(at)
    appoint(
        body=body,
        name=name,
        number=number,
        role=role,
        way=way,
        basis="会议决定",
        from_on=on,
        by=worker,
        at=at,
    )
