"""The migrated database that every database of the tests is a copy of."""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from gongzhi.config import postgres
from gongzhi.config.home import PROJECT
from tests import memory
from tests.clones import CLONE, TestDatabase, databases, drop_dead_clones, in_database

TEMPLATE = "gz_template_"
KEPT_TEMPLATES = 3


def ready(server: postgres.Urls) -> str:
    """Name of the template; built anew only when a migration changed, by one process at a time."""
    name = TEMPLATE + _digest()
    with _building():
        with psycopg.connect(str(server.admin), autocommit=True) as admin:
            known = databases(admin, TEMPLATE)
            drop_dead_clones(admin)
        memory.tablespace(str(server.admin))
        if name not in known:
            _build(server, name)
            for old in [n for n in known if n != name][: -KEPT_TEMPLATES + 1 or None]:
                with contextlib.suppress(psycopg.Error):
                    postgres.drop_database(str(server.admin), old)
    return name


def _build(server: postgres.Urls, name: str) -> None:
    scratch = f"{CLONE}{os.getpid()}_building"
    postgres.drop_database(str(server.admin), scratch)
    postgres.create_database(str(server.admin), scratch)
    database = TestDatabase(scratch, in_database(server, scratch))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "gongzhi.config.cli", "migrate"],
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
    seen = hashlib.sha256(version("procrastinate").encode() + version("Django").encode())
    files = sorted((PROJECT / "src").glob("gongzhi/**/migrations/*.py"))
    for path in [*files, Path(postgres.__file__).with_name("roles.py"), Path(__file__)]:
        seen.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()[:16]


@contextlib.contextmanager
def _building() -> Iterator[None]:
    folder = PROJECT / "var" / "test"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "template.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
