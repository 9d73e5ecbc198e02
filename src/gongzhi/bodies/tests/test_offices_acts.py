"""Leaving, losing, changing and handing on a seat: the right person, everyone else, wrong input."""

from datetime import date, timedelta

import pytest
from django.db import connection

from gongzhi.bodies import access
from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.actions.clear_dispute import clear_dispute
from gongzhi.bodies.actions.delegate_power import delegate_power
from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.actions.end_lost_seat import end_lost_seat
from gongzhi.bodies.actions.end_term import end_term
from gongzhi.bodies.actions.mark_dispute import mark_dispute
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.promote_alternate import promote_alternate
from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.actions.revoke_delegation import revoke_delegation
from gongzhi.bodies.actions.set_contact import set_contact
from gongzhi.bodies.actions.show_party import show_party
from gongzhi.bodies.actions.show_phone import show_phone
from gongzhi.bodies.actions.state_in_dispute import state_in_dispute
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.standings import standing
from gongzhi.bodies.tests.ground import AT, ON, QINGDAO, Ground, ground
from gongzhi.documents.models import StoredFile
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.people.models import Capacity
from gongzhi.people.queries import holds, person_by_phone
from gongzhi.places.models import Building
from gongzhi.register.actions.owner_rows import owner_row
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Holding, Owner, Unit
from gongzhi_law.bodies import Status
from gongzhi_law.powers import Power

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
E, R = Appointment.End, Appointment.Role


@pytest.fixture
def g() -> Ground:
    return ground()


@pytest.mark.clause("B1.5")
def test_a_member_resigns_by_their_own_word_and_the_capacity_ends_with_the_seat(g: Ground) -> None:
    member, other = g.person(1), g.person(2)
    with pytest.raises(NotHere):
        resign_seat(appointment=g.seats[1], words="辞职", on=ON, by=other, at=AT + DAY)
    with pytest.raises(BadInput):
        resign_seat(appointment=g.seats[1], words=" ", on=ON, by=member, at=AT + DAY)
    done = resign_seat(appointment=g.seats[1], words="因工作调动辞去委员", on=ON + DAY, by=member, at=AT + DAY)
    assert (done.end_way, done.ended_on) == (E.RESIGNED, ON + DAY)
    assert not holds(member, Capacity.Kind.COMMITTEE, g.estate, at=AT + 2 * DAY)
    with pytest.raises(Refused):
        resign_seat(appointment=g.seats[1], words="再辞", on=ON + DAY, by=member, at=AT + DAY)


def _housed(g: Ground, *, phones: dict[str, list[str]]) -> dict[str, Owner]:
    """Doors → phones of their owners; the electors follow."""
    building = Building.objects.create(estate=g.estate, name="1幢")
    owners: dict[str, Owner] = {}
    for n, (door, numbers) in enumerate(phones.items()):
        unit = Unit.objects.create(estate=g.estate, building=building, room=door, door=door, kind="住宅", area=9000 + n)
        for number in numbers:
            if number not in owners:
                kind = Owner.Kind.NATURAL
                owners[number] = owner_row(g.estate.pk, kind=kind, name=f"业主{number}", document="", phone=number)
                owners[number].save()
            Holding.objects.create(estate=g.estate, unit=unit, owner=owners[number], from_on=ON)
    rebuild_electors(estate=g.estate, by="system", at=AT)
    return owners


def _sells(g: Ground, owner: Owner, door: str, on: date) -> None:
    Holding.objects.filter(estate=g.estate, owner=owner, unit__door=door).update(until_on=on)
    rebuild_electors(estate=g.estate, by="system", at=AT + 5 * DAY)


