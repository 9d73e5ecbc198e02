"""What holds after any order of acts: terms never overlap, no capacity outlives its seat, no body acts without power."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongzhi.bodies import access
from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.actions.delegate_power import delegate_power
from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.actions.end_body import end_body
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.lift_suspension import lift_suspension
from gongzhi.bodies.actions.mark_dispute import mark_dispute
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.promote_alternate import promote_alternate
from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.actions.suspend_member import suspend_member
from gongzhi.bodies.models import Appointment, Body, Delegation, Seat, Term
from gongzhi.bodies.queries.caretaking import grants
from gongzhi.bodies.queries.standings import standing
from gongzhi.bodies.tests.ground import AT, ON, QINGDAO, Ground, ground, phone
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.people.models import Capacity, Person
from gongzhi_law.powers import Power

pytestmark = pytest.mark.django_db
LIGHT = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
R, E, K = Appointment.Role, Appointment.End, Body.Kind


def undone(story: Callable[[], None]) -> None:
    """Runs one example and takes back what it wrote."""
    with transaction.atomic():
        story()
        transaction.set_rollback(True)


def tried(act: Callable[..., Any], **asked: Any) -> Any:
    """What an act returned, or None where it refused; nothing is left behind by a refusal."""
    try:
        with transaction.atomic():
            return act(**asked)
    except (Refused, BadInput):
        return None


@pytest.mark.clause("L4.4", "B1.5")
@LIGHT
@given(plans=st.lists(st.tuples(st.integers(1, 3000), st.one_of(st.none(), st.integers(1, 2500))), max_size=5))
def test_terms_of_a_body_never_overlap(plans: list[tuple[int, int | None]], g: Ground) -> None:
    def story() -> None:
        for start, length in plans:
            from_on = ON + timedelta(days=start)
            until = from_on + timedelta(days=length) if length else None
            tried(open_term, body=g.body, set_size=5, from_on=from_on, until_on=until, basis="换届", by=g.worker, at=AT)
        ranges = sorted((t.from_on, t.ended_on or t.until_on or date.max) for t in g.body.terms.all())
        assert all(before[1] <= after[0] for before, after in pairwise(ranges))
        assert [t.number for t in g.body.terms.order_by("from_on")] == list(range(1, len(ranges) + 1))

    undone(story)


ACTS = ("resign", "end", "promote", "role", "suspend", "lift", "delegate", "dispute", "body", "fill")


@pytest.mark.clause("B1.5", "A3.2")
@settings(LIGHT, max_examples=8)
@given(steps=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), min_size=1, max_size=7))
def test_no_capacity_outlives_its_seat(steps: list[tuple[str, int]], q: Ground) -> None:
    def story() -> None:
        at = AT
        for name, n in steps:
            at += timedelta(days=1)
            _step(q, name, n, at)
            _look(q, at + timedelta(minutes=1))
        _act(q, at + timedelta(minutes=1))

    undone(story)


def _step(q: Ground, name: str, n: int, at: Any) -> None:
    on = law_day(at)
    body = Body.objects.select_related("estate__community").get(pk=q.body.pk)
    seats = list(q.body.appointments.filter(ended_on__isnull=True).order_by("pk"))
    if name == "body":
        tried(end_body, body=body, reason="终止", on=on, by=q.worker, at=at)
    elif name == "dispute":
        tried(mark_dispute, estate=q.estate, about="x", document_number="1", on=on, by=q.street, at=at)
    elif name == "fill":
        asked = {"name": "新人", "number": phone(20 + n), "role": R.MEMBER, "way": "elected", "basis": "补选"}
        tried(appoint, body=body, term=q.term, from_on=on, by=q.worker, at=at, **asked)
    elif seats:
        held = seats[n % len(seats)]
        me = Person.objects.get(pk=held.person_id)
        other = Person.objects.get(pk=seats[(n + 1) % len(seats)].person_id)
        shared: dict[str, Any] = {"appointment": held, "at": at}
        handed = {"name": "某", "number": "13600000077", "basis": "委托书", "powers": [Power.SUPERVISE]}
        days = {"from_on": on, "until_on": on + timedelta(days=90)}
        {
            "resign": lambda: tried(resign_seat, words="辞职", on=on, by=me, **shared),
            "end": lambda: tried(end_appointment, way=E.NATURAL, note="x", on=on, by=q.worker, **shared),
            "promote": lambda: tried(promote_alternate, on=on, basis="递补", by=q.worker, **shared),
            "role": lambda: tried(change_role, role=R.VICE, on=on, basis="会议", by=q.worker, **shared),
            "suspend": lambda: tried(suspend_member, ground="x", on=on, by=other, **shared),
            "lift": lambda: tried(lift_suspension, reason="x", by=q.worker, **shared),
            "delegate": lambda: tried(delegate_power, by=me, **shared, **handed, **days),
        }[name]()


def _look(q: Ground, at: Any) -> None:
    """Every capacity that is held has its seat, which has not ended and is not suspended."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    held = _held(q, at)
    for row in held.filter(kind=Capacity.Kind.COMMITTEE):
        seat = Appointment.objects.get(entry=row.granted_entry)
        assert seat.ended_on is None
        assert not seat.seat.alternate
        assert not seat.suspensions.filter(lifted_on__isnull=True).exists()
    for row in held.filter(kind=Capacity.Kind.DELEGATE):
        given_ = Delegation.objects.get(entry=row.granted_entry)
        assert given_.revoked_on is None
        assert given_.appointment.ended_on is None


