"""Ballots: where an elector stands, and the one statement that casts."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from gongzhi.kernel.models import Entry
from gongzhi.voting.models import Assembly, Ballot


@dataclass(frozen=True, slots=True)
class Standing:
    """What the box knows of one elector in one assembly: its line of the roll and its newest ballot; never a choice."""

    state: str
    opens_at: datetime
    closes_at: datetime
    entry_id: int | None
    ballot_id: int | None
    sequence: int | None
    commitment: str | None
    claim_person_id: int | None
    instant: datetime | None = None


COLUMNS = "a.state, a.opens_at, a.closes_at, e.id, b.id, b.sequence, b.commitment, c.person_id, b.at"
BOX = """
    LEFT JOIN register_rollentry e
      ON e.estate_id = a.estate_id AND e.roll_id = a.roll_id AND e.elector_id = %(elector)s
    LEFT JOIN LATERAL (
      SELECT id, sequence, commitment, at FROM voting_ballot
      WHERE estate_id = a.estate_id AND assembly_id = a.id AND elector_id = %(elector)s
      ORDER BY sequence DESC LIMIT 1) b ON true
    LEFT JOIN register_claim c
      ON c.estate_id = a.estate_id AND c.elector_id = %(elector)s AND c.until_at IS NULL
"""
STANDING = f"SELECT {COLUMNS} FROM voting_assembly a {BOX} WHERE a.estate_id = %(estate)s AND a.id = %(assembly)s"  # noqa: S608
CAST = """
    WITH a AS (
      SELECT id FROM voting_assembly
      WHERE estate_id = %(estate)s AND id = %(assembly)s AND state = 'noticed'
        AND opens_at <= %(at)s AND %(at)s < closes_at FOR SHARE
    ), c AS (
      UPDATE people_code SET used_at = %(at)s FROM a WHERE people_code.id = %(code)s AND used_at IS NULL
      RETURNING people_code.id
    ), j AS (
      INSERT INTO kernel_entry (estate_id, log, act, ref, by, at, body, leaf_hash)
      SELECT %(estate)s, %(log)s, %(act)s, %(ref)s, %(by)s, %(at)s, %(body)s, %(leaf)s FROM c RETURNING id
    )
    INSERT INTO voting_ballot (estate_id, assembly_id, entry_id, elector_id, sequence, supersedes_id, sealed,
      commitment, text_hash, code_id, device, person_id, idempotency_key, journal_entry_id, at)
    SELECT %(estate)s, a.id, %(entry)s, %(elector)s, %(sequence)s, %(supersedes)s, %(sealed)s,
      %(commitment)s, %(text_hash)s, c.id, %(device)s, %(person)s, %(key)s, j.id, %(at)s
    FROM a, c, j RETURNING id
"""


def standing_of(assembly: Assembly, elector_id: int) -> Standing:
    """Reads everything the box knows of an elector in one statement."""
    values = {"elector": elector_id, "estate": assembly.estate_id, "assembly": assembly.pk}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, values)
        return Standing(*cursor.fetchone())


def insert_ballot(ballot: Ballot, entry: Entry) -> int | None:
    """Casts in one statement: takes the assembly FOR SHARE while it is open, uses up the code, writes entry and ballot.

    None if voting is not open now or the code was used already; the share lock keeps a count from beginning meanwhile,
    and a state that changed while the statement waited for it is seen.
    """
    values = {
        "at": ballot.at,
        "code": ballot.code_id,
        "estate": ballot.estate_id,
        "log": entry.log,
        "act": entry.act,
        "ref": entry.ref,
        "by": entry.by,
        "body": entry.body,
        "leaf": entry.leaf_hash,
        "assembly": ballot.assembly_id,
        "entry": ballot.entry_id,
        "elector": ballot.elector_id,
        "sequence": ballot.sequence,
        "supersedes": ballot.supersedes_id,
        "sealed": ballot.sealed,
        "commitment": ballot.commitment,
        "text_hash": ballot.text_hash,
        "device": ballot.device,
        "person": ballot.person_id,
        "key": ballot.idempotency_key,
    }
    with connection.cursor() as cursor:
        cursor.execute(CAST, values)
        row = cursor.fetchone()
    return int(row[0]) if row else None


def ballot_of(assembly: Assembly, elector_id: int) -> Ballot | None:
    """The newest ballot of an elector, or None."""
    return (
        Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly, elector_id=elector_id)
        .order_by("-sequence")
        .first()
    )


def ballot_under(assembly: Assembly, elector_id: int, key: str) -> Ballot | None:
    """The ballot that this elector cast under an idempotency key, or None."""
    return Ballot.objects.filter(
        estate_id=assembly.estate_id, assembly=assembly, elector_id=elector_id, idempotency_key=key
    ).first()
