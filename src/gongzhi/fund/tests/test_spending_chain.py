"""From the request to the posted payment: every step asks anew, and what must not be paid is not (A5.3, A5.4)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongzhi.documents.models import Document
from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.make_batch import make_batch
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.actions.set_allowance import set_allowance
from gongzhi.fund.actions.withdraw_request import withdraw_request
from gongzhi.fund.models import Approval, Payment, Posting, SpendRequest, Voucher
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.states import RequestState
from gongzhi.fund.tests.made import NOW, TODAY, Purse, account, moved
from gongzhi.fund.tests.spending_made import (
    LIMIT,
    PDF,
    QUOTE,
    adopted,
    agreed,
    asked,
    basis,
    decided,
    issued,
    paid,
    resolved,
    stop,
)
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry


@pytest.mark.clause("A5.3", "A5.4")
def test_a_payment_goes_from_the_resolution_to_the_ledger_with_its_vouchers(p: Purse) -> None:
    moved(p, 20_000_000)
    papers = [Paper("invoice", "发票.pdf", PDF + b"invoice", "电梯发票", True)]
    request = asked(p, papers=papers)
    payment = paid(p, issued(p, request).request)
    request.refresh_from_db()
    assert request.state == RequestState.PAID
    lines = {row.account.code: row.amount_fen for row in Posting.objects.filter(transaction=payment.transaction)}
    assert lines == {"A1": -5_000_000, "E1": 5_000_000}
    assert payment.transaction.basis_entry == request.basis.basis_entry
    assert [row.kind for row in Voucher.objects.filter(transaction=payment.transaction).order_by("pk")] == [
        "invoice",
        "slip",
    ]
    assert balance_fen(p.money.account, on=TODAY) == 15_000_000
    events = Entry.objects.filter(ref=f"request:{request.serial}").values_list("act", flat=True)
    assert {"fund.payment.requested", "fund.payment.approved", "fund.slip.issued", "fund.payment.recorded"} <= set(
        events
    )


@pytest.mark.clause("A5.3")
def test_a_basis_is_read_from_the_motion_and_stands_once(p: Purse) -> None:
    one = resolved(p)
    for wrong in ({"quote": "费用随便"}, {"amount_fen": LIMIT + 1}, {"quote": ""}):
        with pytest.raises(BadInput):
            basis(p, one, **wrong)
    made = basis(p, one)
    assert (made.limit_fen, made.kind, made.basis_entry) == (LIMIT, "resolution", one.entry_id)
    with pytest.raises(Refused, match="已经登记为支出依据"):
        basis(p, one)
    other = resolved(p, title="另一项")  # resolutions of one assembly share their journal entry
    assert basis(p, other).pk != made.pk
    halted = resolved(p)
    stop(halted)
    with pytest.raises(Refused, match="暂停执行"):
        basis(p, halted)
    with pytest.raises(Refused, match="由本小区有此权限"):
        register_basis(estate=p.g.estate, resolution=resolved(p), amount_fen=LIMIT, quote=QUOTE, by=p.g.worker, at=NOW)


def test_a_decision_carries_its_own_sum_and_none_without_one(p: Purse) -> None:
    made = register_basis(estate=p.g.estate, decision=decided(p, 900_000), by=p.chair, at=NOW)
    assert (made.kind, made.limit_fen, made.quote) == ("decision", 900_000, "更换车库灯具")
    with pytest.raises(Refused, match="没有写明金额"):
        register_basis(estate=p.g.estate, decision=decided(p, None), by=p.chair, at=NOW)


@pytest.mark.clause("A5.3")
def test_nothing_is_asked_without_a_basis_or_on_a_ground_that_is_not_enough(p: Purse) -> None:
    with pytest.raises(BadInput) as wrong:
        asked(p, basis=None)
    assert set(wrong.value.fields) == {"basis"}
    by_committee = register_basis(estate=p.g.estate, decision=decided(p, 900_000), by=p.chair, at=NOW)
    with pytest.raises(Refused, match="没有约定") as refused:
        asked(p, 100_000, ground="committee", basis=by_committee)
    assert "业委会单项可以决定支出的上限" in refused.value.reasons[0].remedy
    adopted(p, committee_cap_fen=500_000)
    assert asked(p, 500_000, ground="committee", basis=by_committee).state == RequestState.ASKED
    with pytest.raises(Refused, match="超过业委会"):
        asked(p, 500_001, ground="committee", basis=by_committee)


@pytest.mark.clause("A5.3")
def test_no_more_is_asked_than_the_basis_has_left(p: Purse) -> None:
    one = basis(p)
    first = asked(p, LIMIT - 100, basis=one)
    with pytest.raises(Refused, match=r"还剩¥1\.00"):
        asked(p, 101, basis=one)
    withdraw_request(request=first, reason="合同没有签", by=p.chair, at=NOW)
    assert asked(p, LIMIT, basis=one).amount_fen == LIMIT


@pytest.mark.clause("A5.3", "A6.2")
def test_the_wrong_account_pays_nothing(p: Purse) -> None:
    repair = account(p, "维修资金专户", fund="repair", number="6222000000000002")
    deposits = account(p, "押金专户", fund="deposit", number="6222000000000003")
    agency = account(p, "维修资金代管", fund="repair", number="6222000000000004", custody="agency")
    for money, matter, words in (
        (repair, "allowance", "不得用于"),
        (deposits, "small_repair", "押金属于交纳人"),
        (agency, "big_repair", "代管"),
    ):
        with pytest.raises(Refused, match=words):
            asked(p, 100, money=money, matter=matter)


@pytest.mark.clause("A5.3", "B4.8")
def test_the_repair_fund_is_used_by_a_resolution_on_just_that(p: Purse) -> None:
    repair = account(p, "维修资金专户", fund="repair", number="6222000000000002")
    other = basis(p)
    with pytest.raises(Refused, match="不是“使用维修资金”") as refused:
        asked(p, 100, money=repair, matter="big_repair", basis=other)
    assert refused.value.reasons[0].cite == "《民法典》第278条"
    right = basis(p, resolved(p, matter="repair_fund_use"))
    assert asked(p, 100, money=repair, matter="big_repair", basis=right).state == RequestState.ASKED


@pytest.mark.clause("A5.4")
def test_one_person_alone_pays_nothing(p: Purse) -> None:
    request = asked(p)
    with pytest.raises(Refused, match="同一人不得既经办又审批"):
        approve_payment(request=request, agrees=True, by=p.chair, at=NOW)
    with pytest.raises(IntegrityError, match="nobody approves"), transaction.atomic():
        Approval.objects.create(
            estate=p.g.estate,
            request=request,
            side="owners",
            agrees=True,
            person_id=p.chair.pk,
            by="x",
            at=NOW,
            entry=1,
        )
    approve_payment(request=request, agrees=True, by=p.g.person(1), at=NOW)
    request.refresh_from_db()
    assert request.state == RequestState.ASKED
    with pytest.raises(Refused, match="还缺：物业企业确认"):
        issue_slip(request=request, by=p.chair, at=NOW)
    with pytest.raises(Refused, match="现在等的是"):
        approve_payment(request=request, agrees=True, by=p.g.person(2), at=NOW)
    approve_payment(request=request, agrees=True, by=p.manager, at=NOW)
    request.refresh_from_db()
    assert request.state == RequestState.APPROVED


@pytest.mark.clause("A5.4")
def test_one_refusal_ends_it_with_its_reason(p: Purse) -> None:
    request = asked(p)
    with pytest.raises(BadInput, match="理由"):
        approve_payment(request=request, agrees=False, by=p.manager, at=NOW)
    approve_payment(request=request, agrees=False, remark="发票不对", by=p.manager, at=NOW)
    request.refresh_from_db()
    assert (request.state, request.ended_for) == (RequestState.REFUSED, "发票不对")
    with pytest.raises(Refused, match="未通过"):
        approve_payment(request=request, agrees=True, by=p.g.person(1), at=NOW)


@pytest.mark.clause("A5.3")
@pytest.mark.parametrize("state", ["suspended", "annulled_court", "annulled_office"])
def test_a_suspended_or_annulled_resolution_stops_every_step(p: Purse, state: str) -> None:
    moved(p, 20_000_000)
    resolution = resolved(p)
    one = basis(p, resolution)
    waiting = asked(p, 100, basis=one)
    ready = agreed(p, asked(p, 200, basis=one, words="二"))
    sent = issued(p, asked(p, 300, basis=one, words="三"))
    stop(resolution, state)
    steps = (
        lambda: asked(p, 400, basis=one, words="四"),
        lambda: approve_payment(request=waiting, agrees=True, by=p.manager, at=NOW),
        lambda: issue_slip(request=ready, by=p.chair, at=NOW),
        lambda: make_batch(money=p.money, slips=[sent], by=p.chair, at=NOW),
        lambda: paid(p, sent.request),
    )
    for step in steps:
        with pytest.raises(Refused, match="不能付款") as refused:
            step()
        assert refused.value.reasons[0].cite
    assert not Payment.objects.exists()
    approve_payment(request=waiting, agrees=False, remark="决定已停止执行", by=p.manager, at=NOW)
    withdraw_request(request=ready, reason="决定已停止执行", by=p.chair, at=NOW)
    stop(resolution, "effective")
    paid(p, sent.request)


@pytest.mark.clause("A5.3")
def test_nothing_is_paid_twice(p: Purse) -> None:
    moved(p, 20_000_000)
    one = basis(p)
    invoice = Paper("invoice", "发票.pdf", PDF + b"same")
    request = asked(p, basis=one, papers=[invoice])
    payment = paid(p, issued(p, request).request)
    with pytest.raises(Refused, match="已付款"):
        paid(p, request)
    request.refresh_from_db()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            estate=p.g.estate,
            request=request,
            transaction=payment.transaction,
            paid_on=TODAY,
            amount_fen=request.amount_fen,
            by="x",
            at=NOW,
            entry=1,
        )
    with pytest.raises(BadInput) as warned:
        asked(p, basis=one, papers=[invoice], warnings_seen=False)
    assert "同一收款人同样的金额" in warned.value.fields["warnings_seen"]
    assert "同一份凭证" in warned.value.fields["warnings_seen"]


def test_the_bank_paid_only_after_the_slip_with_its_receipt(p: Purse) -> None:
    moved(p, 20_000_000)
    request = issued(p, asked(p)).request
    with pytest.raises(BadInput, match="回单"):
        paid(p, request, content=b"")
    with pytest.raises(BadInput, match="付款日期"):
        paid(p, request, paid_on=TODAY - timedelta(days=1))
    with pytest.raises(BadInput, match="日期"):
        paid(p, request, paid_on=TODAY + timedelta(days=1))


@pytest.mark.clause("L1.4")
def test_an_allowance_is_what_the_owners_set_once_a_month(p: Purse) -> None:
    one = basis(p)
    by_committee = register_basis(estate=p.g.estate, decision=decided(p, 900_000), by=p.chair, at=NOW)
    told = {"role": "chair", "month_fen": 30_000, "quote": "主任每月300元", "from_on": TODAY.replace(month=8, day=1)}
    with pytest.raises(Refused, match="业委会不能自己定"):
        set_allowance(basis=by_committee, by=p.chair, at=NOW, **told)
    with pytest.raises(BadInput):
        set_allowance(basis=one, by=p.chair, at=NOW, **{**told, "month_fen": 40_000})
    set_allowance(basis=one, by=p.chair, at=NOW, **told)
    seat = p.g.seats[0]
    month = TODAY.replace(day=1)
    given = {
        "matter": "allowance",
        "basis": one,
        "seat": seat,
        "month": month,
        "words": "八月津贴",
        "payee": Payee("刘芳", True, "工商银行", "6222000000001235"),
    }
    with pytest.raises(Refused, match=r"每月¥300\.00"):
        asked(p, 30_001, **given)
    with pytest.raises(Refused, match="没有定过"):
        asked(p, 30_000, **{**given, "seat": p.g.seats[1]})
    with pytest.raises(Refused, match=r"不在任|没有定过"):
        asked(p, 30_000, **{**given, "month": month.replace(month=7)})
    request = asked(p, 30_000, **given)
    assert request.payee_shown == "主任（津贴）"
    with pytest.raises(Refused, match="已经申请过"):
        asked(p, 30_000, **given)
    with pytest.raises(Refused, match="由业主大会决定"):
        asked(p, 30_000, **{**given, "ground": "committee", "basis": by_committee})


def test_no_name_of_a_person_and_no_number_is_public_or_in_the_log(p: Purse) -> None:
    request = asked(p, payee=Payee("张三丰", True, "工商银行", "6222000000009999"), matter="other")
    assert request.payee_shown == "张*"
    assert (request.payee_name(), request.payee_account()) == ("张三丰", "6222000000009999")
    slip = issued(p, request)
    said = str(Document.objects.get(pk=slip.document_id).data) + str(
        list(Entry.objects.filter(estate_id=p.g.estate.pk).values_list("body", flat=True))
    )
    assert "张三丰" not in said
    assert "6222000000009999" not in said
    assert SpendRequest.objects.get(pk=request.pk).payee_bank == "工商银行"
