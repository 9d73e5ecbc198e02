"""The integrator: gives every entry its position in its log; the only writer of positions."""

from django.db import connection, transaction

LOCK = 0x676F6E67  # "gong"


def integrate() -> int:
    """Appends, log by log, the entries that have no position yet; returns how many.

    Found by anti-join, never by "id greater than the last": an entry that commits late would be missed.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(
            """
            INSERT INTO kernel_position (entry_id, log, position)
            SELECT e.id, e.log,
                   coalesce((SELECT max(q.position) + 1 FROM kernel_position q WHERE q.log = e.log), 0)
                     + row_number() OVER (PARTITION BY e.log ORDER BY e.id) - 1
            FROM kernel_entry e
            WHERE NOT EXISTS (SELECT 1 FROM kernel_position p WHERE p.entry_id = e.id)
            """
        )
        return int(cursor.rowcount)
