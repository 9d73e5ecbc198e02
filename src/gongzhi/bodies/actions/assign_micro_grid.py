"""Make a person responsible for a micro-grid."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Appointment, MicroGridDuty
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, Grid, GridCover

ASSIGNED = journal.event(
    "bodies.micro_grid.assigned", grid=Fact.NUMBER, whom=Fact.WORD, seat=Fact.TRUTH, from_on=Fact.DAY
)


@act
def assign_micro_grid(
    *,
    estate: Estate,
    grid: Grid,
    appointment: Appointment | None = None,
    name: str = "",
    number: str = "",
    from_on: date,
    by: Person,
    at: datetime,
) -> MicroGridDuty:
    """A holder of a seat in the estate, or another person by phone number, serves as 微网格员 (十项措施一（一）, A1.4).

    Many serve in one micro-grid and one in many. Refuses all but the community of the place, a grid that does not cover
    the estate or is none of the smallest, and whoever serves there already. Wrong input: nobody named, a day to come,
    a seat that has ended.
    """
    grid = Grid.objects.select_for_update(of=("self",)).get(pk=grid.pk)
    access.require_in(by, estate, None, access.K.COMMUNITY, at=at)
    covers = GridCover.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=from_on), estate=estate, grid=grid)
    if not grid.micro or grid.ended_on is not None or not covers.exists():
        raise Refused(
            Reason(
                _("这个网格不是覆盖本小区的微网格。"),
                remedy=_("先在网格页把微网格划到小区或者楼栋"),
                remedy_url="/desk/grids/",
            )
        )
    wrong = {}
    if from_on > law_day(at):
        wrong["from_on"] = _("不能晚于今天")
    if appointment is None and not (name.strip() and number.strip()):
        wrong["name"] = _("请选一位任职的人，或者写姓名和手机号")
    if appointment is not None and (appointment.estate_id != estate.pk or appointment.ended_on is not None):
        wrong["appointment"] = _("这个任职不在本小区，或者已经终止")
    if wrong:
        raise BadInput(_("请写明由谁负责、从哪一天起。"), wrong)
    person_id = (
        appointment.person_id if appointment is not None else know_person(name=name.strip(), number=number, at=at).pk
    )
    if MicroGridDuty.objects.filter(estate=estate, grid=grid, person_id=person_id, until_on__isnull=True).exists():
        raise Refused(_("此人已经是这个微网格的微网格员。"))
    entry = journal.record(
        ASSIGNED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        grid=grid.pk,
        whom=keys.pseudonym(estate.pk, person_id),
        seat=appointment is not None,
        from_on=from_on,
    )
    return MicroGridDuty.objects.create(
        estate=estate,
        grid=grid,
        appointment=appointment,
        person_id=person_id,
        from_on=from_on,
        entry=entry.pk,
    )
