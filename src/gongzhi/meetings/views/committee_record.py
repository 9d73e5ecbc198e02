"""After the meeting, each act with its page: the record, signatures, publication, orders on what was decided."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import holds_in
from gongzhi.meetings import access
from gongzhi.meetings.actions.finish_record import finish_record
from gongzhi.meetings.actions.publish_decisions import publish_decisions
from gongzhi.meetings.actions.record_decision_order import record_decision_order
from gongzhi.meetings.actions.record_signatures import record_signatures
from gongzhi.meetings.actions.sign_record import sign_record
from gongzhi.meetings.actions.write_record import write_record
from gongzhi.meetings.committee_access import get_decision_for
from gongzhi.meetings.forms.committee import (
    DecisionOrderForm,
    RecordForm,
    SignaturesForm,
    SignForm,
)
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision
from gongzhi.meetings.queries.committee import (
    decisions_of,
    items_of,
    present_in,
)
from gongzhi.meetings.queries.decisions import in_force, stops
from gongzhi.meetings.views.committee_frame import act_page, named, page_of, posted
from gongzhi.people.models import Capacity
from gongzhi.voting.orders import possible_orders
from gongzhi.voting.states import ResolutionState
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm

RULE = "《业主大会和业主委员会指导规则》"


@door(access.get_meeting_for, "GET", "POST")
def record(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """Write the record."""
    meeting: CommitteeMeeting = request.here
    return act_page(
        request,
        RecordForm(*posted(request), initial={"words": meeting.minutes or _draft(meeting)}),
        write_record,
        estate=meeting.estate,
        back=page_of(meeting),
        heading=_("写会议记录"),
        sub=_("已经按议程和计票起草，请补上讨论经过和不同意见。"),
        cite=f"{RULE}第39条",
        word=_("保存"),
        meeting=meeting,
    )


def _draft(meeting: CommitteeMeeting) -> str:
    """The record as the agenda and the counts give it; what was said is added by hand."""
    decided = {one.item_id: one.sentence for one in decisions_of(meeting)}
    lines = []
    for one in items_of(meeting):
        told = decided.get(one.pk) or (
            _("通报、听取意见。") if one.kind == AgendaItem.Kind.HEAR else _("没有形成决定。")
        )
        lines.append(f"{one.number}. {one.title}\n{one.words}\n{told}".replace("\n\n", "\n"))
    return "\n\n".join(lines)


@door(access.get_meeting_for, "GET", "POST")
def sign(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """A member signs the record."""
    meeting: CommitteeMeeting = request.here
    return act_page(
        request,
        SignForm(posted(request)[0]),
        sign_record,
        estate=meeting.estate,
        back=page_of(meeting),
        heading=_("在会议记录上签字"),
        word=_("签字"),
        template="meetings/committee_sign.html",
        more={"meeting_shown": meeting, "decisions": decisions_of(meeting)},
        meeting=meeting,
    )


@door(access.get_meeting_for, "GET", "POST")
def signatures(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """Whose signatures stand on the paper record."""
    meeting: CommitteeMeeting = request.here
    done = set(meeting.signs.values_list("appointment_id", flat=True))
    members, names = named(row.appointment for row in present_in(meeting) if row.appointment_id not in done)
    return act_page(
        request,
        SignaturesForm(*posted(request), members=members, names=names),
        record_signatures,
        estate=meeting.estate,
        back=page_of(meeting),
        heading=_("登记纸质签字"),
        cite=f"{RULE}第39条",
        word=_("登记签字"),
        meeting=meeting,
    )


@door(access.get_meeting_for, "POST")
def finish(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """The record is done."""
    form = GzForm(request.POST)
    finish_record(meeting=request.here, by=request.person, at=request.at, idempotency_key=form.key)
    return redirect("meetings:committee_meeting", code, meeting_id)


@door(access.get_meeting_for, "POST")
def publish(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """Publish what was decided."""
    form = GzForm(request.POST)
    publish_decisions(meeting=request.here, by=request.person, at=request.at, idempotency_key=form.key)
    return redirect("meetings:committee_meeting", code, meeting_id)


@door(get_decision_for, "GET", "POST")
def decision(request: Entered, code: str, decision_id: int) -> HttpResponse:
    """One decision: whether it counts, what was ordered on it, and the street's form for a new order."""
    found: Decision = request.here
    others = Decision.objects.filter(estate=found.estate, state=ResolutionState.EFFECTIVE).exclude(pk=found.pk)
    kinds = possible_orders(found.state)
    form = DecisionOrderForm(
        *posted(request),
        kinds=kinds,
        others=others.select_related("item").order_by("-decided_on", "-pk"),
    )
    here = reverse("meetings:decision", args=[code, decision_id])
    return act_page(
        request,
        form,
        record_decision_order,
        estate=found.estate,
        back=(_("决定"), here),
        heading=found.item.title,
        word=_("登记"),
        template="meetings/committee_decision.html",
        more={
            "decision": found,
            "meeting_page": page_of(found.item.meeting),
            "counts": in_force(found),
            "stopped": stops(found),
            "orders": found.orders.order_by("pk"),
            "kinds": kinds,
            "may_order": holds_in(request.person, Capacity.Kind.STREET, found.estate, None, at=request.at),
        },
        decision=found,
    )
