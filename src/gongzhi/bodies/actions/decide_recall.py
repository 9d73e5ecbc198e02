"""Decide a recall in the committee that the owners authorised to; and what every decision of one shares."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.end_appointment import vacate
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment, Body, Recall
from gongzhi.bodies.queries.recalls import authorisation, rule_of
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import RECALL_MOVES, RecallState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Capacity, Person

DECIDED = journal.event("bodies.recall.decided", recall=Fact.NUMBER, outcome=Fact.WORD, ground=Fact.TEXT)


@act
def decide_recall(
    *, recall: Recall, ends: bool, article: str, basis: str, heard: str = "", by: Person, at: datetime
) -> Recall:
    """The committee decides under the authority the owners gave it in their rules (指导规则44条): ends the office, or not.

    Refuses everyone but its other members, a place where only the owners decide, and an estate whose adopted rules are not
    recorded; the owners' own decision is `voting.actions.recall_member`. Wrong input: no article of the rules, no
    decision, and where the right to answer binds and nobody answered, not a word on how the member was heard.
    """
    body, held = lock_seat(recall.appointment)
    recall = Recall.objects.select_for_update().get(pk=recall.pk)
    access.require_in(by, body.estate, body.division, Capacity.Kind.COMMITTEE, at=at)
    today = law_day(at)
    if held.person_id == by.pk:
        raise Refused(Reason(_("对自己的罢免不能由自己决定。"), remedy=_("请其他委员办理")))
    rules = authorisation(body, on=today)
    if rules.refused is not None:
        raise Refused(rules.refused)
    missing = {f: _("必填") for f, value in (("article", article), ("basis", basis)) if not value.strip()}
    if missing:
        raise BadInput(_("请写明业主授权的条款和会议决定。"), missing)
    return settle(
        recall=recall,
        held=held,
        body=body,
        ends=ends,
        basis=f"{rules.title}{article.strip()}；{basis.strip()}",
        basis_entry=None,
        heard=heard,
        on=today,
        by=by,
        at=at,
    )


def settle(
    *,
    recall: Recall,
    held: Appointment,
    body: Body,
    ends: bool,
    basis: str,
    basis_entry: int | None,
    heard: str,
    on: date,
    by: Person,
    at: datetime,
) -> Recall:
    """The part that every decision of a recall shares: the right to answer, the record, and the end of the seat if so."""
    target = RecallState.DECIDED if ends else RecallState.REFUSED
    check_move(RECALL_MOVES, RecallState(recall.state), target)
    right = rule_of(body, on=on).right_to_answer
    if recall.state == RecallState.PROPOSED and right is not None and right.blocks and not heard.strip():
        raise BadInput(
            _("本人还没有申辩。"),
            {"heard": _("请写明怎样通知了本人、本人怎样回应（%(cite)s）") % {"cite": right.cites}},
        )
    words = "；".join(part.strip() for part in (basis, heard) if part.strip())[:200]
    entry = journal.record(
        DECIDED,
        **signed(body, by),
        at=at,
        basis=basis_entry,
        recall=recall.pk,
        outcome=target.value,
        ground=words,
    )
    recall.state, recall.decided_on = target, on
    recall.decision_basis, recall.decision_entry = words, entry.pk
    recall.save(update_fields=["state", "decided_on", "decision_basis", "decision_entry"])
    if ends and held.ended_on is None:
        day = max(on, held.from_on)
        vacate(appointment=held, body=body, way=Appointment.End.RECALLED, note=words, on=day, by=by, at=at)
    return recall
