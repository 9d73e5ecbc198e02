"""A vote at the moment of the close, two confirmations, numbers of issues, letters and whistles: the same under any concurrency."""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError

from gongzhi.bodies.tests.ground import ground
from gongzhi.issues.actions import numbering, opening
from gongzhi.issues.actions.announce_gathering import announce_gathering
from gongzhi.issues.actions.confirm_issue import confirm_issue
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.models import Confirmation, Gathering, Issue
from gongzhi.issues.tests.issues_world import desk
from gongzhi.kernel.errors import Refused
from gongzhi.meetings.actions import cast_member_vote as casting
from gongzhi.meetings.actions.cast_member_vote import cast_member_vote
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision, MemberVote
from gongzhi.meetings.tests.committee_world import sitting, vote
from tests.clones import TestDatabase
from tests.concurrency.race import PATIENCE, at_once

pytestmark = pytest.mark.race


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def closing_race() -> tuple[list[Any], Decision]:
    """Three voted yes; the last two vote and the chair closes, all at once."""
    g = ground()
    meeting = sitting(g)
    item = vote(g, meeting, 1, "yes", "yes", "yes")
    at = meeting.begins_at + timedelta(hours=2)
    jobs: list[Callable[[], Any]] = [
        partial(cast_member_vote, item=AgendaItem.objects.get(pk=item.pk), choice="no", by=g.person(n), at=at)
        for n in (3, 4)
    ]
    close = partial(close_meeting, meeting=CommitteeMeeting.objects.get(pk=meeting.pk), by=g.person(0), at=at)
    answers = at_once([jobs[0], close, jobs[1]])
    return answers, Decision.objects.get(item=item)


def counted(decision: Decision) -> int:
    return decision.in_favour + decision.against + decision.abstained


def test_a_vote_at_the_moment_of_the_close_is_counted_or_refused(clone_db: TestDatabase) -> None:
    answers, decision = closing_race()
    assert isinstance(answers[1], CommitteeMeeting)
    votes = [answer for answer in (answers[0], answers[2]) if not isinstance(answer, Refused)]
    assert all(isinstance(one, MemberVote) for one in votes)
    assert counted(decision) == MemberVote.objects.count() == 3 + len(votes)
    assert decision.against == len(votes)


def test_without_the_lock_a_vote_could_slip_in_behind_the_close(
    clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a vote that read the open meeting before the close and writes after it; the database stops it then."""
    closed = threading.Event()
    checked = casting.must_be_voted_on

    def slow(item: AgendaItem) -> None:
        checked(item)
        closed.wait(PATIENCE)

    def loose(item: AgendaItem) -> tuple[CommitteeMeeting, AgendaItem]:
        return CommitteeMeeting.objects.select_related("body__estate", "estate").get(pk=item.meeting_id), item

    g = ground()
    meeting = sitting(g)
    item = vote(g, meeting, 1, "yes", "yes", "yes")
    at = meeting.begins_at + timedelta(hours=2)
    monkeypatch.setattr(casting, "lock_item", loose)
    monkeypatch.setattr(casting, "must_be_voted_on", slow)

    def close() -> None:
        close_meeting(meeting=meeting, by=g.person(0), at=at)
        closed.set()

    late, done = at_once([partial(cast_member_vote, item=item, choice="no", by=g.person(3), at=at), close])
    assert done is None
    assert "a member votes in an open meeting" in str(late), "the lock did not stop it, the database did"
    assert counted(Decision.objects.get(item=item)) == MemberVote.objects.count() == 3


@pytest.mark.parametrize("numbered", ["issues", "gatherings"])
@pytest.mark.parametrize("locked", [True, False])
def test_numbers_given_at_once_are_dense_and_without_the_lock_they_clash(
    clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch, numbered: str, locked: bool
) -> None:
    """Issues have a number of the year; letters, whistles, visits and gatherings share one way of numbering."""
    here = desk()
    shared = {"estate": here.estate, "by": here.worker, "at": here.at}
    if numbered == "issues":
        job = partial(record_issue, source="patrol", words="灯坏", **shared)
        model: Any = Issue
    else:
        soon = {"starts_at": here.later(days=9), "sign_up_until": here.later(days=8)}
        job = partial(announce_gathering, form="talk", title="恳谈", about="停车", place="居委会", **soon, **shared)
        model = Gathering
    if not locked:
        monkeypatch.setattr(opening, "lock_year", lambda *_args: None)
        monkeypatch.setattr(numbering, "connection", _Silent())
    answers = at_once([job] * 6)
    clashes = [answer for answer in answers if isinstance(answer, IntegrityError)]
    serials = sorted(model.objects.values_list("serial", flat=True))
    assert serials == list(range(1, 7 - len(clashes)))
    assert bool(clashes) is not locked, answers


class _Silent:
    """A connection whose cursor takes no lock."""

    def cursor(self) -> "_Silent":
        return self

    def __enter__(self) -> "_Silent":
        return self

    def __exit__(self, *_what: object) -> None:
        """Nothing."""

    def execute(self, *_what: object) -> None:
        """Nothing."""


@pytest.mark.clause("B3.1")
def test_two_confirmations_at_once_close_once_and_say_it_once(clone_db: TestDatabase) -> None:
    here = desk()
    report = here.reported()
    here.done(here.working(here.accepted(report)))
    report.refresh_from_db()
    answers = at_once([partial(confirm_issue, report=report, by=None, at=here.at)] * 4)
    made = [answer for answer in answers if isinstance(answer, Confirmation)]
    assert (len(made), [one.answer for one in made]) == (1, ["solved"])
    assert all(isinstance(answer, Refused) for answer in answers if answer not in made)
    assert Issue.objects.get(pk=report.issue_id).state == "closed"
