"""What money came from and went to, by category and kind of money, over a period."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from gongzhi.fund.models import Account
from gongzhi.places.models import Estate

# The kind of money of an entry is that of the account through which it moved; openings are no income, transfers neither
# income nor expense of anything (see `moved_within`).
SUMS = """
SELECT f.fund, a.code, a.title, a.root, sum(p.amount_fen)::bigint
  FROM fund_posting p
  JOIN fund_transaction t ON t.estate_id = p.estate_id AND t.id = p.transaction_id
  JOIN fund_account a ON a.estate_id = p.estate_id AND a.id = p.account_id
       AND a.root IN ('income', 'expense', 'owed')
  JOIN (SELECT q.transaction_id, min(m.fund) AS fund FROM fund_posting q
          JOIN fund_account m ON m.estate_id = q.estate_id AND m.id = q.account_id AND m.root = 'money'
         WHERE q.estate_id = %(estate)s GROUP BY q.transaction_id) f ON f.transaction_id = p.transaction_id
 WHERE p.estate_id = %(estate)s AND t."on" >= %(first)s AND t."on" < %(until)s AND t.kind NOT IN ('opening', 'transfer')
   AND NOT EXISTS (SELECT 1 FROM fund_transaction r
                    WHERE r.estate_id = t.estate_id AND r.id = t.reverses_id AND r.kind = 'transfer')
 GROUP BY f.fund, a.code, a.title, a.root
HAVING sum(p.amount_fen) <> 0
"""
# A transfer taken back lessens both sides, as in the statements.
WITHIN = """
SELECT a.fund,
       coalesce(sum(p.amount_fen) FILTER (WHERE (p.amount_fen > 0) = (t.kind = 'transfer')), 0)::bigint,
       -coalesce(sum(p.amount_fen) FILTER (WHERE (p.amount_fen > 0) <> (t.kind = 'transfer')), 0)::bigint
  FROM fund_posting p
  JOIN fund_transaction t ON t.estate_id = p.estate_id AND t.id = p.transaction_id
  JOIN fund_account a ON a.estate_id = p.estate_id AND a.id = p.account_id AND a.root = 'money'
  LEFT JOIN fund_transaction r ON r.estate_id = t.estate_id AND r.id = t.reverses_id
 WHERE p.estate_id = %(estate)s AND t."on" >= %(first)s AND t."on" < %(until)s AND 'transfer' IN (t.kind, r.kind)
 GROUP BY a.fund
"""


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of income, spending or money held for others, of one kind of money, in fen."""

    fund: str
    code: str
    title: str
    root: str
    fen: int

    @property
    def came_in(self) -> bool:
        """Whether it brought money in; a deposit given back, or an income taken back, did not."""
        return self.root == Account.Root.INCOME or (self.root == Account.Root.OWED and self.fen > 0)


def categories(estate: Estate, *, from_on: date, until_on: date) -> list[Category]:
    """Every category with what it comes to in `[from_on, until_on)`, the largest first; what was undone in red is less of it."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, {"estate": estate.pk, "first": from_on, "until": until_on})
        rows = [
            Category(fund, code, title, root, amount if root == Account.Root.EXPENSE else -amount)
            for fund, code, title, root, amount in cursor.fetchall()
        ]
    return sorted(rows, key=lambda row: (-abs(row.fen), row.code))


def moved_within(estate: Estate, *, from_on: date, until_on: date) -> dict[str, tuple[int, int]]:
    """By kind of money, what transfers between the estate's accounts brought in and took out, in fen: of no category.

    What came in of categories less what went out, and these, is the income less the expense of the accounts of a kind.
    """
    with connection.cursor() as cursor:
        cursor.execute(WITHIN, {"estate": estate.pk, "first": from_on, "until": until_on})
        return {fund: (into, out) for fund, into, out in cursor.fetchall()}