def _held(q: Ground, at: Any) -> QuerySet[Capacity]:
    now = Q(until_at__isnull=True) | Q(until_at__gt=at)
    return Capacity.objects.filter(now, estate=q.estate, from_at__lte=at)


def _act(q: Ground, at: Any) -> None:
    """Who may act sits, or was handed it by one who sits, and the body has the power."""
    on = law_day(at)
    body = Body.objects.select_related("estate__community").get(pk=q.body.pk)
    may = {grant.power for grant in grants(standing(body, on=on), on=on) if grant.granted}
    for person in Person.objects.filter(pk__in=_held(q, at).values("person_id")):
        for power in (Power.PAY, Power.SUPERVISE):
            acting = tried(access.require_power, person=person, estate=q.estate, power=power, at=at)
            if acting is not None:
                assert power in may
                held = acting.delegation.appointment if acting.delegation else None
                giver = Person.objects.get(pk=held.person_id) if held else person
                assert access.sits_in(giver, body, at=at, seat=held)


@pytest.mark.clause("A3.2", "B1.4", "L4.1", "L4.4")
@LIGHT
@given(
    kind=st.sampled_from([K.INTERIM, K.SELF_MANAGED, K.COMMITTEE]),
    days=st.integers(0, 1500),
    disputed=st.booleans(),
    power=st.sampled_from(list(Power)),
)
def test_no_body_acts_without_power(kind: str, days: int, disputed: bool, power: Power, bare: Ground) -> None:
    def story() -> None:
        at = AT + timedelta(days=days)
        body, person = bare.body, bare.person(0)
        if kind != K.COMMITTEE:
            body, person = _other(bare, kind)
        if disputed:
            mark_dispute(estate=bare.estate, about="x", document_number="1", on=ON, by=bare.street, at=AT)
        now = standing(body, on=law_day(at))
        granted = {grant.power for grant in grants(now, on=law_day(at)) if grant.granted}
        acting = tried(access.require_power, person=person, estate=bare.estate, power=power, at=at)
        assert (acting is not None) == (power in granted)
        assert Power.DECIDE not in granted
        if now.status in ("expired", "disputed"):
            assert Power.PAY not in granted
            assert Power.SIGN_CONTRACT not in granted

    undone(story)


def _other(g: Ground, kind: str) -> tuple[Body, Person]:
    """A body of this kind with one member, in a term of two years."""
    by = g.street if kind == K.INTERIM else g.worker
    shared = {"by": by, "at": AT}
    body = form_body(estate=g.estate, kind=kind, name="临时组织", basis="文件", formed_on=ON, **shared)
    term = open_term(body=body, set_size=7, from_on=ON, until_on=date(2028, 8, 3), basis="文件", **shared)
    seat = appoint(
        body=body,
        term=term,
        name="某",
        number=phone(50),
        role=R.MEMBER,
        way=Appointment.Way.BY_STREET,
        basis="文件",
        from_on=ON,
        **shared,
    )
    return body, Person.objects.get(pk=seat.person_id)


@pytest.fixture
def g(db: None) -> Ground:
    return ground(seated=1)


@pytest.fixture
def bare(db: None) -> Ground:
    return ground(seated=1)


@pytest.fixture
def q(db: None) -> Ground:
    return ground(QINGDAO)


@pytest.mark.clause("L4.4")
def test_the_database_refuses_what_no_act_would_write(g: Ground) -> None:
    held = g.seats[0]
    days = {"from_on": ON + timedelta(days=9), "until_on": ON + timedelta(days=99)}
    copies: list[Callable[[], Any]] = [
        lambda: Term.objects.create(estate=g.estate, body=g.body, number=9, set_size=5, basis="x", entry=1, **days),
        lambda: _copy(held, person_id=g.worker.pk, seat=held.seat),
        lambda: _copy(held, person_id=held.person_id, seat=_seat(g, 4)),
        lambda: Appointment.objects.filter(pk=held.pk).update(basis="改"),
    ]
    for write in copies:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
    for write in (lambda: _capacity_without_seat(g), lambda: _seat_that_leaves_one(held)):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def _capacity_without_seat(g: Ground) -> None:
    kind, entry = Capacity.Kind.COMMITTEE, g.seats[0].entry
    Capacity.objects.create(person=g.worker, kind=kind, estate=g.estate, from_at=AT, granted_entry=entry)
    _now()


def _seat_that_leaves_one(held: Appointment) -> None:
    ended = {"ended_on": ON, "end_way": E.RESIGNED, "ended_entry": held.entry}
    Appointment.objects.filter(pk=held.pk).update(**ended)
    _now()


def _copy(held: Appointment, *, person_id: int, seat: Seat) -> None:
    again = Appointment.objects.get(pk=held.pk)
    again.pk, again.person_id, again.seat = None, person_id, seat
    again.save(force_insert=True)


def _seat(g: Ground, number: int) -> Seat:
    return Seat.objects.create(estate=g.estate, body=g.body, number=number)


def _now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
