"""A called force says that it is there, with a photograph if it likes."""

from datetime import datetime

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.calling import lock_call, move_call, side_of_force
from gongzhi.issues.actions.keeping import keep_photos
from gongzhi.issues.actions.opening import Photo, pseudonym
from gongzhi.issues.models import Call, IssueFile
from gongzhi.issues.queries.calls import risen
from gongzhi.issues.states import CallState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ARRIVED = journal.event("issues.call.arrived", call=Fact.NUMBER, force=Fact.NUMBER, late=Fact.TRUTH, photos=Fact.HASH)


@act
@official
def arrive_call(*, call: Call, photos: tuple[Photo, ...] = (), by: Person, at: datetime) -> Call:
    """The force is on the spot (A10.2: 到场); one that did not confirm before does both at once.

    Refuses whoever does not act for it, and arriving twice; wrong input: a photograph that cannot be read.
    """
    call = lock_call(call)
    whistle_access.require_called(by, call, at=at)
    late = risen(call, at).level > 0
    if call.state == CallState.CALLED:
        call = move_call(call, CallState.CONFIRMED, confirmed_at=at)
    call = move_call(call, CallState.ARRIVED, arrived_at=at)
    issue = call.whistle.issue
    who, side = pseudonym(issue.estate, by), side_of_force(call.force)
    files = keep_photos(issue, photos, stage=IssueFile.Stage.AFTER, side=side, by=who, at=at)
    journal.record(
        ARRIVED,
        ref=f"issue:{issue.pk}",
        estate_id=call.estate_id,
        by=who,
        at=at,
        call=call.pk,
        force=call.force_id,
        late=late,
        photos=[file.sha256 for file in files],
    )
    return call
