"""A called force says that it received the call."""

from datetime import datetime

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.calling import lock_call, move_call
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Call
from gongzhi.issues.queries.calls import risen
from gongzhi.issues.states import CallState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CONFIRMED = journal.event("issues.call.confirmed", call=Fact.NUMBER, force=Fact.NUMBER, late=Fact.TRUTH)


@act
def confirm_call(*, call: Call, by: Person, at: datetime) -> Call:
    """The force confirms (A10.2: 限时响应), in time or late; refuses whoever does not act for it, and confirming twice."""
    call = lock_call(call)
    whistle_access.require_called(by, call, at=at)
    late = risen(call, at).level > 0
    call = move_call(call, CallState.CONFIRMED, confirmed_at=at)
    journal.record(
        CONFIRMED,
        ref=f"issue:{call.whistle.issue_id}",
        estate_id=call.estate_id,
        by=pseudonym(call.whistle.issue.estate, by),
        at=at,
        call=call.pk,
        force=call.force_id,
        late=late,
    )
    return call
