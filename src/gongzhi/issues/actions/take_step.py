"""Take the next step of a class's path, or pass the issue on where the path says."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.note_progress import write_note
from gongzhi.issues.models import Issue, Note
from gongzhi.issues.queries.paths import steps_open_to
from gongzhi.issues.states import IssueState
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person


@act
def take_step(*, issue: Issue, step: str, words: str, public: bool = True, by: Person, at: datetime) -> Note:
    """A step of the path of the issue's class, such as 召集研究 or 报居委会协调 (B3.2–B3.5), with what came of it.

    A path blocks nobody: steps may be taken in any order. Refuses those without a side in the issue and an issue that
    is not being worked on; wrong input: a step that the path does not have, no words.
    """
    issue = lock_issue(issue)
    speaking = access.side_in(by, issue, at=at)
    if issue.state not in (IssueState.ACCEPTED, IssueState.WORKING, IssueState.EXPLAINED):
        raise Refused(Reason(_("先受理、分类，才有路径可走。"), remedy=_("先受理")))
    known = steps_open_to(issue)
    wrong = {} if step in known else {"step": _("这一类没有这一步，请重选")}
    if not words.strip():
        wrong["words"] = _("请写明怎么研究的、结果如何")
    if wrong:
        raise BadInput(_("请补好再记。"), wrong)
    return write_note(issue, speaking, words, public=public, step=step, at=at)
