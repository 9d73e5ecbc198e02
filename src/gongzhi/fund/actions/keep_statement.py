"""Keep the file that a bank handed over, sealed, until it is imported or left."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.documents.tables import Unreadable, read_table
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.bank_access import require_open_bank
from gongzhi.fund.models import MoneyAccount
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

KEPT = journal.event("fund.statement.kept", account=Fact.WORD, file=Fact.NUMBER, sha256=Fact.HASH, size=Fact.NUMBER)


@act
def keep_statement(
    *, money: MoneyAccount, file_name: str, content: bytes, content_type: str = "", by: Person, at: datetime
) -> StoredFile:
    """Keeps a statement (.csv, .xls, .xlsx) for an account in a bank; nothing of it is in the book yet (A5.2).

    Refuses everyone but who keeps the books, and an account without a bank. Wrong input: what no table can be read from.
    """
    book = lock_book(money.estate)
    access.require_bookkeeper(by, book.estate, at=at)
    require_open_bank(money)
    try:
        read_table(content, file_name)
    except Unreadable as error:
        raise BadInput(_("这个文件读不出来。"), {"file": str(error)}) from error
    stored = store_file(
        estate_id=book.estate.pk,
        name=file_name,
        content=content,
        content_type=content_type or "application/octet-stream",
        personal=True,
        at=at,
    )
    journal.record(
        KEPT,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=keys.pseudonym(book.estate.pk, by.pk),
        at=at,
        account=money.account.code,
        file=stored.pk,
        sha256=stored.sha256,
        size=stored.size,
    )
    return stored
