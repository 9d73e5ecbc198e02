"""The desk pages of one seat: who holds it, what ends or changes it, recalls."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.actions.end_lost_seat import end_lost_seat
from gongzhi.bodies.actions.lift_suspension import lift_suspension
from gongzhi.bodies.actions.promote_alternate import promote_alternate
from gongzhi.bodies.actions.propose_recall import propose_recall
from gongzhi.bodies.actions.suspend_member import suspend_member
from gongzhi.bodies.forms.offices import (
    EndSeatForm,
    PromoteForm,
    ProposeForm,
    ReasonForm,
    RoleForm,
    SuspendForm,
)
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.holders import names_of
from gongzhi.bodies.queries.lost_seats import Lost, lost_seats
from gongzhi.bodies.queries.natural_ends import ways_of
from gongzhi.bodies.queries.recalls import PROPOSERS, rule_of
from gongzhi.bodies.states import RecallState
from gongzhi.bodies.views.offices_frame import act_page, address, place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi_law.powers import POWER_NAMES, Power


def name_of(held: Appointment) -> str:
    """Who holds the seat."""
    return names_of([held.person_id])[held.person_id]


def lost_of(held: Appointment, *, on: date) -> Lost | None:
    """What the roll says if the holder owns nothing here any more."""
    if held.body.estate is None or held.ended_on is not None:
        return None
    rows = lost_seats([held.body.estate], on=on).get(held.body.estate.pk, [])
    return next((row for row in rows if row.appointment.pk == held.pk), None)


@door(access.get_seat_for)
def seat_page(request: Entered, body_id: int, appointment_id: int, code: str = "", division: str = "") -> HttpResponse:
    """One appointment whole: how it came about, what was handed on, recalls, and what may be done."""
    held: Appointment = request.here
    at: datetime = request.at
    body, on = held.body, law_day(at)
    records = access.records(request.person, body, at=at)
    keeps = access.keeps(request.person, body, at=at)
    street = access.holds_in(request.person, access.K.STREET, body.estate, body.division, at=at)
    name = name_of(held)
    context = {
        **place_of_page(body),
        "crumb": {"label": body.name, "url": address(body, "body")},
        "body": body,
        "held": held,
        "name": name,
        "lost": lost_of(held, on=on) if records else None,
        "lost_url": address(body, "lost_seat", held.pk) if body.estate else "",
        "facts": facts_of(held),
        "delegations": delegation_lines(held),
        "recalls": recall_lines(held),
        "suspension": held.suspensions.filter(lifted_on__isnull=True).first(),
        "links": _links(held, records=records, keeps=keeps, street=street, on=on) if held.ended_on is None else [],
    }
    return render(request, "bodies/offices/seat.html", context)


def facts_of(held: Appointment) -> list[tuple[str, str]]:
    """How the appointment came about and how it ended."""
    rows = [
        (_("职务"), str(held.get_role_display())),
        (_("届次"), _("第 %(n)s 届") % {"n": held.term.number} if held.term else ""),
        (_("怎样产生"), str(held.get_way_display())),
        (_("依据"), held.basis),
        (_("代表哪一方"), held.seat.side),
        (_("派出单位"), held.seconded_from),
        (_("自"), cndate(held.from_on)),
        (_("终止"), cndate(held.ended_on) if held.ended_on else ""),
        (_("怎样终止"), str(held.get_end_way_display()) if held.ended_on else ""),
        (_("凭据"), held.end_note),
    ]
    return [(label, value) for label, value in rows if value]


def delegation_lines(held: Appointment) -> list[dict[str, Any]]:
    """What was handed on: to whom, which powers, until when."""
    rows = list(held.delegations.order_by("-pk"))
    names = names_of(row.to_person_id for row in rows)
    return [
        {
            "row": row,
            "title": names[row.to_person_id],
            "powers": "、".join(POWER_NAMES[Power(power)] for power in row.powers),
            "days": f"{cndate(row.from_on)}—{cndate(row.last_on)}",
        }
        for row in rows
    ]


def recall_lines(held: Appointment) -> list[dict[str, Any]]:
    """Proposals to recall the member, the newest first."""
    rows = []
    for recall in held.recalls.order_by("-pk"):
        recall.estate = held.estate  # type: ignore[assignment]
        rows.append(
            {
                "row": recall,
                "title": _("%(who)s提议，%(day)s")
                % {"who": PROPOSERS.get(recall.proposer, ""), "day": cndate(recall.proposed_on)},
                "state": recall.get_state_display(),
                "url": reverse("bodies:recall", args=[held.body.estate.code, recall.pk]) if held.body.estate else "",
            }
        )
    return rows


def _links(held: Appointment, *, records: bool, keeps: bool, street: bool, on: date) -> list[dict[str, str]]:
    body, rows = held.body, []
    if records:
        rows.append((_("自然终止"), "end_seat", _("辞职、不再是业主、丧失行为能力")))
    if keeps and not held.seat.alternate:
        rows.append((_("变动职务"), "seat_role", _("会议推选主任、副主任")))
    if body.estate is not None:
        if records and held.seat.alternate:
            rows.append((_("递补为委员"), "promote", _("有空缺时按顺序")))
        if (keeps or street) and not held.recalls.filter(
            state__in=[RecallState.PROPOSED, RecallState.ANSWERED]
        ).exists():
            rows.append((_("登记罢免提议"), "propose_recall", _("由业主决定，社区和街道只能提议")))
        if keeps and not held.seat.alternate and rule_of(body, on=on).suspension is not None:
            rows.append((_("停止履职"), "suspend", _("属地有规定的，决定以前")))
    return [{"label": label, "url": address(body, page, held.pk), "note": note} for label, page, note in rows]


@door(access.get_seat_for, "GET", "POST")
def end_seat(request: Entered, body_id: int, appointment_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Ends a seat on a natural ground."""
    held: Appointment = request.here
    return _seat_act(
        request,
        EndSeatForm(request.POST or None, ways=ways_of(held.body, on=law_day(request.at))),
        end_appointment,
        heading=_("%(name)s的任职自然终止"),
        sub=_("只限辞职、不再是业主、丧失行为能力等情形；其他的走罢免，由业主决定。"),
        word=_("终止任职"),
    )


