"""`gongzhi ledger export|check --estate CODE`: the whole ledger of an estate as beancount text; whether it holds."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from gongzhi.config.cli import ANSWERED, REFUSED, answer, say, start_django


def run(argv: list[str]) -> int:
    """`export` streams the ledger so that `bean-check` passes and the money accounts alone are assets; `check` recomputes it.

    0 answered and sound, 1 no such estate, no ledger, or one that does not hold, 2 wrong input.
    """
    parser = argparse.ArgumentParser(prog="gongzhi ledger")
    parser.add_argument("what", choices=["export", "check"])
    parser.add_argument("--estate", required=True, metavar="CODE")
    parser.add_argument("--format", choices=["beancount"], default="beancount")
    asked = parser.parse_args(argv)
    start_django()
    from gongzhi.fund.queries.checking import check_ledger
    from gongzhi.fund.queries.exports import beancount_of, book_of

    book = book_of(asked.estate)
    if book is None:
        say(f"没有“{asked.estate}”这个小区，或者它还没有建账。")
        return REFUSED
    if asked.what == "check":
        problems = [asdict(problem) for problem in check_ledger(book.estate)]
        answer({"problems": problems})
        return REFUSED if problems else ANSWERED
    sys.stdout.writelines(beancount_of(book))
    return ANSWERED
