"""Take a call back before the force has come."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.calling import lock_call, move_call, tell_force
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Call
from gongzhi.issues.states import CallState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

WITHDRAWN = journal.event("issues.call.withdrawn", call=Fact.NUMBER, force=Fact.NUMBER, reason=Fact.TEXT)


@act
@official
def withdraw_call(*, call: Call, reason: str, by: Person, at: datetime) -> Call:
    """The office that blew this kind of whistle needs the force no more; it is told at once.

    Refuses everyone else, and a force that is on the spot or reported; wrong input: no reason.
    """
    call = lock_call(call)
    issue = call.whistle.issue
    access.require_whistler(by, issue.estate, call.whistle.kind, at=at)
    if not reason.strip():
        raise BadInput(_("请写明为什么撤回。"), {"reason": _("必填")})
    call = move_call(call, CallState.WITHDRAWN)
    journal.record(
        WITHDRAWN,
        ref=f"issue:{issue.pk}",
        estate_id=call.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        call=call.pk,
        force=call.force_id,
        reason=reason.strip(),
    )
    words = _("【共治】%(estate)s %(number)s 的召唤已撤回：%(why)s") % {
        "estate": issue.estate.name,
        "number": issue.number,
        "why": reason.strip()[:200],
    }
    tell_force(call.force, words, kind="issue.call", estate_id=issue.estate_id, at=at)
    return call
