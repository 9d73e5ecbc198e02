"""Draft the summary of a half-year or a year from data."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access, cites
from gongzhi.meetings.models import Summary
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.meetings.queries.summaries import draft_of, facts_of, period_of
from gongzhi.people.models import Person
from gongzhi.places.models import Division

DRAFTED = journal.event("meetings.summary.drafted", period=Fact.WORD, sections=Fact.HASH)


@act
@official
def draft_summary(*, division: Division, period: str, by: Person, at: datetime) -> Summary:
    """The summary of a period that has begun, from meetings, topics, items, attendance and urging, with suggestions (B2.9).

    Drafted again it takes in what happened since and loses its edits. Refuses everyone but the office, and one that was
    sent. Wrong input: no such period, or one to come.
    """
    Division.objects.select_for_update().get(pk=division.pk)
    access.require_office(by, division, at=at)
    asked = period_of(period, place=str(division.pk)[:6])
    if asked is None or asked.first > law_day(at):
        raise BadInput(_("请选已经开始的半年或者一年。"), {"period": _("请重选")})
    row = Summary.objects.select_for_update().filter(division=division, period=asked.key).first()
    if row is not None and row.sent_at is not None:
        raise Refused(Reason(_("这份总结已经报送。"), cite=cites.SUMMARIES, remedy=_("看报送的文件")))
    sections = draft_of(facts_of(division, asked, at=at))
    entry = journal.record(
        DRAFTED,
        ref=f"division:{division.code}",
        office=division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        period=asked.key,
        sections=digest_of(sections),
    )
    if row is None:
        return Summary.objects.create(
            division=division, period=asked.key, sections=sections, drafted_at=at, entry=entry.pk
        )
    row.sections = sections
    row.save(update_fields=["sections"])
    return row
