"""The path of an issue's class: its steps, which of them were taken, and where it may go on."""

from dataclasses import dataclass
from datetime import datetime

from gongzhi.issues.models import Issue
from gongzhi_law import issues as law
from gongzhi_law.issues import Path


@dataclass(frozen=True, slots=True)
class Walked:
    """One step of a path with who does it, and when it was taken (None: not yet)."""

    key: str
    words: str
    who: str
    at: datetime | None


def path_of(issue: Issue) -> Path | None:
    """The path of the issue's class; None while it has no class."""
    return law.path(issue.issue_class) if issue.issue_class else None


def steps_open_to(issue: Issue) -> dict[str, str]:
    """Every step of the path and where it may go on, by key, in words."""
    path = path_of(issue)
    if path is None:
        return {}
    steps = {step.key: step.words for step in path.steps}
    return steps | {one.value: law.ONWARD_NAMES[one] for one in path.onward if one.value not in steps}


def walked(issue: Issue) -> list[Walked]:
    """The steps of the path in order, each with when it was first taken."""
    path = path_of(issue)
    if path is None:
        return []
    taken: dict[str, datetime] = {}
    for step, at in issue.notes.exclude(step="").order_by("at").values_list("step", "at"):
        taken.setdefault(step, at)
    return [Walked(step.key, step.words, "、".join(step.who), taken.get(step.key)) for step in path.steps]


def step_names() -> dict[str, str]:
    """Every step of every path and everything it may go on to, by key, in short words for lists of what happened."""
    names = {step.key: step.words for issue_class in law.IssueClass for step in law.path(issue_class).steps}
    return names | {one.value: words for one, words in law.ONWARD_NAMES.items()}
