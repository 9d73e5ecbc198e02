"""`gongzhi serve`: pages and API by granian (WSGI, 2 workers × 4 threads); `--all` adds the worker."""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time

WORKERS, THREADS = 2, 4
PARENT = "GONGZHI_PARENT"
PR_SET_PDEATHSIG = 1


def run(argv: list[str]) -> int:
    """Serve until stopped; refuses as owner, over missing migrations, and without an instance."""
    parser = argparse.ArgumentParser(prog="gongzhi serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--all", action="store_true", help="web and worker, stopped together")
    options = parser.parse_args(argv)
    if refuse_taken(options.host, options.port):
        return 1
    if options.all:
        return serve_all(options)
    from gongzhi.config.cli import start_django

    die_with_parent()
    start_django()
    if refuse_strong_role():
        return 1
    if refuse_unfit():
        return 1
    from django.db import connections

    connections.close_all()
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    Granian(
        "gongzhi.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=options.workers,
        blocking_threads=options.threads,
        blocking_threads_idle_timeout=600,  # a thread that ends loses its database connection
        backpressure=256,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()
    return 0


def refuse_taken(host: str, port: int) -> bool:
    """Say so, and give True, when another server listens there: two would share the requests between them unseen."""
    from gongzhi.config.cli import say

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            say(f"拒绝启动：{host}:{port} 不能用（{error.strerror}）。换一个端口，例如 --port {port % 65535 + 1}。")
            return True
    return False


def refuse_strong_role() -> bool:
    """Say why, and give True, when the database role may do what the server must not be able to do."""
    from django.db import connection

    from gongzhi.config.cli import say
    from gongzhi.config.postgres.guard import too_strong

    with connection.cursor() as cursor:
        found = too_strong(cursor)
    for line in found:
        say(f"拒绝启动：{line}")
    return bool(found)


def refuse_unfit() -> bool:
    """Say why, and give True, when migrations, instance, keys or settings do not fit each other."""
    from gongzhi.config.cli import say
    from gongzhi.config.doctor import database, machine

    wanted = {"schema", "instance", "keys", "settings"}
    found = [*database.checks(), *machine.checks(production=False)]
    failed = [check for check in found if check.name in wanted and not check.ok]
    for check in failed:
        say(f"拒绝启动：{check.text}。{check.remedy}")
    return bool(failed)


def serve_all(options: argparse.Namespace) -> int:
    """Run web and worker as children until one ends or we are told to stop; then stop both."""
    from gongzhi.config import postgres

    postgres.ensure()
    environment = {**os.environ, PARENT: str(os.getpid())}
    web = ["serve", "--host", options.host, "--port", str(options.port)]
    web += ["--workers", str(options.workers), "--threads", str(options.threads)]
    command = [sys.executable, "-m", "gongzhi.config.cli"]
    stopping: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda caught, _frame: stopping.append(caught))
    children = [
        subprocess.Popen([*command, *arguments], env=environment, start_new_session=True)
        for arguments in (web, ["worker"])
    ]
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.2)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
    _stop_idle_database()
    return 0 if stopping else 1


def _stop_idle_database() -> None:
    """Stop the embedded database unless somebody else is connected to it."""
    from django.db import connections

    from gongzhi.config import postgres

    if "DATABASE_URL" in os.environ or "GONGZHI_DATABASE_URL" in os.environ:
        return
    if "DJANGO_SETTINGS_MODULE" in os.environ:  # the demo loaded its data in this process
        connections.close_all()
    if not postgres.others_connected():
        postgres.stop()


def die_with_parent() -> None:
    """In a child of `serve --all`: be told to stop when the parent is gone, however it went."""
    parent = os.environ.get(PARENT)
    if parent and sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != int(parent):
            raise SystemExit(0)
