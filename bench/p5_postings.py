"""P5: ledger postings a second through the act, and through the batch act of 1,000 lines, against the same rows inserted."""

import itertools
import statistics
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import psycopg

from bench.database import environment, superuser

ID, ROOM, WHAT = "P5", "fund", "ledger postings a second through the act"
REACH, SENSE = 0.15, "at_least"
LEAST_BATCH = 0.5
ROUNDS, SINGLE, BATCH = 5, 150, 1000
DAY = date(2026, 8, 10)
# One transaction, one statement an entry; the guards of the tables check it as they check an act.
ONE = """
WITH t AS (INSERT INTO fund_transaction (estate_id, "on", kind, words, "by", at, entry)
           VALUES (%(estate)s, %(on)s, 'income', '停车费', 'bench', now(), %(entry)s) RETURNING id)
INSERT INTO fund_posting (estate_id, transaction_id, account_id, amount_fen)
SELECT %(estate)s, t.id, v.account, v.fen FROM t, (VALUES (%(money)s, 5000), (%(income)s, -5000)) v(account, fen)
"""
MANY = """
WITH t AS (INSERT INTO fund_transaction (estate_id, "on", kind, words, "by", at, entry)
           SELECT %(estate)s, %(on)s, 'income', '停车费', 'bench', now(), %(entry)s FROM generate_series(1, %(n)s) RETURNING id)
INSERT INTO fund_posting (estate_id, transaction_id, account_id, amount_fen)
SELECT %(estate)s, t.id, v.account, v.fen FROM t, (VALUES (%(money)s, 5000), (%(income)s, -5000)) v(account, fen)
"""


def run() -> dict[str, Any]:
    """Act and floor in turn, postings a second; each on its own connection's durable commits."""
    environment()
    from django.db import connection, transaction

    from gongzhi.fund.actions.record_income import record_income
    from gongzhi.fund.actions.record_incomes import IncomeRow, record_incomes
    from gongzhi.fund.queries.chart import account_for
    from gongzhi.fund.tests.made import NOW, purse

    with transaction.atomic():
        p = purse()
    income = account_for(p.g.estate, "income", "parking")
    chair = p.chair
    names = {"estate": p.g.estate.pk, "on": DAY, "entry": p.book.entry}
    names |= {"money": p.money.account_id, "income": income.pk, "n": BATCH}
    told = itertools.count(1)

    def floor(statement: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, names)

    def act() -> None:
        words = f"停车费第{next(told)}笔"
        record_income(money=p.money, income=income, amount_fen=5000, on=DAY, words=words, by=chair, at=NOW)

    def batch() -> None:
        rows = [IncomeRow(5000, DAY, f"停车费第{number}笔") for number in range(BATCH)]
        record_incomes(money=p.money, income=income, rows=rows, by=chair, at=NOW)

    ways: dict[str, tuple[Callable[[], None], int, int]] = {
        "act": (act, SINGLE, 2 * SINGLE),
        "floor": (lambda: floor(ONE), SINGLE, 2 * SINGLE),
        "batch": (batch, 1, 2 * BATCH),
        "batch_floor": (lambda: floor(MANY), 1, 2 * BATCH),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(-1, ROUNDS):  # the first round only warms; then the planner knows the tables, as it soon does
        if number == 0:
            with psycopg.connect(superuser[0], autocommit=True) as admin:
                admin.execute("ANALYZE")
        for name, (way, times, postings) in ways.items() if number % 2 else reversed(ways.items()):
            began = time.perf_counter()
            for _ in range(times):
                way()
            if number >= 0:
                rates[name].append(postings / (time.perf_counter() - began))
    middle = {name: statistics.median(found) for name, found in rates.items()}
    batch_ratio = middle["batch"] / middle["batch_floor"]
    return {
        "figure": middle["act"],
        "floor": middle["floor"],
        "ratio": middle["act"] / middle["floor"],
        "unit": "postings a second",
        "batch": middle["batch"],
        "batch_floor": middle["batch_floor"],
        "batch_ratio": batch_ratio,
        "reached": batch_ratio >= LEAST_BATCH,
    }
