"""Messages to those who reported: each gets the tracking link of their own report, nobody else's."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from gongzhi.issues.models import Issue, Report
from gongzhi.kernel import outbox


def tell_reporters(issue: Issue, words: str, *, kind: str, at: datetime, only: Iterable[Report] | None = None) -> int:
    """Sends `words` with the link to every reporter that left a number; returns how many there were."""
    rows = list(issue.reports.all()) if only is None else list(only)
    sent = 0
    for report in rows:
        number = report.number()
        if not number:
            continue
        link = report.link()
        text = f"{words} {settings.PUBLIC_ADDRESS}/i/{link}/" if link else words
        outbox.put(channel="sms", kind=kind, address=number, text=text, at=at, estate_id=issue.estate_id)
        sent += 1
    return sent
