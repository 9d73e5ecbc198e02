"""One PostgreSQL cluster in one folder: made, started, stopped, asked, removed."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

from gongzhi.config.postgres.binaries import ClusterError, Programs
from gongzhi.config.postgres.system_user import ServerUser, server_user

PORT = 5432
ADMIN = "postgres"
LONGEST_SOCKET_PATH = 100
RETRY_SECONDS = 15
STILL_THERE = ("postmaster.pid", ".lock", "shared memory")
SETTINGS = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket_dir}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 100
shared_buffers = '128MB'
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d '
fsync = {fsync}
full_page_writes = {fsync}
synchronous_commit = {fsync}
"""
ACCESS = "# Written by gongzhi: sockets only, passwords always.\nlocal all all scram-sha-256\n"


@dataclass(frozen=True)
class Cluster:
    """A cluster below `home` with a socket in `socket_dir`; `durable=False` (tests only) turns fsync off.

    Refuses data of another major version, a socket path of 100 bytes or more, and to run the server as root.
    """

    home: Path
    socket_dir: Path
    programs: Programs
    password: str
    durable: bool = True
    user: ServerUser = field(default_factory=server_user)

    @property
    def data(self) -> Path:
        """The data directory, owned by the server's user."""
        return self.home / "pg"

    @property
    def log(self) -> Path:
        """What the server writes."""
        return self.home / "server.log"

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the cluster's file lock, so that two processes never create or start it at once."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def exists(self) -> bool:
        """Whether the data directory was made, completely."""
        return (self.data / "gongzhi.conf").is_file()

    def running(self) -> bool:
        """Whether a server of this data directory runs."""
        if not self.exists() or self._pid() is None:
            return False
        if Path("/proc/self").exists():
            return self._serving()
        return self._run("pg_ctl", "status", "-D", str(self.data)).returncode == 0

    def create(self) -> None:
        """Make the data directory with `initdb`; does nothing when it is there."""
        if self.exists():
            return
        self._check_socket_path()
        if self.data.exists():
            shutil.rmtree(self.data)  # an initdb that was interrupted: nothing was ever served from it
        for folder in (self.home, self.socket_dir, self.data):
            folder.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o711)
        for folder in (self.socket_dir, self.data):
            folder.chmod(0o700)
            self.user.give(folder)
        handle, name = tempfile.mkstemp(prefix=".pw-", dir=self.home)
        try:
            os.write(handle, self.password.encode() + b"\n")
            os.close(handle)
            self.user.give(Path(name))
            options = ["--username", ADMIN, "--pwfile", name, "--auth", "scram-sha-256", "--encoding", "UTF8"]
            options += ["--locale", "C"]
            if self.programs.major >= 17:
                options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
            done = self._run("initdb", "-D", str(self.data), *options)
        finally:
            Path(name).unlink()
        if done.returncode:
            raise ClusterError(f"initdb failed: {_last_line(done.stderr or done.stdout)}")
        (self.data / "pg_hba.conf").write_text(ACCESS)
        with (self.data / "postgresql.conf").open("a") as handle_:
            handle_.write("\ninclude 'gongzhi.conf'\n")
        self._write_settings()

    def start(self) -> None:
        """Start the server and wait until it answers; does nothing when it runs."""
        self._check_major()
        if self.running():
            return
        self._check_socket_path()
        self.socket_dir.mkdir(parents=True, exist_ok=True)  # below /tmp it may have been swept away
        self.socket_dir.chmod(0o700)
        self.user.give(self.socket_dir)
        self._write_settings()
        self.log.touch(mode=0o600)
        self.user.give(self.log)
        until = time.monotonic() + RETRY_SECONDS
        while True:
            size = self.log.stat().st_size
            done = self._run("pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data), "-l", str(self.log))
            if done.returncode == 0:
                return
            with self.log.open(errors="replace") as log:
                log.seek(size)
                said = log.read()
            if not any(word in said + done.stderr for word in STILL_THERE):
                why = _last_line(said or done.stderr)
                raise ClusterError(f"PostgreSQL does not start: {why} (see {self.log})")
            if Path("/proc/self").exists() and not self._serving():
                # The number is a stranger's, or a dead server's that nobody has waited for: PostgreSQL cannot
                # tell, we can. Its own lock on the shared memory still keeps two servers apart.
                for left in (self.data / "postmaster.pid", self.socket_dir / f".s.PGSQL.{PORT}.lock"):
                    left.unlink(missing_ok=True)
            if time.monotonic() > until:
                raise ClusterError(f"PostgreSQL does not start, another holds {self.data}: {_last_line(said)}")
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop the server, ending its connections; does nothing when none runs."""
        if not self.running():
            return
        done = self._run("pg_ctl", "stop", "-w", "-m", "fast", "-t", "60", "-D", str(self.data))
        if done.returncode and self.running():
            raise ClusterError(f"PostgreSQL does not stop: {_last_line(done.stderr or done.stdout)}")

    def remove(self) -> None:
        """Stop the server and delete the folder with everything in it."""
        if self.home.exists():
            self.stop()
            shutil.rmtree(self.socket_dir, ignore_errors=True)
            shutil.rmtree(self.home)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        # Output goes to files: the server inherits pg_ctl's streams, a pipe would be read as long as it runs.
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PGCONNECT_TIMEOUT": "10", "TZ": "UTC"}
        with TemporaryFile("w+") as out, TemporaryFile("w+") as err:
            done = subprocess.run(
                [self.programs.path(program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd="/",
                env=environment,
                check=False,
                start_new_session=True,
                **self.user.run_options(),
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())

    def _write_settings(self) -> None:
        path = self.data / "gongzhi.conf"
        text = SETTINGS.format(port=PORT, socket_dir=self.socket_dir, fsync="on" if self.durable else "off")
        scratch = path.with_suffix(".new")
        scratch.write_text(text)
        self.user.give(scratch)
        scratch.replace(path)

    def _check_socket_path(self) -> None:
        socket = self.socket_dir / f".s.PGSQL.{PORT}"
        if len(os.fsencode(socket)) >= LONGEST_SOCKET_PATH:
            raise ClusterError(f"The socket path {socket} is too long: set GONGZHI_SOCKET_DIR.")

    def _check_major(self) -> None:
        major = (self.data / "PG_VERSION").read_text().strip()
        if major != str(self.programs.major):
            raise ClusterError(
                f"The data in {self.data} was written by PostgreSQL {major}, the programs here are"
                f" {self.programs.major}: with those of {major} `GONGZHI_PG_BINDIR=… gongzhi backup FILE`,"
                f" move the folder away, then without them `gongzhi restore FILE`."
            )

    def _pid(self) -> int | None:
        """The process that postmaster.pid names."""
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _serving(self) -> bool:
        """Whether that process lives and works in our data directory; a dead one has no working directory."""
        pid = self._pid()
        if pid is None:
            return False
        try:
            return Path(os.readlink(f"/proc/{pid}/cwd")) == self.data.resolve()
        except PermissionError:
            return True  # somebody else's: not ours to judge
        except OSError:
            return False


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error:" in line]
    return (fatal or lines or ["no message"])[-1]
