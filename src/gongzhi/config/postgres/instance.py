"""Which cluster, passwords and addresses belong to an instance of this checkout."""

import contextlib
import functools
import hashlib
import json
import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from gongzhi.config.home import PROJECT
from gongzhi.config.postgres import roles
from gongzhi.config.postgres.binaries import ClusterError, Programs, find_programs
from gongzhi.config.postgres.cluster import ADMIN, LONGEST_SOCKET_PATH, PORT, Cluster

DATABASE = "gongzhi"
SYSTEM_FOLDER = Path("/var/lib/gongzhi")


@dataclass(frozen=True)
class Urls:
    """Addresses of one database: application role, owner role, and superuser where we have one."""

    app: str
    owner: str
    admin: str | None = None


def instance_name(name: str | None = None) -> str:
    """The name given, else `GONGZHI_INSTANCE`, else `main`; refuses one that is no plain word."""
    chosen = name or os.environ.get("GONGZHI_INSTANCE") or "main"
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,15}", chosen):
        raise ClusterError(f"{chosen!r} is no name for an instance: at most 16 small letters, digits, _.")
    return chosen


def instance_urls(name: str | None = None) -> tuple[str, str]:
    """The (application, owner) addresses, without starting or asking any server."""
    urls = known_urls(name)
    return urls.app, urls.owner


def known_urls(name: str | None = None) -> Urls:
    """The addresses as the environment or the instance's passwords give them; nothing is started."""
    chosen = instance_name(name)
    if given := os.environ.get("GONGZHI_DATABASE_URL"):
        return Urls(given, os.environ.get("GONGZHI_OWNER_DATABASE_URL", ""))
    passwords = _passwords(chosen)
    if admin := os.environ.get("DATABASE_URL"):
        database = urlsplit(admin).path.lstrip("/") or DATABASE
        if chosen == "test":
            database += "_test"
        return Urls(
            _rewritten(admin, roles.APP, passwords["app"], database),
            _rewritten(admin, roles.OWNER, passwords["owner"], database),
            admin,
        )
    folder = _socket_dir(chosen)

    def address(role: str, password: str, database: str) -> str:
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(folder), safe='/')}&port={PORT}"

    return Urls(
        address(roles.APP, passwords["app"], DATABASE),
        address(roles.OWNER, passwords["owner"], DATABASE),
        address(ADMIN, passwords["admin"], "postgres"),
    )


def cluster_of(name: str | None = None) -> Cluster:
    """The embedded cluster of an instance, made or not; only `test` runs without fsync."""
    chosen = instance_name(name)
    return Cluster(
        home=_folder(chosen),
        socket_dir=_socket_dir(chosen),
        programs=programs_for(),
        password=_passwords(chosen)["admin"],
        durable=chosen != "test",
    )


@functools.cache
def programs_for() -> Programs:
    """PostgreSQL's programs, where the user who runs the server can read them."""
    return find_programs(shared=_state() if os.geteuid() == 0 else None)


def ensure(name: str | None = None) -> Urls:
    """Create, start and prepare whatever the instance lacks, then give its addresses; quick if nothing is."""
    chosen = instance_name(name)
    urls = known_urls(chosen)
    if urls.admin is None or _answers(urls):
        return urls
    if "DATABASE_URL" in os.environ:
        _prepare(urls, chosen)
        return urls
    cluster = cluster_of(chosen)
    with cluster.locked():
        cluster.create()
        cluster.start()
        if not _answers(urls):
            _prepare(urls, chosen)
    return urls


def others_connected(name: str | None = None) -> int:
    """How many clients are connected to the instance's server now, ourselves apart."""
    admin = known_urls(name).admin
    if admin is None:
        return 0
    with psycopg.connect(admin, connect_timeout=5) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return int(row[0]) if row else 0


def stop(name: str | None = None) -> None:
    """Stop the embedded cluster of an instance, if it runs; its data stays."""
    if _folder(instance_name(name)).exists():
        cluster = cluster_of(name)
        with cluster.locked():
            cluster.stop()


def remove(name: str | None = None) -> None:
    """Stop the embedded cluster of an instance and delete its data and passwords."""
    if _folder(instance_name(name)).exists():
        cluster_of(name).remove()
        with contextlib.suppress(OSError):  # the last instance takes the checkout's folder with it
            _folder(instance_name(name)).parent.rmdir()


def _prepare(urls: Urls, name: str) -> None:
    passwords = _passwords(name)
    if urls.admin is None:
        raise ClusterError("The database cannot be prepared without the address of a superuser.")
    try:
        roles.prepare_roles(urls.admin, passwords["owner"], passwords["app"])
        roles.create_database(urls.admin, str(conninfo_to_dict(urls.app)["dbname"]))
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        raise ClusterError(f"The database cannot be prepared: {said}") from error


def _answers(urls: Urls) -> bool:
    try:
        with psycopg.connect(urls.app, connect_timeout=5), psycopg.connect(urls.owner, connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def _state() -> Path:
    return Path(os.environ.get("GONGZHI_STATE") or SYSTEM_FOLDER)


def _folder(name: str) -> Path:
    """As root below the system folder, named after the checkout; else below `var/` of the checkout."""
    if os.geteuid() == 0:
        return _state() / _checkout() / name
    return PROJECT / "var" / "postgres" / name


def _checkout() -> str:
    return hashlib.sha256(os.fsencode(PROJECT.resolve())).hexdigest()[:12]


def _socket_dir(name: str) -> Path:
    if given := os.environ.get("GONGZHI_SOCKET_DIR"):
        return Path(given) / name
    near = _folder(name) / "run"
    if len(os.fsencode(near / f".s.PGSQL.{PORT}")) < LONGEST_SOCKET_PATH:
        return near
    far = Path(f"/tmp/gongzhi-{os.geteuid()}")  # noqa: S108 - owner and mode are checked
    far.mkdir(mode=0o700, exist_ok=True)
    if far.stat().st_uid != os.geteuid() or far.stat().st_mode & 0o022:
        raise ClusterError(f"{far} belongs to someone else: set GONGZHI_SOCKET_DIR.")
    return far / _checkout() / name


def _passwords(name: str) -> dict[str, str]:
    """The instance's random passwords, made at the first call, in a file only we can read."""
    path = _folder(name) / "passwords.json"
    try:
        return dict(json.loads(path.read_text()))
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in (_state(), path.parent.parent, path.parent) if os.geteuid() == 0 else ():
        folder.chmod(0o755 if folder != path.parent else 0o711)
    handle, scratch = tempfile.mkstemp(dir=path.parent)
    try:
        made = {role: secrets.token_urlsafe(24) for role in ("admin", "owner", "app")}
        os.write(handle, json.dumps(made).encode())
        os.close(handle)
        with contextlib.suppress(FileExistsError):  # another process was first: its passwords hold
            os.link(scratch, path)
    finally:
        os.unlink(scratch)
    return dict(json.loads(path.read_text()))


def _rewritten(url: str, role: str, password: str, database: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{role}:{quote(password)}@{place}", path=f"/{database}").geturl()
