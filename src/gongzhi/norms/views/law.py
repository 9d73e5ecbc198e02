"""The public pages of the law: every parameter in use, one parameter whole, the papers clause by clause."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.norms.queries import changes as rows
from gongzhi.norms.queries import shown as law
from gongzhi.norms.queries.coverage import entry_shown
from gongzhi.norms.queries.uses import uses_of, weight_words
from gongzhi.norms.views import changes
from gongzhi.web.door import Entered, anyone, door
from gongzhi_law import catalogue
from gongzhi_law.jurisdiction import NATION, is_code
from gongzhi_law.params import Strength, all_parameters, get
from gongzhi_law.policies import PAPERS, clauses


@door(anyone)
def page(request: Entered) -> HttpResponse:
    """Every parameter as it applies in a place on a day, how each is known, and the articles themselves."""
    place = request.GET.get("place", NATION)
    place = place if is_code(place) else NATION
    strength = request.GET.get("strength", "")
    strength = strength if strength in set(Strength) else ""
    on, wrong_day = _day(request.GET.get("on", ""), law_day(request.at))
    query = request.GET.get("q", "").strip()[:40]
    sections = law.sections(on=on, place=place, strength=strength, query=query)
    context = {
        "place": place,
        "on": on,
        "wrong_day": wrong_day,
        "strength": strength,
        "query": query,
        "places": _with(law.places(), place),
        "strengths": [(s.value, law.badge_of(s)) for s in Strength if s is not Strength.BYLAW],
        "sections": [
            {**s, "rows": [{"shown": r, "badge": law.badge_of(r.strength) if r.strength else None} for r in s["rows"]]}
            for s in sections
        ],
        "articles": [
            {
                "instrument": name,
                "rows": [{"article": a, "badges": [law.badge_of(s) for s in a.strengths]} for a in rows],
            }
            for name, rows in law.articles().items()
        ],
        "total": len(all_parameters()),
    }
    return render(request, "norms/law/page.html", context)


def _with(places: list[tuple[str, str]], place: str) -> list[tuple[str, str]]:
    """The places to choose from, with the one that was asked for even where it has no row of its own."""
    if place in dict(places):
        return places
    return [*places, (place, law.name_of(place))]


def _day(text: str, today: date) -> tuple[date, bool]:
    """The day that was asked for, else today; and whether what was asked for is no day."""
    if not text:
        return today, False
    try:
        return date.fromisoformat(text), False
    except ValueError:
        return today, True


@door(anyone)
def parameter(request: Entered, topic: str, name: str) -> HttpResponse:
    """One parameter: meaning, every value by place and day with its words and source, who may depart from it."""
    try:
        found = get(f"{topic}/{name}")
    except KeyError as error:
        raise NotHere from error
    context = {
        "parameter": found,
        "topic": law.topic_names().get(found.topic, found.topic),
        "rows": law.history(found.name),
        "choices": [(found.choice_names[c], found.sentences.get(c, "")) for c in found.choices],
        "override": law.override_names(found),
        "uses": uses_of(found),
        "weight": weight_words(found),
        "entries": [entry_shown(entry) for entry in catalogue.rules() if found.name in entry.borne_by],
        "pending": [
            changes.shown(change, law_day(request.at))
            for change in rows.changes().filter(parameter=found.name)
            if rows.standing(change, change.verdicts.all(), on=law_day(request.at)) in ("waiting", "coming")
        ],
        "now": law.in_force(found, on=law_day(request.at), place=NATION),
    }
    return render(request, "norms/law/parameter.html", context)


@door(anyone)
def papers(request: Entered) -> HttpResponse:
    """The papers clause by clause, under the ids that reports and duties cite."""
    by_paper: dict[str, list[object]] = {}
    for clause in clauses().values():
        by_paper.setdefault(clause.paper, []).append(clause)
    order = [{"title": title, "clauses": by_paper.get(title, [])} for title in PAPERS.values()]
    context = {"papers": order, "heading": _("文件逐条")}
    return render(request, "norms/law/papers.html", context)
