"""Whether a ledger holds: balance, order, links, recomputed from its rows in a fixed number of statements (A7.3)."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongzhi.places.models import Estate

# Each finds what must never be; the database refuses it at writing, so a row here means that somebody went round it.
CHECKS = (
    (
        gettext_noop("借贷不平或者只有一行"),
        """
SELECT t.id FROM fund_transaction t
  LEFT JOIN (SELECT transaction_id, sum(amount_fen) AS fen, count(*) AS n FROM fund_posting
              WHERE estate_id = %(estate)s GROUP BY transaction_id) p ON p.transaction_id = t.id
 WHERE t.estate_id = %(estate)s AND (p.n IS NULL OR p.n < 2 OR p.fen <> 0)
        """,
    ),
    (
        gettext_noop("早于建账"),
        """
SELECT t.id FROM fund_transaction t JOIN fund_book b ON b.estate_id = t.estate_id
 WHERE t.estate_id = %(estate)s AND t."on" < b.from_on
        """,
    ),
    (
        gettext_noop("凭证号不连续，或者次序不对"),
        """
SELECT id FROM (
  SELECT id, serial, row_number() OVER (ORDER BY "on", id) AS n FROM fund_transaction
   WHERE estate_id = %(estate)s
     AND "on" < (SELECT max(month) + interval '1 month' FROM fund_monthclose WHERE estate_id = %(estate)s)) x
 WHERE serial IS DISTINCT FROM n
        """,
    ),
    (
        gettext_noop("未结账的月份已经编号"),
        """
SELECT id FROM fund_transaction WHERE estate_id = %(estate)s AND serial IS NOT NULL
   AND "on" >= coalesce((SELECT max(month) + interval '1 month' FROM fund_monthclose WHERE estate_id = %(estate)s),
                        '-infinity')
        """,
    ),
    (
        gettext_noop("冲销和原凭证不符"),
        """
SELECT r.id FROM fund_transaction r JOIN fund_posting p ON p.estate_id = r.estate_id
   AND p.transaction_id IN (r.id, r.reverses_id)
 WHERE r.estate_id = %(estate)s AND r.kind = 'reversal' GROUP BY r.id, p.account_id HAVING sum(p.amount_fen) <> 0
        """,
    ),
    (
        gettext_noop("分户合计不等于分录"),
        """
SELECT p.transaction_id FROM fund_posting p JOIN fund_account a ON a.id = p.account_id AND a.by_unit
  LEFT JOIN (SELECT posting_id, sum(amount_fen) AS fen FROM fund_subposting WHERE estate_id = %(estate)s
              GROUP BY posting_id) s ON s.posting_id = p.id
 WHERE p.estate_id = %(estate)s AND s.fen IS DISTINCT FROM p.amount_fen
        """,
    ),
    (
        gettext_noop("付款和申请、账户不符"),
        """
SELECT y.transaction_id FROM fund_payment y JOIN fund_spendrequest r ON r.id = y.request_id
  JOIN fund_moneyaccount m ON m.id = r.money_id
  LEFT JOIN fund_posting p ON p.estate_id = y.estate_id AND p.transaction_id = y.transaction_id
       AND p.account_id = m.account_id AND p.amount_fen = -y.amount_fen
 WHERE y.estate_id = %(estate)s AND (p.id IS NULL OR r.amount_fen <> y.amount_fen OR r.state <> 'paid')
        """,
    ),
    (
        gettext_noop("审批不够的付款"),
        """
SELECT y.transaction_id FROM fund_payment y JOIN fund_spendrequest r ON r.id = y.request_id
  LEFT JOIN fund_approval a ON a.estate_id = y.estate_id AND a.request_id = r.id AND a.agrees AND a.person_id <> r.person_id
 WHERE y.estate_id = %(estate)s GROUP BY y.transaction_id, r.approvals_needed
HAVING count(DISTINCT a.person_id) < r.approvals_needed
        """,
    ),
    (
        gettext_noop("超出依据的付款"),
        """
SELECT max(y.transaction_id) FROM fund_payment y JOIN fund_spendrequest r ON r.id = y.request_id
  JOIN fund_spendbasis b ON b.id = r.basis_id
 WHERE y.estate_id = %(estate)s
   AND NOT EXISTS (SELECT 1 FROM fund_transaction x WHERE x.estate_id = y.estate_id AND x.reverses_id = y.transaction_id)
 GROUP BY b.id, b.limit_fen HAVING sum(y.amount_fen) > b.limit_fen
        """,
    ),
    (
        gettext_noop("没有依据的支出"),
        """
SELECT id FROM fund_transaction WHERE estate_id = %(estate)s AND kind = 'payment' AND basis_entry IS NULL
        """,
    ),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold, and on which transaction (its number in the database)."""

    words: str
    transaction_id: int


def check_ledger(estate: Estate) -> list[Problem]:
    """Everything in the estate's ledger that must never be; empty for a sound one."""
    found = []
    with connection.cursor() as cursor:
        for words, question in CHECKS:
            cursor.execute(question, {"estate": estate.pk})
            found += [Problem(_(words), pk) for (pk,) in cursor.fetchall()]
    return found
