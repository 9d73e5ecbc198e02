"""Which members missed how many of the year's meetings, where the place or the estate's rules say what follows."""

from collections import Counter
from datetime import date

from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import CommitteeMeeting, Presence
from gongzhi.meetings.queries.committee import HELD, Whole
from gongzhi.meetings.queries.rules import Rules
from gongzhi_law.committee_meetings import Finding
from gongzhi_law.terms import months_after

YEAR = 12  # months: 一年内


def absent_members(body: Body, rules: Rules, whole: Whole) -> list[tuple[Appointment, Finding]]:
    """Members whose absences of the last year reach the share at which recall is put to the owners; none without a rule.

    Only meetings since the member came into office count.
    """
    if rules.absence(0, 0) is None:
        return []
    rows = CommitteeMeeting.objects.filter(estate=body.estate, body=body, state__in=HELD)
    held = [(row.pk, law_day(row.begins_at)) for row in rows]
    recent = [(pk, day) for pk, day in held if months_after(day, YEAR) > rules.on]
    came = _came([pk for pk, _day in recent])
    found = []
    for seat in whole.seats:
        since = _since(body, seat)
        own = [pk for pk, day in recent if day >= since]
        missed = sum(not came[pk, seat.person_id] for pk in own)
        finding = rules.absence(len(own), missed) if own else None
        if finding is not None and finding.passed is False:
            found.append((seat, finding))
    return found


def _came(meetings: list[int]) -> Counter[tuple[int, int]]:
    rows = Presence.objects.filter(meeting__in=meetings).values_list("meeting_id", "appointment__person_id")
    return Counter(rows)


def _since(body: Body, seat: Appointment) -> date:
    first = body.appointments.filter(person_id=seat.person_id, term=seat.term, seat__alternate=False)
    return min(first.values_list("from_on", flat=True))
