"""Law enforcement in the estate: the register, one visit, its outcome made public."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues import access, talking_access
from gongzhi.issues.actions.publish_visit_outcome import publish_visit_outcome
from gongzhi.issues.actions.record_visit import record_visit
from gongzhi.issues.cites import MEASURES
from gongzhi.issues.forms.talking import PublicForm, VisitForm
from gongzhi.issues.models import Visit
from gongzhi.issues.views.frame import issue_url
from gongzhi.issues.views.registers import columns, register_act, register_page, row_page
from gongzhi.kernel.clock import law_day
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door


def url(visit: Visit, page: str = "visit") -> str:
    """The address of a page of one visit."""
    return reverse(f"issues:{page}", args=[visit.estate.code, visit.serial])


def badge(visit: Visit) -> tuple[str, str]:
    """Whether its outcome is public, in words and kind."""
    return (_("结果已公开"), "done") if visit.public_at else (_("结果待公开"), "due")


@door(access.desk_of)
def visits(request: Entered, code: str) -> HttpResponse:
    """Every visit, the newest first."""
    estate: Estate = request.here
    rows = list(Visit.objects.filter(estate=estate).order_by("-on", "-serial"))
    keeps = holds_any(request.person, talking_access.VISIT_KEEPERS, estate, at=request.at)
    table = {
        "label": _("执法进小区"),
        "columns": columns(_("事由"), _("力量"), _("日期")),
        "rows": [
            {
                "cells": [
                    {
                        "text": row.cause,
                        "url": reverse("issues:visit", args=[code, row.serial]),
                        "badge": badge(row)[0],
                        "badge_kind": badge(row)[1],
                    },
                    row.forces,
                    cndate(row.on),
                ]
            }
            for row in rows
        ],
        "stack": True,
        "empty": {"title": _("还没有记录"), "text": _("执法、巡查力量进小区，记事由、力量、处置，结果公开。")},
    }
    waiting = sum(row.public_at is None for row in rows)
    return register_page(
        request,
        estate,
        "visits",
        title=_("执法进小区"),
        heading=_("%(n)s 次执法的结果还没有公开") % {"n": waiting} if waiting else _("执法进小区"),
        sub=_("记事由、力量、处置；结果对居民公开，不写任何人。"),
        table=table,
        new=(_("记一次执法"), reverse("issues:record_visit", args=[code])) if keeps else None,
        cite=MEASURES,
    )


@door(access.desk_of, "GET", "POST")
def record(request: Entered, code: str) -> HttpResponse:
    """Writes down a visit."""
    estate: Estate = request.here
    initial = {"on": law_day(request.at), "issue": request.GET.get("issue", "")}
    form = VisitForm(request.POST or None, request.FILES or None, initial=initial)
    back = (_("执法进小区"), reverse("issues:visits", args=[code]))
    asked = {"cite": MEASURES, "done": url}

    def act(**given: object) -> object:
        return record_visit(estate=estate, **given)  # type: ignore[arg-type]

    return register_act(request, form, act, estate, back, _("记一次执法进小区"), _("记下"), **asked)


@door(talking_access.get_visit_for)
def visit(request: Entered, code: str, visit_serial: int) -> HttpResponse:
    """One visit with all that was written down."""
    row: Visit = request.here
    keeps = holds_any(request.person, talking_access.VISIT_KEEPERS, row.estate, at=request.at)
    links = []
    if row.file_id:
        links.append({"label": _("材料"), "url": reverse("desk:file", args=[code, row.file_id]), "note": ""})
    if row.issue:
        row.issue.estate = row.estate
        links.append({"label": _("报事 %(n)s") % {"n": row.issue.number}, "url": issue_url(row.issue), "note": ""})
    return row_page(
        request,
        row.estate,
        crumb=(_("执法进小区"), reverse("issues:visits", args=[code])),
        heading=row.cause,
        badge=badge(row),
        acts=[(_("公开结果"), url(row, "publish_visit"))] if keeps and row.public_at is None else [],
        parts=[
            {"title": _("怎么处置的"), "note": _("只给小区工作台看"), "text": row.handling},
            {"title": _("公开的结果"), "text": row.outcome},
            {"title": _("相关"), "links": links},
        ],
        facts=[
            (_("日期"), cndate(row.on)),
            (_("力量"), row.forces),
            (_("公开"), cndate(law_day(row.public_at)) if row.public_at else ""),
        ],
    )


@door(talking_access.get_visit_for, "GET", "POST")
def publish(request: Entered, code: str, visit_serial: int) -> HttpResponse:
    """Makes the outcome public."""
    row: Visit = request.here

    def act(**given: object) -> object:
        return publish_visit_outcome(visit=row, **given)  # type: ignore[arg-type]

    facts = [(_("事由"), row.cause), (_("力量"), row.forces), (_("日期"), cndate(row.on))]
    sub = _("右边的事由、力量、日期会一起公开。")
    return register_act(
        request,
        PublicForm(request.POST or None),
        act,
        row.estate,
        (row.cause, url(row)),
        _("公开执法结果"),
        _("公开"),
        facts=facts,
        sub=sub,
        cite=MEASURES,
    )
