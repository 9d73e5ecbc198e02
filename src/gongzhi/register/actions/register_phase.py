"""Register a phase of an estate and the buildings that belong to it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Building, Estate, Phase
from gongzhi.register import access, queries
from gongzhi.register.actions.rebuild_electors import rebuild_electors
from gongzhi.register.models import Unit
from gongzhi.register.states import RollState

REGISTERED = journal.event(
    "register.phase.registered", phase=Fact.NUMBER, delivered=Fact.DAY, buildings=Fact.NUMBER, name=Fact.TEXT
)


@act
def register_phase(
    *,
    estate: Estate,
    name: str,
    buildings: Iterable[int] = (),
    delivered_on: date | None = None,
    by: Person,
    at: datetime,
) -> Phase:
    """Adds a phase; while it is not delivered its units count to the developer as one head (法释〔2020〕17号第9条).

    `buildings` are numbers of buildings of this estate. Refuses anyone but the community worker and a roll under public
    check; wrong input: no name or one that is taken, delivery on a day to come, an undelivered phase with units that the
    register has as delivered.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    access.require_worker(by, estate, at=at)
    refuse_while_checked(estate)
    wrong = {}
    if not name.strip() or estate.phases.filter(name=name.strip()).exists():
        wrong["name"] = _("请写分期名称，不能与已有的相同")
    rows = buildings_here(estate, buildings)
    wrong |= wrong_delivery(rows, delivered_on, law_day(at))
    if wrong:
        raise BadInput(_("请写明分期的名称、楼栋和交付日。"), wrong)
    phase = Phase.objects.create(estate=estate, name=name.strip(), delivered_on=delivered_on)
    Building.objects.filter(pk__in=[b.pk for b in rows]).update(phase=phase)
    actor = keys.pseudonym(estate.pk, by.pk)
    journal.record(
        REGISTERED,
        ref=f"phase:{phase.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        phase=phase.pk,
        delivered=delivered_on,
        buildings=[b.pk for b in rows],
        name=phase.name,
    )
    rebuild_electors(estate=estate, by=actor, at=at)
    return phase


def refuse_while_checked(estate: Estate) -> None:
    """Refuses to move heads while the roll is under public check."""
    preparing = queries.roll_in_preparation(estate)
    if preparing and preparing.state == RollState.CHECKING:
        raise Refused(
            Reason(
                _("名册正在公示核对，不能整批改动谁算一人。"),
                cite="《业主大会和业主委员会指导规则》第25条",
                remedy=_("等核对期满冻结之后再登记"),
                remedy_url=f"/desk/e/{estate.code}/roll/",
            )
        )


def buildings_here(estate: Estate, numbers: Iterable[int]) -> list[Building]:
    """The buildings of this estate with these numbers; one of another estate is not there."""
    wanted = set(numbers)
    rows = list(Building.objects.filter(estate=estate, pk__in=wanted).order_by("pk"))
    if len(rows) != len(wanted):
        raise NotHere
    return rows


def wrong_delivery(buildings: Iterable[Building], delivered_on: date | None, today: date) -> dict[str, str]:
    """What is wrong with a day of delivery, by field; {} if nothing is."""
    if delivered_on is not None:
        return {"delivered_on": _("交付日不能在将来")} if delivered_on > today else {}
    units = Unit.objects.filter(building__in=list(buildings), removed_on__isnull=True, delivered_on__lte=today)
    if count := units.count():
        return {"delivered_on": _("清册里这几幢已有 %(n)s 套写明交付日，不能登记为未交付") % {"n": count}}
    return {}
