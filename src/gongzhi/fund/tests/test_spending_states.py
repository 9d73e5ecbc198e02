"""A request goes only the way of its states, whoever writes: what raw statements of the application may not do (A5.4)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.models import Approval, Payment, PaymentSlip, SpendRequest
from gongzhi.fund.states import ON_THE_WAY, REQUEST_MOVES
from gongzhi.fund.tests.made import NOW, TODAY, Purse, moved
from gongzhi.fund.tests.spending_made import adopted, agreed, asked, basis, issued, paid
from gongzhi.kernel.errors import Refused


@contextmanager
def stopped(words: str) -> Iterator[None]:
    """The database refuses it."""
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        yield


def put(request: SpendRequest, state: str, **more: int) -> None:
    """The state written past every act."""
    SpendRequest.objects.filter(pk=request.pk).update(state=state, **more)


def say(p: Purse, request: SpendRequest, n: int, *, agrees: bool = True, side: str = "owners") -> Approval:
    """A word of the nth person, written past the act."""
    given = {
        "side": side,
        "agrees": agrees,
        "person_id": p.g.person(n).pk,
        "by": "x",
        "at": NOW,
        "entry": request.entry,
    }
    return Approval.objects.create(estate=p.g.estate, request=request, **given)


def slip(p: Purse, request: SpendRequest) -> PaymentSlip:
    """A slip, written past the act."""
    return PaymentSlip.objects.create(estate=p.g.estate, request=request, serial=9, by="x", at=NOW, entry=request.entry)


@pytest.mark.django_db
def test_the_database_knows_the_states_of_the_acts() -> None:
    wanted = {f"{old}>{new}" for old, moves in REQUEST_MOVES.items() for new in moves}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgargs FROM pg_trigger WHERE tgname = ANY (%s)", [["fund_spendrequest_moves"]])
        moves = dict(cursor.fetchall())
        cursor.execute("SELECT tgargs FROM pg_trigger WHERE tgname = 'fund_approval_on_its_way'")
        open_ = bytes(cursor.fetchone()[0])
    assert set(bytes(moves["fund_spendrequest_moves"]).rstrip(b"\0").decode().split(",")) == wanted
    assert set(open_.rstrip(b"\0").decode().split(",")) == set(ON_THE_WAY)


@pytest.mark.clause("A5.3", "A5.4")
def test_no_statement_skips_the_approvals(p: Purse) -> None:
    request = asked(p)
    with stopped("begins as asked"):
        SpendRequest.objects.bulk_create([_forged(request)])
    for state in ("issued", "paid"):
        with stopped("does not go from asked"):
            put(request, state)
    with stopped("lacks an approval"):
        put(request, "approved")
    for state in ("refused", "withdrawn"):
        with stopped("has nothing that makes it"):
            put(request, state)
    with stopped("is asked"):
        slip(p, request)
    say(p, request, 1)
    with stopped("lacks an approval"):  # the firm signs for the account too
        put(request, "approved")
    with stopped("nobody approves"):
        say(p, request, 0, side="firm")
    approve_payment(request=request, agrees=True, by=p.manager, at=NOW)
    request.refresh_from_db()
    assert request.state == "approved"
    with stopped("has nothing that makes it"):
        put(request, "issued")
    with stopped("history"):
        SpendRequest.objects.filter(pk=request.pk).update(approvals_needed=9)
    issue_slip(request=request, by=p.chair, at=NOW)
    with stopped("has nothing that makes it"):
        put(request, "paid")
    with stopped("does not go from issued"):
        put(request, "approved")


def _forged(request: SpendRequest) -> SpendRequest:
    """The same request once more, as if it were approved."""
    forged = SpendRequest.objects.get(pk=request.pk)
    forged.pk, forged.serial, forged.state = None, 999, "approved"
    return forged


@pytest.mark.clause("A5.4")
def test_as_many_persons_as_were_needed_when_it_was_asked(p: Purse) -> None:
    adopted(p, approvals_min=3)
    request = asked(p)
    assert request.approvals_needed == 3
    say(p, request, 1)
    say(p, request, 2)
    with stopped("once_a_person"):
        say(p, request, 2)
    approve_payment(request=request, agrees=True, by=p.manager, at=NOW)
    request.refresh_from_db()
    assert request.state == "approved"
    fewer = asked(p, 100, basis=basis(p), words="二")
    say(p, fewer, 1)
    say(p, fewer, 2, side="firm")
    with stopped("lacks an approval"):
        put(fewer, "approved")
    say(p, fewer, 3)
    put(fewer, "approved")


@pytest.mark.clause("A5.4")
def test_the_second_key_that_was_needed_turns(p: Purse) -> None:
    adopted(p, second_key_size=5)
    request = asked(p)
    assert set(request.second_by.split(",")) == {"street", "residents_committee"}
    say(p, request, 1)
    say(p, request, 2, side="firm")
    with stopped("lacks an approval"):
        put(request, "approved")
    approve_payment(request=request, agrees=True, by=p.g.worker, at=NOW)
    request.refresh_from_db()
    assert request.state == "approved"


@pytest.mark.clause("A5.4")
def test_a_word_against_it_stops_every_step(p: Purse) -> None:
    request = agreed(p, asked(p))
    say(p, request, 2, agrees=False)
    slip(p, request)
    with stopped("lacks an approval"):
        put(request, "issued")
    put(request, "refused", ended_entry=request.entry)
    with stopped("is refused"):
        say(p, request, 3)
    with stopped("does not go from refused"):
        put(request, "asked")
    with pytest.raises(Refused, match="未通过"):
        issue_slip(request=request, by=p.chair, at=NOW)


@pytest.mark.clause("A5.3")
def test_a_payment_and_the_state_of_its_request_come_together(p: Purse) -> None:
    moved(p, 20_000_000)
    request = issued(p, asked(p)).request
    out = moved(p, -request.amount_fen)
    with stopped("has a payment and is not paid"):
        Payment.objects.create(
            estate=p.g.estate,
            request=request,
            transaction=out,
            paid_on=TODAY,
            amount_fen=request.amount_fen,
            by="x",
            at=NOW,
            entry=out.entry,
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    payment = paid(p, request)
    request.refresh_from_db()
    assert (request.state, payment.amount_fen) == ("paid", request.amount_fen)
    with stopped("does not go from paid"):
        put(request, "withdrawn", ended_entry=request.entry)
