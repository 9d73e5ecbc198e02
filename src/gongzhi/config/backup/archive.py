"""`gongzhi backup`: one tar of the database (pg_dump custom format), the sealed files and a manifest."""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg.conninfo import conninfo_to_dict

from gongzhi.config import postgres
from gongzhi.config.backup.census import census

VERSION = 1
MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"
CHUNK = 1 << 20


class BackupError(RuntimeError):
    """The backup or restore was not done; the message says why, nothing was changed."""


class Readable(Protocol):
    """Something with `read(size)`."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""


def back_up(target: Path, *, owner: str, home: Path) -> dict[str, Any]:
    """Write the archive to `target` (whole or not at all, mode 0600) and give its manifest.

    Dump and manifest see one snapshot; files are written before the rows that name them, so the archive holds
    at least those. Keys are not inside: without the folder `keys` of the instance it cannot be read.
    Refuses to write over an existing file.
    """
    if target.exists():
        raise BackupError(f"{target} 已存在，备份不会覆盖它。")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        dump, whole = Path(folder) / DUMP, Path(folder) / "whole.tar"
        with psycopg.connect(owner) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            snapshot = _one(connection, "SELECT pg_export_snapshot()")
            pg_tool(
                "pg_dump",
                owner,
                "-Fc",
                "--no-owner",
                "--no-comments",
                "--snapshot",
                snapshot,
                "-f",
                str(dump),
            )
            journal = census(connection)
            kind = _one(connection, "SELECT min(kind) FROM kernel_instance")
        files = {name: _sha256(path) for name, path in _files(home).items()}
        manifest = {
            "version": VERSION,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "kind": kind,
            "database": {"sha256": _sha256(dump), "size": dump.stat().st_size},
            "journal": journal,
            "files": files,
        }
        _write(whole, manifest, dump, home)
        os.link(whole, target)
    return manifest


def pg_tool(name: str, url: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on a database; its password travels by environment."""
    parts = conninfo_to_dict(url)
    words = {
        "host": "PGHOST",
        "port": "PGPORT",
        "user": "PGUSER",
        "password": "PGPASSWORD",
        "dbname": "PGDATABASE",
    }
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    environment |= {words[key]: str(value) for key, value in parts.items() if key in words}
    command = [postgres.programs_for().path(name), *arguments]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["没有说明原因"]
        raise BackupError(f"{name} 失败：{said[-1]}")


def _write(target: Path, manifest: dict[str, Any], dump: Path, home: Path) -> None:
    target.touch(mode=0o600)
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    with tarfile.open(target, "w") as archive:
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode = len(text), 0o600
        archive.addfile(head, io.BytesIO(text))
        archive.add(dump, DUMP)
        for name, path in _files(home).items():
            if name in manifest["files"]:
                archive.add(path, f"{FILES}/{name}")
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _files(home: Path) -> dict[str, Path]:
    folder = home / FILES
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): path for path in found}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return digest(stream)


def digest(stream: Readable) -> str:
    """SHA-256 of a stream, read in pieces."""
    seen = hashlib.sha256()
    while piece := stream.read(CHUNK):
        seen.update(piece)
    return seen.hexdigest()


def _one(connection: psycopg.Connection[Any], question: str) -> Any:
    row = connection.execute(question).fetchone()
    return row[0] if row else None
