"""Send a regular report to the 居委会."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.issues import machine_access as access
from gongzhi.issues.actions.edit_env_report import lock_report
from gongzhi.issues.cites import REPORTS
from gongzhi.issues.models import EnvReport
from gongzhi.issues.queries.env_reports import env_body, period_of, residents_body
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person
from gongzhi.web.dates import cndate

SENT = journal.event("issues.env_report.sent", period=Fact.WORD, document=Fact.HASH)
KIND, TEMPLATE = "env_report", "official"


@act
@official
def send_env_report(*, report: EnvReport, by: Person, at: datetime) -> EnvReport:
    """Gives the report a number, publishes it and tells the workers of the 居委会 (B8.7).

    Refuses everyone but the 环物委 and the community's workers, one that was sent, and a period that is not over.
    """
    report = lock_report(report)
    division = report.division
    access.require_over(by, division, *access.REPORTERS, at=at)
    period = period_of(report.period)
    assert period is not None  # noqa: S101  (draft_env_report)
    if report.sent_at is not None:
        raise Refused(Reason(_("这一期报告已经报送。"), cite=REPORTS, remedy=_("看报送的文件")))
    if law_day(at) <= period.last:
        raise Refused(
            Reason(
                _("这一期到%(day)s才结束，数据还不全。") % {"day": cndate(period.last)},
                cite=REPORTS,
                remedy=_("期满以后重新起草，再报送"),
            )
        )
    who, issuer = keys.pseudonym(None, by.pk), env_body(division)
    document = publish_document(
        division=division.code,
        kind=KIND,
        mark=_("%(community)s环物委报") % {"community": division.name},
        title=_("%(community)s%(period)s环境和物业管理情况报告") % {"community": division.name, "period": period.words},
        template=TEMPLATE,
        data={
            "issuer": issuer,
            "addressee": residents_body(division),
            "sections": report.sections,
            "closing": _("特此报告。"),
            "signed_by": issuer,
            "community": division.code,
            "period": report.period,
        },
        ref=f"env_report:{report.pk}",
        by=who,
        at=at,
    )
    entry = journal.record(
        SENT,
        ref=f"division:{division.code}",
        office=division.code,
        by=who,
        at=at,
        basis=report.entry,
        period=report.period,
        document=document.sha256,
    )
    report.sent_at, report.sent_by = at, who
    report.document_id, report.sent_entry = document.pk, entry.pk
    report.save(update_fields=["sent_at", "sent_by", "document_id", "sent_entry"])
    now = Q(until_at__isnull=True) | Q(until_at__gt=at)
    held = Capacity.objects.filter(now, kind=Capacity.Kind.COMMUNITY, division=division, from_at__lte=at)
    for person in Person.objects.filter(pk__in=held.values("person_id")).order_by("pk"):
        outbox.put(
            channel="sms",
            kind="issues.env_report",
            address=person.number(),
            text=_("【共治】%(title)s已经报送（%(number)s），请登录查看。")
            % {"title": document.title, "number": document.number},
            at=at,
        )
    return report
