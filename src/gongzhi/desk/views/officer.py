"""The home of whoever holds an office, and the desk of one estate: what is due, by when, under which article."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.upkeep_access import OVERSEERS
from gongzhi.desk.access import office_of
from gongzhi.desk.frame import kinds_of, roles
from gongzhi.desk.seats import of_seats
from gongzhi.desk.steps import Steps, line_of, steps_of
from gongzhi.fund.oversight_access import may_list
from gongzhi.fund.queries.petty import kept_by
from gongzhi.issues.access import FORCES, OFFICES
from gongzhi.issues.duties.whistle import of_person
from gongzhi.issues.matter_access import changes_to_confirm
from gongzhi.issues.queries.list_of_matters import names_of
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.meetings.joint_access import tables_of
from gongzhi.norms.access import to_confirm
from gongzhi.norms.queries.preview import place_words
from gongzhi.people.access import desk_of_estate
from gongzhi.people.models import Capacity
from gongzhi.people.queries import estates_of
from gongzhi.places.models import Division
from gongzhi.register.access import KEEPERS
from gongzhi.voting.queries import turnout
from gongzhi.voting.states import Phase
from gongzhi.web.dates import cndate, weekday
from gongzhi.web.door import Entered, door, opens
from gongzhi_law.citation import Cite
from gongzhi_law.params import get

A_PAGE, WEEK = 20, 7
FILTERS = ("all", "late", "week")


@door(office_of)
def officer(request: Entered) -> HttpResponse:
    """Every duty over all one's estates, the same kind in one line; filtered to what is late or due this week."""
    today = law_day(request.at)
    steps = steps_of(estates_of(request.person, at=request.at), request.at)
    mine = set(roles(request.person, None, at=request.at))
    lines = [(s, duty) for s in steps for duty in s.duties if duty.who in mine]
    tables = tables_of(request.person, at=request.at)
    seated = of_seats(request.person, tables, at=request.at)
    rules = [*_rule_duties(request), *_force_duties(request), *seated]
    wanted = request.GET.get("only", "all")
    wanted = wanted if wanted in FILTERS else "all"
    shown = [(s, duty) for s, duty in lines if _wanted(duty, wanted, today)]
    law = [duty for duty in rules if _wanted(duty, wanted, today)]
    every = [duty for _s, duty in lines] + rules
    late = sum(1 for duty in every if _late(duty, today))
    page = Paginator(steps, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "heading": _heading(len(every), late),
        "sub": f"{cndate(today)}，{weekday(today)}",
        "groups": [*(_line(duty) for duty in law), *grouped(shown, today)],
        "filters": [
            {"name": "all", "label": _("全部"), "n": len(every)},
            {"name": "late", "label": _("只看逾期"), "n": late},
            {"name": "week", "label": _("本周"), "n": sum(1 for d in every if _wanted(d, "week", today))},
        ],
        "wanted": wanted,
        "page": page,
        "estates": [_estate(s, mine, today) for s in page],
        "divisions": _divisions(request.here),
        "outside": _outside(request.here),
        "tables": _tables(request, tables),
        "rules_only": all(held.kind == Capacity.Kind.ADMINISTRATOR for held in request.here),
        "boxes": [
            {"name": box.estate.name, "url": reverse("fund:petty_record", args=[box.estate.code, box.pk])}
            for box in kept_by(request.person.pk, on=today)
        ],
        "may_create": any(held.kind == Capacity.Kind.COMMUNITY for held in request.here),
    }
    return render(request, "desk/officer.html", context)


def _force_duties(request: Entered) -> list[Duty]:
    """What the forces for which the officer acts were called to and have to answer."""
    held = any(one.kind in FORCES for one in request.here)
    return of_person(request.person, request.at) if held else []


