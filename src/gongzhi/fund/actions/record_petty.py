"""Record a small payment from petty cash: a sum and a photo, posted at once (§3.4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.fund.actions.keeping_papers import attach
from gongzhi.fund.actions.posting import Line, lock_book, must_be_postable, post
from gongzhi.fund.cites import FUND_RULES, TWO_PERSONS
from gongzhi.fund.models import Account, Book, PettyFund, PettyVoucher, Transaction, Voucher
from gongzhi.fund.queries.bases import stopped
from gongzhi.fund.queries.grounds import grounds_of
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.petty import matter_of, month_fen, usual_category
from gongzhi.fund.queries.serials import next_serial
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.figures import fen
from gongzhi_law.fund import Ground
from gongzhi_law.params import Strength

RECORDED = journal.event(
    "fund.petty.recorded",
    voucher=Fact.NUMBER,
    account=Fact.WORD,
    amount_fen=Fact.NUMBER,
    on=Fact.DAY,
    photo=Fact.HASH,
)


@act
@official
def record_petty(
    *,
    petty: PettyFund,
    amount_fen: int,
    file_name: str,
    content: bytes,
    category: Account | None = None,
    words: str = "",
    on: date | None = None,
    clear: bool = False,
    by: Person,
    at: datetime,
) -> PettyVoucher:
    """A payment out of the box with its photo; the category is the one used last, the words name it where none are given.

    Refuses everyone but the keeper, a sum above the cap of a voucher, of the month or the box, a decision behind it that
    is stopped, a body that may pay only what is due (R14). Wrong input: no sum, no photo, a day to come.
    """
    book = lock_book(petty.estate)
    petty = hold_petty(book, petty)
    estate = book.estate
    _must_keep(by, petty, at=at)
    day = on or law_day(at)
    wrong = {}
    if amount_fen < 1:
        wrong["amount_fen"] = _("要大于零")
    if not content:
        wrong["photo"] = _("请拍一张凭证或者现场的照片")
    category = category or usual_category(petty)
    if category.estate_id != estate.pk or category.root != Account.Root.EXPENSE:
        wrong["category"] = _("请选择支出科目")
    if wrong:
        raise BadInput(_("还差一点。"), wrong)
    must_be_postable(book, day, at=at)
    _must_be_small(petty, category, amount_fen, day, at=at)
    stored = store_photo(estate_id=estate.pk, name=file_name or "petty.jpg", content=content, personal=not clear, at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    serial = next_serial(PettyVoucher, estate)
    entry = journal.record(
        RECORDED,
        ref=f"account:{petty.money.account.code}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=petty.basis_entry,
        voucher=serial,
        account=petty.money.account.code,
        amount_fen=amount_fen,
        on=day,
        photo=stored.sha256,
    )
    said = words.strip() or str(category.title)
    made = post(
        book,
        kind=Transaction.Kind.PAYMENT,
        on=day,
        words=said,
        lines=[Line(petty.money.account, -amount_fen), Line(category, amount_fen)],
        entry=entry.pk,
        basis_entry=petty.basis_entry,
        by=pseudonym,
        at=at,
    )
    attach(made, [(Voucher.Kind.PHOTO, said, stored.pk, clear)], entry=entry.pk, by=pseudonym, at=at)
    return PettyVoucher.objects.create(
        estate=estate,
        petty=petty,
        serial=serial,
        on=day,
        amount_fen=amount_fen,
        category=category,
        words=said[:120],
        transaction=made,
        person_id=by.pk,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )


def hold_petty(book: Book, petty: PettyFund) -> PettyFund:
    """The petty cash as it is now, locked: the month's sum is counted by one at a time."""
    rows = PettyFund.objects.select_for_update(of=("self",)).select_related(
        "money__account", "keeper__body", "resolution", "decision"
    )
    found = rows.get(estate=book.estate, pk=petty.pk)
    found.estate = found.money.estate = book.estate
    return found


def _must_keep(by: Person, petty: PettyFund, *, at: datetime) -> None:
    if petty.until_on is not None:
        raise Refused(
            Reason(
                _("这份备用金已经停用。"),
                cite=FUND_RULES,
                remedy=_("用现在的备用金"),
                remedy_url=f"/desk/e/{petty.estate.code}/fund/petty/",
            )
        )
    if by.pk != petty.keeper.person_id or not bodies.sits_in(by, petty.keeper.body, at=at, seat=petty.keeper):
        raise Refused(Reason(_("备用金由保管人登记支出。"), cite=TWO_PERSONS, remedy=_("请保管人登记，或者改设保管人")))


def _must_be_small(petty: PettyFund, category: Account, amount: int, day: date, *, at: datetime) -> None:
    """Refuses what is above a cap of the fund, of the rules as they are now, or of the box; all with the way on."""
    if reason := stopped(petty.resolution, petty.decision, at=at):
        raise Refused(reason)
    why = grounds_of(petty.money, matter_of(category), amount, at=at).refused.get(Ground.PETTY)
    if why is not None and why.strength is not Strength.PROPOSED:
        raise _request(petty, why.sentence, why.cite)
    if amount > petty.each_cap_fen:
        words = _("%(amount)s超过备用金每笔的上限%(cap)s。")
        raise _request(petty, words % {"amount": fen(amount), "cap": fen(petty.each_cap_fen)})
    used = month_fen(petty, day)
    if used + amount > petty.month_cap_fen:
        words = _("%(month)s已经用了%(used)s，加上这一笔超过每月的上限%(cap)s。")
        given = {"month": month_words(day), "used": fen(used), "cap": fen(petty.month_cap_fen)}
        raise _request(petty, words % given)
    balance = balance_fen(petty.money.account, on=law_day(at))
    if amount > balance:
        words = _("备用金账上只有%(balance)s。") % {"balance": fen(balance)}
        raise Refused(
            Reason(
                words,
                cite=FUND_RULES,
                remedy=_("走支出申请补充备用金"),
                remedy_url=f"/desk/e/{petty.estate.code}/fund/spending/new/",
            )
        )


def _request(petty: PettyFund, words: str, cite: str = "") -> Refused:
    return Refused(
        Reason(
            words,
            cite=cite or FUND_RULES,
            remedy=_("走支出申请"),
            remedy_url=f"/desk/e/{petty.estate.code}/fund/spending/new/",
        )
    )
