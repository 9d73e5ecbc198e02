"""Give up an agreed item, with the reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.meetings import access
from gongzhi.meetings.actions.item_steps import add_step, may_move
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.actions.record_rows import lock_item
from gongzhi.meetings.models import AgreedItem, ItemProgress
from gongzhi.meetings.models.sitting import Side
from gongzhi.people.models import Person


@act
@official
def drop_item(*, item: AgreedItem, words: str, by: Person, at: datetime) -> ItemProgress:
    """The community's party organisation says why it is not carried out any more (B2.4, B2.8); public.

    Refuses everyone else, and an item that is reported as done or over. Wrong input: no reason.
    """
    item = lock_item(item)
    access.require_judge(by, item.division, at=at)
    may_move(item, ItemProgress.Kind.DROP)
    kept = said(words, missing=_("请写明为什么不再落实。"))
    return add_step(item, ItemProgress.Kind.DROP, words=kept, side=Side.PARTY, by=by, at=at)
