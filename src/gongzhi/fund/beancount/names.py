"""Account names that beancount 3 takes: every part begins with a capital or digit, then letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from gongzhi.fund.beancount.accounts import Account, Root

ROOTS: Mapping[Root, str] = {
    Root.MONEY: "Assets",
    Root.INCOME: "Income",
    Root.EXPENSE: "Expenses",
    Root.OWED: "Liabilities",
    Root.OPENING: "Equity",
}
_LETTERS = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd"))
_LONGEST = 60
_BEGINS = re.compile(r"[A-Z0-9]")


def account_names(accounts: Iterable[Account]) -> dict[str, str]:
    """The full name of every account by its code: `Assets:A1-公共收益`; two accounts never share one.

    What beancount refuses becomes a hyphen; names that would fall together are numbered in the order given. Refuses a
    code given twice.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for account in accounts:
        if account.code in names:
            raise ValueError(f"account {account.code!r} is given twice")
        wanted = f"{ROOTS[Root(account.root)]}:{_part(account)}"
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        names[account.code] = name
    return names


def _part(account: Account) -> str:
    code, title = _plain(account.code), _plain(account.title)
    joined = f"{code}-{title}".strip("-") or "X"
    if _BEGINS.match(joined):
        return joined
    raised = joined[0].upper()
    return raised + joined[1:] if _BEGINS.fullmatch(raised) else f"X-{joined}"


def _plain(text: str) -> str:
    """Only letters of any script, decimal digits and single hyphens between them."""
    kept = (c if unicodedata.category(c) in _LETTERS else "-" for c in unicodedata.normalize("NFC", text))
    return re.sub("-+", "-", "".join(kept)).strip("-")[:_LONGEST].rstrip("-")
