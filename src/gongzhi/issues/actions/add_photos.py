"""The reporter adds photographs by the tracking link."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.keeping import keep_photos
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import PHOTOS, Photo
from gongzhi.issues.models import Issue, IssueFile, Report
from gongzhi.issues.queries.links import speaks_as
from gongzhi.issues.states import OPEN_ISSUES
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ADDED = journal.event("issues.report.photographed", report=Fact.NUMBER, photos=Fact.HASH)


@act
def add_photos(*, report: Report, photos: tuple[Photo, ...], by: Person | None, at: datetime) -> Report:
    """Photographs of the reporter's own, at most as many as a report may have; refuses an issue that is over."""
    issue = lock_issue(Issue.objects.get(pk=report.issue_id))
    if issue.state not in OPEN_ISSUES:
        raise Refused(Reason(_("这一件已经结束，不再收照片。"), remedy=_("没有解决的，请重新打开")))
    if not photos:
        raise BadInput(_("请选照片。"), {"photos": _("必选")})
    before = issue.files.filter(stage=IssueFile.Stage.BEFORE).count()
    if before + len(photos) > PHOTOS * max(1, issue.reports.count()):
        raise BadInput(_("最多 %(n)s 张照片") % {"n": PHOTOS}, {"photos": _("照片太多")})
    files = keep_photos(issue, photos, stage=IssueFile.Stage.BEFORE, by=speaks_as(report), at=at)
    journal.record(
        ADDED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=speaks_as(report),
        at=at,
        report=report.pk,
        photos=[file.sha256 for file in files],
    )
    return report
