"""What a line of the bank without an entry could be: a charge of the bank, interest, a transfer, a payment returned (A5.2)."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from gongzhi.fund.models import BankLine, MatchLine, Payment, Posting, Transaction
from gongzhi.fund.queries.grounds import caps_of
from gongzhi_law.fund import PettyCaps

# What banks themselves call their charges and their interest; it is their words, not the book's.
_CHARGES = ("手续费", "工本费", "管理费", "汇划费", "短信费", "年费", "回单费", "账户维护费", "服务费", "开户费")
_INTEREST = ("利息", "结息", "付息")
_BANKS = ("银行", "信用社", "信用联社", "支付宝", "财付通", "微信支付", "支付科技")


def is_charge(line: BankLine) -> bool:
    """Whether the bank itself calls the line its charge, and nobody else stands on the other side."""
    words, other = line.shown_words(), line.shown_counterparty()
    told = any(word in f"{words}{other}" for word in _CHARGES)
    return line.amount_fen < 0 and told and (not other or any(word in other for word in (*_BANKS, *_CHARGES)))


def is_small_charge(line: BankLine, *, at: datetime) -> bool:
    """Whether the charge is entered without a request: no more than petty cash pays at once, as agreed or else as offered."""
    return is_charge(line) and -line.amount_fen <= most_taken(caps_of(line.estate, at=at))


def most_taken(caps: PettyCaps) -> int:
    """The most that the bank takes at once as its charge without anybody asking, in fen."""
    return (caps.proposed_each_fen or 0) if caps.each_fen is None else caps.each_fen


def is_interest(line: BankLine) -> bool:
    """Whether the bank calls the line its interest."""
    words, other = line.shown_words(), line.shown_counterparty()
    told = any(word in f"{words}{other}" for word in _INTEREST)
    return line.amount_fen > 0 and told and (not other or any(word in other for word in (*_BANKS, *_INTEREST)))


def other_legs(line: BankLine) -> list[BankLine]:
    """Open lines of the estate's other accounts over the same sum the other way, the nearest day first."""
    live = MatchLine.objects.filter(estate_id=OuterRef("estate_id"), line_id=OuterRef("pk"), live=True)
    rows = BankLine.objects.filter(estate_id=line.estate_id, amount_fen=-line.amount_fen, neutral=False)
    rows = rows.exclude(money_id=line.money_id).filter(~Exists(live)).select_related("money__account")
    return sorted(rows, key=lambda row: (abs((row.on - line.on).days), row.pk))


def returned_payments(line: BankLine) -> list[Posting]:
    """Payments of the same sum from this account up to the line's day that nothing took back, the newest first."""
    undone = Transaction.objects.filter(estate_id=OuterRef("estate_id"), reverses_id=OuterRef("transaction_id"))
    paid = Payment.objects.filter(estate_id=OuterRef("estate_id"), transaction_id=OuterRef("transaction_id"))
    rows = Posting.objects.filter(
        estate_id=line.estate_id,
        account_id=line.money.account_id,
        amount_fen=-line.amount_fen,
        transaction__kind=Transaction.Kind.PAYMENT,
        transaction__on__lte=line.on,
    )
    rows = rows.filter(Exists(paid)).filter(~Exists(undone)).select_related("transaction")
    return list(rows.order_by("-transaction__on", "-pk")) if line.amount_fen > 0 else []
