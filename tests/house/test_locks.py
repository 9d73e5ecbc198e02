"""What pip and uv install is the same, is what pyproject.toml asks for, and names public registries only."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from gongzhi.config.home import PROJECT

pytestmark = pytest.mark.check
EXPORT = ["export", "--frozen", "--offline", "--all-groups", "--no-emit-project", "--no-header", "-q"]


def _lock() -> dict[str, dict[str, object]]:
    rows = tomllib.loads((PROJECT / "uv.lock").read_text())["package"]
    return {row["name"]: row for row in rows}


def test_requirements_lock_is_the_export_of_uv_lock(tmp_path: Path) -> None:
    uv = Path(sys.executable).with_name("uv")
    done = subprocess.run(
        [uv, *EXPORT, "--format", "requirements.txt"],
        cwd=PROJECT,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "UV_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == (PROJECT / "requirements.lock").read_text(), "run `make lock`"


def test_uv_lock_holds_what_pyproject_asks_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = _lock()
    for line in asked:
        wanted = Requirement(line)
        version = str(locked[canonicalize_name(wanted.name)]["version"])
        assert wanted.specifier.contains(version, prereleases=True), f"{line}: locked is {version}"


def test_every_locked_file_has_a_hash_and_a_public_address() -> None:
    text = (PROJECT / "uv.lock").read_text()
    hosts = set(re.findall(r"https?://[^/\"]+", text))
    assert hosts == {"https://pypi.org", "https://files.pythonhosted.org"}
    assert all("sha256:" in line for line in text.splitlines() if "files.pythonhosted.org" in line)
    requirements = (PROJECT / "requirements.lock").read_text()
    assert "://" not in requirements
    pinned = re.split(r"\n(?=[a-z0-9])", requirements)
    assert len(pinned) > 50
    assert all("==" in block and "--hash=sha256:" in block for block in pinned)
