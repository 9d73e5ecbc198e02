"""Two payments under one basis, two lamps under one cap: the same under any concurrency."""

import threading
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction

from gongzhi.fund.actions import record_petty as recording
from gongzhi.fund.actions.record_payment import record_payment
from gongzhi.fund.models import Approval, Payment, PaymentSlip, PettyFund, PettyVoucher, SpendRequest
from gongzhi.fund.queries.petty import month_fen
from gongzhi.fund.tests.made import NOW, TODAY, Purse, moved, purse
from gongzhi.fund.tests.spending_made import LIMIT, PDF, agreed, asked, basis, issued
from gongzhi.fund.tests.test_petty_cash import lamp, petty
from gongzhi.people.models import Person
from tests.clones import TestDatabase
from tests.concurrency.race import PATIENCE, at_once

pytestmark = pytest.mark.race


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def asking_race(p: Purse) -> list[Any]:
    """Two requests at once, each for more than half of the basis."""
    one = basis(p)
    return at_once([partial(asked, p, LIMIT // 2 + 1, basis=one, words=words) for words in ("一", "二")])


def test_two_requests_never_share_what_is_left_of_a_basis(clone_db: TestDatabase) -> None:
    answers = asking_race(purse())
    assert sorted(type(answer).__name__ for answer in answers) == ["Refused", "SpendRequest"]
    assert SpendRequest.objects.count() == 1


def test_without_the_lock_both_requests_pass_and_the_database_stops_the_second_payment(
    clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: nobody holds the basis while it is read; the payments under it still never pass its limit."""
    from gongzhi.fund.actions import request_payment as asking

    p = purse()
    with transaction.atomic():
        moved(p, 2 * LIMIT)
    both = threading.Barrier(2)
    seen = asking.must_stand

    def late(*given: Any, **more: Any) -> None:
        seen(*given, **more)
        both.wait(PATIENCE)

    with monkeypatch.context() as unlocked:
        unlocked.setattr(asking, "hold_basis", lambda one: one)
        unlocked.setattr(asking, "must_stand", late)
        answers = asking_race(p)
    assert all(isinstance(answer, SpendRequest) for answer in answers)
    with monkeypatch.context() as unchecked:
        for name in ("approve_payment", "issue_slip", "record_payment"):
            module = __import__(f"gongzhi.fund.actions.{name}", fromlist=[name])
            unchecked.setattr(module, "must_still_stand", lambda request, *, at: None)
        for request in answers:
            issued(p, request)
        pay = [
            partial(
                record_payment,
                request=SpendRequest.objects.select_related("estate").get(pk=one.pk),
                paid_on=TODAY,
                file_name="回单.pdf",
                content=PDF + str(one.pk).encode(),
                by=p.chair,
                at=NOW,
            )
            for one in answers
        ]
        paid = at_once(pay)
    assert sorted(type(answer).__name__ for answer in paid) == ["IntegrityError", "Payment"], paid
    assert Payment.objects.count() == 1


def lamp_race() -> tuple[PettyFund, list[Any]]:
    """Three lamps at once of 50 yuan each, where a month allows 100."""
    p = purse()
    with transaction.atomic():
        fund = petty(p)
    keeper: Person = p.g.person(1)
    answers = at_once([partial(lamp, p, PettyFund.objects.get(pk=fund.pk), 5_000, by=keeper) for _n in range(3)])
    return fund, answers


def test_three_lamps_at_once_stay_under_the_cap_of_the_month(clone_db: TestDatabase) -> None:
    fund, answers = lamp_race()
    assert sorted(type(answer).__name__ for answer in answers) == ["PettyVoucher", "PettyVoucher", "Refused"]
    assert month_fen(fund, TODAY) == fund.month_cap_fen


def test_without_the_lock_the_month_would_pass_its_cap(clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: everybody reads the month before anybody writes."""
    all_read = threading.Barrier(3)
    real = recording.month_fen

    def read(petty: PettyFund, day: Any) -> int:
        used = real(petty, day)
        all_read.wait(PATIENCE)
        return used

    def unlocked(book: Any, petty: PettyFund) -> PettyFund:
        found = PettyFund.objects.select_related("money__account", "keeper__body").get(pk=petty.pk)
        found.estate = found.money.estate = book.estate
        return found

    monkeypatch.setattr(recording, "month_fen", read)
    monkeypatch.setattr(recording, "hold_petty", unlocked)
    fund, answers = lamp_race()
    assert all(isinstance(answer, PettyVoucher) for answer in answers), answers
    assert real(fund, TODAY) > fund.month_cap_fen


def word_and_step(p: Purse) -> tuple[SpendRequest, list[Any]]:
    """A word against an approved request, not yet committed while its slip is issued, both past the acts."""
    request = agreed(p, asked(p))
    said, stepped = threading.Event(), threading.Event()
    row: dict[str, Any] = {"estate": p.g.estate, "request": request, "by": "x", "at": NOW, "entry": request.entry}

    def says() -> Approval:
        with transaction.atomic():
            made = Approval.objects.create(side="owners", agrees=False, person_id=p.g.person(2).pk, **row)
            said.set()
            stepped.wait(1)
        return made

    def steps() -> int:
        said.wait(PATIENCE)
        try:
            with transaction.atomic():
                PaymentSlip.objects.create(serial=1, **row)
                return SpendRequest.objects.filter(pk=request.pk).update(state="issued")
        finally:
            stepped.set()

    return request, at_once([says, steps])


def test_a_word_against_a_request_and_its_next_step_follow_each_other(clone_db: TestDatabase) -> None:
    request, (word, step) = word_and_step(purse())
    assert isinstance(word, Approval)
    assert "lacks an approval" in str(step)
    request.refresh_from_db()
    assert request.state == "approved"


def test_without_the_lock_a_refused_request_would_go_on(clone_db: TestDatabase) -> None:
    """The control: a word takes no lock of the request."""
    with psycopg.connect(clone_db.urls.owner) as owner:
        owner.execute("DROP TRIGGER fund_approval_on_its_way ON fund_approval")
    request, (_word, step) = word_and_step(purse())
    assert step == 1
    request.refresh_from_db()
    assert request.state == "issued"
    assert request.approvals.filter(agrees=False).exists()
