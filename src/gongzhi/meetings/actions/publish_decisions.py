"""Publish what a meeting decided."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.lock_meeting import lock_meeting, must_be
from gongzhi.meetings.actions.tell_members import tell_residents_committee
from gongzhi.meetings.committee_access import require_recorder
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.queries.committee import decisions_of
from gongzhi.meetings.queries.committee_papers import publication, title_of
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person

PUBLISHED = journal.event(
    "meetings.decisions.published",
    meeting=Fact.NUMBER,
    decisions=Fact.NUMBER,
    notice=Fact.HASH,
    due_on=Fact.DAY,
)


@act
@official
def publish_decisions(*, meeting: CommitteeMeeting, by: Person, at: datetime) -> CommitteeMeeting:
    """Everything decided in one numbered document, to the owners on the public page and to the 居委会 (指导规则39条, 条例20条3款).

    Passed or not, with counts and nobody's vote; too late is said, not refused. Refuses whoever neither ran the meeting nor
    keeps its record, a meeting without decisions, and a second publication.
    """
    meeting = lock_meeting(meeting)
    require_recorder(by, meeting, at=at)
    must_be(meeting, MeetingState.CLOSED, MeetingState.MINUTED)
    rows = decisions_of(meeting)
    if not rows:
        raise Refused(Reason(_("这次会议没有形成决定，没有可以公告的。"), remedy=_("看会议记录")))
    if any(row.published_at is not None for row in rows):
        raise Refused(Reason(_("这次会议的决定已经公告。"), remedy=_("看公告")))
    pseudonym = keys.pseudonym(meeting.estate_id, by.pk)
    due = rows[0].publish_by
    document = publish_document(
        estate_id=meeting.estate_id,
        kind="committee_decision",
        mark=_("%(estate)s会决") % {"estate": meeting.estate.name},
        title=_("%(title)s决定") % {"title": title_of(meeting)},
        template="official",
        data=publication(meeting, rows, rules_for(meeting.body, on=law_day(at)), due),
        ref=f"meeting:{meeting.pk}",
        by=pseudonym,
        at=at,
    )
    entry = journal.record(
        PUBLISHED,
        ref=f"meeting:{meeting.pk}",
        estate_id=meeting.estate_id,
        by=pseudonym,
        at=at,
        basis=rows[0].entry,
        meeting=meeting.pk,
        decisions=len(rows),
        notice=document.sha256,
        due_on=due,
    )
    for row in rows:
        row.published_at, row.document_id, row.published_entry = at, document.pk, entry.pk
        row.save(update_fields=["published_at", "document_id", "published_entry"])
    told = _("%(title)s作出决定 %(n)s 项，已公告（%(number)s），现予告知。")
    words = {"title": title_of(meeting), "n": len(rows), "number": document.number}
    tell_residents_committee(meeting.estate, kind="meetings.decided", text=told % words, at=at)
    return meeting
