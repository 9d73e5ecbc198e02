"""Write down one step of an investigation."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.numbering import keep
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Inquiry, InquiryNote, Issue, seal
from gongzhi.issues.states import InquiryState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

FOUND = journal.event("issues.inquiry.noted", inquiry=Fact.NUMBER, on=Fact.DAY, words=Fact.TEXT, file=Fact.HASH)


def lock_inquiry(inquiry: Inquiry) -> Inquiry:
    """The investigation as it is now; its issue is locked first."""
    issue = lock_issue(Issue.objects.get(pk=inquiry.issue_id))
    found: Inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    found.issue = issue
    return found


@act
@official
def record_finding(
    *,
    inquiry: Inquiry,
    words: str,
    on: date | None = None,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> InquiryNote:
    """调查记录 (B3.3): what was looked at or who was heard on a day, sealed, with a paper; never public.

    Refuses everyone but the 居委会 and its 环物委, and an investigation that is concluded; wrong input: no words, a day to
    come, a file that is neither PDF nor photograph.
    """
    inquiry = lock_inquiry(inquiry)
    issue = inquiry.issue
    whistle_access.require_inquirer(by, issue.estate, at=at)
    if inquiry.state != InquiryState.OPENED:
        raise Refused(Reason(_("调查已经形成意见，不再补记录。"), remedy=_("有新情况的，上报后再开一个调查组")))
    day = on or law_day(at)
    wrong = {} if words.strip() else {"words": _("请写明看了什么、问了谁、怎么说")}
    if day > law_day(at):
        wrong["on"] = _("不能晚于今天")
    if wrong:
        raise BadInput(_("请补好再记。"), wrong)
    who = pseudonym(issue.estate, by)
    file = keep(issue.estate, file_name=file_name, content=content, at=at)
    entry = journal.record(
        FOUND,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        inquiry=inquiry.pk,
        on=day,
        words=words.strip(),
        file=file.sha256 if file else None,
    )
    made: InquiryNote = InquiryNote.objects.create(
        estate=issue.estate,
        inquiry=inquiry,
        on=day,
        words=seal(issue.estate_id, "issues_inquirynote", "words", words.strip()),
        file_id=file.pk if file else None,
        by=who,
        entry=entry.pk,
        at=at,
    )
    return made
