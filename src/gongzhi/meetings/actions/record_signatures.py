"""Write down who signed the paper record."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.lock_meeting import lock_meeting
from gongzhi.meetings.actions.sign_record import must_be_written, put_signature
from gongzhi.meetings.committee_access import require_recorder
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.queries.committee import present_in
from gongzhi.people.models import Person


@act
def record_signatures(
    *,
    meeting: CommitteeMeeting,
    members: Sequence[Appointment],
    file_name: str,
    content: bytes,
    by: Person,
    at: datetime,
) -> CommitteeMeeting:
    """Members whose signatures stand on the paper record (指导规则39条), with the page; who signed here already stays.

    Refuses whoever neither ran the meeting nor keeps its record, and a record not yet written. Wrong input: no page,
    nobody chosen, somebody who was not present.
    """
    meeting = lock_meeting(meeting)
    require_recorder(by, meeting, at=at)
    must_be_written(meeting)
    present = [row.appointment for row in present_in(meeting)]
    wrong = {} if content else {"file": _("请附上签字页")}
    if not members or any(seat not in present for seat in members):
        wrong["members"] = _("请选择到会的成员")
    if wrong:
        raise BadInput(_("签字页要附上，并写明是谁签的。"), wrong)
    stored = keep_paper(meeting.estate, file_name=file_name, content=content, at=at)
    assert stored is not None  # noqa: S101  (there is content)
    done = set(meeting.signs.values_list("appointment_id", flat=True))
    for seat in members:
        if seat.pk not in done:
            put_signature(meeting, seat, remark="", way="sheet", file_id=stored.pk, by=by, at=at)
    return meeting
