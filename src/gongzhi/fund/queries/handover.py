"""移交余额表: what a leaving body leaves of the money on a day: accounts, and everything that is not settled (L4.2)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.fund.models import Account, HandoverBalance, Mirror, MoneyAccount, Posting
from gongzhi.fund.queries.bank_lines import open_lines
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.fund.queries.ledger_vouchers import bare_payments
from gongzhi.fund.queries.reconciling import BANKED, unreconciled
from gongzhi.fund.queries.requests import open_requests
from gongzhi.fund.queries.schedule import late
from gongzhi.fund.queries.statements import balance_fen, money_accounts
from gongzhi.fund.states import AccountState
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen


def accounts_on(estate: Estate, on: date) -> list[dict[str, Any]]:
    """Every account that was ever opened with what it holds at the end of the day."""
    return [
        {
            "code": row.account.code,
            "title": row.account.title,
            "bank": row.bank,
            "tail": row.tail,
            "state": row.state,
            "fen": balance_fen(row.account, on=on),
            **({"agency": _held(row, on)} if row.custody == MoneyAccount.Custody.AGENCY else {}),
        }
        for row in money_accounts(estate)
        if row.state != AccountState.PROPOSED
    ]


def _held(money: MoneyAccount, on: date) -> dict[str, Any] | None:
    """What the office that keeps the money said last, by the day: it is not in the ledger."""
    rows = Mirror.objects.filter(estate=money.estate_id, money=money, as_of__lte=on)
    found = rows.order_by("-as_of", "-pk").first()
    return {"on": found.as_of.isoformat(), "fen": found.total_fen} if found is not None else None


def pending_on(estate: Estate, on: date, *, at: datetime) -> list[dict[str, Any]]:
    """What is not settled: `{"kind", "words", "count", "fen"}` each; sums where there are any."""
    requests = open_requests(estate)
    lines = [row for money in money_accounts(estate) if money.custody in BANKED for row in open_lines(money, until=on)]
    owed = Posting.objects.filter(estate=estate, account__root=Account.Root.OWED, transaction__on__lte=on)
    held = -int(owed.aggregate(n=Sum("amount_fen"))["n"] or 0)
    waiting = late({estate.pk: estate}, at)[estate.pk]
    months = unreconciled([estate], at)[estate.pk]
    bare = bare_payments([estate]).filter(on__lte=on)
    found = [
        ("requests", _("没有办完的支出申请"), len(requests), sum(row.amount_fen for row in requests)),
        ("lines", _("没有勾对的银行流水"), len(lines), sum(row.amount_fen for row in lines)),
        ("owed", _("押金和应退款项"), None, held),
        ("unchecked", _("期初待核"), None, unchecked_fen(estate)),
        ("bare", _("没有凭证的支出"), bare.count(), None),
        ("late", _("应收未到"), len(waiting), sum(row.left_fen for row in waiting)),
        ("months", _("没有和银行对账的月份"), len(months), None),
    ]
    return [{"kind": kind, "words": words, "count": count, "fen": fens} for kind, words, count, fens in found]


def pending_rows(rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    """The open matters as a table says them: what, how many, how much."""
    return [
        [row["words"], str(row["count"]) if row["count"] is not None else "–", fen(row["fen"]) if row["fen"] else "–"]
        for row in rows
    ]


def account_rows(rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    """The accounts as a table says them: which, where, what they hold."""
    return [
        [f"{row['code']} {row['title']}", _where(row), fen(row["fen"]) if "agency" not in row else "–"] for row in rows
    ]


def _where(row: dict[str, Any]) -> str:
    where = f"{row['bank']} {row['tail']}".strip() or _("现金")
    if "agency" not in row:
        return where
    told = row["agency"]
    if told is None:
        return _("%(where)s，主管部门代管，不在账上") % {"where": where}
    said = {"where": where, "day": cndate(date.fromisoformat(told["on"])), "sum": fen(told["fen"])}
    return _("%(where)s，主管部门代管，不在账上，%(day)s分户余额共%(sum)s") % said


def paper_of(
    body: Body,
    on: date,
    accounts: Sequence[dict[str, Any]],
    pending: Sequence[dict[str, Any]],
    *,
    signed_by: str,
) -> dict[str, Any]:
    """The balance as data of an official document, of the body or of the office that drew it up; no names of persons."""
    whole = fen(sum(row["fen"] for row in accounts))
    lead = _("截至%(day)s，账户 %(n)s 个，共%(sum)s。") % {"day": cndate(on), "n": len(accounts), "sum": whole}
    way = (
        _("离任组织没有编制，由%(who)s根据账簿单方编制。") % {"who": signed_by}
        if signed_by
        else _("由%(who)s编制。") % {"who": body.name}
    )
    return {
        "issuer": signed_by or body.name,
        "addressee": _("接收的组织"),
        "estate": body.estate.code if body.estate else "",
        "sections": [
            {"heading": _("总的情况"), "paragraphs": [lead, way]},
            {
                "heading": _("账户余额"),
                "paragraphs": [],
                "table": {"head": [_("账户"), _("在哪里"), _("余额")], "rows": account_rows(accounts)},
            },
            {
                "heading": _("没有办完的事"),
                "paragraphs": [],
                "table": {"head": [_("事项"), _("件数"), _("金额")], "rows": pending_rows(pending)},
            },
        ],
        "closing": _("数字取自账簿，接收的一方可以写下意见；有不同意见不影响接收。"),
    }


def balances_of(estate: Estate) -> list[HandoverBalance]:
    """The balances of handing over of the estate, the newest first."""
    rows = HandoverBalance.objects.filter(estate=estate).select_related("body")
    return list(rows.order_by("-pk"))
