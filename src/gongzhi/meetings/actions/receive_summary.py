"""The party organisation receives a summary, with its answer."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access, cites
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.actions.record_rows import lock_summary
from gongzhi.meetings.models import Summary
from gongzhi.people.models import Person

RECEIVED = journal.event("meetings.summary.received", period=Fact.WORD, answer=Fact.TEXT)


@act
@official
def receive_summary(*, summary: Summary, answer: str, by: Person, at: datetime) -> Summary:
    """A member of the party organisation says that it arrived and what follows from it (B2.9).

    Refuses everyone else, a summary that was not sent, and a second answer. Wrong input: no answer.
    """
    summary = lock_summary(summary)
    if access.party_seat(by, summary.division, at=at, head=False) is None:
        raise Refused(
            Reason(
                _("小结和总结报社区党组织，由党组织成员签收。"),
                cite=cites.SUMMARIES,
                remedy=_("请社区党组织成员办理"),
            )
        )
    if summary.sent_at is None:
        raise Refused(Reason(_("这份总结还没有报送。"), remedy=_("请联席会议办公室先报送")))
    if summary.received_at is not None:
        raise Refused(Reason(_("这份总结已经签收。")))
    kept = said(answer, field="answer", missing=_("请写明党组织的意见，没有意见的写“已阅”。"))
    entry = journal.record(
        RECEIVED,
        ref=f"division:{summary.division_id}",
        office=str(summary.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=summary.sent_entry,
        period=summary.period,
        answer=kept,
    )
    summary.received_at, summary.received_by = at, by.pk
    summary.answer, summary.received_entry = kept, entry.pk
    summary.save(update_fields=["received_at", "received_by", "answer", "received_entry"])
    return summary
