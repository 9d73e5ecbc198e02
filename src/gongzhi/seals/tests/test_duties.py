"""What is due with seals, in a fixed number of statements."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.tests.ground import HANGZHOU
from gongzhi.people.models import Capacity
from gongzhi.seals.actions.announce_loss import announce_loss
from gongzhi.seals.actions.answer_opinion import answer_opinion
from gongzhi.seals.actions.hand_over_seal import hand_over_seal
from gongzhi.seals.actions.log_routine_use import log_routine_use
from gongzhi.seals.actions.report_loss import report_loss
from gongzhi.seals.duties import duties_over, of_estate
from gongzhi.seals.tests.made import NOW, TODAY, Book, asked, book, days, decided, photo

pytestmark = pytest.mark.django_db


def titles(b: Book, at=NOW) -> list[str]:
    return [duty.title for duty in of_estate(b.g.estate, at)]


@pytest.mark.clause("B8.4")
def test_the_opinion_is_due_and_then_the_use(b: Book) -> None:
    request = asked(b, decided(b.g))
    (duty,) = of_estate(b.g.estate, NOW)
    assert (duty.title, duty.due_on) == ("用印意见：电梯维修合同", request.opinion_due_on)
    assert duty.who == str(Capacity.Kind.ENVIRONMENT.label)
    over = NOW + timedelta(days=(request.opinion_due_on - TODAY).days + 1)
    assert titles(b, over) == ["用印并登记：电梯维修合同"]
    answer_opinion(request=request, opinion="agree", by=b.env, at=NOW)
    assert titles(b) == ["用印并登记：电梯维修合同"]


def test_a_seal_wants_a_keeper_who_confirmed_and_is_in_office(b: Book) -> None:
    assert titles(b) == []
    hand_over_seal(seal=b.seal, keeper_id=b.member.pk, by=b.chair, at=NOW)
    assert titles(b) == ["业主委员会章：接收人确认收到"]


@pytest.mark.clause("B8.4")
def test_a_keeper_who_resigned_hands_over(b: Book) -> None:
    resign_seat(appointment=Appointment.objects.get(pk=b.g.seats[0].pk), words="搬家", on=TODAY, by=b.chair, at=NOW)
    assert titles(b, days(1)) == ["业主委员会章的保管人已经不在任：办理移交"]


@pytest.mark.clause("L4.3")
def test_after_a_loss_every_step_is_due_until_it_is_done(b: Book) -> None:
    report_loss(seal=b.seal, kind="lost", on=TODAY, words="遗失", by=b.chair, at=NOW)
    due = of_estate(b.g.estate, NOW)
    assert [one.title for one in due] == [f"业主委员会章{what}" for what in ("停用公告", "报备", "重刻", "作废登记")]
    assert all(one.due_on for one in due[:2])
    announce_loss(seal=b.seal, by=b.chair, at=NOW)
    assert len(titles(b)) == 3


def test_where_the_place_says_so_each_half_year_is_made_public(settings, tmp_path) -> None:
    settings.FILES = tmp_path
    b = book(HANGZHOU, env=False)
    log_routine_use(seal=b.seal, title="收据", copies=1, used_on=TODAY, **photo(), by=b.chair, at=NOW)
    assert titles(b) == []
    assert titles(b, days(150)) == ["公开2026年下半年的用印情况"]


def test_the_number_of_statements_does_not_grow_with_what_is_due(b: Book) -> None:
    decision = decided(b.g)

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            duties_over([b.g.estate], NOW)
        return len(seen)

    asked(b, decision, amount_fen=100)
    first = count()
    asked(b, decision, amount_fen=100)
    asked(b, decision, amount_fen=100)
    assert count() == first
