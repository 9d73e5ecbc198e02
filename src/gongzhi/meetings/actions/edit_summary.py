"""Edit the draft of a summary before it is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access, cites
from gongzhi.meetings.actions.record_rows import lock_summary
from gongzhi.meetings.models import Summary
from gongzhi.meetings.queries.drafting import checked
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.people.models import Person

EDITED = journal.event("meetings.summary.edited", period=Fact.WORD, sections=Fact.HASH)


@act
@official
def edit_summary(
    *, summary: Summary, sections: Sequence[dict[str, Any]], seen: str, by: Person, at: datetime
) -> Summary:
    """Puts edited sections in place of the draft's; saved again unchanged, nothing is written (B2.9).

    `seen` is the hash of the sections from which the editor began. Refuses everyone but the office, a summary that was
    sent, and a draft that another changed meanwhile. Wrong input: what `checked` finds.
    """
    summary = lock_summary(summary)
    access.require_office(by, summary.division, at=at)
    if summary.sent_at is not None:
        raise Refused(Reason(_("这份总结已经报送，不能再改。"), cite=cites.SUMMARIES, remedy=_("另行补充报告")))
    kept, wrong = checked(list(sections))
    if wrong:
        raise BadInput(_("总结里有要改的地方，没有保存。"), wrong)
    if kept == summary.sections:
        return summary
    if seen != digest_of(summary.sections):
        raise Refused(
            Reason(_("别人刚刚改过这份总结，您的改动没有覆盖上去。"), remedy=_("对照现在的内容再改一次，再保存"))
        )
    journal.record(
        EDITED,
        ref=f"division:{summary.division_id}",
        office=str(summary.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=summary.entry,
        period=summary.period,
        sections=digest_of(kept),
    )
    summary.sections = kept
    summary.save(update_fields=["sections"])
    return summary
