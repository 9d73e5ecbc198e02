"""How the party is organised: coverage of estates, committees and firms that should have an organisation, 环物委 (B1.1, B1.2, B1.9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongzhi.bodies.models import Body, PartyCoverage
from gongzhi.bodies.states import BodyState
from gongzhi.places.models import Division, Estate
from gongzhi_law.party import OrganisationDue, organisation_due

FIRMS = (Body.Kind.PROJECT, Body.Kind.FIRM)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One estate: its newest record, and whether its committee and its firm should have an organisation."""

    estate: Estate
    row: PartyCoverage | None
    has_committee: bool
    has_firm: bool
    committee: OrganisationDue | None
    firm: OrganisationDue | None

    @property
    def due(self) -> list[OrganisationDue]:
        """The judgements that say: it should be built and is not."""
        return [one for one in (self.committee, self.firm) if one is not None and one.due]


def coverage_of(estates: Iterable[Estate], *, on: date) -> list[Coverage]:
    """The estates with their newest record up to `on`, in two statements."""
    known = list(estates)
    newest: dict[int, PartyCoverage] = {}
    for row in PartyCoverage.objects.filter(estate__in=known, on__lte=on).order_by("on", "pk"):
        newest[row.estate_id] = row
    kinds = (Body.Kind.COMMITTEE, *FIRMS)
    standing = Body.objects.filter(estate__in=known, kind__in=kinds, state=BodyState.STANDING)
    there = set(standing.values_list("estate_id", "kind"))
    return [
        _coverage(
            estate,
            newest.get(estate.pk),
            committee=(estate.pk, Body.Kind.COMMITTEE) in there,
            firm=any((estate.pk, kind) in there for kind in FIRMS),
            on=on,
        )
        for estate in known
    ]


def _coverage(estate: Estate, row: PartyCoverage | None, *, committee: bool, firm: bool, on: date) -> Coverage:
    def judged(there: bool, members: int | None, built: bool) -> OrganisationDue | None:
        return organisation_due(members, built, on=on, place=estate.place) if there else None

    return Coverage(
        estate=estate,
        row=row,
        has_committee=committee,
        has_firm=firm,
        committee=judged(committee, row.committee_members if row else None, bool(row and row.committee_built)),
        firm=judged(firm, row.firm_members if row else None, bool(row and row.firm_built)),
    )


def adjustments_of(estate: Estate) -> list[PartyCoverage]:
    """Every record of the estate, the newest first: what was adjusted and why."""
    return list(PartyCoverage.objects.filter(estate=estate).order_by("-on", "-pk"))


def estates_under(division: Division) -> list[Estate]:
    """The living estates below a division."""
    rows = Estate.objects.filter(community__code__startswith=division.pk, ended_on__isnull=True)
    return list(rows.select_related("community").order_by("community_id", "name"))


def communities_without_env(division: Division) -> list[Division]:
    """The communities below a division that have estates and no standing 环物委 (B1.2)."""
    used = Estate.objects.filter(community__code__startswith=division.pk, ended_on__isnull=True)
    having = Body.objects.filter(kind=Body.Kind.ENV_COMMITTEE, state=BodyState.STANDING, division__isnull=False)
    rows = Division.objects.filter(pk__in=used.values("community_id")).exclude(pk__in=having.values("division_id"))
    return list(rows.order_by("pk"))
