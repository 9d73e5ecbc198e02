"""The desk page of one body: its seats, its powers item by item, its terms, how it is reached, what became of it."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Appointment, Body, Contact
from gongzhi.bodies.queries.caretaking import grants, renewal_steps, vacancies
from gongzhi.bodies.queries.holders import Holder, holders, past
from gongzhi.bodies.queries.standings import Standing, standing
from gongzhi.bodies.queries.succession import has_successor
from gongzhi.bodies.states import BodyState
from gongzhi.bodies.views.offices_frame import address, place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi_law.bodies import Status
from gongzhi_law.powers import POWER_NAMES


@door(access.get_body_for)
def body_page(request: Entered, body_id: int, code: str = "", division: str = "") -> HttpResponse:
    """One body whole: seats, alternates, checks, powers with their articles, terms, contact, history."""
    body: Body = request.here
    at: datetime = request.at
    on = law_day(at)
    now = standing(body, on=on)
    seats = holders(body, on=on, term=now.term)
    records = access.records(request.person, body, at=at)
    outcome = vacancies(now, on=on)
    context = {
        **place_of_page(body),
        "body": body,
        "standing": now,
        "on": on,
        "sub": _sub(now),
        "seats": seat_table(body, seats, empty=outcome is not None),
        "seats_note": _("%(n)s 人在任") % {"n": now.seated},
        "vacancy": {"sentence": outcome.sentence, "cite": "；".join(f.cite for f in outcome.findings if f.cite)}
        if outcome and outcome.course != "none"
        else None,
        "powers": power_table(now, on=on),
        "caretaker": caretaker_of(now, on=on),
        "past": _past(body, on),
        "facts": _facts(body),
        "terms": _terms(body, on),
        "contact": contact_rows(body),
        "acts": _acts(body, now, records) if body.state != BodyState.ENDED else [],
        "links": _links(request, body, now, records),
    }
    return render(request, "bodies/offices/body.html", context)


def _sub(now: Standing) -> str:
    term = now.term
    if term is None:
        return _("还没有登记任期。") if now.body.kind in access.CAPACITIES else ""
    if term.last_on is None:
        return _("第 %(n)s 届，%(from)s起") % {"n": term.number, "from": cndate(term.from_on)}
    return _("第 %(n)s 届，%(from)s至%(until)s") % {
        "n": term.number,
        "from": cndate(term.from_on),
        "until": cndate(term.last_on),
    }


def seat_table(body: Body, seats: list[Holder], *, empty: bool) -> dict[str, Any]:
    """The seats as a table: number, who, post, how they came, since when."""
    return {
        "label": _("席位"),
        "columns": [{"label": _("席位")}, {"label": _("姓名")}, {"label": _("怎样产生")}, {"label": _("自")}],
        "rows": [{"cells": _seat(body, row)} for row in seats],
        "empty": {
            "title": _("还没有成员"),
            "text": _("登记成员以后，身份随任职产生；业委会的新一届要等街道核对备案。"),
        },
    }


def _seat(body: Body, row: Holder) -> list[Any]:
    name = _("候补第 %(n)s 位") % {"n": row.number} if row.alternate else _("第 %(n)s 席") % {"n": row.number}
    held = row.appointment
    if held is None:
        return [name, {"text": _("空缺"), "badge": _("空缺"), "badge_kind": "due"}, "–", "–"]
    badge, kind = (_("停止履职"), "urgent") if row.suspended else (str(held.get_role_display()), "line")
    note = "，".join(part for part in (held.seat.side, held.seconded_from) if part)
    return [
        name,
        {"text": row.name, "url": address(body, "seat", held.pk), "badge": badge, "badge_kind": kind, "note": note},
        {"text": str(held.get_way_display()), "note": held.basis},
        cndate(held.from_on),
    ]


def power_table(now: Standing, *, on: date) -> dict[str, Any]:
    """Every power with yes or no, who signs too, the article and the sentence."""
    rows = []
    for grant in sorted(grants(now, on=on), key=lambda grant: not grant.granted):
        words = _("可以") if grant.granted else _("不可以")
        if grant.granted and grant.cosign:
            words = _("可以，须%(who)s共同签字") % {"who": grant.cosign}
        rows.append(
            {
                "cells": [
                    POWER_NAMES[grant.power],
                    {"text": words, "badge": _("代行") if grant.granted and grant.acting else "", "badge_kind": "due"},
                    {"text": grant.sentence, "note": grant.cite},
                ]
            }
        )
    return {
        "label": _("能做什么"),
        "columns": [{"label": _("事项")}, {"label": _("能不能")}, {"label": _("为什么")}],
        "rows": rows,
        "empty": {"title": _("不以自己的名义办理业主共同事务"), "text": _("这一类组织没有可以逐项列出的权限。")},
    }


def caretaker_of(now: Standing, *, on: date) -> dict[str, Any] | None:
    """The banner of a body past its term or in dispute: what is left to it, and the steps of the renewal with their days."""
    body = now.body
    left = "、".join(POWER_NAMES[g.power] for g in grants(now, on=on) if g.granted)
    words = {"name": body.name, "left": left or _("没有")}
    if now.status == Status.DISPUTED and body.estate is not None:
        return {
            "title": _("街道标记了换届争议"),
            "text": _("争议期间只维持小区运转，%(name)s现在可以做的：%(left)s。") % words,
            "url": reverse("bodies:dispute", args=[body.estate.code]),
            "action": _("看双方材料"),
            "steps": None,
        }
    if now.status != Status.EXPIRED or now.term is None or now.term.last_on is None:
        return None
    steps = renewal_steps(now, on=on)
    return {
        "title": _("任期%(day)s届满，还没有换届") % {"day": cndate(now.term.last_on)},
        "text": _("届满不等于没有人管：%(name)s现在只可以做这些事：%(left)s。其余的事由业主共同决定，或者等换届。")
        % words,
        "url": "",
        "action": "",
        "steps_title": _("换届还有哪几步"),
        "steps": {
            "label": _("换届步骤"),
            "columns": [{"label": _("步骤")}, {"label": _("最后一天")}, {"label": _("依据")}],
            "rows": [
                {
                    "cells": [
                        step_names()[s.name],
                        cndate(s.due_on) if s.due_on else _("随上一步"),
                        {"text": s.sentence, "note": s.cite},
                    ]
                }
                for s in steps
            ],
        }
        if steps
        else None,
    }


def step_names() -> dict[str, str]:
    """The steps of a renewal in words."""
    return {
        "warn": _("列入到期表"),
        "report": _("书面报告街道"),
        "group": _("成立换届小组"),
        "election": _("召开会议选举"),
        "overdue": _("逾期，街道督促"),
        "handover": _("移交资料、资金、印章"),
    }


def contact_rows(body: Body) -> list[tuple[str, str]]:
    """Duty number, hours and place, the newest (R23)."""
    row = Contact.objects.filter(body=body).order_by("-pk").first()
    if row is None:
        return []
    rows = [(_("值班电话"), row.duty_phone), (_("时间"), row.hours), (_("地点"), row.place)]
    return [(label, value) for label, value in rows if value]


def _facts(body: Body) -> list[tuple[str, Any]]:
    rows = [
        (_("类型"), str(body.get_kind_display())),
        (_("部门"), body.department),
        (_("成立"), cndate(body.formed_on) if body.formed_on else ""),
        (_("依据"), body.basis),
        (_("隶属"), body.parent.name if body.parent else ""),
        (_("代表业主对外"), _("是，经街道核对备案") if body.represents else ""),
        (_("终止"), cndate(body.ended_on) if body.ended_on else ""),
        (_("终止原因"), body.end_reason),
    ]
    return [(label, value) for label, value in rows if value]


def _terms(body: Body, on: date) -> list[dict[str, Any]]:
    rows = []
    for term in body.terms.order_by("-number"):
        until = term.shown_until
        days = cndate(term.from_on) + (_("至%(day)s") % {"day": cndate(until)} if until else _("起"))
        parts = [days, _("%(n)s 席") % {"n": term.set_size}, term.basis, term.end_reason]
        if term.filing_number:
            parts.append(_("备案文号 %(n)s") % {"n": term.filing_number})
        current = term.from_on <= on and term.ended_on is None
        rows.append(
            {
                "title": _("第 %(n)s 届") % {"n": term.number},
                "text": "；".join(part for part in parts if part),
                "state": "now" if current else "done" if term.from_on <= on else "next",
            }
        )
    return rows


def _past(body: Body, on: date) -> dict[str, Any]:
    return {
        "label": _("以前的任职"),
        "columns": [{"label": _("姓名")}, {"label": _("职务")}, {"label": _("任职")}, {"label": _("怎样终止")}],
        "rows": [{"cells": _ended(body, row, name)} for row, name in past(body, on=on)],
    }


def _ended(body: Body, row: Appointment, name: str) -> list[Any]:
    assert row.ended_on is not None  # noqa: S101
    return [
        {"text": name, "url": address(body, "seat", row.pk)},
        str(row.get_role_display()),
        f"{cndate(row.from_on)}—{cndate(row.ended_on)}",
        {"text": str(row.get_end_way_display()), "note": row.end_note},
    ]


def _acts(body: Body, now: Standing, records: bool) -> list[dict[str, Any]]:
    """What is done most: the next member while there is room, else nothing that presses."""
    if not records:
        return []
    if now.term is None and body.kind in access.CAPACITIES:
        return [{"label": _("开新的一届"), "url": address(body, "open_term"), "primary": True}]
    if now.term is None or now.seated < now.term.set_size or now.alternates < now.term.alternates:
        return [{"label": _("登记一位成员"), "url": address(body, "new_seat"), "primary": True}]
    return []


def _links(request: Entered, body: Body, now: Standing, records: bool) -> list[dict[str, str]]:
    """What else may be done with the body by this person."""
    person, at = request.person, request.at
    rows: list[tuple[str, str, str, list[int]]] = []
    if body.state == BodyState.ENDED:
        return []
    street = access.holds_in(person, access.K.STREET, body.estate, body.division, at=at)
    for term in body.terms.order_by("number"):
        left = body.appointments.filter(term=term, ended_on__isnull=True).exists()
        if body.kind in access.CONFIRMED_BY_STREET and street and left and term.confirmed_at is None:
            words = _("凭备案确认第 %(n)s 届") % {"n": term.number}
            rows.append((words, _("成员才第一次能登录办事"), "confirm_term", [term.number]))
        if records and left and has_successor(term, body=body, on=law_day(at)):
            words = _("第 %(n)s 届移交完毕") % {"n": term.number}
            rows.append((words, _("成员的任职和身份到此终止"), "end_term", [term.number]))
    if access.keeps(person, body, at=at):
        rows.append((_("公开的联系方式"), _("值班电话，不是个人的"), "contact", []))
    if records and now.term is not None:
        rows.append((_("开新的一届"), "", "open_term", []))
    passing = body.kind in access.FORMERS and body.estate is not None
    if records and not passing:
        rows.append((_("终止这个组织"), _("里面的任职一同终止"), "end_body", []))
    found = [{"label": label, "note": note, "url": address(body, name, *more)} for label, note, name, more in rows]
    if records and passing and body.state == BodyState.STANDING:
        url = reverse("bodies:conclude", args=[body.estate.code, body.pk])  # type: ignore[union-attr]
        found.append({"label": _("移交并终止"), "note": _("逐项移交，然后终止"), "url": url})
    return found
