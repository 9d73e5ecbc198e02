"""Look at a reporter's name and number; every look stays in the journal."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Report
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

UNMASKED = journal.event("issues.report.unmasked", report=Fact.NUMBER, reason=Fact.TEXT)


@act
def unmask_reporter(*, report: Report, reason: str, by: Person, at: datetime) -> Report:
    """Records who looked and why (个人信息保护法第6条); the reporter sees it on their own page.

    Refuses everyone but community and street, and the parties where the reporter did not ask to stay hidden from them;
    wrong input: no reason.
    """
    access.may_unmask(by, report, at=at)
    if not reason.strip():
        raise BadInput(_("请写明查看的理由：报事人看得到谁在什么时候为什么看过。"), {"reason": _("必填")})
    journal.record(
        UNMASKED,
        ref=f"report:{report.pk}",
        estate_id=report.estate_id,
        by=pseudonym(report.issue.estate, by),
        at=at,
        report=report.pk,
        reason=reason.strip(),
    )
    return report
