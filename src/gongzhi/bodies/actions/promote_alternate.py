"""Let the next alternate take an empty seat."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.appoint import seat_person
from gongzhi.bodies.actions.end_appointment import vacate
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.caretaking import vacancies
from gongzhi.bodies.queries.standing import appointments
from gongzhi.bodies.queries.standings import standing
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person


@act
def promote_alternate(
    *, appointment: Appointment, on: date, basis: str, passed_over: str = "", by: Person, at: datetime
) -> Appointment:
    """An alternate steps into the first empty seat (候补递补, B1.5, R8): their place ends, the seat begins, in one act.

    Refuses whoever may not record the body, a full body, and what the place asks for instead (re-election). The first
    alternate comes first; another one only with a written reason (`passed_over`). Wrong input: no basis, a day to come.
    """
    body, held = lock_seat(appointment)
    access.may_record(by, body, at=at)
    today = law_day(at)
    if not basis.strip() or not held.from_on <= on <= today:
        raise BadInput(_("递补要写明依据和日期。"), {"basis": _("必填"), "on": _("在成为候补之后、不晚于今天")})
    if not held.seat.alternate or held.ended_on is not None:
        raise Refused(_("此人现在不是候补。"))
    outcome = vacancies(standing(body, on=today), on=today)
    if outcome is None or not outcome.promoted:
        words = outcome.sentence if outcome else _("这个组织没有可以递补的空缺。")
        cite = next((f.cite for f in outcome.findings if f.cite), "") if outcome else ""
        raise Refused(Reason(words, cite=cite, remedy=_("看席位和缺额")))
    first = appointments(body, on=today).filter(seat__alternate=True).first()
    if first is not None and first.pk != held.pk and not passed_over.strip():
        raise BadInput(_("候补按顺序递补，排在前面的还在。"), {"passed_over": _("请写明前一位为什么不递补")})
    note = "；".join(part.strip() for part in (basis, passed_over) if part.strip())
    vacate(appointment=held, body=body, way=Appointment.End.PROMOTED, note=note, on=on, by=by, at=at)
    return seat_person(
        body=body,
        person=Person.objects.get(pk=held.person_id),
        role=Appointment.Role.MEMBER,
        way=Appointment.Way.PROMOTED,
        basis=note,
        from_on=on,
        term=held.term,
        side=held.seat.side,
        elector=held.elector,
        seconded_from=held.seconded_from,
        by=by,
        at=at,
    )
