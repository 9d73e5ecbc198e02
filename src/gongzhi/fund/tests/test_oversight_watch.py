"""What looks odd in shared money, who decides about it, and the lists of the street (A5.6)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies.queries.holders import names_of
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.decide_flag import decide_flag
from gongzhi.fund.queries.street import below, estates_of, lines_of, whole
from gongzhi.fund.queries.watch import Watched, watched_of
from gongzhi.fund.tests.made import NOW, START, Purse, account, moved
from gongzhi.fund.tests.public_made import supervisor
from gongzhi.fund.tests.spending_made import agreed, asked, basis, decided, resolved
from gongzhi.fund.views.oversight_frame import tabs
from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi_law.fund_watch import WATCH_NAMES, Watch, watch_rules

LAMP = Payee("光明灯具有限公司", False, "工商银行", "6222000000004321")


def found(p: Purse, at: datetime = NOW) -> dict[str, Watched]:
    """The warnings by kind; the last of a kind."""
    return {one.flag.kind.value: one for one in watched_of(p.g.estate, at)}


def small(p: Purse, fen: int, **changed: Any) -> Any:
    """A request on a committee's decision."""
    row = basis(p, None, resolution=None, decision=decided(p, 900_000), amount_fen=900_000, quote="")
    return asked(p, fen, ground="committee", basis=row, matter="routine", payee=LAMP, **changed)


@pytest.mark.clause("A5.6")
def test_payments_to_one_payee_within_days_look_split_and_repeated_until_somebody_else_decides(p: Purse) -> None:
    first = asked(p, 111_111, payee=LAMP)
    assert "split" not in found(p), "once is not split"
    asked(p, 111_111, payee=LAMP, basis=first.basis)
    assert found(p)["repeated"].flag.amount_fen == 222_222
    assert "split" not in found(p), "what the owners resolved is not split"
    key = found(p)["repeated"].flag.key
    given = {"estate": p.g.estate, "key": key, "words": "两台电梯各一笔", "at": NOW}
    with pytest.raises(Refused):
        decide_flag(verdict="explained", by=p.chair, **given)
    decide_flag(verdict="told", by=p.chair, **given)
    assert found(p)["repeated"].is_open, "an explanation decides nothing"
    with pytest.raises(Refused):
        decide_flag(verdict="told", by=p.g.worker, **given)
    with pytest.raises(BadInput):
        decide_flag(verdict="explained", by=p.g.worker, **{**given, "words": " "})
    with pytest.raises(Refused, match="已经不在"):
        decide_flag(verdict="explained", by=p.g.worker, **{**given, "key": "repeated:0"})
    decide_flag(verdict="explained", by=supervisor(p), **given)
    assert not found(p)["repeated"].is_open
    later = NOW + timedelta(days=2)
    asked(p, 111_111, payee=LAMP, basis=first.basis, at=later)
    again = found(p, later)["repeated"]
    assert (again.flag.key, again.is_open) == (key, True), "the cause grew: open again"


@pytest.mark.clause("A5.6")
def test_whoever_had_a_hand_in_it_does_not_decide(p: Purse) -> None:
    request = agreed(p, asked(p, 3_000_000))
    flag = found(p)["round"].flag
    assert len(flag.actors) == 3
    assert request.serial == 1
    with pytest.raises(Refused, match="只能由"):
        decide_flag(estate=p.g.estate, key=flag.key, verdict="watched", words="看", by=p.g.person(1), at=NOW)
    decide_flag(estate=p.g.estate, key=flag.key, verdict="watched", words="看", by=p.g.street, at=NOW)
    assert found(p)["round"].is_open, "watched on is not done"


@pytest.mark.clause("A5.6")
def test_night_round_sums_relatives_and_a_member_as_payee_are_noticed(p: Purse) -> None:
    rules = watch_rules(NOW.date(), p.g.estate.place)
    night = datetime(2026, 8, 9, rules.odd_from_minute // 60, rules.odd_from_minute % 60, tzinfo=BEIJING)
    row = basis(p, resolved(p))
    asked(p, 55_555, at=night, basis=row)
    asked(p, 66_666, at=night - timedelta(minutes=1), basis=row)
    odd = [one.flag for one in watched_of(p.g.estate, NOW) if one.flag.kind is Watch.ODD_HOURS]
    assert [flag.amount_fen for flag in odd] == [55_555], "the minute before is not odd"
    assert "dormant" not in found(p), "an account without money does not sleep"
    member = p.g.seats[2].person_id
    name = names_of([member])[member]
    asked(p, 77_777, basis=row, payee=Payee(name, True, "工商银行", "6222000000007777"))
    asked(p, 88_888, basis=row, related=True, related_words="经理的亲属")
    related = [one.flag for one in watched_of(p.g.estate, NOW) if one.flag.kind is Watch.RELATED]
    assert len(related) == 2
    assert all(name not in flag.words and name not in str(flag.rows) for flag in related), "no person's name"


@pytest.mark.clause("A5.6")
def test_dormant_negative_and_unreconciled_accounts_are_noticed(p: Purse) -> None:
    cash = account(p, "备用金", fund="petty")
    moved(p, -500, on=date(2026, 1, 5), money=cash)
    moved(p, 900, on=date(2026, 2, 5), money=cash)
    moved(p, 100, on=START)
    seen = found(p)
    assert seen["negative"].flag.key == "negative:A2:2026-01-05"
    assert seen["unreconciled"].flag.key == "unreconciled:A1:2026-01"
    months = watch_rules(NOW.date(), p.g.estate.place).dormant_months
    assert ("dormant" in seen) is (months <= 7)
    assert "dormant" in found(p, NOW + timedelta(days=31 * months))
    assert set(WATCH_NAMES) == set(Watch)


@pytest.mark.clause("A5.6")
def test_the_street_reads_numbers_that_open_lists_in_a_fixed_number_of_statements(p: Purse) -> None:
    moved(p, 5_000_000, on=START)
    asked(p, 3_000_000)
    street, community = p.g.estate.community.parent, p.g.estate.community
    estates = estates_of(street)
    lines_of(estates, NOW)  # what a process reads only once is read
    with CaptureQueriesContext(connection) as one:
        lines = lines_of(estates, NOW)
    line = lines[p.g.estate.pk]
    assert (line.total_fen, len(line.cases["accounts"]), len(line.cases["large"])) == (5_000_000, 1, 1)
    assert [case.note for case in line.cases["odd"]]
    assert len(line.cases["unreconciled"]) == len({case.url for case in line.cases["unreconciled"]}) > 0
    assert line.cases["overdue"]
    assert [row.key for row in below(street, lines, estates)] == [community.pk]
    assert [row.key for row in below(community, lines, estates)] == [p.g.estate.code]
    assert whole(lines.values(), street).total_fen == 5_000_000
    other = account(p, "押金", fund="deposit", number="6222000000000077")
    moved(p, 10, money=other)
    asked(p, 4_000_000)
    with CaptureQueriesContext(connection) as two:
        lines_of(estates, NOW)
    assert len(two) == len(one)
    assert [tab["active"] for tab in tabs(p.g.estate, "audits")] == [False, True, False]
