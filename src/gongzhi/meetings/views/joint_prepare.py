"""The steps of preparing a sitting, each a page of its own: change, agenda, observers, notice, short record, photograph, cancel."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.meetings.access import get_sitting_for
from gongzhi.meetings.actions.cancel_sitting import cancel_sitting
from gongzhi.meetings.actions.change_draft import change_draft
from gongzhi.meetings.actions.drop_observer import drop_observer
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.hold_brief import hold_brief
from gongzhi.meetings.actions.invite_observer import invite_observer
from gongzhi.meetings.actions.show_place import show_place
from gongzhi.meetings.actions.take_topics import take_topics
from gongzhi.meetings.cites import RECORDS, TABLE, TASKS, TOPICS
from gongzhi.meetings.forms.joint import AgendaForm, NoticeForm, ObserverForm, PlaceForm, ReasonForm, SittingForm
from gongzhi.meetings.joint_access import get_attendee_for, may_prepare
from gongzhi.meetings.models import Attendee, Sitting
from gongzhi.meetings.queries.agreed import carried_into
from gongzhi.meetings.queries.joint_agenda import agenda_of, ordered, waiting_for
from gongzhi.meetings.queries.joint_attendance import lines_of
from gongzhi.meetings.queries.joint_members import called_to, estates_in, recipients_of
from gongzhi.meetings.queries.joint_notice import addressee, brief_words, drafted_words, where_of
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.views.joint_calendar import window_choices
from gongzhi.meetings.views.joint_frame import act_page
from gongzhi.web.dates import cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm
from gongzhi.web.trying import form_for


def _page(request: Entered, form: GzForm, act: Callable[..., Any], **words: Any) -> HttpResponse:
    """One step of this sitting; done, it leads back to it."""
    row: Sitting = request.here
    back = (row.title, reverse("meetings:sitting", args=[row.division_id, row.pk]))
    return act_page(request, form, act, here=row.division, back=back, asked={"sitting": row}, **words)


@door(get_sitting_for, "GET", "POST")
def change(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Change what is in draft, and the words of its notice."""
    row: Sitting = request.here
    initial = {
        "window": row.window,
        "why": row.why,
        "estates": [str(estate.pk) for estate in served_by(row)],
        "form": row.form,
        "begins_at": row.begins_at.astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M"),
        "place": row.place,
        "link": row.link,
        "title": row.title,
        "notice_words": row.notice_words or drafted_words(row),
    }
    windows = window_choices(row.division, law_day(request.at))
    if row.window and row.window not in dict(windows):
        windows = [(row.window, row.window), *windows]
    form = form_for(
        request, SittingForm, initial=initial, estates=estates_in(row.division), windows=windows, change=True
    )
    return _page(request, form, change_draft, heading=_("改时间地点和通知"), word=_("保存"), cite=TABLE)


@door(get_sitting_for, "GET", "POST")
def agenda(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Choose among the accepted topics; what was agreed before and is open comes by itself."""
    row: Sitting = request.here
    taken = list(row.topics.select_related("about"))
    topics = ordered([*taken, *waiting_for(row.division, served_by(row))])
    form = form_for(request, AgendaForm, initial={"topics": [str(topic.pk) for topic in taken]}, topics=topics)
    carried = len(carried_into(row, at=request.at))
    words = _("按六类任务的顺序排列。")
    if carried:
        words += _("上次议定、还没有完成的 %(n)s 项自动列在前面。") % {"n": carried}
    sub = words if topics else _("没有党组织已确定的议题。没有议题的，可以签发简记，或者直接通知开会。")
    return _page(request, form, take_topics, heading=_("列议程"), word=_("保存议程"), sub=sub, cite=TASKS)


@door(get_sitting_for, "GET", "POST")
def observer(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Invite somebody to listen in."""
    row: Sitting = request.here
    form = form_for(request, ObserverForm, estates=served_by(row))
    return _page(request, form, invite_observer, heading=_("邀请列席"), word=_("邀请"), cite=TOPICS)


@door(get_attendee_for, "GET", "POST")
def drop(request: Entered, division: str, sitting_id: int, attendee_id: int) -> HttpResponse:
    """Take back the invitation of an observer, after a look at whom it is."""
    found: Attendee = request.here
    row = found.sitting
    prepares = may_prepare(request.person, row.division, at=request.at)
    line = next(one for one in lines_of(row, guests=prepares) if one.row.pk == found.pk)
    return act_page(
        request,
        form_for(request, GzForm),
        drop_observer,
        here=row.division,
        back=(row.title, reverse("meetings:sitting", args=[row.division_id, row.pk])),
        heading=_("不再邀请：%(name)s") % {"name": line.name} if line.name else _("不再邀请"),
        word=_("不再邀请"),
        sub=_("%(office)s。通知还没有发出，对方不会收到消息。") % {"office": found.office},
        asked={"attendee": found},
    )


@door(get_sitting_for, "GET", "POST")
def notice(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Read the notice as it will go out, edit its words, sign it off."""
    row: Sitting = request.here
    estates, on = served_by(row), law_day(request.at)
    topics = [topic.title for part in agenda_of(row) for topic in part.topics]
    facts = [
        (_("分送"), addressee(recipients_of(row, estates, on=on)) or _("没有登记任何一方")),
        (_("请来"), _("%(n)s 人，各发一条短信") % {"n": len(called_to(row, estates, on=on))}),
        (_("时间"), cndatetime(row.begins_at)),
        (_("地点"), where_of(row)),
        (pgettext("meeting", "议题"), "；".join(topics) or _("没有")),
    ]
    form = form_for(request, NoticeForm, initial={"words": row.notice_words or drafted_words(row)})
    return _page(
        request,
        form,
        give_sitting_notice,
        heading=_("签发通知"),
        sub=_("签发以后编文号、公开，分送各方并发给每个人；时间、议程不再改。"),
        word=_("签发通知"),
        cite=RECORDS,
        facts=facts,
    )


@door(get_sitting_for, "GET", "POST")
def brief(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Sign off the short record that stands for a meeting without topics."""
    row: Sitting = request.here
    form = form_for(request, NoticeForm, initial={"words": brief_words(row)})
    sub = _("三方（有几方算几方）都签收以后，算作当期联席会议。")
    return _page(request, form, hold_brief, heading=_("以简记代替开会"), word=_("签发简记"), sub=sub, cite=TABLE)


@door(get_sitting_for, "GET", "POST")
def place(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Keep a photograph of the place."""
    form = form_for(request, PlaceForm)
    return _page(request, form, show_place, heading=_("存现场照片"), word=_("保存照片"), cite=TOPICS)


@door(get_sitting_for, "GET", "POST")
def cancel(request: Entered, division: str, sitting_id: int) -> HttpResponse:
    """Cancel, with the reason that everyone called is told."""
    form = form_for(request, ReasonForm)
    sub = _("已经通知的，会逐个告知原因；列入的议题回到待上会。")
    return _page(request, form, cancel_sitting, heading=_("取消会议"), word=_("取消会议"), sub=sub)
