"""The public pages of an assembly: no login, no name, no direction before the count."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.queries import published
from gongzhi.kernel.errors import BadInput
from gongzhi.register.models import RollEntry
from gongzhi.register.queries import roll_entry_for
from gongzhi.register.queries.lines import line_document
from gongzhi.voting import access
from gongzhi.voting.actions.raise_objection import raise_objection
from gongzhi.voting.forms.ballot import ObjectionForm, options_of
from gongzhi.voting.models import Assembly, Ballot
from gongzhi.voting.queries import motions_of, turnout
from gongzhi.voting.queries.court import court_words
from gongzhi.voting.queries.participation import needed_turnout
from gongzhi.voting.queries.rule_base import pin_of
from gongzhi.voting.queries.rules import condition_words, needed, terms
from gongzhi.voting.queries.scope import scope_words
from gongzhi.voting.sealing import short_code
from gongzhi.voting.states import AssemblyState, Phase
from gongzhi.voting.views.results import objections_of, result_rows
from gongzhi.voting.views.stations import report_rows, stations_of
from gongzhi.web.door import Entered, door
from gongzhi.web.public_tabs import public_tabs

A_PAGE = 100
COUNTED = (AssemblyState.PRELIMINARY, AssemblyState.FINAL)


def shared(assembly: Assembly, *, path: str) -> dict[str, Any]:
    """What every public page of an assembly is given."""
    estate = assembly.estate
    home = f"/e/{estate.code}/"
    return {
        "assembly": assembly,
        "estate": {"name": estate.name, "place": estate.community.name, "url": home},
        "estate_code": estate.code,
        "nav": public_tabs(estate.code, "#votes"),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{path}",
        "assembly_url": reverse("voting:assembly", args=[estate.code, assembly.serial]),
    }


@door(access.get_public_assembly)
def assembly(request: Entered, code: str, serial: int) -> HttpResponse:
    """The whole assembly on one page: where it stands, what is asked, who took part; after the count every number."""
    found: Assembly = request.here
    phase = found.phase(request.at)
    results = result_rows(found, at=request.at) if found.state in COUNTED else []
    shown = _shown(request.GET.get("motion", ""), results)
    context = {
        **shared(found, path=request.path),
        "phase": phase.value if phase else "",
        "state": found.state,
        "heading": _heading(found, phase, results),
        "stations": stations_of(found, at=request.at),
        "motions": [] if results else _motions(found),
        "results": results,
        "tabs": _tabs(results, shown),
        "shown": [r for r in results if shown in (0, r["motion"].number)],
        "reports": report_rows(found, at=request.at),
        "terms": terms(found),
        "scope_words": scope_words(found),
        "turnout": turnout(found),
        "needs": needed_turnout(found),
        "objections": objections_of(found, at=request.at),
        "documents": published(f"assembly:{found.pk}", found.estate_id),
        "may_object": found.state == AssemblyState.PRELIMINARY,
        "objection_url": reverse("voting:objection", args=[code, serial]),
        "ballots_url": reverse("voting:ballots", args=[code, serial]),
        "lines_url": reverse("voting:lines", args=[code, serial])
        if found.state in COUNTED and found.disclosure == "named"
        else "",
    }
    return render(request, "voting/public/assembly.html", context)


def _shown(asked: str, results: list[Any]) -> int:
    """Number of the motion whose numbers are shown; 0 for all of them, the first where none is asked for."""
    if asked == "all" or not results:
        return 0
    numbers = [r["motion"].number for r in results]
    return next((n for n in numbers if str(n) == asked), numbers[0])


def _tabs(results: list[Any], shown: int) -> list[dict[str, Any]]:
    return [
        {
            "url": f"?motion={r['motion'].number}#result",
            "title": _("%(n)s. %(title)s") % {"n": r["motion"].number, "title": r["motion"].title},
            "note": r["note"],
            "badge": r["verdict"],
            "badge_kind": r["kind"],
            "active": shown == r["motion"].number,
        }
        for r in results
    ]


def _heading(assembly: Assembly, phase: Phase | None, results: list[Any]) -> str:
    if assembly.state == AssemblyState.WITHDRAWN:
        return _("%(title)s：已撤回") % {"title": assembly.title}
    if phase == Phase.BEFORE:
        return _("%(title)s：还没有开始表决") % {"title": assembly.title}
    if phase == Phase.OPEN:
        return _("%(title)s：正在表决") % {"title": assembly.title}
    if phase == Phase.CLOSED:
        return _("%(title)s：已截止，等待开箱") % {"title": assembly.title}
    if assembly.state == AssemblyState.COUNTING:
        return _("%(title)s：正在计票") % {"title": assembly.title}
    if assembly.state == AssemblyState.PRELIMINARY:
        return _("%(title)s：初步结果") % {"title": assembly.title}
    waiting = sum(1 for r in results if any(p["waits"] for p in r["parts"]))
    if waiting:
        return _("%(title)s：%(n)s 项等主管部门书面答复") % {"title": assembly.title, "n": waiting}
    passed = sum(1 for r in results if r["in_effect"])
    words = {"title": assembly.title, "n": passed, "m": sum(1 for r in results if r["stopped"])}
    if words["m"]:
        return _("%(title)s：作出 %(n)s 项决定，其中 %(m)s 项已停止或者撤销") % words
    return _("%(title)s：作出 %(n)s 项决定") % words


def _motions(assembly: Assembly) -> list[dict[str, Any]]:
    return [
        {
            "motion": m,
            "needed": needed(
                m, at=assembly.closes_at, place=assembly.estate.place, pin=pin_of(assembly), scope=assembly.scope
            ),
            "condition": condition_words(m),
            "options": options_of(m),
        }
        for m in motions_of(assembly)
    ]


@door(access.get_public_assembly)
def ballots(request: Entered, code: str, serial: int) -> HttpResponse:
    """Every ballot in the box by its receipt code: no name, no choice, no order of casting; one can be looked up."""
    found: Assembly = request.here
    rows = Ballot.objects.filter(estate_id=found.estate_id, assembly=found).order_by("commitment")
    asked = "".join(c for c in request.GET.get("c", "").lower() if c in "0123456789abcdef")[:64]
    hit = rows.filter(commitment__startswith=asked).select_related("opened").first() if len(asked) >= 8 else None
    page = Paginator(rows.select_related("opened"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        **shared(found, path=request.path),
        "asked": request.GET.get("c", ""),
        "looked": bool(request.GET.get("c")),
        "hit": _in_box(hit) if hit else None,
        "page": page,
        "rows": [_in_box(b) for b in page],
    }
    return render(request, "voting/public/ballots.html", context)


def _in_box(ballot: Ballot) -> dict[str, Any]:
    opened = getattr(ballot, "opened", None)
    return {
        "code": short_code(ballot.commitment),
        "commitment": ballot.commitment,
        "standing": opened.get_standing_display() if opened else _("已收到，未改动"),
        "counted": bool(opened),
    }


@door(access.get_public_assembly)
def roll_lines(request: Entered, code: str, serial: int) -> JsonResponse:
    """The lines of the roll by which this assembly votes, as they were hashed: anyone can compute its hash again."""
    roll = request.here.roll
    entries = RollEntry.objects.filter(estate_id=roll.estate_id, roll=roll).order_by("line")
    content = {"hash": roll.hash, "lines": [line_document(entry) for entry in entries]}
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})


@door(access.objector_for, "GET", "POST")
def objection(request: Entered, code: str, serial: int) -> HttpResponse:
    """An elector objects to a preliminary result."""
    found, electors = request.here
    mine = [(e.pk, roll_entry_for(found.roll_id, e.pk).doors) for e in electors]
    form = ObjectionForm(request.POST or None, electors=mine)
    if request.method == "POST" and form.is_valid():
        elector = next(e for e in electors if e.pk == form.cleaned_data["elector"])
        try:
            raise_objection(
                assembly=found,
                elector=elector,
                text=form.cleaned_data["text"],
                by=request.person,
                at=request.at,
                idempotency_key=form.key,
            )
        except BadInput as error:
            form.refuse(error.fields or {"": error.text})
        else:
            return redirect(reverse("voting:assembly", args=[code, serial]) + "#objections")
    context = {
        **shared(found, path=request.path),
        "form": form,
        "open": found.state == AssemblyState.PRELIMINARY,
        "court": court_words(found, at=request.at),
        "back": {"url": reverse("voting:assembly", args=[code, serial]), "label": ""},
    }
    return render(request, "voting/public/objection.html", context, status=422 if form.errors else 200)
