"""Send an agreed item back to be put right (整改)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings import access
from gongzhi.meetings.actions.item_steps import add_step, may_move
from gongzhi.meetings.actions.party_messages import tell_party
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.actions.record_rows import lock_item
from gongzhi.meetings.models import AgreedItem, ItemProgress
from gongzhi.meetings.models.sitting import Side
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate


@act
@official
def rectify_item(*, item: AgreedItem, words: str, due_on: date, by: Person, at: datetime) -> ItemProgress:
    """The office did not find it done: the reason and a new day, told to the party (B2.8, B8.5).

    Refuses everyone but the office, and an item not reported as done. Wrong input: no reason, a day that is past.
    """
    item = lock_item(item)
    access.require_office(by, item.division, at=at)
    may_move(item, ItemProgress.Kind.RECTIFY)
    kept = said(words, missing=_("请写明哪里要整改。"))
    if due_on < law_day(at):
        raise BadInput(_("整改期限不能早于今天。"), {"due_on": _("请选今天以后的日子")})
    text = _("【共治】联席会议议定事项需要整改，请于%(day)s前办好。登录后可以看到要求。") % {"day": cndate(due_on)}
    tell_party(item.division, item.side, item.about, kind="meetings.rectify", text=text, at=at)
    return add_step(item, ItemProgress.Kind.RECTIFY, words=kept, side=Side.ENVIRONMENT, due_on=due_on, by=by, at=at)
