"""P1: ballots a second over HTTP, the whole path, against one ORM row through the same server and middleware."""

import os
import secrets
import socket
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

from bench.clients import drive, post
from bench.measure import ROUNDS, alternate
from gongzhi.config import postgres
from gongzhi.config.home import PROJECT

ID, ROOM, WHAT, REACH, SENSE = "P1", "voting", "ballots/s, whole path, 8 clients, vs one ORM row", 0.25, "at_least"
BATCH = 320
LEAST = 400  # ballots a second
CSRF = "b" * 32


def run() -> dict[str, Any]:
    """Ballots and rows in turn, `BATCH` a round; `figure` and `floor` are rates a second, `ratio` their quotient."""
    urls = _database()
    environment = {
        **os.environ,
        "GONGZHI_INSTANCE": "bench",
        "GONGZHI_DATABASE_URL": urls.app,
        "GONGZHI_OWNER_DATABASE_URL": urls.owner,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT}",
    }
    os.environ.update(environment)
    ballots = _ballots()
    port = _free_port()
    with subprocess.Popen([sys.executable, "-m", "bench.server", str(port)], env=environment) as server:
        try:
            _wait(port)
            rows = [post("/bench/row/", "", csrf=CSRF)] * BATCH
            drive(port, rows)
            drive(port, [ballots.pop() for _ in range(BATCH)])
            pair = alternate(
                lambda: drive(port, [ballots.pop() for _ in range(BATCH)]), lambda: drive(port, rows), rounds=ROUNDS
            )
        finally:
            server.terminate()
    rate, floor = BATCH / pair.figure, BATCH / pair.floor
    return {"figure": rate, "floor": floor, "ratio": rate / floor, "reached": rate >= LEAST}


def _database() -> postgres.Urls:
    """A fresh database of the bench instance, migrated by its owner."""
    os.environ["GONGZHI_INSTANCE"] = "bench"
    for name in ("GONGZHI_DATABASE_URL", "GONGZHI_OWNER_DATABASE_URL"):
        os.environ.pop(name, None)
    postgres.remove("bench")
    urls = postgres.ensure("bench")
    subprocess.run([sys.executable, "-m", "gongzhi.config.cli", "migrate"], check=True)
    return urls


def _ballots() -> list[bytes]:
    """An assembly that is open now, every elector claimed and with a code sent: one ready ballot each."""
    import django

    django.setup()
    from django.utils import timezone

    from gongzhi.kernel import keys
    from gongzhi.kernel.models import Instance
    from gongzhi.people.actions.send_code import code_digest, subject_index
    from gongzhi.people.models import Code, Person
    from gongzhi.register.models import Claim
    from gongzhi.voting.tests import made

    Instance.objects.create(kind=Instance.Kind.TEST)
    now = timezone.now()
    story = made.voting(count=BATCH * (ROUNDS + 1), firm=False, at=now - timedelta(days=27))
    assembly, tokens = story.assembly, made.links(story)
    people = Person.objects.bulk_create(
        Person(name=b"", phone=b"", phone_index=keys.blind_index("bench", str(e.pk))) for e in story.electors
    )
    Claim.objects.bulk_create(
        Claim(estate=story.estate, elector=e, person_id=p.pk, way="phone", from_at=now)
        for e, p in zip(story.electors, people, strict=True)
    )
    codes, requests = [], []
    for elector in story.electors:
        index = subject_index(made.cast_subject(assembly, elector))
        codes.append(
            Code(
                purpose="cast",
                subject=index,
                estate=story.estate,
                digest=code_digest(index, "123456"),
                at=now,
                expires_at=now + timedelta(hours=2),
            )
        )
        body = f"step=cast&m1=Y&m2=N&idempotency_key={secrets.token_hex(16)}&code=123456"
        requests.append(post(f"/v/{tokens[elector.pk]}/ballot/", body, csrf=CSRF))
    Code.objects.bulk_create(codes)
    return requests


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")
