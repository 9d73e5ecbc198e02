"""`make install`: .venv from requirements.lock (with hashes), this project in it; quick if up to date."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
STAMP = VENV / ".gongzhi-installed"
WHAT_COUNTS = ("requirements.lock", "pyproject.toml", "tools/install.py")


def wanted() -> str:
    """What the stamp must say for nothing to be done."""
    seen = hashlib.sha256(f"{PROJECT}\0{sys.version}\0".encode())
    for name in WHAT_COUNTS:
        seen.update((PROJECT / name).read_bytes() + b"\0")
    return seen.hexdigest()


def run(*command: str) -> None:
    """Run a step with its output on stderr; a failing step ends the installation."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "VIRTUAL_ENV": str(VENV)}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if done.returncode:
        sys.exit(f"make install: `{' '.join(command[:6])} ...` failed (exit {done.returncode}).")


def main() -> None:
    """Make or renew .venv; uv where it is on the path, else pip."""
    stamp = wanted()
    python = VENV / "bin" / "python"
    if STAMP.is_file() and STAMP.read_text() == stamp and (VENV / "bin" / "gongzhi").exists():
        return
    print("installing into .venv ...", file=sys.stderr)
    STAMP.unlink(missing_ok=True)
    works = python.exists() and not subprocess.run([python, "-c", "import sys"], capture_output=True).returncode
    if not works:
        shutil.rmtree(VENV, ignore_errors=True)
    lock, itself = (
        ["--require-hashes", "-r", "requirements.lock"],
        ["--no-deps", "--no-build-isolation", "-e", "."],
    )
    uv = shutil.which("uv", path=os.environ.get("PATH", "").replace(str(VENV / "bin"), ""))
    if uv:
        if not works:
            run(uv, "venv", "-q", "--seed", "--python", sys.executable, str(VENV))
        installer = [uv, "pip", "install", "-q", "--python", str(python)]
    else:
        if not works:
            run(sys.executable, "-m", "venv", str(VENV))
        installer = [str(python), "-m", "pip", "install", "-q", "--no-input"]
    run(*installer, *lock)
    run(*installer, *itself)
    STAMP.write_text(stamp)


if __name__ == "__main__":
    main()
