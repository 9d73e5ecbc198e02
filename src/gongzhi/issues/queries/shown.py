"""An issue as everyone may read it: no name, no number, no door; the same for pages, the API and other systems."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.issues.models import Issue, Note
from gongzhi.issues.queries.list_of_matters import names_of
from gongzhi.issues.queries.paths import step_names
from gongzhi.issues.queries.tickets import update_of
from gongzhi.issues.states import IssueState, PartyState
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate
from gongzhi_law.parameter import STRENGTH_NAMES, Strength

BADGES = {
    IssueState.RECEIVED: "due",
    IssueState.ACCEPTED: "due",
    IssueState.WORKING: "due",
    IssueState.DONE: "done",
    IssueState.CLOSED: "done",
    IssueState.MERGED: "line",
    IssueState.ANSWERED: "line",
    IssueState.EXPLAINED: "line",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One issue in a list for everyone; `words` and `spot` only once a worker confirmed the words."""

    issue: Issue
    number: str
    matter: str
    issue_class: str
    building: str
    spot: str
    words: str
    state: str
    state_words: str
    badge: str
    urgent: bool
    received_on: date
    due_on: date | None
    late: bool

    @property
    def title(self) -> str:
        """What it is called: the public words, else the matter, else that it waits to be read."""
        return self.words or self.matter or _("等社区看过再公开内容")

    @property
    def where(self) -> str:
        """Building and coarse spot."""
        return " ".join(part for part in (self.building, self.spot) if part)


def lines(issues: Iterable[Issue], at: datetime) -> list[Line]:
    """The issues (with their building) as everyone reads them."""
    rows = list(issues)
    names = names_of(issue.matter for issue in rows)
    return [_line(issue, names, at) for issue in rows]


def line_of(issue: Issue, at: datetime) -> Line:
    """One issue as everyone reads it."""
    return lines([issue], at)[0]


def _line(issue: Issue, names: dict[str, str], at: datetime) -> Line:
    confirmed = bool(issue.public_words)
    working = issue.state in (IssueState.RECEIVED, IssueState.ACCEPTED, IssueState.WORKING)
    late = working and issue.late(at)
    return Line(
        issue=issue,
        number=issue.number,
        matter=names.get(issue.matter, ""),
        issue_class=str(issue.get_issue_class_display()) if issue.issue_class else "",
        building=issue.building.name if issue.building else "",
        spot=issue.spot if confirmed else "",
        words=issue.public_words,
        state=issue.state,
        state_words=str(IssueState(issue.state).label),
        badge="urgent" if late else BADGES[IssueState(issue.state)],
        urgent=issue.urgent,
        received_on=law_day(issue.received_at),
        due_on=issue.due_on if working else None,
        late=late,
    )


def outcome_of(issue: Issue) -> str:
    """What came of it, once it is done; the answer to one that is no business of the estate is for its reporter alone."""
    return issue.outcome if issue.state in (IssueState.DONE, IssueState.CLOSED) else ""


def due_note(row: Any) -> str:
    """What has to be said beside a pinned day: how it is known where it is no law, and a calendar that is a guess."""
    parts = []
    if row.due_strength and row.due_strength != Strength.STATUTE:
        parts.append(_("%(how)s，不是法定期限") % {"how": STRENGTH_NAMES[Strength(row.due_strength)]})
    if not row.due_exact:
        parts.append(_("放假安排还没有公布，暂按周一至周五计"))
    return "；".join(parts)


def history(issue: Issue, *, public: bool, told: bool = False) -> list[dict[str, Any]]:
    """What happened, the newest first: for everyone only what is public, without anybody's name.

    `told`: with what reporters said anew through other systems, for those who may read every report of it.
    """
    rows: list[dict[str, Any]] = [_entry(_("收到"), "", issue.received_at)]
    if issue.accepted_at:
        rows.append(
            _entry(_("受理"), str(issue.get_issue_class_display()) if issue.issue_class else "", issue.accepted_at)
        )
    for change in issue.class_changes.exclude(was="").order_by("at"):
        words = {"was": change.get_was_display(), "became": change.get_became_display()}
        title = _("由%(was)s改为%(became)s") % words
        rows.append(_entry(title, "" if public else change.reason, change.at))
    names = step_names()
    notes = issue.notes.filter(public=True) if public else issue.notes.all()
    rows += [_note(note, names, told) for note in notes.order_by("at")]
    for party in parties_of(issue):
        if party.done_at:  # stays when the reporter brings it back
            rows.append(_entry(_("%(who)s办完自己的任务") % {"who": party.shown}, party.outcome, party.done_at))
    for back in issue.hand_backs.select_related("party__force").order_by("at"):
        title = _("%(who)s退回") % {"who": back.party.shown}
        rows.append(_entry(title, "" if public else back.reason, back.at))
    for told in issue.explanations.order_by("at"):
        rows.append(_entry(_("向居民解释说明"), told.words, told.at))
    for answer in issue.confirmations.order_by("at"):
        rows.append(_entry(_("报事人：%(said)s") % {"said": answer.get_answer_display()}, "", answer.at))
    if issue.done_at:
        rows.append(_entry(_("办结"), issue.outcome, issue.done_at))
    rows.sort(key=lambda row: row["at"])
    return rows[::-1]


def parties_of(issue: Issue) -> Sequence[Any]:
    """The sides that have a task now, the lead first."""
    rows = issue.parties.exclude(state=PartyState.HANDED_BACK).select_related("force")
    return list(rows.order_by("-lead", "pk"))


def _note(note: Note, names: dict[str, str], told: bool) -> dict[str, Any]:
    words = "：".join([note.words, update_of(note)[1]]) if told and note.sealed else note.words
    return _entry(names.get(note.step, "") or note.who or _("进展"), words, note.at, note.who if note.step else "")


def _entry(title: str, text: str, at: datetime, who: str = "") -> dict[str, Any]:
    return {"title": title, "text": text, "at": at, "who": who, "state": "done"}


def stations(issue: Issue) -> list[dict[str, str]]:
    """How far an issue has come, as a line of stations."""
    order = [
        (_("收到"), issue.received_at),
        (_("受理"), issue.accepted_at),
        (_("办理"), issue.done_at if issue.state in (IssueState.DONE, IssueState.CLOSED) else None),
        (_("办结"), issue.done_at if issue.state in (IssueState.DONE, IssueState.CLOSED) else None),
        (_("报事人确认"), issue.closed_at),
    ]
    if issue.state in (IssueState.ANSWERED, IssueState.MERGED, IssueState.EXPLAINED):
        order = [*order[:1], (str(IssueState(issue.state).label), issue.received_at)]
    now = next((n for n, (_name, at) in enumerate(order) if at is None), len(order))
    return [
        {
            "name": name,
            "note": cndate(at) if at and n != 2 else "",
            "state": "done" if n < now else "now" if n == now else "next",
        }
        for n, (name, at) in enumerate(order)
    ]
