"""Freeze the roll of a part of the estate out of the frozen roll of the whole."""

from datetime import datetime

from gongzhi.kernel import journal
from gongzhi.kernel.errors import Refused
from gongzhi.kernel.journal import Fact
from gongzhi.register.actions.freeze_roll import entry_of
from gongzhi.register.models import Roll, RollEntry, RollUnit
from gongzhi.register.queries.lines import roll_hash, totals
from gongzhi.register.queries.parts import Scope, lines_within, part_obstacles, units_within
from gongzhi.register.states import RollState

FROZEN = journal.event(
    "register.roll.part_frozen",
    roll=Fact.NUMBER,
    parent=Fact.NUMBER,
    parts=Fact.NUMBER,
    scope=Fact.TEXT,
    hash=Fact.HASH,
    units=Fact.NUMBER,
    heads=Fact.NUMBER,
    heads_min=Fact.NUMBER,
    area=Fact.NUMBER,
    left_out_heads=Fact.NUMBER,
    left_out_area=Fact.NUMBER,
)


def freeze_part(roll: Roll, scope: Scope, *, by: str, at: datetime) -> Roll:
    """The electors of these buildings and stairwells with what they hold there (R15), by the parking rule of the whole.

    Who holds several units counts with those within; the developer's unsold units within are one head. Refuses a part
    whose doors changed since the whole roll was checked and frozen, and one in which nobody may vote.
    """
    if reasons := part_obstacles(roll, scope):
        raise Refused(*reasons)
    lines, every = lines_within(roll, scope)
    sums = totals(lines, roll.parking)
    part = Roll(
        estate_id=roll.estate_id,
        parent=roll,
        scope=list(scope),
        state=RollState.FROZEN,
        parking=roll.parking,
        opened_by=by,
        check_from=roll.check_from,
        check_until=roll.check_until,
        frozen_at=at,
        units=sums.units,
        heads=sums.heads,
        heads_min=sums.heads_min,
        area=sums.area,
        left_out_heads=len(every) - len(lines),
        left_out_area=sum(line.area for line in every) - sum(line.area for line in lines),
    )
    entries = [entry_of(part, number, line) for number, line in enumerate(lines, start=1)]
    part.hash = roll_hash(entries)
    part.save()
    for entry in entries:
        entry.roll = part
    RollEntry.objects.bulk_create(entries)
    RollUnit.objects.bulk_create(
        RollUnit(estate_id=roll.estate_id, roll=part, unit=unit, area=unit.area)
        for unit in units_within(roll.estate, scope).values()
    )
    journal.record(
        FROZEN,
        ref=f"roll:{part.pk}",
        estate_id=roll.estate_id,
        by=by,
        at=at,
        roll=part.pk,
        parent=roll.pk,
        parts=len(scope),
        scope="、".join(str(one["name"]) for one in scope),
        hash=part.hash,
        units=sums.units,
        heads=sums.heads,
        heads_min=sums.heads_min,
        area=sums.area,
        left_out_heads=part.left_out_heads,
        left_out_area=part.left_out_area,
    )
    return part
