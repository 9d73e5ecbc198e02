"""Change a phase: deliver it, rename it, move buildings."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Building, Estate, Phase
from gongzhi.register import access
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.actions.register_phase import buildings_here, refuse_while_checked, wrong_delivery

CHANGED = journal.event(
    "register.phase.changed", phase=Fact.NUMBER, delivered=Fact.DAY, buildings=Fact.NUMBER, name=Fact.TEXT
)


@act
def change_phase(
    *, phase: Phase, name: str, buildings: Iterable[int], delivered_on: date | None, by: Person, at: datetime
) -> Phase:
    """Sets name, buildings and day of delivery of a phase, and forms the electors anew (法释〔2020〕17号第9条).

    Refuses anyone but the community worker and a roll under public check; wrong input as in `register_phase`.
    """
    estate = Estate.objects.select_for_update().get(pk=phase.estate_id)
    access.require_worker(by, estate, at=at)
    phase = Phase.objects.select_for_update().get(pk=phase.pk)
    refuse_while_checked(estate)
    rows = buildings_here(estate, buildings)
    wrong = wrong_delivery(rows, delivered_on, law_day(at))
    if not name.strip() or estate.phases.filter(name=name.strip()).exclude(pk=phase.pk).exists():
        wrong["name"] = _("请写分期名称，不能与已有的相同")
    if wrong:
        raise BadInput(_("请写明分期的名称、楼栋和交付日。"), wrong)
    phase.name, phase.delivered_on = name.strip(), delivered_on
    phase.save(update_fields=["name", "delivered_on"])
    wanted = [b.pk for b in rows]
    Building.objects.filter(estate=estate, phase=phase).exclude(pk__in=wanted).update(phase=None)
    Building.objects.filter(pk__in=wanted).update(phase=phase)
    actor = keys.pseudonym(estate.pk, by.pk)
    journal.record(
        CHANGED,
        ref=f"phase:{phase.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        phase=phase.pk,
        delivered=delivered_on,
        buildings=wanted,
        name=phase.name,
    )
    rebuild_electors(estate=estate, by=actor, at=at)
    return phase
