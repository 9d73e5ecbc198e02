"""Give a member another post in the same seat: the members choose their chair."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.appoint import seat_person
from gongzhi.bodies.actions.end_appointment import vacate
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.standing import appointments
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person

R = Appointment.Role
ONE_EACH = (R.CHAIR, R.LEADER, R.SECRETARY)


@act
def change_role(*, appointment: Appointment, role: str, on: date, basis: str, by: Person, at: datetime) -> Appointment:
    """The member keeps the seat and takes `role` from `on`, on the meeting's decision (指导规则32条); history keeps both.

    Refuses whoever neither records the body nor sits in it, an alternate, the post one has, a second chair, and a member
    whose work is suspended. Wrong input: no basis, a day before the seat began or to come.
    """
    body, held = lock_seat(appointment)
    access.may_keep(by, body, at=at)
    today = law_day(at)
    if role not in R.values or role == R.ALTERNATE:
        raise BadInput(_("请选择职务。"), {"role": _("请重选")})
    if not basis.strip() or not held.from_on <= on <= today:
        raise BadInput(_("职务变动要写明会议决定和日期。"), {"basis": _("必填"), "on": _("在任职之后、不晚于今天")})
    if held.ended_on is not None or held.seat.alternate:
        raise Refused(_("此人现在不在席位上，不能变动职务。"))
    if held.role == role:
        raise Refused(_("此人已经担任这个职务。"))
    if held.suspensions.filter(lifted_on__isnull=True).exists():
        raise Refused(Reason(_("此人现在停止履行职责，不能变动职务。"), remedy=_("先恢复履职，或者等罢免决定")))
    other = appointments(body, on=today).filter(role=role).exclude(pk=held.pk).first()
    if other is not None and role in ONE_EACH:
        words = _("现在已有一位%(role)s，同时只能有一位。") % {"role": other.get_role_display()}
        raise Refused(Reason(words, remedy=_("先变动现任的职务")))
    phone, party = held.shown_phone, held.party_shown
    vacate(appointment=held, body=body, way=Appointment.End.ROLE_CHANGED, note=basis, on=on, by=by, at=at)
    made = seat_person(
        body=body,
        person=Person.objects.get(pk=held.person_id),
        role=role,
        way=Appointment.Way.CHOSEN,
        basis=basis,
        from_on=on,
        term=held.term,
        seat=held.seat,
        elector=held.elector,
        seconded_from=held.seconded_from,
        by=by,
        at=at,
    )
    made.shown_phone, made.party_shown = phone, party
    made.save(update_fields=["shown_phone", "party_shown"])
    return made
