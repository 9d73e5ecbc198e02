"""What stands around every page: who one is here, which estate, which boards; nothing of it where it is not asked."""

import pytest
from django.db import OperationalError
from django.shortcuts import render
from django.test import Client, RequestFactory

from gongzhi.desk import frame
from gongzhi.people.actions.know_person import know_person
from gongzhi.voting.tests import made

pytestmark = pytest.mark.django_db


def window(story, person, monkeypatch):
    """The person's own window, signed in unless nobody is."""
    client = Client()
    made.pin(monkeypatch, story.now)
    if person:
        made.sign_in(client, person)
    return client


def page(story, person, address, monkeypatch):
    return window(story, person, monkeypatch).get(address)


def test_the_desk_says_who_one_is_here_and_where_this_is(monkeypatch):
    story = made.estate()
    address = f"/desk/e/{story.estate.code}/"
    words = page(story, story.committee[0], address, monkeypatch).content.decode()
    assert "刘芳" in words
    assert "业主委员会委员" in words
    assert "武侯区 桂溪街道 桂溪社区" in words
    boards = page(story, story.committee[0], f"{address}assemblies/", monkeypatch).context["boards"]
    assert [b["label"] for b in boards] == ["待办", "报事", "表决", "资金", "名册", "组织", "规则", "身份", "公开页"]
    assert [b["label"] for b in boards if b["active"]] == ["表决"]


def test_strangers_see_no_boards_and_no_name(monkeypatch):
    story = made.estate()
    answer = page(story, None, f"/e/{story.estate.code}/", monkeypatch)
    assert not answer.context["boards"]
    assert not answer.context["person"]
    nobody = page(story, None, "/desk/nowhere/", monkeypatch)
    assert nobody.status_code == 404
    assert "我的待办" not in nobody.content.decode()


def test_an_owner_at_an_address_that_is_none_reads_that_it_is_none(monkeypatch):
    story = made.estate()
    owner = know_person(name="赵小一", number="13800070001", at=story.now)
    assert page(story, owner, "/desk/nowhere/", monkeypatch).status_code == 404


def test_a_page_that_tells_of_a_broken_database_does_not_need_it(monkeypatch):
    def broken(request):
        raise OperationalError("gone")

    for name in ("person_of", "boards_of", "mast_of"):
        monkeypatch.setattr(frame, name, broken)
    request = RequestFactory().get("/desk/")
    request.person = None
    assert "没有写下任何东西" in render(request, "web/error.html", status=500).content.decode()


def test_nobody_is_led_to_a_board_that_is_closed_to_them(monkeypatch):
    story = made.housed(made.estate(), 2)
    for person in (story.tellers[0], story.street, story.worker, story.committee[0]):
        client = window(story, person, monkeypatch)
        answer = client.get(f"/desk/e/{story.estate.code}/")
        places = [b["url"] for b in answer.context["boards"]] + [s["url"] for s in answer.context["stations"]]
        places += [d["action_url"] for d in answer.context["own"] + answer.context["others"] if d["action_url"]]
        for place in dict.fromkeys(places):
            assert client.get(place).status_code == 200, (person.shown_name(), place)
