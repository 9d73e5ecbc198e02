"""Confirm that an agreed item was carried out."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings import access, cites
from gongzhi.meetings.actions.item_steps import add_step, may_move
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.actions.record_rows import lock_item
from gongzhi.meetings.models import AgreedItem, ItemProgress
from gongzhi.meetings.models.sitting import Side
from gongzhi.people.models import Person


@act
@official
def confirm_item(*, item: AgreedItem, words: str, by: Person, at: datetime) -> ItemProgress:
    """The office looked and found it done (B2.8, B8.5); the item is over and no longer carried into sittings.

    Refuses everyone but the office, whoever reported it as done, and an item not reported as done. Wrong input: no words.
    """
    item = lock_item(item)
    access.require_office(by, item.division, at=at)
    may_move(item, ItemProgress.Kind.CONFIRM)
    last = item.progress.filter(kind=ItemProgress.Kind.DONE).order_by("-pk").first()
    if last is not None and last.by == keys.pseudonym(None, by.pk):
        raise Refused(
            Reason(
                _("报完成的人不能自己核实。"),
                cite=cites.FOLLOW_UP,
                remedy=_("请联席会议办公室的另一位成员核实"),
            )
        )
    kept = said(words, missing=_("请写明怎样核实的。"))
    return add_step(item, ItemProgress.Kind.CONFIRM, words=kept, side=Side.ENVIRONMENT, by=by, at=at)
