"""`gongzhi migrate`: bring the schema up to date, as the owner."""

import argparse
import subprocess
import sys

LOCK = 0x676F6D69


def run(argv: list[str]) -> int:
    """Apply all migrations under a lock of the database; `--check` only lists what is missing (1)."""
    parser = argparse.ArgumentParser(prog="gongzhi migrate")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(argv)
    from gongzhi.config.cli import say, start_django

    start_django(owner=True)
    from django.core.management import call_command
    from django.db import connection

    if options.check:
        missing = missing_migrations()
        for name in missing:
            say(name)
        return 1 if missing else 0
    if not connection.settings_dict["NAME"]:
        say("缺少所有者的连接地址：请设置 GONGZHI_OWNER_DATABASE_URL。")
        return 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        call_command("migrate", verbosity=0, interactive=False)
        cursor.execute("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM gongzhi_app")
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return 0


def migrate_apart() -> None:
    """Run `gongzhi migrate` in a process of its own, so that the caller stays the application role."""
    done = subprocess.run([sys.executable, "-m", "gongzhi.config.cli", "migrate"], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def missing_migrations() -> list[str]:
    """Names of migrations that the connected database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]
