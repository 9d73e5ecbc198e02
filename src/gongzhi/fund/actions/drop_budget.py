"""Give up a draft of a budget."""

from datetime import datetime

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.models import Budget
from gongzhi.fund.states import BUDGET_MOVES, BudgetState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

DROPPED = journal.event("fund.budget.dropped", budget=Fact.NUMBER, year=Fact.NUMBER, fund=Fact.WORD)


@act
def drop_budget(*, budget: Budget, by: Person, at: datetime) -> Budget:
    """The draft is not brought forward any more; refuses everyone but who keeps the books, and an adopted one."""
    book = lock_book(budget.estate)
    budget = Budget.objects.select_for_update(of=("self",)).get(estate=book.estate, pk=budget.pk)
    access.require_bookkeeper(by, book.estate, at=at)
    check_move(BUDGET_MOVES, BudgetState(budget.state), BudgetState.DROPPED)
    journal.record(
        DROPPED,
        ref=f"budget:{budget.pk}",
        estate_id=book.estate.pk,
        by=keys.pseudonym(book.estate.pk, by.pk),
        at=at,
        basis=budget.entry,
        budget=budget.number,
        year=budget.year,
        fund=budget.fund,
    )
    budget.state = BudgetState.DROPPED
    budget.save(update_fields=["state"])
    return budget
