"""P1: ballots a second over HTTP, the whole path, against one durable row behind the same middleware."""

import itertools
import statistics
import time
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bench import clients
from bench.database import environment

ID, ROOM, WHAT = "P1", "voting", "ballots a second over HTTP, 8 clients"
REACH, SENSE = 0.25, "at_least"
LEAST_A_SECOND, MOST_STATEMENTS = 400, 8
ELECTORS, ROUNDS, COUNTED = 600, 5, 2
TOKEN = "b" * 32
TEXT = "246810"


def run() -> dict[str, Any]:
    """Every round each elector casts once (a changed ballot supersedes); floor and figure in turn."""
    child = environment()
    made = _made()
    statements = _statements(made)
    rates: dict[str, list[float]] = {"figure": [], "floor": []}
    with clients.server(child) as port:
        for number in range(-1, ROUNDS):  # the first round only warms the server
            rounds = [("figure", _ballots(port, made)), ("floor", _floors(port))]
            for name, requests in rounds if number % 2 == 0 else reversed(rounds):
                began = time.perf_counter()
                answers = clients.send_all(port, requests)
                if set(answers) != {302}:
                    raise RuntimeError(f"{name}: {dict(answers)}")
                if number >= 0:
                    rates[name].append(len(requests) / (time.perf_counter() - began))
    figure, floor = (statistics.median(rates[name]) for name in ("figure", "floor"))
    _all_are_there(made)
    return {
        "figure": figure,
        "floor": floor,
        "ratio": figure / floor,
        "unit": "a second",
        "statements": statements,
        "reached": figure >= LEAST_A_SECOND and statements <= MOST_STATEMENTS,
    }


def _made() -> Any:
    """An assembly whose voting is open now, every elector claimed, every claimant signed in."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from gongzhi.people.actions.check_code import check_code
    from gongzhi.people.queries import SESSION_KEY
    from gongzhi.voting.actions.claim_by_link import claim_by_link
    from gongzhi.voting.tests import made as story

    made = story.voting(ELECTORS, firm=False, at=timezone.now() - timedelta(days=30))
    made.now = timezone.now()
    if not made.assembly.opens_at <= made.now < made.assembly.closes_at:
        raise RuntimeError("the assembly is not open now")
    _codes(made)
    made.sessions = {}
    for elector in made.electors:
        subject = story.cast_subject(made.assembly, elector)
        code = check_code(purpose="cast", subject=subject, text=TEXT, at=timezone.now())
        claim = claim_by_link(elector=elector, code=code, at=timezone.now())
        store = SessionStore()
        store[SESSION_KEY] = claim.person_id
        store.save()
        made.sessions[elector.pk] = store.session_key
    return made


def _codes(made: Any) -> None:
    """A fresh code for every elector; sending them is not what is measured."""
    from django.utils import timezone

    from gongzhi.people.actions.send_code import LIFE, code_digest, subject_index
    from gongzhi.people.models import Code
    from gongzhi.voting.tests.made import cast_subject

    now = timezone.now()
    indexes = [subject_index(cast_subject(made.assembly, elector)) for elector in made.electors]
    Code.objects.filter(subject__in=indexes, used_at__isnull=True).update(used_at=now)
    Code.objects.bulk_create(
        Code(
            purpose=Code.Purpose.CAST,
            subject=index,
            estate_id=made.estate.pk,
            digest=code_digest(index, TEXT),
            at=now,
            expires_at=now + LIFE,
        )
        for index in indexes
    )


def _fields(choice: str) -> dict[str, str]:
    marks = {"m1": choice, "m2": choice}
    return {**marks, "step": "cast", "code": TEXT, "idempotency_key": str(uuid.uuid4()), "csrfmiddlewaretoken": TOKEN}


def _path(made: Any, elector: Any) -> str:
    return f"/e/{made.estate.code}/vote/{made.assembly.serial}/{elector.pk}/ballot/"


def _ballots(port: int, made: Any) -> Sequence[bytes]:
    _codes(made)
    choices = itertools.cycle("YNS")
    return [
        clients.post(
            port,
            _path(made, elector),
            _fields(next(choices)),
            {"sessionid": made.sessions[elector.pk], "csrftoken": TOKEN},
        )
        for elector in made.electors
    ]


def _floors(port: int) -> Sequence[bytes]:
    fields, cookies = {"csrfmiddlewaretoken": TOKEN}, {"csrftoken": TOKEN}
    return [clients.post(port, "/bench/floor/", fields, cookies)] * ELECTORS


def _statements(made: Any) -> int:
    """How many SQL statements one ballot takes, transaction brackets apart."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    elector = made.electors[0]
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = made.sessions[elector.pk]
    for _turn in range(COUNTED):  # the first fills what a process keeps: motions, keys
        _codes(made)
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(_path(made, elector), _fields("Y"))
        if answer.status_code != 302:
            raise RuntimeError(f"the ballot was answered with {answer.status_code}")
    brackets = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not query["sql"].startswith(brackets) for query in seen.captured_queries)


def _all_are_there(made: Any) -> None:
    """Every acknowledged ballot is in the box, in its chain, once."""
    from django.db.models import Count, Max

    from gongzhi.voting.models import Ballot

    rows = Ballot.objects.filter(assembly=made.assembly).values("elector_id")
    chains = rows.annotate(ballots=Count("pk"), last=Max("sequence"))
    total = sum(chain["ballots"] for chain in chains)
    if total != ELECTORS * (ROUNDS + 1) + COUNTED or any(c["last"] + 1 != c["ballots"] for c in chains):
        raise RuntimeError(f"{total} ballots are in the box")
