"""What the worker runs: the integrator every second, the outbox, and its retry sweep."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from gongzhi.kernel import outbox
from gongzhi.kernel.integrator import integrate
from gongzhi.kernel.models import Message


@app.periodic(cron="* * * * * *")
@app.task(queue="integrator", queueing_lock="integrator", pass_context=False)
def give_positions(timestamp: int) -> int:
    """Gives positions to the entries committed since the last run."""
    return integrate()


@app.periodic(cron="* * * * * */2")  # the sixth field counts seconds
@app.task(queue="outbox", queueing_lock="outbox", pass_context=False)
def send_messages(timestamp: int) -> int:
    """Sends what is queued, oldest first; rows taken by another worker are skipped."""
    return send_queued()


@app.periodic(cron="* * * * * */10")
@app.task(queue="outbox", queueing_lock="outbox.slow", pass_context=False)
def send_slow_messages(timestamp: int) -> int:
    """Sends what is queued for slow channels and due for another try."""
    return send_slow()


def send_queued(limit: int = 500) -> int:
    """Sends up to `limit` queued messages of all channels but the slow ones and returns how many left."""
    rows = Message.objects.exclude(channel__in=outbox.slow_channels())
    with transaction.atomic():
        waiting = rows.select_for_update(skip_locked=True).filter(state=Message.State.QUEUED)
        return _sent(list(waiting.order_by("attempts", "id")[:limit]))


def send_slow(limit: int = 20) -> int:
    """Sends queued messages of slow channels whose pause is over, each in a transaction of its own; how many left."""
    now, sent = timezone.now(), 0
    due = Q(attempts=0)
    for attempts, pause in enumerate(outbox.PAUSES[1:], 1):
        due |= Q(attempts=attempts, at__lte=now - pause)
    rows = Message.objects.filter(due, channel__in=outbox.slow_channels(), state=Message.State.QUEUED)
    for pk in list(rows.order_by("attempts", "id").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            waiting = Message.objects.select_for_update(skip_locked=True).filter(pk=pk, state=Message.State.QUEUED)
            sent += _sent(list(waiting))
    return sent


def _sent(rows: list[Message]) -> int:
    return sum(outbox.deliver(one, at=timezone.now()).state == Message.State.SENT for one in rows)
