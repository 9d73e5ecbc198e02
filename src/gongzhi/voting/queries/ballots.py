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
    same_key_id: int | None
    claim_person_id: int | None
    instant: datetime | None = None


def standing_of(assembly: Assembly, elector_id: int, *, key: str = "", lock: bool = False) -> Standing:
    """Reads everything casting needs in one statement; `lock` takes the assembly FOR SHARE, so that no count begins."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT a.state, a.opens_at, a.closes_at, e.id, b.id, b.sequence, b.commitment, k.id, c.person_id, b.at
            FROM voting_assembly a
            LEFT JOIN register_rollentry e
              ON e.estate_id = a.estate_id AND e.roll_id = a.roll_id AND e.elector_id = %s
            LEFT JOIN LATERAL (
              SELECT id, sequence, commitment, at FROM voting_ballot
              WHERE estate_id = a.estate_id AND assembly_id = a.id AND elector_id = %s
              ORDER BY sequence DESC LIMIT 1) b ON true
            LEFT JOIN voting_ballot k
              ON k.estate_id = a.estate_id AND k.assembly_id = a.id AND k.elector_id = %s AND k.idempotency_key = %s
            LEFT JOIN register_claim c
              ON c.estate_id = a.estate_id AND c.elector_id = %s AND c.until_at IS NULL
            WHERE a.estate_id = %s AND a.id = %s
            {"FOR SHARE OF a" if lock else ""}
            """,  # noqa: S608  (nothing but a constant is put into the text)
            [elector_id, elector_id, elector_id, key, elector_id, assembly.estate_id, assembly.pk],
        )
        return Standing(*cursor.fetchone())


def insert_ballot(ballot: Ballot, entry: Entry) -> int | None:
    """Uses up the code and inserts journal entry and ballot in one statement; None if the code was used already."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH c AS (
              UPDATE people_code SET used_at = %(at)s WHERE id = %(code)s AND used_at IS NULL RETURNING id
            ), j AS (
              INSERT INTO kernel_entry (estate_id, log, act, ref, by, at, body, leaf_hash)
              SELECT %(estate)s, %(log)s, %(act)s, %(ref)s, %(by)s, %(at)s, %(body)s, %(leaf)s FROM c RETURNING id
            )
            INSERT INTO voting_ballot (estate_id, assembly_id, entry_id, elector_id, sequence, supersedes_id, sealed,
              commitment, text_hash, code_id, device, person_id, idempotency_key, journal_entry_id, at)
            SELECT %(estate)s, %(assembly)s, %(entry)s, %(elector)s, %(sequence)s, %(supersedes)s, %(sealed)s,
              %(commitment)s, %(text_hash)s, c.id, %(device)s, %(person)s, %(key)s, j.id, %(at)s
            FROM c, j RETURNING id
            """,
            {
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
            },
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def ballot_of(assembly: Assembly, elector_id: int) -> Ballot | None:
    """The newest ballot of an elector, or None."""
    return (
        Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly, elector_id=elector_id)
        .order_by("-sequence")
        .first()
    )
