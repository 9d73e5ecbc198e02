"""Who gets in where: every address × verb × capacity, as permissions.yaml says; an address it lacks is an error."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django import shortcuts
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.client import ClientHandler

from gongzhi.people.models import Person
from gongzhi.voting.tests import made as story
from tests.house.addresses import Address, addresses
from tests.house.two_estates import Place, two_estates, upload

MATRIX = yaml.safe_load((Path(__file__).parent / "permissions.yaml").read_text("utf-8"))
CAPACITIES = list(MATRIX["capacities"])
ONLY = ("这件事只能由", "只有本社区的工作人员可以建小区", "由本小区有此权限的组织办理")


@pytest.mark.check
def test_every_address_and_verb_is_in_the_matrix() -> None:
    there = {(address.route, verb) for address in addresses() for verb in address.verbs}
    listed = {(route, verb) for route, verbs in MATRIX["addresses"].items() for verb in verbs}
    assert there - listed == set(), "add these to permissions.yaml"
    assert listed - there == set(), "these are gone"


@pytest.mark.check
def test_every_row_names_a_known_profile() -> None:
    for route, verbs in MATRIX["addresses"].items():
        for verb, row in verbs.items():
            assert profile_of(row) in MATRIX["profiles"], (route, verb)
    for name, answers in MATRIX["profiles"].items():
        listed = [capacity for kind in ("let_in", "refused", "sign_in") for capacity in answers.get(kind, [])]
        assert len(listed) == len(set(listed)), name
        assert set(listed) <= set(CAPACITIES), name


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["/api/", "/desk/", "/"])
def test_everyone_gets_in_where_the_matrix_says_and_nowhere_else(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = two_estates()
    story.pin(monkeypatch, here.made.now)
    not_there_is_drawn_once(monkeypatch)
    keys = {name: session_of(person) for name, person in people(here, there).items()}
    assert list(keys) == CAPACITIES
    wrong = []
    for address in part_of(part):
        for verb in address.verbs:
            row = MATRIX["addresses"][address.route][verb]
            wanted = expected(profile_of(row))
            got = {name: ask(address, verb, row, here, key) for name, key in keys.items()}
            if got != wanted:
                differs = {name: (wanted[name], got[name]) for name in wanted if wanted[name] != got[name]}
                wrong.append((address.route, verb, differs))
    assert wrong == []


@pytest.mark.django_db
def test_other_verbs_are_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that reads does not write under another verb."""
    here, _there = two_estates()
    story.pin(monkeypatch, here.made.now)
    not_there_is_drawn_once(monkeypatch)
    key = session_of(here.made.worker)
    answered = []
    for address in addresses():
        for verb in {"POST", "PUT", "PATCH", "DELETE"} - set(address.verbs):
            status, _kind = send(address, verb, {}, here.values, key)
            if status not in (404, 405) and address.route != "/i18n/setlang/":  # which then only leads back
                answered.append((address.route, verb, status))
    assert answered == []


def not_there_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of what is not there is drawn once for each session; hundreds of requests are answered by it."""
    drawn: dict[tuple[str, str], HttpResponse] = {}

    def render(request: HttpRequest, template: str, context: dict[str, Any], *, status: int) -> HttpResponse:
        if template != "web/not_found.html":
            return shortcuts.render(request, template, context, status=status)
        key = (template, request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
        if key not in drawn:
            drawn[key] = shortcuts.render(request, template, context, status=status)
        return HttpResponse(drawn[key].content, status=status)

    monkeypatch.setattr("gongzhi.web.middleware.render", render)


def part_of(part: str) -> list[Address]:
    """The addresses of one part: the API, the desk, or everything else."""
    parts = ("/api/", "/desk/")
    known = [a for a in addresses() if a.route.startswith(parts)]
    if part in parts:
        return [a for a in known if a.route.startswith(part)]
    return [a for a in addresses() if a not in known]


def people(here: Place, there: Place) -> dict[str, Person | None]:
    """One person of each capacity; the estate of the matrix is `here`."""
    from gongzhi.people.actions.know_person import know_person
    from tests.norms.made import administrator

    made = here.made
    return {
        "stranger": None,
        "person": know_person(name="路人", number="13600000000", at=made.now),
        "owner": here.owner,
        "other_owner": there.owner,
        "committee": made.committee[1],
        "teller": made.tellers[0],
        "community": made.second_worker,
        "street": made.street,
        "other_committee": there.made.committee[0],
        "other_community": there.made.worker,
        "administrator": administrator("51", "13800510009", at=made.now),
    }


def session_of(person: Person | None) -> str:
    """The cookie of a session of this person."""
    client = Client()
    if person is None:
        return ""
    story.sign_in(client, person)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def profile_of(row: Any) -> str:
    return str(row["who"] if isinstance(row, dict) else row)


def expected(profile: str) -> dict[str, str]:
    """The answer for each capacity; whoever is not listed finds nothing there."""
    answers = MATRIX["profiles"][profile]
    listed = {capacity: kind for kind, capacities in answers.items() for capacity in capacities}
    return {capacity: listed.get(capacity, "hidden") for capacity in CAPACITIES}


def ask(address: Address, verb: str, row: Any, place: Place, key: str) -> str:
    """let_in · refused for lack of capacity · asked to sign_in · hidden: not there."""
    row = row if isinstance(row, dict) else {}
    values = {**place.values, **{name: place.values[other] for name, other in row.get("where", {}).items()}}
    status, kind = send(address, verb, filled(row.get("body", {}), values), values, key)
    return kind if kind != "?" else f"{status}?"


def filled(body: Any, values: dict[str, Any]) -> Any:
    """The body with `$name` replaced by the value of that name, `$file` by a file."""
    if isinstance(body, dict):
        return {name: filled(value, values) for name, value in body.items()}
    if isinstance(body, list):
        return [filled(value, values) for value in body]
    if isinstance(body, str) and body.startswith("$"):
        return upload() if body == "$file" else values[body[1:]]
    return body


@cache
def _handler() -> ClientHandler:
    """The product behind every request: its middleware is loaded once, not once a client."""
    return ClientHandler(enforce_csrf_checks=False)


def quick_client() -> Client:
    """A client without cookies, at the shared handler."""
    client = Client()
    client.handler = _handler()
    return client


def send(address: Address, verb: str, body: Any, values: dict[str, Any], key: str) -> tuple[int, str]:
    """One request whose traces are rolled back, and what kind of answer it got."""
    client = quick_client()
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    path = address.path(values)
    with transaction.atomic():
        if verb == "GET":
            answer = client.get(path, body)
        elif path.startswith("/api/") and not any(hasattr(value, "read") for value in body.values()):
            sent = json.dumps(body)
            answer = client.generic(verb, path, sent, content_type="application/json")
        elif verb == "POST":
            answer = client.post(path, body if path.startswith("/api/") else {"idempotency_key": "matrix", **body})
        else:
            answer = client.generic(verb, path)
        kind = kind_of(answer)
        transaction.set_rollback(True)
    return answer.status_code, kind


def kind_of(answer: Any) -> str:
    status = answer.status_code
    if status == 401 or (status == 302 and answer["Location"].startswith("/sign-in/?")):
        return "sign_in"
    if status == 404:
        return "hidden"
    if status == 409 and any(words in answer.content.decode() for words in ONLY):
        return "refused"
    return "let_in" if status < 400 or status in (409, 422) else "?"
