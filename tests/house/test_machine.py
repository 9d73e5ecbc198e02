"""What the machine lacks is said in one line each, and Chromium is fetched where that is allowed."""

import importlib.util
import subprocess
from types import ModuleType

import pytest

from gongzhi.config.home import PROJECT

pytestmark = pytest.mark.check


@pytest.fixture
def machine() -> ModuleType:
    """`tools/machine.py`, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("machine", PROJECT / "tools" / "machine.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_this_machine_lacks_nothing(machine: ModuleType) -> None:
    assert machine.missing() == []


def test_root_without_a_way_to_add_users_is_told_so(machine: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("GONGZHI_DATABASE_URL", raising=False)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine.shutil, "which", lambda name, path=None: None)
    [line] = machine.missing()
    assert "useradd" in line
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/")
    assert machine.missing() == []


@pytest.mark.parametrize(
    ("user", "apt", "installs"), [(0, "/usr/bin/apt-get", True), (0, None, False), (1000, None, False)]
)
def test_a_missing_browser_is_installed_where_we_may(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch, user: int, apt: str | None, installs: bool
) -> None:
    there: set[str] = set()
    ran: list[list[str]] = []

    def which(name: str, path: str | None = None) -> str | None:
        return apt if name == "apt-get" else name if name in there else None

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        there.update(command)
        return subprocess.CompletedProcess(command, 0, b"Noto Sans CJK SC\n")

    monkeypatch.delenv("GONGZHI_CHROMIUM", raising=False)
    monkeypatch.setattr(machine.os, "geteuid", lambda: user)
    monkeypatch.setattr(machine.shutil, "which", which)
    monkeypatch.setattr(machine.subprocess, "run", run)
    lines = machine.prepare_for_tests()
    assert any("chromium" in command for command in ran) is installs
    assert len(lines) == (0 if installs else 1)
    if lines:
        assert "apt-get install chromium" in lines[0]
