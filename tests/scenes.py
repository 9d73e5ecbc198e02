"""Databases in which a world was built, once for a process: each test that plays there finds it as it was made.

    @pytest.fixture
    def here(play: Play) -> Table:
        return play(table)

`play(build)` puts Django on the database where `build()` was written and opens a transaction that is rolled back when
the test is over; what it gives is a copy of what `build` returned. Nothing that was built is sent.

A builder under `@kept` does so by itself from its second call on, wherever a test calls it before it has written
anything else; everywhere else it builds.
"""

import contextlib
import copy
import functools
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.test import override_settings

from gongzhi.config import postgres
from tests.clones import cloned

Play = Callable[..., Any]
Build = TypeVar("Build", bound=Callable[..., Any])
_asked: set[tuple[Any, ...]] = set()
_running: list[pytest.Item] = []
_curtain = contextlib.ExitStack()


@dataclass
class Scene:
    """What `build` made, and where: its database with a connection that stays, its folder of files."""

    database: BaseDatabaseWrapper
    folder: Path
    made: Any = None

    def build(self, build: Callable[[], Any]) -> None:
        """Write the world; whatever would have been done after the commit is not."""
        with on(self.database), override_settings(FILES=self.folder), transaction.atomic():
            self.made = build()
            connection.run_on_commit.clear()

    @contextlib.contextmanager
    def played(self) -> Iterator[Any]:
        """A transaction on the scene, rolled back; its files lie where this test keeps its own."""
        for file in filter(Path.is_file, self.folder.rglob("*")):
            place = settings.FILES / file.relative_to(self.folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)  # another world's file of the same bytes is sealed with another key
            os.link(file, place)
        with on(self.database), rolled_back():
            yield copy.deepcopy(self.made)


class Scenes:
    """The scenes of this process."""

    def __init__(self, server: postgres.Urls, template: str, folder: Path) -> None:
        self.server, self.template, self.folder = server, template, folder
        self.kept: dict[Any, Scene] = {}
        self.stack = contextlib.ExitStack()

    def of(self, key: Any, build: Callable[[], Any]) -> Scene:
        """The scene of this world, built when it is first asked for."""
        if key not in self.kept:
            own = self.stack.enter_context(cloned(self.server, self.template))
            given_settings = {**connections.settings["default"], "NAME": own.name}
            database = load_backend(given_settings["ENGINE"]).DatabaseWrapper(given_settings, "default")
            database.is_scene = True
            self.stack.callback(database.close)
            scene = Scene(database, self.folder / own.name)
            scene.folder.mkdir()
            scene.build(build)
            self.kept[key] = scene
        return self.kept[key]


@contextlib.contextmanager
def on(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Django uses this connection, and afterwards again the one before."""
    before = connections["default"]
    connections["default"] = database
    try:
        yield
    finally:
        connections["default"] = before


@contextlib.contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction as Django's TestCase has it: constraints are asked at its end, and nothing of it stays."""
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        try:
            yield
            if not connection.needs_rollback and connection.is_usable():
                connection.check_constraints()
        finally:
            transaction.set_rollback(True)


@pytest.fixture(scope="session")
def scenes(
    test_server: postgres.Urls,
    template_db: str,
    django_db_setup: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Scenes]:
    """The scenes of this process, dropped at its end."""
    folder = tmp_path_factory.mktemp("scenes")
    made = Scenes(test_server, template_db, folder)
    with made.stack:
        yield made
    shutil.rmtree(folder)


@pytest.fixture
def play(scenes: Scenes, django_db_blocker: Any) -> Iterator[Play]:
    """`play(build)` is the world that `build` makes, for this test alone; asked before anything else is written."""
    with contextlib.ExitStack() as stack:

        def entered(build: Callable[[], Any]) -> Any:
            stack.enter_context(django_db_blocker.unblock())
            return stack.enter_context(scenes.of(build, build).played())

        yield entered


def kept(build: Build) -> Build:
    """The world that `build` makes of these arguments, built once for a process where a test begins with it."""

    @functools.wraps(build)
    def world(*given: Any, **named: Any) -> Any:
        key = (build, given, tuple(sorted(named.items())))
        if not _untouched() or not _hashable(key):
            return build(*given, **named)
        if key not in _asked:  # a world that is asked for once needs no database of its own
            _asked.add(key)
            return build(*given, **named)
        scenes = _running[0]._request.getfixturevalue("scenes")  # type: ignore[attr-defined]
        return _curtain.enter_context(scenes.of(key, lambda: build(*given, **named)).played())

    return cast(Build, world)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Know which test runs."""
    _running[:] = [item]
    try:
        return (yield)
    finally:
        _running.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Leave the scene of a builder before the fixtures of the test end."""
    _curtain.close()


def _untouched() -> bool:
    """Whether a test runs whose transaction has written nothing yet, on no scene, seen by no other connection."""
    if not _running or "owner_connection" in getattr(_running[0], "fixturenames", ()):
        return False
    around = connection.atomic_blocks
    if len(around) != 1 or not around[0]._from_testcase or getattr(connection, "is_scene", False):
        return False
    if connection.needs_rollback or connection.run_on_commit:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned()")
        return bool(cursor.fetchone() == (None,))


def _hashable(key: Any) -> bool:
    try:
        hash(key)
    except TypeError:
        return False
    return True
