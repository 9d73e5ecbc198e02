"""A called force reports what it did."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.calling import lock_call, move_call, side_of_force
from gongzhi.issues.actions.keeping import keep_photos
from gongzhi.issues.actions.numbering import keep
from gongzhi.issues.actions.opening import Photo, pseudonym
from gongzhi.issues.models import Call, IssueFile
from gongzhi.issues.queries.calls import risen
from gongzhi.issues.states import CallState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

REPORTED = journal.event(
    "issues.call.reported", call=Fact.NUMBER, force=Fact.NUMBER, late=Fact.TRUTH, words=Fact.TEXT, files=Fact.HASH
)
WORDS = 2000


@act
@official
def report_call(
    *,
    call: Call,
    words: str,
    photos: tuple[Photo, ...] = (),
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Call:
    """The force says what it found and did (A10.2: 处置; B3.4: 反馈), with photographs and a paper; not read by everyone.

    Refuses whoever does not act for it, one that is not there yet, and reporting twice; wrong input: no words, a file that
    is neither PDF nor photograph.
    """
    call = lock_call(call)
    whistle_access.require_called(by, call, at=at)
    late = risen(call, at).level > 0
    kept = words.strip()
    if not kept or len(kept) > WORDS:
        raise BadInput(_("请写明看到什么、怎么处置的。"), {"words": _("必填，最多 %(n)s 字") % {"n": WORDS}})
    issue = call.whistle.issue
    who, side = pseudonym(issue.estate, by), side_of_force(call.force)
    files = keep_photos(issue, photos, stage=IssueFile.Stage.AFTER, side=side, by=who, at=at)
    paper = keep(issue.estate, file_name=file_name, content=content, at=at)
    files += [paper] if paper is not None else []
    file_id = files[-1].pk if files else None
    call = move_call(call, CallState.REPORTED, reported_at=at, words=kept, file_id=file_id)
    journal.record(
        REPORTED,
        ref=f"issue:{issue.pk}",
        estate_id=call.estate_id,
        by=who,
        at=at,
        call=call.pk,
        force=call.force_id,
        late=late,
        words=kept,
        files=[file.sha256 for file in files],
    )
    return call
