"""Lines of the bank and entries of the book: proposed, confirmed, by hand, undone, posted (A5.2)."""

import pytest
from django.db import IntegrityError, connection, transaction

from gongzhi.fund.actions.match_lines import Group, match_lines
from gongzhi.fund.actions.post_line import Given, post_line
from gongzhi.fund.actions.undo_match import undo_match
from gongzhi.fund.models import Account, Match, MatchLine, Transaction
from gongzhi.fund.queries.bank_lines import open_lines, open_postings, unasked
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.ledger_vouchers import bare_payments
from gongzhi.fund.queries.proposals import proposals_of
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.tests.bank_made import csv, day, imported, lines, posting
from gongzhi.fund.tests.made import NOW, TODAY, Purse, account, moved
from gongzhi.fund.tests.spending_made import asked, issued, paid
from gongzhi.kernel.errors import BadInput, Refused

JULY = [
    ("2026-07-01", 50_000, "成都快送科技有限公司", "快递柜租金"),
    ("2026-07-03", -30_000, "成都明亮灯具有限公司", "货款"),
    ("2026-07-20", 1_234, "", "结息"),
    ("2026-07-21", -500, "中国银行桂溪支行", "网银汇划手续费"),
]


@pytest.mark.clause("A5.2")
def test_what_belongs_together_is_proposed_and_confirmed_at_once(p: Purse) -> None:
    imported(p, csv(JULY, opening=100_000))
    came = moved(p, 50_000, on=day("07-01"), words="快递柜租金 成都快送科技有限公司")
    paid = moved(p, -30_000, on=day("07-02"), words="成都明亮灯具有限公司灯具款")
    found = proposals_of(p.money)
    assert [(one.proposal.sure, one.proposal.amount_fen) for one in found.proposed] == [(True, 50_000), (True, -30_000)]
    assert found.proposed[0].reasons == ["户名相符", "日期相近"]
    assert [row.amount_fen for row in found.left_lines] == [1_234, -500]
    groups = [Group(tuple(o.proposal.lines), tuple(o.proposal.postings)) for o in found.proposed]
    match_lines(money=p.money, groups=groups, how="proposed", by=p.chair, at=NOW)
    assert not open_postings(p.money)
    assert Match.objects.filter(postings__posting__transaction__in=[came, paid]).count() == 2
    with pytest.raises(Refused, match="已经勾对"):
        match_lines(money=p.money, groups=groups[:1], by=p.chair, at=NOW)


@pytest.mark.clause("A5.2")
def test_by_hand_several_lines_are_one_entry_and_an_undone_match_is_open_again(p: Purse) -> None:
    imported(p, csv([("2026-07-01", 100, "甲", "x"), ("2026-07-02", 200, "乙", "y")]))
    whole = moved(p, 300, on=day("07-02"))
    numbers = tuple(row.pk for row in lines(p))
    group = Group(numbers, (posting(whole, p.money).pk,))
    with pytest.raises(BadInput) as uneven:
        match_lines(money=p.money, groups=[Group(numbers[:1], group.postings)], by=p.chair, at=NOW)
    assert "银行 ¥1.00，账上 ¥3.00" in uneven.value.fields["groups"]
    match = match_lines(money=p.money, groups=[group], words="两户合并缴纳", by=p.chair, at=NOW)
    assert not open_lines(p.money)
    assert [row.amount_fen for row in open_lines(p.money, until=day("07-01"))] == [100]
    with pytest.raises(BadInput):
        undo_match(match=match, reason=" ", by=p.chair, at=NOW)
    undo_match(match=match, reason="勾错了", by=p.chair, at=NOW)
    assert len(open_lines(p.money)) == 2
    with pytest.raises(Refused):
        undo_match(match=match, reason="再撤一次", by=p.chair, at=NOW)
    match_lines(money=p.money, groups=[group], by=p.chair, at=NOW)
    connection.check_constraints()


