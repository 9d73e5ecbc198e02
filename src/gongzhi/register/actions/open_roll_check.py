"""Open the public check of a proposed roll; the second person approves the batch thereby."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access
from gongzhi.register.models import Roll
from gongzhi.register.states import ROLL_MOVES, RollState
from gongzhi_law.calendar import last_day
from gongzhi_law.params import Answer, NoLawInForce, lookup, offered

OPENED = journal.event(
    "register.roll.opened",
    roll=Fact.NUMBER,
    days=Fact.NUMBER,
    from_on=Fact.DAY,
    until_on=Fact.DAY,
    offered=Fact.NUMBER,
    rule=Fact.WORD,
)
DAYS = "assembly/roll_check_days"
MOST = 60


def check_days(estate: Estate, *, at: datetime) -> Answer:
    """How many days the check takes.

    What law or rules say, else the value offered, to be confirmed in the act.
    """
    on = law_day(at)
    try:
        return lookup(DAYS, on=on, place=estate.place)
    except NoLawInForce:
        found = offered(DAYS, on=on, place=estate.place)
        if found is None:
            raise
        return found


@act
def open_roll_check(*, roll: Roll, days: int, by: Person, at: datetime) -> Roll:
    """Starts the check of `days` days (the day of the act not counted, 民法典第201条; an end on a day off moves on, 203条).

    `days` is the number confirmed for this check. Refuses whoever proposed the roll, anyone but the keepers,
    and fewer
    days than a rule that binds.
    """
    estate = Estate.objects.select_for_update().get(pk=roll.estate_id)
    roll = Roll.objects.select_for_update().get(pk=roll.pk)
    access.require_keeper(by, estate, at=at)
    check_move(ROLL_MOVES, RollState(roll.state), RollState.CHECKING)
    actor = keys.pseudonym(estate.pk, by.pk)
    access.require_another(roll.opened_by, actor)
    if not 1 <= days <= MOST:
        raise BadInput(_("公示核对的日数不对。"), {"days": _("请写 1 到 60 之间的整数")})
    rule = check_days(estate, at=at)
    if rule.blocks and days < rule.number:
        words = _("公示核对不少于 %(days)s 日。") % {"days": rule.number}
        raise Refused(Reason(words, cite=rule.cites, remedy=_("改为 %(days)s 日") % {"days": rule.number}))
    roll.state, roll.approved_by = RollState.CHECKING, actor
    roll.check_from, roll.check_until = law_day(at), last_day(law_day(at), days)
    roll.save(update_fields=["state", "approved_by", "check_from", "check_until"])
    journal.record(
        OPENED,
        ref=f"roll:{roll.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        roll=roll.pk,
        days=days,
        from_on=roll.check_from,
        until_on=roll.check_until,
        offered=rule.number,
        rule=rule.version,
    )
    return roll
