"""Databases of the tests: copies of the migrated template, each with a name that tells whose it is."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from gongzhi.config import postgres
from gongzhi.config.home import PROJECT
from tests import memory

CLONE = "gz_test_"
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


@contextlib.contextmanager
def cloned(server: postgres.Urls, template: str) -> Iterator[TestDatabase]:
    """A clone of the template, dropped in the end; in memory where the tests have a place there."""
    name = f"{CLONE}{os.getpid()}_{next(_count)}"
    admin = str(server.admin)
    postgres.clone_database(admin, template, name, memory.tablespace(admin) or "pg_default")
    try:
        yield TestDatabase(name, in_database(server, name))
    finally:
        postgres.drop_database(admin, name)


def databases(admin: psycopg.Connection, prefix: str) -> list[str]:
    """Names with this prefix, oldest first."""
    rows = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [prefix])
    return [name for (name,) in rows]


def drop_dead_clones(admin: psycopg.Connection) -> None:
    """Drop the clones of test processes that were killed."""
    for name in databases(admin, CLONE):
        pid = name.removeprefix(CLONE).split("_")[0]
        if not Path(f"/proc/{pid}").exists():
            with contextlib.suppress(psycopg.Error):
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
