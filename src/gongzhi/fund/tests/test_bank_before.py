"""A bank's file that begins before the ledger, or is of another account: told at once, and nothing of it in the way (A5.2)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.fund.actions.keep_statement import keep_statement
from gongzhi.fund.actions.post_line import post_line
from gongzhi.fund.actions.reconcile_month import reconcile_month
from gongzhi.fund.forms.bank import ImportForm
from gongzhi.fund.queries.bank_files import Hand, look_at
from gongzhi.fund.queries.bank_lines import counts_of, open_lines, unasked
from gongzhi.fund.queries.reconciling import bank_side
from gongzhi.fund.tests.bank_made import csv, imported, lines
from gongzhi.fund.tests.made import NOW, Purse, moved
from gongzhi.kernel.errors import Refused

JANUARY = date(2026, 1, 1)
OLD = [("2025-08-01", 300_000, "张三", "工资"), ("2025-08-22", -7_189, "某店", "支付")]


@pytest.mark.clause("A5.2")
def test_a_statement_of_before_the_ledger_is_told_and_stands_in_no_reconciliation(p: Purse) -> None:
    moved(p, 100_000, on=JANUARY, kind="opening")
    old = imported(p, csv(OLD, opening=281_358))
    told = " ".join(one["problem"] for one in old.problems)
    assert "有流水早于建账的2026年1月1日" in told
    whole_year = [("2025-12-31", 1_000, "", "x"), ("2026-01-31", 2_000, "", "结息")]
    imported(p, csv(whole_year, opening=99_000), name="跨年.csv")
    assert [row.on.year for row in open_lines(p.money)] == [2026]
    assert not unasked([p.g.estate.pk])
    assert counts_of(p.g.estate.pk) == {p.money.pk: (1, 1)}
    with pytest.raises(Refused, match="早于建账"):
        post_line(line=lines(p)[0], way="unclear", words="待查", by=p.chair, at=NOW)
    side = bank_side(p.money, date(2026, 1, 31))
    assert (side.told_fen, side.by_lines_fen, side.why) == (102_000, 102_000, "")
    row = reconcile_month(money=p.money, month=JANUARY, by=p.chair, at=NOW)
    assert (row.bank_fen, row.book_fen, row.lines_fen) == (102_000, 100_000, 2_000)


def test_a_card_of_which_only_the_last_digits_are_told_is_held_against_the_account(p: Purse) -> None:
    def told(tail: str) -> str:
        text = f"交易日期,收入,支出,余额,摘要,借记卡号\n2026-01-31,20.00,,1020.00,结息,{tail}\n"
        stored = keep_statement(money=p.money, file_name=f"{tail}.csv", content=text.encode(), by=p.chair, at=NOW)
        look = look_at(p.money, stored, Hand())
        assert ("sure" in ImportForm(look=look).fields) is look.foreign is (tail == "3167")
        return " ".join(f"{one.value}{one.problem}" for one in look.problems)

    assert "尾号 3167文件里的账号与这个账户对不上" in told("3167")
    assert "对不上" not in told(p.money.tail)


def test_a_file_that_looks_like_another_accounts_comes_in_only_on_a_persons_word(
    p: Purse, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin(monkeypatch, NOW)
    home, client = f"/desk/e/{p.g.estate.code}/fund/bank/A1/", client_of(p.chair)
    file = SimpleUploadedFile("个人.csv", csv(OLD, opening=281_358), "text/csv")
    paper = client.post(f"{home}import/", {"file": file})["Location"]
    assert "这确实是这个账户的对账单" in client.get(paper).content.decode()
    period = {"from_on": "2025-08-01", "until_on": "2025-08-31"}
    assert client.post(f"{paper}take/", period).status_code == 422
    assert not lines(p)
    assert client.post(f"{paper}take/", {**period, "sure": "on"}).status_code == 302
    assert len(lines(p)) == 2
    assert client.get(f"{home}?show=all").content.decode().count("早于建账") == 2
