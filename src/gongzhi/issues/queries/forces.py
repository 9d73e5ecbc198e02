"""Which forces stand over an estate, which of them an issue should call by the responsibility list, who acts for them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from gongzhi.issues.models import Force, Issue
from gongzhi.issues.queries.list_of_matters import proposed_for
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division

K = Capacity.Kind


def above(code: str) -> list[str]:
    """The codes of a division and of those over it."""
    return [code[:length] for length in (2, 4, 6, 9, 12) if length <= len(code)]


def forces_in(division: Division) -> QuerySet[Force]:
    """The forces registered for a division and those over it that can be called there, the nearest place first."""
    rows = Force.objects.filter(division_id__in=above(division.pk), ended_on__isnull=True)
    return rows.select_related("division").order_by("kind", "-division_id", "name")


def split_forces(issue: Issue, forces: Iterable[Force], *, on: date) -> tuple[list[Force], list[Force]]:
    """The forces that the list names for the issue's matter, the lead first, and all the others (A10.1)."""
    wanted = [one.side for one in proposed_for(issue, on=on)]
    named: dict[str, list[Force]] = defaultdict(list)
    others = []
    for force in forces:
        key = f"{force.kind}:{force.word}"
        (named[key] if key in wanted else others).append(force)
    return [force for key in wanted for force in named[key]], others


def acting_for(force: Force, *, at: datetime) -> QuerySet[Capacity]:
    """The capacities of those who act for a force at `at`: a department's by its word, any other's by its code."""
    own = (
        Q(kind=K.DEPARTMENT, department=force.word)
        if force.kind == Force.Kind.DEPARTMENT
        else Q(kind=K.PARTNER, department=force.code)
    )
    now = Q(until_at__isnull=True) | Q(until_at__gt=at)
    rows = Capacity.objects.filter(own, now, division=force.division_id, from_at__lte=at)
    return rows.select_related("person").order_by("pk")


def people_of(forces: Iterable[Force], *, at: datetime) -> dict[int, list[str]]:
    """Who acts for each force, by name, in one statement: for those who keep the register."""
    known = list(forces)
    now = Q(until_at__isnull=True) | Q(until_at__gt=at)
    wanted = Q(kind__in=[K.DEPARTMENT, K.PARTNER], division__in={force.division_id for force in known})
    held: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in Capacity.objects.filter(now, wanted, from_at__lte=at).select_related("person").order_by("pk"):
        held[one.kind, one.division_id, one.department].append(one.person.shown_name())
    found = {}
    for force in known:
        kind, word = (K.DEPARTMENT, force.word) if force.kind == Force.Kind.DEPARTMENT else (K.PARTNER, force.code)
        found[force.pk] = held[kind, force.division_id, word]
    return found
