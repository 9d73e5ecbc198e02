"""Micro-grids: who is responsible for each, and how many members of the committee serve in one (A1.4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongzhi.bodies.models import Appointment, Body, MicroGridDuty
from gongzhi.bodies.states import BodyState
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, Grid, GridCover


@dataclass(frozen=True, slots=True)
class Server:
    """One person serving in a micro-grid of an estate."""

    duty: MicroGridDuty
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class MicroGrid:
    """A micro-grid that covers the estate or some of its buildings, and who is responsible for it."""

    grid: Grid
    buildings: tuple[str, ...]
    servers: tuple[Server, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many seated members of an estate's committee serve in a micro-grid, of how many."""

    serving: int
    seated: int


def micro_grids_of(estate: Estate, *, on: date) -> list[MicroGrid]:
    """The micro-grids of the estate on `on` with those responsible, in a fixed number of statements."""
    covers = GridCover.objects.filter(_lasting(on), estate=estate, grid__parent__isnull=False, from_on__lte=on)
    rows = list(covers.select_related("grid", "building").order_by("grid__code", "building__name"))
    grids = {row.grid_id: row.grid for row in rows}
    buildings: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.building is not None:
            buildings[row.grid_id].append(row.building.name)
    servers = servers_of([estate], on=on)
    return [
        MicroGrid(grid, tuple(buildings[pk]), tuple(s for s in servers if s.duty.grid_id == pk))
        for pk, grid in grids.items()
    ]


def servers_of(estates: Iterable[Estate], *, on: date) -> list[Server]:
    """Who serves in a micro-grid of these estates on `on`; the office is that of the seat they hold still."""
    duties = list(
        MicroGridDuty.objects.filter(_lasting(on), estate__in=list(estates), from_on__lte=on)
        .select_related("appointment__body", "grid", "estate")
        .order_by("grid__code", "from_on", "pk")
    )
    people = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in={d.person_id for d in duties})}
    return [Server(duty, people.get(duty.person_id, ""), _office(duty.appointment, on)) for duty in duties]


def _office(seat: Appointment | None, on: date) -> str:
    if seat is None or (seat.ended_on is not None and seat.ended_on <= on):
        return ""
    return f"{seat.body.get_kind_display()} {seat.get_role_display()}"


def shares(estates: Iterable[Estate], *, on: date) -> dict[int, Share]:
    """Estate number → how many members of its committee (alternates apart) serve in a micro-grid, in two statements."""
    known = list(estates)
    seats = Appointment.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on),
        estate__in=known,
        body__kind=Body.Kind.COMMITTEE,
        body__state=BodyState.STANDING,
        seat__alternate=False,
        from_on__lte=on,
    ).values_list("estate_id", "person_id")
    serving = set(
        MicroGridDuty.objects.filter(_lasting(on), estate__in=known, from_on__lte=on).values_list(
            "estate_id", "person_id"
        )
    )
    found: dict[int, Share] = {}
    for pair in seats:
        before = found.get(pair[0], Share(0, 0))
        found[pair[0]] = Share(before.serving + (pair in serving), before.seated + 1)
    return found


def _lasting(on: date) -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gt=on)
