"""Draft the regular report of the 环物委 from the issues of a month or quarter."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.cites import REPORTS
from gongzhi.issues.models import EnvReport
from gongzhi.issues.queries.env_reports import draft_of, period_of
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.people.models import Person
from gongzhi.places.models import Division

DRAFTED = journal.event("issues.env_report.drafted", period=Fact.WORD, sections=Fact.HASH)


@act
@official
def draft_env_report(*, division: Division, period: str, by: Person, at: datetime) -> EnvReport:
    """The report of a period that has begun, from the issues of the community's estates (B8.7).

    Drafted again it takes in what happened since and loses its edits. Refuses everyone but the 环物委 and the community's
    workers, and one that was sent; wrong input: no such period, or one to come.
    """
    Division.objects.select_for_update().get(pk=division.pk)
    access.require_over(by, division, *access.REPORTERS, at=at)
    asked = period_of(period)
    if asked is None or asked.first > law_day(at):
        raise BadInput(_("请选已经开始的月份或者季度。"), {"period": _("请重选")})
    row = EnvReport.objects.select_for_update().filter(division=division, period=asked.key).first()
    if row is not None and row.sent_at is not None:
        raise Refused(Reason(_("这一期报告已经报送。"), cite=REPORTS, remedy=_("看报送的文件")))
    sections = draft_of(division, asked, at=at)
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
        made: EnvReport = EnvReport.objects.create(
            division=division, period=asked.key, sections=sections, drafted_at=at, entry=entry.pk
        )
        return made
    row.sections, row.drafted_at = sections, at
    row.save(update_fields=["sections", "drafted_at"])
    return row
