"""What the office says each flat holds in its sub-account (代管), and whose share that does not cover."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from gongzhi.fund.models import Allocation, Mirror, MoneyAccount, RepairProject, SubPosting
from gongzhi.places.models import Estate
from gongzhi.register.models import Unit


@dataclass(frozen=True, slots=True)
class Missing:
    """Doors of the register that an imported list does not name; a list names none that the register does not."""

    doors: tuple[str, ...]


def latest(money: MoneyAccount | None) -> Mirror | None:
    """The newest list of the account."""
    if money is None:
        return None
    return Mirror.objects.filter(estate=money.estate_id, money=money).order_by("-as_of", "-pk").first()


def missing_in(mirror: Mirror) -> Missing:
    """Which flats of the register are not in the list."""
    there = mirror.balances.values_list("unit_id", flat=True)
    rows = Unit.objects.filter(estate=mirror.estate_id, removed_on__isnull=True).exclude(pk__in=there)
    return Missing(tuple(rows.order_by("door").values_list("door", flat=True)))


def balances_of(money: MoneyAccount | None) -> dict[int, int] | None:
    """Unit number → fen in its sub-account: as imported for 代管, as posted where the account is kept by flats; else None."""
    if money is None:
        return None
    if money.account.by_unit:
        rows = SubPosting.objects.filter(estate=money.estate_id, posting__account=money.account)
        return {row["unit_id"]: row["n"] for row in rows.values("unit_id").annotate(n=Sum("amount_fen"))}
    found = latest(money)
    return dict(found.balances.values_list("unit_id", "balance_fen")) if found is not None else None


def short_of(project: RepairProject) -> dict[int, int] | None:
    """Unit number → fen by which its planned share is above what its sub-account holds; None where nobody knows."""
    held = balances_of(project.money)
    planned = Allocation.objects.filter(estate=project.estate_id, project=project, kind=Allocation.Kind.PLANNED).first()
    if held is None or planned is None:
        return None
    shares = planned.shares.values_list("unit_id", "amount_fen")
    return {unit: fen - held.get(unit, 0) for unit, fen in shares if fen > held.get(unit, 0)}


def accounts_of(estate: Estate) -> list[MoneyAccount]:
    """The accounts of the repair fund, open or proposed."""
    rows = MoneyAccount.objects.select_related("account").filter(estate=estate, account__fund="repair")
    found = list(rows.exclude(state="closed").order_by("pk"))
    for row in found:
        row.estate = estate
    return found


def held_by(estate: Estate, units: list[int]) -> dict[int, int]:
    """Unit number → fen over all accounts of the repair fund that say it."""
    found: dict[int, int] = defaultdict(int)
    for money in accounts_of(estate):
        for unit, fen in (balances_of(money) or {}).items():
            if unit in units:
                found[unit] += fen
    return dict(found)
