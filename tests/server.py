"""A real `gongzhi serve` on a database of its own, for journeys and tests over HTTP."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.clones import TestDatabase
from tests.following import FILE, tell

PATIENCE = 30


@dataclass
class Live:
    """A running server: its address, its database, and what it wrote."""

    url: str
    database: TestDatabase
    log: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start another `gongzhi` process on the same database (`worker`, say), stopped with the server."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "gongzhi.config.cli", *arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def at(self, moment: datetime) -> datetime:
        """From here the pages of the lasting server read this moment, and their clock runs on until the test is over."""
        tell(self.log.parent / "database", self.database.name, moment - datetime.now(UTC))
        return moment

    def stop(self) -> None:
        """Stop every process, by force where asking does not help."""
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Lasting:
    """The server of this test process, started by the first test that asks for it."""

    folder: Path
    live: Live | None = None

    def on(self, database: TestDatabase) -> Live:
        """The server as a test with this database sees it; one that has died is started anew."""
        tell(self.folder / "database", database.name)
        if self.live is None or self.live.processes[0].poll() is not None:
            self.live = serve(database, self.folder, **{FILE: str(self.folder / "database")})
        return replace(self.live, database=database, environment=_environment(database, self.live.url), processes=[])


@pytest.fixture(scope="session")
def lasting_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lasting]:
    """Stops the server of this process when its last test is over."""
    lasting = Lasting(tmp_path_factory.mktemp("server"))
    yield lasting
    if lasting.live is not None:
        lasting.live.stop()


@pytest.fixture
def live_gongzhi(clone_db: TestDatabase, lasting_server: Lasting) -> Iterator[Live]:
    """A granian server on this test's own database; Django in the test uses the same database."""
    live = lasting_server.on(clone_db)
    try:
        yield live
    finally:
        live.stop()


@pytest.fixture
def fresh_gongzhi(clone_db: TestDatabase, tmp_path: Path) -> Iterator[Live]:
    """As `live_gongzhi`, but started for this test alone and stopped after it."""
    live = serve(clone_db, tmp_path)
    try:
        yield live
    finally:
        live.stop()


def serve(database: TestDatabase, folder: Path, **also: str) -> Live:
    """Start `gongzhi serve` and wait until it listens."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    live = Live(address, database, folder / "server.log", {**_environment(database, address), **also})
    try:
        _wait(port, live.start("serve", "--port", str(port), "--workers", "1"), live.log)
    except BaseException:
        live.stop()
        raise
    return live


def _environment(database: TestDatabase, address: str) -> dict[str, str]:
    return {**database.environment(), "DJANGO_SETTINGS_MODULE": "tests.settings", "GONGZHI_ADDRESS": address}


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail(f"gongzhi serve did not start:\n{log.read_text(errors='replace')[-4000:]}")