@pytest.mark.clause("B1.5", "L4.1")
def test_who_sold_out_loses_the_seat_on_the_evidence_of_the_roll_and_nobody_else(g: Ground) -> None:
    owners = _housed(g, phones={"101": ["13700010001", "13800000001"], "102": ["13700010002"], "103": ["13700010002"]})
    at = AT + 6 * DAY
    with pytest.raises(Refused, match="看不出"):
        end_lost_seat(appointment=g.seats[1], by=g.worker, at=at)
    _sells(g, owners["13700010001"], "101", ON + 5 * DAY)
    _sells(g, owners["13700010002"], "102", ON + 5 * DAY)
    with pytest.raises(Refused, match="这件事只能由"):
        end_lost_seat(appointment=g.seats[1], by=g.person(0), at=at)
    with pytest.raises(Refused, match="看不出"):  # still owns 103
        end_lost_seat(appointment=g.seats[2], by=g.worker, at=at)
    with pytest.raises(Refused, match="看不出"):  # the register does not know this person
        end_lost_seat(appointment=g.seats[3], by=g.worker, at=at)
    done = end_lost_seat(appointment=g.seats[1], by=g.worker, at=at)
    assert (done.end_way, done.ended_on) == (E.NOT_OWNER, ON + 5 * DAY)
    assert "101" in done.end_note
    assert not holds(g.person(1), Capacity.Kind.COMMITTEE, g.estate, at=at)


@pytest.mark.clause("B1.5")
def test_the_first_alternate_takes_the_empty_seat_and_only_then_acts() -> None:
    g = ground(seated=4)
    alternate = g.person(4)
    assert not holds(alternate, Capacity.Kind.COMMITTEE, g.estate, at=AT)
    with pytest.raises(Refused, match="这件事只能由"):
        promote_alternate(appointment=g.seats[4], on=ON, basis="递补", by=g.person(0), at=AT)
    with pytest.raises(Refused, match="不是候补"):
        promote_alternate(appointment=g.seats[0], on=ON, basis="递补", by=g.worker, at=AT)
    made = promote_alternate(appointment=g.seats[4], on=ON, basis="第二次会议公布递补", by=g.worker, at=AT)
    assert (made.role, made.way, made.seat.alternate) == (R.MEMBER, Appointment.Way.PROMOTED, False)
    assert holds(alternate, Capacity.Kind.COMMITTEE, g.estate, at=AT + DAY)
    assert standing(g.body, on=ON + DAY).alternates == 0


@pytest.mark.clause("B1.5")
def test_a_full_committee_needs_no_alternate(g: Ground) -> None:
    with pytest.raises(Refused):
        promote_alternate(appointment=g.seats[5], on=ON, basis="递补", by=g.worker, at=AT)


def test_members_choose_their_chair_and_the_history_keeps_both(g: Ground) -> None:
    with pytest.raises(Refused, match="同时只能有一位"):
        change_role(
            appointment=g.seats[1], role=R.CHAIR, on=ON + DAY, basis="首次会议推选", by=g.person(0), at=AT + DAY
        )
    change_role(appointment=g.seats[0], role=R.MEMBER, on=ON + DAY, basis="首次会议", by=g.worker, at=AT + DAY)
    show_phone(appointment=g.seats[1], phone="13700010001", by=g.person(1), at=AT)
    made = change_role(
        appointment=g.seats[1],
        role=R.CHAIR,
        on=ON + DAY,
        basis="首次会议推选",
        by=g.person(2),
        at=AT + DAY,
    )
    assert made.seat_id == g.seats[1].seat_id
    assert made.shown_phone == "13700010001"
    assert Appointment.objects.get(pk=g.seats[1].pk).end_way == E.ROLE_CHANGED
    assert holds(g.person(1), Capacity.Kind.COMMITTEE, g.estate, at=AT + 2 * DAY)
    with pytest.raises(Refused, match="这件事只能由"):
        change_role(appointment=made, role=R.VICE, on=ON + DAY, basis="x", by=g.street, at=AT + DAY)


