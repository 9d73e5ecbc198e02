"""Write down that a body whose list was public now stands: the body, its term, its members, its filing."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.appoint import seat_person
from gongzhi.bodies.actions.confirm_term import confirm_term
from gongzhi.bodies.actions.end_appointment import vacate
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.models import Appointment, Body, Formation, FormationSide, Term
from gongzhi.bodies.queries.formation_facts import joined, report_of_formation
from gongzhi.bodies.queries.standing import body_of
from gongzhi.bodies.states import FORMATION_MOVES, FormationState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.register.models import Elector
from gongzhi.web.dates import cndate
from gongzhi_law import formation as law

COMPLETED = journal.event(
    "bodies.formation.completed", serial=Fact.NUMBER, kind=Fact.WORD, members=Fact.NUMBER, until_on=Fact.DAY
)
Way = Appointment.Way
WAYS = {Body.Kind.SELF_MANAGED: Way.BY_RESIDENTS}


@act
@official
def complete_formation(
    *,
    formation: Formation,
    basis: str,
    filing_number: str = "",
    filed_on: date | None = None,
    by: Person,
    at: datetime,
) -> Formation:
    """The body stands from today with those on its list; their capacities begin, a 物管会 is filed and acts for the owners (A3.1).

    A 物管会 whose time ran out is formed anew as its next term (北京58条, 杭州41条). Refuses whoever may not complete it, a
    list still public, and a composition that statute or the estate's rules do not allow. Wrong input: no document, and
    for a 物管会 no filing.
    """
    formation = (
        Formation.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=formation.pk)
    )
    access.may_complete(by, formation, at=at)
    check_move(FORMATION_MOVES, FormationState(formation.state), FormationState.FORMED)
    interim = formation.kind == Body.Kind.INTERIM
    missing = {} if basis.strip() else {"basis": _("必填")}
    if interim and not filing_number.strip():
        missing["filing_number"] = _("必填")
    if missing:
        raise BadInput(_("请写明成立的文件，物业管理委员会还要写备案文号。"), missing)
    on = law_day(at)
    reasons = _reasons(formation, on)
    if reasons:
        raise Refused(*reasons)
    body, term = _stands(formation, basis.strip(), by=by, at=at)
    members = joined(formation)
    for row in members:
        _seat(row, body, term, basis.strip(), by=by, at=at)
    if interim:
        confirm_term(term=term, filing_number=filing_number, filed_on=filed_on or on, by=by, at=at)
    journal.record(
        COMPLETED,
        ref=f"body:{body.pk}",
        estate_id=formation.estate_id,
        by=keys.pseudonym(formation.estate_id, by.pk),
        at=at,
        serial=formation.serial,
        kind=formation.kind,
        members=len(members),
        until_on=term.until_on,
    )
    formation.state, formation.body = FormationState.FORMED, body
    formation.save(update_fields=["state", "body_id"])
    return formation


def _reasons(formation: Formation, on: date) -> list[Reason]:
    until = formation.announced_until
    found = [
        Reason(f"{c.expected}；{c.actual}", cite=c.cite, remedy=c.remedy)
        for c in report_of_formation(formation, on=on).blocking
    ]
    if until is not None and on <= until:
        words = _("名单公示到%(day)s，期满以后才能成立。") % {"day": cndate(until)}
        found.append(Reason(words, cite=formation.trigger_cite, remedy=_("公示期满的次日再办")))
    return found


def _stands(formation: Formation, basis: str, *, by: Person, at: datetime) -> tuple[Body, Term]:
    """The body and its term; a body of the kind whose time ran out begins its next term and its old members leave."""
    on, estate = law_day(at), formation.estate
    body = body_of(estate, formation.kind)
    if body is None:
        body = form_body(
            estate=estate,
            kind=formation.kind,
            name=_("%(estate)s%(kind)s") % {"estate": estate.name, "kind": formation.get_kind_display()},
            basis=basis,
            formed_on=on,
            basis_entry=formation.entry,
            by=by,
            at=at,
        )
    else:
        for seat in body.appointments.filter(ended_on__isnull=True).select_related("seat"):
            vacate(appointment=seat, body=body, way=Appointment.End.TERM_ENDED, note=basis, on=on, by=by, at=at)
    months = formation.term_months
    term = open_term(
        body=body,
        set_size=formation.set_size,
        from_on=on,
        until_on=law.term_end(on, months) if months else None,
        basis=basis,
        basis_entry=formation.entry,
        by=by,
        at=at,
    )
    return Body.objects.select_for_update(of=("self",)).select_related("estate__community", "division").get(
        pk=body.pk
    ), term


def _seat(row: FormationSide, body: Body, term: Term, basis: str, *, by: Person, at: datetime) -> None:
    assert row.person_id is not None  # noqa: S101  (joined with a person)
    seat_person(
        body=body,
        person=Person.objects.get(pk=row.person_id),
        role=row.role,
        way=WAYS.get(Body.Kind(body.kind), Way.BY_STREET),
        basis=basis,
        from_on=law_day(at),
        term=term,
        side=row.side,
        elector=Elector.objects.filter(estate=body.estate, pk=row.elector_id).first() if row.elector_id else None,
        basis_entry=row.entry,
        by=by,
        at=at,
    )
