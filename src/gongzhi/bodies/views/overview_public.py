"""Who governs, for everyone: an estate, a community or street, one body."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import upkeep_access
from gongzhi.bodies.models import Body, WrittenReason
from gongzhi.bodies.queries.papers import cite_of
from gongzhi.bodies.queries.who import (
    EstateLine,
    Holder,
    Shown,
    contacts_of,
    estates_below,
    grouped,
    open_dispute,
    shown_bodies,
    who_governs,
)
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Division, Estate
from gongzhi.register.access import estate_public
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.public_tabs import public_tabs
from gongzhi_law.bodies import Status


@door(estate_public)
def who(request: Entered, code: str) -> HttpResponse:
    """谁在管: every body that governs the estate, who is in it by office, where to turn for what, what changed last."""
    estate: Estate = request.here
    on = law_day(request.at)
    found = who_governs(estate, on=on)
    context = {
        **_page(request, estate, reverse("bodies:who", args=[code])),
        "about": estate,
        "today": on,
        "who": found,
        "heading": _heading(found.governing),
        "groups": [(title, [_card(one, request) for one in rows]) for title, rows in found.groups],
        "community_url": reverse("bodies:community", args=[estate.community_id]),
        "street_url": reverse("bodies:community", args=[estate.community_id[:9]]),
        "changes": [{"title": c.body.name, "text": c.words, "at": c.on, "state": "done"} for c in found.changes],
        "expired": found.governing is not None and found.governing.standing.status == Status.EXPIRED,
    }
    return render(request, "bodies/overview/who.html", context)


def _heading(one: Shown | None) -> str:
    if one is None:
        return _("本小区还没有业主委员会")
    words = {
        Status.FORMING: _("%(name)s正在组建"),
        Status.EXPIRED: _("%(name)s届满未换届"),
        Status.DISPUTED: _("%(name)s有换届争议"),
    }
    return words.get(one.standing.status, _("由%(name)s管理")) % {"name": one.body.name}


def _page(request: Entered, estate: Estate, url: str) -> dict[str, Any]:
    home = reverse("desk:public", args=[estate.code])
    return {
        "estate": {"name": estate.name, "place": estate.community.name, "url": home},
        "nav": public_tabs(estate.code, "who/"),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{url}",
    }


def _card(one: Shown, request: Entered) -> dict[str, Any]:
    """A body as the lists show it: name and state, what for, people, term, duty number."""
    term = one.standing.term
    return {
        "shown": one,
        "plain": term is None and one.standing.status == Status.IN_OFFICE,
        "url": url_of(one.body),
        "holders": [_holder(h) for h in one.holders if not h.alternate],
        "alternates": sum(1 for h in one.holders if h.alternate),
        "term": _("第 %(n)s 届，%(a)s 至 %(b)s")
        % {"n": term.number, "a": cndate(term.from_on), "b": cndate(term.last_on) if term.last_on else _("未定")}
        if term
        else "",
    }


def _holder(holder: Holder) -> dict[str, Any]:
    side = _("，%(side)s") % {"side": holder.side} if holder.side else ""
    return {"holder": holder, "office": f"{holder.role}{side}"}


def url_of(body: Body) -> str:
    """The public address of a body: below its estate, or below its division."""
    if body.estate is not None:
        return reverse("bodies:public_body", args=[body.estate.code, body.pk])
    return reverse("bodies:community_body", args=[body.division_id, body.pk])


@door(upkeep_access.public_body)
def public_body(request: Entered, code: str, body_id: int) -> HttpResponse:
    """One body of an estate: seats, alternates, checks, written reasons, terms."""
    body: Body = request.here
    assert body.estate is not None  # noqa: S101  (found by its estate)
    back = {"label": _("谁在管"), "url": reverse("bodies:who", args=[code])}
    return _body(request, body, back, _page(request, body.estate, url_of(body)))


@door(upkeep_access.community_body)
def community_body(request: Entered, division: str, body_id: int) -> HttpResponse:
    """One body above estates: seats, checks, written reasons, terms."""
    body: Body = request.here
    assert body.division is not None  # noqa: S101  (found by its division)
    back = {"label": body.division.name, "url": reverse("bodies:community", args=[division])}
    return _body(request, body, back, _above(body.division, url_of(body)))


def _above(division: Division, url: str) -> dict[str, Any]:
    return {
        "estate": {
            "name": division.name,
            "place": division.parent.name if division.parent else "",
            "url": reverse("bodies:community", args=[division.pk]),
        },
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{url}",
    }


def _body(request: Entered, body: Body, back: dict[str, str], page: dict[str, Any]) -> HttpResponse:
    on = law_day(request.at)
    one = shown_bodies([body], on=on)[0]
    contact = contacts_of([body]).get(body.pk)
    context = {
        **page,
        "back_to": back,
        "body": body,
        "on": on,
        "standing": one.standing,
        "asked_for": one.asked_for,
        "seats": _seats(one),
        "alternates": [_holder(h) for h in one.holders if h.alternate],
        "facts": _facts(one),
        "contact": contact,
        "terms": _terms(body, on),
        "reasons": WrittenReason.objects.filter(body=body).order_by("-pk"),
        "ended": body.state == BodyState.ENDED,
        "expired": one.standing.status == Status.EXPIRED,
        "dispute": open_dispute(body.estate_id, on=on) if one.standing.status == Status.DISPUTED else None,
    }
    return render(request, "bodies/overview/body.html", context)


def _seats(one: Shown) -> dict[str, Any]:
    rows = [h for h in one.holders if not h.alternate]
    return {
        "label": _("在任成员"),
        "columns": [{"label": _("姓名")}, {"label": _("职务")}, {"label": _("任职起")}, {"label": _("联系")}],
        "rows": [
            {
                "cells": [
                    {"text": h.name, "badge": _("党员") if h.party else "", "badge_kind": "line"},
                    _holder(h)["office"],
                    cndate(h.since),
                    h.phone or (_("打值班电话") if one.contact else "–"),
                ]
            }
            for h in rows
        ],
        "empty": {"title": _("现在没有成员"), "text": _("有人任职以后，会写在这里。")},
    }


def _facts(one: Shown) -> list[tuple[str, str]]:
    body, term = one.body, one.standing.term
    rows = [(_("类型"), str(body.get_kind_display())), (_("成立依据"), body.basis)]
    if body.formed_on:
        rows.append((_("成立日期"), cndate(body.formed_on)))
    if term:
        rows.append((_("约定名额"), _("%(n)s 人，在任 %(m)s 人") % {"n": term.set_size, "m": one.standing.seated}))
        rows.append((_("本届届满"), cndate(term.last_on) if term.last_on else _("未定")))
        if term.filing_number:
            rows.append((_("备案文号"), term.filing_number))
    if body.ended_on:
        rows.append((_("终止"), _("%(day)s，%(why)s") % {"day": cndate(body.ended_on), "why": body.end_reason}))
    return rows


def _terms(body: Body, on: Any) -> list[dict[str, Any]]:
    """Every term, the newest first, with how it came about and how it ended."""
    rows = []
    for term in body.terms.order_by("-number"):
        over = (term.ended_on or term.until_on) is not None and (term.ended_on or term.until_on) <= on
        until = cndate(term.shown_until) if term.shown_until else _("未定")
        text = _("%(a)s 至 %(b)s，%(n)s 席。%(basis)s") % {
            "a": cndate(term.from_on),
            "b": until,
            "n": term.set_size,
            "basis": term.basis,
        }
        why = _("提前结束：%(why)s") % {"why": term.end_reason} if term.end_reason else ""
        title = _("第 %(n)s 届") % {"n": term.number}
        rows.append({"title": title, "text": f"{text} {why}".strip(), "state": "done" if over else "now"})
    return rows


@door(upkeep_access.community_public)
def community(request: Entered, division: str) -> HttpResponse:
    """A community or street: its own bodies, and the estates below with who governs each."""
    here: Division = request.here
    on = law_day(request.at)
    bodies = list(
        Body.objects.filter(division_id__in=[here.pk, here.pk[:9]])
        .exclude(state=BodyState.ENDED)
        .select_related("estate", "division")
    )
    lines = estates_below(here, on=on)
    without = sum(1 for line in lines if line.governing is None)
    context = {
        **_above(here, reverse("bodies:community", args=[division])),
        "division": here,
        "heading": _("%(place)s：%(n)s 个小区谁在管") % {"place": here.name, "n": len(lines)},
        "without": without,
        "groups": [(title, [_card(o, request) for o in rows]) for title, rows in grouped(shown_bodies(bodies, on=on))],
        "estates": _estates(lines, here),
        "has_env": any(b.kind == Body.Kind.ENV_COMMITTEE and b.division_id == here.pk for b in bodies),
        "env_cite": cite_of("B1.2"),
        "is_community": here.level == Division.Level.COMMUNITY,
        "parent_url": reverse("bodies:community", args=[here.pk[:9]]) if len(here.pk) == len("510107061003") else "",
    }
    return render(request, "bodies/overview/community.html", context)


def _estates(lines: list[EstateLine], here: Division) -> dict[str, Any]:
    return {
        "label": _("小区"),
        "columns": [{"label": _("小区")}, {"label": _("谁在管")}, {"label": _("状态")}, {"label": _("届满")}],
        "rows": [{"cells": _estate_cells(line, here)} for line in lines],
        "empty": {"title": _("还没有登记小区"), "text": _("社区登记小区以后，会写在这里。")},
    }


def _estate_cells(line: EstateLine, here: Division) -> list[Any]:
    estate, standing = line.estate, line.governing
    name = {
        "text": estate.name,
        "url": reverse("bodies:who", args=[estate.code]),
        "note": estate.community.name if here.level != Division.Level.COMMUNITY else "",
    }
    if standing is None:
        return [name, _("还没有"), {"badge": _("未组建"), "badge_kind": "due"}, "–"]
    words, kind = standing.badge
    until = standing.term.last_on if standing.term else None
    body = {"text": standing.body.name, "url": url_of(standing.body), "note": standing.acting}
    return [name, body, {"badge": words, "badge_kind": kind}, cndate(until) if until else "–"]
