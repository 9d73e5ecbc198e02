"""Whose share of a repair is how much: divided by area with no fen lost, shown to everyone by building, to an owner his own."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from gongzhi.fund.models import Allocation, AllocationShare, RepairProject, SubPosting
from gongzhi.fund.queries.scope import areas_in
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register.models import Unit
from gongzhi.register.queries import electors_of
from gongzhi.register.queries.electors import units_of_elector
from gongzhi.register.queries.natural import natural
from gongzhi_law.fund_repair import allocate


@dataclass(frozen=True, slots=True)
class BuildingShare:
    """What the flats of one building bear together: how many, their area in 0.01 m², the sum in fen."""

    building: str
    units: int
    area: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class OwnShare:
    """One flat's part of one repair: planned, and final once it is settled."""

    project: RepairProject
    unit: Unit
    planned_fen: int | None
    final_fen: int | None


def shares_for(project: RepairProject, amount_fen: int) -> dict[int, int]:
    """Unit number → fen of a payment under the project: among the flats of its plan by area (民法典283条).

    The parts sum to the amount exactly. The flats and areas are those of the planned allocation, so that a sale or a
    corrected area later does not move what was agreed.
    """
    return allocate(amount_fen, areas_of(project))


def areas_of(project: RepairProject) -> dict[int, int]:
    """Unit number → area in 0.01 m² as planned; before there is a plan's allocation, as the register says today."""
    rows = AllocationShare.objects.filter(
        estate=project.estate_id, allocation__project=project, allocation__kind=Allocation.Kind.PLANNED
    )
    return dict(rows.order_by("unit_id").values_list("unit_id", "area")) or areas_in(project.estate, project.scope)


def taken_of(project: RepairProject) -> dict[int, int]:
    """Unit number → fen that payments of the project took from sub-accounts, reversed ones left out."""
    rows = SubPosting.objects.filter(
        estate=project.estate_id,
        posting__transaction__payments__request__project_id=project.pk,
        posting__transaction__reversals__isnull=True,
        posting__account=project.money.account if project.money else None,
    )
    return {row["unit_id"]: -row["n"] for row in rows.values("unit_id").annotate(n=Sum("amount_fen"))}


def allocation_of(project: RepairProject, kind: str) -> Allocation | None:
    """The planned or final division of a project."""
    return Allocation.objects.filter(estate=project.estate_id, project=project, kind=kind).first()


def by_building(allocation: Allocation) -> list[BuildingShare]:
    """The division summed by building: what everyone may read, no flat and no owner."""
    found: dict[str, list[int]] = {}
    for share in allocation.shares.select_related("unit__building"):
        row = found.setdefault(share.unit.building.name, [0, 0, 0])
        row[0] += 1
        row[1] += share.area
        row[2] += share.amount_fen
    return [BuildingShare(name, *found[name]) for name in sorted(found, key=natural)]


def own_units(person: Person, estate: Estate) -> list[Unit]:
    """The flats for which the person speaks."""
    found = {unit.pk: unit for elector in electors_of(person, estate) for unit in units_of_elector(elector)}
    return [found[pk] for pk in sorted(found)]


def own_shares(person: Person, estate: Estate) -> list[OwnShare]:
    """What each of the person's flats bears of every repair that was not given up, the newest repair first."""
    return shares_of_units(estate, own_units(person, estate))


def shares_of_units(estate: Estate, flats: list[Unit]) -> list[OwnShare]:
    """The same for these flats."""
    units = {unit.pk: unit for unit in flats}
    rows = AllocationShare.objects.filter(estate=estate, unit__in=list(units)).exclude(
        allocation__project__state="dropped"
    )
    sums: dict[tuple[int, int], dict[str, int]] = {}
    projects: dict[int, RepairProject] = {}
    for row in rows.select_related("allocation__project"):
        project = row.allocation.project
        project.estate = estate
        projects[project.pk] = project
        sums.setdefault((project.pk, row.unit_id), {})[row.allocation.kind] = row.amount_fen
    return [
        OwnShare(projects[project], units[unit], parts.get("planned"), parts.get("final"))
        for (project, unit), parts in sorted(sums.items(), key=lambda item: (-item[0][0], item[0][1]))
    ]


def list_rows(allocation: Allocation) -> list[tuple[str, int, int]]:
    """Door, area and fen of every flat, for the application to the office: owners read it, it is not public."""
    rows = allocation.shares.select_related("unit")
    return [(row.unit.door, row.area, row.amount_fen) for row in sorted(rows, key=lambda row: natural(row.unit.door))]


def final_shares(project: RepairProject, actual_fen: int) -> Mapping[int, int]:
    """The final division of what was really paid: as taken from sub-accounts where these are kept, else by area."""
    if project.money is not None and project.money.account.by_unit:
        return taken_of(project)
    return shares_for(project, actual_fen)
