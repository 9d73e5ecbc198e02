"""Accounts: who signs follows the seats, one account belongs to one estate, only what is empty is closed (A5.1)."""

from datetime import date, timedelta
from typing import Any

import pytest

from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.models import Appointment
from gongzhi.fund.access import signs_for
from gongzhi.fund.actions.change_signatories import change_signatories
from gongzhi.fund.actions.close_account import close_account
from gongzhi.fund.actions.open_account import open_account
from gongzhi.fund.actions.propose_account import Signer, propose_account
from gongzhi.fund.duties import ledger
from gongzhi.fund.models import MoneyAccount, Side
from gongzhi.fund.queries.ledger_accounts import holder_rule, signing_now
from gongzhi.fund.queries.ledger_bases import citable, cited
from gongzhi.fund.states import AccountState
from gongzhi.fund.tests.made import NOW, START, TODAY, Purse, account, moved
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.record_decision_order import record_decision_order
from gongzhi.meetings.tests.committee_world import FILE as SCAN
from gongzhi.meetings.tests.committee_world import LATER, one, sitting, vote
from gongzhi.people.actions.know_person import know_person

R = Appointment.Role
CHAIR, MANAGER = str(R.CHAIR), str(R.MANAGER)


def proposed(p: Purse, title: str, **changed: Any) -> MoneyAccount:
    asked: dict[str, Any] = {
        "fund": "common_income",
        "custody": "own",
        "holder": "业委会",
        "holder_kind": "committee",
        "basis_words": "业主大会决定",
        "signers": (Signer(Side.OWNERS, p.g.body),),
        **changed,
    }
    return propose_account(**{"estate": p.g.estate, "title": title, "by": p.chair, "at": NOW, **asked})


@pytest.mark.clause("A5.1")
def test_who_signs_follows_the_seats_without_any_act_on_the_account(p: Purse) -> None:
    money = account(
        p,
        "维修资金",
        fund="repair",
        number="6222000000000042",
        signers=(Signer(Side.OWNERS, p.g.body, CHAIR), Signer(Side.FIRM, p.firm, MANAGER)),
    )
    chair, second = p.g.person(0), p.g.person(1)
    assert signs_for(chair, money, at=NOW) == {Side.OWNERS}
    assert signs_for(second, money, at=NOW) == set()
    assert signs_for(p.manager, money, at=NOW) == {Side.FIRM}
    assert signs_for(p.g.worker, money, at=NOW) == set()
    assert [one.names for one in signing_now(money, at=NOW)] == [(chair.shown_name(),), (p.manager.shown_name(),)]
    later = NOW + timedelta(days=2)
    end_appointment(appointment=p.g.seats[0], way="resigned", note="书面辞职", on=law_day(NOW), by=p.g.worker, at=NOW)
    assert signs_for(chair, money, at=later) == set(), "the seat is gone, and with it the signature"
    assert signing_now(money, at=later)[0].names == ()
    duties = ledger.duties_over({p.g.estate.pk: p.g.estate}, later)[p.g.estate.pk]
    assert any("没有人能签字" in duty.title for duty in duties)
    seat = Appointment.objects.get(pk=p.g.seats[1].pk)
    change_role(appointment=seat, role=CHAIR, on=law_day(later), basis="委员推选", by=p.g.worker, at=later)
    after = later + timedelta(days=1)
    assert signs_for(second, money, at=after) == {Side.OWNERS}
    duties = ledger.duties_over({p.g.estate.pk: p.g.estate}, after)[p.g.estate.pk]
    assert not any("没有人能签字" in duty.title for duty in duties)


@pytest.mark.clause("A5.1")
def test_an_account_belongs_to_one_estate_and_to_those_who_keep_the_books(p: Purse) -> None:
    ask: dict[str, Any] = {"on": START, "bank": "中国银行", "by": p.chair, "at": NOW}
    money = proposed(p, "第二个账户")
    with pytest.raises(Refused, match="一账一小区"):
        open_account(money=money, number="6222 0000 0000 0001", **ask)
    for number in ("12", "6222-0000-0000", "一二三四五六七八"):
        with pytest.raises(BadInput):
            open_account(money=money, number=number, **ask)
    with pytest.raises(BadInput):
        open_account(money=money, number="622200000000", **{**ask, "on": TODAY + timedelta(days=1)})
    stranger = know_person(name="路人", number="13600000009", at=NOW)
    for person in (p.g.worker, p.g.street, p.manager, stranger):
        with pytest.raises(Refused):
            open_account(money=money, number="622200000000", **{**ask, "by": person})
    with pytest.raises(Refused, match="不能记账"):
        moved(p, 100, money=money)
    opened = open_account(money=money, number="622200000000", **{**ask, "on": date(2019, 5, 1)})
    assert (opened.state, opened.tail) == (AccountState.OPEN, "0000")
    with pytest.raises(Refused, match="已经办好"):
        open_account(money=opened, number="622200000000", **ask)