@pytest.mark.clause("A3.2", "L4.1")
def test_a_member_hands_on_what_the_body_may_do_and_never_more(g: Ground) -> None:
    def hand(powers: list[str], until: date = ON + 30 * DAY, by: int = 0):
        return delegate_power(
            appointment=g.seats[0],
            name="受托人",
            number="13600000001",
            powers=powers,
            limit_words="每次不超过 500 元",
            basis="委托书",
            from_on=ON,
            until_on=until,
            by=g.person(by),
            at=AT,
        )

    with pytest.raises(NotHere):
        hand([Power.SUPERVISE], by=1)
    with pytest.raises(Refused):
        hand([Power.DECIDE])
    with pytest.raises(BadInput):
        hand([])
    with pytest.raises(BadInput):
        hand([Power.SUPERVISE], until=date(2030, 1, 1))
    given = hand([Power.SUPERVISE])
    person = person_by_phone("13600000001")
    acting = access.require_power(person, g.estate, Power.SUPERVISE, at=AT + DAY)
    assert acting.delegation == given
    assert given.appointment == g.seats[0]
    with pytest.raises(Refused):
        access.require_power(person, g.estate, Power.CONVENE, at=AT + DAY)
    with pytest.raises(Refused):  # it ends by itself
        access.require_power(person, g.estate, Power.SUPERVISE, at=AT + 31 * DAY)
    with pytest.raises(Refused, match="这件事只能由"):
        revoke_delegation(delegation=given, reason="x", by=g.person(1), at=AT + DAY)
    revoke_delegation(delegation=given, reason="事情办完", by=g.person(0), at=AT + DAY)
    with pytest.raises(Refused):
        access.require_power(person, g.estate, Power.SUPERVISE, at=AT + 2 * DAY)


@pytest.mark.clause("L4.1")
def test_what_was_handed_on_ends_with_the_seat_of_the_giver(g: Ground) -> None:
    given = delegate_power(
        appointment=g.seats[0],
        name="受托人",
        number="13600000001",
        powers=[Power.SUPERVISE],
        basis="委托书",
        from_on=ON,
        until_on=ON + 30 * DAY,
        by=g.person(0),
        at=AT,
    )
    end_appointment(appointment=g.seats[0], way=E.INCAPABLE, note="判决书", on=ON + DAY, by=g.worker, at=AT + DAY)
    given.refresh_from_db()
    assert given.revoked_on == ON + DAY
    person = person_by_phone("13600000001")
    assert not holds(person, Capacity.Kind.DELEGATE, g.estate, at=AT + 2 * DAY)


@pytest.mark.clause("B4.1")
def test_the_duty_number_is_the_bodys_and_ones_own_is_shown_by_choice_and_gone_with_the_office(g: Ground) -> None:
    with pytest.raises(Refused, match="这件事只能由"):
        set_contact(body=g.body, duty_phone="028-1", by=g.street, at=AT)
    assert set_contact(body=g.body, duty_phone="028-1", hours="周三晚上", by=g.person(1), at=AT).pk
    with pytest.raises(NotHere):
        show_phone(appointment=g.seats[0], phone="13700010000", by=g.worker, at=AT)
    show_phone(appointment=g.seats[0], phone="13700010000", by=g.person(0), at=AT)
    assert show_party(appointment=g.seats[0], shown=True, by=g.person(0), at=AT).party_shown
    done = end_appointment(appointment=g.seats[0], way=E.RESIGNED, note="辞职书", on=ON, by=g.worker, at=AT)
    done.refresh_from_db()
    assert (done.shown_phone, done.party_shown) == ("", False)


