"""Record an order on a committee's decision: correct, suspend, annul, supersede, or lift."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.models import Decision, DecisionOrder
from gongzhi.people.models import Person
from gongzhi.register.queries import frozen_roll
from gongzhi.voting.access import may_order
from gongzhi.voting.actions.tell_electors import tell_roll
from gongzhi.voting.models import Order
from gongzhi.voting.orders import LEADS_TO, must_be_whole
from gongzhi.voting.states import RESOLUTION_MOVES, ResolutionState

ORDERED = journal.event(
    "meetings.decision.ordered",
    decision=Fact.NUMBER,
    kind=Fact.WORD,
    state=Fact.WORD,
    document=Fact.HASH,
    number=Fact.TEXT,
    text=Fact.TEXT,
)


@act
@official
def record_decision_order(
    *,
    decision: Decision,
    kind: str,
    issuer: str,
    document_number: str,
    text: str,
    file_name: str,
    content: bytes,
    by_decision: Decision | None = None,
    by: Person,
    at: datetime,
) -> DecisionOrder:
    """Records what a court or office ordered on a committee's decision (民法典第280条第2款; 条例19条2款), tells all owners.

    From here payments and seals under it stop or start again (R2). Refuses all but the street and a move the table does
    not hold; wrong input: as `voting.orders.must_be_whole`.
    """
    rows = Decision.objects.select_for_update(of=("self",)).select_related("estate__community", "item", "body")
    decision = rows.get(pk=decision.pk)
    may_order(by, decision.estate, at=at)
    given = {"issuer": issuer, "document_number": document_number, "text": text}
    without = kind == Order.Kind.SUPERSEDE and (by_decision is None or by_decision.estate_id != decision.estate_id)
    must_be_whole(kind, given, content, ["by_decision"] if without else [])
    target = LEADS_TO[Order.Kind(kind)]
    check_move(RESOLUTION_MOVES, ResolutionState(decision.state), target)
    stored = keep_paper(decision.estate, file_name=file_name, content=content, at=at, personal=False)
    assert stored is not None  # noqa: S101  (there is content)
    pseudonym = keys.pseudonym(decision.estate_id, by.pk)
    entry = journal.record(
        ORDERED,
        ref=f"decision:{decision.pk}",
        estate_id=decision.estate_id,
        by=pseudonym,
        at=at,
        basis=decision.entry,
        decision=decision.pk,
        kind=kind,
        state=target,
        document=stored.sha256,
        number=document_number.strip(),
        text=text.strip(),
    )
    order = DecisionOrder.objects.create(
        estate=decision.estate,
        decision=decision,
        kind=kind,
        issuer=issuer.strip(),
        document_number=document_number.strip(),
        file_id=stored.pk,
        by_decision=by_decision,
        text=text.strip(),
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
    decision.state = target
    decision.save(update_fields=["state"])
    roll = frozen_roll(decision.estate)
    words = _("【共治】%(body)s“%(title)s”的决定现在是“%(state)s”（%(issuer)s %(number)s）。") % {
        "body": decision.body.name,
        "title": decision.item.title,
        "state": target.label,
        "issuer": order.issuer,
        "number": order.document_number,
    }
    tell_roll(decision.estate_id, roll.pk if roll else None, kind="decision.ordered", text=words, at=at)
    return order
