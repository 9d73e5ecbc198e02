"""Bring an issue before the joint meeting as a topic."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.stepping import note_step
from gongzhi.issues.models import Inquiry, Issue, Side
from gongzhi.issues.states import InquiryState, IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.models import Topic
from gongzhi.people.models import Person

TABLED = journal.event("issues.issue.tabled", topic=Fact.NUMBER, business=Fact.WORD, inquiry=Fact.NUMBER)
RUNS = (IssueState.ACCEPTED, IssueState.WORKING, IssueState.EXPLAINED)
SIDES = {"owners": Side.COMMITTEE, "firm": Side.FIRM}


@act
@official
def topic_from_issue(
    *, issue: Issue, business: str, title: str, words: str, side: str = "", by: Person, at: datetime
) -> Topic:
    """A topic of the estate with the issue (and the opinion of its investigation) as its ground (B3.3, B2.4).

    The words are the public ones the person writes: what residents said stays here. Refuses what the joint meeting refuses,
    and an issue not accepted or over; wrong input as for every topic.
    """
    issue = lock_issue(issue)
    if issue.state not in RUNS:
        raise Refused(Reason(_("已受理、还没有办结的才能提为议题。"), remedy=_("先受理")))
    inquiry = (
        Inquiry.objects.filter(estate=issue.estate, issue=issue)
        .exclude(state=InquiryState.OPENED)
        .order_by("-pk")
        .first()
    )
    basis = inquiry.entry if inquiry is not None else issue.entry
    topic: Topic = propose_topic(
        division=issue.estate.community,
        about=issue.estate,
        business=business,
        title=title,
        words=words,
        side=side,
        basis_entry=basis,
        basis_ref=f"issue:{issue.pk}",
        by=by,
        at=at,
    )
    entry = journal.record(
        TABLED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        basis=topic.entry,
        topic=topic.pk,
        business=business,
        inquiry=inquiry.pk if inquiry is not None else None,
    )
    if inquiry is not None:
        inquiry.topic_entry = entry.pk
        inquiry.save(update_fields=["topic_entry"])
    line = _("已提为联席会议议题：%(title)s") % {"title": topic.title}
    note_step(issue, "joint_meeting", line, side=SIDES.get(topic.side, Side.RESIDENTS), by=by, at=at)
    return topic