@pytest.mark.clause("A5.1")
def test_a_name_that_no_rule_allows_is_shown_and_a_joint_account_needs_two_sides(p: Purse) -> None:
    personal = proposed(p, "个人卡", holder="王某", holder_kind="person")
    rule = holder_rule(personal, on=TODAY)
    assert rule is not None
    assert rule.passed is False
    assert "个人" in rule.sentence
    fine = holder_rule(p.money, on=TODAY)
    assert fine is not None
    assert fine.passed is True
    for signers in ((), (Signer(Side.OWNERS, p.g.body),), (Signer(Side.OWNERS), Signer(Side.STREET))):
        with pytest.raises(BadInput) as wrong:
            proposed(p, "共管", custody="joint", signers=signers)
        assert "signers" in wrong.value.fields
    with pytest.raises(Refused, match="没有找到这项决定"):
        proposed(p, "共管", basis_entry=p.money.entry)


@pytest.mark.clause("A5.1")
def test_sides_change_on_a_basis_and_only_what_is_empty_is_closed(p: Purse) -> None:
    now = (Signer(Side.OWNERS, p.g.body), Signer(Side.FIRM, p.firm))
    then = (Signer(Side.OWNERS, p.g.body), Signer(Side.STREET))
    ask: dict[str, Any] = {"money": p.money, "basis_words": "议事规则", "by": p.chair, "at": NOW}
    paper: dict[str, Any] = {"file_name": "规则.pdf", "content": b"%PDF-1.4 rules"}
    for wrong in ({"signers": now, **paper}, {"signers": then}, {"signers": then[:1], **paper}):
        with pytest.raises(BadInput):
            change_signatories(**ask, **wrong)
    with pytest.raises(Refused):
        change_signatories(signers=then, **paper, **{**ask, "by": p.g.street})
    change_signatories(signers=then, **paper, **ask)
    assert signs_for(p.manager, p.money, at=NOW) == set()
    assert signs_for(p.g.street, p.money, at=NOW) == {Side.STREET}
    assert [row.kind for row in p.money.papers.all()] == ["signers"]
    assert p.money.signatories.filter(until_on=TODAY).count() == 1, "the side that left stays in the record"
    close: dict[str, Any] = {"money": p.money, "on": TODAY, "words": "换银行", "by": p.chair, "at": NOW}
    moved(p, 700)
    with pytest.raises(Refused, match="还有"):
        close_account(**close)
    moved(p, -700)
    with pytest.raises(BadInput):
        close_account(**{**close, "on": TODAY - timedelta(days=1)})
    close_account(**close)
    with pytest.raises(Refused, match="不能记账"):
        moved(p, 100)
    with pytest.raises(Refused):
        change_signatories(signers=now, **paper, **ask)
    again = proposed(p, "新账户")
    open_account(money=again, on=START, bank="中国银行", number="6222000000000001", by=p.chair, at=NOW)
    dropped = close_account(**{**close, "money": proposed(p, "没有开成")})
    assert dropped.document_id is None, "what was never opened is not announced"


@pytest.mark.clause("A5.1")
def test_a_decision_bears_an_account_until_it_is_suspended(p: Purse) -> None:
    meeting = sitting(p.g)
    vote(p.g, meeting, 1, *["yes"] * 5)
    close_meeting(meeting=meeting, by=p.chair, at=LATER)
    decision = one(meeting)
    assert [(row.entry, row.holds) for row in citable(p.g.estate)] == [(decision.entry, True)]
    account_ = proposed(p, "照明专户", basis_entry=decision.entry, at=LATER)
    assert account_.basis_entry == decision.entry
    order = {"kind": "suspend", "issuer": "武侯区人民法院", "document_number": "1号", "text": "暂停", **SCAN}
    record_decision_order(decision=decision, by=p.g.street, at=LATER, **order)
    with pytest.raises(Refused, match="暂停执行") as refused:
        proposed(p, "第二个", basis_entry=decision.entry, at=LATER)
    assert "武侯区人民法院" in refused.value.reasons[0].cite
    assert citable(p.g.estate) == []
    assert [row.holds for row in cited(p.g.estate, decision.entry)] == [False], "what was opened on it still shows it"
