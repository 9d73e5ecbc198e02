"""The record of a sitting: what was said and agreed, the minutes, who received them."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.meetings import access, cites, joint_access, record_access
from gongzhi.meetings.actions.acknowledge_minutes import acknowledge_minutes
from gongzhi.meetings.actions.agree_item import agree_item
from gongzhi.meetings.actions.draft_minutes import draft_minutes
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.forms.minutes import AgreeForm, DiscussionForm
from gongzhi.meetings.models import Sitting, Topic
from gongzhi.meetings.queries.minutes import RECORDED, Record, record_of
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.meetings.views.joint_frame import act_page
from gongzhi.meetings.views.minutes_frame import show
from gongzhi.people.models import Person
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import Tried, button, form_for


def record_context(person: Person | None, sitting: Sitting, *, at: datetime) -> dict[str, Any]:
    """What `meetings/minutes_record.html` shows: the record, and what of it this person may do now."""
    record = record_of(sitting, at)
    return {
        "sitting": sitting,
        "record": record,
        "record_offers": offers(person, record, at=at),
        "record_cite": cites.RECORDS,
    }


def offers(person: Person | None, record: Record, *, at: datetime) -> dict[str, Any]:
    """What the page of a record offers this person: writing, drafting, signing, acknowledging."""
    sitting = record.sitting
    stands = access.stands_of(person, sitting.division, at=at)
    mine = {(stand.side, stand.estate.pk if stand.estate else None) for stand in stands}
    waiting = [sent.delivery for row in record.minutes for sent in row.sent if sent.delivery.acknowledged_at is None]
    office = access.is_office(person, sitting.division, at=at)
    over = sitting.state == SittingState.CLOSED
    return {
        "write": office and sitting.state in RECORDED,
        "draft": office and over,
        "sign": over and record_access.may_sign(person, sitting, served_by(sitting), at=at),
        "mine": {one.pk for one in waiting if (one.side, one.about_id) in mine},
        "items": joint_access.may_look(person, sitting.division, at=at),
        "carry": any(stand.side == "owners" for stand in stands),
    }


def state_of(record: Record) -> str:
    """How far the record is, in one line: what is still to be written, signed off or acknowledged."""
    sent = [one for row in record.minutes for one in row.sent]
    waiting = sum(1 for one in sent if one.delivery.acknowledged_at is None)
    unsigned = sum(1 for row in record.minutes if row.document is None)
    if record.open and record.unsaid:
        return _("还有 %(n)s 个议题没有记录") % {"n": record.unsaid}
    if not record.minutes:
        return _("散会以后起草纪要") if record.sitting.state == SittingState.SITTING else _("还没有起草纪要")
    if unsigned:
        return _("%(n)s 份纪要等召集人审签") % {"n": unsigned}
    return _("纪要已审签，%(n)s 方没有签收") % {"n": waiting} if waiting else _("纪要已审签，各方都已签收")


def record_url(sitting: Sitting) -> str:
    """The page of a sitting's record."""
    return reverse("meetings:record", args=[sitting.division_id, sitting.pk])


@door(access.get_sitting_for)
def record(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """The whole record of a sitting."""
    return _page(request, request.here)


def _page(request: Entered, sitting: Sitting, tried: Tried | None = None) -> HttpResponse:
    context = record_context(request.person, sitting, at=request.at)
    heading = _heading(context["record"])
    crumb = {"label": sitting.title, "url": reverse("meetings:sitting", args=[sitting.division_id, sitting.pk])}
    return show(request, "page", sitting.division, tried, heading=heading, crumb=crumb, **context)


def _heading(record: Record) -> str:
    if record.late:
        return _("纪要过了审签的日子")
    if record.open and record.unsaid:
        return _("还有 %(n)s 个议题没有记录") % {"n": record.unsaid}
    return record.sitting.title


@door(record_access.get_topic_for, "GET", "POST")
def topic(request: Entered, division: str, sitting_id: int, topic_id: int) -> HttpResponse:
    """What was said on one topic."""
    sitting, about = request.here
    return act_page(
        request,
        form_for(request, DiscussionForm),
        record_discussion,
        here=sitting.division,
        back=(sitting.title, record_url(sitting)),
        heading=about.title,
        sub=about.words,
        word=_("记下讨论"),
        cite=cites.RECORDS,
        asked={"sitting": sitting, "topic": about},
    )


@door(access.get_sitting_for, "GET", "POST")
def agree(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """What was agreed: who does what by when; `topic` in the address names the topic it is about."""
    sitting: Sitting = request.here
    about = _topic_asked(request, sitting)
    fixed = about is not None and about.about is not None
    return act_page(
        request,
        form_for(request, AgreeForm, estates=served_by(sitting), fixed=fixed),
        agree_item,
        here=sitting.division,
        back=(sitting.title, record_url(sitting)),
        heading=_("议定事项"),
        sub=about.title if about else "",
        word=_("记下议定事项"),
        cite=cites.FOLLOW_UP,
        asked={"sitting": sitting, "topic": about},
    )


def _topic_asked(request: Entered, sitting: Sitting) -> Topic | None:
    asked = request.GET.get("topic", "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        return None
    _sitting, found = record_access.get_topic_for(
        request.person,
        at=request.at,
        division=str(sitting.division_id),
        sitting_id=sitting.pk,
        topic_id=int(asked),
    )
    return found


@door(access.get_sitting_for, "POST")
def draft(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Drafts the minutes from the record; with `afresh` over what was edited."""
    sitting: Sitting = request.here
    tried = button(request, draft_minutes, sitting=sitting, afresh=request.POST.get("afresh") == "yes")
    return redirect(record_url(sitting)) if tried.refused is None else _page(request, sitting, tried)


@door(record_access.get_delivery_for, "POST")
def acknowledge(request: Entered, division: str, delivery_id: int) -> HttpResponse:
    """Acknowledges minutes for one's party."""
    delivery = request.here
    tried = button(request, acknowledge_minutes, delivery=delivery)
    sitting = access.get_sitting_for(
        request.person,
        at=request.at,
        division=division,
        sitting_id=delivery.sitting_id,
    )
    return redirect(record_url(sitting)) if tried.refused is None else _page(request, sitting, tried)
