"""Who gets in where: every address × verb × capacity, as permissions.yaml says; an address it lacks is an error."""

from typing import Any

import pytest

from gongzhi.people.models import Person
from gongzhi.voting.tests import made as story
from tests.house.addresses import Address, addresses
from tests.house.asking import Asker, asking, filled, session_of
from tests.house.matrix import MATRIX
from tests.house.two_estates import Place

CAPACITIES = list(MATRIX["capacities"])
PARTS = [
    "/api/estates/<slug:code>/desk/fund/",
    "/api/estates/<slug:code>/desk/",
    "/api/",
    "/desk/e/<slug:code>/fund/",
    "/desk/e/<slug:code>/issues/",
    "/desk/e/",
    "/desk/",
    "/",
]


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


@pytest.mark.parametrize("part", PARTS)
def test_everyone_gets_in_where_the_matrix_says_and_nowhere_else(
    part: str, lived: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each address × verb × capacity; of those let in each in turn has a page drawn, so that every page is drawn."""
    here, there = lived
    story.pin(monkeypatch, here.made.now)
    keys = {name: session_of(person) for name, person in people(here, there).items()}
    assert list(keys) == CAPACITIES
    wrong = []
    with asking(monkeypatch) as asker:
        for turn, (address, verb) in enumerate((one, verb) for one in part_of(part) for verb in one.verbs):
            row = MATRIX["addresses"][address.route][verb]
            wanted = expected(profile_of(row))
            drawn = drawn_for(wanted, turn)
            got = {name: ask(asker, address, verb, row, here, key, drawn=name in drawn) for name, key in keys.items()}
            if got != wanted:
                differs = {name: (wanted[name], got[name]) for name in wanted if wanted[name] != got[name]}
                wrong.append((address.route, verb, differs))
    assert wrong == []


def test_other_verbs_are_not_answered(lived: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that reads does not write under another verb."""
    here, _there = lived
    story.pin(monkeypatch, here.made.now)
    key = session_of(here.made.worker)
    answered = []
    with asking(monkeypatch) as asker:
        for address in addresses():
            for verb in {"POST", "PUT", "PATCH", "DELETE"} - set(address.verbs):
                status, _kind = asker.send(address, verb, {}, here.values, key)
                if status not in (404, 405) and address.route != "/i18n/setlang/":  # which then only leads back
                    answered.append((address.route, verb, status))
    assert answered == []


def part_of(part: str) -> list[Address]:
    """The addresses of one part, the first whose beginning they have; parts run side by side."""
    return [one for one in addresses() if next(filter(one.route.startswith, PARTS)) == part]


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


def profile_of(row: Any) -> str:
    return str(row["who"] if isinstance(row, dict) else row)


def expected(profile: str) -> dict[str, str]:
    """The answer for each capacity; whoever is not listed finds nothing there."""
    answers = MATRIX["profiles"][profile]
    listed = {capacity: kind for kind, capacities in answers.items() for capacity in capacities}
    return {capacity: listed.get(capacity, "hidden") for capacity in CAPACITIES}


def drawn_for(wanted: dict[str, str], turn: int) -> set[str]:
    """Whose page is drawn: one of those let in, another at each address, and everyone who is not let in."""
    inside = [name for name, kind in wanted.items() if kind == "let_in"]
    return set(wanted) - set(inside) | set(inside[turn % len(inside) :][:1] if inside else [])


def ask(asker: Asker, address: Address, verb: str, row: Any, place: Place, key: str, *, drawn: bool) -> str:
    """let_in · refused for lack of capacity · asked to sign_in · hidden: not there."""
    row = row if isinstance(row, dict) else {}
    values = {**place.values, **{name: place.values[other] for name, other in row.get("where", {}).items()}}
    status, kind = asker.send(address, verb, filled(row.get("body", {}), values), values, key, drawn=drawn)
    return kind if kind != "?" else f"{status}?"
