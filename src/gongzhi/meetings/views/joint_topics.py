"""The topics of a community in three columns; one topic with its way; propose, judge, mend, withdraw."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongzhi.kernel.errors import Refused
from gongzhi.meetings import access, joint_access
from gongzhi.meetings.actions.amend_topic import amend_topic, require_own
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.actions.withdraw_topic import withdraw_topic
from gongzhi.meetings.cites import TOPICS
from gongzhi.meetings.forms.joint import JudgeForm, ReasonForm, TopicForm
from gongzhi.meetings.models import Topic
from gongzhi.meetings.queries.joint_agenda import business_name, columns_of
from gongzhi.meetings.queries.joint_members import estates_in
from gongzhi.meetings.states import TOPIC_MOVES, TopicState
from gongzhi.meetings.views.joint_frame import act_page, show
from gongzhi.places.models import Division, Estate
from gongzhi.web.dates import cnday
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import form_for

KINDS = {TopicState.RETURNED: "urgent", TopicState.SETTLED: "done", TopicState.WITHDRAWN: "line"}


@door(access.get_community_for)
def topics(request: Entered, division: str) -> HttpResponse:
    """Three columns: to be judged by the party organisation, accepted, closed."""
    here: Division = request.here
    proposed, accepted, closed = columns_of(here)
    names = (_("待党组织研究"), _("已确定"), _("退回、撤回、已议定"))
    columns = [
        {"name": name, "topics": [_card(topic) for topic in rows]}
        for name, rows in zip(names, (proposed, accepted, closed), strict=True)
    ]
    n = len(proposed)
    heading = _("%(n)s 项议题等党组织研究") % {"n": n} if n else _("没有等待研究的议题")
    return show(request, "topics", here, heading=heading, columns=columns, cite=TOPICS)


def _card(topic: Topic) -> dict[str, Any]:
    where = topic.about.name if topic.about else _("全社区")
    return {
        "topic": topic,
        "note": f"{where}　{topic.get_side_display()}　{cnday(topic.proposed_at)}",
        "business": business_name(topic.business),
        "kind": KINDS.get(TopicState(topic.state), "due"),
    }


@door(access.get_community_for, "GET", "POST")
def new_topic(request: Entered, division: str) -> HttpResponse:
    """Propose a topic for one's own party."""
    here: Division = request.here
    own = own_estates(request, here)
    initial = {"about": str(own[0].pk) if len(own) == 1 else ""}
    form = form_for(request, TopicForm, initial=initial, estates=own or estates_in(here))
    return act_page(
        request,
        form,
        propose_topic,
        here=here,
        back=(pgettext("meeting", "议题"), reverse("meetings:topics", args=[here.pk])),
        heading=_("提议题"),
        sub=_("由社区党组织研究，确定的列入下次会议，退回的会写明理由。"),
        word=_("提交"),
        cite=TOPICS,
        asked={"division": here},
        done=lambda made: reverse("meetings:topic", args=[here.pk, made.pk]),
    )


def own_estates(request: Entered, here: Division) -> list[Estate]:
    """The estates for which the person speaks; empty for whoever speaks for the community."""
    every = estates_in(here)
    rows = joint_access.speaking_for(request.person, here, at=request.at, estates=every)
    if any(row.estate is None for row in rows):
        return []
    mine = {row.estate for row in rows}
    return [estate for estate in every if estate in mine]


@door(joint_access.get_topic_for)
def topic(request: Entered, division: str, topic_id: int) -> HttpResponse:
    """One topic: its words, where it stands, and what this person may do with it."""
    row: Topic = request.here
    moves, where = TOPIC_MOVES[TopicState(row.state)], [division, row.pk]
    judges = access.party_seat(request.person, row.division, at=request.at, head=False) is not None
    own = _owns(request, row)
    offered = (
        (judges and TopicState.ACCEPTED in moves and row.state == TopicState.PROPOSED, _("研究确定"), "judge_topic"),
        (own and row.state == TopicState.RETURNED, _("改好再提"), "amend_topic"),
        (own and TopicState.WITHDRAWN in moves, _("撤回"), "withdraw_topic"),
    )
    todo = [
        {"word": word, "url": reverse(f"meetings:{name}", args=where), "main": name != "withdraw_topic"}
        for shown, word, name in offered
        if shown
    ]
    facts = [
        (_("类别"), business_name(row.business)),
        (_("哪里"), row.about.name if row.about else _("全社区")),
        (_("提出"), f"{row.get_side_display()}，{cnday(row.proposed_at)}"),
    ]
    if row.sitting is not None:
        url = reverse("meetings:sitting", args=[division, row.sitting.pk])
        facts.append({"label": _("列入"), "value": row.sitting.title, "url": url})  # type: ignore[arg-type]
    badge = {"text": str(row.get_state_display()), "kind": KINDS.get(TopicState(row.state), "due")}
    return show(request, "topic", row.division, topic=row, todo=todo, facts=facts, badge=badge, cite=TOPICS)


def _owns(request: Entered, row: Topic) -> bool:
    try:
        require_own(row, request.person, at=request.at)
    except Refused:
        return False
    return True


def _act(request: Entered, form: Any, act: Any, **words: Any) -> HttpResponse:
    row: Topic = request.here
    back = (row.title, reverse("meetings:topic", args=[row.division_id, row.pk]))
    return act_page(request, form, act, here=row.division, back=back, asked={"topic": row}, cite=TOPICS, **words)


@door(joint_access.get_topic_for, "GET", "POST")
def judge(request: Entered, division: str, topic_id: int) -> HttpResponse:
    """Accept or return."""
    row: Topic = request.here
    return _act(
        request,
        form_for(request, JudgeForm),
        judge_topic,
        heading=_("研究议题"),
        sub=f"{row.title}：{row.words}",
        word=_("确认"),
    )


@door(joint_access.get_topic_for, "GET", "POST")
def amend(request: Entered, division: str, topic_id: int) -> HttpResponse:
    """Mend what was returned and propose it again."""
    row: Topic = request.here
    initial = {"business": row.business, "title": row.title, "words": row.words}
    form = form_for(request, TopicForm, initial=initial, fixed=True)
    sub = _("退回的理由：%(why)s") % {"why": row.reason} if row.reason else ""
    return _act(request, form, amend_topic, heading=_("改好再提"), sub=sub, word=_("再次提交"))


@door(joint_access.get_topic_for, "GET", "POST")
def withdraw(request: Entered, division: str, topic_id: int) -> HttpResponse:
    """Take it back."""
    row: Topic = request.here
    return _act(
        request, form_for(request, ReasonForm), withdraw_topic, heading=_("撤回议题"), sub=row.title, word=_("撤回")
    )