def _rule_duties(request: Entered) -> list[Duty]:
    """Changes of rules that wait for this administrator as the second person, the day they would apply as their day."""
    who = str(Capacity.Kind.ADMINISTRATOR.label)
    return [
        Duty(
            _("确认规则变更：%(place)s，%(what)s")
            % {"place": place_words(change.place), "what": get(change.parameter).meaning},
            change.from_on,
            who,
            str(Cite(change.instrument, change.article or None, change.paragraph or None, change.item or None)),
            reverse("norms:one_change", args=[change.pk]),
        )
        for change in to_confirm(request.person, at=request.at)
    ] + [
        Duty(
            _("确认权责清单的变更：%(place)s，%(what)s")
            % {"place": change.division.name, "what": names_of([change.matter]).get(change.matter, change.matter)},
            change.from_on,
            who,
            str(Cite(change.instrument, change.article or None)),
            reverse("issues:one_matter_change", args=[change.pk]),
        )
        for change in changes_to_confirm(request.person, at=request.at)
    ]


def _divisions(held: Iterable[Capacity]) -> list[dict[str, str]]:
    """The divisions over which the officer stands, each with the desk of its bodies."""
    codes = {one.division_id for one in held if one.division_id and one.kind in OVERSEERS}
    rows = Division.objects.filter(pk__in=codes).order_by("pk") if codes else []
    return [{"label": d.name, "url": reverse("bodies:desk_division_bodies", args=[d.pk])} for d in rows]


def _outside(held: Iterable[Capacity]) -> list[dict[str, str]]:
    """The numbers of issues of the divisions over which the officer stands; of those whose office it is, forces and orders."""
    offices = {one.division_id for one in held if one.kind in OFFICES}
    codes = {one.division_id for one in held if one.division_id and one.kind in OVERSEERS}
    found = []
    for d in Division.objects.filter(pk__in=codes).order_by("pk"):
        label = _("%(place)s报事的数字") % {"place": d.name}
        found.append(
            {"label": label, "note": _("逾期、导入工单、接口、报告"), "url": reverse("issues:numbers", args=[d.pk])}
        )
        if any(one.division_id == d.pk and may_list(one) for one in held):
            label, note = _("%(place)s小区资金") % {"place": d.name}, _("账户、对账、公示、大额、提示")
            found.append({"label": label, "note": note, "url": reverse("fund:below", args=[d.pk])})
        if d.pk not in offices:
            continue
        label = _("%(place)s参与力量") % {"place": d.name}
        found.append(
            {"label": label, "note": _("能召唤的部门、企业和单位"), "url": reverse("issues:forces", args=[d.pk])}
        )
        if d.level == Division.Level.COMMUNITY:
            label = _("%(place)s督办") % {"place": d.name}
            found.append(
                {"label": label, "note": _("逾期的任务、督办单"), "url": reverse("issues:orders", args=[d.pk])}
            )
    return found


def _tables(request: Entered, tables: Iterable[Division]) -> list[dict[str, str]]:
    """The communities at whose table the officer sits or prepares, and the streets whose communities they look after."""
    note = _("联席会议、议题、签收")
    rows = [{"label": d.name, "note": note, "url": reverse("meetings:calendar", args=[d.pk])} for d in tables]
    codes = {one.division_id for one in request.here if one.division_id and one.kind == Capacity.Kind.STREET}
    streets = Division.objects.filter(pk__in=codes, level=Division.Level.STREET).order_by("pk") if codes else []
    below = [
        {"label": d.name, "note": _("各社区的会议"), "url": reverse("meetings:meetings_below", args=[d.pk])}
        for d in streets
    ]
    return [*rows, *below]


def _heading(total: int, late: int) -> str:
    if late:
        return _("先办逾期的 %(n)s 件") % {"n": late}
    return _("要办 %(n)s 件，没有逾期") % {"n": total} if total else _("现在没有要办的")


def _late(duty: Any, today: date) -> bool:
    return duty.due_on is not None and duty.due_on < today


def _wanted(duty: Any, only: str, today: date) -> bool:
    if only == "late":
        return _late(duty, today)
    if only == "week":
        return duty.due_on is not None and duty.due_on <= today + timedelta(days=WEEK)
    return True


