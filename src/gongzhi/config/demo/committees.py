"""Bodies written down through the acts: a committee seated and confirmed by the street, the 居委会 of a community."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.confirm_term import confirm_term
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.models import Appointment, Body, Term
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate

R = Appointment.Role


@dataclass(frozen=True, slots=True)
class Recorders:
    """Who writes it down, and when."""

    worker: Person
    officer: Person
    at: datetime


def seat_committee(
    estate: Estate,
    members: Sequence[tuple[str, str]],
    *,
    worker: Person,
    street: Person,
    at: datetime,
    set_size: int = 5,
    alternates: int = 0,
    from_on: date | None = None,
    until_on: date | None = None,
    filing_number: str = "桂街备〔2026〕12号",
) -> tuple[Body, Term, list[Person]]:
    """A 业委会 of `members` (name, phone; the first is chair) written down by `worker` and confirmed by `street`."""
    on = from_on or law_day(at)
    body = form_body(
        estate=estate,
        kind=Body.Kind.COMMITTEE,
        name=f"{estate.name}业主委员会",
        basis="首次业主大会决定",
        formed_on=on,
        by=worker,
        at=at,
    )
    until = until_on or date(on.year + 3, on.month, min(on.day, 28))
    term = open_term(
        body=body,
        set_size=set_size,
        alternates=alternates,
        from_on=on,
        until_on=until,
        basis="首次业主大会决定",
        by=worker,
        at=at,
    )
    seated = [
        appoint(
            body=body,
            term=term,
            name=name,
            number=number,
            role=R.MEMBER if n else R.CHAIR,
            way=Appointment.Way.ELECTED,
            basis="首次业主大会决定",
            from_on=on,
            by=worker,
            at=at,
        )
        for n, (name, number) in enumerate(members)
    ]
    term = confirm_term(term=term, filing_number=filing_number, filed_on=on, by=street, at=at)
    return body, term, [Person.objects.get(pk=seat.person_id) for seat in seated]


def residents_committee(community: Division, *, formed_on: date, worker: Person, at: datetime) -> Body:
    """The 居民委员会 of a community, written down by `worker` unless somebody has."""
    kind = Body.Kind.RESIDENTS_COMMITTEE
    standing = Body.objects.filter(division=community, kind=kind).exclude(state=BodyState.ENDED).first()
    return standing or form_body(
        division=community,
        kind=kind,
        name=f"{community.name}居民委员会",
        basis="居民委员会换届选举",
        formed_on=formed_on,
        by=worker,
        at=at,
    )