def test_the_database_itself_refuses_a_match_of_unequal_sums(p: Purse) -> None:
    imported(p, csv(JULY[:1]))
    other = moved(p, 49_999, on=day("07-01"))
    match = Match.objects.create(estate=p.g.estate, money=p.money, how="hand", by="x", at=NOW, entry=1)
    match.lines.create(estate=p.g.estate, line=lines(p)[0])
    match.postings.create(estate=p.g.estate, posting=posting(other, p.money))
    with pytest.raises(IntegrityError, match="the bank says 50000, the book 49999"):
        connection.check_constraints()
    transaction.set_rollback(True)


def test_nobody_else_matches_posts_or_undoes(p: Purse) -> None:
    imported(p, csv(JULY[:1]))
    one = Group((lines(p)[0].pk,), (posting(moved(p, 50_000), p.money).pk,))
    with pytest.raises(Refused):
        match_lines(money=p.money, groups=[one], by=p.manager, at=NOW)
    with pytest.raises(Refused):
        post_line(line=lines(p)[0], way="unclear", words="待查", by=p.g.worker, at=NOW)
    match = match_lines(money=p.money, groups=[one], by=p.chair, at=NOW)
    with pytest.raises(Refused):
        undo_match(match=match, reason="x", by=p.manager, at=NOW)
    assert MatchLine.objects.filter(live=True).count() == 1


@pytest.mark.clause("A5.2")
def test_income_interest_and_the_banks_own_charge_are_posted_from_their_lines(p: Purse) -> None:
    imported(p, csv(JULY, opening=100_000))
    rent, _paid, interest, fee = lines(p)
    source = account_for(p.g.estate, Account.Root.INCOME, "locker")
    with pytest.raises(BadInput) as wrong:
        post_line(line=rent, way="fee", by=p.chair, at=NOW)
    assert list(wrong.value.fields) == ["way"]
    post_line(line=rent, way="income", given=Given(income=source), words="七月快递柜租金", by=p.chair, at=NOW)
    post_line(line=interest, way="interest", by=p.chair, at=NOW)
    match = post_line(line=fee, way="fee", by=p.chair, at=NOW)
    assert match.how == Match.How.POSTED
    charged = match.postings.get().posting.transaction
    assert (charged.kind, charged.basis_entry) == ("payment", p.money.opened_entry)
    assert not bare_payments([p.g.estate]).exists()  # its statement is its voucher
    assert balance_fen(p.money.account, on=TODAY) == 50_000 + 1_234 - 500
    assert [row.amount_fen for row in open_lines(p.money)] == [-30_000]
    with pytest.raises(Refused, match="已经勾对"):
        post_line(line=fee, way="fee", by=p.chair, at=NOW)


@pytest.mark.clause("A5.2", "A5.3")
def test_a_payment_nobody_asked_for_is_never_posted_and_stays_red(p: Purse) -> None:
    imported(p, csv(JULY, opening=100_000))
    paid = lines(p)[1]
    with pytest.raises(Refused, match="没有支出申请") as refused:
        post_line(line=paid, way="fee", words="手续费", by=p.chair, at=NOW)
    assert refused.value.reasons[0].cite
    assert "补提" in refused.value.reasons[0].remedy
    with pytest.raises(BadInput):
        post_line(line=paid, way="unclear", words="x", by=p.chair, at=NOW)
    red = unasked([p.g.estate.pk])
    assert (red[0].amount_fen, red[0].account, red[0].key) == (-30_000, "A1", f"unasked:{paid.pk}")
    assert not Transaction.objects.filter(kind="payment").exists()


