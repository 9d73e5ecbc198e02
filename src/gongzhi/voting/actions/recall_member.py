"""Carry out what the owners decided on recalling a member."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.actions.decide_recall import settle
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Recall
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people.models import Person
from gongzhi.voting.models import Matter, Resolution
from gongzhi.voting.queries.resolutions import in_effect
from gongzhi.voting.states import STOPPED


@act
@official
def recall_member(*, recall: Recall, resolution: Resolution, heard: str = "", by: Person, at: datetime) -> Recall:
    """Ends the member's office, or leaves it, as the owners decided (民法典278条1款3项, 指导规则44条); cites the resolution.

    A resolution in effect ends the office, one that did not pass leaves it. Refuses whoever neither records the body nor
    sits in it, a resolution on another matter, and one that is stopped (R2). Not there: a resolution of another estate.
    """
    body, held = lock_seat(recall.appointment)
    recall = Recall.objects.select_for_update().get(pk=recall.pk)
    resolution = Resolution.objects.select_for_update(of=("self",)).select_related("motion").get(pk=resolution.pk)
    bodies.may_keep(by, body, at=at)
    if resolution.estate_id != recall.estate_id:
        raise NotHere
    cite = "《民法典》第278条第1款第3项"
    if resolution.motion.matter != Matter.COMMITTEE_ELECTION:
        raise Refused(Reason(_("这项决定不是选举或者更换业委会成员。"), cite=cite, remedy=_("请选罢免的那一项决定")))
    if resolution.state in STOPPED:
        words = _("决定现在是“%(state)s”，不能据以办理。") % {"state": resolution.get_state_display()}
        raise Refused(Reason(words, cite="《民法典》第280条", remedy=_("等争议有结果再办")))
    ends = in_effect(resolution)
    if not ends and resolution.passed is not False:
        raise Refused(Reason(_("这项议题还没有确定的结果。"), cite=cite, remedy=_("先签署最终结果")))
    return settle(
        recall=recall,
        held=held,
        body=body,
        ends=ends,
        basis=_("业主大会决定：%(title)s") % {"title": resolution.words},
        basis_entry=resolution.entry_id,
        heard=heard,
        on=law_day(at),
        by=by,
        at=at,
    )