@door(access.get_seat_for, "GET", "POST")
def seat_role(request: Entered, body_id: int, appointment_id: int, code: str = "", division: str = "") -> HttpResponse:
    """Gives a member another post."""
    return _seat_act(
        request,
        RoleForm(request.POST or None, body=request.here.body),
        change_role,
        heading=_("变动%(name)s的职务"),
        sub=_("席位不变，原来的职务留在记录里。"),
        word=_("变动职务"),
        to_body=True,
    )


@door(access.get_seat_for, "GET", "POST")
def promote(request: Entered, code: str, body_id: int, appointment_id: int) -> HttpResponse:
    """Lets an alternate take an empty seat."""
    return _seat_act(
        request,
        PromoteForm(request.POST or None),
        promote_alternate,
        heading=_("%(name)s递补为委员"),
        sub=_("候补按顺序递补；缺额按约定总数计。"),
        word=_("递补"),
        to_body=True,
    )


@door(access.get_seat_for, "GET", "POST")
def suspend(request: Entered, code: str, body_id: int, appointment_id: int) -> HttpResponse:
    """Stops a member's work where local law has it."""
    return _seat_act(
        request,
        SuspendForm(request.POST or None),
        suspend_member,
        heading=_("停止%(name)s履行职责"),
        sub=_("只有属地规定了的才可以；停止以后要公示，由业主大会决定去留。"),
        word=_("停止履职"),
    )


@door(access.get_seat_for, "GET", "POST")
def lift(request: Entered, code: str, body_id: int, appointment_id: int) -> HttpResponse:
    """Lets a suspended member work again."""
    return _seat_act(
        request,
        ReasonForm(request.POST or None),
        lift_suspension,
        heading=_("恢复%(name)s履行职责"),
        word=_("恢复履职"),
    )


@door(access.get_seat_for, "POST")
def lost(request: Entered, code: str, body_id: int, appointment_id: int) -> HttpResponse:
    """Ends the seat of a member who sold out, on the evidence of the roll."""
    held: Appointment = request.here
    end_lost_seat(
        appointment=held,
        by=request.person,
        at=request.at,
        idempotency_key=request.POST.get("idempotency_key") or None,
    )
    return redirect(address(held.body, "seat", held.pk))


@door(access.get_seat_for, "GET", "POST")
def new_recall(request: Entered, code: str, body_id: int, appointment_id: int) -> HttpResponse:
    """Writes down a proposal to recall a member."""
    held: Appointment = request.here
    rule = rule_of(held.body, on=law_day(request.at))
    facts = [
        (label, f"{answer.share}（{answer.cites}）")
        for label, answer in ((_("委员联名要达到"), rule.members_share), (_("业主联名要达到"), rule.owners_share))
        if answer is not None
    ]
    return _seat_act(
        request,
        ProposeForm(request.POST or None),
        propose_recall,
        heading=_("登记对%(name)s的罢免提议"),
        sub=_("提议不终止任何职务：本人可以申辩，由业主大会（或者它授权的业委会）决定。"),
        word=_("登记提议"),
        facts=facts,
        done=lambda recall: reverse("bodies:recall", args=[code, recall.pk]),
    )


def _seat_act(
    request: Entered,
    form: Any,
    act: Any,
    *,
    heading: str,
    word: str,
    to_body: bool = False,
    **more: Any,
) -> HttpResponse:
    held: Appointment = request.here
    name, here = name_of(held), held.body
    more.setdefault("facts", facts_of(held))
    more.setdefault("done", address(here, "body") if to_body else address(here, "seat", held.pk))
    back = (name, address(here, "seat", held.pk))
    return act_page(
        request, form, act, here=here, back=back, heading=heading % {"name": name}, word=word, appointment=held, **more
    )
