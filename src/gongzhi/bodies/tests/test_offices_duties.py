"""What is due about seats, for whom; and as many statements for many estates as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies import access
from gongzhi.bodies.actions.end_body import end_body
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.mark_dispute import mark_dispute
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.propose_recall import propose_recall
from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.duties import offices
from gongzhi.bodies.tests.ground import AT, ON, QINGDAO, Ground, ground
from gongzhi.kernel.errors import Refused
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi_law.powers import Power

pytestmark = pytest.mark.django_db
K = Capacity.Kind


def due(g: Ground, at=AT) -> list[tuple[str, str]]:
    found = offices.duties_over({g.estate.pk: g.estate}, at)
    return [(duty.title, duty.who) for duty in found.get(g.estate.pk, [])]


@pytest.mark.clause("B1.5")
def test_empty_seats_are_filled_by_alternates_then_elected_then_all_anew() -> None:
    g = ground(seated=4)
    assert due(g) == [("桂溪苑业委会缺 1 席：候补递补", str(K.COMMUNITY.label))]
    for n in (2, 3):
        resign_seat(appointment=g.seats[n], words="辞职", on=ON, by=g.person(n), at=AT)
    assert "重新选举" in due(g)[0][0] or "补选" in due(g)[0][0]
    resign_seat(appointment=g.seats[1], words="辞职", on=ON, by=g.person(1), at=AT)
    assert "重新选举" in due(g)[0][0]


@pytest.mark.clause("L4.4", "L4.1")
def test_terms_to_confirm_and_to_hand_over_recalls_and_disputes_are_due() -> None:
    g = ground(confirmed=False)
    assert due(g) == [("桂溪苑业委会第 1 届：凭备案确认，成员才能登录", str(K.STREET.label))]
    h = ground(QINGDAO)
    assert due(h) == []
    case = {"proposer": "members", "proposers": 3, "proposers_of": 5, "proposer_words": "提议书", "ground": "缺席"}
    propose_recall(appointment=h.seats[1], by=h.person(0), at=AT, **case)
    mark_dispute(estate=h.estate, about="x", document_number="1号", on=ON, by=h.street, at=AT)
    assert [who for _title, who in due(h)] == [str(K.COMMITTEE.label), str(K.STREET.label)]
    later = AT.replace(year=2029, month=9)
    until = later.date().replace(year=2032)
    open_term(body=h.body, set_size=5, from_on=later.date(), until_on=until, basis="换届", by=h.worker, at=later)
    assert any("移交完毕以后终止" in title for title, _who in due(h, later))


@pytest.mark.clause("L4.1", "A3.2")
def test_a_term_whose_place_an_interim_body_took_is_to_hand_over() -> None:
    g = ground()
    later = AT.replace(year=2029, month=9)
    assert not any("移交完毕" in title for title, _who in due(g, later))
    asked = {"kind": "interim", "name": "物管会", "basis": "街道文件", "formed_on": later.date()}
    form_body(estate=g.estate, by=g.street, at=later, **asked)
    assert ("桂溪苑业委会第 1 届：移交完毕以后终止", str(K.COMMUNITY.label)) in due(g, later)


@pytest.mark.clause("L2.1")
def test_what_stands_in_an_estate_that_ended_is_wound_up_and_nothing_else() -> None:
    g = ground()
    Estate.objects.filter(pk=g.estate.pk).update(ended_on=ON)
    g.estate.refresh_from_db()
    assert due(g) == [("小区已合并或者分立：桂溪苑业委会移交以后终止", str(K.COMMUNITY.label))]
    with pytest.raises(Refused, match="只可查阅"):
        access.require_power(g.person(0), g.estate, Power.PAY_DUE, at=AT)
    with pytest.raises(Refused, match="只可查阅"):
        open_term(body=g.body, set_size=5, from_on=ON + timedelta(days=1), basis="换届", by=g.worker, at=AT)
    end_body(body=g.body, reason="合并承接", on=ON, by=g.worker, at=AT)
    assert due(g) == []


def test_many_estates_take_no_more_statements_than_one() -> None:
    g, h = ground(seated=4), ground(QINGDAO, seated=4)
    estates = {e.estate.pk: e.estate for e in (g, h)}
    with CaptureQueriesContext(
        connection,
    ) as one:
        offices.duties_over({g.estate.pk: g.estate}, AT)
    with CaptureQueriesContext(connection) as both:
        found = offices.duties_over(estates, AT)
    assert len(found) == 2
    assert len(both) == len(one)
