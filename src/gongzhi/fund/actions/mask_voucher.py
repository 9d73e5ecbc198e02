"""Make a voucher fit for everyone to see: black out what tells of a person, or say with a second pair of eyes that nothing does."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import BOOKS, PERSONAL
from gongzhi.fund.models import Voucher
from gongzhi.fund.queries.ledger_vouchers import COLUMNS, ROWS, blackened, picture_of
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

MASKED = journal.event(
    "fund.voucher.masked", voucher=Fact.NUMBER, way=Fact.WORD, squares=Fact.NUMBER, before=Fact.HASH, after=Fact.HASH
)
SQUARES, COPY, CLEAR = "squares", "copy", "clear"
WAYS = (SQUARES, COPY, CLEAR)


@act
def mask_voucher(
    *,
    voucher: Voucher,
    way: str,
    squares: Collection[int] = (),
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> Voucher:
    """From now on everyone sees the masked picture (`squares` of a grid of 12 by 16), the masked copy, or the voucher itself.

    `clear` says that it tells of no person: whoever attached it cannot be the one to say so. Refuses everyone but who keeps
    the books, and a voucher shown already. Wrong input: no square, a square outside, a PDF to draw on, no copy.
    """
    book = lock_book(voucher.estate)
    access.require_bookkeeper(by, book.estate, at=at)
    voucher = Voucher.objects.select_for_update().get(pk=voucher.pk)
    if voucher.clear or voucher.shown_file_id is not None:
        raise Refused(Reason(_("这张凭证已经可以公开。"), cite=BOOKS, remedy=_("看公开的凭证")))
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    if way == CLEAR and voucher.by == pseudonym:
        words = _("“没有个人信息”要由另一个人看过确认。")
        raise Refused(Reason(words, cite=PERSONAL, remedy=_("请另一位管账的人确认，或者自己遮盖")))
    whole = StoredFile.objects.get(pk=voucher.file_id, estate_id=book.estate.pk)
    shown = whole
    if way == SQUARES:
        shown = _drawn(voucher, whole, squares, at=at)
    elif way == COPY:
        copy = keep_paper(book.estate, file_name=file_name, content=content, at=at, personal=False)
        if copy is None or copy.sha256 == whole.sha256:
            raise BadInput(_("还没有遮盖。"), {"file": _("请附遮盖以后的文件")})
        shown = copy
    elif way != CLEAR:
        raise BadInput(_("还没有遮盖。"), {"way": _("请选择")})
    entry = journal.record(
        MASKED,
        ref=f"transaction:{voucher.transaction_id}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        basis=voucher.entry,
        voucher=voucher.pk,
        way=way,
        squares=len(set(squares)) if way == SQUARES else 0,
        before=whole.sha256,
        after=shown.sha256,
    )
    voucher.shown_file_id, voucher.shown_entry = shown.pk, entry.pk
    voucher.save(update_fields=["shown_file_id", "shown_entry"])
    return voucher


def _drawn(voucher: Voucher, whole: StoredFile, squares: Collection[int], *, at: datetime) -> StoredFile:
    picture = picture_of(voucher)
    if picture is None:
        raise BadInput(_("PDF 不能在这里涂黑。"), {"way": _("请附遮盖以后的文件")})
    if not squares or any(not 0 <= one < COLUMNS * ROWS for one in squares):
        raise BadInput(_("还没有遮盖。"), {"squares": _("请点要涂黑的格子")})
    return store_file(
        estate_id=voucher.estate_id,
        name=_("遮盖_%(name)s") % {"name": whole.name},
        content=blackened(picture, sorted(set(squares))),
        content_type="image/jpeg",
        personal=False,
        at=at,
    )
