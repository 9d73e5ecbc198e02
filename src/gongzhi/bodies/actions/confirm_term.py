"""The street confirms a new term against its filing; only then do its members get their first access (L4.4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.grant_seat_capacity import grant_seat_capacity
from gongzhi.bodies.models import Body, Term
from gongzhi.bodies.queries.composition import report_of
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.queries.standing import appointments
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

CONFIRMED = journal.event(
    "bodies.term.confirmed", number=Fact.NUMBER, filing=Fact.TEXT, filed_on=Fact.DAY, members=Fact.NUMBER
)
K = Capacity.Kind


@act
def confirm_term(*, term: Term, filing_number: str, filed_on: date, by: Person, at: datetime) -> Term:
    """Confirms the term's list against its filing (物业管理条例第16条): its members' capacities begin, and the body represents.

    Filing is no condition of a committee's being (R17): it only opens the first access. Refuses anyone but the street of the
    place, a term without members, what breaks a statute or the estate's own rules, a second confirmation; what a paper
    asks for only wants a written reason (A1.3). Wrong input: no filing number, a day to come.
    """
    body = (
        Body.objects.select_for_update(of=("self",))
        .select_related("estate__community", "division")
        .get(pk=term.body_id)
    )
    term = Term.objects.select_for_update().get(pk=term.pk)
    access.require_in(by, body.estate, body.division, K.STREET, at=at)
    if not filing_number.strip() or filed_on > law_day(at):
        raise BadInput(_("请写明备案文号和备案日期。"), {"filing_number": _("必填"), "filed_on": _("不能晚于今天")})
    if term.confirmed_at is not None:
        raise Refused(_("这一届已经确认，不用再办一次。"))
    members = list(appointments(body, on=law_day(at)).filter(term=term))
    if not members:
        raise Refused(_("这一届还没有登记成员，无从核对。"))
    _must_be_lawful(body, law_day(at))
    entry = journal.record(
        CONFIRMED,
        **signed(body, by),
        at=at,
        number=term.number,
        filing=filing_number.strip(),
        filed_on=filed_on,
        members=len(members),
    )
    term.filing_number, term.filed_on = filing_number.strip(), filed_on
    term.confirmed_at, term.confirmed_entry = at, entry.pk
    term.save(update_fields=["filing_number", "filed_on", "confirmed_at", "confirmed_entry"])
    if body.kind in (Body.Kind.COMMITTEE, Body.Kind.INTERIM):
        Body.objects.filter(estate=body.estate, represents=True).update(represents=False)
        Body.objects.filter(pk=body.pk).update(represents=True)
    for member in members:
        if not Capacity.objects.filter(granted_entry=member.entry).exists():
            member.term = term
            grant_seat_capacity(appointment=member, at=at)
    return term


def _must_be_lawful(body: Body, on: date) -> None:
    """Refuses what the composition breaks and may block, each with its article and remedy; never what a paper asks for."""
    report = report_of(body, on)
    if report is not None and report.blocking:
        raise Refused(*(Reason(f"{one.expected}；{one.actual}", one.cite, one.remedy) for one in report.blocking))
