"""The public page of an estate: who is responsible, what is being voted, what was decided and published."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.queries.formations import public_lists
from gongzhi.bodies.queries.standings import Standing
from gongzhi.bodies.queries.who import governing_of, open_dispute
from gongzhi.documents.models import Document
from gongzhi.fund.queries.publications import ROUTINE
from gongzhi.issues.access import visible_issues
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.listing import filtered
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Capacity
from gongzhi.people.queries import capacities_of_estate
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public
from gongzhi.register.queries import latest_roll
from gongzhi.register.queries.grounds import public_ground
from gongzhi.register.states import RollState
from gongzhi.voting.models import Assembly
from gongzhi.voting.queries import public_assemblies, turnout
from gongzhi.voting.queries.participation import needed_turnout
from gongzhi.voting.queries.resolutions import stopped_decisions
from gongzhi.voting.states import AssemblyState, Phase
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.public_tabs import public_tabs
from gongzhi_law.bodies import Status

DOCUMENTS, ASSEMBLIES, ISSUES = 12, 20, 5


@door(estate_public)
def public(request: Entered, code: str) -> HttpResponse:
    """The page that is up as soon as the estate exists; what is not there yet says what comes next."""
    estate: Estate = request.here
    assemblies = list(public_assemblies(estate).select_related("estate", "roll")[:ASSEMBLIES])
    stopped = stopped_decisions(assemblies)
    open_now = [a for a in assemblies if a.phase(request.at) == Phase.OPEN]
    roll = latest_roll(estate)
    home, on = reverse("desk:public", args=[code]), law_day(request.at)
    governing = governing_of(estate, on=on)
    status = governing.status if governing else None
    published = Document.objects.filter(estate_id=estate.pk).order_by("-id")
    context = {
        "estate": {"name": estate.name, "place": estate.community.name, "url": home},
        "nav": public_tabs(code, ""),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{home}",
        "about": estate,
        "open_now": [{"assembly": a, "turnout": turnout(a), "needs": needed_turnout(a)} for a in open_now],
        "votes": [_line(a, request.at, stopped[a.pk]) for a in assemblies if a not in open_now],
        "roll": roll,
        "roll_words": _("原来的名册由承接的小区接着用。") if estate.ended_on else _roll_words(roll),
        "ground": public_ground(estate),
        "lists": [(one, reverse("bodies:formation", args=[code, one.serial])) for one in public_lists(estate)],
        "responsible": _responsible(estate, governing, request.at),
        "expired": status == Status.EXPIRED,
        "dispute": open_dispute(estate.pk, on=on) if status == Status.DISPUTED else None,
        "documents": list(published.exclude(kind__in=ROUTINE)[:DOCUMENTS]),
        "routine": list(published.filter(kind__in=ROUTINE)[:DOCUMENTS]),
        "issues": shown.lines(filtered(visible_issues(estate), "open", request.at)[:ISSUES], request.at),
        "home": home,
    }
    return render(request, "desk/public.html", context)


def _responsible(estate: Estate, governing: Standing | None, at: Any) -> list[dict[str, str]]:
    """Who answers for what, by office and duty number: names of people only by their own choice (field-notes R23)."""
    if governing is not None:
        return [*_around(estate), *_governing(governing)]
    committee = [c for c in capacities_of_estate(estate, at=at) if c.kind == Capacity.Kind.COMMITTEE]
    return [
        *_around(estate),
        {
            "label": _("业主委员会"),
            "value": _("%(n)s 人，备案文号 %(number)s") % {"n": len(committee), "number": committee[0].filing_number}
            if committee
            else _("还没有登记备案"),
        },
    ]


def _around(estate: Estate) -> list[dict[str, str]]:
    return [
        {"label": _("所在社区"), "value": estate.community.name},
        {"label": _("值班电话"), "value": estate.duty_phone or _("还没有登记")},
    ]


def _governing(standing: Standing) -> list[dict[str, str]]:
    """The body that acts for the owners, with 代行 or 届满看守 where it acts in another's place."""
    name = standing.body.name
    rows = [{"label": _("谁在管"), "value": f"{name}（{standing.acting}）" if standing.acting else name}]
    if standing.term and standing.set_size:
        of = {"n": standing.seated, "m": standing.set_size}
        rows.append({"label": _("在任"), "value": _("%(n)s 人，约定 %(m)s 人") % of})
        if standing.term.filing_number:
            rows.append({"label": _("备案文号"), "value": standing.term.filing_number})
    return rows


def _line(assembly: Assembly, at: Any, stopped: int) -> dict[str, str]:
    phase = assembly.phase(at)
    state = AssemblyState(assembly.state)
    if phase:
        badge, kind = phase.label, "due"
    else:
        badge, kind = state.label, {AssemblyState.FINAL: "done", AssemblyState.WITHDRAWN: "line"}.get(state, "due")
    if stopped:
        badge, kind = _("%(n)s 项决定已停止或者撤销") % {"n": stopped}, "urgent"
    return {
        "title": assembly.title,
        "url": reverse("voting:assembly", args=[assembly.estate.code, assembly.serial]),
        "badge": str(badge),
        "kind": kind,
        "note": _("表决 %(a)s 至 %(b)s") % {"a": cndate(assembly.opens_at), "b": cndate(assembly.closes_at)},
    }


def _roll_words(roll: Any) -> str:
    if roll is None:
        return _("房屋清册导入后，名册在这里公示：只写房号、面积和打码的姓名。")
    if roll.state == RollState.PROPOSED:
        return _("名册正在准备，还没有开始公示核对。")
    if roll.state == RollState.CHECKING:
        return _("名册正在公示核对，到%(day)s为止，请看看您家写得对不对。") % {"day": cndate(roll.check_until)}
    return _("名册已于%(day)s冻结。") % {"day": cndate(roll.frozen_at)}
