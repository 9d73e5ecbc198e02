"""Answer a complaint about the management of the estate with a reply document."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL
from gongzhi.issues import complaint_access
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.numbering import lacking
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.stepping import note_step
from gongzhi.issues.actions.telling import tell_reporters
from gongzhi.issues.models import ComplaintReply, Issue, Side, seal
from gongzhi.issues.queries.complaints import frame, is_complaint
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law import issues as law

REPLIED = journal.event(
    "issues.complaint.replied", document=Fact.NUMBER, found=Fact.TEXT, opinion=Fact.TEXT, remedy=Fact.TEXT
)
RUNS = (IssueState.ACCEPTED, IssueState.WORKING, IssueState.DONE)


@act
@official
def answer_complaint(
    *, issue: Issue, found: str, opinion: str, remedy: str, by: Person, at: datetime
) -> ComplaintReply:
    """投诉处理答复书 (物业管理条例48条): what was found, what follows on which text, where one may go on; for those who complained.

    Its words are sealed; everyone sees the number alone. Refuses everyone but the housing authority that was asked to handle
    it, a matter that is no complaint, and an issue not accepted or over; wrong input: a part without words.
    """
    issue = lock_issue(issue)
    force = complaint_access.require_authority(by, issue, at=at)
    if not is_complaint(issue):
        raise Refused(
            Reason(
                _("这一件不是物业管理投诉，按报事的路径办。"),
                cite=str(law.COMPLAINT.cite),
                remedy=_("在清单里改成投诉类的事项，或者写进展"),
            )
        )
    if issue.state not in RUNS:
        raise Refused(Reason(_("已受理、还没有结束的才能答复。"), remedy=_("先受理并派给住建部门")))
    if wrong := lacking(found=found, opinion=opinion, remedy=remedy):
        raise BadInput(_("答复书的每一部分都要写。"), wrong)
    who = pseudonym(issue.estate, by)
    said = "\n".join((found.strip(), opinion.strip(), remedy.strip()))
    document = publish_document(
        estate_id=issue.estate_id,
        kind="complaint_reply",
        mark=_("%(estate)s物诉复") % {"estate": issue.estate.name},
        title=law.COMPLAINT.title,
        template=OFFICIAL,
        data={**frame(issue, force.name), "words_sha256": hashlib.sha256(said.encode()).hexdigest()},
        ref=f"issue:{issue.pk}",
        by=who,
        at=at,
    )
    entry = journal.record(
        REPLIED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        document=document.pk,
        found=found.strip(),
        opinion=opinion.strip(),
        remedy=remedy.strip(),
    )
    made: ComplaintReply = ComplaintReply.objects.create(
        estate_id=issue.estate_id,
        issue=issue,
        found=seal(issue.estate_id, "issues_complaintreply", "found", found.strip()),
        opinion=seal(issue.estate_id, "issues_complaintreply", "opinion", opinion.strip()),
        remedy=remedy.strip()[:300],
        office=force.name[:60],
        document_id=document.pk,
        by=who,
        entry=entry.pk,
        at=at,
    )
    line = _("已作出投诉处理答复：%(number)s") % {"number": document.number}
    note_step(issue, "", line, side=Side.DEPARTMENT, by=by, at=at)
    words = _("【共治】您投诉的 %(number)s 已有答复书（%(document)s），打开链接查看：") % {
        "number": issue.number,
        "document": document.number,
    }
    tell_reporters(issue, words, kind="issue.complaint_replied", at=at)
    return made
