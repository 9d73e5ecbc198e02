"""The pages of seats as people see them: what a body past its term may do, both sides of a dispute, one's own office."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.mark_dispute import mark_dispute
from gongzhi.bodies.actions.propose_recall import propose_recall
from gongzhi.bodies.actions.state_in_dispute import state_in_dispute
from gongzhi.bodies.models import Appointment, Delegation, Recall
from gongzhi.bodies.states import RecallState
from gongzhi.bodies.tests.ground import AT, ON, Ground, ground
from gongzhi.bodies.tests.overview_world import client_of, pin

pytestmark = pytest.mark.django_db


def text_of(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"bodies:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.clause("L4.1")
def test_the_page_of_a_body_past_its_term_says_what_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    g = ground(seated=4)
    pin(monkeypatch, AT.replace(year=2029, month=9))
    page = text_of(client_of(g.worker), "desk_body", g.estate.code, g.body.pk)
    for words in ("届满看守", "届满未换届", "换届还有哪几步", "空缺", "候补第 1 位", "不可以"):
        assert words in page
    listed = text_of(client_of(g.street), "desk_bodies", g.estate.code)
    assert "有 1 个组织届满未换届" in listed


def test_the_list_asks_no_more_for_many_bodies_than_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    g = ground()
    pin(monkeypatch, AT + timedelta(hours=1))
    client, counts = client_of(g.street), []
    for more in (1, 12):
        for n in range(more):
            named = {"kind": "utility", "name": f"供水站{more}-{n}", "basis": "文件", "formed_on": ON}
            form_body(division=g.estate.community, by=g.street, at=AT, **named)
        with CaptureQueriesContext(connection) as asked:
            text_of(client, "desk_bodies", g.estate.code)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.clause("L4.4")
def test_both_sides_of_a_dispute_stand_on_one_public_page_without_anyones_name(monkeypatch: pytest.MonkeyPatch) -> None:
    g = ground()
    pin(monkeypatch, AT + timedelta(hours=1))
    assert "现在没有换届争议" in text_of(Client(), "dispute", g.estate.code)
    mark_dispute(estate=g.estate, about="两份名单", document_number="桂街函1号", on=ON, by=g.street, at=AT)
    for side, by in (("甲方", g.person(0)), ("乙方", g.worker)):
        state_in_dispute(estate=g.estate, side=side, words=f"{side}的材料", by=by, at=AT)
    page = text_of(Client(), "dispute", g.estate.code)
    assert all(words in page for words in ("甲方的材料", "乙方的材料", "桂街函1号", "期间桂溪苑业委会能做什么"))
    assert g.person(0).shown_name() not in page


@pytest.mark.clause("B1.5", "B4.1")
def test_a_member_answers_hands_on_and_chooses_on_their_own_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    g = ground()
    pin(monkeypatch, AT + timedelta(hours=1))
    _recall(g)
    me, other = client_of(g.person(1)), client_of(g.person(2))
    own = g.seats[1].pk
    assert "有人提议罢免您" in text_of(me, "own_office", own)
    assert other.get(reverse("bodies:own_office", args=[own])).status_code == 404
    assert me.post(reverse("bodies:own_answer", args=[own]), {"words": "住院，已请假"}).status_code == 302
    one = Recall.objects.get()
    assert one.state == RecallState.ANSWERED
    assert "住院，已请假" in text_of(client_of(g.worker), "recall", g.estate.code, one.pk)
    for page in ("decide_recall", "withdraw_recall"):
        assert text_of(client_of(g.worker), page, g.estate.code, one.pk)
    until = (ON + timedelta(days=30)).isoformat()
    handing = {"name": "某", "number": "13600000001", "powers": ["supervise"], "basis": "委托书", "from_on": ON}
    assert me.post(reverse("bodies:own_delegate", args=[own]), {**handing, "until_on": until}).status_code == 302
    assert Delegation.objects.get().powers == ["supervise"]
    assert me.post(reverse("bodies:own_shown", args=[own]), {"phone": "13700010001"}).status_code == 302
    assert Appointment.objects.get(pk=own).shown_phone == "13700010001"
    assert me.post(reverse("bodies:own_resign", args=[own]), {"words": "辞职", "on": ON}).status_code == 302
    held = Appointment.objects.get(pk=own)
    assert (held.end_way, held.shown_phone) == ("resigned", "")


def _recall(g: Ground) -> None:
    case = {"proposer": "community", "proposer_words": "提议书", "ground": "缺席"}
    propose_recall(appointment=g.seats[1], by=g.worker, at=AT, **case)
