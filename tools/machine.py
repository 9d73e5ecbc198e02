"""What the operating system must have; each missing thing gets one line. Runs under any python3.

`python3 tools/machine.py` asks for what `make install` needs; with `--tests` also for what `make test` needs,
and then installs Chromium and a Chinese font where it may (as root, with apt-get).
"""

import os
import shutil
import subprocess
import sys

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def say(text):
    """One line for the person at the terminal."""
    sys.stderr.write(text + "\n")


def missing():
    """Lines about what `make install` and the database need and this machine lacks."""
    lines = []
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything else can tell
        lines.append(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: install python3.11.")
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        lines.append("Python lacks venv: apt-get install python3-venv (or python3.11-venv).")
    path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    own_database = "DATABASE_URL" in os.environ or "GONGZHI_DATABASE_URL" in os.environ
    may_add_users = shutil.which("useradd", path=path) or shutil.which("adduser", path=path)
    if os.geteuid() == 0 and not own_database and not may_add_users:
        lines.append("As root the database runs as a system user: apt-get install passwd (for useradd).")
    if not sys.platform.startswith("linux") and sys.platform != "darwin":
        lines.append("Linux (or macOS) is needed for the embedded database; set DATABASE_URL elsewhere.")
    return lines


def chromium():
    """Path of a Chromium, or None."""
    given = os.environ.get("GONGZHI_CHROMIUM")
    return given or next(filter(None, map(shutil.which, CHROMIUM)), None)


def chinese_font():
    """Whether some font of this machine has Chinese characters."""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], stdout=subprocess.PIPE, check=False)
    return bool(listed.stdout.strip())


def prepare_for_tests():
    """Install Chromium and a Chinese font where we may; lines about what still stops the tests."""
    wanted = [] if chromium() else ["chromium"]
    wanted += [] if chinese_font() else ["fonts-noto-cjk", "fontconfig"]
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        say("installing " + " ".join(wanted) + " for the tests in a browser ...")
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *wanted]):
            subprocess.run(
                ["apt-get", *step], stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environment, check=False
            )
    if not chinese_font():
        say("No Chinese font: screenshots will show boxes (apt-get install fonts-noto-cjk).")
    if chromium():
        return []
    return ["No Chromium for the browser tests: sudo apt-get install chromium, or set GONGZHI_CHROMIUM=/path."]


def main():
    """0 when all is there, else 1 after one line for each missing thing."""
    lines = missing()
    if not lines and "--tests" in sys.argv[1:]:
        lines = prepare_for_tests()
    for line in lines:
        say(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
