"""Edit the draft of a regular report before it is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.cites import REPORTS
from gongzhi.issues.models import EnvReport
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.queries.drafting import checked
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.people.models import Person

EDITED = journal.event("issues.env_report.edited", period=Fact.WORD, sections=Fact.HASH)


@act
@official
def edit_env_report(
    *, report: EnvReport, sections: Sequence[dict[str, Any]], seen: str, by: Person, at: datetime
) -> EnvReport:
    """Puts edited sections in place of the draft's (B8.7); `seen` is the hash of those from which the editor began.

    Refuses everyone but the 环物委 and the community's workers, a report that was sent, and a draft that another changed
    meanwhile; wrong input: no heading, a phone or document number in the words.
    """
    report = lock_report(report)
    access.require_over(by, report.division, *access.REPORTERS, at=at)
    if report.sent_at is not None:
        raise Refused(Reason(_("这一期报告已经报送，不能再改。"), cite=REPORTS, remedy=_("另行补充报告")))
    kept, wrong = checked(list(sections))
    if wrong:
        raise BadInput(_("报告里有要改的地方，没有保存。"), wrong)
    if kept == report.sections:
        return report
    if seen != digest_of(report.sections):
        raise Refused(
            Reason(_("别人刚刚改过这份报告，您的改动没有覆盖上去。"), remedy=_("对照现在的内容再改一次，再保存"))
        )
    journal.record(
        EDITED,
        ref=f"division:{report.division_id}",
        office=str(report.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=report.entry,
        period=report.period,
        sections=digest_of(kept),
    )
    report.sections = kept
    report.save(update_fields=["sections"])
    return report


def lock_report(report: EnvReport) -> EnvReport:
    """The report with its community, locked until the act is over."""
    found: EnvReport = EnvReport.objects.select_for_update(of=("self",)).select_related("division").get(pk=report.pk)
    return found
