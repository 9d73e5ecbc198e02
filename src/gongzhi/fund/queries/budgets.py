"""Budgets with what of each line is paid, asked for and left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from gongzhi.fund.models import Budget, BudgetLine, SpendRequest
from gongzhi.fund.states import ON_THE_WAY, BudgetState
from gongzhi.places.models import Estate
from gongzhi.web.figures import fen


@dataclass(frozen=True, slots=True)
class LineUse:
    """One line: its limit, what is paid and what is asked for, in fen."""

    line: BudgetLine
    paid_fen: int
    asked_fen: int

    @property
    def left_fen(self) -> int:
        """What is left of it."""
        return int(self.line.amount_fen) - self.paid_fen - self.asked_fen


def budgets_of(estate: Estate, *, adopted: bool = False) -> list[Budget]:
    """The budgets of an estate, the newest year first; `adopted` leaves out drafts and what was dropped."""
    rows = Budget.objects.select_related("resolution__motion__assembly", "resolution__option", "decision__item")
    rows = rows.filter(estate=estate).order_by("-year", "fund", "number")
    return list(rows.filter(state=BudgetState.ADOPTED) if adopted else rows)


def use_of(budgets: Iterable[Budget]) -> dict[int, list[LineUse]]:
    """By budget number its lines with their use, in two statements; reversed payments do not count."""
    known = list(budgets)
    lines = BudgetLine.objects.filter(budget__in=known).select_related("account").order_by("pk")
    standing = Q(payments__isnull=False, payments__transaction__reversals__isnull=True)
    rows = SpendRequest.objects.filter(line__budget__in=known).values("line_id")
    sums = rows.annotate(
        paid=Sum("amount_fen", filter=standing),
        asked=Sum("amount_fen", filter=Q(state__in=ON_THE_WAY)),
    )
    used = {row["line_id"]: (row["paid"] or 0, row["asked"] or 0) for row in sums.order_by()}
    found: dict[int, list[LineUse]] = {budget.pk: [] for budget in known}
    for line in lines:
        found[line.budget_id].append(LineUse(line, *used.get(line.pk, (0, 0))))
    return found


def lines_to_spend(estate: Estate, fund: str, year: int) -> list[LineUse]:
    """The lines of the year's adopted budgets of this money."""
    rows = [one for one in budgets_of(estate, adopted=True) if one.fund == fund and one.year == year]
    return [use for uses in use_of(rows).values() for use in uses]


def sections_of(budget: Budget, *, total: int, basis: str) -> list[dict[str, Any]]:
    """The body of the published budget."""
    rows = [[line.account.title, line.words, fen(line.amount_fen)] for line in budget.lines.order_by("pk")]
    return [
        {"heading": _("依据"), "paragraphs": [basis]},
        {
            "heading": _("预算"),
            "table": {
                "head": [_("科目"), _("用途"), _("金额")],
                "rows": [*rows, [_("合计"), "", fen(total)]],
            },
        },
    ]
