"""Carry out the count: the second teller opens every ballot, checks it, and publishes the preliminary result."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.norms.queries.changes import refresh
from gongzhi.people.models import Capacity, Person
from gongzhi.register.models import Roll, RollEntry
from gongzhi.voting import access, sealing
from gongzhi.voting.actions.cast_ballot import marks_of
from gongzhi.voting.actions.publish_result import publish_result
from gongzhi.voting.counting import FOR, NONE, VOID, Weight, count, labels, readings
from gongzhi.voting.models import Assembly, Ballot, Motion, OpenedBallot, Option, Result
from gongzhi.voting.queries.assemblies import motions_of
from gongzhi.voting.queries.delivery import proven
from gongzhi.voting.queries.results import finding_json, scope_json, sums_json
from gongzhi.voting.queries.rule_base import bylaws_for, law_of
from gongzhi.voting.states import ASSEMBLY_MOVES, AssemblyState
from gongzhi_law.calendar import last_day
from gongzhi_law.params import NoLawInForce, lookup
from gongzhi_law.readings import Reading, decide_readings, silent_ways
from gongzhi_law.scope import decide_scope
from gongzhi_law.voting import Matter, Tally

COUNTED = journal.event(
    "voting.count.carried_out",
    ballots=Fact.NUMBER,
    counted=Fact.NUMBER,
    superseded=Fact.NUMBER,
    void=Fact.NUMBER,
    rows=Fact.NUMBER,
    outcomes=Fact.WORD,
    until=Fact.DAY,
)
S = OpenedBallot.Standing
NOBODY: frozenset[int] = frozenset()


@act
@official
def carry_out_count(*, assembly: Assembly, by: Person, at: datetime) -> Assembly:
    """Opens, checks against the commitments, and decides by the law of the closing day under every admissible reading (R9).

    Refuses all but a second teller, another person than the one who began (民法典第278条; 指导规则第22条).
    """
    assembly = (
        Assembly.objects.select_for_update(of=("self",)).select_related("estate__community", "roll").get(pk=assembly.pk)
    )
    access.may_count(by, assembly.estate, at=at)
    check_move(ASSEMBLY_MOVES, AssemblyState(assembly.state), AssemblyState.PRELIMINARY)
    pseudonym = keys.pseudonym(assembly.estate_id, by.pk)
    if pseudonym == assembly.counting_by:
        raise Refused(Reason(_("开箱要两个人：请另一位监票计票人来办第二步。"), remedy=_("请另一位监票计票人登录")))
    if assembly.roll is None or assembly.closes_at is None or assembly.objection_days is None:
        raise Refused(_("公告不完整，不能计票。"))
    motions = motions_of(assembly)
    opened = _open_all(assembly, motions)
    standings = [o.standing for o in opened]
    ballots = {o.ballot_id: o for o in opened if o.standing != S.SUPERSEDED}
    taken = {o.ballot.elector_id: o for o in ballots.values()}
    weights = _weights(assembly.roll)
    refresh()  # every change known at the notice is known here too; law_of leaves out what came after
    until = last_day(law_day(at), assembly.objection_days)
    with law_of(assembly):
        rows = [
            (motion, option, _decide(assembly, motion, option, weights, taken, at))
            for motion in motions
            for option in (*motion.options.all(), *([] if motion.form == Motion.Form.CHOICE else [None]))
        ]
    entry = journal.record(
        COUNTED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=pseudonym,
        at=at,
        ballots=len(opened),
        counted=standings.count(S.COUNTED),
        superseded=standings.count(S.SUPERSEDED),
        void=standings.count(S.VOID),
        rows=len(rows),
        outcomes=[f"{m.number}{o.letter if o else ''}:{found['passed']}" for m, o, found in rows],
        until=until,
    )
    Result.objects.bulk_create(
        Result(
            estate_id=assembly.estate_id,
            motion=motion,
            option=option,
            passed=found["passed"],
            sums=found["sums"],
            finding=found["finding"],
            entry_id=entry.pk,
        )
        for motion, option, found in rows
    )
    assembly.state, assembly.counted_by, assembly.counted_at = AssemblyState.PRELIMINARY, pseudonym, at
    assembly.objections_until, assembly.counted_entry_id = until, entry.pk
    assembly.save(update_fields=["state", "counted_by", "counted_at", "objections_until", "counted_entry_id"])
    publish_result(assembly, final=False, by=pseudonym, at=at)
    return assembly


def _open_all(assembly: Assembly, motions: Sequence[Motion]) -> list[OpenedBallot]:
    """Every ballot opened and checked: commitment, assembly, elector, number, chain and marks; the last of a chain counts."""
    scope = sealing.key_scope(assembly.estate_id, assembly.pk)
    marks = {m.number: marks_of(m) for m in motions}
    chains: dict[int, str] = {}
    opened: dict[int, OpenedBallot] = {}
    last: dict[int, int] = {}
    for ballot in Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly).order_by("sequence", "id"):
        choices, salt = _open(scope, assembly, ballot, chains.get(ballot.elector_id, ""), marks)
        chains[ballot.elector_id] = ballot.commitment
        if ballot.elector_id in last:
            opened[last[ballot.elector_id]].standing = S.SUPERSEDED
        last[ballot.elector_id] = ballot.pk
        opened[ballot.pk] = OpenedBallot(
            estate_id=assembly.estate_id,
            ballot=ballot,
            assembly=assembly,
            choices=choices,
            salt=salt,
            standing=S.COUNTED if choices else S.VOID,
        )
    return OpenedBallot.objects.bulk_create(opened.values(), batch_size=1000)


def _open(
    scope: str, assembly: Assembly, ballot: Ballot, previous: str, marks: Mapping[int, set[str]]
) -> tuple[dict[str, str], bytes]:
    """Choices and salt of one ballot; no choices if anything differs from what was committed."""
    pseudonym = sealing.elector_pseudonym(assembly.estate_id, ballot.elector_id)
    try:
        salt, canonical = sealing.unseal(scope, pseudonym, bytes(ballot.sealed))
    except InvalidTag:
        return {}, b""
    said = json.loads(canonical)
    choices: dict[str, str] = said["choices"]
    whole = (
        sealing.commitment_of(salt, canonical) == ballot.commitment
        and said["assembly"] == assembly.pk
        and said["elector"] == pseudonym
        and said["sequence"] == ballot.sequence
        and said["previous"] == previous
        and {n: choices.get(str(n)) in allowed for n, allowed in marks.items()} == dict.fromkeys(marks, True)
    )
    return (choices if whole else {}), salt


def _weights(roll: Roll) -> list[Weight]:
    rows = RollEntry.objects.filter(estate_id=roll.estate_id, roll=roll).order_by("line")
    return [Weight(*row) for row in rows.values_list("elector_id", "area", "parking_area", "merge_group")]


def _decide(
    assembly: Assembly,
    motion: Motion,
    option: Option | None,
    weights: Sequence[Weight],
    taken: Mapping[int, OpenedBallot],
    at: datetime,
) -> dict[str, Any]:
    """One motion, or one option of it, under every reading; and the sums of every mark under the adopted one."""
    on, place = law_day(assembly.closes_at), assembly.estate.place  # type: ignore[arg-type]
    bylaws = bylaws_for(assembly, at=at)
    choices = {e: o.choices.get(str(motion.number), VOID) for e, o in taken.items()}
    mark = option.letter if option else FOR
    roll = assembly.roll
    parking = roll is not None and roll.parking == "always"
    left_out = Tally(heads=roll.left_out_heads, area=roll.left_out_area) if roll else NONE
    voids = VOID in choices.values()
    silent = silent_ways(
        Matter(motion.matter),
        on=on,
        place=place,
        bylaws=bylaws,
        excluded=motion.form == Motion.Form.CHOICE or assembly.convener == Capacity.Kind.PREPARATORY,
    )
    ways = readings(
        weights,
        parking=parking,
        parking_open=_settled("voting/parking", on, place, bylaws) is None,
        voids=voids,
        left_out=left_out,
        void_rule=_settled("voting/void", on, place, bylaws),
        silent=[way == "in" for way in silent],
    )
    reached = proven(assembly) if any(way.silent for way in ways) else frozenset()
    read = [Reading(labels(way), count(weights, choices, mark, way, left_out, reached)) for way in ways]
    matter = Matter(motion.matter)
    if assembly.scope:
        of_part = decide_scope(matter, read, on=on, place=place, bylaws=bylaws)
        passed, finding = of_part.passed, scope_json(of_part)
    else:
        found = decide_readings(matter, read, on=on, place=place, bylaws=bylaws)
        passed, finding = found.passed, finding_json(found)
    every = sorted(marks_of(motion)) + ([VOID] if VOID in choices.values() else [])
    adopted = {m: count(weights, choices, m, ways[0], left_out, reached if m == mark else NOBODY) for m in every}
    return {
        "passed": passed,
        "sums": sums_json(adopted[mark], {m: c.in_favour for m, c in adopted.items()}),
        "finding": finding,
    }


def _settled(name: str, on: date, place: str, bylaws: Mapping[str, object]) -> str | None:
    """What law or the estate's rules say, or None where they leave it open."""
    try:
        return lookup(name, on=on, place=place, bylaws=bylaws).text
    except NoLawInForce:
        return None
