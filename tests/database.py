"""The database of the tests: built once as owner, cloned for each process, used as the application role.

Ordinary tests (`django_db`) run in a transaction that is rolled back. Tests that need several connections,
threads or a server ask for `clone_db`, a database of their own. `owner_connection` is a psycopg
connection as the owner to whatever database the test uses. Django's flush (`transaction=True`) is refused:
TRUNCATE is not ours.
"""

import contextlib
from collections.abc import Iterator

import psycopg
import pytest

from gongzhi.config import postgres
from tests import template
from tests.clauses_plugin import saw
from tests.clones import TestDatabase, cloned, in_database


@pytest.fixture(scope="session")
def test_server() -> postgres.Urls:
    """Addresses of the test cluster, started where it is ours; refuses one whose superuser we are not."""
    urls = postgres.ensure("test")
    if urls.admin is None:
        pytest.exit("The tests make databases: unset GONGZHI_DATABASE_URL (DATABASE_URL of a superuser will do).", 2)
    return urls


@pytest.fixture(scope="session")
def template_db(test_server: postgres.Urls) -> str:
    """Name of the migrated template; built anew only when a migration changed, by one process at a time."""
    return template.ready(test_server)


@pytest.fixture(scope="session")
def django_db_setup(test_server: postgres.Urls, template_db: str) -> Iterator[None]:
    """Point Django at a clone of the template that belongs to this process."""
    with cloned(test_server, template_db) as own, django_on(own.name):
        yield


@pytest.fixture
def clone_db(
    request: pytest.FixtureRequest, test_server: postgres.Urls, template_db: str, django_db_blocker: object
) -> Iterator[TestDatabase]:
    """A database of this test's own, used by Django in every thread; what is committed there goes with it."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        pytest.fail("clone_db stands alone: with django_db the test would hold a transaction on another database.")
    unblocked = django_db_blocker.unblock()  # type: ignore[attr-defined]
    with unblocked, cloned(test_server, template_db) as own, django_on(own.name):
        yield own
        _tell_journal(own)


@pytest.fixture
def owner_connection(request: pytest.FixtureRequest, test_server: postgres.Urls) -> Iterator[psycopg.Connection]:
    """A connection as gongzhi_owner to the test's database; rolled back unless the test commits."""
    if "clone_db" in request.fixturenames:
        request.getfixturevalue("clone_db")
    else:
        request.getfixturevalue("django_db_setup")
    from django.db import connection

    urls = in_database(test_server, str(connection.settings_dict["NAME"]))
    with contextlib.closing(psycopg.connect(urls.owner)) as owner:
        yield owner


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse `transaction=True`: Django would TRUNCATE after it, which the application role may not."""
    for item in items:
        for marker in item.iter_markers("django_db"):
            if marker.kwargs.get("transaction") or marker.kwargs.get("serialized_rollback"):
                raise pytest.UsageError(f"{item.nodeid}: use the fixture clone_db instead of transaction=True")


def _tell_journal(clone: TestDatabase) -> None:
    """Let the record of clauses know what a server on this database wrote into its journal."""
    with psycopg.connect(clone.urls.owner) as owner:
        for (act,) in owner.execute("SELECT DISTINCT act FROM kernel_entry").fetchall():
            saw("journal", act)


@contextlib.contextmanager
def django_on(name: str) -> Iterator[None]:
    """Django uses the database `name`, and afterwards again the one before."""
    from django.db import connections

    connections.close_all()
    settings = connections.settings["default"]
    before = settings["NAME"]
    settings["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = before
        connections["default"].settings_dict["NAME"] = before
