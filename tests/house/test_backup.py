"""A backup put back elsewhere is the same, and the journal proves what a backup lacks."""

import json
import shutil
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings

from gongzhi.config import postgres
from gongzhi.config.backup import BackupError, back_up, restore
from gongzhi.documents.models import StoredFile
from gongzhi.kernel import journal, keys
from gongzhi.kernel.integrator import integrate
from tests.clones import TestDatabase, in_database

HAPPENED = journal.event("house.backup.tried", count=journal.Fact.NUMBER)
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def _act(count: int) -> None:
    journal.record(HAPPENED, ref=f"house:{count}", by="system", at=AT, count=count)


def _rights(url: str) -> list[tuple[object, ...]]:
    """Who may do what, table by table, and what tables to come will grant."""
    with psycopg.connect(url) as connection:
        return connection.execute(
            "SELECT relname::text, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " UNION ALL SELECT 'default ' || defaclobjtype::text, defaclacl::text FROM pg_default_acl"
            " ORDER BY 1, 2"
        ).fetchall()


@pytest.fixture
def home(tmp_path: Path, clone_db: TestDatabase) -> Path:
    """The folder of an instance with one sealed file, and rows in the database beside it."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    sealed = keys.seal("platform", "house.text", "一份文件")
    name = sha256(b"file").hexdigest()
    path = folder / "files" / "1" / name[:2] / name
    path.parent.mkdir(parents=True)
    path.write_bytes(sealed)
    StoredFile.objects.create(
        estate_id=1, sha256=name, name="a.pdf", content_type="application/pdf", size=4, personal=False
    )
    shutil.copytree(Path(settings.HOME) / "keys", folder / "keys")
    for count in range(5):
        _act(count)
    integrate()
    return folder


@pytest.fixture
def elsewhere(clone_db: TestDatabase, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An empty database and an empty folder on another machine, so to speak: (owner address, home)."""
    name = f"{clone_db.name}_elsewhere"
    postgres.create_database(str(clone_db.urls.admin), name)
    folder = tmp_path / "elsewhere"
    folder.mkdir(mode=0o700)
    yield in_database(clone_db.urls, name).owner, folder
    postgres.drop_database(str(clone_db.urls.admin), name)


def test_restore_gives_back_what_was_there(
    clone_db: TestDatabase, home: Path, elsewhere: tuple[str, Path], tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tar"
    manifest = back_up(archive, owner=clone_db.urls.owner, home=home)
    owner, new_home = elsewhere
    shutil.copytree(home / "keys", new_home / "keys")
    proof = restore(archive, owner=owner, home=new_home)
    assert (proof["entries"], proof["unplaced"], proof["files"]) == (5, 0, 1)
    assert proof["logs"] == manifest["journal"]["logs"]
    assert [proof[key] for key in ("missing", "faults", "files_missing", "keys_fit")] == [[], [], [], True]
    [before] = [path for path in (home / "files").rglob("*") if path.is_file()]
    [after] = [path for path in (new_home / "files").rglob("*") if path.is_file()]
    assert after.read_bytes() == before.read_bytes()
    assert _rights(owner) == _rights(clone_db.urls.owner)
    app = in_database(clone_db.urls, urlsplit(owner).path.lstrip("/")).app
    with psycopg.connect(app) as connection:
        assert connection.execute("SELECT count(*) FROM kernel_entry").fetchone() == (5,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM kernel_entry")


def test_the_journal_proves_what_came_after_the_backup(
    clone_db: TestDatabase, home: Path, elsewhere: tuple[str, Path], tmp_path: Path
) -> None:
    old, new = tmp_path / "old.tar", tmp_path / "new.tar"
    back_up(old, owner=clone_db.urls.owner, home=home)
    _act(6)
    _act(7)
    integrate()
    later = back_up(new, owner=clone_db.urls.owner, home=home)["journal"]["logs"]
    owner, new_home = elsewhere
    proof = restore(old, owner=owner, home=new_home, expected=later)
    assert proof["missing"] == [{"log": "office:platform", "from": 5, "until": 7}]
    assert proof["faults"] == []
    assert proof["keys_fit"] is False  # the keys were not brought along


def test_a_rewritten_log_is_found_against_a_checkpoint(
    clone_db: TestDatabase, home: Path, elsewhere: tuple[str, Path], tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tar"
    back_up(archive, owner=clone_db.urls.owner, home=home)
    owner, new_home = elsewhere
    printed = {"office:platform": {"size": 3, "root": "00" * 32}}
    proof = restore(archive, owner=owner, home=new_home, expected=printed)
    assert len(proof["faults"]) == 1
    assert "检查点" in proof["faults"][0]


def test_restore_refuses_what_is_not_empty_or_not_whole(
    clone_db: TestDatabase, home: Path, elsewhere: tuple[str, Path], tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tar"
    back_up(archive, owner=clone_db.urls.owner, home=home)
    owner, new_home = elsewhere
    with pytest.raises(BackupError, match="不是空的"):
        restore(archive, owner=clone_db.urls.owner, home=new_home)
    with pytest.raises(BackupError, match="已有文件"):
        restore(archive, owner=owner, home=home)
    with pytest.raises(BackupError, match="已存在"):
        back_up(archive, owner=clone_db.urls.owner, home=home)
    torn = tmp_path / "torn.tar"
    torn.write_bytes(archive.read_bytes()[:-20000])
    with pytest.raises(BackupError):
        restore(torn, owner=owner, home=new_home)
    changed = bytearray(archive.read_bytes())
    with tarfile.open(archive) as tar:
        changed[tar.getmember("database.dump").offset_data + 1000] ^= 1
    forged = tmp_path / "forged.tar"
    forged.write_bytes(changed)
    with pytest.raises(BackupError, match="哈希不符"):
        restore(forged, owner=owner, home=new_home)
    assert restore(archive, owner=owner, home=new_home)["entries"] == 5


def test_the_archive_holds_no_key_and_no_name(clone_db: TestDatabase, home: Path, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    back_up(archive, owner=clone_db.urls.owner, home=home)
    held = archive.read_bytes()
    for key in (home / "keys").iterdir():
        assert key.read_bytes() not in held
    assert archive.stat().st_mode & 0o077 == 0
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        manifest = json.loads(tar.extractfile("manifest.json").read())  # type: ignore[union-attr]
    assert len(names) == 3
    assert manifest["kind"] == "test"
