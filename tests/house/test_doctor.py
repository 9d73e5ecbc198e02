"""What the doctor finds well, and what it must find when it is not; serving as the owner is refused."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from gongzhi.kernel import journal, keys
from gongzhi.kernel import migrations as kernel_migrations
from tests.clones import TestDatabase

HAPPENED = journal.event("house.doctor.tried", count=journal.Fact.NUMBER)


def _gongzhi(database: TestDatabase, *arguments: str, **environment: str) -> tuple[int, dict[str, Any], str]:
    done = subprocess.run(
        [sys.executable, "-m", "gongzhi.config.cli", *arguments],
        env={**database.environment(), "DJANGO_SETTINGS_MODULE": "tests.settings", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, json.loads(done.stdout or "{}"), done.stderr


def _checks(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {check["name"]: check for check in found["checks"]}


def test_the_doctor_finds_a_fresh_instance_well(clone_db: TestDatabase) -> None:
    keys.seal("platform", "house.text", "a key to open")
    code, found, said = _gongzhi(clone_db, "doctor")
    assert (code, found["blocked"]) == (0, []), said
    checks = _checks(found)
    wanted = {
        "database",
        "role",
        "schema",
        "clock",
        "instance",
        "keys",
        "key_files",
        "storage",
        "fonts",
        "channels",
    }
    assert wanted <= checks.keys()
    assert checks["role"]["text"] == "gongzhi_app"
    assert checks["worker"]["ok"] is False
    assert checks["worker"]["blocks"] is False


def test_the_doctor_finds_the_owner_and_foreign_keys(clone_db: TestDatabase, tmp_path: Path) -> None:
    keys.seal("platform", "house.text", "sealed under the keys of another folder")
    other = {"GONGZHI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "gongzhi.config.settings"}
    code, found, _said = _gongzhi(clone_db, "doctor", GONGZHI_DATABASE_URL=clone_db.urls.owner, **other)
    assert code == 1
    assert {"role", "keys"} <= set(found["blocked"])
    assert all(_checks(found)[name]["remedy"] for name in found["blocked"])


def test_the_doctor_says_when_there_is_no_database(clone_db: TestDatabase) -> None:
    nowhere = clone_db.urls.app.replace(clone_db.name, "gz_nothing_here")
    code, found, _said = _gongzhi(clone_db, "doctor", GONGZHI_DATABASE_URL=nowhere)
    assert code == 1
    assert found["blocked"] == ["database"]


@pytest.mark.parametrize("command", [["serve", "--port", "1"], ["worker", "--once"]])
def test_serving_and_working_as_the_owner_is_refused(clone_db: TestDatabase, command: list[str]) -> None:
    code, _found, said = _gongzhi(clone_db, *command, GONGZHI_DATABASE_URL=clone_db.urls.owner)
    assert code == 1
    assert "拒绝启动" in said
    assert "gongzhi_owner" in said


def test_serving_is_refused_over_missing_migrations_and_loose_production(clone_db: TestDatabase) -> None:
    with psycopg.connect(clone_db.urls.owner) as owner:
        owner.execute("UPDATE kernel_instance SET kind = 'production'")
        owner.execute("DELETE FROM django_migrations WHERE app = 'kernel'")
    code, _found, said = _gongzhi(clone_db, "serve", "--port", "1")
    assert code == 1
    assert "gongzhi migrate" in said
    with psycopg.connect(clone_db.urls.owner) as owner:
        owner.execute(
            "INSERT INTO django_migrations (app, name, applied) SELECT 'kernel', m, now() FROM unnest(%s::text[]) m",
            [_kernel_migrations()],
        )
    code, found, _said = _gongzhi(clone_db, "doctor")
    assert (code, found["blocked"]) == (1, ["instance"])
    code, _found, said = _gongzhi(clone_db, "serve", "--port", "1")
    assert code == 1
    assert "https" in said


def _kernel_migrations() -> list[str]:
    folder = Path(kernel_migrations.__file__).parent
    return [path.stem for path in folder.glob("0*.py")]


def test_the_worker_gives_positions_and_leaves_no_finished_job(clone_db: TestDatabase) -> None:
    from gongzhi.kernel.models import Entry, Position
    from gongzhi.kernel.tasks import give_positions

    journal.record(HAPPENED, ref="house", by="system", at=datetime(2026, 11, 21, tzinfo=UTC), count=1)
    assert Position.objects.count() == 0
    give_positions.defer(timestamp=0)
    code, _found, said = _gongzhi(clone_db, "worker", "--once")
    assert code == 0, said
    assert list(Position.objects.values_list("entry_id", "position")) == [(Entry.objects.get().pk, 0)]
