"""Hold accounts of the ledger for one act: what their bank says is changed by one at a time."""

from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.models import Book, MoneyAccount


def lock_money(money: MoneyAccount, *others: MoneyAccount) -> tuple[Book, MoneyAccount]:
    """The ledger, shared, and the account (others with it, in a fixed order), held alone until the transaction ends.

    Entries may go on being posted meanwhile.
    """
    book = lock_book(money.estate)
    rows = MoneyAccount.objects.select_for_update(of=("self",), no_key=True).select_related("account")
    held = {row.pk: row for row in rows.filter(pk__in=[money.pk, *(one.pk for one in others)]).order_by("pk")}
    for row in held.values():
        row.estate = book.estate
    return book, held[money.pk]
