"""What offices keep of the responsibility list: what this process knows of it, and where each change stands (A10.1)."""

from datetime import date

from gongzhi.issues.models import MatterChange, MatterVerdict
from gongzhi_law import matter_changes
from gongzhi_law.citation import Cite
from gongzhi_law.matter_rows import Basis
from gongzhi_law.parameter import Strength

V = MatterVerdict.Kind


def law_change(change: MatterChange) -> matter_changes.MatterChange:
    """The change as the law takes it; it rests on the office's own paper, so it is never statutory."""
    cite = Cite(change.instrument, change.article)
    basis = Basis(cite, change.quote, "", Strength.POLICY, change.from_on, change.until_on)
    periods = tuple(
        matter_changes.period(one["step"], one["number"], one["unit"], basis, urgent=one["urgent"])
        for one in change.periods
    )
    return matter_changes.MatterChange(
        number=change.pk or 0,
        matter=change.matter,
        place=str(change.division_id),
        from_=change.from_on,
        until=change.until_on,
        basis=basis,
        lead=change.lead,
        with_=None if change.with_words is None else tuple(change.with_words),
        periods=periods,
    )


def refresh() -> None:
    """Lets every answer of this process rest on what is confirmed now and not withdrawn."""
    gone = MatterVerdict.objects.filter(kind=V.WITHDRAWN).values("change")
    rows = MatterChange.objects.filter(verdicts__kind=V.CONFIRMED).exclude(pk__in=gone)
    matter_changes.know(law_change(row) for row in rows.order_by("pk"))


def standing(change: MatterChange, *, on: date) -> str:
    """waiting | declined | withdrawn | coming | in_force | over, on that day."""
    kinds = {verdict.kind for verdict in change.verdicts.all()}
    for kind in (V.WITHDRAWN, V.DECLINED):
        if kind in kinds:
            return str(kind.value)
    if V.CONFIRMED not in kinds:
        return "waiting"
    if on < change.from_on:
        return "coming"
    return "over" if change.until_on is not None and on >= change.until_on else "in_force"
