"""End a person's responsibility for a micro-grid."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import MicroGridDuty
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

RELEASED = journal.event(
    "bodies.micro_grid.released", grid=Fact.NUMBER, whom=Fact.WORD, until_on=Fact.DAY, reason=Fact.TEXT
)


@act
def release_micro_grid(*, duty: MicroGridDuty, on: date, reason: str, by: Person, at: datetime) -> MicroGridDuty:
    """Ends the service of a 微网格员 on `on` (A1.4); also the person may end it.

    Refuses everyone but the community of the place and the person, and ending twice. Wrong input: no reason, a day before it
    began or to come.
    """
    duty = MicroGridDuty.objects.select_for_update(of=("self",)).select_related("estate").get(pk=duty.pk)
    if duty.person_id != by.pk:
        access.require_in(by, duty.estate, None, access.K.COMMUNITY, at=at)
    if duty.until_on is not None:
        raise Refused(_("这一项已经结束。"))
    if not reason.strip() or not duty.from_on <= on <= law_day(at):
        raise BadInput(_("结束要写明原因和日期。"), {"reason": _("必填"), "on": _("在开始之后、不晚于今天")})
    journal.record(
        RELEASED,
        ref=f"estate:{duty.estate_id}",
        estate_id=duty.estate_id,
        by=keys.pseudonym(duty.estate_id, by.pk),
        at=at,
        grid=duty.grid_id,
        whom=keys.pseudonym(duty.estate_id, duty.person_id),
        until_on=on,
        reason=reason.strip(),
    )
    duty.until_on = on
    duty.save(update_fields=["until_on"])
    return duty
