"""Databases in which a world was built, once for a process: each test that plays there finds it as it was made.

    @pytest.fixture
    def here(play: Play) -> Table:
        return play(table)

`play(build)` puts Django on the database where `build()` was written and opens a transaction that is rolled back when
the test is over; what it gives is a copy of what `build` returned. Nothing that was built is sent.
"""

import contextlib
import copy
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.test import override_settings

from gongzhi.config import postgres
from tests.clones import cloned

Play = Callable[..., Any]


@dataclass
class Scene:
    """What `build` made, and where: its database with a connection that stays, its folder of files."""

    database: BaseDatabaseWrapper
    folder: Path
    made: Any = None

    def build(self, build: Callable[..., Any], *given: Any) -> None:
        """Write the world; whatever would have been done after the commit is not."""
        with on(self.database), override_settings(FILES=self.folder), transaction.atomic():
            self.made = build(*given)
            connection.run_on_commit.clear()

    @contextlib.contextmanager
    def played(self) -> Iterator[Any]:
        """A transaction on the scene, rolled back; its files lie where this test keeps its own."""
        for file in filter(Path.is_file, self.folder.rglob("*")):
            place = settings.FILES / file.relative_to(self.folder)
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                os.link(file, place)
        with on(self.database), rolled_back():
            yield copy.deepcopy(self.made)


class Scenes:
    """The scenes of this process."""

    def __init__(self, server: postgres.Urls, template: str, folder: Path) -> None:
        self.server, self.template, self.folder = server, template, folder
        self.kept: dict[tuple[Any, ...], Scene] = {}
        self.stack = contextlib.ExitStack()

    def of(self, build: Callable[..., Any], *given: Any) -> Scene:
        """The scene of this world, built when it is first asked for."""
        key = (build, *given)
        if key not in self.kept:
            own = self.stack.enter_context(cloned(self.server, self.template))
            given_settings = {**connections.settings["default"], "NAME": own.name}
            database = load_backend(given_settings["ENGINE"]).DatabaseWrapper(given_settings, "default")
            self.stack.callback(database.close)
            scene = Scene(database, self.folder / own.name)
            scene.folder.mkdir()
            scene.build(build, *given)
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

        def entered(build: Callable[..., Any], *given: Any) -> Any:
            stack.enter_context(django_db_blocker.unblock())
            return stack.enter_context(scenes.of(build, *given).played())

        yield entered
