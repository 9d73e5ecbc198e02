"""One meeting on one page: the evening from the call to the publication, the table on a phone in the hand."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.holders import names_of
from gongzhi.documents.queries import published
from gongzhi.kernel.clock import law_day
from gongzhi.meetings import access
from gongzhi.meetings.committee_access import keeps_record, presence_of, runs
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision
from gongzhi.meetings.queries.calling import standing_warnings
from gongzhi.meetings.queries.committee import (
    Whole,
    decisions_of,
    items_of,
    present_in,
    quorum_of,
    voted_on,
    whole_of,
)
from gongzhi.meetings.queries.committee_papers import title_of
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person
from gongzhi.voting.states import STOPPED
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi_law.powers import POWER_NAMES, Power

M = MeetingState
DONE = (M.CLOSED, M.MINUTED)


def stations_of(meeting: CommitteeMeeting, decisions: list[Decision]) -> list[dict[str, str]]:
    """Called, held, counted, signed, published."""
    out = decisions[0].published_at if decisions else None
    rows = [
        (_("召集公告"), cndate(meeting.called_at), True),
        (_("开会"), cndatetime(meeting.opened_at or meeting.begins_at), meeting.opened_at is not None),
        (_("散会计票"), cndate(meeting.closed_at) if meeting.closed_at else "", meeting.closed_at is not None),
        (_("记录签字"), cndate(meeting.minutes_at) if meeting.minutes_at else "", meeting.minutes_at is not None),
    ]
    if decisions or meeting.state not in DONE:
        rows.append((_("公告决定"), cndate(out) if out else "", out is not None))
    now = next((n for n, row in enumerate(rows) if not row[2]), len(rows))
    if meeting.state == M.CANCELLED:
        now = len(rows)
    return [
        {"name": name, "note": note, "state": "done" if done else "now" if n == now else "next"}
        for n, (name, note, done) in enumerate(rows)
    ]


def item_lines(
    meeting: CommitteeMeeting, items: list[AgendaItem], decisions: list[Decision], names: dict[int, str]
) -> list[dict[str, Any]]:
    """What stands on the table, with what became of it; before the end nothing of how anybody voted."""
    decided = {one.item_id: one for one in decisions}
    return [
        {
            "item": one,
            "candidate": names.get(one.candidate.person_id, "") if one.candidate else "",
            "amount": fen(one.amount_fen) if one.amount_fen is not None else "",
            "power": POWER_NAMES[Power(one.power)] if one.power else "",
            "votes": one.kind != AgendaItem.Kind.HEAR,
            "decision": decided.get(one.pk),
            "badge": _badge(decided.get(one.pk)),
            "stopped": (found := decided.get(one.pk)) is not None and found.state in STOPPED,
        }
        for one in items
    ]


def _badge(decision: Decision | None) -> str:
    if decision is None:
        return "line"
    if decision.state in STOPPED:
        return "urgent"
    return "done" if decision.passed else "due" if decision.passed is None else "line"


@door(access.get_meeting_for)
def meeting(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """The meeting whole, for its members and those who look after it."""
    found: CommitteeMeeting = request.here
    at: datetime = request.at
    person: Person = request.person
    on = law_day(at)
    items, decisions, rows = items_of(found), decisions_of(found), present_in(found)
    whole = whole_of(found.body, on=on)
    came = [row.appointment for row in rows]
    people = {row.appointment.person_id for row in rows}
    absent = [seat for seat in whole.seats if seat.person_id not in people]
    candidates = [one.candidate for one in items if one.candidate is not None]
    names = names_of(seat.person_id for seat in (*came, *absent, *candidates, found.convener))
    own = presence_of(person.pk, found)
    cast = voted_on(items)
    lines = item_lines(found, items, decisions, names)
    for line in lines:
        line["cast"] = sum(key[0] == line["item"].pk for key in cast)
        line["mine"] = own is not None and (line["item"].pk, own.appointment_id) in cast
        line["vote_url"] = reverse("meetings:member_vote", args=[code, meeting_id, line["item"].number])
    rules = rules_for(found.body, on=on)
    sitting = found.state == M.SITTING
    signed = {row.appointment_id: row for row in found.signs.all()}
    due = decisions[0].publish_by if decisions else None
    context = {
        "estate": found.estate,
        "meeting": found,
        "heading": title_of(found),
        "stations": stations_of(found, decisions),
        "warns": standing_warnings(found.body, at=at) if found.state not in (M.MINUTED, M.CANCELLED) else [],
        "lines": lines,
        "facts": _facts(found, names),
        "here": [_here(row.appointment, row.way, names, signed, found.state in DONE) for row in rows],
        "absent": [names.get(seat.person_id, "") for seat in absent],
        "quorum": quorum_of(rules, whole, came) if sitting and came else None,
        "size": _size(found, whole),
        "own": own,
        "member": access.seat_in(person, found.body, at=at) is not None,
        "runs": runs(person, found, at=at),
        "keeps": keeps_record(person, found, at=at),
        "signed_own": own is not None and own.appointment_id in signed,
        "signers": rules.signs() if found.state in DONE else (),
        "none_decided": found.state in DONE and not decisions,
        "publish_by": due,
        "published": bool(decisions) and decisions[0].published_at is not None,
        "late": due is not None and due < on,
        "decisions": decisions,
        "documents": published(f"meeting:{found.pk}", estate_id=found.estate_id),
        "first": _first(found, person, own is not None, lines, decisions, signed, at),
        "done": found.state in DONE,
        "today": law_day(found.begins_at) <= on,
    }
    return render(request, "meetings/committee_meeting.html", context)


def _here(seat: Appointment, way: str, names: dict[int, str], signed: dict[int, Any], done: bool) -> dict[str, Any]:
    row = signed.get(seat.pk)
    return {
        "name": names.get(seat.person_id, ""),
        "role": str(seat.get_role_display()),
        "sheet": way == "sheet",
        "signed": row is not None,
        "remark": row.remark if row else "",
        "unsigned": done and row is None,
    }


def _facts(found: CommitteeMeeting, names: dict[int, str]) -> list[tuple[str, str]]:
    by = _("%(as)s %(name)s") % {
        "as": found.get_convened_as_display(),
        "name": names.get(found.convener.person_id, ""),
    }
    rows = [
        (_("时间"), cndatetime(found.begins_at)),
        (_("形式"), str(found.get_form_display())),
        (_("地点"), found.place),
        (_("链接"), found.link),
        (_("缘由"), str(found.get_cause_display())),
        (_("说明"), found.why),
        (_("召集"), by),
        (_("公告"), cndatetime(found.called_at)),
        (_("告知居委会"), cndatetime(found.residents_told_at) if found.residents_told_at else ""),
        (_("指定依据"), found.naming.cite if found.naming else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _size(found: CommitteeMeeting, whole: Whole) -> dict[str, Any]:
    """Agreed number and members in office: pinned at the end, else of today."""
    if found.seated is not None:
        return {"size": found.set_size, "seated": found.seated}
    return {"size": whole.set_size, "seated": whole.seated}


def _first(
    found: CommitteeMeeting,
    person: Person,
    present: bool,
    lines: list[dict[str, Any]],
    decisions: list[Decision],
    signed: dict[int, Any],
    at: datetime,
) -> dict[str, Any] | None:
    """The one thing this person does next."""
    code, pk = found.estate.code, found.pk

    def to(name: str, title: str, text: str, action: str, *, post: bool = False, **more: Any) -> dict[str, Any]:
        url = more.pop("url", "") or reverse(f"meetings:{name}", args=[code, pk])
        return {"title": title, "text": text, "action": action, "action_url": url, "url": url, "post": post, **more}

    leads, keeps = runs(person, found, at=at), keeps_record(person, found, at=at)
    if found.state == M.CALLED:
        if leads and law_day(found.begins_at) <= law_day(at):
            return to("begin_meeting", _("开会"), _("开会以后，成员签到、表决。"), _("开始开会"), post=True)
        return None
    if found.state == M.SITTING:
        if not present and access.seat_in(person, found.body, at=at) is not None:
            return to("sign_in", _("您还没有签到"), _("须本人到会，不能委托他人。"), _("签到"), post=True)
        waiting = [line for line in lines if line["votes"] and not line["mine"]] if present else []
        if waiting:
            url = waiting[0]["vote_url"]
            words = _("还有 %(n)s 项等您表决") % {"n": len(waiting)}
            return to("", words, waiting[0]["item"].title, _("去表决"), url=url)
        if leads:
            return to("close_meeting", _("散会并计票"), _("散会时计票，此前谁都看不到投向。"), _("散会并计票"))
        return None
    if found.state not in DONE:
        return None
    if not found.minutes and keeps:
        return to("write_record", _("写会议记录"), _("写好以后请到会的成员签字。"), _("写会议记录"))
    own = presence_of(person.pk, found)
    if found.minutes and own is not None and own.appointment_id not in signed:
        return to("sign_record", _("请您在会议记录上签字"), _("看一遍记录，有不同意见可以写明。"), _("看记录并签字"))
    if decisions and decisions[0].published_at is None and keeps:
        due = decisions[0].publish_by
        note = _("最迟%(day)s") % {"day": cndate(due)} if due else ""
        return to(
            "publish_decisions",
            _("公告决定"),
            _("决定和票数向全体业主公告，并告知居委会。"),
            _("公告决定"),
            post=True,
            note=note,
        )
    if found.state == M.CLOSED and found.minutes and signed and keeps:
        return to(
            "finish_record",
            _("会议记录签完了吗"),
            _("没有签字的会照实写明，以后还可以补签。"),
            _("记录定稿"),
            post=True,
        )
    return None
