"""What can be done at a sitting now, by whoever looks at its page."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.meetings import joint_access
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries.minutes import Record
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState as S
from gongzhi.people.models import Person
from gongzhi.web.door import Entered

RUNNING = (S.DRAFT, S.NOTICED, S.SITTING)


def todo_of(request: Entered, row: Sitting, prepares: bool, written: Record | None) -> list[dict[str, Any]]:
    """What can be done now by this person: (words, address, pressed at once or a page), the first is the main one."""
    person, at = request.person, request.at
    where = [row.division_id, row.pk]
    signs = _signs(person, row, at=at)
    unsigned = written is not None and any(one.document is None for one in written.minutes)
    topics = row.kind == Sitting.Kind.JOINT
    regular = topics and bool(row.window)
    day = law_day(at) >= law_day(row.begins_at)
    offered: list[tuple[bool, str, str, bool]] = [
        (row.state == S.DRAFT and signs, _("签发通知"), "sitting_notice", False),
        (row.state == S.DRAFT and prepares and topics, _("列议程"), "sitting_agenda", False),
        (row.state == S.DRAFT and prepares, _("改时间地点和通知"), "change_sitting", False),
        (
            row.state == S.DRAFT and signs and regular and not row.topics.exists(),
            _("没有议题，签发简记"),
            "hold_brief",
            False,
        ),
        (row.state == S.NOTICED and prepares and not row.brief and day, _("开会"), "open_sitting", True),
        (row.state in (S.NOTICED, S.SITTING) and not row.brief, _("签到码"), "sitting_screen", False),
        (row.state == S.SITTING and prepares, _("散会"), "close_sitting", True),
        (row.state == S.CLOSED and not row.brief and signs and unsigned, _("审签纪要"), "record", False),
        (
            row.state in (S.SITTING, S.CLOSED) and not row.brief and prepares and not (signs and unsigned),
            _("写记录和纪要"),
            "record",
            False,
        ),
        (row.state in RUNNING and prepares and not row.brief, _("邀请列席"), "invite_observer", False),
        (row.state in (S.SITTING, S.CLOSED) and prepares and not row.photo_id, _("存现场照片"), "show_place", False),
        (
            (row.state == S.DRAFT and prepares) or (row.state == S.NOTICED and signs),
            _("取消会议"),
            "cancel_sitting",
            False,
        ),
    ]
    return [
        {"word": word, "url": reverse(f"meetings:{name}", args=where), "post": post}
        for shown, word, name, post in offered
        if shown
    ]


def _signs(person: Person, row: Sitting, *, at: datetime) -> bool:
    try:
        joint_access.require_summoner(person, row.division, row.kind, at=at, estates=served_by(row))
    except Refused:
        return False
    return True
