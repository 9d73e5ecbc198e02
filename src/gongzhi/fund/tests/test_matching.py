"""Matching lines and entries: what was planted is found, sums never differ, order never matters; reconciling to the fen."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi.fund.matching import Line, Open, propose, reconcile
from gongzhi.fund.matching.groups import MOST_FOUND, summing
from gongzhi.fund.matching.likeness import alike, numbers, refers

DAY = date(2026, 3, 10)


def after(days):
    return DAY + timedelta(days=days)


def told(found):
    return [(one.lines, one.postings, one.sure) for one in found]


def test_the_same_sum_and_payee_near_in_time_is_sure():
    found = propose(
        [Line(1, after(2), -12800, "成都恒安电梯有限公司", "转账")], [Open(7, DAY, -12800, "恒安电梯", "维保费")]
    )
    assert told(found) == [((1,), (7,), True)]
    assert found[0].amount_fen == -12800
    assert found[0].reasons == ("name", "near")


@pytest.mark.parametrize("fen", [12801, 12799, -12800, 0])
def test_another_sum_or_sign_is_never_proposed(fen):
    assert propose([Line(1, DAY, fen, "恒安")], [Open(7, DAY, 12800, "恒安")]) == []


def test_lines_of_no_sum_take_no_part():
    assert propose([Line(1, DAY, 0, "甲乙丙")], [Open(1, DAY, 0, "甲乙丙")]) == []


def test_a_reference_wins_over_days_and_tells_equals_apart():
    lines = [Line("x", DAY, -50000, "", "合同HT2026-015 款"), Line("y", DAY, -50000, "", "合同HT2026-016 款")]
    postings = [
        Open("a", after(-90), -50000, "", "清洗外墙", reference="HT2026-016"),
        Open("b", after(-1), -50000, "", "清洗水箱", reference="HT2026-015"),
    ]
    found = propose(lines, postings)
    assert told(found) == [(("x",), ("b",), True), (("y",), ("a",), True)]
    assert "reference" in found[0].reasons


def test_two_equals_are_proposed_and_not_sure():
    lines = [Line(1, DAY, 3000, "张*"), Line(2, DAY, 3000, "张*")]
    postings = [Open(1, DAY, 3000, "张三"), Open(2, DAY, 3000, "张四")]
    assert told(propose(lines, postings)) == [((1,), (1,), False), ((2,), (2,), False)]
    one_line = propose(lines[:1], postings)
    assert told(one_line) == [((1,), (1,), False)]
    assert told(propose(lines, postings[:1])) == [((1,), (1,), False)]


def test_monthly_sums_of_one_payee_are_told_apart_by_their_days():
    months = range(6)
    lines = [Line(n, after(30 * n + 2), -8800, "保洁公司甲") for n in months]
    postings = [Open(n, after(30 * n), -8800, "保洁公司甲") for n in months]
    assert told(propose(lines[::-1], postings)) == [((n,), (n,), True) for n in months]


def test_a_near_rival_that_stays_free_leaves_it_unsure():
    postings = [Open(1, DAY, -100, "丙丁戊"), Open(2, after(10), -100, "丙丁戊")]
    assert told(propose([Line(1, DAY, -100, "丙丁戊")], postings)) == [((1,), (1,), False)]
    postings[1] = Open(2, after(11), -100, "丙丁戊")
    assert told(propose([Line(1, DAY, -100, "丙丁戊")], postings)) == [((1,), (1,), True)]


def test_near_days_alone_are_sure_unless_another_name_speaks_against():
    assert told(propose([Line(1, after(7), 99, "", "转入")], [Open(1, DAY, 99, "甲乙")])) == [((1,), (1,), True)]
    assert told(propose([Line(1, after(8), 99, "", "转入")], [Open(1, DAY, 99, "甲乙")])) == [((1,), (1,), False)]
    assert told(propose([Line(1, DAY, 99, "丙丁")], [Open(1, DAY, 99, "甲乙")])) == [((1,), (1,), False)]


def test_a_year_apart_with_nothing_in_common_is_not_proposed():
    assert propose([Line(1, after(367), 99)], [Open(1, DAY, 99)]) == []
    assert told(propose([Line(1, after(366), 99)], [Open(1, DAY, 99)])) == [((1,), (1,), False)]


def test_between_entry_and_due_day_no_day_counts():
    line = Line(1, after(20), 99, "", "")
    assert told(propose([line], [Open(1, DAY, 99, due_on=after(30))])) == [((1,), (1,), True)]
    assert told(propose([line], [Open(1, DAY, 99)])) == [((1,), (1,), False)]


def test_one_line_bears_out_several_entries_of_one_payee():
    postings = [Open(n, after(-n), -sum_, "诚信物业") for n, sum_ in enumerate((10001, 20002, 30003, 40004))]
    found = propose([Line("L", DAY, -100010, "诚信物业有限公司")], postings)
    assert told(found) == [(("L",), (3, 2, 1, 0), True)]


def test_several_lines_bear_out_one_entry():
    lines = [Line(n, after(n), 3333, "", "场地费 凭证SK-20260017") for n in range(3)]
    found = propose(lines, [Open("p", DAY, 9999, "", "场地费", reference="SK-20260017")])
    assert told(found) == [((0, 1, 2), ("p",), True)]


def test_groups_have_at_most_four_members():
    postings = [Open(n, DAY, -100, "诚信物业") for n in range(5)]
    assert propose([Line("L", DAY, -500, "诚信物业")], postings) == []


def test_a_group_that_only_the_sum_speaks_for_is_not_sure():
    found = propose([Line("L", DAY, 700)], [Open(1, DAY, 300), Open(2, DAY, 400)])
    assert told(found) == [(("L",), (1, 2), False)]


def test_two_groups_of_one_sum_are_not_sure():
    postings = [Open(n, DAY, sum_, "甲乙丙") for n, sum_ in enumerate((300, 400, 500, 200))]
    found = propose([Line("L", DAY, 700, "甲乙丙")], postings)
    assert len(found) == 1
    assert not found[0].sure


def test_an_id_given_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        propose([Line(1, DAY, 5), Line(1, DAY, 6)], [])
    with pytest.raises(ValueError, match="twice"):
        propose([], [Open(1, DAY, 5), Open("1", DAY, 6)])


def test_names_that_only_resemble_each_other_are_no_evidence():
    found = propose([Line(1, DAY, -800, "成都永安电梯")], [Open(1, DAY, -800, "成都恒安电梯")])
    assert told(found) == [((1,), (1,), False)]
    assert alike("成都永安电梯", "成都恒安电梯") == 60


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("成都恒安电梯有限公司", "恒安电梯", 90, 90),
        ("恒安电梯有限公司", "恒安电梯", 100, 100),
        ("Ｈｅｎｇ An", "heng an", 100, 100),
        ("张*", "张三", 80, 80),
        ("*三丰", "张三丰", 80, 80),
        ("李*", "张三", 0, 0),
        ("**", "张三", 0, 0),
        ("", "张三", 0, 0),
        ("恒安电梯维保", "恒安电梯服务", 60, 60),
        ("恒安电梯", "蓝天保洁", 0, 0),
        ("有限公司", "有限公司", 0, 0),
    ],
)
def test_how_alike_names_are(first, second, least, most):
    assert least <= alike(first, second) <= most
    assert alike(second, first) == alike(first, second)


@pytest.mark.parametrize(
    ("reference", "words", "yes"),
    [
        ("FK-2026-0012", "付款 FK-2026-0012 电梯", True),
        ("FK-2026-0012", "付款FK-2026-00123", False),
        ("ht2026015", "ＨＴ２０２６０１５", True),
        ("合同号 HT2026-015", "货款HT2026-015", True),
        ("20260105", "20260105 转账", False),
        ("2026-01-05", "2026-01-05", False),
        ("", "", False),
        ("12", "12", False),
        ("恒安", "恒安", False),
    ],
)
def test_what_counts_as_a_reference(reference, words, yes):
    assert refers(reference, words) is yes


def test_numbers_of_a_text():
    assert numbers("付2026年1月HT2026-015、SK0007，共3笔20260105") == {"HT2026-015", "SK0007"}


def test_sums_are_searched_within_bounds():
    assert summing([3, 5, 2, 6], 8) == [(0, 1), (2, 3)]
    assert summing([1, 1, 1, 1], 4) == [(0, 1, 2, 3)]
    assert summing([8], 8) == []
    assert len(summing([1] * 16, 4)) == MOST_FOUND
    with pytest.raises(ValueError, match="at most"):
        summing([1] * 17, 4)


NAMES = st.sampled_from(("", "恒安电梯", "蓝天保洁公司", "张三", "张*", "诚信物业"))
small = st.integers(-400, 400)
some_lines = st.lists(st.builds(Line, st.none(), st.integers(0, 90).map(after), small, NAMES, NAMES), max_size=12)
some_postings = st.lists(st.builds(Open, st.none(), st.integers(0, 90).map(after), small, NAMES, NAMES), max_size=12)


def numbered(items):
    return [type(one)(n, *(getattr(one, name) for name in one.__slots__[1:])) for n, one in enumerate(items)]


@settings(max_examples=120, deadline=None)
@given(some_lines, some_postings, st.randoms(use_true_random=False))
def test_sums_never_differ_nothing_is_used_twice_and_order_is_nothing(raw_lines, raw_postings, chance):
    lines, postings = numbered(raw_lines), numbered(raw_postings)
    found = propose(lines, postings)
    for one in found:
        both = [[lines[n].amount_fen for n in one.lines], [postings[n].amount_fen for n in one.postings]]
        assert sum(both[0]) == sum(both[1]) == one.amount_fen != 0
        assert len({amount > 0 for side in both for amount in side}) == 1
        assert 1 in map(len, both)
        assert max(map(len, both)) <= 4
    used = Counter([("l", n) for one in found for n in one.lines] + [("p", n) for one in found for n in one.postings])
    assert not used or max(used.values()) == 1
    chance.shuffle(lines)
    chance.shuffle(postings)
    assert propose(lines, postings) == found


@pytest.mark.clause("A5.2", "A5.4")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.booleans()), min_size=1, max_size=10), st.data())
def test_what_was_planted_is_found(plants, drawn):
    """Each plant has its own payee and reference; sums are powers, so that no other set of them is equal."""
    lines, postings, wanted = [], [], set()
    unit = 1
    for number, (members, turned, out) in enumerate(plants):
        sign = -1 if out else 1
        parts = [sign * unit * 3**n for n in range(members)]
        unit *= 1000
        days = drawn.draw(st.lists(st.integers(0, 20), min_size=members + 1, max_size=members + 1))
        payee, slip = f"单位{'甲乙丙丁戊己庚辛壬癸'[number]}号", f"FK2026-{number:04d}"
        many = [(f"{number}.{n}", after(days[n]), amount) for n, amount in enumerate(parts)]
        one = (str(number), after(days[-1]), sum(parts))
        new_lines, new_postings = (many, [one]) if turned else ([one], many)
        lines += [Line(*fields, payee, slip) for fields in new_lines]
        postings += [Open(*fields, payee, reference=slip) for fields in new_postings]
        wanted.add((frozenset(f[0] for f in new_lines), frozenset(f[0] for f in new_postings)))
    found = propose(lines, postings)
    assert {(frozenset(one.lines), frozenset(one.postings)) for one in found} == wanted
    assert all(one.sure for one in found)


def test_a_month_of_a_large_estate_is_matched_quickly():
    lines = [Line(n, after(n % 28), 3000 + 10 * (n % 40), f"业主{n % 300}", f"停车费SK{n:06d}") for n in range(600)]
    postings = [Open(n, after(n % 28), 3000 + 10 * (n % 40), "", "停车费", reference=f"SK{n:06d}") for n in range(600)]
    found = propose(lines, postings)
    assert [(one.lines, one.postings, one.sure) for one in found if one.lines != one.postings] == []
    assert len(found) == 600
    assert all(one.sure for one in found)


@settings(max_examples=80, deadline=None)
@given(some_lines, some_postings, st.integers(-(10**9), 10**9))
def test_the_reconciliation_holds_when_both_sides_know_the_same(raw_lines, raw_postings, known):
    """What both know, plus what only the book knows, is the book's balance; likewise the bank's."""
    lines, postings = numbered(raw_lines), numbered(raw_postings)
    book = known + sum(one.amount_fen for one in postings)
    bank = known + sum(one.amount_fen for one in lines)
    found = reconcile(book, bank, lines, postings)
    assert found.holds
    assert found.adjusted_book_fen == found.adjusted_bank_fen
    assert reconcile(book + 1, bank, lines, postings).difference_fen == 1
    plus, minus = (sum(one.amount_fen for one in part) for part in (found.book_plus, found.book_minus))
    assert found.book_fen + plus + minus == found.adjusted_book_fen
    assert plus >= 0 >= minus
    assert len(found.bank_plus) + len(found.bank_minus) == sum(1 for one in postings if one.amount_fen)


@pytest.mark.clause("A5.2")
def test_a_reconciliation_statement():
    lines = [Line(1, DAY, 500, "广告"), Line(2, DAY, -30, "手续费"), Line(3, DAY, 0)]
    postings = [Open(1, DAY, -2000, "恒安电梯"), Open(2, DAY, 120, "张三")]
    found = reconcile(100000, 102350, lines, postings)
    assert (found.adjusted_book_fen, found.adjusted_bank_fen, found.difference_fen) == (100470, 100470, 0)
    assert [one.id for one in (*found.book_plus, *found.book_minus)] == [1, 2]
    assert [one.id for one in (*found.bank_plus, *found.bank_minus)] == [2, 1]
