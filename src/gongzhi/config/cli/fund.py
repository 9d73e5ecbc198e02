"""`gongzhi fund statement --estate CODE [--json]`: 期初＋收入－支出＝期末 of every money account and month."""

from __future__ import annotations

import argparse
from typing import Any

from gongzhi.config.cli import ANSWERED, REFUSED, answer, say, start_django


def run(argv: list[str]) -> int:
    """Prints `{"statements": [{"account", "period", "opening_fen", …}]}`, oldest first; without `--json` a table.

    0 answered, 1 no such estate or no ledger, 2 wrong input.
    """
    parser = argparse.ArgumentParser(prog="gongzhi fund")
    parser.add_argument("what", choices=["statement"])
    parser.add_argument("--estate", required=True, metavar="CODE")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(argv)
    start_django()
    from django.utils import timezone

    from gongzhi.fund.queries.exports import book_of, statement_rows

    book = book_of(asked.estate)
    if book is None:
        say(f"没有“{asked.estate}”这个小区，或者它还没有建账。")
        return REFUSED
    rows = statement_rows(book, at=timezone.now())
    if asked.json:
        answer({"statements": rows})
    else:
        _table(rows)
    return ANSWERED


def _table(rows: list[dict[str, Any]]) -> None:
    """The same for people, in yuan."""
    from gongzhi.web.figures import fen

    for row in rows:
        sums = [fen(row[name]) for name in ("opening_fen", "income_fen", "expense_fen", "closing_fen")]
        print(row["period"], row["account"], "期初 {} 收入 {} 支出 {} 期末 {}".format(*sums))
