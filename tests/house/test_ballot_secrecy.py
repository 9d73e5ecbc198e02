"""Before the count nothing in the database, the logs or the sessions tells which way anyone voted; length neither.

Everything is read as the application role. Each test of an absence has its control: a leak planted is found.
"""

import base64
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client

from gongzhi.api.tests.client import Caller
from gongzhi.voting import sealing
from gongzhi.voting.actions import cast_ballot as casting
from gongzhi.voting.models import Ballot
from gongzhi.voting.tests import made as story
from tests.clones import TestDatabase

pytestmark = pytest.mark.race
ONE = {1: "Y", 2: "Y", 3: "A", 4: "A", 5: "Y"}
OTHER = {1: "N", 2: "S", 3: "B", 4: "N", 5: "S"}
VOTERS = 6
Row = tuple[Any, ...]
Cast = Callable[[story.Made, str, Mapping[int, str], str], None]


def by_page(made: story.Made, token: str, choices: Mapping[int, str], number: str) -> None:
    """One ballot through the pages."""
    client, path = Client(), f"/v/{token}/ballot/"
    sent = {f"m{n}": mark for n, mark in choices.items()} | {"idempotency_key": f"page-{number}"}
    assert client.post(f"/v/{token}/").status_code == 302
    assert client.post(path, {**sent, "step": "review"}).status_code == 200
    assert client.post(path, {**sent, "step": "confirm"}).status_code == 200
    done = client.post(path, {**sent, "step": "cast", "code": story.last_code(number)})
    assert done.status_code == 302
    assert client.get(done["Location"]).status_code == 200


def by_api(made: story.Made, token: str, choices: Mapping[int, str], number: str) -> None:
    """One ballot through the API."""
    caller = Caller()
    assert caller.post(f"/v/{token}/code").status_code == 200
    body = {"choices": {str(n): mark for n, mark in choices.items()}, "code": story.last_code(number)}
    assert caller.post(f"/v/{token}/ballot", body, key=f"api-{number}").status_code == 200


class Watched:
    """What the voters of each direction left behind, and every salt and ballot that must not be found."""

    def __init__(self, cast: Cast, patch: pytest.MonkeyPatch, owner: psycopg.Connection) -> None:
        self.salts: list[bytes] = []
        self.ballots: list[bytes] = []
        self._listen(patch)
        self.made = story.voting(VOTERS)
        links = story.links(self.made)
        _make_numbers_long(owner)
        for elector in self.made.electors:
            story.cast(self.made, elector, ONE)
        story.pin(patch, self.made.now)
        self.left: dict[str, dict[bool, list[list[Row]]]] = defaultdict(lambda: {True: [], False: []})
        for n, elector in enumerate(self.made.electors):
            before = everything()
            way = n % 2 == 0
            cast(self.made, links[elector.pk], ONE if way else OTHER, f"138{1:04d}{n:04d}")
            after = everything()
            for table in after:
                self.left[table][way].append(sorted(after[table] - before[table], key=repr))
        assert Ballot.objects.count() == 2 * VOTERS

    def _listen(self, patch: pytest.MonkeyPatch) -> None:
        real_seal, real_commitment = sealing.seal, sealing.commitment_of

        def seal(scope: str, bound_to: str, ballot: bytes) -> tuple[bytes, str]:
            self.ballots.append(ballot)
            return real_seal(scope, bound_to, ballot)

        def commitment_of(salt: bytes, ballot: bytes) -> str:
            self.salts.append(salt)
            return real_commitment(salt, ballot)

        patch.setattr(sealing, "seal", seal)
        patch.setattr(sealing, "commitment_of", commitment_of)

    def differences(self) -> list[str]:
        """Where the two directions can be told apart: number of rows, length or kind of a value, a value they share."""
        found = []
        for table, ways in self.left.items():
            if {len(rows) for rows in ways[True]} != {len(rows) for rows in ways[False]}:
                found.append(f"{table}: number of rows")
                continue
            for place in range(len(ways[True][0])):
                one, other = ([rows[place] for rows in ways[way]] for way in (True, False))
                found += [
                    f"{table}.{name}"
                    for column, name in enumerate(columns_of(table))
                    if told_apart([row[column] for row in one], [row[column] for row in other])
                ]
        return found

    def needles(self) -> list[bytes]:
        """Salts and ballots in every form in which they might be written down."""
        found = [form for ballot in self.ballots for form in (ballot, repr(ballot)[2:-1].encode())]
        for salt in self.salts:
            found += [salt, salt.hex().encode(), base64.b64encode(salt), repr(salt)[2:-1].encode()]
        for choices in (ONE, OTHER):
            named = {f"m{n}": mark for n, mark in choices.items()}
            texts = [str(choices), str(named), json.dumps(choices), json.dumps(named)]
            texts += ["&".join(f"m{n}={mark}" for n, mark in choices.items()), "".join(choices.values())]
            texts += [json.dumps({str(n): mark for n, mark in choices.items()}, separators=(",", ":"))]
            found += [text.encode() for text in texts]
        return found


def _make_numbers_long(owner: psycopg.Connection) -> None:
    """Row numbers of six digits, so that no number grows by a digit between two voters."""
    names = owner.execute(
        "SELECT format('%I', c.relname) FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace"
    ).fetchall()
    for (name,) in names:
        owner.execute(f"SELECT setval('{name}', 100000 + nextval('{name}'))")
    owner.commit()


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608
        return [column.name for column in cursor.description]


