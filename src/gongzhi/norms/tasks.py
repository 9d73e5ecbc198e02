"""Beside the requests: a process re-reads what administrators confirmed elsewhere, on a connection of its own.

No request pays for it, and no answer waits for it: a change starts tomorrow at the earliest, and what fixes the law of a
procedure (the notice) or applies it (the count) reads afresh.
"""

import logging
import threading

from django.db import Error as DatabaseFails
from django.db import connection

from gongzhi.norms.queries.changes import refresh

SECONDS = 30
log = logging.getLogger(__name__)


def keep_up(stop: threading.Event, seconds: int = SECONDS) -> None:
    """Re-reads until `stop` is set; a database that is away is asked again."""
    while not stop.wait(seconds):
        read()


def read() -> None:
    """Reads once and gives the connection back; what was known stays known where that fails."""
    try:
        refresh()
    except DatabaseFails:
        log.warning("the changes of the rule base could not be read; those known before still hold")
    finally:
        connection.close()


def start() -> threading.Event:
    """Reads now, then keeps up in a thread that ends with the process; the event stops it."""
    stop = threading.Event()
    read()
    threading.Thread(target=keep_up, args=(stop,), name="norms", daemon=True).start()
    return stop
