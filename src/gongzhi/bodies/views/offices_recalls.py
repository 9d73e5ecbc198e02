"""The desk pages of one proposal to recall a member: what was said on both sides, and who decides."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.decide_recall import decide_recall
from gongzhi.bodies.actions.withdraw_recall import withdraw_recall
from gongzhi.bodies.forms.offices import DecideForm, ReasonForm
from gongzhi.bodies.models import Recall
from gongzhi.bodies.queries.recalls import PROPOSERS, rule_of
from gongzhi.bodies.states import RecallState
from gongzhi.bodies.views.offices_frame import act_page, address, place_of_page
from gongzhi.bodies.views.offices_seats import name_of
from gongzhi.kernel.clock import law_day
from gongzhi.web.door import Entered, door


@door(access.get_recall_for)
def recall_page(request: Entered, code: str, recall_id: int) -> HttpResponse:
    """One proposal with the member's answer beside it, and who decides."""
    recall: Recall = request.here
    at: datetime = request.at
    held = recall.appointment
    body, rule = held.body, rule_of(held.body, on=law_day(at))
    open_now = recall.state in (RecallState.PROPOSED, RecallState.ANSWERED)
    context = {
        **place_of_page(body),
        "crumb": {"label": body.name, "url": address(body, "body")},
        "recall": recall,
        "name": name_of(held),
        "proposer": PROPOSERS.get(recall.proposer, ""),
        "decided_by": rule.decided_by,
        "right": rule.right_to_answer,
        "open": open_now,
        "keeps": open_now and access.keeps(request.person, body, at=at),
        "records": open_now and access.records(request.person, body, at=at),
    }
    return render(request, "bodies/offices/recall.html", context)


@door(access.get_recall_for, "GET", "POST")
def decide(request: Entered, code: str, recall_id: int) -> HttpResponse:
    """The committee decides under the owners' authority."""
    return _recall_act(
        request,
        DecideForm(request.POST or None),
        decide_recall,
        heading=_("业委会依授权决定罢免"),
        sub=_("只有本小区规则授权了业委会才可以；否则由业主大会决定。"),
        word=_("登记决定"),
    )


@door(access.get_recall_for, "GET", "POST")
def withdraw(request: Entered, code: str, recall_id: int) -> HttpResponse:
    """Those who proposed it take it back."""
    return _recall_act(
        request, ReasonForm(request.POST or None), withdraw_recall, heading=_("撤回罢免提议"), word=_("撤回")
    )


def _recall_act(request: Entered, form: Any, act: Any, *, heading: str, word: str, sub: str = "") -> HttpResponse:
    recall: Recall = request.here
    held = recall.appointment
    url = reverse("bodies:recall", args=[recall.estate.code, recall.pk])
    facts = [(_("委员"), name_of(held)), (_("理由"), recall.ground), (_("申辩"), recall.answer or _("还没有"))]
    return act_page(
        request,
        form,
        act,
        here=held.body,
        back=(_("罢免提议"), url),
        heading=heading,
        word=word,
        sub=sub,
        facts=facts,
        recall=recall,
    )
