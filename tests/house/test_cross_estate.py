"""An object of one estate under the address of another is not there, whoever asks and by whatever verb."""

from typing import Any

import pytest

from gongzhi.people.models import Person
from gongzhi.voting.tests import made as story
from tests.house.addresses import Address, addresses
from tests.house.asking import asking, filled, session_of
from tests.house.matrix import MATRIX
from tests.house.test_permissions import profile_of
from tests.house.two_estates import Place

# A personal link, a document and a grid name their own estate or community; an office and what was handed on their holder.
BOUND = {"appointment_id", "delegation_id", "document_id", "grid_id", "official_id", "photo_id", "sign_in", "token"}
BOUND |= {"call_id"}  # a call is bound to the force that it was made to
BOUND |= {"hook_slug", "reply_id"}  # a hook to its division, a reply to the personal link before it
BOUND |= {"request_number"}  # Open311 names the estate in the query, as its specification asks (jurisdiction_id)
GLOBAL = {"topic", "name", "page", "what", "hired", "kind", "step", "place", "change_id"}
GLOBAL |= {"service_code", "matter_change_id"}  # the responsibility list is one for all
GLOBAL |= {"month"}  # a month is no row of an estate


def with_objects() -> list[Address]:
    """Addresses with an estate and something of that estate in them."""
    return [a for a in addresses() if "code" in a.parameters and objects_of(a)]


def objects_of(address: Address) -> list[str]:
    """What stands in the address besides the estate."""
    return [name for name in address.parameters if name not in {"code", *GLOBAL}]


@pytest.mark.check
def test_every_address_with_an_object_names_its_estate() -> None:
    """Else the next tests would pass it over."""
    alone = [a.route for a in addresses() if objects_of(a) and not {"code", "division"} & set(a.parameters)]
    assert {name for route in alone for name in Address(route, ()).parameters} == BOUND
    assert len(with_objects()) > 60


@pytest.mark.parametrize("part", ["/api/", "/"])
def test_an_object_of_another_estate_is_not_there(
    part: str, lived: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everyone whom the matrix lets in at B asks at B for an object of A; with one of B they get in (the matrix)."""
    a, b = lived
    story.pin(monkeypatch, max(a.made.now, b.made.now))
    sessions = {capacity: session_of(person) for capacity, person in staff(b).items()}
    found = []
    with asking(monkeypatch) as asker:
        for address in with_objects():
            if address.route.startswith("/api/") != (part == "/api/"):
                continue
            last = objects_of(address)[-1]
            values = {**b.values, last: foreign(last, a, b)}
            if "/motions/<int:" in address.route:
                values["serial"] = b.values["draft"]  # of what was noticed every motion is refused alike
            for verb in address.verbs:
                row = MATRIX["addresses"][address.route][verb]
                body = filled(row.get("body", {}), b.values) if isinstance(row, dict) else {}
                profile = MATRIX["profiles"][profile_of(row)]
                inside = (
                    profile["let_in"] or profile["refused"]
                )  # what none of them may do is refused at B, not there for A
                keys = [sessions[capacity] for capacity in sessions if capacity in inside]
                got = {asker.send(address, verb, body, values, key)[1] for key in keys}
                if got != {"hidden"}:
                    found.append((address.route, verb, got))
    assert found == []


def foreign(name: str, a: Place, b: Place) -> Any:
    """The value of A for this parameter; for numbers that start anew in each estate, one that B does not have."""
    if name == "serial":
        return 9
    if name == "account":
        return "A99"
    if name == "flag_key":
        return str(b.values[name]).replace("A1", "A99")
    if name in ("number", "position", "term_number", "finding_number", "repair") or name.endswith("_serial"):
        return b.values[name] + 10_000
    assert a.values[name] != b.values[name], name
    return a.values[name]


def staff(place: Place) -> dict[str, Person]:
    """One person of each capacity in an estate; whoever the matrix lets in asks."""
    made = place.made
    return {
        "owner": place.owner,
        "committee": made.committee[0],
        "teller": made.tellers[0],
        "community": made.worker,
        "street": made.street,
    }


def test_an_object_of_another_estate_in_a_body_is_not_there(
    lived: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = lived
    story.pin(monkeypatch, a.made.now)
    at = f"/api/estates/{b.made.estate.code}"
    desk = f"{at}/desk/assemblies/1"
    unit = b.values["unit_id"]
    rename = {"what": "name", "change": {"name": "新名"}, "reason": "更正", "owner": a.values["owner_id"]}
    end_claim = {"what": "claim", "change": {"claim": a.values["claim_id"]}, "reason": "更正"}
    objecting = {"elector": a.values["elector_id"], "text": "异议"}
    order = {"kind": "supersede", "issuer": "会议", "document_number": "1", "text": "取代", "file": "$file"}
    asked = [
        (b.made.committee[0], f"{desk}/deliveries", {"elector": a.values["elector_id"], "way": "handed"}),
        (b.made.worker, f"{at}/letters", {"electors": [a.values["elector_id"], b.values["elector_id"]]}),
        (b.made.worker, f"{at}/units/{unit}/corrections", rename),
        (b.made.worker, f"{at}/units/{unit}/corrections", end_claim),
        (b.owner, f"{at}/assemblies/1/objections", objecting),
        (
            b.made.street,
            f"{desk}/resolutions/{b.values['resolution_id']}/orders",
            {**order, "by_resolution": a.values["resolution_id"]},
        ),
    ]
    answers = {}
    keys = [session_of(person) for person, _path, _body in asked]
    with asking(monkeypatch) as asker:
        for key, (_person, path, body) in zip(keys, asked, strict=True):
            status, _kind = asker.send(Address(path, ("POST",)), "POST", filled(body, {}), {}, key)
            answers[path, str(body)[:60]] = status
    assert set(answers.values()) == {404}, answers
