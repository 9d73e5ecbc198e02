"""What stands in the addresses of oversight: a warning, an audit with a finding, a package, a balance of handing over."""

from datetime import timedelta
from typing import Any

from gongzhi.bodies.models import Body
from gongzhi.fund.actions.add_finding import add_finding
from gongzhi.fund.actions.make_handover_balance import make_handover_balance
from gongzhi.fund.actions.open_audit import open_audit
from gongzhi.fund.actions.posting import Line, post
from gongzhi.fund.models import Account, Book, MoneyAccount
from gongzhi.fund.queries.chart import account_for
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.voting.tests.made import Made


def oversight_values(made: Made, money: MoneyAccount) -> dict[str, Any]:
    """Values by name of the parameter; the account stood one fen below zero on the ledger's first day."""
    estate, at, on = made.estate, made.now, law_day(made.now)
    book = Book.objects.select_related("estate__community").get(estate=estate)
    expense = account_for(estate, Account.Root.EXPENSE, "other")
    post(
        book,
        kind="payment",
        on=book.from_on,
        words="垫付",
        lines=[Line(money.account, -1), Line(expense, 1)],
        entry=money.entry,
        basis_entry=money.entry,
        by=keys.pseudonym(estate.pk, made.committee[0].pk),
        at=at,
    )
    audit = open_audit(
        estate=estate,
        purpose="year",
        from_on=book.from_on,
        until_on=on + timedelta(days=1),
        auditor="会计师事务所",
        basis_words="街道委托",
        name="审计人员",
        number=f"136{estate.pk:08d}",
        by=made.worker,
        at=at,
    )
    auditor = Person.objects.get(pk=audit.person_id)
    finding = add_finding(
        audit=audit, words="缺凭证", ground="资金管理办法", remedy="补上", due_on=on, by=auditor, at=at
    )
    body = Body.objects.get(estate=estate, kind=Body.Kind.COMMITTEE)
    balance = make_handover_balance(body=body, on=on, by=made.worker, at=at)
    return {
        "flag_key": f"negative:{money.account.code}:{book.from_on}",
        "audit_serial": audit.serial,
        "finding_number": finding.number,
        "handover_id": balance.pk,
        "handover_body": body.pk,
        "money_list": "accounts",
        "audited_entry": money.account.postings.order_by("pk").first().transaction_id,
    }
