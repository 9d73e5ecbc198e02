"""What the developer and the early firm owe the owners: what came, what is missing, what of it is due (L1.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.fund.models import EarlyItem, EarlyStep, MoneyAccount
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi_law.fund import FundKind


def fits(item: EarlyItem, money: MoneyAccount) -> bool:
    """Whether the sum of the item may come into the account: the repair fund's into its own, other money into no such."""
    return (item.kind == EarlyItem.Kind.REPAIR_FUND) == (money.account.fund == FundKind.REPAIR)


@dataclass(slots=True)
class Early:
    """One item with its steps in order, and what of the sum came in; reversed money counts no more."""

    item: EarlyItem
    steps: list[EarlyStep] = field(default_factory=list)
    paid_fen: int = 0

    @property
    def left_fen(self) -> int:
        """What of the sum is still to come; 0 where no sum is known."""
        return max((self.item.owed_fen or 0) - self.paid_fen, 0)

    @property
    def is_open(self) -> bool:
        """Whether something is still missing."""
        return self.item.closed_on is None

    def overdue(self, on: date) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and self.item.due_on is not None and self.item.due_on < on


def early_of(estates: Iterable[Estate | int]) -> list[Early]:
    """The items of these estates, open ones first, then by number; in two statements."""
    rows = list(EarlyItem.objects.filter(estate__in=list(estates)))
    found = {row.pk: Early(row) for row in rows}
    steps = EarlyStep.objects.filter(item__in=rows).select_related("posting__transaction").order_by("pk")
    for step in steps.prefetch_related("posting__transaction__reversals"):
        one = found[step.item_id]
        one.steps.append(step)
        if step.posting is not None and not step.posting.transaction.reversals.all():
            one.paid_fen += abs(step.posting.amount_fen)
    return sorted(found.values(), key=lambda one: (not one.is_open, one.item.serial))


def early_one(item: EarlyItem) -> Early:
    """One item with its steps."""
    return next(one for one in early_of([item.estate_id]) if one.item.pk == item.pk)


def public_rows(rows: Iterable[Early]) -> list[list[str]]:
    """The list as everyone reads it: what, who, how much, by when, how far."""
    found = []
    for one in rows:
        item = one.item
        state = _("已了结") if not one.is_open else str(one.steps[-1].get_kind_display()) if one.steps else _("未移交")
        owed = _("%(a)s，已到%(b)s") % {"a": fen(item.owed_fen), "b": fen(one.paid_fen)} if item.owed_fen else "–"
        due = cndate(item.due_on) if item.due_on else "–"
        found.append([f"{item.get_kind_display()}：{item.words}", item.debtor, owed, due, state])
    return found


def statement(estate: Estate, rows: list[Early], *, issuer: str, on: date) -> dict[str, Any]:
    """The clearing statement as data of an official document."""
    missing = [one for one in rows if one.is_open]
    lead = _("截至%(day)s，共 %(n)s 项，已了结 %(done)s 项，未了结 %(open)s 项，尚欠%(fen)s。") % {
        "day": cndate(on),
        "n": len(rows),
        "done": len(rows) - len(missing),
        "open": len(missing),
        "fen": fen(sum(one.left_fen for one in missing)),
    }
    head = [_("项目"), _("责任单位"), _("金额"), _("应办日期"), _("办到哪一步")]
    return {
        "issuer": issuer,
        "addressee": _("全体业主"),
        "estate": estate.code,
        "sections": [
            {"heading": _("总的情况"), "paragraphs": [lead]},
            {"heading": _("逐项情况"), "paragraphs": [], "table": {"head": head, "rows": public_rows(rows)}},
        ],
        "closing": _("利用共有部分产生的收入，扣除合理成本后属于业主共有（民法典第282条）。"),
    }


def by_estate(estates: Mapping[int, Estate]) -> dict[int, list[Early]]:
    """Estate number → its items; two statements for all."""
    found: dict[int, list[Early]] = {pk: [] for pk in estates}
    for one in early_of(list(estates)):
        found[one.item.estate_id].append(one)
    return found
