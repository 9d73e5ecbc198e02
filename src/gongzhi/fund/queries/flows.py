"""What came into the estate's money as a whole and went out of it, month by month; what only moved between accounts is neither."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from gongzhi.fund.models import Account
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.places.models import Estate
from gongzhi_law.fund import FundKind

# The sum of the money postings of an entry: nothing for a transfer. A reversal lessens the side it takes back; openings
# and what takes them back are neither income nor expense.
MOVES = """
SELECT month,
       coalesce(sum(net) FILTER (WHERE (net > 0) = (kind <> 'reversal')), 0)::bigint,
       -coalesce(sum(net) FILTER (WHERE (net > 0) = (kind = 'reversal')), 0)::bigint
  FROM (SELECT date_trunc('month', t."on")::date AS month, t.kind, sum(p.amount_fen) AS net
          FROM fund_posting p
          JOIN fund_transaction t ON t.estate_id = p.estate_id AND t.id = p.transaction_id
          JOIN fund_account a ON a.estate_id = p.estate_id AND a.id = p.account_id AND a.root = 'money'
          LEFT JOIN fund_transaction r ON r.estate_id = t.estate_id AND r.id = t.reverses_id
         WHERE p.estate_id = %(estate)s AND 'opening' NOT IN (t.kind, coalesce(r.kind, '')) AND t."on" >= %(first)s AND t."on" < %(until)s
           AND (%(account)s::bigint IS NULL OR a.id = %(account)s) AND a.fund <> ALL(%(without)s)
         GROUP BY t.id, month, t.kind) x
 WHERE net <> 0
 GROUP BY month
"""


def flows(
    estate: Estate,
    *,
    from_on: date,
    until_on: date,
    account: Account | None = None,
    without: Collection[FundKind] = (),
) -> list[tuple[date, int, int]]:
    """Every month of `[from_on, until_on)` with its income and expense in fen, of all accounts, of one, or without kinds."""
    with connection.cursor() as cursor:
        cursor.execute(
            MOVES,
            {
                "estate": estate.pk,
                "first": from_on,
                "until": until_on,
                "account": account.pk if account is not None else None,
                "without": list(without),
            },
        )
        found = {month: (income, expense) for month, income, expense in cursor.fetchall()}
    month, rows = month_of(from_on), []
    while month < until_on:
        rows.append((month, *found.get(month, (0, 0))))
        month = next_month(month)
    return rows
