"""The desk's lists of bodies and the page of one body: seats, powers item by item, terms, history."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.standings import Standing, bodies_of, standings
from gongzhi.bodies.states import BodyState
from gongzhi.bodies.views.offices_frame import address, open_to, place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.people.access import desk_of_estate
from gongzhi.places.models import Division, Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door


@door(desk_of_estate)
def estate_bodies(request: Entered, code: str) -> HttpResponse:
    """The bodies of an estate and of the community and street above it."""
    return _list(request, request.here, bodies_of(request.here))


@door(access.desk_of_division)
def division_bodies(request: Entered, division: str) -> HttpResponse:
    """The bodies of a division: 居委会, 环物委, 街道, departments."""
    rows = Body.objects.filter(division=request.here).select_related("estate__community", "division")
    return _list(request, request.here, list(rows.order_by("ended_on", "kind", "pk")))


def _list(request: Entered, here: Estate | Division, rows: list[Body]) -> HttpResponse:
    on = law_day(request.at)
    known = standings(rows, on=on)
    own = [b for b in rows if b.state != BodyState.ENDED and (b.estate_id is None) == isinstance(here, Division)]
    above = [b for b in rows if b.state != BodyState.ENDED and b not in own]
    ended = [b for b in rows if b.state == BodyState.ENDED]
    parts = ((_("本小区的组织"), own), (_("社区和街道"), above), (_("已经终止的"), ended))
    if isinstance(here, Division):
        parts = ((_("现有组织"), own), (_("已经终止的"), ended))
    expired = sum(1 for s in known.values() if s.status == "expired")
    division = isinstance(here, Division) or access.may_see_above(request.person, here, at=request.at)
    links = {b.pk: address(b, "body") for b in rows if division or b.estate_id}
    context = {
        **place_of_page(here),
        "heading": _("有 %(n)s 个组织届满未换届") % {"n": expired} if expired else _("组织和任职"),
        "groups": [{"title": title, "table": _table(title, part, known, links)} for title, part in parts if part],
        "may_form": access.may_form_any(request.person, here, at=request.at),
        "new_url": address(here, "new_body"),
        "links": [*_own(request, here), *open_to(request, _around(here))],
    }
    return render(request, "bodies/offices/bodies.html", context)


def _own(request: Entered, here: Estate | Division) -> list[dict[str, str]]:
    """The way of a member to their own pages."""
    mine = Appointment.objects.filter(person_id=request.person.pk, ended_on__isnull=True)
    there = mine.filter(body__division=here) if isinstance(here, Division) else mine.filter(body__estate=here)
    if not there.exists():
        return []
    note = _("辞职、委托、申辩、公开什么")
    return [{"label": _("我的任职"), "note": note, "url": reverse("bodies:own_offices")}]


def _around(here: Estate | Division) -> list[tuple[str, str, str]]:
    """Where the rest about bodies is done: (words, note, address)."""
    if isinstance(here, Division):
        rows = [
            (_("环物委"), _("组成、大型小区、回避"), "env"),
            (_("交叉任职"), _("按人、按组织查"), "cross_posts"),
            (_("四有一化"), "", "four_ones_below"),
            (_("党组织覆盖"), "", "party_below"),
            (_("微网格"), "", "micro_grids_below"),
        ]
        return [(label, note, reverse(f"bodies:{name}", args=[here.code])) for label, note, name in rows]
    rows = [
        (_("组建"), _("筹备组、换届小组、物管会、自管组织"), "desk_formations"),
        (_("换届"), _("每一步有期限和责任人"), "renewal"),
        (_("候选人"), _("推荐、联审、公示"), "desk_slates"),
        (_("换届争议"), _("由街道凭文书标记"), "desk_dispute"),
        (_("四有一化"), "", "four_ones"),
        (_("党组织覆盖"), "", "party"),
        (_("微网格"), "", "micro_grids"),
        (_("专职秘书和购买的服务"), "", "engagements"),
        (_("义务质量总监"), "", "quality"),
        (_("下沉党员干部履职"), "", "services"),
    ]
    return [(label, note, reverse(f"bodies:{name}", args=[here.code])) for label, note, name in rows]


def _table(title: str, rows: list[Body], known: dict[int, Standing], links: dict[int, str]) -> dict[str, Any]:
    return {
        "label": title,
        "columns": [
            {"label": _("名称")},
            {"label": _("类型")},
            {"label": _("届次")},
            {"label": _("在任 / 名额"), "n": True},
            {"label": _("届满")},
        ],
        "rows": [{"cells": _cells(known[body.pk], links.get(body.pk, ""))} for body in rows],
    }


def _cells(row: Standing, url: str) -> list[Any]:
    term = row.term
    name = {"body": row.body, "standing": row, "url": url}
    return [
        render_to_string("bodies/_body_name.html", name),
        str(row.body.get_kind_display()),
        _("第 %(n)s 届") % {"n": term.number} if term else "–",
        f"{row.seated} / {term.set_size}" if term else str(row.seated),
        cndate(term.last_on) if term and term.last_on else "–",
    ]
