"""Writes accounts and entries as beancount's plain text, line by line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongzhi.fund.beancount.accounts import Account, Root
from gongzhi.fund.beancount.names import account_names

__all__ = ["CURRENCY", "Account", "Balance", "Entry", "Root", "journal"]

CURRENCY = "CNY"
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_NOT_IN_A_KEY = re.compile(r"[^a-zA-Z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One balanced entry: postings are (code of the account, fen), debit plus and credit minus; `meta` is by key."""

    on: date
    words: str
    number: str
    postings: Sequence[tuple[str, int]]
    meta: Mapping[str, str | int | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account holds in fen when the day is over."""

    on: date
    account: str
    fen: int


def journal(
    accounts: Sequence[Account], entries: Iterable[Entry], *, title: str = "", balances: Iterable[Balance] = ()
) -> Iterator[str]:
    """The text in lines that end with a newline: options, entries as they come, assertions, then the accounts opened.

    Accounts stand last since one is opened no later than its first entry, which is known only then; beancount sorts by
    day. Refuses an entry that does not balance or has no posting, and an account that is not given.
    """
    names = account_names(accounts)
    opened = {account.code: account.opened_on for account in accounts}
    yield f'option "title" {_quoted(title)}\n'
    yield f'option "operating_currency" "{CURRENCY}"\n'
    for entry in entries:
        for code, _fen in entry.postings:
            opened[code] = min(opened[_known(code, names)], entry.on)
        yield from _entry(entry, names)
    for balance in balances:
        opened[balance.account] = min(opened[_known(balance.account, names)], balance.on)
        yield _assertion(balance, names)
    yield "\n"
    for account in accounts:
        yield f"{_day(opened[account.code])} open {names[account.code]} {CURRENCY}\n"
        yield f"  title: {_quoted(account.title)}\n"


def _entry(entry: Entry, names: Mapping[str, str]) -> Iterator[str]:
    rest = sum(fen for _code, fen in entry.postings)
    if rest or not entry.postings:
        raise ValueError(f"entry {entry.number!r} does not balance: {rest} fen are left over")
    yield f"\n{_day(entry.on)} * {_quoted(entry.words)}\n"
    yield f"  number: {_quoted(entry.number)}\n"
    for key, value in _keys(entry.meta).items():
        yield f"  {key}: {_value(value)}\n"
    for code, fen in entry.postings:
        yield f"  {names[code]}  {_yuan(fen)} {CURRENCY}\n"


def _assertion(balance: Balance, names: Mapping[str, str]) -> str:
    """To the fen: beancount looks at the morning of the next day, and by itself would let a fen pass."""
    morning = _day(balance.on + timedelta(days=1))
    return f"\n{morning} balance {names[balance.account]}  {_yuan(balance.fen)} ~ 0.00 {CURRENCY}\n"


def _known(code: str, names: Mapping[str, str]) -> str:
    if code not in names:
        raise ValueError(f"no account {code!r} is given")
    return code


def _day(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def _yuan(fen: int) -> str:
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02d}"


def _quoted(text: str) -> str:
    """A string within quotes: newlines and tabs escaped, other control characters blank, broken characters replaced."""
    return '"' + "".join(map(_character, text.replace("\r\n", "\n").replace("\r", "\n"))) + '"'


def _character(one: str) -> str:
    if one in _ESCAPED:
        return _ESCAPED[one]
    category = unicodedata.category(one)
    return " " if category == "Cc" else "\ufffd" if category == "Cs" else one


def _keys(meta: Mapping[str, str | int | date]) -> dict[str, str | int | date]:
    """The keys as beancount takes them: a small letter first, two characters at least, none twice, none it uses."""
    found: dict[str, str | int | date] = {}
    for raw, value in meta.items():
        key = "m-" + raw if not re.match(r"[a-z][a-zA-Z0-9_-]", raw) else raw
        key = _NOT_IN_A_KEY.sub("-", key)
        wanted, number = key, 1
        while key in found or key in ("number", "filename", "lineno"):
            number += 1
            key = f"{wanted}-{number}"
        found[key] = value
    return found


def _value(value: str | int | date) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    return _day(value) if isinstance(value, date) else _quoted(value)
