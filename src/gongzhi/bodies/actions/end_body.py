"""End a body; every seat in it ends with it, nothing is deleted."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.end_appointment import vacate
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import BODY_MOVES, BodyState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

ENDED = journal.event("bodies.body.ended", ended_on=Fact.DAY, reason=Fact.TEXT, seats=Fact.NUMBER)


@act
def end_body(*, body: Body, reason: str, on: date, by: Person, at: datetime) -> Body:
    """Ends the body from `on` with its term and every appointment in it; who may record it may end it (物管会: the street, A3.3).

    Wrong input: no reason, a day before it was formed or to come.
    """
    body = Body.objects.select_for_update(of=("self",)).select_related("estate__community", "division").get(pk=body.pk)
    access.may_record(by, body, at=at, ended_too=True)
    check_move(BODY_MOVES, BodyState(body.state), BodyState.ENDED)
    if not reason.strip() or on > law_day(at) or (body.formed_on is not None and on < body.formed_on):
        raise BadInput(_("终止要写明原因和日期。"), {"reason": _("必填"), "on": _("在成立之后、不晚于今天")})
    seats = list(body.appointments.select_for_update().filter(ended_on__isnull=True))
    for seat in seats:
        vacate(
            appointment=seat,
            body=body,
            way=Appointment.End.BODY_ENDED,
            note=reason,
            on=max(on, seat.from_on),
            by=by,
            at=at,
        )
    body.terms.filter(ended_on__isnull=True, from_on__lte=on).update(ended_on=on, end_reason=reason.strip()[:200])
    entry = journal.record(ENDED, **signed(body, by), at=at, ended_on=on, reason=reason.strip(), seats=len(seats))
    body.state, body.represents = BodyState.ENDED, False
    body.ended_on, body.end_reason, body.ended_entry = on, reason.strip()[:200], entry.pk
    body.save(update_fields=["state", "represents", "ended_on", "end_reason", "ended_entry"])
    return body
