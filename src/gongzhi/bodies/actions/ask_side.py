"""Ask a unit to send someone into a body in the making."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Formation, FormationSide
from gongzhi.bodies.states import FormationState
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law.composition_facts import SIDES

ASKED = journal.event("bodies.formation.side_asked", serial=Fact.NUMBER, side=Fact.TEXT)
BEFORE_LIST = (FormationState.DRAFTED, FormationState.GUIDANCE)


@act
@official
def ask_side(*, formation: Formation, side: str, by: Person, at: datetime) -> FormationSide:
    """Invites one representative of a unit by letter (A3.1: 镇街、公安、建设单位、业主代表 …); each seat is asked for once.

    Refuses whoever may not prepare it, and a list already public. Wrong input: an unknown unit.
    """
    formation = (
        Formation.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=formation.pk)
    )
    access.may_prepare(by, formation, at=at)
    if formation.state not in BEFORE_LIST:
        raise Refused(_("名单已经公示，不能再邀请。"))
    if side not in SIDES:
        raise BadInput(_("没有这一方。"), {"side": _("请重选")})
    text = _("请%(side)s派员参加%(estate)s%(kind)s的组建；不派员不影响组建，会如实公示。") % {
        "side": side,
        "estate": formation.estate.name,
        "kind": formation.get_kind_display(),
    }
    outbox.put(channel="letter", kind="formation.asked", address=side, text=text, at=at, estate_id=formation.estate_id)
    entry = journal.record(
        ASKED,
        ref=f"formation:{formation.pk}",
        estate_id=formation.estate_id,
        by=keys.pseudonym(formation.estate_id, by.pk),
        at=at,
        serial=formation.serial,
        side=side,
    )
    return FormationSide.objects.create(
        estate=formation.estate, formation=formation, side=side, asked_on=law_day(at), entry=entry.pk
    )
