"""Clear what was taken over in dispute: it is ours, it is income found, it is another's, or the owners settle it."""

from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.fund import access
from gongzhi.fund.actions.keeping_papers import attach_files, keep_files
from gongzhi.fund.actions.posting import Line, lock_book, post
from gongzhi.fund.cites import BOOKS, DECIDES
from gongzhi.fund.models import Account, Book, Transaction, Voucher
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.resolutions import stops_payment
from gongzhi.web.figures import fen

CLEARED = journal.event("fund.opening.cleared", amount_fen=Fact.NUMBER, way=Fact.WORD, words=Fact.TEXT, file=Fact.HASH)


class Way(TextChoices):
    """What the disputed money turned out to be."""

    CARRIED = "carried", gettext_lazy("查清属于业主，转入期初结转")
    INCOME = "income", gettext_lazy("查清是以前没有入账的收入")
    OTHERS = "others", gettext_lazy("查清属于别人，待退还")
    SETTLED = "settled", gettext_lazy("查不清，业主大会决定了结")


ACCOUNTS = {
    Way.CARRIED: (Account.Root.OPENING, "carried"),
    Way.INCOME: (Account.Root.INCOME, "early"),
    Way.OTHERS: (Account.Root.OWED, "return"),
    Way.SETTLED: (Account.Root.OPENING, "carried"),
}


@act
@official
def clear_opening(
    *,
    book: Book,
    amount_fen: int,
    way: str,
    on: date,
    words: str,
    resolution: Resolution | None = None,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> Transaction:
    """Moves a part of 期初待核 to where it belongs, on its evidence; no bank account changes.

    What nobody can explain is settled only by the owners' resolution in force, this one and no other of its assembly.
    Refuses everyone but who keeps the books and more than is unchecked. Wrong input: no evidence, no words, an unknown way.
    """
    book = lock_book(book.estate, closing=True)  # the rest is summed
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    wrong = {}
    if way not in Way.values:
        wrong["way"] = _("请选择")
    if not words.strip():
        wrong["words"] = _("必填")
    if amount_fen <= 0:
        wrong["amount_fen"] = _("请核对金额")
    if not content and way != Way.SETTLED:
        wrong["file"] = _("请附查清的证明")
    if wrong:
        raise BadInput(_("清理还没有写全。"), wrong)
    left = unchecked_fen(estate)
    if amount_fen > left:
        text = _("期初待核还有%(left)s，不能清理%(sum)s。") % {"left": fen(left), "sum": fen(amount_fen)}
        raise Refused(Reason(text, cite=BOOKS, remedy=_("核对金额")))
    if way == Way.SETTLED:
        if resolution is None or resolution.estate_id != estate.pk:
            text = _("查不清的期初款项，要由业主大会决定怎样了结。")
            raise Refused(Reason(text, cite=DECIDES, remedy=_("先由业主大会表决，再选这项决议")))
        if reason := stops_payment(resolution, at=at):
            raise Refused(reason)
    basis_entry = resolution.entry_id if resolution is not None and way == Way.SETTLED else None
    papers = keep_files(estate, [(file_name, content)], Voucher.Kind.OTHER, at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        CLEARED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=basis_entry,
        amount_fen=amount_fen,
        way=way,
        words=words.strip(),
        file=papers[0].sha256 if papers else None,
    )
    to = account_for(estate, *ACCOUNTS[Way(way)])
    made = post(
        book,
        kind=Transaction.Kind.CLEARING,
        on=on,
        words=words.strip(),
        lines=[Line(account_for(estate, Account.Root.OPENING, "unchecked"), amount_fen), Line(to, -amount_fen)],
        entry=entry.pk,
        basis_entry=basis_entry,
        by=pseudonym,
        at=at,
    )
    attach_files(made, papers, Voucher.Kind.OTHER, by=pseudonym, at=at, entry=entry.pk)
    return made
