"""A worker that dies in the middle of a job loses nothing: another puts the job back and does it."""

import asyncio
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from gongzhi.config.cli.worker import retry_stalled
from gongzhi.kernel.tasks import give_positions
from tests.clones import TestDatabase
from tests.server import Live


def test_the_sweep_puts_back_what_a_dead_worker_held(clone_db: TestDatabase) -> None:
    held = give_positions.configure(queueing_lock="a").defer(timestamp=0)
    waiting = give_positions.configure(queueing_lock="b").defer(timestamp=1)
    with psycopg.connect(clone_db.urls.owner) as owner:
        [dead] = owner.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
        ).fetchone() or [0]
        owner.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [dead, held])

    async def sweep() -> int:
        connector = app.connector
        assert isinstance(connector, DjangoConnector)
        with app.replace_connector(connector.get_worker_connector()) as working:
            async with working.open_async():
                return await retry_stalled(working.job_manager)

    assert ProcrastinateJob.objects.get(pk=held).status == "doing"
    with ThreadPoolExecutor(1) as aside:  # Playwright may have left a running loop in this thread
        assert aside.submit(asyncio.run, sweep()).result() == 1
    assert {job.pk: job.status for job in ProcrastinateJob.objects.all()} == {held: "todo", waiting: "todo"}


def test_a_killed_worker_is_followed_by_one_that_goes_on(live_gongzhi: Live) -> None:
    first = live_gongzhi.start("worker")
    _until(lambda: _seconds_of_work() > 0)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    done = _seconds_of_work()
    live_gongzhi.start("worker")
    _until(lambda: _seconds_of_work() > done)


def _seconds_of_work() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(defer_timestamp), 0) FROM procrastinate_periodic_defers d"
            " WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs j WHERE j.id = d.job_id)"
        )
        return int(cursor.fetchone()[0])


def _until(holds, seconds: float = 20) -> None:  # type: ignore[no-untyped-def]
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)
