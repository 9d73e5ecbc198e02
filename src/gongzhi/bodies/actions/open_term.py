"""Open a term 届 of a body: how many seats, from when until when, by what decision."""

from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Body, Term
from gongzhi.bodies.queries.scope import place_of, signed
from gongzhi.bodies.states import BodyState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law import terms
from gongzhi_law.bodies import BodyKind

OPENED = journal.event(
    "bodies.term.opened",
    number=Fact.NUMBER,
    set_size=Fact.NUMBER,
    alternates=Fact.NUMBER,
    from_on=Fact.DAY,
    until_on=Fact.DAY,
    ground=Fact.TEXT,
)


@act
@official
def open_term(
    *,
    body: Body,
    set_size: int,
    from_on: date,
    until_on: date | None = None,
    alternates: int = 0,
    basis: str,
    basis_entry: int | None = None,
    by: Person,
    at: datetime,
) -> Term:
    """The next term of a standing body, `[from_on, until_on)`; it ends an earlier one that still ran on `from_on`.

    Refuses whoever may not record the body, a term longer than statute or the estate's rules allow, and one that begins
    before an earlier term began. Wrong input: no seats, an end before the beginning, no basis.
    """
    body = Body.objects.select_for_update().get(pk=body.pk)
    access.may_record(by, body, at=at)
    if body.state == BodyState.ENDED:
        raise Refused(_("这个组织已经终止，不能再开新的一届。"))
    if set_size < 1 or alternates < 0 or not basis.strip() or (until_on is not None and until_on <= from_on):
        raise BadInput(
            _("请写明名额、起止日期和产生依据。"),
            {"set_size": _("请核对名额"), "until_on": _("届满日须晚于起始日"), "basis": _("必填")},
        )
    if body.terms.filter(from_on__gte=from_on).exists():
        raise BadInput(_("新的一届不能早于已有的届。"), {"from_on": _("请核对")})
    if until_on is not None:
        checks = terms.term_check(BodyKind(body.kind), from_on, until_on, on=from_on, place=place_of(body))
        wrong = [c for c in checks if c.passed is False and c.blocks]
        if wrong:
            raise Refused(*(Reason(f"{c.expected}；{c.actual}", cite=c.cite, remedy=c.remedy) for c in wrong))
    earlier = body.terms.filter(Q(ended_on__isnull=True) & (Q(until_on__isnull=True) | Q(until_on__gt=from_on)))
    earlier.update(ended_on=from_on, end_reason=_("换届"))
    number = (body.terms.aggregate(n=Max("number"))["n"] or 0) + 1
    entry = journal.record(
        OPENED,
        **signed(body, by),
        at=at,
        number=number,
        set_size=set_size,
        alternates=alternates,
        from_on=from_on,
        until_on=until_on,
        ground=basis.strip(),
        basis=basis_entry,
    )
    return Term.objects.create(
        estate=body.estate,
        body=body,
        number=number,
        set_size=set_size,
        alternates=alternates,
        from_on=from_on,
        until_on=until_on,
        basis=basis.strip(),
        basis_entry=basis_entry,
        entry=entry.pk,
    )
