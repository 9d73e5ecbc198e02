"""The one server of a test process goes from test to test: each request uses database and clock of the test now running."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

FILE = "GONGZHI_TEST_DATABASE_FILE"


def tell(place: Path, database: str, ahead: timedelta = timedelta()) -> None:
    """Name the database, and how far the clock is ahead of the real one; a request reads both as they were or as they are."""
    written = place.with_suffix(".new")
    written.write_text(f"{database}\n{ahead.total_seconds()}")
    written.replace(place)


def follow(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, first of all: leave the database of the test before, once in each thread, and read its clock."""
    place = Path(os.environ[FILE])
    real, ahead = timezone.now, timedelta()

    def now() -> datetime:
        return real() + ahead

    timezone.now = now

    def follows(request: HttpRequest) -> HttpResponse:
        nonlocal ahead
        name, _line, seconds = place.read_text().partition("\n")
        ahead = timedelta(seconds=float(seconds))
        if getattr(connection, "followed", "") != name:
            connection.close()
            connection.settings_dict["NAME"] = connection.followed = name
        return answer(request)

    return follows
