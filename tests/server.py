"""A real `gongzhi serve` on a database of its own, for journeys and tests over HTTP."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.database import TestDatabase

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


@pytest.fixture
def live_gongzhi(clone_db: TestDatabase, tmp_path: Path) -> Iterator[Live]:
    """A granian server on this test's own database; Django in the test uses the same database."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **clone_db.environment(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "GONGZHI_ADDRESS": address,
    }
    live = Live(address, clone_db, tmp_path / "server.log", environment)
    try:
        server = live.start("serve", "--port", str(port), "--workers", "1")
        _wait(port, server, live.log)
        yield live
    finally:
        live.stop()


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail(f"gongzhi serve did not start:\n{log.read_text(errors='replace')[-4000:]}")
