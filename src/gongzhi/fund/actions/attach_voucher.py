"""Attach a voucher to an entry, at once or later (A5.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import Transaction, Voucher
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

ATTACHED = journal.event("fund.voucher.attached", transaction=Fact.NUMBER, kind=Fact.WORD, file=Fact.HASH)


@act
@official
def attach_voucher(
    *,
    transaction: Transaction,
    kind: str,
    words: str = "",
    file_name: str,
    content: bytes,
    by: Person,
    at: datetime,
) -> Voucher:
    """Keeps a PDF or photograph behind an entry, also of a closed month; the public sees it once it is masked or clear.

    Refuses everyone but who keeps the books, and the same file twice. Wrong input: no file, an unknown kind.
    """
    book = lock_book(transaction.estate)
    access.require_bookkeeper(by, book.estate, at=at)
    wrong = {}
    if kind not in Voucher.Kind.values:
        wrong["kind"] = _("请选择")
    if not content:
        wrong["file"] = _("请选择文件")
    if wrong:
        raise BadInput(_("凭证还没有选好。"), wrong)
    stored = keep_paper(book.estate, file_name=file_name, content=content, at=at)
    assert stored is not None  # noqa: S101
    if Voucher.objects.filter(estate=book.estate, transaction=transaction, file_id=stored.pk).exists():
        raise Refused(Reason(_("这张凭证已经附上了。"), cite=BOOKS, remedy=_("看这一笔的凭证")))
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    entry = journal.record(
        ATTACHED,
        ref=f"transaction:{transaction.pk}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        basis=transaction.entry,
        transaction=transaction.pk,
        kind=kind,
        file=stored.sha256,
    )
    return Voucher.objects.create(
        estate=book.estate,
        transaction=transaction,
        kind=kind,
        words=words.strip(),
        file_id=stored.pk,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
