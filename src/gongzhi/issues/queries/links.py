"""The tracking link of a report: a random token, found by its keyed index."""

import secrets

from gongzhi.issues.models import Report
from gongzhi.kernel import keys


def new_token() -> str:
    """A fresh token that cannot be guessed."""
    return secrets.token_urlsafe(18)


def link_index(token: str) -> bytes:
    """The keyed index under which a report is found by its link."""
    return keys.blind_index("issue-link", token)


def reporter_of(estate_id: int, year: int, serial: int) -> str:
    """A reporter's name in the public journal, for this one issue: it joins them to nothing else they do or report."""
    return keys.alias(estate_id, "reporter", year * 1_000_000 + serial)


def speaks_as(report: Report) -> str:
    """The name under which a reporter acts on their report: never that of the worker or the system that wrote it down."""
    if report.channel == Report.Channel.WEB:
        return report.by
    return keys.alias(report.estate_id, "told for", report.pk)
