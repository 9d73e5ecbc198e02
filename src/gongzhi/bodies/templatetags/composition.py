"""The judgement of a body or a slate inside a page: findings, counted."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.urls import NoReverseMatch, reverse

from gongzhi.bodies.models import Body, Slate
from gongzhi.bodies.queries.findings import Shown, findings_of, findings_of_slate
from gongzhi.kernel.clock import law_day

register = template.Library()


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings on one body: `rows` in order of concern, how many fail and how many are open."""

    rows: list[Shown]
    failing: int
    open: int
    blocking: int


@register.simple_tag(takes_context=True)
def judged(context: template.Context, of: Body | Slate, on: date | None = None, public: bool = False) -> Judged:
    """Judges a body or a slate on `on` (the day of the request if none is given); public pages call members by seat."""
    day = on if isinstance(on, date) else law_day(context["request"].at)
    rows = findings_of_slate(of, day) if isinstance(of, Slate) else findings_of(of, day, named=not public)
    failing = [row.finding for row in rows if row.finding.passed is False]
    return Judged(
        rows, len(failing), sum(1 for row in rows if row.finding.passed is None), sum(1 for f in failing if f.blocks)
    )


@register.simple_tag
def body_page(body: Body, page: str) -> str:
    """The address of a page of a body on the desk: below its estate, or below its division; empty if there is none."""
    try:
        if body.estate is not None:
            return reverse(f"bodies:{page}", args=[body.estate.code, body.pk])
        return reverse(f"bodies:division_{page}", args=[body.division_id, body.pk])
    except NoReverseMatch:
        return ""
