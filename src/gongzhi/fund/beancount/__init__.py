"""A ledger as text that beancount 3 reads. Pure: no Django, no database, no clock; money is an int of fen."""

from gongzhi.fund.beancount.journal import Account, Balance, Entry, Root, journal
from gongzhi.fund.beancount.names import account_names

__all__ = ["Account", "Balance", "Entry", "Root", "account_names", "journal"]
