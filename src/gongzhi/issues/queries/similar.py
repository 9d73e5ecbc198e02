"""Which open issues of an estate may be the same: by matter, building and words, within the days the law gives."""

from datetime import datetime, timedelta

from gongzhi.issues.models import Issue
from gongzhi.issues.states import IssueState
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi_law import issues as law

OPEN = (IssueState.RECEIVED, IssueState.ACCEPTED, IssueState.WORKING, IssueState.DONE)
SHOWN, ENOUGH, READ = 3, 4, 500


def similar_to(
    estate: Estate,
    words: str,
    *,
    matter: str = "",
    building_id: int | None = None,
    but: Issue | None = None,
    told: bool = False,
    at: datetime,
) -> list[Issue]:
    """At most three open issues that may be the same, the likeliest first (A10.3).

    The same matter counts four, the same building two, each pair of neighbouring characters one. What reporters wrote is
    compared (at half) only where `told` says that whoever asks may read it: else a stranger could guess it bit by bit.
    """
    on = law_day(at)
    since = at - timedelta(days=law.similar(on, place=estate.place).days)
    rows = Issue.objects.filter(estate=estate, state__in=OPEN, received_at__gte=since).select_related("building")
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    wanted = pairs(words)
    scored = []
    for issue in (rows.prefetch_related("reports") if told else rows).order_by("-pk")[:READ]:
        score = 4 * (bool(matter) and issue.matter == matter)
        score += 2 * (building_id is not None and issue.building_id == building_id)
        read = "".join(report.text() for report in issue.reports.all()) if told and wanted else ""
        shown = issue.public_words + issue.spot if told or issue.public_words else ""
        shared = len(wanted & pairs(shown)) + len(wanted & pairs(read)) // 2
        score += min(shared, 6)
        apart = matter and issue.matter and issue.matter != matter
        elsewhere = building_id is not None and issue.building_id is not None and issue.building_id != building_id
        if score >= ENOUGH and not apart and not elsewhere:
            scored.append((score, issue))
    scored.sort(key=lambda row: -row[0])
    return [issue for _score, issue in scored[:SHOWN]]


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters in a text."""
    plain = "".join(char for char in text if char.isalnum())
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))
