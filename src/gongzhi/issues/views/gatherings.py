"""Gatherings on the desk: the register, one gathering with who signed up, its record, its outcome."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues import access, talking_access
from gongzhi.issues.actions.announce_gathering import announce_gathering
from gongzhi.issues.actions.cancel_gathering import cancel_gathering
from gongzhi.issues.actions.publish_outcome import publish_outcome
from gongzhi.issues.actions.record_gathering import record_gathering
from gongzhi.issues.cites import FORMS
from gongzhi.issues.forms.talking import GatheringForm, HeldForm, PublicForm
from gongzhi.issues.forms.working import ReasonForm
from gongzhi.issues.models import Gathering
from gongzhi.issues.queries.gatherings import Places, gatherings_of, open_until, places_of, places_over
from gongzhi.issues.states import GatheringState
from gongzhi.issues.views.frame import issue_url
from gongzhi.issues.views.registers import columns, register_act, register_page, row_page
from gongzhi.kernel.clock import law_day
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door
from gongzhi_law import issues as law

S = GatheringState
BADGES = {S.PLANNED: "due", S.HELD: "due", S.PUBLISHED: "done", S.CANCELLED: "line"}


def url(gathering: Gathering, page: str = "gathering") -> str:
    """The address of a page of one gathering."""
    return reverse(f"issues:{page}", args=[gathering.estate.code, gathering.serial])


def places_words(places: Places) -> str:
    """How many signed up, and how many places are left."""
    if places.left is None:
        return _("%(n)s 人报名，不限名额") % {"n": places.taken}
    return _("%(n)s 人报名，还剩 %(left)s 个名额") % {"n": places.taken, "left": places.left}


@door(access.desk_of)
def gatherings(request: Entered, code: str) -> HttpResponse:
    """Every gathering, the newest first."""
    estate: Estate = request.here
    rows = gatherings_of(estate)
    places = places_over(rows)
    hosts = holds_any(request.person, talking_access.HOSTS, estate, at=request.at)
    table = {
        "label": _("居民参与"),
        "columns": columns(_("谈什么"), _("形式"), _("时间"), _("报名")),
        "rows": [
            {
                "cells": [
                    {
                        "text": row.title,
                        "url": reverse("issues:gathering", args=[code, row.serial]),
                        "badge": str(row.get_state_display()),
                        "badge_kind": BADGES[S(row.state)],
                    },
                    str(row.get_form_display()),
                    cndatetime(row.starts_at),
                    places_words(places[row.pk]),
                ]
            }
            for row in rows
        ],
        "stack": True,
        "empty": {"title": _("还没有组织过"), "text": _("恳谈会、听证会、评议会、上门走访，居民都能报名。")},
    }
    owed = sum(row.state == S.HELD or (row.state == S.PLANNED and row.starts_at < request.at) for row in rows)
    return register_page(
        request,
        estate,
        "gatherings",
        title=_("居民参与"),
        heading=_("%(n)s 次活动等着记录或者公开结果") % {"n": owed} if owed else _("居民参与"),
        sub=_("四种形式：报名、举行、记录、公开结果；参加的人不公开。"),
        table=table,
        new=(_("组织一次"), reverse("issues:announce_gathering", args=[code])) if hosts else None,
        cite=FORMS,
    )


@door(access.desk_of, "GET", "POST")
def announce(request: Entered, code: str) -> HttpResponse:
    """Announces one."""
    estate: Estate = request.here
    offered = law.forms(law_day(request.at), place=estate.place)
    form = GatheringForm(request.POST or None, initial={"issue": request.GET.get("issue", "")}, forms_open=offered)
    return register_act(
        request,
        form,
        lambda **given: announce_gathering(estate=estate, **given),
        estate,
        (_("居民参与"), reverse("issues:gatherings", args=[code])),
        _("组织一次居民参与"),
        _("公布，开放报名"),
        sub=_("公布以后居民不用注册就能在小区公开页报名。"),
        cite=FORMS,
        done=url,
    )


@door(talking_access.get_gathering_for)
def gathering(request: Entered, code: str, gathering_serial: int) -> HttpResponse:
    """One gathering; who signed up only for whoever holds it and the offices."""
    row: Gathering = request.here
    hosts = holds_any(request.person, talking_access.HOSTS, row.estate, at=request.at)
    links = [{"label": _("公开页"), "url": url(row, "public_gathering"), "note": _("居民在这里报名、看结果")}]
    if row.file_id:
        links.append({"label": _("记录附件"), "url": reverse("desk:file", args=[code, row.file_id]), "note": ""})
    if row.issue:
        row.issue.estate = row.estate
        links.append({"label": _("报事 %(n)s") % {"n": row.issue.number}, "url": issue_url(row.issue), "note": ""})
    return row_page(
        request,
        row.estate,
        crumb=(_("居民参与"), reverse("issues:gatherings", args=[code])),
        heading=row.title,
        badge=(str(row.get_state_display()), BADGES[S(row.state)]),
        acts=_acts(row, request) if hosts else [],
        pressing=row.state == S.HELD or request.at >= row.starts_at,
        parts=[
            {"title": _("说明"), "text": row.about},
            {"title": _("公开的结果"), "text": row.outcome},
            {"title": _("取消的原因"), "text": row.cancelled_for},
            {"title": _("谈了什么"), "note": _("只给小区工作台看"), "text": row.record},
            {"title": _("谁报了名"), "note": _("不公开"), "table": _joined(row, request)},
            {"title": _("相关"), "links": links},
        ],
        facts=[
            (_("形式"), str(row.get_form_display())),
            (_("时间"), cndatetime(row.starts_at)),
            (_("地点"), row.place),
            (_("报名截止"), cndatetime(open_until(row))),
            (_("报名"), places_words(places_of(row))),
            (_("到场"), _("%(n)s 人") % {"n": row.came} if row.came is not None else ""),
            (_("公开"), cndate(law_day(row.published_at)) if row.published_at else ""),
        ],
    )


def _joined(row: Gathering, request: Entered) -> dict[str, Any] | None:
    if not talking_access.sees_sign_ups(request.person, row, at=request.at):
        return None
    rows = row.sign_ups.filter(cancelled_at__isnull=True).order_by("pk")
    cells = [[one.shown_name() or _("没有留称呼"), str(one.heads), one.wish() or "–"] for one in rows]
    return {
        "label": _("谁报了名"),
        "columns": columns(_("称呼"), _("几个人"), _("想谈的事")),
        "rows": [{"cells": line} for line in cells],
        "stack": True,
        "empty": {"title": _("还没有人报名"), "text": _("公开页上可以报名。")},
    }


def _acts(row: Gathering, request: Entered) -> list[tuple[str, str]]:
    if row.state == S.HELD:
        return [(_("公开结果"), url(row, "publish_outcome"))]
    if row.state != S.PLANNED:
        return []
    record = [(_("记录举行的情况"), url(row, "record_gathering"))] if request.at >= row.starts_at else []
    return [*record, (_("取消"), url(row, "cancel_gathering"))]


def _act(request: Entered, form: Any, act: Any, heading: str, word: str, **more: Any) -> HttpResponse:
    row: Gathering = request.here
    back = (row.title, url(row))
    return register_act(
        request, form, lambda **given: act(gathering=row, **given), row.estate, back, heading, word, cite=FORMS, **more
    )


@door(talking_access.get_gathering_for, "GET", "POST")
def record(request: Entered, code: str, gathering_serial: int) -> HttpResponse:
    """Writes down how it went."""
    form = HeldForm(request.POST or None, request.FILES or None)
    return _act(request, form, record_gathering, _("记录举行的情况"), _("记下"))


@door(talking_access.get_gathering_for, "GET", "POST")
def outcome(request: Entered, code: str, gathering_serial: int) -> HttpResponse:
    """Makes the outcome public."""
    sub = _("报了名的人会收到短信；只公开结果和到场人数。")
    return _act(request, PublicForm(request.POST or None), publish_outcome, _("公开结果"), _("公开"), sub=sub)


@door(talking_access.get_gathering_for, "GET", "POST")
def cancel(request: Entered, code: str, gathering_serial: int) -> HttpResponse:
    """Calls it off."""
    sub = _("原因会公开，报了名的人会收到短信。")
    return _act(request, ReasonForm(request.POST or None), cancel_gathering, _("取消"), _("取消这一次"), sub=sub)
