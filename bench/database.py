"""A durable database for one run of the bench, and Django on it in this process as the application role."""

import atexit
import contextlib
import functools
import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

from gongzhi.config import postgres
from gongzhi.config.home import PROJECT

superuser: list[str] = []  # the address of the superuser in the bench's database, once it is made


@functools.cache
def environment() -> dict[str, str]:
    """Make the database once a run, point this process at it, and give the environment for child processes."""
    os.environ["GONGZHI_INSTANCE"] = "bench"
    urls = postgres.ensure("bench")
    name = f"gz_bench_{os.getpid()}"
    superuser.append(urlsplit(str(urls.admin))._replace(path=f"/{name}").geturl())
    postgres.create_database(str(urls.admin), name)
    atexit.register(_drop, str(urls.admin), name)
    app, owner = (urlsplit(url)._replace(path=f"/{name}").geturl() for url in (urls.app, urls.owner))
    os.environ.update(
        GONGZHI_DATABASE_URL=app,
        GONGZHI_OWNER_DATABASE_URL=owner,
        DJANGO_SETTINGS_MODULE="bench.settings",
        PYTHONPATH=f"{PROJECT / 'src'}{os.pathsep}{PROJECT}",
    )
    subprocess.run([sys.executable, "-m", "gongzhi.config.cli", "migrate"], check=True, env=dict(os.environ))
    with psycopg.connect(owner) as connection:
        connection.execute("INSERT INTO kernel_instance (id, kind) VALUES (1, 'test') ON CONFLICT DO NOTHING")
    import django

    django.setup()
    return dict(os.environ)


def _drop(admin: str, name: str) -> None:
    from django.db import connections

    connections.close_all()
    with contextlib.suppress(psycopg.Error):
        postgres.drop_database(admin, name)
    postgres.stop("bench")
