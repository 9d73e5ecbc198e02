"""Freeze a checked roll: its lines are written once, hashed, and never change."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.models import Roll, RollEntry
from gongzhi.register.queries.lines import Line, counted, lines_now, roll_hash, totals
from gongzhi.register.states import ROLL_MOVES, RollState
from gongzhi.web.dates import cndate

FROZEN = journal.event(
    "register.roll.frozen",
    roll=Fact.NUMBER,
    hash=Fact.HASH,
    units=Fact.NUMBER,
    heads=Fact.NUMBER,
    heads_min=Fact.NUMBER,
    area=Fact.NUMBER,
    left_out_heads=Fact.NUMBER,
    left_out_area=Fact.NUMBER,
)


@act
def freeze_roll(*, roll: Roll, by: Person, at: datetime) -> Roll:
    """Writes one line an elector and the hash over all (民法典第278条: the denominators of the vote are then fixed).

    Refuses anyone but the keepers, a check whose last day is not over, and corrections that nobody has
    decided. Open
    merges do not block: the heads are a range, and the electors concerned carry the number of their group.
    """
    estate = Estate.objects.select_for_update().get(pk=roll.estate_id)
    roll = Roll.objects.select_for_update().get(pk=roll.pk)
    access.require_keeper(by, estate, at=at)
    check_move(ROLL_MOVES, RollState(roll.state), RollState.FROZEN)
    if reasons := missing_for_freezing(roll, estate, at=at):
        raise Refused(*reasons)
    every = lines_now(estate)
    lines = counted(every, roll.parking)
    entries = [entry_of(roll, number, line) for number, line in enumerate(lines, start=1)]
    sums = totals(lines, roll.parking)
    roll.state, roll.frozen_at, roll.hash = RollState.FROZEN, at, roll_hash(entries)
    roll.units, roll.heads, roll.heads_min, roll.area = sums.units, sums.heads, sums.heads_min, sums.area
    roll.left_out_heads = len(every) - len(lines)
    roll.left_out_area = sum(line.area for line in every) - sum(line.area for line in lines)
    RollEntry.objects.bulk_create(entries)
    roll.save()
    journal.record(
        FROZEN,
        ref=f"roll:{roll.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        roll=roll.pk,
        hash=roll.hash,
        units=sums.units,
        heads=sums.heads,
        heads_min=sums.heads_min,
        area=sums.area,
        left_out_heads=roll.left_out_heads,
        left_out_area=roll.left_out_area,
    )
    return roll


def missing_for_freezing(roll: Roll, estate: Estate, *, at: datetime) -> list[Reason]:
    """What still stands in the way of freezing a roll under check; empty when nothing does."""
    reasons = []
    if roll.check_until and law_day(at) <= roll.check_until:
        words = _("公示核对到 %(day)s 当天结束才满期，之后才能冻结。") % {"day": cndate(roll.check_until)}
        reasons.append(
            Reason(
                words,
                cite="《民法典》第201条",
                remedy=_("看公示页"),
                remedy_url=f"/e/{estate.code}/roll/",
            )
        )
    if waiting := queries.undecided_corrections(estate):
        words = _("还有 %(count)s 条更正没有办结，每一条都要采纳或者书面答复。") % {"count": waiting}
        reasons.append(Reason(words, remedy=_("去办更正"), remedy_url=f"/desk/e/{estate.code}/corrections/"))
    return reasons


def entry_of(roll: Roll, number: int, line: Line) -> RollEntry:
    """One line as a row of this roll."""
    return RollEntry(
        estate_id=roll.estate_id,
        roll=roll,
        elector_id=line.elector_id,
        line=number,
        doors=line.doors,
        masked=line.masked,
        units=line.units,
        area=line.area,
        parking_area=line.parking_area,
        merge_group=line.merge_group,
    )
