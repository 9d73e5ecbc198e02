"""Second keys, caretakers, duties and the many: who else has to agree, and what waits for whom (A5.4, §3.4, R14)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.duties import spending as duties
from gongzhi.fund.models import Side, Transaction
from gongzhi.fund.queries.approving import needed_of
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.refunds import held_fen
from gongzhi.fund.spending_access import open_sides
from gongzhi.fund.tests.income_made import in_trust
from gongzhi.fund.tests.made import NOW, Purse, account, moved
from gongzhi.fund.tests.spending_made import PDF, adopted, agreed, asked, basis, expense, paid, resolved
from gongzhi.fund.tests.test_petty_cash import lamp, petty
from gongzhi.kernel.errors import BadInput, Refused

AFTER = NOW.replace(year=2029, month=9)  # the term ended on 2029-08-03


@pytest.mark.clause("A5.4")
def test_a_small_body_pays_with_the_key_of_street_or_community(p: Purse) -> None:
    adopted(p, second_key_size=5)
    request = agreed(p, asked(p))
    assert request.state == "asked"
    with pytest.raises(Refused, match="会签"):
        issue_slip(request=request, by=p.chair, at=NOW)
    assert open_sides(p.g.worker, request, at=NOW) == [Side.RESIDENTS]
    assert open_sides(p.g.person(2), request, at=NOW) == []
    made = approve_payment(request=request, agrees=True, by=p.g.worker, at=NOW)
    assert made.second_key
    request.refresh_from_db()
    assert request.state == "approved"
    issue_slip(request=request, by=p.chair, at=NOW)


@pytest.mark.clause("A5.4")
def test_more_persons_where_the_owners_ask_for_more(p: Purse) -> None:
    adopted(p, approvals_min=3)
    request = agreed(p, asked(p))
    assert request.state == "asked"
    assert open_sides(p.g.person(2), request, at=NOW) == [Side.OWNERS]
    approve_payment(request=request, agrees=True, by=p.g.person(2), at=NOW)
    request.refresh_from_db()
    assert request.state == "approved"


@pytest.mark.clause("A5.4", "A6.5")
def test_a_firm_that_keeps_the_books_asks_and_the_owners_agree(p: Purse) -> None:
    in_trust(p)
    one = basis(p)
    request = asked(p, 100, basis=one, by=p.manager)
    assert request.side == Side.FIRM
    with pytest.raises(Refused, match="同一人不得既经办又审批"):
        approve_payment(request=request, agrees=True, by=p.manager, at=NOW)
    with pytest.raises(Refused, match="还缺：业主方确认"):
        issue_slip(request=request, by=p.manager, at=NOW)
    approve_payment(request=request, agrees=True, by=p.chair, at=NOW)
    request.refresh_from_db()
    assert request.state == "approved"


@pytest.mark.clause("A5.3")
def test_a_contract_is_paid_under_the_decision_to_sign_it(p: Purse) -> None:
    given = {"matter": "contract_due", "ground": "contract", "words": "电梯维保二期"}
    with pytest.raises(BadInput) as wrong:
        asked(p, 100, **given)
    assert set(wrong.value.fields) == {"basis"}
    assert asked(p, 100, **given, basis=basis(p)).ground == "contract"
    with pytest.raises(BadInput) as wrong:
        asked(p, 100, ground="committee", matter="replenish", basis=basis(p, resolved(p)))
    assert "basis" in wrong.value.fields


@pytest.mark.clause("A5.3")
def test_a_caretaker_pays_what_is_due_under_another_signature(p: Purse) -> None:
    bill = {
        "matter": "utilities",
        "ground": "contract",
        "category": expense(p, "utilities"),
        "papers": [Paper("invoice", "账单.pdf", PDF + b"bill")],
        "words": "公共照明电费",
        "at": AFTER,
    }
    one = basis(p)
    with pytest.raises(Refused, match=r"停止|看守"):
        asked(p, 100, basis=one, at=AFTER)
    with pytest.raises(BadInput, match="申请还没有写全"):
        asked(p, 100, **{**bill, "papers": []})
    request = asked(p, 100, **bill)
    needed = needed_of(request, at=AFTER)
    assert set(needed.second) == {Side.RESIDENTS, Side.STREET}
    approve_payment(request=request, agrees=True, by=p.g.person(1), at=AFTER)
    approve_payment(request=request, agrees=True, by=p.manager, at=AFTER)
    request.refresh_from_db()
    with pytest.raises(Refused, match="会签"):
        issue_slip(request=request, by=p.chair, at=AFTER)
    approve_payment(request=request, agrees=True, by=p.g.street, at=AFTER)
    request.refresh_from_db()
    assert issue_slip(request=request, by=p.chair, at=AFTER).serial == 1


@pytest.mark.clause("A5.3")
def test_a_deposit_goes_back_once_from_its_own_account(p: Purse) -> None:
    money = account(p, "押金专户", fund="deposit", number="6222000000000009")
    owed = account_for(p.g.estate, "owed", "deposit")
    receipt = moved(p, 50_000, money=money, other=owed, kind="transfer", words="装修押金")
    given = {"matter": "refund_deposit", "ground": "contract", "money": money, "category": owed, "words": "退装修押金"}
    with pytest.raises(BadInput) as wrong:
        asked(p, 50_000, **given)
    assert "returns" in wrong.value.fields
    with pytest.raises(Refused, match="没有退的只有"):
        asked(p, 50_001, **given, returns=receipt)
    request = asked(p, 30_000, **given, returns=receipt)
    with pytest.raises(Refused, match=r"只有¥200\.00"):
        asked(p, 20_001, **given, returns=receipt)
    issue_slip(request=agreed(p, request), by=p.chair, at=NOW)
    payment = paid(p, request)
    assert payment.transaction.basis_entry == receipt.entry
    assert held_fen(Transaction.objects.get(pk=receipt.pk), money, owed) == 20_000


@pytest.mark.clause("A5.4")
def test_every_waiting_side_is_told_in_the_same_number_of_statements(p: Purse) -> None:
    def told(at=NOW):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            rows = duties.duties_over({p.g.estate.pk: p.g.estate}, at).get(p.g.estate.pk, [])
        return [(row.title, row.who) for row in rows], len(caught)

    assert told()[0] == []
    one = basis(p)
    first = asked(p, 100, basis=one)
    assert told()[0] == [("审批 1 笔支出申请", "物业项目负责人"), ("审批 1 笔支出申请", "业主委员会委员")]
    before = told()[1]
    for n in range(3):
        asked(p, 200 + n, basis=one)
    assert told()[1] == before
    agreed(p, first)
    assert ("给 1 笔支出出付款单", "业主委员会委员") in told()[0]
    issue_slip(request=first, by=p.chair, at=NOW)
    assert ("登记 1 笔付款和回单", "业主委员会委员") in told()[0]
    lamp(p, petty(p))
    assert ("核对2026年8月的备用金（1 笔）", "业主委员会委员") in told(NOW + timedelta(days=30))[0]
