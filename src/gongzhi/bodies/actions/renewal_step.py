"""Write down what happened on the way to a new term: reported, an election that failed, the residents' committee acting."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body, RenewalStep, Term
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import BodyState
from gongzhi.kernel import journal
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

RECORDED = journal.event(
    "bodies.renewal.recorded", number=Fact.NUMBER, kind=Fact.WORD, on=Fact.DAY, words=Fact.TEXT, document=Fact.TEXT
)


def lock_term(term: Term) -> tuple[Body, Term]:
    """The body and its term, locked; refuses what is no committee's term and a body that ended."""
    rows = Body.objects.select_for_update(of=("self",)).select_related("estate__community", "division")
    body = rows.get(pk=term.body_id)
    if body.kind != Body.Kind.COMMITTEE or body.estate is None or body.state != BodyState.STANDING:
        raise Refused(_("只有业主委员会的任期办理换届。"))
    return body, Term.objects.get(pk=term.pk)


def record_renewal_step(
    *, body: Body, term: Term, kind: str, on: date, words: str, document_number: str, by: Person, at: datetime
) -> RenewalStep:
    """The part that the acts of a renewal share (L4.1). Wrong input: no words, a day to come; refuses the same step twice."""
    if not words.strip() or on > law_day(at):
        raise BadInput(_("请写明情况和日期。"), {"words": _("必填"), "on": _("不能晚于今天")})
    same = RenewalStep.objects.filter(term=term, kind=kind)
    if (same.filter(on=on) if kind == RenewalStep.Kind.FAILED else same).exists():
        raise Refused(_("这一步已经登记，不用再办一次。"))
    assert body.estate is not None  # noqa: S101  (lock_term)
    entry = journal.record(
        RECORDED,
        **signed(body, by),
        at=at,
        number=term.number,
        kind=kind,
        on=on,
        words=words.strip(),
        document=document_number.strip(),
    )
    return RenewalStep.objects.create(
        estate=body.estate,
        term=term,
        kind=kind,
        on=on,
        words=words.strip(),
        document_number=document_number.strip()[:60],
        entry=entry.pk,
        at=at,
    )
