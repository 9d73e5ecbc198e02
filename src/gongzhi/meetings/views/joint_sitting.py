"""One sitting: where it stands, its agenda, who is called and came, to whom its notice went, and what can be done now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.documents.models import Document, StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.meetings import joint_access
from gongzhi.meetings.access import get_sitting_for
from gongzhi.meetings.actions.acknowledge_notice import acknowledge_notice
from gongzhi.meetings.actions.close_sitting import close_sitting
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.record_arrival import record_arrival
from gongzhi.meetings.actions.sign_brief import sign_brief
from gongzhi.meetings.models import Delivery, Sitting
from gongzhi.meetings.queries.agreed import carried_into
from gongzhi.meetings.queries.agreed import lines_of as agreed_lines
from gongzhi.meetings.queries.joint_agenda import agenda_of
from gongzhi.meetings.queries.joint_attendance import counted, lines_of
from gongzhi.meetings.queries.joint_brief import open_parties, signed_parties
from gongzhi.meetings.queries.joint_members import CALLED, parties_of, party_names
from gongzhi.meetings.queries.minutes import HELD, record_of
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.meetings.views.joint_frame import show
from gongzhi.meetings.views.joint_todo import todo_of
from gongzhi.meetings.views.minutes_record import record_url, state_of
from gongzhi.people.models import Person
from gongzhi.web.dates import cndatetime, cnday, cnmoment
from gongzhi.web.door import Entered, door, opens
from gongzhi.web.trying import button

S = SittingState
STEPS = (
    (S.DRAFT, gettext_lazy("筹备")),
    (S.NOTICED, gettext_lazy("通知")),
    (S.SITTING, gettext_lazy("开会")),
    (S.CLOSED, gettext_lazy("纪要")),
)


@door(get_sitting_for)
def sitting(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """The page of one sitting."""
    return page(request, request.here)


def page(request: Entered, row: Sitting, refused: Refused | None = None) -> HttpResponse:
    """One sitting as it stands now, with the reason why an act was refused."""
    person, at = request.person, request.at
    prepares = joint_access.may_prepare(person, row.division, at=at)
    estates = served_by(row)
    names = party_names(row.division, estates, on=law_day(at))
    people = lines_of(row, guests=prepares, parties=names)
    deliveries = list(row.deliveries.filter(minutes__isnull=True).select_related("about").order_by("pk"))
    receipts = [(one, _party(one, names), _may_receive(person, row, one, at=at)) for one in deliveries]
    missing = [
        p
        for p in parties_of(row.division, estates, on=law_day(at))
        if p.side in CALLED[Sitting.Kind(row.kind)] and p.note
    ]
    waiting = open_parties(row, at=at) if row.brief and row.state == S.NOTICED else []
    mine = {(m.side, m.estate) for m in joint_access.speaking_for(person, row.division, at=at, estates=estates)}
    written = record_of(row, at) if row.state in HELD and not row.brief else None
    todo = todo_of(request, row, prepares, written)
    document = Document.objects.filter(pk=row.document_id).first() if row.document_id else None
    return show(
        request,
        "sitting",
        row.division,
        sitting=row,
        refused=refused,
        stations=stations_of(row),
        estates=estates,
        agenda=agenda_of(row),
        carried=agreed_lines(carried_into(row, at=at), on=law_day(at)) if row.kind == Sitting.Kind.JOINT else [],
        attendance=_attendance(row, people, prepares),
        counts=counted(line.row for line in people),
        receipts=receipts,
        mine=[one for one, _name, own in receipts if own],
        missing=missing,
        waiting=waiting,
        signs=signed_parties(row) if row.brief else [],
        signs_now=any((one.side, one.estate) in mine for one in waiting),
        document=document,
        record_state=state_of(written) if written else "",
        record_url=record_url(row),
        word_url=f"/d/{document.pk}.docx" if document and opens(person, f"/d/{document.pk}.docx", at=at) else "",
        facts=_facts(row),
        first=todo[0] if todo else None,
        todo=todo[1:],
        sub=f"{cndatetime(row.begins_at)}，{row.place or _('线上')}",
        today_is_the_day=law_day(row.begins_at) == law_day(at),
    )


def stations_of(row: Sitting) -> list[dict[str, str]]:
    """Draft, notice, sitting, minutes, with their days."""
    if row.state == S.CANCELLED:
        return [{"name": _("已取消"), "note": row.cancelled_for, "state": "now", "url": ""}]
    days = {
        S.DRAFT: "",
        S.NOTICED: cnday(row.noticed_at) if row.noticed_at else "",
        S.SITTING: cnday(row.opened_at or row.begins_at),
        S.CLOSED: "",
    }
    order = [state for state, _name in STEPS]
    reached = len(order) if row.state == S.MINUTED else order.index(SittingState(row.state))
    names = {S.NOTICED: _("简记"), S.SITTING: _("各方签收"), S.CLOSED: _("计入本期")} if row.brief else {}
    return [
        {
            "name": names.get(state, str(name)),
            "note": days[state],
            "state": "done" if n < reached else "now" if n == reached else "next",
            "url": "",
        }
        for n, (state, name) in enumerate(STEPS)
    ]


def _party(row: Delivery, names: Mapping[tuple[str, int | None], str]) -> str:
    return names.get((row.side, row.about_id), str(row.get_side_display()))


def _may_receive(person: Person, row: Sitting, one: Delivery, *, at: datetime) -> bool:
    if one.acknowledged_at is not None:
        return False
    try:
        joint_access.require_side(person, row.division, one.side, one.about, at=at)
    except Refused:
        return False
    return True


def _facts(row: Sitting) -> list[tuple[str, Any]]:
    found = [(_("类别"), str(row.get_kind_display())), (_("形式"), str(row.get_form_display()))]
    if row.place:
        found.append((_("地点"), row.place))
    if row.link:
        found.append((_("视频链接"), row.link))
    if row.why:
        found.append((_("临时召开的原因"), row.why))
    if row.mandate_id:
        found.append((_("签发"), _("受托召集人")))
    elif row.convener_id:
        found.append((_("签发"), _("召集人")))
    if row.opened_at and not row.brief:
        found.append((_("开会"), cnmoment(row.opened_at)))
    if row.closed_at and not row.brief:
        found.append((_("散会"), cnmoment(row.closed_at)))
    return found


def _attendance(row: Sitting, people: list[Any], prepares: bool) -> dict[str, Any]:
    """Everyone called; on the day the office records who came."""
    records = prepares and row.state in (S.NOTICED, S.SITTING) and not row.brief
    rows = []
    for line in people:
        came: Any = "" if row.state == S.DRAFT else {"badge": _("未到"), "badge_kind": "line"}
        if line.row.arrived_at:
            way = _("本人签到") if line.row.arrived_way == "own" else _("办公室登记")
            came = {"text": cnmoment(line.row.arrived_at), "note": way}
        elif row.state == S.DRAFT and prepares and line.row.observer:
            args = [row.division_id, row.pk, line.row.pk]
            came = {"text": _("不再邀请"), "url": reverse("meetings:drop_observer", args=args)}
        elif records:
            args = [row.division_id, row.pk, line.row.pk]
            came = {"text": _("登记到会"), "url": reverse("meetings:arrival", args=args)}
        name = {"text": line.name or _("（来宾）"), "note": line.row.office}
        rows.append({"cells": [name, line.kind, came]})
    return {
        "label": _("参会人员"),
        "columns": [
            {"label": _("姓名")},
            {"label": _("哪一方")},
            {"label": _("可以办") if row.state == S.DRAFT else _("到会")},
        ],
        "rows": rows,
        "empty": {"title": _("发出通知时自动列出"), "text": _("成员从任职取，谁在任就请谁；列席的可以先邀请。")},
    }


@door(get_sitting_for, "POST")
def open_now(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """The sitting begins."""
    return _pressed(request, open_sitting)


@door(get_sitting_for, "POST")
def close_now(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """The sitting is over."""
    return _pressed(request, close_sitting)


@door(get_sitting_for, "POST")
def sign_now(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Sign the short record for one's party."""
    return _pressed(request, sign_brief)


