"""Check a month of petty cash at once: all but the rejected vouchers stand (§3.4)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import Line, lock_book, post
from gongzhi.fund.actions.record_petty import hold_petty
from gongzhi.fund.cites import TWO_PERSONS
from gongzhi.fund.models import Book, PettyFund, PettyReview, PettyVoucher, Transaction
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.periods import month_of
from gongzhi.fund.queries.petty import to_review
from gongzhi.fund.spending_access import PETTY_REVIEWERS
from gongzhi.fund.states import PETTY_MOVES, PettyState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

REVIEWED = journal.event(
    "fund.petty.reviewed",
    month=Fact.DAY,
    confirmed=Fact.NUMBER,
    rejected=Fact.NUMBER,
    confirmed_fen=Fact.NUMBER,
    rejected_fen=Fact.NUMBER,
)
RETURNED = journal.event("fund.petty.returned", voucher=Fact.NUMBER, amount_fen=Fact.NUMBER, remark=Fact.TEXT)


@act
@official
def review_petty(
    *, petty: PettyFund, month: date, rejected: Mapping[int, str] | None = None, by: Person, at: datetime
) -> PettyReview:
    """Confirms every unchecked voucher of the month but those in `rejected` (row number → reason).

    A rejected one is reversed, the keeper puts the money back. Refuses the keeper and who recorded one of them (同一人不得既
    经办又审批), everyone outside the owners' bodies, and a month without vouchers. Wrong input: a voucher of another month,
    a rejection without its reason.
    """
    book = lock_book(petty.estate)
    petty = hold_petty(book, petty)
    estate = book.estate
    access.require_kinds(by, estate, PETTY_REVIEWERS, at=at)
    month = month_of(month)
    rows = to_review(petty).get(month, [])
    if by.pk == petty.keeper.person_id or any(row.person_id == by.pk for row in rows):
        words = _("同一人不得既经办又审批：备用金是您保管、登记的。")
        raise Refused(Reason(words, cite=TWO_PERSONS, remedy=_("请另一位委员核对")))
    if not rows:
        words = _("%(month)s没有等待核对的备用金凭证。") % {"month": month_words(month)}
        raise Refused(Reason(words, cite=TWO_PERSONS, remedy=_("看其他月份")))
    refused = dict(rejected or {})
    known = {row.pk for row in rows}
    wrong = {
        f"rejected.{pk}": _("请写明理由") if pk in known else _("不是这个月等待核对的凭证")
        for pk, remark in refused.items()
        if pk not in known or not remark.strip()
    }
    if wrong:
        raise BadInput(_("退回的凭证要写明理由。"), wrong)
    kept = [row for row in rows if row.pk not in refused]
    back = [row for row in rows if row.pk in refused]
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    confirmed_fen, rejected_fen = sum(row.amount_fen for row in kept), sum(row.amount_fen for row in back)
    entry = journal.record(
        REVIEWED,
        ref=f"account:{petty.money.account.code}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=petty.entry,
        month=month,
        confirmed=len(kept),
        rejected=len(back),
        confirmed_fen=confirmed_fen,
        rejected_fen=rejected_fen,
    )
    review = PettyReview.objects.create(
        estate=estate,
        petty=petty,
        month=month,
        confirmed_fen=confirmed_fen,
        rejected_fen=rejected_fen,
        person_id=by.pk,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
    for row in rows:
        target = PettyState.REJECTED if row.pk in refused else PettyState.CONFIRMED
        check_move(PETTY_MOVES, PettyState(row.state), target)
        row.state, row.review, row.remark = target, review, refused.get(row.pk, "").strip()[:200]
        row.save(update_fields=["state", "review", "remark"])
        if row.pk in refused:
            returned = journal.record(
                RETURNED,
                ref=f"account:{petty.money.account.code}",
                estate_id=estate.pk,
                by=pseudonym,
                at=at,
                basis=row.entry,
                voucher=row.serial,
                amount_fen=row.amount_fen,
                remark=row.remark,
            )
            if not row.transaction.reversals.exists():
                _reverse(book, petty, row, entry=returned.pk, by=pseudonym, at=at)
    return review


def _reverse(book: Book, petty: PettyFund, row: PettyVoucher, *, entry: int, by: str, at: datetime) -> Transaction:
    return post(
        book,
        kind=Transaction.Kind.REVERSAL,
        on=law_day(at),
        words=_("退回备用金凭证第 %(n)s 号：%(why)s") % {"n": row.serial, "why": row.remark},
        lines=[Line(petty.money.account, row.amount_fen), Line(row.category, -row.amount_fen)],
        entry=entry,
        basis_entry=petty.basis_entry,
        reverses=row.transaction,
        by=by,
        at=at,
    )
