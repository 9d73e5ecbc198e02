"""End the seats of a term when the next one, or another body, has taken over."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.end_appointment import vacate
from gongzhi.bodies.actions.lock_body import lock_body
from gongzhi.bodies.models import Appointment, Term
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.queries.succession import has_successor
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ENDED = journal.event("bodies.term.ended", number=Fact.NUMBER, ended_on=Fact.DAY, note=Fact.TEXT, seats=Fact.NUMBER)


@act
def end_term(*, term: Term, note: str, on: date, by: Person, at: datetime) -> Term:
    """Ends every seat of the term by handing over (任期终止，已移交): from here its members act no more.

    A term that ran out stays in charge of what must be kept alive until this is done (R14). Refuses whoever may not
    record the body, and a term without successor: no later term of the body, and no other body standing for the owners.
    Wrong input: no note of how it was handed over, a day before the term began or to come.
    """
    body = lock_body(term.body_id)
    term = Term.objects.select_for_update().get(pk=term.pk)
    access.may_record(by, body, at=at, ended_too=True)
    if not note.strip() or not term.from_on <= on <= law_day(at):
        raise BadInput(_("届的终止要写明怎样移交和日期。"), {"note": _("必填"), "on": _("在本届开始之后、不晚于今天")})
    if not has_successor(term, body=body, on=law_day(at)):
        raise Refused(
            Reason(
                _("新的一届还没有产生，本届不能终止：届满以后仍由它看守。"),
                remedy=_("先登记新的一届，或者由物业管理委员会代行"),
            )
        )
    seats = list(body.appointments.select_for_update(of=("self",)).filter(term=term, ended_on__isnull=True))
    if not seats and term.ended_on is not None:
        raise Refused(_("这一届已经终止。"))
    for seat in seats:
        day = max(on, seat.from_on)
        vacate(appointment=seat, body=body, way=Appointment.End.TERM_ENDED, note=note, on=day, by=by, at=at)
    journal.record(
        ENDED, **signed(body, by), at=at, number=term.number, ended_on=on, note=note.strip(), seats=len(seats)
    )
    if term.ended_on is None:
        term.ended_on, term.end_reason = on, note.strip()[:200]
        term.save(update_fields=["ended_on", "end_reason"])
    return term
