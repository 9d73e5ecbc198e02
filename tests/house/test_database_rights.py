"""What the application role may not do, asked of the database itself."""

import threading

import psycopg
import pytest
from django.db import connection

from gongzhi.config.postgres.guard import too_strong
from gongzhi.kernel.models import Entry
from tests.clones import TestDatabase

INSERT_ONLY = ["kernel_entry", "kernel_position"]


@pytest.mark.django_db
def test_the_application_role_is_weak_enough_to_serve() -> None:
    with connection.cursor() as cursor:
        assert too_strong(cursor) == []
        cursor.execute("SELECT session_user")
        assert cursor.fetchone() == ("gongzhi_app",)


def test_the_owner_is_too_strong_to_serve(owner_connection: psycopg.Connection) -> None:
    found = too_strong(owner_connection.cursor())
    assert any("所有者" in line for line in found)
    assert any("日志" in line for line in found)


@pytest.mark.django_db
@pytest.mark.parametrize("table", INSERT_ONLY)
@pytest.mark.parametrize("statement", ["TRUNCATE {}", "DELETE FROM {}", "UPDATE {} SET log = log", "DROP TABLE {}"])
def test_the_application_cannot_touch_what_is_insert_only(table: str, statement: str) -> None:
    with pytest.raises(Exception, match=r"permission denied|must be owner"), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE x (a int)",
        "CREATE TEMPORARY TABLE x (a int)",
        "CREATE ROLE x",
        "CREATE SCHEMA x",
        "SET ROLE gongzhi_owner",
    ],
)
def test_the_application_has_no_ddl(statement: str) -> None:
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_no_table_may_be_truncated_by_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND has_table_privilege(session_user, c.oid, 'TRUNCATE, TRIGGER, REFERENCES')"
        )
        assert cursor.fetchall() == []


def test_a_clone_is_shared_by_threads_and_gone_after(clone_db: TestDatabase) -> None:
    seen: list[str] = []

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            seen.append(cursor.fetchone()[0])
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [clone_db.name]
    assert Entry.objects.count() == 0
