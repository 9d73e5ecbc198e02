"""Accounts as the exported ledger knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Root(StrEnum):
    """Which of beancount's five roots an account stands under; only money is an asset, so assets sum to the money."""

    MONEY = "money"
    INCOME = "income"
    EXPENSE = "expense"
    OWED = "owed"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the ledger: its code ('A1'), its title in any words, its root, the day it was opened."""

    code: str
    title: str
    root: Root
    opened_on: date
