"""Nothing personal lies in clear in the database: every table is read as the application role."""

import psycopg.sql as sql
import pytest
from django.db import connection

from gongzhi.register import queries
from gongzhi.register.actions.ask_claim_code import ask_claim_code
from gongzhi.register.actions.ask_correction import ask_correction
from gongzhi.register.actions.freeze_roll import freeze_roll
from gongzhi.register.actions.issue_letter_codes import issue_letter_codes
from gongzhi.register.actions.open_roll_check import open_roll_check
from gongzhi.register.actions.propose_correction import propose_correction
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.actions.refuse_correction import refuse_correction
from gongzhi.register.models import Claim, Owner, Unit
from gongzhi.register.tests.conftest import ROSTERS, World

NAME = "望江院落_业主登记.csv"


def _everything() -> bytes:
    """Every row of every table that the application can read, as text."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r','p')"
            " AND has_table_privilege(session_user, oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        for name in tables:
            cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name)))
            found += [text.encode() for (text,) in cursor.fetchall() if text]
    return b"\n".join(found)


def test_no_name_number_or_document_of_a_roster_lies_in_clear(world: World) -> None:
    world.apply((ROSTERS / NAME).read_bytes(), NAME)
    owners = list(Owner.objects.filter(estate=world.estate))
    unit = Unit.objects.select_related("building").first()
    assert unit is not None
    elector = queries.elector_of_unit(unit)
    assert elector is not None
    number = queries.phone_of_elector(elector)
    ask_claim_code(unit=unit, digits=number[-4:], at=world.at)
    (letter,) = issue_letter_codes(estate=world.estate, electors=[elector], by=world.worker, at=world.at)
    Claim.objects.create(
        estate=world.estate, elector=elector, person_id=world.stranger.pk, way="phone", from_at=world.at
    )
    words = "我家面积写少了"
    asked = ask_correction(unit=unit, what="area", text=words, by=world.stranger, at=world.at)
    propose_correction(
        unit=unit,
        what="phone",
        change={"phone": "13599998888"},
        reason="本人到社区更正",
        by=world.worker,
        at=world.at,
        owner=next(h.owner for h in unit.holdings.all()),
        correction=asked,
    )
    refuse_correction(correction=asked, answer="已当面说明。", by=world.second, at=world.at)
    roll = propose_roll(estate=world.estate, parking="never", by=world.worker, at=world.at)
    roll = open_roll_check(roll=roll, days=7, by=world.second, at=world.at)
    freeze_roll(roll=roll, by=world.worker, at=world.later(days=9))

    secrets = {words, "13599998888", letter.code, "本人到社区更正"}
    for owner in owners:
        secrets |= {owner.number(), owner.document_number()}
        if len(owner.shown_name()) > 1:
            secrets.add(owner.shown_name())
    secrets.discard("")
    assert len(secrets) > 300
    text = _everything()
    assert unit.door.encode() in text
    assert [secret for secret in secrets if secret.encode() in text] == []
    assert [secret for secret in secrets if secret.encode().hex().encode() in text] == []


def test_the_scan_would_find_what_lies_in_clear(world: World) -> None:
    """The negative control: a door number is public and stands in clear."""
    world.apply((ROSTERS / NAME).read_bytes(), NAME)
    door = Unit.objects.values_list("door", flat=True).first()
    assert door
    assert door.encode() in _everything()


@pytest.mark.parametrize("field", ["name", "document", "phone"])
def test_two_owners_with_the_same_words_are_sealed_differently(world: World, field: str) -> None:
    world.apply(
        world.roster(
            "1栋,1单元,103,住宅,60.00,钱七,,13800007777,已售",
            "1栋,1单元,104,住宅,50.00,钱七,,13800007777,已售",
        )
    )
    blobs = [bytes(getattr(owner, field) or b"") for owner in Owner.objects.all()]
    if field == "document":
        assert blobs == [b"", b""]
    else:
        assert blobs[0] != blobs[1]