@pytest.mark.clause("L4.1")
def test_a_term_that_ran_out_goes_on_keeping_until_it_hands_over(g: Ground) -> None:
    at = AT.replace(year=2029, month=9)
    on = at.date()
    assert standing(g.body, on=on).status == Status.EXPIRED
    assert standing(g.body, on=on).acting
    assert holds(g.person(0), Capacity.Kind.COMMITTEE, g.estate, at=at)
    with pytest.raises(Refused, match="还没有产生"):
        end_term(term=g.term, note="移交", on=on, by=g.worker, at=at)
    open_term(body=g.body, set_size=5, from_on=on, until_on=date(2032, 9, 1), basis="换届", by=g.worker, at=at)
    with pytest.raises(Refused, match="这件事只能由"):
        end_term(term=g.term, note="移交", on=on, by=g.person(0), at=at)
    end_term(term=g.term, note="资料、印章、账册移交新一届，清单一份", on=on, by=g.worker, at=at)
    assert not Appointment.objects.filter(term=g.term, ended_on__isnull=True).exists()
    assert not holds(g.person(0), Capacity.Kind.COMMITTEE, g.estate, at=at + DAY)


@pytest.mark.clause("L4.4")
def test_the_street_marks_a_dispute_both_sides_speak_and_only_the_street_clears_it(g: Ground) -> None:
    asked = {"about": "两份名单都说自己当选", "document_number": "桂街函1号", "on": ON}
    with pytest.raises(Refused, match="这件事只能由"):
        mark_dispute(estate=g.estate, **asked, by=g.worker, at=AT)
    with pytest.raises(Refused, match="没有标记"):
        state_in_dispute(estate=g.estate, side="甲方", words="材料", by=g.worker, at=AT)
    mark_dispute(estate=g.estate, **asked, by=g.street, at=AT)
    with pytest.raises(Refused, match="已经标记"):
        mark_dispute(estate=g.estate, **asked, by=g.street, at=AT)
    assert standing(g.body, on=ON).status == Status.DISPUTED
    with pytest.raises(Refused):
        access.require_power(g.person(0), g.estate, Power.PAY, at=AT)
    with pytest.raises(BadInput, match="PDF"):
        state_in_dispute(estate=g.estate, side="甲", words="x", content=b"text", by=g.person(0), at=AT)
    scan = {"file_name": "备案证明.pdf", "content": b"%PDF-1.4 sample", "content_type": "application/pdf"}
    said = state_in_dispute(estate=g.estate, side="刘芳一方", words="备案在先", by=g.person(0), at=AT, **scan)
    assert StoredFile.objects.get(pk=said.file_id).estate_id == g.estate.pk
    with pytest.raises(Refused, match="这件事只能由"):
        state_in_dispute(estate=g.estate, side="路人", words="x", by=_stranger(), at=AT)
    with pytest.raises(Refused, match="这件事只能由"):
        clear_dispute(estate=g.estate, reason="判决", on=ON, by=g.person(0), at=AT)
    clear_dispute(estate=g.estate, reason="法院判决生效", on=ON, by=g.street, at=AT)
    assert standing(g.body, on=ON).status == Status.IN_OFFICE


def _stranger():
    from gongzhi.people.actions.know_person import know_person

    return know_person(name="路人", number="13600000009", at=AT)


def test_no_capacity_is_left_when_its_seat_is_gone(g: Ground) -> None:
    end_appointment(appointment=g.seats[2], way=E.NATURAL, note="凭据", on=ON, by=g.worker, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the deferred guards look now
    left = Capacity.objects.filter(granted_entry=g.seats[2].entry, until_at__isnull=True)
    assert not left.exists()


@pytest.mark.clause("B1.5")
def test_only_what_the_place_lists_ends_a_seat_by_itself(g: Ground) -> None:
    ended = {"note": "凭据", "on": ON, "at": AT}
    for way in (E.TERM_ENDED, E.LEFT_UNIT, E.RECALLED):
        with pytest.raises(Refused, match="只能提议"):
            end_appointment(appointment=g.seats[1], way=way, by=g.worker, **ended)
    q = ground(QINGDAO)  # 青岛40条1款: no longer an owner, resigned, unable
    with pytest.raises(Refused, match="只能提议"):
        end_appointment(appointment=q.seats[1], way=E.INCAPABLE, by=q.worker, **ended)
    assert end_appointment(appointment=q.seats[1], way=E.NATURAL, by=q.worker, **ended).end_way == E.NATURAL