def _pressed(request: Entered, act: Any) -> HttpResponse:
    row: Sitting = request.here
    refused = button(request, act, sitting=row).refused
    if refused is not None:
        row.refresh_from_db()
        return page(request, row, refused)
    return redirect("meetings:sitting", row.division_id, row.pk)


@door(joint_access.get_delivery_for, "POST")
def acknowledge(request: Entered, division: str, sitting_id: int, notice_id: int) -> HttpResponse:
    """Sign that the notice came."""
    row: Delivery = request.here
    refused = button(request, acknowledge_notice, delivery=row).refused
    if refused is not None:
        return page(request, row.sitting, refused)
    return redirect("meetings:sitting", division, sitting_id)


@door(joint_access.get_attendee_for, "GET", "POST")
def arrival(request: Entered, division: str, sitting_id: int, attendee_id: int) -> HttpResponse:
    """Record that somebody came, after a look at who it is."""
    row = request.here
    prepares = joint_access.may_prepare(request.person, row.sitting.division, at=request.at)
    refused = None
    if request.method == "POST":
        refused = button(request, record_arrival, attendee=row).refused
        if refused is None:
            return redirect("meetings:sitting", division, sitting_id)
    line = next(one for one in lines_of(row.sitting, guests=prepares) if one.row.pk == row.pk)
    crumb = {"label": row.sitting.title, "url": reverse("meetings:sitting", args=[division, sitting_id])}
    return show(request, "arrival", row.sitting.division, line=line, sitting=row.sitting, crumb=crumb, refused=refused)


@door(get_sitting_for)
def screen(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """The code to scan, for the screen of the room or a printed sheet."""
    row: Sitting = request.here
    if not row.sign_in or row.brief:
        raise NotHere
    url = request.build_absolute_uri(reverse("meetings:sign_in_sitting", args=[row.sign_in]))
    crumb = {"label": row.title, "url": reverse("meetings:sitting", args=[division, sitting_id])}
    counts = counted(row.attendees.select_related("about"))
    came, called = sum(one.came for one in counts), sum(one.called for one in counts)
    return show(request, "screen", row.division, sitting=row, url=url, crumb=crumb, came=came, called=called)


@door(get_sitting_for)
def photo(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """The photograph of the place, for those who may open the sitting."""
    row: Sitting = request.here
    stored = StoredFile.objects.filter(division_id=row.division_id, pk=row.photo_id).first() if row.photo_id else None
    if stored is None:
        raise NotHere
    return HttpResponse(file_content(stored), content_type=stored.content_type)
