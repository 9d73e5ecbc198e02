"""Edit the draft of minutes before they are signed off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access, cites
from gongzhi.meetings.actions.record_rows import lock_minutes
from gongzhi.meetings.models import Minutes
from gongzhi.meetings.queries.drafting import checked
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.people.models import Person

EDITED = journal.event("meetings.minutes.edited", minutes=Fact.NUMBER, sections=Fact.HASH)


@act
@official
def edit_minutes(
    *, minutes: Minutes, sections: Sequence[dict[str, Any]], seen: str, by: Person, at: datetime
) -> Minutes:
    """Puts edited sections in place of the draft's; saved again unchanged, nothing is written (B2.7).

    `seen` is the hash (`queries.minutes.digest_of`) of the sections from which the editor began. Refuses everyone but
    the office, signed minutes, and a draft that another changed meanwhile. Wrong input: what `checked` finds.
    """
    minutes = lock_minutes(minutes)
    access.require_office(by, minutes.division, at=at)
    if minutes.signed_at is not None:
        raise Refused(Reason(_("纪要已经审签，不能再改。"), cite=cites.RECORDS, remedy=_("另行说明")))
    kept, wrong = checked(list(sections))
    if wrong:
        raise BadInput(_("纪要里有要改的地方，没有保存。"), wrong)
    if kept == minutes.sections:
        return minutes
    if seen != digest_of(minutes.sections):
        raise Refused(
            Reason(_("别人刚刚改过这份纪要，您的改动没有覆盖上去。"), remedy=_("对照现在的内容再改一次，再保存"))
        )
    journal.record(
        EDITED,
        ref=f"sitting:{minutes.sitting_id}",
        office=minutes.division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=minutes.entry,
        minutes=minutes.pk,
        sections=digest_of(kept),
    )
    minutes.sections = kept
    minutes.save(update_fields=["sections"])
    return minutes
