"""What developer and early firm left: asked for, handed over, paid into the books, published (L1.3)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongzhi.documents.models import Document
from gongzhi.fund.actions.add_early_item import add_early_item
from gongzhi.fund.actions.close_early_item import close_early_item
from gongzhi.fund.actions.publish_early_statement import publish_early_statement
from gongzhi.fund.actions.record_early_step import record_early_step
from gongzhi.fund.duties.income import duties_over
from gongzhi.fund.models import EarlyItem, Posting
from gongzhi.fund.queries.early import early_one
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.tests.income_made import income_of
from gongzhi.fund.tests.made import NOW, TODAY, Purse
from gongzhi.fund.tests.test_income_receipts import moved_back
from gongzhi.kernel.errors import BadInput, Refused


def owed_by_developer(p: Purse) -> EarlyItem:
    """120,000 yuan of income that the early firm never cleared."""
    return add_early_item(
        estate=p.g.estate,
        kind="income",
        words="2019—2025年广告收入清算",
        debtor="锦城地产有限公司",
        owed_fen=12_000_000,
        due_on=date(2026, 3, 1),
        by=p.g.worker,
        at=NOW,
    )


@pytest.mark.clause("L1.3")
def test_what_comes_in_is_cleared_income_and_what_is_missing_stays_due(p: Purse) -> None:
    item = owed_by_developer(p)
    record_early_step(item=item, kind="asked", words="当面催要", by=p.g.worker, at=NOW)
    step = record_early_step(
        item=item, kind="paid", words="第一笔", money=p.money, amount_fen=3_000_000, on=TODAY, by=p.chair, at=NOW
    )
    assert balance_fen(p.money.account, on=TODAY) == 3_000_000
    assert step.posting is not None
    assert step.posting.account_id == income_of(p, "early").pk
    assert early_one(item).left_fen == 9_000_000
    duty = duties_over({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk][0]
    assert (duty.due_on, duty.who) == (date(2026, 3, 1), "业主委员会委员")
    made = publish_early_statement(estate=p.g.estate, by=p.chair, at=NOW)
    assert (made.open_items, made.open_fen) == (1, 9_000_000)
    assert "尚欠¥90,000.00" in str(Document.objects.get(pk=made.document_id).data)
    page = Client().get(reverse("fund:public_early", args=[p.g.estate.code])).content.decode()
    assert "锦城地产有限公司" in page
    assert f"/d/{made.document_id}/" in page
    moved_back(p, step.posting.transaction)
    assert early_one(item).left_fen == 12_000_000


@pytest.mark.clause("L1.3")
def test_who_keeps_the_list_and_what_is_asked(p: Purse) -> None:
    with pytest.raises(Refused, match="空的"):
        publish_early_statement(estate=p.g.estate, by=p.chair, at=NOW)
    item = owed_by_developer(p)
    money: dict[str, Any] = {"money": p.money, "amount_fen": 100, "on": TODAY}
    with pytest.raises(Refused):
        record_early_step(item=item, kind="paid", words="到账", **money, by=p.g.worker, at=NOW)
    with pytest.raises(BadInput) as wrong:
        record_early_step(item=item, kind="paid", words="到账", by=p.chair, at=NOW)
    assert set(wrong.value.fields) == {"money", "amount_fen", "on"}
    given = {"kind": "repair_fund", "words": "应交未交", "debtor": "锦城地产有限公司", "owed_fen": 100}
    due = add_early_item(estate=p.g.estate, **given, by=p.chair, at=NOW)
    with pytest.raises(BadInput) as wrong:
        record_early_step(item=due, kind="paid", words="到账", **money, by=p.chair, at=NOW)
    assert "维修资金和别的钱分开" in wrong.value.fields["money"]
    assert not Posting.objects.filter(estate=p.g.estate).exists()
    for outsider in (p.manager, p.g.street):
        with pytest.raises(Refused):
            record_early_step(item=item, kind="asked", words="催要", by=outsider, at=NOW)
    with pytest.raises(BadInput):
        close_early_item(item=item, reason=" ", by=p.chair, at=NOW)
    closed = close_early_item(item=item, reason="已由判决确认，另案执行", by=p.chair, at=NOW)
    assert closed.closed_on == TODAY
    with pytest.raises(Refused, match="已经了结"):
        record_early_step(item=item, kind="asked", words="催要", by=p.chair, at=NOW)
    with pytest.raises(Refused, match="已经了结"):
        close_early_item(item=item, reason="再了结", by=p.chair, at=NOW)
