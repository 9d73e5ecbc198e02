"""The one server of a test process goes from test to test: each request uses the database of the test now running."""

import os
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse

FILE = "GONGZHI_TEST_DATABASE_FILE"


def follow(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, first of all: leave the database of the test before, once in each thread."""
    place = Path(os.environ[FILE])

    def follows(request: HttpRequest) -> HttpResponse:
        name = place.read_text()
        if getattr(connection, "followed", "") != name:
            connection.close()
            connection.settings_dict["NAME"] = connection.followed = name
        return answer(request)

    return follows
