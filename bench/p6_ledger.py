"""P6: the check of a ledger of 200,000 postings, against bean-check on the exported file."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from bench.database import environment, superuser

ID, ROOM, WHAT = "P6", "fund", "check of a 200,000-posting ledger"
REACH, SENSE = 0.05, "at_most"
ROUNDS, TRANSACTIONS = 5, 100_000
LOADED = """
WITH t AS (INSERT INTO fund_transaction (estate_id, "on", kind, words, "by", at, entry)
           SELECT %(estate)s, date '2026-01-01' + (n %% 200)::int, 'income', '停车费', 'bench', now(), %(entry)s
             FROM generate_series(1, %(n)s) n RETURNING id)
INSERT INTO fund_posting (estate_id, transaction_id, account_id, amount_fen)
SELECT %(estate)s, t.id, v.account, v.sign * (100 + t.id %% 9000)
  FROM t, (VALUES (%(money)s, 1), (%(income)s, -1)) v(account, sign)
"""


def run() -> dict[str, Any]:
    """Seconds of both, in turn; the file is written once, bean-check keeps no cache."""
    environment()
    from django.db import transaction

    from gongzhi.bodies.tests.ground import QINGDAO
    from gongzhi.fund.queries.chart import account_for
    from gongzhi.fund.queries.checking import check_ledger
    from gongzhi.fund.queries.exports import beancount_of
    from gongzhi.fund.tests.made import purse

    with transaction.atomic():
        p = purse(QINGDAO, "6222000000000099")
    estate, income = p.g.estate, account_for(p.g.estate, "income", "parking")
    names = {"estate": estate.pk, "entry": p.book.entry, "money": p.money.account_id, "income": income.pk}
    with psycopg.connect(superuser[0]) as loader:  # past the guards: they are not what is measured
        loader.execute("SET session_replication_role = replica")
        loader.execute(LOADED, {**names, "n": TRANSACTIONS})
        loader.execute("ANALYZE fund_transaction, fund_posting")
    checked: list[float] = []
    beans: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.beancount"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(beancount_of(p.book))
        program = Path(sys.executable).with_name("bean-check")
        for _ in range(ROUNDS):
            began = time.perf_counter()
            problems = check_ledger(estate)
            checked.append(time.perf_counter() - began)
            began = time.perf_counter()
            subprocess.run([program, "--no-cache", path], check=True)
            beans.append(time.perf_counter() - began)
            if problems:
                raise RuntimeError(f"a sound ledger has {len(problems)} problems")
    figure, floor = statistics.median(checked), statistics.median(beans)
    return {"figure": figure, "floor": floor, "ratio": figure / floor, "unit": "s", "postings": 2 * TRANSACTIONS}
