"""The journal: only declared facts, free text only as a commitment that can be made unreadable, canonical bytes."""

import json
import os
from datetime import UTC, date, datetime

import pytest
import rfc8785
from django.db import Error, connection, transaction
from django.db.models import TextChoices

from gongzhi.kernel import journal
from gongzhi.kernel.errors import Refused
from gongzhi.kernel.journal import Fact, commitment, event, leaf_hash, record
from gongzhi.kernel.models import Entry, Salt
from gongzhi.kernel.states import check_move, diagram

AT = datetime(2026, 5, 1, 2, 3, 4, 5678, tzinfo=UTC)
SAID = event(
    "kernel.sample.said",
    number=Fact.NUMBER,
    word=Fact.WORD,
    day=Fact.DAY,
    instant=Fact.INSTANT,
    hash=Fact.HASH,
    truth=Fact.TRUTH,
    text=Fact.TEXT,
)
FACTS = {
    "number": 8932,
    "word": "own",
    "day": date(2026, 5, 2),
    "instant": AT,
    "hash": "ab" * 32,
    "truth": None,
    "text": "张三要求更正 3 幢 1503 的面积",
}


def written(**changed: object) -> Entry:
    return record(SAID, ref="sample:1", by="p0123", at=AT, estate_id=7, **{**FACTS, **changed})


@pytest.mark.check
def test_the_canonical_form_is_rfc_8785() -> None:
    """The vectors of RFC 8785 §3.2.2 and §3.2.3."""
    given = json.loads(
        r'{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],'
        r'"string":"\u20ac$\u000F\u000aA\u0027\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}'
    )
    assert rfc8785.dumps(given).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )
    keys = json.loads(
        r'{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",'
        r'"\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}'
    )
    order = list(json.loads(rfc8785.dumps(keys)).values())
    assert [name.split()[0] for name in order] == ["Carriage", "One", "Control", "Latin", "Euro", "Emoji:", "Hebrew"]


@pytest.mark.check
def test_the_bytes_of_an_entry_are_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever recomputes a leaf in ten years finds these bytes."""
    monkeypatch.setattr(os, "urandom", lambda size: bytes(range(size)))
    kinds = {name: kind for name, kind in SAID.facts.items() if name != "text"}
    facts = {name: value for name, value in FACTS.items() if name != "text"}
    row, salts = journal.draft(
        event("kernel.sample.said", **kinds), ref="sample:1", by="p0123", at=AT, estate_id=7, basis=3, facts=facts
    )
    assert row.body == (
        b'{"act":"kernel.sample.said","at":"2026-05-01T02:03:04.005678Z","basis":3,"by":"p0123","facts":{"day":"2026-05-02",'
        b'"hash":"'
        + b"ab"
        * 32
        + b'","instant":"2026-05-01T02:03:04.005678Z","number":8932,"truth":null,"word":"own"},'
        b'"log":"estate:7","n":"000102030405060708090a0b","ref":"sample:1","v":1}'
    )
    assert row.leaf_hash.hex() == "82a21be94697c70d2c1a094349f01649bda9221dea2a5e4d1975684f4d8df4b7"
    assert salts == {}


@pytest.mark.django_db
def test_free_text_enters_only_as_a_commitment() -> None:
    entry = written()
    body = bytes(entry.body)
    assert "张三" not in body.decode()
    assert "幢 1503" not in body.decode()
    salt = entry.salts.get(field="text").salt
    assert json.loads(body)["facts"]["text"] == {"sha256": commitment(bytes(salt), FACTS["text"])}
    assert bytes(entry.leaf_hash) == leaf_hash(body)


@pytest.mark.django_db
def test_the_same_text_twice_cannot_be_matched() -> None:
    first, second = (json.loads(bytes(written().body))["facts"]["text"] for _ in range(2))
    assert first != second


@pytest.mark.django_db
def test_an_erased_salt_leaves_the_entry_whole() -> None:
    entry = written()
    Salt.objects.filter(entry=entry).delete()
    again = Entry.objects.get(pk=entry.pk)
    assert bytes(again.body) == bytes(entry.body)
    assert not again.salts.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("number", "5"),
        ("number", True),
        ("number", 5.0),
        ("word", "张三"),
        ("word", "two words"),
        ("word", "x" * 81),
        ("day", AT),
        ("day", "2026-05-02"),
        ("instant", date(2026, 5, 2)),
        ("hash", "AB" * 32),
        ("hash", "ab" * 31),
        ("truth", 1),
        ("text", 5),
    ],
)
def test_a_fact_of_another_kind_is_refused(fact: str, value: object) -> None:
    with pytest.raises(TypeError, match=fact):
        written(**{fact: value})
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_undeclared_and_missing_facts_are_refused() -> None:
    with pytest.raises(TypeError, match="declared"):
        written(phone="13800000000")
    with pytest.raises(TypeError, match="declared"):
        record(SAID, ref="sample:1", by="p0123", at=AT, number=1)


@pytest.mark.django_db
def test_lists_hold_members_of_the_declared_kind() -> None:
    assert json.loads(bytes(written(word=["a", "b"]).body))["facts"]["word"] == ["a", "b"]
    with pytest.raises(TypeError, match="word"):
        written(word=["a", "李四"])


@pytest.mark.django_db
def test_the_log_of_an_office_and_of_an_estate_stay_apart() -> None:
    assert written().log == "estate:7"
    empty = event("kernel.sample.seen")
    assert record(empty, ref="x", by="system", at=AT, office="510107").log == "office:510107"
    wrong = Entry(estate_id=7, log="office:510107", act="x", ref="x", by="x", at=AT, body=b"{}", leaf_hash=b"")
    with pytest.raises(Error, match="kernel_entry_log_is_of_its_estate"), transaction.atomic():
        wrong.save()


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["UPDATE kernel_entry SET at = at", "DELETE FROM kernel_entry"])
def test_an_entry_is_never_changed(verb: str) -> None:
    written()
    with pytest.raises(Error, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


class Lamp(TextChoices):
    """States of a sample."""

    OFF = "off", "关"
    ON = "on", "开"
    BROKEN = "broken", "坏"


LAMP_MOVES = {Lamp.OFF: frozenset({Lamp.ON}), Lamp.ON: frozenset({Lamp.OFF, Lamp.BROKEN}), Lamp.BROKEN: frozenset()}


@pytest.mark.check
def test_a_move_that_is_not_in_the_table_is_refused_in_words() -> None:
    check_move(LAMP_MOVES, Lamp.OFF, Lamp.ON)
    with pytest.raises(Refused, match="坏"):
        check_move(LAMP_MOVES, Lamp.BROKEN, Lamp.ON)
    drawn = diagram("lamp", LAMP_MOVES)
    assert "on --> broken" in drawn
    assert "broken --> " not in drawn
