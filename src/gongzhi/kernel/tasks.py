"""What the worker runs: the integrator every second, the outbox, and its retry sweep."""

from django.db import transaction
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


def send_queued(limit: int = 500) -> int:
    """Sends up to `limit` queued messages and returns how many left."""
    sent = 0
    with transaction.atomic():
        rows = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(state=Message.State.QUEUED)
            .order_by("attempts", "id")[:limit]
        )
        for message in rows:
            sent += outbox.deliver(message, at=timezone.now()).state == Message.State.SENT
    return sent
