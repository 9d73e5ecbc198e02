"""What meetings agreed on: the lists of a community and of an estate, one item with its steps, the public list."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.meetings import access, cites, record_access
from gongzhi.meetings.actions.confirm_item import confirm_item
from gongzhi.meetings.actions.drop_item import drop_item
from gongzhi.meetings.actions.rectify_item import rectify_item
from gongzhi.meetings.actions.report_done import report_done
from gongzhi.meetings.actions.report_progress import report_progress
from gongzhi.meetings.actions.urge_body import URGED_SIDES
from gongzhi.meetings.forms.minutes import DoneForm, ProofForm, RectifyForm, StepForm
from gongzhi.meetings.models import AgreedItem
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries import agreed as queries
from gongzhi.meetings.queries.agreed import Line, entries_of, lines_of, narrowed, party_of, urgings_of
from gongzhi.meetings.states import ItemState
from gongzhi.meetings.views.joint_frame import act_page
from gongzhi.meetings.views.minutes_frame import show
from gongzhi.people.access import desk_of_estate
from gongzhi.places.models import Division, Estate
from gongzhi.register.access import estate_public
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door, opens
from gongzhi.web.public_tabs import public_tabs
from gongzhi.web.trying import form_for

A_PAGE = 30


def item_url(item: AgreedItem) -> str:
    """The page of an item."""
    return reverse("meetings:agreed_item", args=[item.division_id, item.pk])


def asked_of(request: Entered) -> dict[str, str]:
    """The filters of the address; what is unknown is left out."""
    shown = request.GET.get("shown", "open")
    side = request.GET.get("side", "")
    code = request.GET.get("estate", "")
    return {
        "shown": shown if shown in queries.SHOWN else "open",
        "side": side if side in Side.values else "",
        "code": code if code.isascii() and code.replace("-", "").isalnum() else "",
    }


def _filters(here: Division, asked: dict[str, str]) -> dict[str, Any]:
    """The choices of the filter form with what is chosen."""
    states = {
        "open": _("没有办结"),
        "late": _("逾期"),
        "reported": _("待核实"),
        "done": _("已完成"),
        "dropped": _("不再落实"),
        "all": _("全部"),
    }
    estates = Estate.objects.filter(community=here).order_by("name", "pk")
    return {
        "states": [(value, words, value == asked["shown"]) for value, words in states.items()],
        "sides": [(side.value, side.label, side == asked["side"]) for side in Side],
        "estates": [(one.code, one.name, one.code == asked["code"]) for one in estates],
        "query": urlencode({"shown": asked["shown"], "side": asked["side"], "estate": asked["code"]}),
    }


@door(access.get_community_for)
def below(request: Entered, division: str) -> HttpResponse:
    """Everything the community's meetings agreed on, filtered; what its 环物委 urged."""
    here: Division = request.here
    on, asked = law_day(request.at), asked_of(request)
    every = queries.of_division(here)
    late = narrowed(every, shown="late", on=on).count()
    page = Paginator(narrowed(every, **asked, on=on), A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "agreed",
        here,
        heading=_heading(late, narrowed(every, on=on).count()),
        table=table_of(lines_of(page.object_list, on=on), linked=True),
        page=page,
        filters=_filters(here, asked),
        urgings=urgings_of(division=here)[:A_PAGE],
        env=record_access.is_env(request.person, here, at=request.at),
        cite=cites.FOLLOW_UP,
    )


def _heading(late: int, waiting: int) -> str:
    if late:
        return _("%(n)s 项议定事项逾期") % {"n": late}
    return _("%(n)s 项议定事项没有办结") % {"n": waiting} if waiting else _("议定事项都已办结")


def table_of(lines: list[Line], *, linked: bool) -> dict[str, Any]:
    """The list of items: what, whose, by when, how far."""
    labels = (_("议定做什么"), _("责任方"), _("期限"), _("进展"))
    return {
        "label": _("议定事项"),
        "columns": [{"label": label} for label in labels],
        "rows": [{"cells": _cells(line, linked)} for line in lines],
        "empty": {"title": _("没有议定事项"), "text": _("联席会议议定的事项，办结以前都列在这里。")},
    }


def _cells(line: Line, linked: bool) -> list[Any]:
    item, (words, kind) = line.item, line.badge
    note = f"{item.sitting.title}，{item.about.name}" if item.about else item.sitting.title
    last = line.newest
    return [
        {"text": item.words, "note": note, **({"url": item_url(item)} if linked else {})},
        party_of(item),
        cndate(item.due_on),
        {
            "text": last.words if last else _("还没有报进展"),
            "note": cndate(last.at) if last else "",
            "badge": words,
            "badge_kind": kind,
        },
    ]


@door(record_access.get_item_for)
def item(request: Entered, division: str, agreed_id: int) -> HttpResponse:
    """One item: whose, by when, every step with its file, the journal entries it rests on."""
    found: AgreedItem = request.here
    on = law_day(request.at)
    line = lines_of([found], on=on)[0]
    return show(
        request,
        "item",
        found.division,
        heading=found.words,
        item=found,
        line=line,
        who=party_of(found),
        acts=_acts(request, found),
        proofs=entries_of(found),
        crumb={"label": _("议定事项"), "url": reverse("meetings:agreed_below", args=[found.division_id])},
        cite=cites.FOLLOW_UP,
    )