@pytest.mark.clause("A5.2", "A5.6")
def test_what_the_bank_calls_its_charge_is_asked_for_above_what_petty_cash_pays(p: Purse) -> None:
    rows = [("2026-07-05", -2_000, "", "账户管理费"), ("2026-07-06", -9_000_000, "", "手续费")]
    imported(p, csv(rows, opening=10_000_000))
    small, big = lines(p)
    for on in (None, TODAY):
        assert [row.line_id for row in unasked([p.g.estate.pk], on=on)] == [big.pk]
    with pytest.raises(Refused, match="没有支出申请"):
        post_line(line=big, way="fee", by=p.chair, at=NOW)
    assert post_line(line=small, way="fee", by=p.chair, at=NOW).how == Match.How.POSTED


@pytest.mark.clause("A5.2")
def test_a_transfer_is_two_lines_of_one_transaction_between_accounts_of_one_fund(p: Purse) -> None:
    second = account(p, "公共收益定期", number="6222000000000002")
    repair = account(p, "维修资金专户", fund="repair", number="6222000000000003")
    imported(
        p, csv([("2026-07-05", -9_000, "桂溪苑", "转定期"), ("2026-07-06", -800, "桂溪苑", "转出")], opening=10_000)
    )
    imported(p, csv([("2026-07-05", 9_000, "桂溪苑", "转入")]), money=second)
    imported(p, csv([("2026-07-06", 800, "桂溪苑", "转入")]), money=repair)
    out, wrong = lines(p)
    post_line(line=out, way="transfer", given=Given(other=lines(p, second)[0]), by=p.chair, at=NOW)
    made = Transaction.objects.get(kind="transfer")
    assert sorted(row.amount_fen for row in made.postings.all()) == [-9_000, 9_000]
    assert not open_lines(second)
    assert Match.objects.count() == 2
    connection.check_constraints()
    with pytest.raises(Refused, match="不是同一种资金"):
        post_line(line=wrong, way="transfer", given=Given(other=lines(p, repair)[0]), by=p.chair, at=NOW)


def test_money_nobody_knows_is_owed_back_and_a_closed_month_is_answered_in_an_open_one(p: Purse) -> None:
    imported(p, csv([("2026-07-05", 9_000, "", "存入")]))
    line = lines(p)[0]
    with pytest.raises(BadInput):
        post_line(line=line, way="unclear", words="来源待查", on=day("07-04"), by=p.chair, at=NOW)
    post_line(line=line, way="unclear", words="来源待查", on=TODAY, by=p.chair, at=NOW)
    owed = account_for(p.g.estate, Account.Root.OWED, "return")
    assert balance_fen(owed, on=TODAY) == -9_000
    assert [row.amount_fen for row in open_lines(p.money, until=day("07-31"))] == [9_000]


@pytest.mark.clause("A5.2", "A5.3")
def test_a_payment_that_came_back_is_taken_back_in_red_by_the_other_side(p: Purse) -> None:
    moved(p, 10_000_000, on=day("01-01"), kind="opening")
    request = asked(p)
    issued(p, request)
    made = paid(p, request).transaction
    rows = [("2026-08-10", -5_000_000, "电梯公司", "维修款"), ("2026-08-10", 5_000_000, "电梯公司", "退汇")]
    imported(p, csv(rows, opening=10_000_000))
    out, back = sorted(lines(p), key=lambda row: row.amount_fen)
    match_lines(money=p.money, groups=[Group((out.pk,), (posting(made, p.money).pk,))], by=p.chair, at=NOW)
    with pytest.raises(Refused, match="由另一个人冲销"):
        post_line(line=back, way="returned", given=Given(payment=made), by=p.chair, at=NOW)
    with pytest.raises(BadInput):
        post_line(line=back, way="returned", by=p.chair, at=NOW)
    match = post_line(line=back, way="returned", given=Given(payment=made), by=p.manager, at=NOW)
    red = match.postings.get().posting.transaction
    assert (red.kind, red.reverses) == ("reversal", made)
    assert balance_fen(p.money.account, on=TODAY) == 10_000_000
    assert not open_lines(p.money)
    assert not open_postings(p.money)
