"""The owner's path through Django's client: by link and by account, changed, resent, refused, and never a trace of it."""

import logging
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongzhi.people.models import Person
from gongzhi.people.queries import phone_index
from gongzhi.register.queries import claim_of
from gongzhi.voting.models import Ballot, Delivery
from gongzhi.voting.tests import made as m

pytestmark = pytest.mark.django_db
CHOICES = {1: "Y", 2: "N", 3: "B", 4: "A", 5: "S"}
POSTED = {f"m{n}": mark for n, mark in CHOICES.items()}


@pytest.fixture
def voting(monkeypatch):
    found = m.voting()
    m.pin(monkeypatch, found.now)
    return found


def link_of(voting, n=0):
    return f"/v/{m.links(voting)[voting.electors[n].pk]}/"


def key_in(response):
    return re.search(r'name="idempotency_key" value="([^"]+)"', response.content.decode())[1]


def number_of(n):
    return f"1380001{n:04d}"


def walk(client, base, *, posted=None, number, code=None):
    """From the link to the receipt in four taps: open, continue, confirm, cast."""
    posted = posted or POSTED
    assert client.get(base).status_code == 200
    opened = client.post(base)
    assert opened.status_code == 302
    paper = client.get(opened["Location"])
    data = {**posted, "idempotency_key": key_in(paper)}
    review = client.post(opened["Location"], {**data, "step": "review"})
    assert review.status_code == 200
    sent = client.post(opened["Location"], {**data, "step": "confirm"})
    assert sent.status_code == 200
    data |= {"step": "cast", "code": code or m.last_code(number)}
    return client.post(opened["Location"], data), data


def test_by_link_from_open_to_receipt(voting, client):
    done, _data = walk(client, link_of(voting), number=number_of(0))
    assert done.status_code == 302
    assert done["Location"].endswith("/receipt/")
    receipt = client.get(done["Location"])
    ballot = Ballot.objects.get()
    assert f"{ballot.commitment[:4]} {ballot.commitment[4:8]}".upper() in receipt.content.decode()
    assert claim_of(voting.electors[0]).person_id == ballot.person_id
    assert Delivery.objects.filter(elector=voting.electors[0], way="view").count() == 1
