"""Assemblies, their motions and reports, as pages and acts read them."""

from functools import lru_cache

from django.db import connection
from django.db.models import Prefetch, QuerySet

from gongzhi.places.models import Estate
from gongzhi.voting.models import Assembly, Condition, Motion, Option, Report
from gongzhi.voting.states import AssemblyState


def motions_of(assembly: Assembly) -> list[Motion]:
    """The motions in order, with options in the order of the lot and conditions; kept in memory once noticed."""
    if assembly.notice_hash:
        return _noticed(str(connection.settings_dict["NAME"]), assembly.pk, assembly.notice_hash)
    return _motions(assembly.pk)


@lru_cache(maxsize=64)
def _noticed(database: str, assembly_id: int, notice_hash: str) -> list[Motion]:
    """What was noticed never changes (the database refuses it), so one reading serves every ballot."""
    return _motions(assembly_id)


def _motions(assembly_id: int) -> list[Motion]:
    return list(
        Motion.objects.filter(assembly_id=assembly_id)
        .order_by("number")
        .prefetch_related(
            Prefetch("options", Option.objects.order_by("lot")),
            Prefetch("conditions", Condition.objects.select_related("of", "option")),
        )
    )


def reports_of(assembly: Assembly) -> list[Report]:
    """Reports and invitations of an assembly in the order they were sent."""
    return list(Report.objects.filter(estate_id=assembly.estate_id, assembly=assembly))


def public_assemblies(estate: Estate) -> QuerySet[Assembly]:
    """The noticed assemblies of an estate, newest first; drafts are nobody's business but the desk's."""
    hidden = [AssemblyState.DRAFT, AssemblyState.REPORTED]
    return (
        Assembly.objects.filter(estate=estate, noticed_at__isnull=False).exclude(state__in=hidden).order_by("-serial")
    )


def desk_assemblies(estate: Estate) -> QuerySet[Assembly]:
    """Every assembly of an estate, newest first, for its desk."""
    return Assembly.objects.filter(estate=estate).select_related("roll").order_by("-serial")
