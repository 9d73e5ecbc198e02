"""Put a budget into effect on the decision that adopted it, and publish it (A5.3)."""

from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.register_basis import must_be_unused
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import Budget
from gongzhi.fund.queries.bases import stopped, title_of
from gongzhi.fund.queries.budgets import sections_of
from gongzhi.fund.queries.grounds import grounds_for
from gongzhi.fund.states import BUDGET_MOVES, BudgetState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings.models import Decision
from gongzhi.meetings.queries.decisions import amount_of
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.sums_decided import wrong_reading
from gongzhi.web.figures import fen
from gongzhi_law.fund import FUND_NAMES, FundKind, Ground, SpendMatter

ADOPTED = journal.event(
    "fund.budget.adopted", budget=Fact.NUMBER, year=Fact.NUMBER, fund=Fact.WORD, total_fen=Fact.NUMBER
)


@act
@official
def adopt_budget(
    *,
    budget: Budget,
    resolution: Resolution | None = None,
    decision: Decision | None = None,
    quote: str = "",
    by: Person,
    at: datetime,
) -> Budget:
    """The budget carries payments from now on, within its lines; everyone reads it.

    A resolution says the total in the sentence `quote`; the committee's decision is enough only where law, place and the
    estate's rules let it decide that total. Refuses everyone but who keeps the books, a decision that is stopped (R2),
    already used, or for less. Wrong input: none or both named, a sentence or sum that is not in the resolution.
    """
    book = lock_book(budget.estate)
    estate = book.estate
    budget = Budget.objects.select_for_update(of=("self",)).get(estate=estate, pk=budget.pk)
    budget.estate = estate
    access.require_bookkeeper(by, estate, at=at)
    check_move(BUDGET_MOVES, BudgetState(budget.state), BudgetState.ADOPTED)
    named = resolution or decision
    if named is None or (resolution is not None and decision is not None) or named.estate_id != estate.pk:
        raise BadInput(_("请选择通过预算的决议或者决定。"), {"of": _("请选择")})
    must_be_unused(estate, resolution, decision)
    if reason := stopped(resolution, decision, at=at):
        raise Refused(reason)
    total = int(budget.lines.aggregate(n=Sum("amount_fen"))["n"] or 0)
    if resolution is not None:
        if wrong := wrong_reading(resolution, total, quote):
            if "amount_fen" in wrong:
                wrong["quote"] = _("这一句里没有写预算的合计%(total)s") % {"total": fen(total)}
            raise BadInput(_("预算的合计要与议题里写的一致。"), wrong)
    else:
        assert decision is not None  # noqa: S101  (one of the two is named)
        must_decide_alone(estate, budget.fund, total, at=at)
        if (amount_of(decision) or 0) < total:
            words = _("决定的金额是%(limit)s，预算合计%(total)s。")
            raise Refused(
                Reason(
                    words % {"limit": fen(amount_of(decision) or 0), "total": fen(total)},
                    cite=FUND_RULES,
                    remedy=_("按决定的金额改编预算，或者重新上会"),
                )
            )
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry_of = resolution.entry_id if resolution is not None else decision.entry if decision is not None else 0
    entry = journal.record(
        ADOPTED,
        ref=f"budget:{budget.pk}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=entry_of,
        budget=budget.number,
        year=budget.year,
        fund=budget.fund,
        total_fen=total,
    )
    budget.resolution, budget.decision, budget.basis_entry = resolution, decision, entry_of
    document = publish_document(
        estate_id=estate.pk,
        kind="budget",
        mark=_("%(estate)s预") % {"estate": estate.name},
        title=_("%(year)s年%(fund)s预算") % {"year": budget.year, "fund": FUND_NAMES[FundKind(budget.fund)]},
        template="official",
        data={"issuer": estate.name, "sections": sections_of(budget, total=total, basis=title_of(budget))},
        ref=f"budget:{budget.pk}",
        by=pseudonym,
        at=at,
    )
    budget.state, budget.adopted_on, budget.adopted_entry = BudgetState.ADOPTED, law_day(at), entry.pk
    budget.document_id = document.pk
    budget.save(
        update_fields=[
            "state",
            "adopted_on",
            "adopted_entry",
            "resolution",
            "decision",
            "basis_entry",
            "document_id",
        ]
    )
    return budget


def must_decide_alone(estate: Estate, fund: str, total_fen: int, *, at: datetime) -> None:
    """Refuses a sum that the committee may not decide without the owners, with the article that says so."""
    finding = grounds_for(estate, fund, SpendMatter.OTHER, total_fen, at=at)
    if Ground.COMMITTEE in finding.allowed:
        return
    why = finding.refused[Ground.COMMITTEE]
    missing = _("；或者先由业主大会约定%(what)s") % {"what": "、".join(finding.missing)} if finding.missing else ""
    raise Refused(Reason(why.sentence, cite=why.cite or FUND_RULES, remedy=_("提交业主大会表决") + missing))
