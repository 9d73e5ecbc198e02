"""What the house noticed: the suggestions with what may be done about each, and what was decided before."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.confirm_signal import confirm_signal
from gongzhi.issues.actions.dismiss_signal import dismiss_signal
from gongzhi.issues.actions.table_signal import table_signal
from gongzhi.issues.cites import MEASURES
from gongzhi.issues.forms.working import ReasonForm
from gongzhi.issues.models import Signal
from gongzhi.issues.queries.signals import TOPIC, Suggested, kind_words, signals_of
from gongzhi.issues.views.frame import issue_url
from gongzhi.issues.views.registers import columns, register_act, register_page
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door


def _url(code: str, page: str = "signals", key: str = "") -> str:
    address = reverse(f"issues:{page}", args=[code])
    return f"{address}?{urlencode({'key': key})}" if key else address


@door(access.office_of)
def signals(request: Entered, code: str) -> HttpResponse:
    """What is suggested now, and what was decided before."""
    estate: Estate = request.here
    rows = signals_of(estate, request.at)
    decided = Signal.objects.filter(estate=estate).select_related("issue").order_by("-pk")[:50]
    table = {
        "label": _("研判记录"),
        "columns": columns(_("信号"), _("结果"), _("日期")),
        "rows": [{"cells": _decided(row, estate)} for row in decided],
        "stack": True,
        "empty": {"title": _("还没有研判过"), "text": _("确认立案的、写明理由不立案的都会列在这里。")},
    }
    return register_page(
        request,
        estate,
        "signals",
        title=_("信号"),
        heading=_("%(n)s 条信号等人研判") % {"n": len(rows)} if rows else _("没有等着研判的信号"),
        sub=_("逾期未公示、任务逾期、电梯停运、同类诉求集中，自动提出，由人决定立不立案。"),
        table=table,
        cite=MEASURES,
        template="issues/signals.html",
        signals=[_shown(code, row) for row in rows],
    )


def _shown(code: str, row: Suggested) -> dict[str, Any]:
    to_table = row.kind == TOPIC
    return {
        "row": row,
        "issues": row.issues,
        "url": _url(code, "table_signal" if to_table else "confirm_signal", row.key),
        "word": _("提议为议题") if to_table else _("确认立案"),
        "dismiss_url": _url(code, "dismiss_signal", row.key),
    }


def _decided(row: Signal, estate: Estate) -> list[Any]:
    title = row.get_state_display()
    result: Any = row.reason
    if row.issue is not None:
        row.issue.estate = estate
        result = {"text": row.issue.number, "url": issue_url(row.issue)}
    return [{"text": kind_words(row.kind), "badge": str(title), "badge_kind": "line"}, result, cndate(law_day(row.at))]


@door(access.office_of, "POST")
def confirm(request: Entered, code: str) -> HttpResponse:
    """Takes one up as an issue."""
    made = confirm_signal(estate=request.here, key=_key(request), by=request.person, at=request.at, **_once(request))
    return redirect(issue_url(made.issue))


@door(access.office_of, "POST")
def table(request: Entered, code: str) -> HttpResponse:
    """Brings one before the joint meeting."""
    table_signal(estate=request.here, key=_key(request), by=request.person, at=request.at, **_once(request))
    return redirect(_url(code))


@door(access.office_of, "GET", "POST")
def dismiss(request: Entered, code: str) -> HttpResponse:
    """Leaves one, with the reason."""
    estate: Estate = request.here
    key = _key(request)
    found = next((row for row in signals_of(estate, request.at) if row.key == key), None)
    return register_act(
        request,
        ReasonForm(request.POST or None),
        lambda **given: dismiss_signal(estate=estate, key=key, **given),
        estate,
        (_("信号"), _url(code)),
        _("不立案"),
        _("不立案"),
        sub=found.words if found else _("这一条信号已经不在了：情况已经变化。"),
        cite=MEASURES,
    )


def _key(request: Entered) -> str:
    return request.GET.get("key", "")[:120]


def _once(request: Entered) -> dict[str, Any]:
    return {"idempotency_key": request.POST.get("idempotency_key") or None}
