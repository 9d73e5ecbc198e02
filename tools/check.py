"""`make check`: everything that can be told without running the tests, two steps at a time."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BIN = PROJECT / ".venv" / "bin"
CHECKED = ["src", "tests", "tools", "bench", "conftest.py"]
HOUSE = ["-q", "-p", "no:randomly", "tests/house", "-m", "check"]


def steps() -> list[tuple[str, list[str]]]:
    """Name and command of every check, the slowest first."""
    here = [name for name in CHECKED if (PROJECT / name).exists()]
    return [
        ("types", [f"{BIN}/mypy", *strict_packages()]),
        ("house", [f"{BIN}/python", "-m", "pytest", *HOUSE]),
        ("imports", [f"{BIN}/lint-imports", "--no-cache"]),
        ("style", [f"{BIN}/ruff", "check", "--no-cache", "-q", *here]),
        ("format", [f"{BIN}/ruff", "format", "--check", "-q", *here]),
    ]


def strict_packages() -> list[str]:
    """What mypy reads: the law, the kernel, the front door and the acts of every room."""
    acts = sorted((PROJECT / "src" / "gongzhi").glob("*/actions/__init__.py"))
    names = ["gongzhi_law", "gongzhi.kernel", "gongzhi.config"]
    names += [f"gongzhi.{path.parent.parent.name}.actions" for path in acts]
    return [word for name in names for word in ("-p", name)]


def run(step: tuple[str, list[str]]) -> tuple[str, int, float, str]:
    """One check: its name, exit code, seconds and what it said."""
    name, command = step
    began = time.monotonic()
    environment = {**os.environ, "GONGZHI_INSTANCE": "test", "PYTHONPATH": f"{PROJECT}/src:{PROJECT}"}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    return name, done.returncode, time.monotonic() - began, done.stdout + done.stderr


def main() -> int:
    """0 when every check holds."""
    failed = 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, code, seconds, said in pool.map(run, steps()):
            print(f"{'ok    ' if code == 0 else 'FAILED'} {name:<8} {seconds:5.1f} s", flush=True)
            if code:
                failed += 1
                print(said, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
