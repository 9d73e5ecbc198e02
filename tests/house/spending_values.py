"""What stands in the addresses of spending: a basis, requests before and after their slip, a batch, budgets, petty cash."""

from typing import Any

from gongzhi.bodies.models import Appointment, Body
from gongzhi.documents.actions.store_file import store_file
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.draft_budget import LineDraft, draft_budget
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.models import (
    Account,
    Approval,
    Budget,
    MoneyAccount,
    PayBatch,
    PaymentSlip,
    PettyFund,
    SpendBasis,
    SpendRequest,
)
from gongzhi.fund.queries.chart import account_for
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import Decision
from gongzhi.people.models import Person
from gongzhi.voting.models import Resolution
from gongzhi.voting.tests.made import Made


def spending_values(made: Made, money: MoneyAccount) -> dict[str, Any]:
    """Values by name of the parameter; the chair keeps the books, the second member the petty cash."""
    estate, chair, at, on = made.estate, made.committee[0], made.now, law_day(made.now)
    by = keys.pseudonym(estate.pk, chair.pk)
    power = account_for(estate, Account.Root.EXPENSE, "utilities")
    waiting, sent = (_bill(money, power, chair, at, words) for words in ("电费", "水费"))
    sides = ["owners", *filter(None, sent.second_by.split(",")[:1])]
    for side, person in zip(sides, (made.committee[1], made.worker), strict=False):
        word = {"side": side, "agrees": True, "person_id": person.pk}
        Approval.objects.create(estate=estate, request=sent, by=by, at=at, entry=sent.entry, **word)
    SpendRequest.objects.filter(pk=sent.pk).update(state="approved")
    slip = PaymentSlip.objects.create(estate=estate, request=sent, serial=1, by=by, at=at, entry=sent.entry)
    SpendRequest.objects.filter(pk=sent.pk).update(state="issued")
    content = f"batch {estate.pk}".encode()
    file = store_file(estate_id=estate.pk, name="1.csv", content=content, content_type="text/csv", personal=True, at=at)
    common: dict[str, Any] = {"estate": estate, "by": by, "at": at, "entry": sent.entry}
    batch = PayBatch.objects.create(
        money=money, serial=1, slips=1, total_fen=1, file_id=file.pk, sha256=file.sha256, **common
    )
    resolution = Resolution.objects.filter(estate=estate).order_by("pk")[0]
    basis = SpendBasis.objects.create(
        kind="resolution",
        resolution=resolution,
        basis_entry=resolution.entry_id,
        limit_fen=1_000,
        quote="不超过10元",
        **common,
    )
    lines = [LineDraft(power, "公共照明", 1_000)]
    draft = draft_budget(
        estate=estate, year=on.year, fund="common_income", title="年度预算", lines=lines, by=chair, at=at
    )
    adopted = Budget.objects.create(
        estate=estate,
        year=on.year,
        fund="common_income",
        number=9,
        title="已通过的预算",
        state="adopted",
        basis_entry=sent.entry,
        adopted_on=on,
        adopted_entry=sent.entry,
        entry=sent.entry,
    )
    body = Body.objects.get(estate=estate, kind=Body.Kind.COMMITTEE)
    keeper = Appointment.objects.get(body=body, person_id=made.committee[1].pk, ended_on=None)
    petty = PettyFund.objects.create(
        estate=estate,
        money=money,
        keeper=keeper,
        month_cap_fen=10_000,
        each_cap_fen=5_000,
        basis_entry=sent.entry,
        from_on=on,
        entry=sent.entry,
    )
    return {
        "request_id": waiting.pk,
        "slip_id": slip.pk,
        "batch_id": batch.pk,
        "batch_kind": "csv",
        "basis_id": basis.pk,
        "budget_id": draft.pk,
        "public_budget_id": adopted.pk,
        "petty_id": petty.pk,
        "review_month": f"{on:%Y-%m}",
        "review_day": on.replace(day=1).isoformat(),
        "spend_target": f"c{power.pk}",
        "spend_account": str(power.pk),
        "spend_decision": f"d{Decision.objects.filter(estate=estate).order_by('pk')[0].pk}",
        "petty_keeper": keeper.pk,
    }


def _bill(money: MoneyAccount, power: Account, chair: Person, at: Any, words: str) -> SpendRequest:
    return request_payment(
        money=money,
        matter="utilities",
        amount_fen=100,
        words=words,
        ground="contract",
        category=power,
        payee=Payee("供电公司"),
        papers=[Paper("invoice", f"{words}.pdf", f"%PDF-1.4 {words} {money.estate_id}".encode())],
        warnings_seen=True,
        by=chair,
        at=at,
    )
