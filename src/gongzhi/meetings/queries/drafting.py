"""The draft of minutes from what the sitting has on record: agenda, attendance, discussions, agreed, carried over (B2.7)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.meetings.models import AgreedItem, Attendee, Sitting
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.agreed import Line, party_of
from gongzhi.meetings.queries.minutes import Record, TopicRow
from gongzhi.meetings.queries.personal import numbers_in
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate, cndatetime
from gongzhi_law.joint_meetings import BUSINESS, BUSINESS_NAMES

HEADING, TEXT, LINES = 60, 2000, 60  # characters of a heading and of a line; lines and sections at most


def concerns(about: Estate | None, of: Estate | None) -> bool:
    """Whether something agreed or discussed for `of` belongs into the minutes of `about`: its own and the community's."""
    return of is None or about is None or of.pk == about.pk


def draft_of(record: Record, about: Estate | None) -> list[dict[str, Any]]:
    """The sections of the minutes of one estate, or of the community: without the name of any owner."""
    sitting = record.sitting
    sections = [_meeting(sitting, about)]
    rows = [row for row in record.topics if concerns(about, row.topic.about)]
    for business in BUSINESS if not sitting.brief else ():
        own = [row for row in rows if row.topic.business == business.value]
        nothing = [] if own else [_("本次没有此类议题。")]
        sections.append(_section(BUSINESS_NAMES[business], nothing, [_topic(row) for row in own]))
    fresh = [line.item for line in _lines(record) if concerns(about, line.item.about)]
    nothing = [] if fresh else [_("本次没有议定事项。")]
    sections.append(_section(_("议定事项"), nothing, [_agreed(item) for item in fresh]))
    carried = [line for line in record.carried if concerns(about, line.item.about)]
    nothing = [] if carried else [_("以前的会议议定的事项都已办结。")]
    sections.append(_section(_("以前议定、尚未办结的事项"), nothing, [_carried(line) for line in carried]))
    return sections


def _lines(record: Record) -> Iterable[Line]:
    for row in record.topics:
        yield from row.agreed
    yield from record.other


def _section(heading: str, paragraphs: list[str], items: list[str]) -> dict[str, Any]:
    return {"heading": heading, "paragraphs": paragraphs, "items": items}


def _meeting(sitting: Sitting, about: Estate | None) -> dict[str, Any]:
    where = _("视频会议") if sitting.form == Sitting.Form.VIDEO else sitting.place
    began = sitting.opened_at or sitting.begins_at
    lines = [
        _("时间：%(when)s。形式：%(form)s。地点：%(where)s。")
        % {"when": cndatetime(began), "form": sitting.get_form_display(), "where": where}
    ]
    if sitting.brief:
        lines.append(_("本期没有议题，由各方签收简记。"))
    return _section(_("会议情况"), lines, [] if sitting.brief else attendance(sitting, about))


def attendance(sitting: Sitting, about: Estate | None) -> list[str]:
    """Who came and who did not, by party and office, never by name."""
    found = []
    rows = [row for row in sitting.attendees.select_related("about").order_by("pk") if concerns(about, row.about)]
    for side in Side:
        members = [row for row in rows if row.side == side and not row.observer]
        if members:
            here = [row for row in members if row.arrived_at is not None]
            words = _("%(side)s应到 %(all)s 人，实到 %(here)s 人%(who)s")
            who = f"：{'、'.join(dict.fromkeys(_office(row) for row in here))}" if here else ""
            found.append(words % {"side": side.label, "all": len(members), "here": len(here), "who": who})
    guests = [row for row in rows if row.observer and row.arrived_at is not None]
    if guests:
        who = "、".join(dict.fromkeys(_office(row) for row in guests))
        found.append(_("列席 %(n)s 人：%(who)s") % {"n": len(guests), "who": who})
    return found


def _office(row: Attendee) -> str:
    return f"{row.about.name}{row.office}" if row.about and row.about.name not in row.office else row.office


def _topic(row: TopicRow) -> str:
    topic = row.topic
    whose = _("%(side)s提出") % {"side": topic.get_side_display()}
    head = f"{topic.title}（{whose}）" if topic.about is None else f"{topic.title}（{topic.about.name}，{whose}）"
    if row.said is None:
        return _("%(topic)s：没有讨论，下次会议再议。") % {"topic": head}
    end = _("已议定。") if row.said.settled else _("没有议定，下次会议再议。")
    return f"{head}：{_ended(row.said.words)}{end}"


def _ended(words: str) -> str:
    """The words in one line, closed by a full stop."""
    line = " ".join(words.split())
    return line if line.endswith(("。", "！", "？", "；")) else f"{line}。"


def _agreed(item: AgreedItem) -> str:
    words = _("由%(who)s于%(day)s前：%(words)s")
    return words % {"who": party_of(item), "day": cndate(item.due_on), "words": _ended(item.words)}


def _carried(line: Line) -> str:
    item = line.item
    last = _ended(line.newest.words) if line.newest else ""
    words = _("%(sitting)s第 %(n)s 项，由%(who)s于%(day)s前：%(words)s现在：%(state)s。%(last)s")
    return words % {
        "sitting": item.sitting.title,
        "n": item.number,
        "who": party_of(item),
        "day": cndate(item.due_on),
        "words": _ended(item.words),
        "state": line.badge[0],
        "last": last,
    }


def checked(sections: Any) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The sections as they are kept, and what is wrong with them by place: `sections.0.items`, numbered from 0."""
    wrong: dict[str, str] = {}
    kept: list[dict[str, Any]] = []
    if not isinstance(sections, list) or not 0 < len(sections) <= LINES:
        return [], {"sections": _("至少要有一部分，最多 60 部分")}
    for n, section in enumerate(sections):
        if not isinstance(section, dict) or not set(section) <= {"heading", "paragraphs", "items"}:
            return [], {f"sections.{n}": _("每部分是标题、段落和条目")}
        heading = section.get("heading") or ""
        if not isinstance(heading, str) or not heading.strip() or len(heading) > HEADING:
            wrong[f"sections.{n}.heading"] = _("标题要有，最多 60 个字")
            heading = ""
        row: dict[str, Any] = {"heading": heading.strip()}
        for part in ("paragraphs", "items"):
            given = section.get(part) or []
            if not isinstance(given, list) or not all(isinstance(line, str) for line in given) or len(given) > LINES:
                wrong[f"sections.{n}.{part}"] = _("每行一条，最多 60 条")
                continue
            lines = [" ".join(line.split()) for line in given]
            row[part] = [line for line in lines if line]
            if any(len(line) > TEXT for line in lines):
                wrong[f"sections.{n}.{part}"] = _("一条最多 2000 个字")
            if found := [one for line in lines for one in numbers_in(line)]:
                wrong[f"sections.{n}.{part}"] = _("里面有手机号或者证件号码（%(n)s），纪要对外公开，请删去") % {
                    "n": "、".join(found)
                }
        kept.append(row)
    return kept, wrong


def text_of(sections: list[dict[str, Any]]) -> str:
    """All the words of the sections."""
    return "\n".join("\n".join([s["heading"], *s.get("paragraphs", ()), *s.get("items", ())]) for s in sections)
