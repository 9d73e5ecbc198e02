"""A call that is late rises a step: the worker tells the next level, once for each."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.calling import lock_call
from gongzhi.issues.models import Call
from gongzhi.issues.queries.calls import late_calls, risen, told_level, told_of
from gongzhi.issues.queries.party_office import party_people
from gongzhi.kernel import journal, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate

ESCALATED = journal.event(
    "issues.call.escalated", call=Fact.NUMBER, force=Fact.NUMBER, level=Fact.NUMBER, state=Fact.WORD
)
K = Capacity.Kind


@act
@official
def escalate_call(*, call: Call, at: datetime) -> int:
    """Raises a late call to the level of the law at `at` and tells those newly concerned (A10.2: 超时升级).

    Returns the new level, 0 where nothing rose: it is in time, or told already; so it may be run as often as one likes.
    """
    call = lock_call(call)
    now, before = risen(call, at), told_level(call)
    if now.level <= before:
        return 0
    call.escalated, call.escalated_at = now.level, at
    call.save(update_fields=["escalated", "escalated_at"])
    issue = call.whistle.issue
    journal.record(
        ESCALATED,
        ref=f"issue:{issue.pk}",
        estate_id=call.estate_id,
        by="system",
        at=at,
        call=call.pk,
        force=call.force_id,
        level=now.level,
        state=call.state,
    )
    words = _("【共治】%(estate)s %(number)s：%(force)s%(state)s，已超时，请督促。") % {
        "estate": issue.estate.name,
        "number": issue.number,
        "force": call.force.name,
        "state": call.get_state_display(),
    }
    for level in told_of(call, law_day(at))[before : now.level]:
        for person in _people(level, issue.estate, at=at):
            outbox.put(
                channel="sms",
                kind="issue.late",
                address=person.number(),
                text=words,
                at=at,
                estate_id=issue.estate_id,
            )
    return now.level


def escalate_all(*, at: datetime) -> int:
    """Raises every late call that is due to rise, each in a transaction of its own; how many rose."""
    return sum(escalate_call(call=call, at=at) > 0 for call in late_calls(at))


def _people(level: str, estate: Estate, *, at: datetime) -> list[Person]:
    """Who is told at a level: the party organisation's seats, the street's officers; the district's office has none here."""
    if level == "party":
        return party_people(estate.community, on=law_day(at))
    if level == "street":
        street = estate.community_id[:9]
        held = Capacity.objects.filter(kind=K.STREET, division=street, from_at__lte=at, until_at__isnull=True)
        people = held.values_list("person_id", flat=True)
        return list(Person.objects.filter(pk__in=list(people), phone__isnull=False).order_by("pk"))
    return []
