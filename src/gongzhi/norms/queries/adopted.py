"""The rules an estate adopted for itself, and the values they settle."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gongzhi.norms.models import AdoptedRules, AdoptedValue
from gongzhi.places.models import Estate
from gongzhi_law.params import Parameter, all_parameters

C = "confirmed"


def rules_of(estate: Estate) -> QuerySet[AdoptedRules]:
    """Every confirmed text of the estate's rules, the newest in effect first."""
    confirmed = AdoptedRules.objects.filter(estate=estate, confirmations__kind=C)
    return confirmed.order_by("-effective_on", "-id")


def in_effect(estate: Estate, *, on: date) -> list[AdoptedRules]:
    """The text of each kind that binds on the day: the newest in effect supersedes its predecessor whole."""
    return list(
        AdoptedRules.objects.raw(  # every act of a seat asks it: plain SQL
            """
            SELECT * FROM (
              SELECT DISTINCT ON (rules.kind) rules.* FROM norms_adoptedrules rules
              JOIN norms_rulesconfirmation word ON word.rules_id = rules.id AND word.kind = %s
              WHERE rules.estate_id = %s AND rules.effective_on <= %s
              ORDER BY rules.kind, rules.effective_on DESC, rules.id DESC
            ) newest ORDER BY effective_on DESC, id DESC
            """,
            [C, estate.pk, on],
        )
    )


def values_of(rules: Iterable[AdoptedRules]) -> list[AdoptedValue]:
    """What these texts settle; 议事规则 before 管理规约 where both settle the same thing."""
    several = list(rules)
    if not several:
        return []
    rows = AdoptedValue.objects.filter(estate_id=several[0].estate_id, rules__in=several).select_related("rules")
    found: dict[str, AdoptedValue] = {}
    for row in sorted(rows, key=lambda row: (row.rules.kind != AdoptedRules.Kind.PROCEDURE, row.pk)):
        found.setdefault(row.parameter, row)
    return list(found.values())


def bylaws_of(estate: Estate, *, on: date) -> dict[str, object]:
    """The values the estate's rules settle on the day, by name of the parameter, as `params.lookup` takes them."""
    return {row.parameter: row.value for row in values_of(in_effect(estate, on=on))}


def adoptable() -> tuple[Parameter, ...]:
    """The parameters that the law leaves to an estate's rules, in the order of their topics."""
    return tuple(parameter for parameter in all_parameters() if "bylaw" in parameter.override)


def waiting(estate: Estate) -> QuerySet[AdoptedRules]:
    """Recorded texts that still want a second person's word, the oldest first."""
    return AdoptedRules.objects.filter(estate=estate, confirmations__isnull=True).order_by("pk")
