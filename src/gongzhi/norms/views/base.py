"""The rule base whole: every researched rule carried out or not yet, and what of each place's law is known."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.norms.queries.coverage import coverage_rows, entry_shown, places_shown, wanted
from gongzhi.norms.queries.preview import place_words
from gongzhi.norms.views.attempt import show
from gongzhi.web.door import Entered, anyone, door
from gongzhi_law import catalogue
from gongzhi_law.jurisdiction import NATION, chain, is_code, listed

A_PAGE = 30
NATION_CODE = "00"


@door(anyone)
def rules(request: Entered) -> HttpResponse:
    """Every rule of the base, filtered by words, place, and whether it is carried out."""
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ("q", "place", "status", "topic")}
    found = wanted(**asked)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "law/rules",
        asked=asked,
        query=urlencode({name: value for name, value in asked.items() if value}),
        page=page,
        rows=[entry_shown(entry) for entry in page.object_list],
        found=len(found),
        total=len(catalogue.rules()),
        carried=sum(1 for entry in catalogue.rules() if entry.borne_by),
        places=[(code, place_words(code)) for code in catalogue.places()],
        topics=list(dict.fromkeys(entry.topic for entry in catalogue.rules())),
        conflicts=catalogue.conflicts(),
    )


@door(anyone)
def places(request: Entered) -> HttpResponse:
    """Every place with rules of its own: how much is verified, second hand, recalled, missing."""
    table = {
        "label": _("各地掌握的规定"),
        "columns": [
            _("地方"),
            {"label": _("原文已核"), "n": True},
            {"label": _("见于转引"), "n": True},
            {"label": _("凭记忆"), "n": True},
            {"label": _("还没取得的文件"), "n": True},
        ],
        "rows": [_line(row) for row in places_shown(law_day(request.at))],
        "stack": True,
    }
    return show(request, "law/places", table=table)


def _line(row: dict[str, Any]) -> list[Any]:
    url = f"/law/places/{NATION_CODE if row['place'] == NATION else row['place']}/"
    return [{"text": row["name"], "url": url}, *(str(row[name]) for name in ("verified", "second", "recalled", "gaps"))]


@door(anyone)
def place(request: Entered, place: str) -> HttpResponse:
    """What is known of the law of one place, level by level, and what is missing."""
    code = NATION if place == NATION_CODE else place
    if not is_code(code) or not listed(code):
        raise NotHere
    found = catalogue.coverage(code, law_day(request.at))
    return show(
        request,
        "law/place",
        code=place,
        name=place_words(chain(code)[0]),
        coverage=found,
        levels=coverage_rows(found),
        missing=[{"gap": gap, "place": place_words(gap.place)} for gap in found.missing],
    )
