"""A file of slips made at the moment one of them is paid: neither waits for the other in a ring."""

import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from gongzhi.fund.actions import make_batch as batching
from gongzhi.fund.actions import standing_grounds as grounds
from gongzhi.fund.actions.make_batch import make_batch
from gongzhi.fund.models import MoneyAccount, PayBatch, Payment, SpendRequest
from gongzhi.fund.tests.made import NOW, moved, purse
from gongzhi.fund.tests.spending_made import asked, basis, issued, paid
from gongzhi.kernel.errors import Refused
from tests.clones import TestDatabase
from tests.concurrency.race import at_once

pytestmark = pytest.mark.race
A_WHILE = 2


@pytest.mark.clause("A5.3")
def test_a_batch_and_a_payment_under_one_basis_never_lock_each_other_out(
    clone_db: TestDatabase, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES = tmp_path
    with transaction.atomic():
        p = purse()
        moved(p, 10_000_000)
        one = basis(p)
        slips = [issued(p, asked(p, 100 + n, basis=one, words=str(n))) for n in range(2)]
    batch_has_one, payment_has_one = threading.Event(), threading.Event()
    hold_basis, hold_request = grounds.hold_basis, batching.hold_request

    def late(given: Any) -> Any:
        if threading.current_thread().name == "pays":
            payment_has_one.set()
            batch_has_one.wait(A_WHILE)
        return hold_basis(given)

    def held(book: Any, request: SpendRequest) -> SpendRequest:
        found = hold_request(book, request)
        batch_has_one.set()
        payment_has_one.wait(A_WHILE)
        return found

    def pay() -> Payment:
        threading.current_thread().name = "pays"
        return paid(p, SpendRequest.objects.select_related("estate").get(pk=slips[1].request_id))

    monkeypatch.setattr(grounds, "hold_basis", late)
    monkeypatch.setattr(batching, "hold_request", held)
    money = MoneyAccount.objects.select_related("account", "estate").get(pk=p.money.pk)
    made, done = at_once([partial(make_batch, money=money, slips=slips, by=p.chair, at=NOW), pay])
    assert isinstance(done, Payment), done
    assert isinstance(made, PayBatch | Refused), made
