"""Send a summary to the community's party organisation."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.record_rows import lock_summary
from gongzhi.meetings.models import Summary
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.joint_members import members_of, parties_of
from gongzhi.meetings.queries.summaries import period_of
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

SENT = journal.event("meetings.summary.sent", period=Fact.WORD, document=Fact.HASH)
KIND, TEMPLATE = "meetings_summary", "official"


@act
@official
def send_summary(*, summary: Summary, by: Person, at: datetime) -> Summary:
    """Gives the summary a number and reports it to the party organisation, whose members are told (B2.9).

    Refuses everyone but the office, one that was sent, and a period that is not over.
    """
    summary = lock_summary(summary)
    division = summary.division
    access.require_office(by, division, at=at)
    period = period_of(summary.period, place=str(division.pk)[:6])
    assert period is not None  # noqa: S101  (draft_summary)
    if summary.sent_at is not None:
        raise Refused(Reason(_("这份总结已经报送。"), cite=period.cite, remedy=_("看报送的文件")))
    on = law_day(at)
    if on <= period.last:
        raise Refused(
            Reason(
                _("这一期到%(day)s才结束，数据还不全。") % {"day": cndate(period.last)},
                cite=period.cite,
                remedy=_("期满以后重新起草，再报送"),
            )
        )
    party = next(one for one in parties_of(division, (), on=on) if one.side == Side.PARTY)
    document = publish_document(
        division=division.code,
        kind=KIND,
        mark=_("%(community)s联席报") % {"community": division.name},
        title=_("%(community)s三方联席会议%(period)s") % {"community": division.name, "period": period.words},
        template=TEMPLATE,
        data={
            "issuer": _("%(place)s“三方”联席会议办公室") % {"place": division.name},
            "addressee": party.name,
            "sections": summary.sections,
            "closing": _("特此报告。"),
            "signed_by": _("%(place)s“三方”联席会议办公室") % {"place": division.name},
            "community": division.code,
            "period": summary.period,
        },
        ref=f"summary:{summary.pk}",
        by=keys.pseudonym(None, by.pk),
        at=at,
    )
    entry = journal.record(
        SENT,
        ref=f"division:{division.code}",
        office=division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=summary.entry,
        period=summary.period,
        document=document.sha256,
    )
    summary.sent_at, summary.sent_by = at, keys.pseudonym(None, by.pk)
    summary.document_id, summary.sent_entry = document.pk, entry.pk
    summary.save(update_fields=["sent_at", "sent_by", "document_id", "sent_entry"])
    seats = members_of(division, (), on=on, named=False)
    called = {one.seat.person_id for one in seats if one.side == Side.PARTY}
    for person in Person.objects.filter(pk__in=called).order_by("pk"):
        outbox.put(
            channel="sms",
            kind="meetings.summary",
            address=person.number(),
            text=_("【共治】%(title)s已经报送（%(number)s），请登录查收。")
            % {"title": document.title, "number": document.number},
            at=at,
        )
    return summary
