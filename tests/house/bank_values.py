"""What stands in the addresses of the bank's side of the book: an account in a bank, its lines, a match, a month."""

from datetime import timedelta
from typing import Any

from gongzhi.bodies.models import Body
from gongzhi.fund.actions.import_statement import import_statement
from gongzhi.fund.actions.keep_statement import keep_statement
from gongzhi.fund.actions.open_account import open_account
from gongzhi.fund.actions.post_line import post_line
from gongzhi.fund.actions.propose_account import Signer, propose_account
from gongzhi.fund.actions.reconcile_month import reconcile_month
from gongzhi.fund.actions.record_income import record_income
from gongzhi.fund.bank_access import paper_name
from gongzhi.fund.models import Account, BankLine, Side
from gongzhi.fund.queries.chart import account_for
from gongzhi.kernel.clock import law_day
from gongzhi.voting.tests.made import Made


def bank_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; last month is reconciled and waits for its second person."""
    chair, at, estate = made.committee[0], made.now, made.estate
    body = Body.objects.get(estate=estate, kind=Body.Kind.COMMITTEE)
    last = law_day(at).replace(day=1) - timedelta(days=1)
    money = propose_account(
        estate=estate,
        fund="common_income",
        title="公共收益专户",
        custody="own",
        holder="业主委员会",
        holder_kind="committee",
        basis_words="业主大会决定",
        signers=(Signer(Side.OWNERS, body),),
        by=chair,
        at=at,
    )
    number = f"6222{estate.pk:012d}"
    money = open_account(money=money, on=last.replace(day=1), bank="农业银行", number=number, by=chair, at=at)
    rows = f"日期,收入,支出,余额,摘要\n{last},10.00,,10.00,结息\n{last},3.00,,13.00,存入\n"
    papers = []
    for text in (rows, rows + f"{last},,1.00,12.00,手续费\n"):
        content = f"{text}{estate.pk}\n".encode()
        papers.append(keep_statement(money=money, file_name="流水.csv", content=content, by=chair, at=at))
    import_statement(money=money, stored=papers[0], by=chair, at=at)
    interest, came = BankLine.objects.filter(money=money).order_by("number")
    match = post_line(line=interest, way="interest", by=chair, at=at)
    reconcile_month(money=money, month=last.replace(day=1), by=chair, at=at)
    source = account_for(estate, Account.Root.INCOME, "other")
    booked = record_income(money=money, income=source, amount_fen=300, on=law_day(at), words="存入", by=chair, at=at)
    return {
        "bank_account": money.account.code,
        "paper": paper_name(money, papers[1]),
        "line_id": came.pk,
        "match_id": match.pk,
        "month": f"{last:%Y-%m}",
        "bank_posting": booked.postings.get(account=money.account).pk,
        "bank_day": law_day(at).isoformat(),
    }
