"""Record what a sitting said on a topic."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings import access
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.actions.record_rows import lock_record, must_be_written
from gongzhi.meetings.models import Discussion, Sitting, Topic
from gongzhi.meetings.states import TOPIC_MOVES, TopicState
from gongzhi.people.models import Person

RECORDED = journal.event(
    "meetings.discussion.recorded", sitting=Fact.NUMBER, topic=Fact.NUMBER, settled=Fact.TRUTH, words=Fact.TEXT
)


@act
@official
def record_discussion(
    *, sitting: Sitting, topic: Topic, words: str, settled: bool, by: Person, at: datetime
) -> Discussion:
    """The opinions on a topic of the agenda and whether it is settled or comes again to a later sitting (B2.7).

    Refuses everyone but the office, a topic of no agenda or recorded already, and a record that is closed. Wrong input:
    no words, a number of a telephone or paper in them.
    """
    sitting = lock_record(sitting)
    topic = Topic.objects.select_for_update(of=("self",)).select_related("about").get(pk=topic.pk)
    access.require_office(by, sitting.division, at=at)
    must_be_written(sitting, topic.about)
    if Discussion.objects.filter(division=sitting.division, sitting=sitting, topic=topic).exists():
        raise Refused(Reason(_("这个议题的讨论已经记录。"), remedy=_("要补充的，写在纪要里")))
    if topic.sitting_id != sitting.pk:
        raise Refused(Reason(_("这个议题没有列入这次会议的议程。"), remedy=_("先列入议程")))
    to = TopicState.SETTLED if settled else TopicState.ACCEPTED
    check_move(TOPIC_MOVES, TopicState(topic.state), to)
    kept = said(words, missing=_("请写明各方意见。"))
    by_whom = keys.pseudonym(None, by.pk)
    entry = journal.record(
        RECORDED,
        ref=f"topic:{topic.pk}",
        office=sitting.division.code,
        by=by_whom,
        at=at,
        basis=topic.entry,
        sitting=sitting.pk,
        topic=topic.pk,
        settled=settled,
        words=kept,
    )
    topic.state = to
    if not settled:
        topic.sitting, topic.position = None, None
    topic.save(update_fields=["state", "sitting", "position"])
    return Discussion.objects.create(
        division=sitting.division,
        sitting=sitting,
        topic=topic,
        words=kept,
        settled=settled,
        by=by_whom,
        at=at,
        entry=entry.pk,
    )
