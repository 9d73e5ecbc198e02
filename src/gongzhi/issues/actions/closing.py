"""Closing a done issue and keeping what a reporter answered: what the acts of confirming and reopening share."""

from datetime import datetime

from gongzhi.issues.actions.locking import move
from gongzhi.issues.models import Confirmation, Issue, Report, seal
from gongzhi.issues.queries.links import speaks_as
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law import issues as law

CONFIRMED = journal.event("issues.issue.confirmed", answer=Fact.WORD, report=Fact.NUMBER, words=Fact.TEXT)


def close(issue: Issue, *, at: datetime) -> None:
    """Closes a done issue; the reporters are asked again on the day the law gives."""
    asked = law.follow_up_due(law_day(at), place=issue.estate.place)
    move(issue, IssueState.CLOSED, closed_at=at, follow_up_on=asked.day)


def asked_again(issue: Issue, at: datetime) -> bool:
    """Whether the day has come on which the reporters of a closed issue are asked whether it is still good."""
    return issue.follow_up_on is None or issue.follow_up_on <= law_day(at)


def answered(report: Report, issue: Issue, answer: str, words: str, *, by: Person | None, at: datetime) -> Confirmation:
    """What the reporter answered, with its journal entry; part of the acts of reporters."""
    entry = journal.record(
        CONFIRMED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=speaks_as(report),
        at=at,
        answer=answer,
        report=report.pk,
        words=words.strip(),
    )
    made: Confirmation = Confirmation.objects.create(
        estate=issue.estate,
        issue=issue,
        report=report,
        answer=answer,
        words=seal(issue.estate_id, "issues_confirmation", "words", words.strip()),
        entry=entry.pk,
        at=at,
    )
    return made
