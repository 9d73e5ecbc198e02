"""Who receives what a body of passage kept, and by when it has to be handed over and ended (A3.3, 北京59条, 清远28条)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongzhi.bodies.models import Body, Term
from gongzhi.bodies.states import BodyState
from gongzhi.places.models import Estate
from gongzhi_law import terms
from gongzhi_law.bodies import BodyKind
from gongzhi_law.terms import Step

PASSAGE = (Body.Kind.INTERIM, Body.Kind.SELF_MANAGED, Body.Kind.PREPARATORY, Body.Kind.RENEWAL)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body of passage that has done its work: the committee confirmed since, and the steps of its end."""

    body: Body
    committee: Body
    since: date
    steps: tuple[Step, ...]

    @property
    def due_on(self) -> date | None:
        """The last day of the first step that has one."""
        return next((step.due_on for step in self.steps if step.due_on is not None), None)


def receiver_of(estate: Estate, *, instead_of: Body) -> Body | None:
    """The committee that stands in the estate, else a 物管会; None where nobody else governs."""
    kinds = [Body.Kind.COMMITTEE, Body.Kind.INTERIM]
    rows = Body.objects.filter(estate=estate, kind__in=kinds, state=BodyState.STANDING).exclude(pk=instead_of.pk)
    found = {body.kind: body for body in rows}
    return next((found[kind] for kind in kinds if kind in found), None)


def proposals(estate_ids: list[int], *, on: date) -> list[Proposal]:
    """The bodies of passage of these estates whose work is done: a committee was confirmed for a term that began since.

    Two statements.
    """
    now = Q(until_on__isnull=True) | Q(until_on__gt=on)
    confirmed = Term.objects.filter(
        now,
        estate__in=estate_ids,
        body__kind=Body.Kind.COMMITTEE,
        body__state=BodyState.STANDING,
        confirmed_at__isnull=False,
        ended_on__isnull=True,
        from_on__lte=on,
    )
    newest = {term.estate_id: term for term in confirmed.select_related("body").order_by("number")}
    left = Body.objects.filter(estate__in=list(newest), kind__in=PASSAGE, state=BodyState.STANDING)
    return [
        _proposal(body, newest[body.estate_id], on)
        for body in left.select_related("estate__community").order_by("pk")
        if body.formed_on is not None and body.formed_on <= newest[body.estate_id].from_on
    ]


def _proposal(body: Body, term: Term, on: date) -> Proposal:
    assert body.estate is not None  # noqa: S101  (filtered by estate)
    since = term.filed_on or term.from_on
    steps = terms.handover(BodyKind(body.kind), event="filed", event_on=since, on=on, place=body.estate.place)
    if not any(step.due_on for step in steps):
        elected = terms.handover(
            BodyKind(body.kind), event="elected", event_on=term.from_on, on=on, place=body.estate.place
        )
        steps = elected or steps
    return Proposal(body, term.body, since, steps)
