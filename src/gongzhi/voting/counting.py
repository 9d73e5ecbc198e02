"""From opened ballots to the numbers the law compares, under every reading the rules leave open (R9)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from gongzhi_law.readings import joined
from gongzhi_law.voting import Count, Tally

FOR, AGAINST, ABSTAIN, VOID = "Y", "N", "S", "V"
NONE = Tally(heads=0, area=0)


@dataclass(frozen=True, slots=True)
class Weight:
    """What one elector of the roll weighs: area and the parking part of it in 0.01 m², uncertain-merge group."""

    elector_id: int
    area: int
    parking_area: int
    merge_group: int | None


@dataclass(frozen=True, slots=True)
class ReadingOf:
    """One admissible reading: parking counted or not, uncertain owners one or apart, void ballots taking part or not.

    `silent`: owners who were reached in person and did not vote join the larger side (only by the estate's own rules).
    """

    parking: bool
    merged: bool
    void: bool
    silent: bool = False


def readings(
    weights: Sequence[Weight],
    *,
    parking: bool,
    parking_open: bool,
    voids: bool,
    left_out: Tally = NONE,
    void_rule: str | None = None,
    silent: Sequence[bool] = (False,),
) -> list[ReadingOf]:
    """The readings that differ for these ballots, the adopted one first.

    `parking_open`: no adopted rule says whether parking counts; `voids`: there are void ballots, and law does not say
    whether they took part, unless `void_rule` ("counted" or another word of voting/void) settles it. `silent` are the ways
    in which owners who did not vote may be counted, the adopted one first.
    """
    areas = [parking]
    if parking_open and (left_out.area or any(w.parking_area for w in weights)):
        areas.append(not parking)
    merges = [False, True] if any(w.merge_group is not None for w in weights) else [False]
    void = [True, False] if void_rule is None else [void_rule == "counted"]
    return [ReadingOf(p, m, v, s) for s, p, m, v in product(silent, areas, merges, void if voids else [True])]


def labels(reading: ReadingOf) -> dict[str, str]:
    """The reading in the words of the law's dimensions."""
    return {
        "parking": "in" if reading.parking else "out",
        "merges": "merged" if reading.merged else "apart",
        "void": "in" if reading.void else "out",
        "silent": "in" if reading.silent else "out",
    }


def tally(weights: Iterable[Weight], reading: ReadingOf) -> Tally:
    """Heads and area of these electors under one reading."""
    heads, area, groups = 0, 0, set()
    for weight in weights:
        counted = weight.area if reading.parking else weight.area - weight.parking_area
        if not counted:
            continue
        area += counted
        if reading.merged and weight.merge_group is not None:
            groups.add(weight.merge_group)
        else:
            heads += 1
    return Tally(heads=heads + len(groups), area=area)


def in_favour(taken: Sequence[tuple[Weight, str]], mark: str, reading: ReadingOf) -> Tally:
    """Those whose choice is `mark`; owners taken as one are one head in favour only if all of them agree."""
    agreed = [w for w, choice in taken if choice == mark]
    if not reading.merged:
        return tally(agreed, reading)
    voices: dict[int, set[str]] = defaultdict(set)
    for weight, choice in taken:
        if weight.merge_group is not None:
            voices[weight.merge_group].add(choice)
    split = {group for group, said in voices.items() if said != {mark}}
    whole = tally(agreed, reading)
    divided = {w.merge_group for w in agreed if w.merge_group in split and counted(w, reading)}
    return Tally(heads=(whole.heads or 0) - len(divided), area=whole.area)


def counted(weight: Weight, reading: ReadingOf) -> bool:
    """Whether this elector is one at all under the reading (a parking-only owner is not, where parking is out)."""
    return bool(weight.area if reading.parking else weight.area - weight.parking_area)


def count(
    weights: Sequence[Weight],
    choices: Mapping[int, str],
    mark: str,
    reading: ReadingOf,
    left_out: Tally = NONE,
    reached: frozenset[int] = frozenset(),
) -> Count:
    """The three numbers for one mark: `choices` maps each elector that took part to its mark on this motion.

    `left_out` are the owners of parking alone, whom the roll does not hold: where parking counts, they are owners who
    did not take part. `reached` are the electors whose personal delivery is proven: where silence counts, those of them
    who did not vote take part and join the larger side of heads and of area; a tie leaves it open.
    """
    said = choices if reading.void else {e: c for e, c in choices.items() if c != VOID}
    taken = [(w, said[w.elector_id]) for w in weights if w.elector_id in said]
    roll = tally(weights, reading)
    if reading.parking:
        roll = Tally(heads=(roll.heads or 0) + (left_out.heads or 0), area=(roll.area or 0) + (left_out.area or 0))
    voted = [w for w, _mark in taken]
    part, agreed = tally(voted, reading), in_favour(taken, mark, reading)
    still = [w for w in weights if w.elector_id in reached and w.elector_id not in choices] if reading.silent else []
    if not still:
        return Count(roll=roll, took_part=part, in_favour=agreed)
    whole, against = tally([*voted, *still], reading), in_favour(taken, AGAINST, reading)
    larger = Tally(
        heads=joined(agreed.heads, against.heads, (whole.heads or 0) - (part.heads or 0)),
        area=joined(agreed.area, against.area, (whole.area or 0) - (part.area or 0)),
    )
    return Count(roll=roll, took_part=whole, in_favour=larger)
