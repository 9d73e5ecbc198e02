"""Who answers a complaint under 物业管理条例48条, and who reads the reply whole."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.models import ComplaintReply, Force, Issue
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people import access as people
from gongzhi.people.models import Person
from gongzhi.people.queries import holds_any
from gongzhi.web.door import open_to_strangers
from gongzhi_law import issues as law


def authority_of(person: Person | None, issue: Issue, *, at: datetime) -> Force | None:
    """The housing authority for which the person acts, where it was asked or called; else None."""
    if not access.concerned(person, issue, at=at):
        return None
    own = access.forces_of(person, at=at) & access.forces_over(issue.estate)
    found: Force | None = own.filter(kind=Force.Kind.DEPARTMENT, word=law.COMPLAINT.handled_by).first()
    return found


def require_authority(person: Person | None, issue: Issue, *, at: datetime) -> Force:
    """The housing authority (条例48条); refuses everyone else with the article."""
    found = authority_of(person, issue, at=at)
    if found is None:
        raise Refused(
            Reason(
                _("这件事只能由房产主管部门办理：物业管理投诉由它处理和答复。"),
                cite=str(law.COMPLAINT.cite),
                remedy=_("派给住建部门，由其工作人员答复"),
            )
        )
    people.refuse_ended(issue.estate)
    return found


def get_reply_for(
    person: Person | None, *, at: datetime, code: str, number: str, reply_id: int, **where: Any
) -> ComplaintReply:
    """A reply whole, for community, street and the authority that gave it; else not there."""
    issue = access.get_issue_for(person, at=at, code=code, number=number)
    office = person is not None and holds_any(person, access.OFFICES, issue.estate, at=at)
    if not office and authority_of(person, issue, at=at) is None:
        raise NotHere
    return _reply(issue, reply_id)


@open_to_strangers
def get_own_reply(person: Person | None, *, at: datetime, token: str, reply_id: int, **where: Any) -> ComplaintReply:
    """A reply to the complaint of whoever has its tracking link; else not there."""
    return _reply(access.get_report_by_link(person, at=at, token=token).issue, reply_id)


def _reply(issue: Issue, reply_id: int) -> ComplaintReply:
    found = ComplaintReply.objects.filter(estate=issue.estate_id, issue=issue, pk=reply_id).first()
    if found is None:
        raise NotHere
    found.issue = issue
    return found
