"""What the adopted rules of many estates settle, in two statements."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from gongzhi.norms.models import AdoptedRules, AdoptedValue


def bylaws_over(estates: Iterable[int], *, on: date) -> dict[int, dict[str, object]]:
    """Estate number → values by name of the parameter, as `norms.queries.bylaws_of` gives them for one."""
    rows = AdoptedRules.objects.filter(
        estate__in=list(estates), effective_on__lte=on, confirmations__kind="confirmed"
    ).order_by("-effective_on", "-id")
    newest: dict[tuple[int, str], AdoptedRules] = {}
    for rules in rows:
        newest.setdefault((rules.estate_id, rules.kind), rules)
    found: dict[int, dict[str, object]] = defaultdict(dict)
    values = AdoptedValue.objects.filter(rules__in=[r.pk for r in newest.values()]).select_related("rules")
    for row in sorted(values, key=lambda row: (row.rules.kind != AdoptedRules.Kind.PROCEDURE, row.pk)):
        found[row.estate_id].setdefault(row.parameter, row.value)
    return dict(found)
