"""An ad hoc sitting of the three that decides on an issue."""

from datetime import timedelta

from django.utils import timezone

from gongzhi.issues.actions.topic_from_issue import topic_from_issue
from gongzhi.issues.models import Issue
from gongzhi.issues.tests.issues_world import Desk
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.actions.agree_item import agree_item
from gongzhi.meetings.actions.draft_sitting import draft_sitting
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.actions.take_topics import take_topics
from gongzhi.meetings.models import AgreedItem
from gongzhi.people.models import Person


def decided(here: Desk, secretary: Person, issue: Issue) -> AgreedItem:
    """What the sitting agrees on for the firm; called at once, opened as soon as its moment has come."""
    at = here.world.at = timezone.now()
    topic = topic_from_issue(
        issue=issue, business="disputes", title="更换立管", words="反复爆管", by=here.worker, at=at
    )
    judge_topic(topic=topic, accept=True, by=secretary, at=at)
    sitting = draft_sitting(
        division=here.estate.community,
        kind="joint",
        form="onsite",
        begins_at=at + timedelta(milliseconds=1),
        estates=[here.estate],
        why="反复爆管",
        place="三单元",
        by=here.worker,
        at=at,
    )
    take_topics(sitting=sitting, topics=[topic.pk], by=here.worker, at=at)
    sitting = give_sitting_notice(sitting=sitting, by=secretary, at=at)
    begun = sitting.begins_at
    sitting = open_sitting(sitting=sitting, by=here.worker, at=begun)
    topic.refresh_from_db()
    record_discussion(sitting=sitting, topic=topic, words="三方同意换管", settled=True, by=here.worker, at=begun)
    due = law_day(begun) + timedelta(days=10)
    return agree_item(
        sitting=sitting, topic=topic, side="firm", words="更换三单元立管", due_on=due, by=here.worker, at=begun
    )
