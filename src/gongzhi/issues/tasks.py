"""What the worker does by itself: the question four weeks later, every morning; late calls rise, every ten minutes; addresses are told, every ten seconds."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gongzhi.issues.actions.ask_again import ask_all_again
from gongzhi.issues.actions.escalate_call import escalate_all
from gongzhi.issues.actions.queue_hooks import queue_hooks


@app.periodic(cron="0 2 * * *")  # ten in the morning in Beijing
@app.task(queue="issues", queueing_lock="issues.again", pass_context=False)
def ask_reporters_again(timestamp: int) -> int:
    """Asks the reporters whose day has come; how many messages were queued."""
    return ask_all_again(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="issues", queueing_lock="issues.late", pass_context=False)
def raise_late_calls(timestamp: int) -> int:
    """Raises the calls that are late and tells the next level; how many rose."""
    return escalate_all(at=timezone.now())


@app.periodic(cron="* * * * * */10")
@app.task(queue="issues", queueing_lock="issues.hooks", pass_context=False)
def tell_addresses(timestamp: int) -> int:
    """Queues for the webhooks what happened since; how many messages were queued."""
    return queue_hooks(at=timezone.now())
