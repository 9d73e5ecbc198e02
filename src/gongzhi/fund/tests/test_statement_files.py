"""The statements of real banks and payment services, and sums counted apart from the reader."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from gongzhi.fund.statement import read_statement, read_table

BANK = Path(__file__).parent / "bank"
EXPECTED = {
    "example-boc-debit.csv": (17, 982100, 939430, 0, "2025-08-01", "2025-08-22", 281358, 324028, "signed", 0),
    "example-ccb.xls": (6, 0, 70326, 0, "2025-01-01", "2025-01-06", 224391, 149465, "columns", 1),
    "example-cmb-debit.csv": (5, 123400, 201314, 0, "2024-01-01", "2024-01-27", 3766, 8122, "signed", 3),
    "example-icbc-debit-v1-records.csv": (11, 284174, 424108, 0, "2023-02-08", "2023-05-02", None, None, "columns", 2),
    "example-icbc-debit-v2-records.csv": (11, 284174, 424108, 0, "2023-02-08", "2023-05-02", None, None, "columns", 2),
    "example-wechat-records.csv": (27, 2849, 290453, 2610089, "2017-10-20", "2024-06-07", None, None, "direction", 7),
    "example-alipay-records.csv": (10, 22222850, 21164, 24737, "2023-01-09", "2023-07-10", None, None, "direction", 7),
}
KEYS = ("rows", "credit_fen", "debit_fen", "neutral_fen", "first_on", "last_on", "opening_fen", "closing_fen")


@pytest.mark.clause("A5.2")
@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_statement_is_read_exactly(name):
    result = read_statement(read_table(BANK / name))
    document = result.document()
    *expected, sign, problems = EXPECTED[name]
    assert list(document) == [*KEYS, "mapping", "problems"]
    assert [document[key] for key in KEYS] == expected
    assert (document["mapping"]["sign"], len(document["problems"])) == (sign, problems)
    assert {problem["severity"] for problem in document["problems"]} <= {"warn"}
    assert not result.is_blocked


def test_every_file_beside_is_expected():
    assert {path.name for path in BANK.iterdir()} - {"LICENSE", "README.md"} == set(EXPECTED)


@pytest.mark.parametrize(
    ("name", "encoding", "word", "amount"),
    [("example-wechat-records.csv", "utf-8", 4, 5), ("example-alipay-records.csv", "gb18030", 5, 6)],
)
def test_sums_by_words_counted_apart(name, encoding, word, amount):
    sums = {"收入": Decimal(0), "支出": Decimal(0), "": Decimal(0)}
    with (BANK / name).open(encoding=encoding, newline="") as stream:
        for row in csv.reader(stream):
            if len(row) > amount and row[0][:2] == "20":
                kind = row[word].strip()
                sums[kind if kind in sums else ""] += Decimal(row[amount].strip().lstrip("¥"))
    result = read_statement(read_table(BANK / name))
    assert [result.credit, result.debit, result.neutral] == [int(value * 100) for value in sums.values()]


def test_a_balance_that_jumps_is_told_at_its_row():
    (problem,) = read_statement(read_table(BANK / "example-ccb.xls")).problems
    assert (problem.row, problem.column, problem.value) == (10, "账户余额", "1579.11")
    assert "1625.11" in problem.remedy
