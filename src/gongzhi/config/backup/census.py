"""What the journal of a database proves about itself: sizes, roots, and every leaf hash computed anew.

Needs a connection that may read, and nothing of Django, so that a backup can be judged without the product.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import psycopg

from gongzhi.kernel import merkle

MOST_FAULTS = 20


def census(connection: psycopg.Connection[Any]) -> dict[str, Any]:
    """Counts and RFC 9162 roots by log, entries without a position, and faults (hash, order) in words."""
    faults: list[str] = []
    entries = unplaced = 0
    with connection.cursor(name="entries") as cursor:
        cursor.execute("SELECT e.id, e.body, e.leaf_hash FROM kernel_entry e ORDER BY e.id")
        for number, body, leaf in cursor:
            entries += 1
            if hashlib.sha256(b"\x00" + bytes(body)).digest() != bytes(leaf):
                faults.append(f"日志第 {number} 号的内容与其哈希不符")
    leaves: dict[str, list[bytes]] = {}
    with connection.cursor(name="positions") as cursor:
        cursor.execute(
            "SELECT p.log, p.position, e.leaf_hash, e.log FROM kernel_position p"
            " JOIN kernel_entry e ON e.id = p.entry_id ORDER BY p.log, p.position"
        )
        for log, position, leaf, own_log in cursor:
            found = leaves.setdefault(log, [])
            if position != len(found) or log != own_log:
                faults.append(f"日志 {log} 的第 {position} 位与相邻的位置不连续")
            found.append(bytes(leaf))
    placed = sum(map(len, leaves.values()))
    unplaced = entries - placed
    logs = {log: {"size": len(found), "root": merkle.root(found).hex()} for log, found in sorted(leaves.items())}
    return {"entries": entries, "unplaced": unplaced, "logs": logs, "faults": faults[:MOST_FAULTS]}


def root_at(connection: psycopg.Connection[Any], log: str, size: int) -> str:
    """The root of the first `size` entries of a log, as it was when the log had that many."""
    rows = connection.execute(
        "SELECT e.leaf_hash FROM kernel_position p JOIN kernel_entry e ON e.id = p.entry_id"
        " WHERE p.log = %s AND p.position < %s ORDER BY p.position",
        [log, size],
    )
    return merkle.root([bytes(leaf) for (leaf,) in rows]).hex()


def missing(
    connection: psycopg.Connection[Any], logs: Mapping[str, Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """What earlier checkpoints (`{log: {size, root}}`) prove to be lost or changed in this database.

    Lost: half-open position ranges by log. Changed: logs whose first entries give another root.
    """
    lost: list[dict[str, Any]] = []
    changed: list[str] = []
    sizes: Sequence[tuple[str, int]] = connection.execute(
        "SELECT log, count(*) FROM kernel_position GROUP BY log"
    ).fetchall()
    here = dict(sizes)
    for log, said in sorted(logs.items()):
        have, want = here.get(log, 0), int(said["size"])
        if have < want:
            lost.append({"log": log, "from": have, "until": want})
        elif root_at(connection, log, want) != said["root"]:
            changed.append(log)
    return lost, changed
