"""Whether somebody has taken over from a term that ran out."""

from datetime import date

from gongzhi.bodies.models import Body, Term
from gongzhi.bodies.queries.standing import REPRESENTING
from gongzhi.bodies.states import BodyState


def has_successor(term: Term, *, body: Body, on: date) -> bool:
    """Whether a later term of the body has begun, or another body standing for the owners was formed after it ran out."""
    if body.terms.filter(number__gt=term.number, from_on__lte=on).exists():
        return True
    if body.estate_id is None or body.kind not in REPRESENTING:
        return False
    others = Body.objects.filter(estate=body.estate_id, kind__in=REPRESENTING, state=BodyState.STANDING)
    return others.exclude(pk=body.pk).filter(formed_on__gte=term.until_on or term.from_on).exists()
