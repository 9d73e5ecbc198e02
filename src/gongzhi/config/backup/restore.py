"""`gongzhi restore`: an archive into an empty instance, then the proof of what it holds and what it lacks."""

import base64
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import psycopg
from cryptography.exceptions import InvalidTag

from gongzhi.config.backup.archive import DUMP, FILES, MANIFEST, VERSION, BackupError, digest, pg_tool
from gongzhi.config.backup.census import census, missing
from gongzhi.config.postgres.roles import APP, OWNER
from gongzhi.kernel import keys

MOST_MANIFEST = 64 << 20


def restore(
    source: Path, *, owner: str, home: Path, expected: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Put the archive into the instance of `owner` and `home`, and tell what the journal proves about it.

    `expected` are checkpoints `{log: {size, root}}` known from outside (a printed notice, a later manifest);
    what they prove to be lost stands in `missing`. Refuses a database with tables, a folder with files, and
    an archive whose hashes do not hold; then nothing was written.
    """
    _refuse_filled(owner, home)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        manifest = _unpack(source, Path(folder))
        _forget_default_rights(owner)
        pg_tool(
            "pg_restore", owner, "--no-owner", "--single-transaction", "--exit-on-error",
            "-d", _database(owner), str(Path(folder) / DUMP),
        )  # fmt: skip
        if (Path(folder) / FILES).is_dir():
            shutil.rmtree(home / FILES, ignore_errors=True)
            os.rename(Path(folder) / FILES, home / FILES)
    with psycopg.connect(owner) as connection:
        found = census(connection)
        said = manifest["journal"]
        faults = list(found["faults"])
        if found["logs"] != said["logs"] or found["entries"] != said["entries"]:
            faults.append("日志与备份清单所记的条数或根哈希不符")
        lost, changed = missing(connection, expected or {})
        faults += [f"日志 {log} 与先前的检查点不符" for log in changed]
        return {
            "restored": True,
            "made_at": manifest["made_at"],
            "kind": manifest["kind"],
            "entries": found["entries"],
            "unplaced": found["unplaced"],
            "logs": found["logs"],
            "files": len(manifest["files"]),
            "files_missing": _lost_files(connection, home),
            "missing": lost,
            "faults": faults,
            "keys_fit": keys_fit(connection, home),
        }


def _forget_default_rights(owner: str) -> None:
    """The dump says what each table grants; the defaults of the empty database must not add to it."""
    with psycopg.connect(owner) as connection:
        for kind in ("TABLES", "SEQUENCES"):
            connection.execute(f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE ALL ON {kind} FROM {APP}")


def keys_fit(connection: psycopg.Connection[Any], home: Path) -> bool:
    """Whether the master key of `home` opens the envelope keys of the database."""
    path = home / "keys" / "master.key"
    rows = connection.execute("SELECT scope, wrapped FROM kernel_envelopekey").fetchall()
    if not rows:
        return True
    if not path.is_file():
        return False
    master = base64.b64decode(path.read_bytes(), validate=True)
    try:
        for scope, wrapped in rows:
            keys.unwrap(master, scope, bytes(wrapped))
    except InvalidTag:
        return False
    return True


def _refuse_filled(owner: str, home: Path) -> None:
    with psycopg.connect(owner) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        ).fetchone()
    if tables and tables[0]:
        raise BackupError("这个实例的数据库不是空的，恢复只写入空的实例。")
    if any(path.is_file() for path in (home / FILES).rglob("*")):
        raise BackupError(f"{home / FILES} 里已有文件，恢复只写入空的实例。")


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    """The manifest, after dump and files were unpacked into `folder` and their hashes held."""
    try:
        with tarfile.open(source, "r:") as archive:
            head = archive.next()
            if head is None or head.name != MANIFEST or not head.isreg() or head.size > MOST_MANIFEST:
                raise BackupError(f"{source} 不是本系统的备份。")
            manifest: dict[str, Any] = json.loads(_stream(archive, head).read())
            if manifest.get("version") != VERSION:
                raise BackupError(f"{source} 的格式版本是 {manifest.get('version')}，这里只认 {VERSION}。")
            wanted = {f"{FILES}/{name}": sha for name, sha in manifest["files"].items()}
            wanted[DUMP] = manifest["database"]["sha256"]
            for member in archive:
                if member.name in wanted and member.isreg():
                    _place(archive, member, folder, wanted.pop(member.name))
                elif member.name != MANIFEST:
                    raise BackupError(f"{source} 含有清单之外的内容：{member.name}")
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise BackupError(f"{source} 读不出来：{error}") from error
    if wanted:
        raise BackupError(f"{source} 不完整，缺 {len(wanted)} 项，第一项是 {sorted(wanted)[0]}。")
    return manifest


def _place(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, sha256: str) -> None:
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts:
        raise BackupError(f"备份里有越界的路径：{member.name}")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as written:
        target.chmod(0o600)
        shutil.copyfileobj(_stream(archive, member), written)
    with target.open("rb") as written:
        if digest(written) != sha256:
            raise BackupError(f"备份里的 {member.name} 与清单的哈希不符。")


def _stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Any:
    stream = archive.extractfile(member)
    if stream is None:
        raise BackupError(f"备份里的 {member.name} 不是文件。")
    return stream


def _lost_files(connection: psycopg.Connection[Any], home: Path) -> list[str]:
    """Files that rows name and the folder lacks."""
    rows = connection.execute("SELECT DISTINCT estate_id, sha256 FROM documents_storedfile").fetchall()
    named = [f"{estate}/{sha[:2]}/{sha}" for estate, sha in rows]
    return sorted(name for name in named if not (home / FILES / name).is_file())


def _database(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])
