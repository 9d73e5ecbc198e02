"""The judgement of a body or a slate inside a page: findings, counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import records
from gongzhi.bodies.models import Body, ListObjection
from gongzhi.bodies.queries.findings import Shown, findings_of, without_persons
from gongzhi.bodies.queries.slates import answer_due, answer_rule, objections_to, place_of_objection, words_of
from gongzhi.bodies.slate_access import sees_persons
from gongzhi.kernel.clock import law_day
from gongzhi.web.door import opens

register = template.Library()


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings on one body: `rows` in order of concern, how many break, only differ and are open, what this reader may."""

    rows: list[Shown]
    failing: int
    differing: int
    open: int
    hide: bool
    may_explain: bool


@register.simple_tag(takes_context=True)
def judged(context: template.Context, of: Body, on: date | None = None, public: bool = False) -> Judged:
    """Judges a body on `on` (the day of the request if none is given); who may not read declarations sees seats, not names."""
    request = context["request"]
    day = on if isinstance(on, date) else law_day(request.at)
    hide = public or not sees_persons(request.person or None, of, at=request.at)
    rows = findings_of(of, day, named=not hide)
    rows = without_persons(rows) if hide else rows
    outcomes = [(row.finding.passed, row.finding.blocks) for row in rows]
    return Judged(
        rows,
        failing=outcomes.count((False, True)),
        differing=outcomes.count((False, False)),
        open=sum(1 for passed, _blocks in outcomes if passed is None),
        hide=hide,
        may_explain=records(request.person or None, of, at=request.at),
    )


@register.simple_tag
def body_page(body: Body, page: str) -> str:
    """The address of a page of a body on the desk: below its estate, or below its division; empty if there is none."""
    try:
        if body.estate is not None:
            return reverse(f"bodies:desk_{page}", args=[body.estate.code, body.pk])
        return reverse(f"bodies:desk_division_{page}", args=[body.division_id, body.pk])
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def mend_page(context: template.Context, body: Body, row: Shown, here: str = "") -> str:
    """Where what a finding lacks is mended: declarations, the register, the list of large estates, else the seats."""
    if row.finding.passed is True:
        return ""
    if "小区" in row.finding.expected and body.estate is None:
        url = reverse("bodies:env", args=[body.division_id]) + "#estates"
    elif row.about_persons:
        url = body_page(body, "checks") + "#people"
    elif "业主" in row.finding.expected and body.estate is not None:
        url = reverse("register:electors", args=[body.estate.code])
    else:
        url = body_page(body, "body")
    return "" if url.partition("#")[0] == here or not _opens(context, url) else url


def _opens(context: template.Context, url: str) -> bool:
    request = context["request"]
    return opens(request.person or None, url, at=request.at)


@register.simple_tag
def objections(body: Body) -> list[ListObjection]:
    """The objections to who sits in a body."""
    return objections_to(body)


@register.simple_tag(takes_context=True)
def objection_page(context: template.Context, body: Body) -> str:
    """Where one objects to who sits in a body; empty for whoever is signed in and may not (an estate's body: no owner)."""
    if body.estate is not None:
        url = reverse("bodies:object_to_body", args=[body.estate.code, body.pk])
    else:
        url = reverse("bodies:object_to_community_body", args=[body.division_id, body.pk])
    return url if _opens(context, url) else ""


@register.simple_tag(takes_context=True)
def objection(context: template.Context, row: ListObjection) -> dict[str, Any]:
    """How an objection stands: badge, last day of its answer and under which rule, where it is answered, the words."""
    due, today = answer_due(row), law_day(context["request"].at)
    if row.answered_at is not None:
        late = law_day(row.answered_at) > due
        word, kind = (_("逾期答复"), "due") if late else (_("已答复"), "done")
    else:
        word, kind = (_("到期未答复"), "urgent") if due < today else (_("待答复"), "due")
    if row.estate is not None:
        url = reverse("bodies:answer_list_objection", args=[row.estate.code, row.pk])
    else:
        url = reverse("bodies:division_answer_list_objection", args=[row.body.division_id, row.pk]) if row.body else ""
    return {
        "word": word,
        "kind": kind,
        "due": due,
        "rule": answer_rule(law_day(row.at), place_of_objection(row)),
        "url": url,
        "words": words_of(row) if context.get("reads") else "",
    }
