"""Write what was done about an issue, step by step."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.guarding import guard_public
from gongzhi.issues.actions.keeping import keep_photos
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import Photo, pseudonym
from gongzhi.issues.models import Issue, IssueFile, Note
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

NOTED = journal.event(
    "issues.note.added", side=Fact.WORD, step=Fact.WORD, public=Fact.TRUTH, words=Fact.TEXT, photos=Fact.HASH
)
OVER = (IssueState.MERGED, IssueState.ANSWERED, IssueState.CLOSED)


@act
def note_progress(
    *,
    issue: Issue,
    words: str,
    public: bool = True,
    photos: tuple[Photo, ...] = (),
    by: Person,
    at: datetime,
) -> Note:
    """One step of progress by a side that has a task, or by community and street (B3.8, B4.1).

    What is `public` is read by everyone and names nobody. Refuses everyone else and an issue that is over; wrong input:
    no words.
    """
    issue = lock_issue(issue)
    speaking = access.side_in(by, issue, at=at)
    if issue.state in OVER:
        raise Refused(Reason(_("这一件已经结束，不再写进展。"), remedy=_("有新情况请重新打开或者另报")))
    if not words.strip():
        raise BadInput(_("请写一句进展。"), {"words": _("必填")})
    return write_note(issue, speaking, words, public=public, photos=photos, at=at)


def write_note(
    issue: Issue,
    speaking: access.Speaking,
    words: str,
    *,
    public: bool,
    at: datetime,
    step: str = "",
    photos: tuple[Photo, ...] = (),
) -> Note:
    """The note with its journal entry and photographs; part of the acts that write one."""
    if public:
        guard_public(issue, speaking.person, at, words=words)
    who = pseudonym(issue.estate, speaking.person)
    files = keep_photos(issue, photos, stage=IssueFile.Stage.AFTER, side=speaking.side, by=who, at=at)
    entry = journal.record(
        NOTED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        side=speaking.side,
        step=step,
        public=public,
        words=words.strip(),
        photos=[file.sha256 for file in files],
    )
    made: Note = Note.objects.create(
        estate=issue.estate,
        issue=issue,
        side=speaking.side,
        who=speaking.shown[:60],
        step=step,
        words=words.strip(),
        public=public,
        file_id=files[0].pk if files else None,
        by=who,
        entry=entry.pk,
        at=at,
    )
    return made
