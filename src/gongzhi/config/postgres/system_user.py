"""The unprivileged system user that runs the server when we are root; PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongzhi.config.postgres.binaries import ClusterError

NAME = "gongzhi-pg"


@dataclass(frozen=True)
class ServerUser:
    """Whom the server's programs run as: `uid` None means as we are."""

    uid: int | None = None
    gid: int | None = None

    def run_options(self) -> dict[str, Any]:
        """Keyword arguments for `subprocess.run` that drop to this user."""
        if self.uid is None:
            return {"umask": 0o077}
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "umask": 0o077}

    def give(self, path: Path) -> None:
        """Make the user owner of one file or folder."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def server_user() -> ServerUser:
    """Ourselves, or when we are root the system user `gongzhi-pg`, added once, without shell or password."""
    if os.geteuid() != 0:
        return ServerUser()
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _add()
        entry = pwd.getpwnam(NAME)
    return ServerUser(entry.pw_uid, entry.pw_gid)


def _add() -> None:
    shell = "/usr/sbin/nologin" if Path("/usr/sbin/nologin").exists() else "/bin/false"
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    if useradd := shutil.which("useradd", path=path):
        command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        command += ["--shell", shell, NAME]
    elif adduser := shutil.which("adduser", path=path):  # busybox
        command = [adduser, "-S", "-D", "-H", "-h", "/nonexistent", "-s", shell, NAME]
    else:
        raise ClusterError(
            f"As root the database runs as the system user {NAME}, and neither useradd nor adduser is here:"
            f" install the package `passwd`, add the user by hand, or run as an ordinary user."
        )
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        pwd.getpwnam(NAME)  # two clones may add it at once: what counts is that it is there
    except KeyError:
        raise ClusterError(f"Adding the system user {NAME} failed: {done.stderr.strip()}") from None
