"""Changes of the rule base: what this process knows of them, where each stands."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from gongzhi.kernel.clock import law_day
from gongzhi.norms.models import RuleChange, RuleVerdict
from gongzhi_law import overlay
from gongzhi_law.parameter import Row, load, row_of

V = RuleVerdict.Kind


def row_for(change: RuleChange) -> Row:
    """The change as a row of its parameter, with its own number as source."""
    places = {"article": change.article, "paragraph": change.paragraph, "item": change.item}
    return row_of(
        load(change.parameter),
        {
            "value": change.value,
            "place": change.place,
            "from": change.from_on,
            "until": change.until_on,
            "strength": change.strength,
            "cite": {"instrument": change.instrument} | {name: part for name, part in places.items() if part},
            "quote": change.quote,
            "source": f"change:{change.pk}" if change.pk else change.source_url,
            "checked_on": law_day(change.at) if change.at else None,
            "note": change.note,
        },
    )


def confirmed() -> list[overlay.Change]:
    """Every confirmed change in the order of confirmation, also those withdrawn since."""
    verdicts = RuleVerdict.objects.filter(kind__in=[V.CONFIRMED, V.WITHDRAWN]).select_related("change").order_by("pk")
    rows = list(verdicts)
    withdrawn = {verdict.change_id: verdict.pk for verdict in rows if verdict.kind == V.WITHDRAWN}
    return [
        overlay.Change(v.pk, v.change.parameter, row_for(v.change), withdrawn.get(v.change_id))
        for v in rows
        if v.kind == V.CONFIRMED
    ]


def refresh() -> None:
    """Lets every answer of this process rest on what is confirmed now."""
    overlay.know(confirmed())


def newest() -> int:
    """The number of the newest verdict: what a procedure pins when it is noticed."""
    return RuleVerdict.objects.aggregate(newest=Max("pk"))["newest"] or 0


def standing(change: RuleChange, verdicts: Iterable[RuleVerdict], *, on: date) -> str:
    """waiting | declined | withdrawn | coming | in_force | over, on that day."""
    kinds = {verdict.kind for verdict in verdicts}
    if V.WITHDRAWN in kinds:
        return "withdrawn"
    if V.DECLINED in kinds:
        return "declined"
    if V.CONFIRMED not in kinds:
        return "waiting"
    if on < change.from_on:
        return "coming"
    return "over" if change.until_on is not None and on >= change.until_on else "in_force"


def changes() -> QuerySet[RuleChange]:
    """Every change ever proposed, the newest first, with its verdicts."""
    return RuleChange.objects.prefetch_related("verdicts").order_by("-pk")


def verdicts_of(change: RuleChange) -> dict[str, RuleVerdict]:
    """What became of a change, by kind."""
    return {verdict.kind: verdict for verdict in change.verdicts.all()}


def plain_value(value: Any) -> Any:
    """A value as it is stored: shares as text, lists as lists."""
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, int) else str(value)
