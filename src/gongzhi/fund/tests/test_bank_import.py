"""Every line of the bank once, however often and in whatever pieces its files come (A5.2)."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongzhi.fund.actions.import_statement import import_statement
from gongzhi.fund.actions.keep_statement import keep_statement
from gongzhi.fund.models import BankLine, BankStatement, MoneyAccount
from gongzhi.fund.queries.bank_files import Hand, look_at
from gongzhi.fund.tests.bank_made import csv, day, imported, lines
from gongzhi.fund.tests.made import NOW, Purse, account
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry

FILES = Path(__file__).parent / "bank"
JULY = [
    ("2026-07-01", 50_000, "成都快送科技有限公司", "快递柜租金"),
    ("2026-07-03", -30_000, "成都明亮灯具有限公司", "付款单000001"),
    ("2026-07-03", -30_000, "成都明亮灯具有限公司", "付款单000002"),
    ("2026-07-20", 1_234, "", "结息"),
]


@pytest.mark.clause("A5.2")
def test_a_statement_comes_in_whole_with_its_period_balances_and_sealed_names(p: Purse) -> None:
    statement = imported(p, csv(JULY, opening=100_000))
    assert (statement.rows, statement.fresh) == (4, 4)
    assert (statement.first_on, statement.last_on) == (day("07-01"), day("07-31"))
    assert (statement.opening_fen, statement.closing_fen) == (100_000, 91_234)
    rows = lines(p)
    assert [row.amount_fen for row in rows] == [50_000, -30_000, -30_000, 1_234]
    assert rows[0].shown_counterparty() == "成都快送科技有限公司"
    assert b"\xe5\xbf\xab" not in bytes(rows[0].counterparty)
    body = bytes(Entry.objects.get(pk=statement.entry).body).decode()
    assert "快送" not in body
    assert '"fresh":4' in body


@pytest.mark.clause("A5.2")
def test_the_same_file_again_is_refused_and_an_overlapping_one_brings_only_what_is_new(p: Purse) -> None:
    imported(p, csv(JULY, opening=100_000))
    with pytest.raises(Refused, match="已经导入过，没有再导入"):
        imported(p, csv(JULY, opening=100_000), name="改名.csv")
    with pytest.raises(Refused, match="没有新的流水"):
        imported(p, csv(JULY[:2], opening=100_000))
    more = [*JULY[2:], ("2026-08-02", 700, "", "现金存入")]
    second = imported(p, csv(more, opening=120_000))
    assert (second.rows, second.fresh) == (3, 1)
    assert len(lines(p)) == 5


def test_two_truly_equal_payments_are_two_lines(p: Purse) -> None:
    head = "交易日期,收入,支出,对方户名,摘要"
    row = "2026-07-03,,300.00,某店,打印"
    imported(p, f"{head}\n{row}\n{row}\n".encode())
    assert [(one.amount_fen, one.ordinal) for one in lines(p)] == [(-30_000, 1), (-30_000, 2)]
    later = imported(p, f"{head}\n{row}\n{row}\n{row}\n".encode())
    assert later.fresh == 1


def test_a_line_in_other_words_is_asked_about_never_doubled_or_dropped(p: Purse) -> None:
    imported(p, csv(JULY, opening=100_000))
    other = [(on, fen, who, f"网银 {words}") for on, fen, who, words in JULY]
    with pytest.raises(BadInput) as asked:
        imported(p, csv(other, opening=100_000))
    assert list(asked.value.fields) == ["doubtful"]
    added = imported(p, csv([*other, ("2026-07-30", 5_00, "", "现金")], opening=100_000), doubtful="skip")
    assert added.fresh == 1
    assert sum(row.amount_fen for row in lines(p)) == -8_766 + 500


def test_a_sign_nobody_can_tell_is_asked_and_then_believed(p: Purse) -> None:
    content = "交易日期,金额,摘要\n2026-07-01,500.00,租金\n2026-07-02,-20.00,手续费\n".encode()
    with pytest.raises(BadInput) as asked:
        imported(p, content)
    assert list(asked.value.fields) == ["sign"]
    assert not BankStatement.objects.exists()
    imported(p, content, hand=Hand(sign="reversed"))
    assert [row.amount_fen for row in lines(p)] == [-50_000, 2_000]


def test_neither_half_a_file_nor_a_file_of_the_future_comes_in(p: Purse) -> None:
    broken = csv([*JULY, ("2026-07-21", 100, "", "x")], opening=100_000).replace(b"1.00,", b"1.0x,")
    with pytest.raises(BadInput, match="还不能导入"):
        imported(p, broken)
    with pytest.raises(BadInput) as late:
        imported(p, csv([("2026-08-11", 100, "", "x")], opening=0))
    assert "将来" in late.value.fields["file"]
    assert not BankLine.objects.exists()


def test_balances_typed_by_hand_count_only_where_the_file_tells_none(p: Purse) -> None:
    content = "交易日期,收入,支出,摘要\n2026-07-01,500.00,,租金\n".encode()
    told = imported(p, content, opening_fen=1_000, closing_fen=51_000)
    assert (told.opening_fen, told.closing_fen) == (1_000, 51_000)
    other = imported(p, csv([("2026-08-01", 100, "", "x")], opening=51_000), opening_fen=7, closing_fen=7)
    assert (other.opening_fen, other.closing_fen) == (51_000, 51_100)


def test_another_accounts_number_a_gap_and_a_lost_line_are_told(p: Purse) -> None:
    imported(p, csv(JULY[:1], opening=100_000))
    content = "账号：6222000000009999\n".encode() + csv([("2026-08-05", 100, "", "x")], opening=140_000)
    stored = keep_statement(money=p.money, file_name="8月.csv", content=content, by=p.chair, at=NOW)
    told = " ".join(f"{one.problem}{one.remedy}" for one in look_at(p.money, stored, Hand()).problems)
    assert "账号与这个账户对不上" in told
    assert "接不上" in told
    assert "¥100.00" in told
    again = content.replace(b"6222000000009999", b"6222000000000001")
    stored = keep_statement(money=p.money, file_name="8月2.csv", content=again, by=p.chair, at=NOW)
    told = " ".join(one.problem for one in look_at(p.money, stored, Hand()).problems)
    assert "账号与这个账户对不上" not in told


def test_only_who_keeps_the_books_imports_and_only_into_an_account_with_a_bank(p: Purse) -> None:
    content = csv(JULY, opening=100_000)
    with pytest.raises(Refused):
        keep_statement(money=p.money, file_name="x.csv", content=content, by=p.manager, at=NOW)
    cash = account(p, "备用金", fund="petty")
    with pytest.raises(Refused, match="没有银行流水"):
        keep_statement(money=cash, file_name="x.csv", content=content, by=p.chair, at=NOW)
    with pytest.raises(BadInput) as wrong:
        keep_statement(money=p.money, file_name="x.xlsx", content=b"PK\x03\x04 not a book", by=p.chair, at=NOW)
    assert list(wrong.value.fields) == ["file"]


@pytest.mark.clause("A5.2")
def test_every_real_layout_comes_in_with_all_its_lines_and_only_once(p: Purse) -> None:
    for number, path in enumerate(sorted(FILES.glob("example-*"))):
        money = account(p, path.stem, number=f"622200001111{number:04d}")
        stored = keep_statement(money=money, file_name=path.name, content=path.read_bytes(), by=p.chair, at=NOW)
        asks = look_at(money, stored, Hand()).preview.sign == "ask"
        hand = Hand(sign="signed") if asks else Hand()
        preview = look_at(money, stored, hand).preview
        given = {"money": money, "stored": stored, "hand": hand, "by": p.chair, "at": NOW}
        statement = import_statement(**given)
        assert statement.fresh == len(preview.lines) > 0
        rows = lines(p, money)
        moved = sum(row.amount_fen for row in rows if not row.neutral)
        assert moved == (preview.credit or 0) - (preview.debit or 0)
        assert sum(row.amount_fen for row in rows if row.neutral) == preview.neutral
        with pytest.raises(Refused):
            import_statement(**given)


MOVES = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([100, -100, 250, -50]), st.sampled_from(["甲店", ""])),
    min_size=1,
    max_size=9,
)
PIECES = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3)), max_size=6)


@pytest.mark.clause("A5.2")
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES, pieces=PIECES, numbered=st.booleans(), backwards=st.booleans())
@example(moves=[(0, 100, ""), (0, -100, ""), (0, 100, "")], pieces=[(2, 0)], numbered=True, backwards=False)
@example(moves=[(0, 100, ""), (0, -100, ""), (0, 100, "")], pieces=[(3, 0), (1, 3)], numbered=False, backwards=True)
def test_whatever_pieces_overlap_every_line_is_there_once(
    p: Purse, moves: list[tuple[int, int, str]], pieces: list[tuple[int, int]], numbered: bool, backwards: bool
) -> None:
    """A bank that numbers its lines may be cut anywhere; one that does not, between days, as banks do."""
    known = MoneyAccount.objects.count()
    money = account(p, f"账户{known}", number=f"63330000{known:08d}")
    rows: list[tuple[str, int, str, str]] = []
    on = date(2026, 3, 1)
    for number, (later, fen, who) in enumerate(moves):
        on += timedelta(days=later)
        rows.append((on.isoformat(), fen, who, f"流水{number:04d}" if numbered else "转账"))
    windows, at = [], 0
    for size, back in [*pieces, (len(rows), 2)]:
        if at < len(rows):
            windows.append((max(0, at - back), min(len(rows), at + size)))
            at += size
    for first, end in reversed(windows) if backwards else windows:
        if not numbered:
            first = next(n for n, row in enumerate(rows) if row[0] == rows[first][0])
            end = max(n for n, row in enumerate(rows) if row[0] == rows[end - 1][0]) + 1
        opening = 1_000_000 + sum(row[1] for row in rows[:first])
        with suppress(Refused):  # a piece that brings nothing new
            imported(p, csv(rows[first:end], opening=opening), money=money, doubtful="take")
    found = sorted((row.on.isoformat(), row.amount_fen, row.shown_counterparty()) for row in lines(p, money))
    assert found == sorted(row[:3] for row in rows)