def everything() -> dict[str, set[Row]]:
    """Every column of every table, as the application role reads it."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        assert cursor.fetchone() == ("gongzhi_app",)
        for table in tables():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found[table] = {tuple(_plain(value) for value in row) for row in cursor.fetchall()}
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    return value if value is None or isinstance(value, bytes | int | str) else str(value)


def told_apart(one: list[Any], other: list[Any]) -> bool:
    """Whether a column tells two directions apart: by kind or length, or by values that repeat within one of them."""

    def measures(values: Iterable[Any]) -> set[tuple[str, int]]:
        return {(type(v).__name__, len(v) if isinstance(v, bytes | str) else 0) for v in values}

    if measures(one) != measures(other):
        return True
    repeats = len(set(one)) < len(one) or len(set(other)) < len(other)
    return repeats and not set(one) & set(other)


def found_in(texts: Iterable[bytes], needles: Iterable[bytes]) -> list[bytes]:
    hay = b"\0".join(texts)
    return [needle for needle in needles if needle in hay]


def database_as_bytes() -> list[bytes]:
    return [
        value if isinstance(value, bytes) else str(value).encode()
        for rows in everything().values()
        for row in rows
        for value in row
        if value is not None
    ]


@pytest.mark.parametrize("cast", [by_page, by_api])
def test_two_directions_leave_the_same_behind(
    clone_db: TestDatabase,
    owner_connection: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    cast: Cast,
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django")  # every statement with its parameters
    connections["default"].force_debug_cursor = True
    try:
        watched = Watched(cast, monkeypatch, owner_connection)
    finally:
        connections["default"].force_debug_cursor = False
    assert watched.differences() == []
    assert {len(bytes(b.sealed)) for b in Ballot.objects.all()} == {12 + 32 + sealing.BLOCK + 16}
    assert len(watched.salts) == len(watched.ballots) == 2 * VOTERS
    assert found_in(database_as_bytes(), watched.needles()) == []
    logged = [f"{record.getMessage()} {record.__dict__}".encode() for record in caplog.records]
    assert any(b"voting_ballot" in line for line in logged)
    assert found_in(logged, watched.needles()) == []
    assert found_in(files(), watched.needles()) == []


def files() -> list[bytes]:
    """Every log file below the instance's home."""
    return [path.read_bytes() for path in Path(settings.HOME).rglob("*.log*") if path.is_file()] + [b""]


def test_two_letters_of_a_choice_are_sealed_in_the_same_length() -> None:
    """Also a whole paper of letters against one of abstentions, of one motion or of forty."""
    lengths = set()
    for motions in (1, 5, 40):
        for mark in "ABMYNS":
            choices = dict.fromkeys(range(1, motions + 1), mark)
            paper = sealing.canonical(assembly_id=7, elector="e" * 16, sequence=0, previous="a" * 64, choices=choices)
            lengths.add((motions, 32 + 12 + 16 + -(-(len(paper) + 4) // sealing.BLOCK) * sealing.BLOCK))
    assert len(lengths) == 3


def test_a_choice_in_a_digest_is_found(
    clone_db: TestDatabase, owner_connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: a column that merely depends on the choice tells the directions apart."""
    real = casting.cast_ballot

    def leaking(**asked: Any) -> Ballot:
        return real(**{**asked, "device": str(asked["choices"])})

    monkeypatch.setattr("gongzhi.api.ballots.cast_ballot", leaking)
    assert Watched(by_api, monkeypatch, owner_connection).differences() == ["voting_ballot.device"]


def test_a_choice_in_a_length_is_found(
    clone_db: TestDatabase, owner_connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: a key that is longer for one direction tells them apart."""
    real = casting.cast_ballot

    def leaking(**asked: Any) -> Ballot:
        longer = "x" if asked["choices"][1] == "Y" else ""
        return real(**{**asked, "idempotency_key": asked["idempotency_key"] + longer})

    monkeypatch.setattr("gongzhi.api.ballots.cast_ballot", leaking)
    assert Watched(by_api, monkeypatch, owner_connection).differences() == ["voting_ballot.idempotency_key"]


def test_an_unsealed_choice_and_a_salt_are_found(
    clone_db: TestDatabase,
    owner_connection: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Control: a ballot kept in clear, a salt beside it, a choice in a log line."""
    watched = Watched(by_api, monkeypatch, owner_connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_code SET asked_from = %s", [watched.salts[0]])
        cursor.execute(
            "UPDATE kernel_message SET error = %s WHERE true", ["&".join(f"m{n}={m}" for n, m in ONE.items())]
        )
    assert len(found_in(database_as_bytes(), watched.needles())) == 2
    logging.getLogger("gongzhi").warning("cast %s", OTHER)
    assert found_in([record.getMessage().encode() for record in caplog.records], watched.needles()) == [
        str(OTHER).encode()
    ]


def test_the_key_of_the_assembly_is_not_in_the_database(clone_db: TestDatabase) -> None:
    """Whoever has only the database can open nothing: the key is there wrapped, the master key is a file."""
    from gongzhi.kernel import keys

    made = story.voting(1)
    story.cast(made, made.electors[0], ONE)
    scope = f"assembly:{made.estate.pk}:{made.assembly.pk}"
    secrets = [keys.data_key(scope), keys._kept("master"), keys._kept("index")]
    forms = [form for key in secrets for form in (key, key.hex().encode(), base64.b64encode(key))]
    assert found_in(database_as_bytes(), forms) == []
