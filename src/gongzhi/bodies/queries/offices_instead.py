"""When an office calls the owners together because no body of the estate can: the residents' committee, the street (R5, L4.1)."""

from datetime import date

from gongzhi.bodies.models import Body, RenewalStep
from gongzhi.bodies.queries.standings import standings
from gongzhi.bodies.states import BodyState
from gongzhi.places.models import Estate
from gongzhi_law import powers
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.powers import Grant, Power

CALLING = (Body.Kind.COMMITTEE, Body.Kind.INTERIM, Body.Kind.RENEWAL, Body.Kind.PREPARATORY)


def residents_committee_acts(estate: Estate) -> bool:
    """Whether the street let the residents' committee act for a committee whose elections failed (L4.1)."""
    kind = RenewalStep.Kind.ACTING
    steps = RenewalStep.objects.filter(estate=estate, kind=kind, term__ended_on__isnull=True)
    return steps.exclude(term__body__state=BodyState.ENDED).exists()


def nobody_calls(estate: Estate, *, on: date) -> bool:
    """Whether no body of the estate that may call the owners together is in office."""
    rows = Body.objects.filter(estate=estate, kind__in=CALLING, state=BodyState.STANDING)
    return all(now.status != Status.IN_OFFICE for now in standings(rows, on=on).values())


def grant_instead(estate: Estate, kind: BodyKind, power: Power, *, on: date) -> Grant | None:
    """What the place gives the office here and now; None where it is not its turn."""
    turn = residents_committee_acts(estate) if kind is BodyKind.RESIDENTS_COMMITTEE else nobody_calls(estate, on=on)
    return powers.may(kind, Status.IN_OFFICE, power, on=on, place=estate.place) if turn else None
