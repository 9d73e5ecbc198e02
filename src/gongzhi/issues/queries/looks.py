"""Who looked at a reporter's name and number: shown to the reporter."""

from dataclasses import dataclass
from datetime import datetime

from gongzhi.issues.models import Report
from gongzhi.kernel.models import Entry


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, and by whom as the journal of the estate names them."""

    at: datetime
    by: str


def looks_at(report: Report) -> list[Look]:
    """Every look at this report, the newest first."""
    rows = Entry.objects.filter(
        estate_id=report.estate_id, act="issues.report.unmasked", ref=f"report:{report.pk}"
    ).order_by("-id")
    return [Look(at, by) for at, by in rows.values_list("at", "by")]
