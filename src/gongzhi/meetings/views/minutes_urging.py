"""环物委 urges, the urged party answers."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.meetings import access, cites, record_access
from gongzhi.meetings.actions.answer_urging import answer_urging
from gongzhi.meetings.actions.urge_body import urge_body
from gongzhi.meetings.forms.minutes import StepForm, UrgeForm
from gongzhi.meetings.models import AgreedItem, Urging
from gongzhi.meetings.queries.joint_members import estates_in
from gongzhi.meetings.views.joint_frame import act_page
from gongzhi.meetings.views.minutes_frame import show
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import attempt, form_for


def _item_asked(request: Entered, here: Division) -> AgreedItem | None:
    asked = request.GET.get("item", "")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        return None
    return record_access.get_item_for(
        request.person,
        at=request.at,
        division=str(here.pk),
        agreed_id=int(asked),
    )


@door(access.get_community_for, "GET", "POST")
def urge(request: Entered, division: str) -> HttpResponse:
    """Urges 业委会 or 物业 of one estate; `item` in the address names the agreed item it is about."""
    here: Division = request.here
    item = _item_asked(request, here)
    first = {"about": str(item.about_id or ""), "side": item.side, "ground": item.sitting.title} if item else {}
    return act_page(
        request,
        form_for(request, UrgeForm, estates=estates_in(here), initial=first),
        urge_body,
        here=here,
        back=(_("议定事项"), reverse("meetings:agreed_below", args=[here.pk])),
        heading=_("督促业委会或者物业"),
        sub=item.words if item else _("督促、对方的答复和有没有按期，都会公开。"),
        word=_("发出督促"),
        cite=cites.URGE,
        asked={"division": here, "item": item},
    )


@door(record_access.get_urging_for, "GET", "POST")
def urging(request: Entered, division: str, urging_id: int) -> HttpResponse:
    """One urging with its answer; the urged party answers here."""
    found: Urging = request.here
    form = form_for(request, StepForm)
    tried = attempt(request, form, answer_urging, urging=found)
    if tried.done is not None:
        return redirect(request.path)
    stand = record_access.speaks_for(request.person, found.division, found.side, found.about, at=request.at)
    return show(
        request,
        "urging",
        found.division,
        tried,
        heading=_("%(estate)s%(side)s：督促") % {"estate": found.about.name, "side": found.get_side_display()},
        urging=found,
        answers=stand is not None and found.answered_at is None,
        crumb={"label": _("议定事项"), "url": reverse("meetings:agreed_below", args=[found.division_id])},
        cite=cites.URGE,
    )
