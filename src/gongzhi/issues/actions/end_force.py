"""Take a force off the register; those who act for it lose their capacity."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.models import Force
from gongzhi.issues.queries.forces import acting_for
from gongzhi.issues.states import CallState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

ENDED = journal.event("issues.force.ended", force=Fact.NUMBER, reason=Fact.TEXT, people=Fact.NUMBER)


@act
def end_force(*, force: Force, reason: str, by: Person, at: datetime) -> Force:
    """Ends a force from today (B3.11); the officers of a department keep theirs, which rests on their own appointment.

    Refuses whoever does not keep the register there, ending twice, and a force with calls it has not reported on; wrong
    input: no reason.
    """
    force = Force.objects.select_for_update(of=("self",)).select_related("division").get(pk=force.pk)
    whistle_access.require_keeper(by, force, at=at)
    if force.ended_on is not None:
        raise Refused(Reason(_("已经不在册了。"), remedy=_("看在册的力量")))
    if not reason.strip():
        raise BadInput(_("请写明为什么不再参与。"), {"reason": _("必填")})
    owing = force.calls.filter(state__in=[CallState.CALLED, CallState.CONFIRMED, CallState.ARRIVED]).count()
    if owing:
        raise Refused(
            Reason(_("还有 %(n)s 件召唤没有反馈。") % {"n": owing}, remedy=_("等反馈，或者由吹哨人撤回，再移出"))
        )
    held = acting_for(force, at=at) if force.kind != Force.Kind.DEPARTMENT else Capacity.objects.none()
    entry = journal.record(
        ENDED,
        ref=f"division:{force.division_id}",
        office=force.division_id,
        by=keys.pseudonym(None, by.pk),
        at=at,
        force=force.pk,
        reason=reason.strip(),
        people=len(held),
    )
    for capacity in held:
        capacity.until_at, capacity.ended_entry = at, entry.pk
        capacity.save(update_fields=["until_at", "ended_entry"])
    force.ended_on = law_day(at)
    force.save(update_fields=["ended_on"])
    return force
