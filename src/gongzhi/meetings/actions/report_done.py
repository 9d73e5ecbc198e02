"""Report an agreed item as done, with evidence."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings import record_access
from gongzhi.meetings.actions.item_steps import add_step, may_move
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.actions.record_rows import lock_item
from gongzhi.meetings.models import AgreedItem, ItemProgress
from gongzhi.people.models import Person


@act
@official
def report_done(
    *, item: AgreedItem, words: str, file_name: str = "", content: bytes = b"", by: Person, at: datetime
) -> ItemProgress:
    """The responsible party, or the office for it, says that it is done and shows it (B2.8); the office then verifies.

    Refuses everyone else, and an item that is reported or over. Wrong input: no words, no photograph or PDF.
    """
    item = lock_item(item)
    side = record_access.require_carrier(by, item, at=at)
    may_move(item, ItemProgress.Kind.DONE)
    kept = said(words, missing=_("请写明做了什么。"))
    if not content:
        raise BadInput(_("报完成要附佐证。"), {"file": _("请附照片或者 PDF")})
    return add_step(
        item,
        ItemProgress.Kind.DONE,
        words=kept,
        side=side,
        file_name=file_name,
        content=content,
        by=by,
        at=at,
    )
