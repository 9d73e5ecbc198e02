"""受托召集: who may convene instead of the secretary, since when, until when; give and take back (B2.3)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.meetings import access, joint_access
from gongzhi.meetings.actions.give_mandate import give_mandate
from gongzhi.meetings.actions.revoke_mandate import revoke_mandate
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.forms.joint import MandateForm, ReasonForm
from gongzhi.meetings.models import Mandate
from gongzhi.meetings.queries.joint_candidates import mandates_in, may_be_asked
from gongzhi.meetings.queries.joint_members import estates_in
from gongzhi.meetings.views.joint_frame import act_page, show
from gongzhi.places.models import Division
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import form_for


@door(access.get_community_for)
def mandates(request: Entered, division: str) -> HttpResponse:
    """Every mandate of the community."""
    here: Division = request.here
    person, at = request.person, request.at
    rows = mandates_in(here, on=law_day(at))
    heads = access.party_seat(person, here, at=at, head=True) is not None
    running = sum(1 for one in rows if one.running)
    heading = _("%(n)s 项召集委托有效") % {"n": running} if running else _("现在没有委托，由书记召集")
    table = {
        "label": _("召集委托"),
        "columns": [{"label": _("受托人")}, {"label": _("召集哪里的会")}, {"label": _("期间")}, {"label": _("状态")}],
        "rows": [{"cells": _cells(one, here, may_end=heads or one.mandate.person_id == person.pk)} for one in rows],
        "empty": {"title": _("没有委托"), "text": _("书记可以委托联席会议成员或者小区党组织负责人召集，随时可以撤。")},
    }
    return show(request, "mandates", here, heading=heading, table=table, gives=heads, cite=TABLE)


def _cells(one: Any, here: Division, *, may_end: bool) -> list[Any]:
    row: Mandate = one.mandate
    end = {"badge": _("已结束"), "badge_kind": "line", "note": row.revoked_for}
    if one.running:
        end = {"badge": _("有效"), "badge_kind": "done"}
        if may_end:
            end |= {"text": _("撤回"), "url": reverse("meetings:revoke_mandate", args=[here.pk, row.pk])}
    return [
        {"text": one.name, "note": one.office},
        {"text": row.about.name if row.about else _("全社区"), "note": row.limit},
        _("%(a)s至%(b)s") % {"a": cndate(row.from_on), "b": cndate(one.last_on)},
        end,
    ]


@door(access.get_community_for, "GET", "POST")
def new_mandate(request: Entered, division: str) -> HttpResponse:
    """Let another convene."""
    here: Division = request.here
    on = law_day(request.at)
    seats = [row for row in may_be_asked(here, on=on) if row.seat.person_id != request.person.pk]
    form = form_for(request, MandateForm, initial={"from_on": on}, seats=seats, estates=estates_in(here))
    return act_page(
        request,
        form,
        give_mandate,
        here=here,
        back=(_("召集委托"), reverse("meetings:mandates", args=[here.pk])),
        heading=_("委托召集"),
        sub=_("有期限，随时可以撤，公开页会写明是受托召集。"),
        word=_("委托"),
        cite=TABLE,
        asked={"division": here},
    )


@door(joint_access.get_mandate_for, "GET", "POST")
def revoke(request: Entered, division: str, mandate_id: int) -> HttpResponse:
    """Take it back at once."""
    row: Mandate = request.here
    return act_page(
        request,
        form_for(request, ReasonForm),
        revoke_mandate,
        here=row.division,
        back=(_("召集委托"), reverse("meetings:mandates", args=[division])),
        heading=_("撤回召集委托"),
        word=_("撤回"),
        cite=TABLE,
        asked={"mandate": row},
    )
