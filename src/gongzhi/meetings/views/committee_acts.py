"""The evening of a meeting, each act with its page: items, presence, votes, closing."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings import access
from gongzhi.meetings.actions.add_item import add_item
from gongzhi.meetings.actions.cancel_meeting import cancel_meeting
from gongzhi.meetings.actions.cast_member_vote import cast_member_vote
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.record_member_votes import record_member_votes
from gongzhi.meetings.actions.record_presence import record_presence
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.committee_access import get_item_for
from gongzhi.meetings.forms.committee import (
    ItemForm,
    PresenceForm,
    ReasonForm,
    SheetVotesForm,
    VoteForm,
)
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, MemberVote
from gongzhi.meetings.queries.calling import ItemDraft, power_choices
from gongzhi.meetings.queries.committee import (
    items_of,
    present_in,
    quorum_of,
    voted_on,
    whole_of,
)
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.meetings.views.committee_frame import act_page, named, page_of, posted
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm

RULE = "《业主大会和业主委员会指导规则》"


@door(access.get_meeting_for, "GET", "POST")
def item(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """An item after the announcement."""
    meeting: CommitteeMeeting = request.here
    at: datetime = request.at
    members, names = named(whole_of(meeting.body, on=law_day(at)).seats)
    options: dict[str, Any] = {"powers": power_choices(meeting.body, at=at), "members": members, "names": names}
    return act_page(
        request,
        ItemForm(*posted(request), **options),
        _added,
        estate=meeting.estate,
        back=page_of(meeting),
        heading=_("增加一项议题"),
        sub=_("公告里没有的议题可以增加，会一直标明“公告以后增加”。"),
        cite=f"{RULE}第39条",
        word=_("增加"),
        meeting=meeting,
    )


def _added(*, meeting: CommitteeMeeting, **given: Any) -> AgendaItem:
    """The item of the form as the act takes it."""
    form = {name: given.pop(name) for name in ("title", "kind", "power", "words", "amount", "candidate")}
    seats = whole_of(meeting.body, on=law_day(given["at"])).seats
    if not form["title"].strip():
        raise BadInput(_("议题还没有写全。"), {"title": _("请写议题")})
    candidate = next((seat for seat in seats if str(seat.pk) == form["candidate"]), None)
    paper = {name: given.pop(name) for name in ("file_name", "content")}
    draft = ItemDraft(form["kind"], form["title"], form["words"], form["power"], form["amount"], candidate, **paper)
    return add_item(meeting=meeting, item=draft, **given)


@door(access.get_meeting_for, "GET", "POST")
def cancel(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """Call a meeting off."""
    meeting: CommitteeMeeting = request.here
    return act_page(
        request,
        ReasonForm(posted(request)[0]),
        cancel_meeting,
        estate=meeting.estate,
        back=page_of(meeting),
        heading=_("取消会议"),
        sub=_("取消后通知成员和居委会；按提议召集的，提议仍然有效。"),
        word=_("取消这次会议"),
        meeting=meeting,
    )


@door(access.get_meeting_for, "POST")
def begin(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """Open the meeting."""
    form = GzForm(request.POST)
    open_meeting(meeting=request.here, by=request.person, at=request.at, idempotency_key=form.key)
    return redirect("meetings:committee_meeting", code, meeting_id)


@door(access.get_meeting_for, "POST")
def sign_in(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """A member signs in."""
    form = GzForm(request.POST)
    sign_in_member(meeting=request.here, by=request.person, at=request.at, idempotency_key=form.key)
    return redirect("meetings:committee_meeting", code, meeting_id)


@door(access.get_meeting_for, "GET", "POST")
def presence(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """Who signed the paper sheet."""
    meeting: CommitteeMeeting = request.here
    came = {row.appointment.person_id for row in present_in(meeting)}
    seats = whole_of(meeting.body, on=law_day(request.at)).seats
    members, names = named(seat for seat in seats if seat.person_id not in came)
    return act_page(
        request,
        PresenceForm(posted(request)[0], members=members, names=names),
        record_presence,
        estate=meeting.estate,
        back=page_of(meeting),
        heading=_("登记签到表"),
        sub=_("只登记本人到会、在纸质签到表上签名的成员。"),
        cite=f"{RULE}第38条",
        word=_("登记到会"),
        meeting=meeting,
    )


@door(get_item_for, "GET", "POST")
def vote(request: Entered, code: str, meeting_id: int, number: int) -> HttpResponse:
    """One item, and the member's own vote on it."""
    found: AgendaItem = request.here
    meeting = found.meeting
    options = [{"value": choice.value, "name": choice.label} for choice in MemberVote.Choice]
    form = VoteForm(posted(request)[0])
    chosen = form.data.get("choice", "") if form.is_bound else ""
    candidate = named([found.candidate])[1][found.candidate.person_id] if found.candidate else ""
    return act_page(
        request,
        form,
        cast_member_vote,
        estate=meeting.estate,
        back=(_("返回会议"), page_of(meeting)[1]),  # a short word: the three choices are to fit on one screen
        heading=found.title,
        word=_("投出"),
        template="meetings/committee_vote.html",
        more={"item": found, "options": options, "chosen": chosen, "candidate": candidate},
        item=found,
    )


@door(access.get_meeting_for, "GET", "POST")
def votes(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """What the signed sheet says of members who did not vote here."""
    meeting: CommitteeMeeting = request.here
    items = [one for one in items_of(meeting) if one.kind != AgendaItem.Kind.HEAR]
    cast = voted_on(items)
    rows = present_in(meeting)
    names = named(row.appointment for row in rows)[1]
    lines = [
        (
            f"{one.number}:{row.appointment_id}",
            _("第 %(n)s 项 %(who)s") % {"n": one.number, "who": names.get(row.appointment.person_id, "")},
        )
        for one in items
        for row in rows
        if (one.pk, row.appointment_id) not in cast
    ]
    return act_page(
        request,
        SheetVotesForm(*posted(request), lines=lines),
        record_member_votes,
        estate=meeting.estate,
        back=page_of(meeting),
        heading=_("登记签名的表决表"),
        sub=_("散会前登记没有用手机表决的成员；本人投过的不能改。散会以前谁都看不到总数。"),
        word=_("登记"),
        meeting=meeting,
    )


@door(access.get_meeting_for, "GET", "POST")
def close(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """Close and count, after what closing means was read."""
    meeting: CommitteeMeeting = request.here
    on = law_day(request.at)
    rules, whole = rules_for(meeting.body, on=on), whole_of(meeting.body, on=on)
    came = [row.appointment for row in present_in(meeting)]
    items = [one for one in items_of(meeting) if one.kind != AgendaItem.Kind.HEAR]
    cast = voted_on(items)
    waiting = [
        {"item": one, "n": sum((one.pk, seat.pk) not in cast for seat in came)}
        for one in items
        if any((one.pk, seat.pk) not in cast for seat in came)
    ]
    return act_page(
        request,
        GzForm(posted(request)[0]),
        close_meeting,
        estate=meeting.estate,
        back=page_of(meeting),
        heading=_("散会并计票"),
        word=_("散会并计票"),
        template="meetings/committee_close.html",
        more={"quorum": quorum_of(rules, whole, came) if came else None, "waiting": waiting},
        meeting=meeting,
    )
