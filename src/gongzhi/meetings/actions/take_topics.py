"""Put accepted topics on the agenda of a sitting, in the order of the six kinds of business (B2.4, B2.10, B2.11)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, move_topic, must_be
from gongzhi.meetings.cites import TOPICS
from gongzhi.meetings.models import Sitting, Topic
from gongzhi.meetings.queries.joint_agenda import ordered
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState, TopicState
from gongzhi.people.models import Person

TAKEN = journal.event("meetings.sitting.topics_taken", sitting=Fact.NUMBER, topics=Fact.NUMBER)


@act
@official
def take_topics(*, sitting: Sitting, topics: Sequence[int], by: Person, at: datetime) -> Sitting:
    """The agenda is these topics (numbers) and no others; one left out waits for another sitting.

    For whoever may draft a sitting. Refuses everyone else, a sitting whose notice is given, and a topic that the party
    organisation has not accepted. Wrong input: a topic of another community or of an estate not served.
    """
    sitting = lock_sitting(sitting.pk)
    division = sitting.division
    joint_access.require_preparer(by, division, at=at)
    must_be(sitting, (SittingState.DRAFT,), _("通知已经发出，议程不再改；新的议题列入下次会议"))
    wanted = set(topics)
    rows = Topic.objects.select_for_update(of=("self",)).filter(division=division).order_by("pk")
    known = {row.pk: row for row in rows.filter(pk__in=wanted)}
    if wanted - known.keys():
        raise BadInput(_("没有这项议题。"), {"topics": _("请重选")})
    served = {estate.pk for estate in served_by(sitting)}
    if away := [row.title for row in known.values() if row.about_id and row.about_id not in served]:
        text = _("不是这次会议的小区：%(titles)s") % {"titles": "、".join(away)}
        raise BadInput(_("议题的小区要在会议范围内。"), {"topics": text})
    for row in known.values():
        if row.state != TopicState.ACCEPTED and row.sitting_id != sitting.pk:
            state = row.get_state_display()
            raise Refused(
                Reason(
                    _("议题“%(title)s”现在是“%(state)s”，不能列入。") % {"title": row.title, "state": state},
                    cite=TOPICS,
                    remedy=_("只列入已确定的议题"),
                )
            )
    order = ordered(known.values())
    journal.record(
        TAKEN,
        **signed(division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        topics=[row.pk for row in order],
    )
    put_back([row for row in rows.filter(sitting=sitting) if row.pk not in wanted])
    for position, row in enumerate(order, 1):
        if row.state == TopicState.ACCEPTED:
            move_topic(row, TopicState.TAKEN)
        row.sitting, row.position = sitting, position
        row.save(update_fields=["state", "sitting", "position"])
    return sitting


def put_back(topics: Sequence[Topic]) -> None:
    """Topics that a sitting had taken wait for another one again."""
    for row in topics:
        move_topic(row, TopicState.ACCEPTED)
        row.sitting, row.position = None, None
        row.save(update_fields=["state", "sitting", "position"])
