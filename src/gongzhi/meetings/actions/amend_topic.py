"""Mend a topic that was returned, and propose it again."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.lock_sitting import lock_topic, move_topic
from gongzhi.meetings.actions.propose_topic import check
from gongzhi.meetings.cites import TOPICS
from gongzhi.meetings.models import Topic
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.states import TopicState
from gongzhi.people.models import Person

AMENDED = journal.event(
    "meetings.topic.amended",
    topic=Fact.NUMBER,
    business=Fact.WORD,
    title=Fact.TEXT,
    words=Fact.TEXT,
    file=Fact.HASH,
)


@act
@official
def amend_topic(
    *,
    topic: Topic,
    business: str,
    title: str,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> Topic:
    """The returned topic in new words goes back to the party organisation; the reason of the return stays readable.

    For its proposer and whoever sits for the same party. Refuses everyone else and a topic that was not returned.
    Wrong input as in `propose_topic`; without a new file the old one stays.
    """
    topic = lock_topic(topic.pk)
    require_own(topic, by, at=at)
    title, words = check(business, title, words, topic.about, topic.division)
    move_topic(topic, TopicState.PROPOSED)
    stored = keep_paper(topic.division, file_name=file_name, content=content, at=at)
    journal.record(
        AMENDED,
        **signed(topic.division, by, f"topic:{topic.pk}"),
        at=at,
        topic=topic.pk,
        business=business,
        title=title,
        words=words,
        file=stored.sha256 if stored else None,
    )
    topic.title, topic.words, topic.business = title, words, business
    topic.file_id = stored.pk if stored else topic.file_id
    topic.save(update_fields=["title", "words", "business", "file_id", "state"])
    return topic


def require_own(topic: Topic, by: Person, *, at: datetime) -> None:
    """Refuses whoever neither proposed the topic nor sits for its party."""
    if topic.proposer_id == by.pk:
        return
    if joint_access.speaks_for(by, topic.division, topic.side, topic.about, at=at) is None:
        raise Refused(
            Reason(_("只有提出人或者同一方的成员可以改、可以撤回。"), cite=TOPICS, remedy=_("请提出人登录后办理"))
        )
