"""`gongzhi ledger export --estate CODE --format beancount`: the whole ledger of an estate as text on stdout."""

from __future__ import annotations

import argparse
import sys

from gongzhi.config.cli import ANSWERED, REFUSED, say, start_django


def run(argv: list[str]) -> int:
    """Streams the ledger so that `bean-check` passes and the money accounts alone are assets.

    0 answered, 1 no such estate or no ledger, 2 wrong input.
    """
    parser = argparse.ArgumentParser(prog="gongzhi ledger")
    parser.add_argument("what", choices=["export"])
    parser.add_argument("--estate", required=True, metavar="CODE")
    parser.add_argument("--format", choices=["beancount"], default="beancount")
    asked = parser.parse_args(argv)
    start_django()
    from gongzhi.fund.queries.exports import beancount_of, book_of

    book = book_of(asked.estate)
    if book is None:
        say(f"没有“{asked.estate}”这个小区，或者它还没有建账。")
        return REFUSED
    sys.stdout.writelines(beancount_of(book))
    return ANSWERED
