"""Draft the minutes of a sitting from its record: one for each estate served, one for the community."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.record_rows import lock_record
from gongzhi.meetings.models import Minutes, Sitting
from gongzhi.meetings.queries.drafting import draft_of
from gongzhi.meetings.queries.minutes import digest_of, record_of
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person

DRAFTED = journal.event("meetings.minutes.drafted", sitting=Fact.NUMBER, about=Fact.NUMBER, sections=Fact.HASH)


@act
@official
def draft_minutes(*, sitting: Sitting, afresh: bool = False, by: Person, at: datetime) -> Sitting:
    """Minutes under the six headings for the community and each estate (B2.7, B2.10, field-notes §3.1), without owners' names.

    Drafts that stand stay as they were edited, unless `afresh`; signed ones never change. Refuses everyone but the
    office, and a sitting that is not over.
    """
    sitting = lock_record(sitting)
    access.require_office(by, sitting.division, at=at)
    if sitting.state != SittingState.CLOSED:
        raise Refused(
            Reason(
                _("这次会议现在是“%(state)s”，散会以后才拟纪要。") % {"state": sitting.get_state_display()},
                remedy=_("先散会"),
            )
        )
    record = record_of(sitting, at)
    have = {row.about_id: row for row in Minutes.objects.select_for_update().filter(sitting=sitting)}
    for about in (None, *served_by(sitting)):
        row = have.get(about.pk if about is not None else None)
        if row is not None and (row.signed_at is not None or not afresh):
            continue
        sections = draft_of(record, about)
        entry = journal.record(
            DRAFTED,
            ref=f"sitting:{sitting.pk}",
            office=sitting.division.code,
            by=keys.pseudonym(None, by.pk),
            at=at,
            basis=sitting.entry,
            sitting=sitting.pk,
            about=about.pk if about is not None else None,
            sections=digest_of(sections),
        )
        if row is not None:
            row.sections = sections
            row.save(update_fields=["sections"])
        else:
            Minutes.objects.create(
                division=sitting.division,
                sitting=sitting,
                about=about,
                sections=sections,
                drafted_at=at,
                entry=entry.pk,
            )
    return sitting
