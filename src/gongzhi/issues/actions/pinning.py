"""Pin what the law gave: the day, its article and strength stay with the issue or task, whatever is changed later."""

from datetime import datetime
from typing import Any

from gongzhi.issues.models import Issue
from gongzhi_law import issues as law
from gongzhi_law.issues import Due
from gongzhi_law.matters import Matter


def resolve_due(issue: Issue, row: Matter | None, *, issue_class: str, urgent: bool, start: datetime) -> Due:
    """When an issue of this matter and class should be done, counted from `start`."""
    return law.due(
        row or "", law.Step.RESOLVE, start, urgent=urgent, class_=issue_class or None, place=issue.estate.place
    )


def pinned(due: Due) -> dict[str, Any]:
    """The columns of an issue that keep a due."""
    return {"due_on": due.day, "due_at": due.at, **task_pinned(due, drop=("due_on",))}


def task_pinned(due: Due, drop: tuple[str, ...] = ()) -> dict[str, Any]:
    """The columns of a task that keep a due."""
    kept = {
        "due_on": due.day,
        "due_cite": str(due.cite)[:200],
        "due_strength": due.strength.value,
        "due_exact": due.exact,
    }
    return {name: value for name, value in kept.items() if name not in drop}
