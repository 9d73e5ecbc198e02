"""What the worker does with shared money by itself: every morning it publishes the months whose turn it is."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gongzhi.fund.actions.publish_due import publish_all_due


@app.periodic(cron="0 1 * * *")  # nine in the morning in Beijing
@app.task(queue="fund", queueing_lock="fund.publish", pass_context=False)
def publish_months(timestamp: int) -> int:
    """Publishes what is due in every ledger; how many months."""
    return publish_all_due(at=timezone.now())
