"""`gongzhi worker`: integrator, outbox, every other job, and the sweep over what a dead worker left."""

import argparse
import logging
import os
from typing import Any, cast

CONCURRENCY = 4
SWEEP = "* * * * * */10"  # procrastinate counts seconds in the sixth field


def run(argv: list[str]) -> int:
    """Work until stopped; `--once` does what is waiting and returns."""
    parser = argparse.ArgumentParser(prog="gongzhi worker")
    parser.add_argument("--once", action="store_true", help="do what is waiting, then end")
    options = parser.parse_args(argv)
    from gongzhi.config.cli import say, start_django
    from gongzhi.config.cli.serve import die_with_parent, refuse_strong_role

    die_with_parent()
    start_django()
    if refuse_strong_role():
        return 1
    logging.getLogger("procrastinate").setLevel(os.environ.get("GONGZHI_LOG", "WARNING"))
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from gongzhi.norms.tasks import start

    start()
    register_sweep(app)
    say("gongzhi worker: 已开始")
    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with app.replace_connector(connector) as working:
        working.run_worker(
            wait=not options.once,
            concurrency=CONCURRENCY,
            delete_jobs="successful",
            shutdown_graceful_timeout=10,
            update_heartbeat_interval=5,
            stalled_worker_timeout=20,
            install_signal_handlers=True,
        )
    return 0


def register_sweep(app: Any) -> None:
    """Add the job that puts jobs of dead workers back; it holds no lock, or it could wait for itself."""

    async def sweep(context: Any, timestamp: int) -> int:
        return await retry_stalled(context.app.job_manager)

    task = app.task(queue="sweep", name="gongzhi.retry_stalled_jobs", pass_context=True)(sweep)
    app.periodic(cron=SWEEP, periodic_id="sweep")(task)


async def retry_stalled(manager: Any) -> int:
    """Put every stalled job back into its queue; how many there were."""
    jobs = list(await manager.get_stalled_jobs())
    for job in jobs:
        await manager.retry_job(job)
    return len(jobs)
