"""The reporter hides from firm and committee, or shows themselves to them."""

from datetime import datetime

from gongzhi.issues.models import Report
from gongzhi.issues.queries.links import speaks_as
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

HIDDEN = journal.event("issues.report.hidden", report=Fact.NUMBER, hidden=Fact.TRUTH)


@act
def hide_reporter(*, report: Report, hidden: bool, by: Person | None, at: datetime) -> Report:
    """The reporter chooses whether firm and committee may know who reported; the public never does."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    report.hide_from_parties = hidden
    report.save(update_fields=["hide_from_parties"])
    journal.record(
        HIDDEN,
        ref=f"report:{report.pk}",
        estate_id=report.estate_id,
        by=speaks_as(report),
        at=at,
        report=report.pk,
        hidden=hidden,
    )
    return report
