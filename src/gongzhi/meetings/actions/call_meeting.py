"""Call a meeting of the body: announce when, where and what is on the table."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.bodies.actions.lock_body import lock_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.add_item import must_be_an_item, put_item
from gongzhi.meetings.actions.tell_members import tell_members, tell_residents_committee
from gongzhi.meetings.models import CommitteeMeeting, Demand
from gongzhi.meetings.models.committee import FORMS
from gongzhi.meetings.queries.calling import CallPlan, ItemDraft, obstacles
from gongzhi.meetings.queries.committee import Whole, estate_of, open_demands, whole_of
from gongzhi.meetings.queries.committee_papers import announcement, title_of
from gongzhi.meetings.queries.convening import Turn, turn_of
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.people.models import Person
from gongzhi.web.dates import cndatetime

CALLED = journal.event(
    "meetings.meeting.called",
    serial=Fact.NUMBER,
    cause=Fact.WORD,
    convened_as=Fact.WORD,
    begins_at=Fact.INSTANT,
    items=Fact.NUMBER,
    warnings=Fact.NUMBER,
    why=Fact.TEXT,
)
Cause, As = CommitteeMeeting.Cause, CommitteeMeeting.As


@act
@official
def call_meeting(
    *,
    body: Body,
    cause: str,
    begins_at: datetime,
    form: str,
    items: Sequence[ItemDraft],
    place: str = "",
    link: str = "",
    why: str = "",
    demand: Demand | None = None,
    warnings_seen: bool = False,
    by: Person,
    at: datetime,
) -> CommitteeMeeting:
    """The chair calls a meeting and announces it with its agenda (指导规则37–39条); the 居委会 is told with it (北京45条3款).

    Others call it in the order `queries.convening.turn_of` names (R18). Refuses whoever's turn it is not, an
    agenda without items, and what only the owners decide; a short notice and a second meeting beside one that is called
    warn and are printed.
    Wrong input: no place or link, a time gone by, urgency or another convener without reason, warnings not read.
    """
    body = lock_body(body.pk)
    seat = access.require_seat(by, body, at=at)
    seat.body = body
    on = law_day(at)
    whole, rules = whole_of(body, on=on), rules_for(body, on=on)
    if demand is not None:  # as it stands now, and only while no meeting was called to it
        demand = next((one for one in open_demands(body, on=on) if one.pk == demand.pk), None)
    turn = turn_of(seat, rules, whole, demand=demand)
    plan = CallPlan(cause, begins_at, form, place.strip(), link.strip(), why.strip(), demand, tuple(items))
    _must_be_a_plan(plan, body, whole, turn, at)
    blocks, warns = obstacles(body, plan, at=at)
    warns += turn.warns
    if blocks:
        raise Refused(*blocks)
    if warns and not warnings_seen:
        words = _("有 %(n)s 条提示，请看过后勾选“已经看过提示”再公告。") % {"n": len(warns)}
        raise BadInput(words, {"warnings_seen": _("请勾选")})
    return _announced(body, plan, turn, seat, whole, warns, by=by, at=at)


def _announced(
    body: Body,
    plan: CallPlan,
    turn: Turn,
    seat: Appointment,
    whole: Whole,
    warns: list[Reason],
    *,
    by: Person,
    at: datetime,
) -> CommitteeMeeting:
    """Writes the meeting with its agenda, publishes the announcement, tells members and the 居委会."""
    estate = estate_of(body)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    last = CommitteeMeeting.objects.filter(estate=estate, body=body).aggregate(n=Max("serial"))["n"] or 0
    facts: dict[str, Any] = {"cause": plan.cause, "convened_as": turn.convened_as, "begins_at": plan.begins_at}
    entry = journal.record(
        CALLED,
        ref=f"body:{body.pk}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=plan.demand.entry if plan.demand else turn.naming.entry if turn.naming else None,
        serial=last + 1,
        items=len(plan.items),
        warnings=len(warns),
        why=plan.why,
        **facts,
    )
    meeting = CommitteeMeeting.objects.create(
        estate=estate,
        body=body,
        serial=last + 1,
        why=plan.why,
        demand=plan.demand,
        convener=seat,
        naming=turn.naming,
        form=plan.form,
        place=plan.place,
        link=plan.link,
        called_at=at,
        residents_told_at=at,
        entry=entry.pk,
        **facts,
    )
    items = [put_item(meeting, draft, by=pseudonym, at=at, late=False) for draft in plan.items]
    document = publish_document(
        estate_id=estate.pk,
        kind="committee_meeting",
        mark=_("%(estate)s会公") % {"estate": estate.name},
        title=_("关于召开%(title)s的公告") % {"title": title_of(meeting)},
        template="official",
        data=announcement(meeting, items, warns),
        ref=f"meeting:{meeting.pk}",
        by=pseudonym,
        at=at,
    )
    meeting.document_id = document.pk
    meeting.save(update_fields=["document_id"])
    words = {
        "title": title_of(meeting),
        "at": cndatetime(plan.begins_at),
        "n": len(items),
        "where": plan.place or plan.link,
    }
    text = _("【共治】%(title)s定于%(at)s召开，%(where)s，共 %(n)s 项，须本人参加。") % words
    tell_members(whole.seats, estate=estate, kind="meetings.called", text=text, at=at)
    told = _("%(title)s定于%(at)s召开，%(where)s，议题 %(n)s 项见公告，请派人听取或者提出意见。") % words
    tell_residents_committee(estate, kind="meetings.called", text=told, at=at)
    return meeting


def _must_be_a_plan(plan: CallPlan, body: Body, whole: Whole, turn: Turn, at: datetime) -> None:
    wrong = {}
    if plan.cause not in Cause.values:
        wrong["cause"] = _("请选择")
    if plan.form not in dict(FORMS):
        wrong["form"] = _("请选择")
    elif plan.form == "onsite" and not plan.place:
        wrong["place"] = _("请写明在哪里开")
    elif plan.form == "video" and not plan.link:
        wrong["link"] = _("请写明从哪里进入")
    if plan.begins_at <= at:
        wrong["begins_at"] = _("要晚于现在")
    if plan.cause == Cause.URGENT and not plan.why:
        wrong["why"] = _("请写明为什么紧急")
    if turn.convened_as == As.VICE and not plan.why:
        wrong["why"] = _("请写明主任委托或者没有召集的情况")
    if plan.cause == Cause.DEMANDED and plan.demand is None:
        wrong["demand"] = _("请选择是哪一份提议")
    if wrong:
        raise BadInput(_("会议的时间、地点和缘由还没有写全。"), wrong)
    for draft in plan.items:
        must_be_an_item(draft, body, whole)