def _acts(request: Entered, found: AgreedItem) -> list[tuple[str, str]]:
    """What this person may do with the item now: words and address."""
    person, at = request.person, request.at
    names: list[tuple[str, str]] = []
    if found.state in queries.OWED and record_access.carries_out(person, found, at=at) is not None:
        names += [("progress", _("报进展")), ("done", _("报完成"))]
    if found.state == ItemState.REPORTED and access.is_office(person, found.division, at=at):
        names += [("confirm", _("核实完成")), ("rectify", _("要求整改"))]
    if found.state in queries.OWED and access.party_seat(person, found.division, at=at, head=False) is not None:
        names.append(("drop", _("不再落实")))
    scope = [found.division_id, found.pk]
    rows = [(words, reverse(f"meetings:item_{name}", args=scope)) for name, words in names]
    if (
        found.state in queries.OWED
        and found.side in URGED_SIDES
        and record_access.is_env(person, found.division, at=at)
    ):
        rows.append((_("督促"), f"{reverse('meetings:urge', args=[found.division_id])}?item={found.pk}"))
    return rows


def _step(request: Entered, form: Any, act: Any, heading: str, word: str, sub: str = "") -> HttpResponse:
    found: AgreedItem = request.here
    return act_page(
        request,
        form_for(request, form),
        act,
        here=found.division,
        back=(_("议定事项"), item_url(found)),
        heading=heading,
        sub=sub or found.words,
        word=word,
        cite=cites.FOLLOW_UP,
        asked={"item": found},
    )


@door(record_access.get_item_for, "GET", "POST")
def progress(request: Entered, division: str, agreed_id: int) -> HttpResponse:
    """Reports how far it is."""
    return _step(request, ProofForm, report_progress, _("报进展"), _("报上去"))


@door(record_access.get_item_for, "GET", "POST")
def done(request: Entered, division: str, agreed_id: int) -> HttpResponse:
    """Reports it as done, with evidence."""
    return _step(request, DoneForm, report_done, _("报完成"), _("报完成"))


@door(record_access.get_item_for, "GET", "POST")
def confirm(request: Entered, division: str, agreed_id: int) -> HttpResponse:
    """Confirms that it was done."""
    return _step(request, StepForm, confirm_item, _("核实完成"), _("核实完成"))


@door(record_access.get_item_for, "GET", "POST")
def rectify(request: Entered, division: str, agreed_id: int) -> HttpResponse:
    """Sends it back to be put right by a new day."""
    return _step(request, RectifyForm, rectify_item, _("要求整改"), _("发出整改要求"))


@door(record_access.get_item_for, "GET", "POST")
def drop(request: Entered, division: str, agreed_id: int) -> HttpResponse:
    """Gives it up, with the reason."""
    return _step(request, StepForm, drop_item, _("不再落实"), _("确定不再落实"))


@door(desk_of_estate)
def estate(request: Entered, code: str) -> HttpResponse:
    """What concerns one estate: its own items and those of the whole community, what it was urged to do."""
    here: Estate = request.here
    on = law_day(request.at)
    every = queries.of_estate(here)
    shown = request.GET.get("shown", "open")
    shown = shown if shown in queries.SHOWN else "open"
    page = Paginator(narrowed(every, shown=shown, on=on), A_PAGE).get_page(request.GET.get("page"))
    below_url = reverse("meetings:agreed_below", args=[here.community_id])
    linked = opens(request.person, below_url, at=request.at)
    late = narrowed(every, shown="late", on=on).count()
    context = {
        "estate": here,
        "heading": _heading(late, narrowed(every, on=on).count()),
        "table": table_of(lines_of(page.object_list, on=on), linked=linked),
        "page": page,
        "shown": shown,
        "urgings": urgings_of(estate=here)[:A_PAGE],
        "today": on,
        "linked": linked,
        "cite": cites.FOLLOW_UP,
    }
    return render(request, "meetings/minutes_estate.html", context)


@door(estate_public)
def public(request: Entered, code: str) -> HttpResponse:
    """The public list: what was agreed, whose it is, by when, how far; what was urged and answered. No name of a person."""
    here: Estate = request.here
    on = law_day(request.at)
    every = queries.of_estate(here)
    page = Paginator(narrowed(every, shown="all", on=on).order_by("-due_on", "-pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    late = narrowed(every, shown="late", on=on).count()
    home = reverse("desk:public", args=[code])
    context = {
        "estate": {"name": here.name, "place": here.community.name, "url": home},
        "nav": public_tabs(code),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{reverse('meetings:agreed_public', args=[code])}",
        "about": here,
        "heading": _heading(late, narrowed(every, on=on).count()),
        "table": table_of(lines_of(page.object_list, on=on), linked=False),
        "page": page,
        "urgings": urgings_of(estate=here)[:A_PAGE],
        "today": on,
        "cite": cites.FOLLOW_UP,
    }
    return render(request, "meetings/minutes_public.html", context)
