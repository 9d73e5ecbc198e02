"""Two estates lived in, made once for a process; each test finds them as they were made."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import connection, transaction

from gongzhi.config import postgres
from tests.database import TestDatabase, cloned, django_on
from tests.house.two_estates import Place, two_estates


@pytest.fixture(scope="session")
def lived_db(
    test_server: postgres.Urls, template_db: str, django_db_setup: None, django_db_blocker: object
) -> Iterator[tuple[TestDatabase, tuple[Place, Place]]]:
    """A database of its own in which both estates are written."""
    with cloned(test_server, template_db) as database:
        with django_db_blocker.unblock(), django_on(database.name), transaction.atomic():  # type: ignore[attr-defined]
            places = two_estates()
            connection.run_on_commit.clear()  # as in every other test, nothing is sent
        yield database, places


@pytest.fixture
def lived(
    lived_db: tuple[TestDatabase, tuple[Place, Place]], django_db_blocker: object
) -> Iterator[tuple[Place, Place]]:
    """Both estates, in a transaction that is rolled back."""
    database, places = lived_db
    with django_db_blocker.unblock(), django_on(database.name), transaction.atomic():  # type: ignore[attr-defined]
        yield deepcopy(places)
        transaction.set_rollback(True)
