"""押金: what came in for a contract, what went back by requests to pay, what is held now."""

from dataclasses import dataclass
from datetime import date

from gongzhi.fund.models import Deposit, IncomeContract, Payment


@dataclass(frozen=True, slots=True)
class DepositLine:
    """One movement of a deposit: fen received (plus) or given back (minus) on a day, by which transaction."""

    on: date
    amount_fen: int
    transaction_id: int


def deposits_of(contract: IncomeContract) -> list[DepositLine]:
    """What came in and went back of the contract's deposit in order of time; reversed money counts no more."""
    rows = Deposit.objects.filter(
        estate=contract.estate_id, contract=contract, posting__transaction__reversals__isnull=True
    ).select_related("posting__transaction")
    came = [
        DepositLine(row.posting.transaction.on, -row.posting.amount_fen, row.posting.transaction_id) for row in rows
    ]
    paid = Payment.objects.filter(
        estate=contract.estate_id,
        request__returns__in=[line.transaction_id for line in came],
        transaction__reversals__isnull=True,
    ).select_related("transaction")
    back = [DepositLine(row.transaction.on, -row.amount_fen, row.transaction_id) for row in paid]
    return sorted([*came, *back], key=lambda line: (line.on, line.transaction_id))


def held_fen(contract: IncomeContract) -> int:
    """What of the contract's deposit is held now, in fen."""
    return sum(line.amount_fen for line in deposits_of(contract))
