"""Lock an issue or a task for the length of an act, and move an issue along its table."""

from typing import Any

from gongzhi.issues.models import Issue, Party
from gongzhi.issues.states import ISSUE_MOVES, IssueState
from gongzhi.kernel.states import check_move


def lock_issue(issue: Issue) -> Issue:
    """The issue as it is now, locked until the act ends, with its estate and building."""
    rows = Issue.objects.select_for_update(of=("self",)).select_related("estate__community__parent", "building")
    found: Issue = rows.get(pk=issue.pk)
    return found


def lock_party(party: Party) -> Party:
    """The task as it is now; its issue is locked first, so that acts on one issue stand in line."""
    issue = lock_issue(Issue.objects.get(pk=party.issue_id))
    found: Party = Party.objects.select_for_update(of=("self",)).select_related("force").get(pk=party.pk)
    found.issue = issue
    return found


def move(issue: Issue, to: IssueState, **values: Any) -> Issue:
    """Puts the issue into another state with what belongs to it; refuses a move that the table does not hold."""
    check_move(ISSUE_MOVES, IssueState(issue.state), to)
    issue.state = to
    for name, value in values.items():
        setattr(issue, name, value)
    issue.save(update_fields=["state", *values])
    return issue
