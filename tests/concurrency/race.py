"""Running things at the same moment, each on a connection of its own."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from gongzhi.kernel import keys
from gongzhi.people.models import Code

PATIENCE = 20


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each job returned or raised, all started together."""
    answers: list[Any] = [None] * len(jobs)
    gate = threading.Barrier(len(jobs))

    def run(place: int, job: Callable[[], Any]) -> None:
        try:
            gate.wait(PATIENCE)
            answers[place] = job()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, job), daemon=True) for n, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE * 2)
        assert not thread.is_alive(), "a job hangs"
    return answers


def fresh_codes(count: int, at: datetime, estate_id: int) -> list[Code]:
    """Codes already checked and not yet used, one a ballot."""
    return [
        Code.objects.create(
            purpose="cast",
            subject=keys.blind_index("race", str(n)),
            digest=keys.blind_index("race-digest", str(n)),
            estate_id=estate_id,
            at=at,
            expires_at=at + timedelta(minutes=10),
        )
        for n in range(count)
    ]
