"""`make clean`: stop and remove the databases of this checkout, then its venv, caches and working files."""

import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
INSTANCES = ("test", "demo", "bench")
LEFTOVERS = (
    ".venv",
    "build",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".import_linter_cache",
    ".hypothesis",
)


def main() -> None:
    """Remove all but the instance `main`, which may hold what people entered."""
    python = PROJECT / ".venv" / "bin" / "python"
    if python.exists():
        for name in INSTANCES:
            command = [python, "-m", "gongzhi.config.postgres", "remove", "--instance", name]
            if subprocess.run(command, cwd=PROJECT / "src").returncode:
                sys.exit(f"make clean: the database of `{name}` was not removed; nothing else was touched.")
    for name in INSTANCES:
        shutil.rmtree(PROJECT / "var" / name, ignore_errors=True)
    for name in ("bench.json", "clauses.json"):
        (PROJECT / "var" / name).unlink(missing_ok=True)
    for name in LEFTOVERS:
        shutil.rmtree(PROJECT / name, ignore_errors=True)
    for cache in [*PROJECT.glob("src/**/__pycache__"), *PROJECT.glob("tests/**/__pycache__")]:
        shutil.rmtree(cache, ignore_errors=True)
    for egg in PROJECT.glob("src/*.egg-info"):
        shutil.rmtree(egg, ignore_errors=True)


if __name__ == "__main__":
    main()
