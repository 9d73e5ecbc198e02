"""What a meeting's announcement and the publication of its decisions say: data for the document, no guest, no direction of a vote."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standings import ACTING
from gongzhi.kernel.errors import Reason
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision
from gongzhi.meetings.queries.rules import Rules
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.figures import fen


def title_of(meeting: CommitteeMeeting) -> str:
    """The meeting by name: 桂溪苑业主委员会第3次会议."""
    return _("%(body)s第%(n)s次会议") % {"body": meeting.body.name, "n": meeting.serial}


def announcement(meeting: CommitteeMeeting, items: Sequence[AgendaItem], warns: Sequence[Reason]) -> dict[str, Any]:
    """The announcement as data: when, where, what is on the table, what it departs from (指导规则39条)."""
    when = [_("时间：%(at)s") % {"at": cndatetime(meeting.begins_at)}]
    when.append(_("地点：%(place)s") % {"place": meeting.place} if meeting.place else _("形式：视频会议"))
    cause = _("召集：%(as)s召集，%(cause)s") % {
        "as": meeting.get_convened_as_display(),
        "cause": meeting.get_cause_display(),
    }
    if meeting.why:
        when.append(_("说明：%(why)s") % {"why": meeting.why})
    sections = [
        {"heading": _("时间和地点"), "paragraphs": [*when, cause]},
        {"heading": _("内容和议程"), "paragraphs": [], "items": [_full_line(item) for item in items]},
    ]
    if warns:
        lines = [f"{w.text}{_('（%(cite)s）') % {'cite': w.cite} if w.cite else ''}" for w in warns]
        sections.append({"heading": _("说明"), "paragraphs": lines})
    return {
        **_frame(meeting.body, meeting.estate.code),
        "sections": sections,
        "closing": _("业主可以向本委员会反映对以上事项的意见和建议。"),
    }


def item_line(item: AgendaItem) -> str:
    """One item as the announcement lists it."""
    parts = [item.title]
    if item.amount_fen is not None:
        parts.append(_("金额不超过%(sum)s") % {"sum": fen(item.amount_fen)})
    if item.late:
        parts.append(_("会议公告以后增加"))
    kind, title = str(item.get_kind_display()), "，".join(parts)
    return title if title == kind else _("%(kind)s：%(title)s") % {"kind": kind, "title": title}


def _full_line(item: AgendaItem) -> str:
    """An item of the agenda with what it says (指导规则39条: 内容和议程)."""
    return f"{item_line(item)}。{item.words}" if item.words else item_line(item)


def publication(
    meeting: CommitteeMeeting, decisions: Sequence[Decision], rules: Rules, due: date | None
) -> dict[str, Any]:
    """The publication of what was decided: every item with its counts, nobody's vote (指导规则39条)."""
    lead = _("%(title)s于%(day)s召开，约定成员 %(size)s 人，在任 %(seated)s 人，出席 %(present)s 人，决定如下。") % {
        "title": title_of(meeting),
        "day": cndate(meeting.opened_at or meeting.begins_at),
        "size": meeting.set_size,
        "seated": meeting.seated,
        "present": decisions[0].present if decisions else 0,
    }
    rows = [
        [
            one.item.title,
            str(one.get_state_display()),
            _("同意 %(a)s，反对 %(b)s，弃权 %(c)s") % {"a": one.in_favour, "b": one.against, "c": one.abstained},
        ]
        for one in decisions
    ]
    sentences = [f"{one.item.title}：{one.sentence}" for one in decisions]
    late = [item_line(one.item) for one in decisions if one.item.late]
    span = rules.published_for()
    closing = [span.sentence] if span else []
    if due is not None and due < rules.on:
        closing.append(_("本公告晚于应当公告的%(day)s。") % {"day": cndate(due)})
    sections: list[dict[str, Any]] = [
        {"heading": _("会议"), "paragraphs": [lead]},
        {
            "heading": _("决定"),
            "paragraphs": sentences,
            "table": {"head": [_("事项"), _("结果"), _("票数")], "rows": rows},
        },
    ]
    if late:
        sections.append({"heading": _("公告以后增加的事项"), "paragraphs": [], "items": late})
    return {**_frame(meeting.body, meeting.estate.code), "sections": sections, "closing": "".join(closing)}


def _frame(body: Body, code: str) -> dict[str, Any]:
    acting = _("（代行）") if body.kind in ACTING else ""
    return {
        "issuer": f"{body.name}{acting}",
        "addressee": _("全体业主"),
        "estate": code,
    }
