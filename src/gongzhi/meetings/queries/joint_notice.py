"""The notice of a sitting and the short record, drafted from what is known of them; set as official documents (B2.7)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.meetings.models import Sitting, Topic
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.agreed import carried_into
from gongzhi.meetings.queries.joint_agenda import agenda_of
from gongzhi.meetings.queries.joint_members import Party, party_names, recipients_of
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.web.dates import cndate, cndatetime

ORDINALS = "一二三四五六七八九十"


def issuer_of(sitting: Sitting) -> str:
    """In whose name the papers of a sitting go out."""
    if sitting.kind == Sitting.Kind.JOINT:
        return _("%(place)s“三方”联席会议办公室") % {"place": sitting.division.name}
    return _("%(place)s环境和物业管理委员会") % {"place": sitting.division.name}


def mark_of(sitting: Sitting) -> str:
    """The issuer's short name in the number of a paper."""
    short = _("联席") if sitting.kind == Sitting.Kind.JOINT else _("环物")
    return f"{sitting.division.name}{short}"


def default_title(kind: str, begins_at: datetime, window: str) -> str:
    """2026年10月三方联席会议."""
    day = law_day(begins_at)
    month = window or f"{day.year}-{day.month:02d}"
    return _("%(year)s年%(month)s月%(kind)s") % {
        "year": month[:4],
        "month": int(month[5:]),
        "kind": Sitting.Kind(kind).label,
    }


def where_of(sitting: Sitting) -> str:
    """Where it is held, in words."""
    if sitting.form == Sitting.Form.VIDEO:
        return f"{sitting.place or _('线上')}（{sitting.link}）"
    return f"{sitting.place}（{sitting.link}）" if sitting.link else sitting.place


def public_place(sitting: Sitting) -> str:
    """Where it is held, for a paper that everyone may read: the link goes to those who are called alone."""
    if sitting.form == Sitting.Form.VIDEO:
        return sitting.place or _("视频会议，链接已发给参会人员")
    return sitting.place


def drafted_words(sitting: Sitting) -> str:
    """The words of the notice, to be edited before they are signed off."""
    if sitting.kind == Sitting.Kind.JOINT:
        text = _("经社区党组织研究，定于%(when)s召开%(title)s（%(form)s）。")
    else:
        text = _("定于%(when)s召开%(title)s（%(form)s）。")
    begin = text % {
        "when": cndatetime(sitting.begins_at),
        "title": sitting.title,
        "form": sitting.get_form_display(),
    }
    why = [_("本次会议为临时召开：%(why)s") % {"why": sitting.why}] if sitting.why and not sitting.window else []
    asks = _("请按时参加，准备好本方的意见和上次议定事项的落实情况；不能到会的，请提前告知办公室。")
    return "\n".join([begin, *why, asks])


def addressee(parties: list[Party]) -> str:
    """Those to whom a paper is sent, in one line."""
    return "、".join(one.name for one in parties)


def notice_data(sitting: Sitting, words: str, *, at: datetime) -> dict[str, Any]:
    """What the notice is set from: an official paper without a name of an owner."""
    estates = served_by(sitting)
    blocks: list[tuple[str, list[str], list[str]]] = [
        (_("时间和地点"), [f"{cndatetime(sitting.begins_at)}，{public_place(sitting)}"], [])
    ]
    if estates:
        blocks.append((_("涉及小区"), ["、".join(estate.name for estate in estates)], []))
    names = party_names(sitting.division, estates, on=law_day(at))
    for part in agenda_of(sitting):
        topics = [f"{t.title}（{_topic_of(t, names)}）" for t in part.topics]
        blocks.append((part.name, [], topics))
    carried = carried_into(sitting, at=at) if sitting.kind == Sitting.Kind.JOINT else []
    if carried:
        items = [
            _("%(words)s（%(side)s，期限%(day)s）")
            % {"words": item.words, "side": item.unit or Side(item.side).label, "day": cndate(item.due_on)}
            for item in carried
        ]
        blocks.append((_("上次议定、还没有完成的事项"), [], items))
    return {
        "issuer": issuer_of(sitting),
        "addressee": addressee(recipients_of(sitting, estates, on=law_day(at))),
        "sections": [
            {"heading": "", "paragraphs": [line for line in words.splitlines() if line.strip()], "items": []},
            *numbered(blocks),
        ],
        "closing": _("特此通知。"),
        "signed_by": issuer_of(sitting),
        "community": sitting.division_id,
        "sitting": sitting.pk,
    }


def _topic_of(topic: Topic, names: Mapping[tuple[str, int | None], str]) -> str:
    """Which party proposed it, by the name it has there."""
    own, above = names.get((topic.side, topic.about_id)), names.get((topic.side, None))
    return own or above or str(topic.get_side_display())


def numbered(blocks: list[tuple[str, list[str], list[str]]]) -> list[dict[str, Any]]:
    """Sections with 一、二、三、 before their headings."""
    return [
        {"heading": f"{ORDINALS[n]}、{heading}" if n < len(ORDINALS) else heading, "paragraphs": lines, "items": items}
        for n, (heading, lines, items) in enumerate(blocks)
    ]


def brief_words(sitting: Sitting) -> str:
    """The words of the short record where nothing was tabled (field-notes §3.1)."""
    return _("%(title)s：本期没有议题，三方已互相沟通情况，不再召开会议，以本简记为准。") % {"title": sitting.title}


def brief_data(sitting: Sitting, signed: list[tuple[str, datetime]]) -> dict[str, Any]:
    """What the short record is set from: its words, and which party signed when."""
    rows = [[name, cndatetime(at.astimezone(BEIJING))] for name, at in signed]
    return {
        "issuer": issuer_of(sitting),
        "addressee": "",
        "sections": [
            {"heading": "", "paragraphs": [line for line in sitting.notice_words.splitlines() if line.strip()]},
            {
                "heading": _("签收"),
                "paragraphs": [],
                "table": {"head": [_("参加方"), _("签收时间")], "rows": rows},
            },
        ],
        "closing": "",
        "signed_by": issuer_of(sitting),
        "community": sitting.division_id,
        "sitting": sitting.pk,
    }
