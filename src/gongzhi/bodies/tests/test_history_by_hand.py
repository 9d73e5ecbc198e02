"""What the application role cannot undo by hand: an office left stays left, an ended body stays ended."""

import pytest
from django.db import DatabaseError, connection, transaction

from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.actions.end_body import end_body
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.tests.ground import AT, ON, Ground, ground
from gongzhi.people.models import Capacity

pytestmark = pytest.mark.django_db


def refused(statement: str, *values: object) -> bool:
    """Whether the database refuses, at the latest where a transaction would end."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            assert cursor.rowcount
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != "23001":
            raise
        return True
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return False


def left(here: Ground) -> Capacity:
    """The capacity of a member who has resigned."""
    seat = here.seats[2]
    held = Capacity.objects.get(granted_entry=seat.entry, until_at__isnull=True)
    end_appointment(appointment=seat, way=Appointment.End.RESIGNED, note="书面辞职", on=ON, by=here.worker, at=AT)
    held.refresh_from_db()
    assert held.until_at is not None
    return held


@pytest.mark.clause("A3.2", "B1.5")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_capacity SET until_at = NULL WHERE id = %s",
        "UPDATE people_capacity SET until_at = until_at + interval '1 day' WHERE id = %s",
        "UPDATE people_capacity SET ended_entry = NULL WHERE id = %s",
        "UPDATE people_capacity SET from_at = from_at - interval '1 day' WHERE id = %s",
        "UPDATE people_capacity SET person_id = person_id + 1 WHERE id = %s",
        "UPDATE people_capacity SET kind = 'street' WHERE id = %s",
        "UPDATE people_capacity SET granted_entry = granted_entry + 1 WHERE id = %s",
    ],
)
def test_no_capacity_is_revived(statement: str) -> None:
    assert refused(statement, left(ground()).pk)


@pytest.mark.clause("B1.5")
def test_no_capacity_for_a_seat_that_was_left() -> None:
    held = left(ground())
    again = (
        "INSERT INTO people_capacity (person_id, kind, estate_id, from_at, department, filing_number, granted_entry)"
        " SELECT person_id, kind, estate_id, from_at, '', '', %s FROM people_capacity WHERE id = %s"
    )
    assert refused(again, held.granted_entry, held.pk)
    seat = Appointment.objects.filter(ended_on__isnull=True, seat__alternate=False).first()
    assert seat is not None
    Capacity.objects.filter(granted_entry=seat.entry).update(until_at=AT.replace(year=2027))
    assert not refused(again.replace("WHERE id = %s", "WHERE granted_entry = %s"), seat.entry, seat.entry)


@pytest.mark.clause("A3.3", "L4.4")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bodies_body SET kind = 'interim'",
        "UPDATE bodies_body SET formed_on = formed_on - 1",
        "UPDATE bodies_body SET state = 'standing', ended_on = NULL",
        "UPDATE bodies_body SET end_reason = '别的'",
        "UPDATE bodies_seat SET number = number + 10",
        "UPDATE bodies_term SET ended_on = NULL",
        "UPDATE bodies_term SET set_size = 7",
        "UPDATE bodies_appointment SET ended_on = NULL",
    ],
)
def test_what_ended_stays_as_it_was(statement: str) -> None:
    here = ground()
    end_body(body=here.body, reason="合并", on=ON, by=here.worker, at=AT)
    assert refused(statement)
