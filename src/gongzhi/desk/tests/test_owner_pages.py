"""The front page, the owner's home, and the public page of an estate from its first minute."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.people.models import Person
from gongzhi.register.queries import claim_of
from gongzhi.voting.tests import made as m

pytestmark = pytest.mark.django_db
CHOICES = {1: "Y", 2: "Y"}


def owner_of(made, n=0):
    m.cast(made, made.electors[n], CHOICES)
    return Person.objects.get(pk=claim_of(made.electors[n]).person_id)


def test_a_stranger_finds_the_estate_and_the_way_in(client):
    m.estate("桂溪苑")
    page = client.get("/").content.decode()
    assert "/e/guixiyuan/" in page
    assert "/sign-in/" in page
    assert "/e/guixiyuan/" in client.get("/?q=桂溪").content.decode()
    for asked in ("不存在的", "%25", "x" * 500, "a%00b"):
        assert "没有找到" in client.get(f"/?q={asked}").content.decode()
    for page in ("0", "-1", "99", "x", "%00"):
        assert client.get(f"/?page={page}").status_code == 200


def test_before_the_first_estate_the_page_says_what_comes_next(client):
    assert "还没有小区" in client.get("/").content.decode()


def test_an_officer_is_led_to_the_desk_and_an_owner_home(client, monkeypatch):
    made = m.voting(2, firm=False)
    m.pin(monkeypatch, made.now)
    m.sign_in(client, made.worker)
    assert client.get("/")["Location"] == "/desk/"
    m.sign_in(client, owner_of(made))
    assert client.get("/")["Location"] == "/home/"


def test_the_home_says_what_waits_and_shows_the_receipt(client, monkeypatch):
    made = m.voting(3, firm=False)
    m.pin(monkeypatch, made.now)
    person = owner_of(made)
    m.sign_in(client, person)
    page = client.get("/home/").content.decode()
    assert "现在没有等您办的事" in page
    assert "看回执" in page
    claim = claim_of(made.electors[0])
    other = made.electors[1]
    type(claim).objects.create(
        estate_id=claim.estate_id, elector=other, person_id=person.pk, way="letter", from_at=made.now
    )
    page = client.get("/home/").content.decode()
    assert "有 1 件事等您" in page
    assert f"/e/{made.estate.code}/vote/1/{other.pk}/" in page


def test_the_home_of_a_stranger_is_behind_the_sign_in(client):
    assert client.get("/home/")["Location"].startswith("/sign-in/")


def test_who_claimed_nothing_is_told_how(client):
    made = m.estate()
    m.sign_in(client, made.committee[0])
    assert "先认领您的房屋" in client.get("/home/").content.decode()


def test_the_public_page_is_up_in_the_first_minute(client, monkeypatch):
    made = m.estate()
    m.pin(monkeypatch, made.now)
    page = client.get(f"/e/{made.estate.code}/").content.decode()
    for words in ("桂溪苑公示栏", "现在没有表决", "还没有公布文件", "028-85550001", "桂街备〔2026〕12号"):
        assert words in page
    assert client.get("/e/nowhere/").status_code == 404


def test_an_open_vote_stands_on_the_public_page_and_later_its_result(client, monkeypatch):
    made = m.voting(3, firm=False)
    m.pin(monkeypatch, made.now)
    m.all_cast(made, [CHOICES] * 3)
    page = client.get(f"/e/{made.estate.code}/").content.decode()
    assert "3 / 3 人" in page
    m.signed(m.counted(made))
    m.pin(monkeypatch, made.now)
    page = client.get(f"/e/{made.estate.code}/").content.decode()
    assert "最终结果" in page
    assert "2026年第二次临时会议结果公告" in page


def test_the_home_takes_the_same_queries_for_one_home_and_for_eight(client, monkeypatch):
    counts = []
    for seed, homes in ((1, 1), (2, 8)):
        made = m.voting(8, name=f"{'甲乙'[seed - 1]}苑", seed=seed, firm=False)
        m.pin(monkeypatch, made.now)
        person = owner_of(made)
        claim = claim_of(made.electors[0])
        for elector in made.electors[1:homes]:
            type(claim).objects.create(
                estate_id=claim.estate_id, elector=elector, person_id=person.pk, way="letter", from_at=made.now
            )
        m.sign_in(client, person)
        client.get("/home/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/home/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
