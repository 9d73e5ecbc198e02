"""Report how far an agreed item is."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings import record_access
from gongzhi.meetings.actions.item_steps import add_step
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.actions.record_rows import lock_item
from gongzhi.meetings.models import AgreedItem, ItemProgress
from gongzhi.meetings.queries.agreed import OWED
from gongzhi.people.models import Person


@act
@official
def report_progress(
    *, item: AgreedItem, words: str, file_name: str = "", content: bytes = b"", by: Person, at: datetime
) -> ItemProgress:
    """The responsible party, or the office for it, says how far it is, with a photograph or PDF (B2.8); public.

    Refuses everyone else, and an item that is reported as done or over. Wrong input: no words, personal numbers in
    them, a file that is neither.
    """
    item = lock_item(item)
    side = record_access.require_carrier(by, item, at=at)
    if item.state not in OWED:
        raise Refused(
            Reason(
                _("这件事现在是“%(state)s”，不用再报进展。") % {"state": item.get_state_display()},
                remedy=_("看核实情况"),
            )
        )
    kept = said(words, missing=_("请写明进展。"))
    return add_step(
        item,
        ItemProgress.Kind.PROGRESS,
        words=kept,
        side=side,
        file_name=file_name,
        content=content,
        by=by,
        at=at,
    )
