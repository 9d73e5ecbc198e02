"""What the acts on whistles and calls share: locks, numbers, who is told, files of what a force found."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.issues.actions.keeping import keep_photos
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import Photo
from gongzhi.issues.models import Call, Force, Issue, IssueFile, Side, Supervision, Whistle
from gongzhi.issues.queries.forces import acting_for
from gongzhi.issues.states import CALL_MOVES, CallState
from gongzhi.kernel import outbox
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.states import check_move

PDF = b"%PDF-"


def lock_whistle(whistle: Whistle) -> Whistle:
    """The whistle as it is now; its issue is locked first, so that acts on one issue stand in line."""
    issue = lock_issue(Issue.objects.get(pk=whistle.issue_id))
    found: Whistle = Whistle.objects.select_for_update(of=("self",)).get(pk=whistle.pk)
    found.issue = issue
    return found


def lock_call(call: Call) -> Call:
    """The call as it is now, with its whistle, issue and force, locked in the order of the house."""
    whistle = lock_whistle(Whistle.objects.get(pk=call.whistle_id))
    found: Call = Call.objects.select_for_update(of=("self",)).select_related("force__division").get(pk=call.pk)
    found.whistle = whistle
    return found


def move_call(call: Call, to: CallState, **values: Any) -> Call:
    """Puts the call into another state with what belongs to it; refuses a move that the table does not hold."""
    check_move(CALL_MOVES, CallState(call.state), to)
    call.state = to
    for name, given in values.items():
        setattr(call, name, given)
    call.save(update_fields=["state", *values])
    return call


def next_number(model: type[Whistle] | type[Supervision], estate_id: int) -> int:
    """The next number of the estate, under a lock until the act ends."""
    with connection.cursor() as cursor:
        key = f"{model._meta.db_table}:{estate_id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    last = model.objects.filter(estate=estate_id).aggregate(n=Max("serial"))["n"]
    return (last or 0) + 1


def side_of_force(force: Force) -> str:
    """The side under which what a force does is written."""
    own = {Force.Kind.DEPARTMENT: Side.DEPARTMENT, Force.Kind.UTILITY: Side.UTILITY}
    return own.get(Force.Kind(force.kind), Side.FORCE)


def tell_force(force: Force, words: str, *, kind: str, estate_id: int, at: datetime) -> int:
    """A message to the contact of a force, and where it has none to everyone who acts for it; returns how many."""
    address = force.reached_by()
    people = [] if address else [held.person for held in acting_for(force, at=at)]
    numbers = [address] if address else [person.number() for person in people]
    for number in filter(None, numbers):
        outbox.put(channel="sms", kind=kind, address=number, text=words, at=at, estate_id=estate_id)
    return len(numbers)


def keep_evidence(
    issue: Issue,
    *,
    photos: tuple[Photo, ...] = (),
    file_name: str = "",
    content: bytes = b"",
    side: str,
    by: str,
    at: datetime,
) -> list[StoredFile]:
    """Photographs and one paper of an issue, none public; wrong input: a paper that is neither PDF nor photograph."""
    files = keep_photos(issue, photos, stage=IssueFile.Stage.AFTER, side=side, by=by, at=at)
    if content:
        files.append(keep_paper(issue, file_name=file_name, content=content, side=side, by=by, at=at))
    return files


def keep_paper(issue: Issue, *, file_name: str, content: bytes, side: str, by: str, at: datetime) -> StoredFile:
    """One paper of an issue, PDF or photograph; wrong input: anything else."""
    if not content.startswith(PDF):
        try:
            return keep_photos(issue, [(file_name, content)], stage=IssueFile.Stage.PAPER, side=side, by=by, at=at)[0]
        except BadInput as wrong:
            raise BadInput(_("附件要 PDF 或者照片。"), {"file": wrong.text}) from wrong
    name, type_ = file_name or _("附件.pdf"), "application/pdf"
    stored = store_file(estate_id=issue.estate_id, name=name, content=content, content_type=type_, personal=True, at=at)
    given = {"stage": IssueFile.Stage.PAPER, "side": side, "by": by, "at": at}
    IssueFile.objects.get_or_create(estate=issue.estate, issue=issue, file_id=stored.pk, defaults=given)
    return stored
