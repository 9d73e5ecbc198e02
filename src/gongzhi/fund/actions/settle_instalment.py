"""Let money that came in count for what was due."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import IncomeContract, Instalment, Posting, Receipt, Transaction
from gongzhi.fund.queries.schedule import room_of, standing
from gongzhi.fund.queries.serials import hold_register
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

SETTLED = journal.event(
    "fund.instalment.settled",
    contract=Fact.NUMBER,
    instalment=Fact.NUMBER,
    transaction=Fact.NUMBER,
    fen=Fact.NUMBER,
)
RECEIPTS = "fund_receipt"


@act
def settle_instalment(
    *, instalment: Instalment, posting: Posting, amount_fen: int | None = None, by: Person, at: datetime
) -> Receipt:
    """Counts money already in the books for an instalment: `amount_fen`, or as much as fits.

    Refuses everyone but who keeps the books, money that was reversed or is counted already, an instalment that came in
    whole. Wrong input: another kind of income, another estate's money, more than is left on either side.
    """
    book = lock_book(instalment.estate)
    access.require_bookkeeper(by, book.estate, at=at)
    hold_register(RECEIPTS, book.estate)
    posting = Posting.objects.select_related("transaction").get(pk=posting.pk)
    contract = instalment.contract
    if posting.estate_id != book.estate.pk or posting.account_id != contract.income_id:
        raise BadInput(_("请核对是哪一笔收入。"), {"posting": _("不是这份合同的收入科目，请重选")})
    if reversed_already(posting.transaction):
        raise Refused(
            Reason(_("这笔收入已经红字冲销，不能算作到账。"), cite=BOOKS, remedy=_("选另一笔，或者重新登记收入"))
        )
    left, room = left_of([instalment])[instalment.pk], room_of(posting)
    if not left:
        raise Refused(Reason(_("这一期已经收齐。"), cite=BOOKS, remedy=_("看合同的其他各期")))
    if room <= 0:
        raise Refused(Reason(_("这笔收入已经全部算到别的各期。"), cite=BOOKS, remedy=_("选另一笔收入")))
    fen = min(left, room) if amount_fen is None else amount_fen
    if fen <= 0 or fen > min(left, room):
        raise BadInput(_("请核对金额。"), {"amount_fen": _("不能超过这一期没有到的，也不能超过这笔收入还没有算的")})
    who = keys.pseudonym(book.estate.pk, by.pk)
    entry = journal.record(
        SETTLED,
        ref=f"contract:{contract.serial}",
        estate_id=book.estate.pk,
        by=who,
        at=at,
        basis=contract.entry,
        contract=contract.serial,
        instalment=instalment.number,
        transaction=posting.transaction_id,
        fen=fen,
    )
    return Receipt.objects.create(
        estate=book.estate,
        instalment=instalment,
        posting=posting,
        amount_fen=fen,
        by=who,
        at=at,
        entry=entry.pk,
    )


def reversed_already(made: Transaction) -> bool:
    """Whether a transaction was taken back."""
    return Transaction.objects.filter(estate=made.estate_id, reverses=made).exists()


def left_of(instalments: Iterable[Instalment]) -> dict[int, int]:
    """Instalment number → what is still to come, in fen; call it under the lock of the receipts."""
    rows = list(instalments)
    came = standing(Receipt.objects.filter(estate__in={row.estate_id for row in rows}, instalment__in=rows))
    got = dict(came.order_by().values_list("instalment").annotate(n=Sum("amount_fen")))
    return {row.pk: row.amount_fen - int(got.get(row.pk, 0)) for row in rows}


def must_fit(estate: Estate, instalments: Sequence[Instalment], income_id: int) -> None:
    """Takes the lock of the receipts; wrong input: instalments of another estate or of another kind of income."""
    if not instalments:
        return
    hold_register(RECEIPTS, estate)
    contracts = IncomeContract.objects.in_bulk({row.contract_id for row in instalments})
    for row in instalments:
        contract = contracts[row.contract_id]
        if row.estate_id != estate.pk or contract.income_id != income_id:
            raise BadInput(_("请核对是哪一期。"), {"instalments": _("不是这个收入科目的合同，请重选")})


def count_receipts(
    paid: Iterable[tuple[Posting, Sequence[Instalment]]], *, by: str, at: datetime, entry: int
) -> list[Receipt]:
    """Counts each income posting for its instalments in their order until it is used up; the rest counts for none."""
    pairs = list(paid)
    left = left_of([row for _posting, rows in pairs for row in rows])
    found = []
    for posting, rows in pairs:
        room = -posting.amount_fen
        for row in rows:
            fen = min(room, left[row.pk])
            if fen > 0:
                room -= fen
                left[row.pk] -= fen
                found.append(
                    Receipt(
                        estate_id=posting.estate_id,
                        instalment=row,
                        posting=posting,
                        amount_fen=fen,
                        by=by,
                        at=at,
                        entry=entry,
                    )
                )
    return Receipt.objects.bulk_create(found)
