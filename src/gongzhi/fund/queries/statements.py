"""期初＋收入－支出＝期末 of every money account and month, from the postings alone (A5.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from gongzhi.fund.models import Account, MoneyAccount
from gongzhi.fund.queries.periods import next_month
from gongzhi.places.models import Estate

# A reversal is written in red on the side it takes back: undoing an expense lessens the expense, undoing an opening the opening.
FLOWS = """
SELECT p.account_id,
       date_trunc('month', t."on")::date AS month,
       coalesce(sum(p.amount_fen) FILTER (WHERE 'opening' IN (t.kind, r.kind)), 0)::bigint AS opened,
       coalesce(sum(p.amount_fen) FILTER (WHERE 'opening' NOT IN (t.kind, coalesce(r.kind, ''))
                                            AND (p.amount_fen > 0) = (t.kind <> 'reversal')), 0)::bigint AS income,
       -coalesce(sum(p.amount_fen) FILTER (WHERE 'opening' NOT IN (t.kind, coalesce(r.kind, ''))
                                             AND (p.amount_fen > 0) = (t.kind = 'reversal')), 0)::bigint AS expense,
       count(*) FILTER (WHERE 'opening' NOT IN (t.kind, coalesce(r.kind, ''))) AS lines
  FROM fund_posting p
  JOIN fund_transaction t ON t.estate_id = p.estate_id AND t.id = p.transaction_id
  JOIN fund_account a ON a.estate_id = p.estate_id AND a.id = p.account_id AND a.root = 'money'
  LEFT JOIN fund_transaction r ON r.estate_id = t.estate_id AND r.id = t.reverses_id
 WHERE p.estate_id = %s AND t."on" < %s
 GROUP BY p.account_id, month
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One account over `[from_on, until_on)`, in fen; `lines` counts its postings but for openings.

    `corrected_fen` is what of the opening is no closing of the time before: an opening taken back, or entered anew, later.
    """

    account: Account
    from_on: date
    until_on: date
    opening_fen: int
    income_fen: int
    expense_fen: int
    lines: int
    corrected_fen: int = 0

    @property
    def closing_fen(self) -> int:
        """What is left at the end."""
        return self.opening_fen + self.income_fen - self.expense_fen


def money_accounts(estate: Estate) -> list[MoneyAccount]:
    """The money accounts of an estate in the order of their codes."""
    rows = MoneyAccount.objects.filter(estate=estate).select_related("account", "estate")
    return sorted(rows, key=lambda row: (row.account.code[0], int(row.account.code[1:])))


def statements(estate: Estate, *, until: date, accounts: Iterable[Account] | None = None) -> list[Statement]:
    """Every month of every money account from its first posting to the month before `until` (a first of month).

    A month without postings is there too: it carries the balance on. An opening, and what takes it back, counts into the
    opening of its month.
    """
    chosen = list(accounts) if accounts is not None else [row.account for row in money_accounts(estate)]
    flows: dict[int, dict[date, tuple[int, int, int, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(FLOWS, [estate.pk, until])
        for account, month, opened, income, expense, lines in cursor.fetchall():
            flows.setdefault(account, {})[month] = (opened, income, expense, lines)
    found = []
    for account in chosen:
        months = flows.get(account.pk, {})
        if not months:
            continue
        month, balance = min(months), 0
        while month < until:
            opened, income, expense, lines = months.get(month, (0, 0, 0, 0))
            later = opened if month != min(months) else 0
            row = Statement(account, month, next_month(month), balance + opened, income, expense, lines, later)
            found.append(row)
            balance, month = row.closing_fen, row.until_on
    return found


def over(rows: Iterable[Statement], *, from_on: date, until_on: date) -> list[Statement]:
    """The months of `rows` in `[from_on, until_on)` as one statement an account: what a quarter or half-year says."""
    kept: dict[int, list[Statement]] = {}
    for row in rows:
        if from_on <= row.from_on < until_on:
            kept.setdefault(row.account.pk, []).append(row)
    return [
        Statement(
            parts[0].account,
            from_on,
            until_on,
            parts[0].opening_fen + sum(part.corrected_fen for part in parts[1:]),
            sum(part.income_fen for part in parts),
            sum(part.expense_fen for part in parts),
            sum(part.lines for part in parts),
            sum(part.corrected_fen for part in parts),
        )
        for parts in kept.values()
    ]


def balance_fen(account: Account, *, on: date) -> int:
    """What the account holds at the end of `on`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(p.amount_fen), 0)::bigint FROM fund_posting p JOIN fund_transaction t"
            ' ON t.estate_id = p.estate_id AND t.id = p.transaction_id AND t."on" <= %s'
            " WHERE p.estate_id = %s AND p.account_id = %s",
            [on, account.estate_id, account.pk],
        )
        return int(cursor.fetchone()[0])
