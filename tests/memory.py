"""A place in memory for the clones of the tests: each is two thousand small files, made and removed at once.

On a disk that takes up to a second of a processor, in memory a twentieth of it. Where there is too little memory, or
the cluster is not ours, the clones lie where the cluster does.
"""

import contextlib
import functools
import hashlib
import os
import shutil
from pathlib import Path

import psycopg
from psycopg import sql

from gongzhi.config import postgres

MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it is named after our cluster and belongs to its user
ENOUGH = 1 << 30
NAME = "gz_memory"


@functools.cache
def tablespace(admin_url: str) -> str:
    """Name of the tablespace in memory, made where it is missing or was swept away; empty where there can be none.

    First called by one process at a time, when no dead clone lies in it any more.
    """
    if any(name in os.environ for name in ("DATABASE_URL", "GONGZHI_DATABASE_URL")) or not MEMORY.is_dir():
        return ""
    cluster = postgres.cluster_of("test")
    folder = MEMORY / f"gongzhi-test-{hashlib.sha256(os.fsencode(cluster.data)).hexdigest()[:12]}"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        known = admin.execute("SELECT 1 FROM pg_tablespace WHERE spcname = %s", [NAME]).fetchone()
        if known and any(folder.glob("PG_*")):
            return NAME
        if shutil.disk_usage(MEMORY).free < ENOUGH:
            return ""
        with contextlib.suppress(psycopg.errors.ObjectNotInPrerequisiteState):  # somebody's database is left in it
            if known:
                admin.execute(sql.SQL("DROP TABLESPACE {}").format(sql.Identifier(NAME)))
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o700)
            cluster.user.give(folder)
            admin.execute(sql.SQL("CREATE TABLESPACE {} LOCATION {}").format(sql.Identifier(NAME), str(folder)))
            return NAME
    return ""