def grouped(lines: Iterable[tuple[Steps, Any]], today: date) -> list[dict[str, Any]]:
    """Duties of the same words in one line, the earliest day first; behind a line every estate it is due in."""
    groups: dict[tuple[str, str], list[tuple[Steps, Any]]] = {}
    for steps, duty in lines:
        groups.setdefault((duty.title, duty.who), []).append((steps, duty))
    rows = []
    for (title, who), members in groups.items():
        members.sort(key=lambda row: (row[1].due_on is None, row[1].due_on or today))
        pages: dict[tuple[Any, str], tuple[Steps, Any]] = {}  # two papers signed on one page are one estate
        for row in members:
            pages.setdefault((row[0].estate.pk, row[1].url), row)
        members = list(pages.values())
        first = members[0][1]
        many = len(members) > 1
        rows.append(
            {
                "title": _("%(title)s（%(n)s 个小区）") % {"title": title, "n": len(members)} if many else title,
                "due_on": first.due_on,
                "who": who,
                "cite": first.cite,
                "why": "" if many else members[0][0].estate.name,
                "action": "" if many else _("去办"),
                "action_url": first.url,
                "members": [{"name": s.estate.name, "url": d.url, "due_on": d.due_on} for s, d in members]
                if many
                else [],
            }
        )
    return sorted(rows, key=lambda row: (row["due_on"] is None, row["due_on"] or today))


def _estate(steps: Steps, mine: set[str], today: date) -> dict[str, Any]:
    own = [duty for duty in steps.duties if duty.who in mine]
    late = sum(1 for duty in own if _late(duty, today))
    return {
        "estate": steps.estate,
        "units": steps.units,
        "count": len(own),
        "late": late,
        "note": own[0].title if own else _("已由别的小区承接") if steps.estate.ended_on else _("没有要办的"),
    }


@door(desk_of_estate)
def estate(request: Entered, code: str) -> HttpResponse:
    """One estate: how far it has come, the one thing to do first, everything due by its day, and the open vote."""
    found, today = request.here, law_day(request.at)
    steps = steps_of([found], request.at)[0]
    kinds = kinds_of(request.person, found, at=request.at)
    mine, keeps = {str(Capacity.Kind(kind).label) for kind in kinds}, not set(KEEPERS).isdisjoint(kinds)
    own = sorted(
        (duty for duty in steps.duties if duty.who in mine), key=lambda d: (d.due_on is None, d.due_on or today)
    )
    others = [duty for duty in steps.duties if duty.who not in mine]
    assembly, meetings = steps.assembly, reverse("meetings:committee_meetings", args=[code])
    seals = reverse("seals:seals", args=[code])
    voting = assembly is not None and assembly.phase(request.at) == Phase.OPEN
    context = {
        "estate": found,
        "today": today,
        "heading": _heading(len(own), sum(1 for duty in own if _late(duty, today))),
        "sub": f"{cndate(today)}，{weekday(today)}",
        "stations": line_of(steps, request.at, keeps=keeps),
        "keeps": keeps,
        "first": _first(own[0], today) if own else None,
        "own": [_line(duty) for duty in own],
        "others": [_line(duty, act=False, leads=opens(request.person, duty.url, at=request.at)) for duty in others],
        "steps": steps,
        "meetings_url": meetings if opens(request.person, meetings, at=request.at) else "",
        "seals_url": seals if opens(request.person, seals, at=request.at) else "",
        "voting": assembly if voting else None,
        "turnout": turnout(assembly) if voting and assembly else None,
    }
    return render(request, "desk/estate.html", context)


def _first(duty: Any, today: date) -> dict[str, Any]:
    late = _late(duty, today)
    badge = ""
    if duty.due_on is not None:
        badge = _("逾期") if late else _("今天到期") if duty.due_on == today else cndate(duty.due_on)
    return {
        "title": duty.title,
        "badge": badge,
        "badge_kind": "urgent" if late else "due",
        "text": duty.who,
        "cite": duty.cite,
        "action": _("现在去办"),
        "action_url": duty.url,
    }


def _line(duty: Any, *, act: bool = True, leads: bool = True) -> dict[str, Any]:
    return {
        "title": duty.title,
        "due_on": duty.due_on,
        "who": duty.who,
        "cite": duty.cite,
        "action": _("去办") if act else _("去看"),
        "action_url": duty.url if leads else "",
    }
