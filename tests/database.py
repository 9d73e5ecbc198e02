"""The database of the tests: built once as owner, cloned for each process, used as the application role.

Ordinary tests (`django_db`) run in a transaction that is rolled back. Tests that need several connections,
threads or a server ask for `clone_db`, a database of their own. `owner_connection` is a psycopg
connection as the owner to whatever database the test uses. Django's flush (`transaction=True`) is refused:
TRUNCATE is not ours.
"""

import contextlib
import copy
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

from gongzhi.config import postgres
from gongzhi.config.home import PROJECT
from tests.clauses_plugin import saw

TEMPLATE, CLONE = "gz_template_", "gz_test_"
KEPT_TEMPLATES = 3
_count = iter(range(1, 1_000_000))


@dataclass(frozen=True)
class TestDatabase:
    """A clone of the template with its addresses by role."""

    __test__ = False
    name: str
    urls: postgres.Urls

    def environment(self) -> dict[str, str]:
        """The environment in which a `gongzhi` process uses this database."""
        return {
            **os.environ,
            "GONGZHI_INSTANCE": "test",
            "GONGZHI_DATABASE_URL": self.urls.app,
            "GONGZHI_OWNER_DATABASE_URL": self.urls.owner,
            "PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT}",
        }


def in_database(urls: postgres.Urls, name: str) -> postgres.Urls:
    """The same addresses, pointing at the database `name`."""

    def moved(url: str) -> str:
        return urlsplit(url)._replace(path=f"/{name}").geturl()

    return postgres.Urls(moved(urls.app), moved(urls.owner), moved(urls.admin or ""))


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
    name = TEMPLATE + _digest()
    with _building():
        with psycopg.connect(test_server.admin, autocommit=True) as admin:
            known = _databases(admin, TEMPLATE)
            _drop_dead_clones(admin)
        if name not in known:
            _build(test_server, name)
            for old in [n for n in known if n != name][: -KEPT_TEMPLATES + 1 or None]:
                with contextlib.suppress(psycopg.Error):
                    postgres.drop_database(test_server.admin, old)
    return name


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


Scene = Callable[[Callable[[], Any]], contextlib.AbstractContextManager[Any]]


@pytest.fixture(scope="session")
def scenes(
    test_server: postgres.Urls, template_db: str, django_db_setup: None, django_db_blocker: object
) -> Iterator[Scene]:
    """`with scenes(build) as made:` Django is on a database in which `build()` was written, once for a process.

    Entered before a test's transaction (by a fixture of the module), so that each test finds what was made untouched;
    `made` is a copy of what `build` returned. As in every other test nothing is sent.
    """
    from django.db import connection, transaction

    kept: dict[Callable[[], Any], tuple[str, Any]] = {}
    with contextlib.ExitStack() as stack:

        @contextlib.contextmanager
        def on_scene(build: Callable[[], Any]) -> Iterator[Any]:
            if build not in kept:
                own = stack.enter_context(cloned(test_server, template_db))
                with django_db_blocker.unblock(), django_on(own.name), transaction.atomic():  # type: ignore[attr-defined]
                    kept[build] = own.name, build()
                    connection.run_on_commit.clear()
            name, made = kept[build]
            with django_on(name):
                yield copy.deepcopy(made)

        yield on_scene


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
def cloned(server: postgres.Urls, template: str) -> Iterator[TestDatabase]:
    """A clone of the template, dropped in the end."""
    name = f"{CLONE}{os.getpid()}_{next(_count)}"
    postgres.clone_database(str(server.admin), template, name)
    try:
        yield TestDatabase(name, in_database(server, name))
    finally:
        postgres.drop_database(str(server.admin), name)


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


def _build(server: postgres.Urls, name: str) -> None:
    scratch = f"{CLONE}{os.getpid()}_building"
    postgres.drop_database(str(server.admin), scratch)
    postgres.create_database(str(server.admin), scratch)
    database = TestDatabase(scratch, in_database(server, scratch))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.migrating"],
            env=database.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.exit(f"The migrations fail:\n{done.stdout}{done.stderr}", 2)
        with psycopg.connect(database.urls.owner) as owner:
            owner.execute("INSERT INTO kernel_instance (id, kind) VALUES (1, 'test') ON CONFLICT DO NOTHING")
        with psycopg.connect(str(server.admin), autocommit=True) as admin:
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(scratch), sql.Identifier(name))
            )
    finally:
        postgres.drop_database(str(server.admin), scratch)


def _digest() -> str:
    """A hash over every migration and over what prepares a database."""
    from importlib.metadata import version

    seen = hashlib.sha256(version("procrastinate").encode() + version("Django").encode())
    files = sorted((PROJECT / "src").glob("gongzhi/**/migrations/*.py"))
    ours = [Path(__file__), Path(__file__).with_name("migrating.py")]
    for path in [*files, Path(postgres.__file__).with_name("roles.py"), *ours]:
        seen.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()[:16]


@contextlib.contextmanager
def _building() -> Iterator[None]:
    folder = PROJECT / "var" / "test"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "template.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _databases(admin: psycopg.Connection, prefix: str) -> list[str]:
    """Names with this prefix, oldest first."""
    rows = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [prefix])
    return [name for (name,) in rows]


def _drop_dead_clones(admin: psycopg.Connection) -> None:
    """Drop the clones of test processes that were killed."""
    for name in _databases(admin, CLONE):
        pid = name.removeprefix(CLONE).split("_")[0]
        if not Path(f"/proc/{pid}").exists():
            with contextlib.suppress(psycopg.Error):
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
