"""Put a person into a seat of a body; the capacity of the seat follows."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.grant_seat_capacity import grant_seat_capacity
from gongzhi.bodies.models import Appointment, Body, Seat, Term
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import BodyState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.register.models import Elector

APPOINTED = journal.event(
    "bodies.seat.filled",
    seat=Fact.NUMBER,
    alternate=Fact.TRUTH,
    role=Fact.WORD,
    way=Fact.WORD,
    side=Fact.TEXT,
    whom=Fact.WORD,
    from_on=Fact.DAY,
    ground=Fact.TEXT,
)


@act
def appoint(
    *,
    body: Body,
    name: str,
    number: str,
    role: str,
    way: str,
    basis: str,
    from_on: date,
    term: Term | None = None,
    alternate: bool = False,
    side: str = "",
    elector: Elector | None = None,
    seconded_from: str = "",
    basis_entry: int | None = None,
    by: Person,
    at: datetime,
) -> Appointment:
    """The person of this number takes the first free seat (or alternate's place) of the body from `from_on`.

    Where the street has to confirm the term against its filing (`access.CONFIRMED_BY_STREET`), the capacity waits for
    that (L4.4). Refuses whoever may not record the body, a full body, and a second seat of one person in it.
    """
    body = Body.objects.select_for_update(of=("self",)).select_related("estate__community", "division").get(pk=body.pk)
    access.may_record(by, body, at=at)
    missing = {f: _("必填") for f, value in (("name", name), ("number", number), ("basis", basis)) if not value.strip()}
    if missing:
        raise BadInput(_("请写明姓名、手机号和产生依据。"), missing)
    if body.state == BodyState.ENDED:
        raise Refused(_("这个组织已经终止，不能再任职。"))
    return seat_person(
        body=body,
        person=know_person(name=name.strip(), number=number, at=at),
        role=role,
        way=way,
        basis=basis,
        from_on=from_on,
        term=term,
        alternate=alternate,
        side=side,
        elector=elector,
        seconded_from=seconded_from,
        basis_entry=basis_entry,
        by=by,
        at=at,
    )


def seat_person(
    *,
    body: Body,
    person: Person,
    role: str,
    way: str,
    basis: str,
    from_on: date,
    by: Person,
    at: datetime,
    term: Term | None = None,
    seat: Seat | None = None,
    alternate: bool = False,
    side: str = "",
    elector: Elector | None = None,
    seconded_from: str = "",
    basis_entry: int | None = None,
) -> Appointment:
    """The part that acts on one body share (its row is locked): seat, appointment, journal, capacity."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=from_on)
    if body.appointments.filter(lasting, person_id=person.pk).exists():
        raise Refused(Reason(_("此人在这个组织已有任职。"), remedy=_("先办理原任职的终止或者职务变动")))
    if seat is None:
        seat = _free_seat(body, term, alternate, side, from_on)
    entry = journal.record(
        APPOINTED,
        **signed(body, by),
        at=at,
        seat=seat.number,
        alternate=seat.alternate,
        role=role,
        way=way,
        side=side,
        whom=keys.pseudonym(body.estate_id, person.pk),
        from_on=from_on,
        ground=basis.strip(),
        basis=basis_entry,
    )
    made = Appointment.objects.create(
        estate=body.estate,
        body=body,
        term=term,
        seat=seat,
        person_id=person.pk,
        elector=elector,
        role=role,
        way=way,
        basis=basis.strip(),
        basis_entry=basis_entry,
        seconded_from=seconded_from.strip(),
        from_on=from_on,
        entry=entry.pk,
    )
    if body.kind not in access.CONFIRMED_BY_STREET or (term is not None and term.confirmed_at is not None):
        grant_seat_capacity(appointment=made, at=at)
    return made


def _free_seat(body: Body, term: Term | None, alternate: bool, side: str, from_on: date) -> Seat:
    """The lowest seat nobody holds from `from_on`; made while the set size allows, else refused."""
    lasting = Q(appointments__ended_on__isnull=True) | Q(appointments__ended_on__gt=from_on)
    seats = body.seats.filter(alternate=alternate)
    taken = set(seats.filter(lasting, appointments__isnull=False).values_list("number", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    room = None if term is None else term.alternates if alternate else term.set_size
    if room is not None and number > room:
        words = _("候补名额已满。") if alternate else _("约定名额 %(n)s 人已满。") % {"n": room}
        raise Refused(Reason(words, remedy=_("先办理终止任职，或者核对本届名额")))
    seat, _made = Seat.objects.get_or_create(
        estate=body.estate, body=body, alternate=alternate, number=number, defaults={"side": side}
    )
    return seat
