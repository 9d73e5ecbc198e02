"""Every admissible reading of what law and rules leave open: all agree, or it is undecided (R9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product

from gongzhi_law.finding import Finding
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.params import NoLawInForce, lookup
from gongzhi_law.voting import MATTER_NAMES, Count, Matter, Requirement, Tally, decide_by, is_special, required_tests

DIMENSIONS: Mapping[str, str] = {
    "void": "废票是否计入参与表决",
    "blank": "未填的议题是否计入参与表决",
    "silent": "未表决者是否并入多数",
    "parking": "车位是否计入投票权",
    "merges": "待确认的业主合并",
    "scope_rule": "部分业主表决适用哪一种比例",
}
LABELS: Mapping[str, str] = {"in": "计入", "out": "不计入", "merged": "按已合并", "apart": "按未合并"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count: a label for each dimension ("void": "in") and the whole count under it."""

    labels: Mapping[str, str]
    count: Count


@dataclass(frozen=True, slots=True)
class Read:
    """A reading with its finding."""

    labels: Mapping[str, str]
    finding: Finding

    @property
    def words(self) -> str:
        return "、".join(f"{DIMENSIONS.get(d, d)}：{LABELS.get(v, v)}" for d, v in self.labels.items())


@dataclass(frozen=True, slots=True)
class ReadingsFinding:
    """The common outcome of all readings, or None; `adopted` is the first, `others` keep their sums."""

    passed: bool | None
    adopted: Finding
    adopted_labels: Mapping[str, str]
    others: tuple[Read, ...]
    undecided_by: tuple[str, ...]
    sentence: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts and rules that would decide: numbers not known, and the dimensions that flip the outcome."""
        return (*self.adopted.missing, *self.undecided_by)


def decide_readings(
    matter: Matter,
    readings: Sequence[Reading],
    *,
    on: date,
    place: str = NATION,
    bylaws: Mapping[str, object] | None = None,
    tests: tuple[Requirement, ...] | None = None,
) -> ReadingsFinding:
    """The outcome on which all readings agree, else None with the dimensions that decide (R9).

    The first reading is the adopted one; `tests` are others than those of all owners' votes. Refuses an empty sequence
    and readings with different dimensions.
    """
    if not readings:
        raise ValueError("there is at least one reading")
    if any(set(reading.labels) != set(readings[0].labels) for reading in readings):
        raise ValueError("every reading names the same dimensions")
    tests = required_tests(matter, on=on, place=place, bylaws=bylaws) if tests is None else tests
    read = tuple(Read(dict(r.labels), decide_by(matter, tests, r.count)) for r in readings)
    outcomes = {item.finding.passed for item in read}
    passed = outcomes.pop() if len(outcomes) == 1 else None
    agreed = len({item.finding.passed for item in read}) == 1
    undecided = () if agreed else _deciding(read)
    adopted, *others = read
    return ReadingsFinding(
        passed=passed,
        adopted=adopted.finding,
        adopted_labels=adopted.labels,
        others=tuple(others),
        undecided_by=undecided,
        sentence=_sentence(matter, read, passed, agreed, undecided),
    )


def _varying(read: Iterable[Read]) -> tuple[str, ...]:
    items = tuple(read)
    return tuple(name for name in items[0].labels if len({item.labels[name] for item in items}) > 1)


def _deciding(read: tuple[Read, ...]) -> tuple[str, ...]:
    """Dimensions whose change alone flips the outcome; all that vary where none does so alone."""
    varying = _varying(read)
    flips = {
        names[0]
        for one, two in combinations(read, 2)
        if one.finding.passed != two.finding.passed
        and len(names := [name for name in varying if one.labels[name] != two.labels[name]]) == 1
    }
    return tuple(name for name in varying if name in flips) or varying


def _sentence(
    matter: Matter, read: tuple[Read, ...], passed: bool | None, agreed: bool, undecided: tuple[str, ...]
) -> str:
    verdict = {True: "通过", False: "未通过", None: "不能判断"}
    name = MATTER_NAMES[matter]
    if len(read) == 1:
        return read[0].finding.sentence
    if agreed:
        words = "、".join(DIMENSIONS.get(d, d) for d in _varying(read))
        head = f"{name}：无论{words}，均{verdict[passed]}。"
        return head + read[0].finding.sentence.removeprefix(f"{name}：")
    why = "、".join(DIMENSIONS.get(d, d) for d in undecided)
    sums = "；".join(f"〔{item.words}〕{verdict[item.finding.passed]}" for item in read)
    return f"{name}：不能判断，结果取决于{why}，而本小区规则和已知事实没有确定。{sums}。"


@dataclass(frozen=True, slots=True)
class Figures:
    """One motion's sums: classes apart; `silent` only those whose personal delivery is proven (R9)."""

    roll: Tally
    in_favour: Tally
    against: Tally = field(default_factory=lambda: Tally(0, 0))
    abstained: Tally = field(default_factory=lambda: Tally(0, 0))
    void: Tally = field(default_factory=lambda: Tally(0, 0))
    blank: Tally = field(default_factory=lambda: Tally(0, 0))
    silent: Tally = field(default_factory=lambda: Tally(0, 0))


def admissible(
    variants: Sequence[tuple[Mapping[str, str], Figures]],
    matter: Matter,
    *,
    on: date,
    place: str = NATION,
    bylaws: Mapping[str, object] | None = None,
    first_assembly: bool = False,
    several_options: bool = False,
) -> tuple[Reading, ...]:
    """All readings to be evaluated, the adopted one first.

    `variants` are the figures under each label of parking ("in", "out") and merges ("merged", "apart") that
    the facts leave open, the adopted first. Void and blank are both ways unless the rules settle them; silent
    owners are counted both ways only where the adopted rules say so, never at a first assembly, an election
    or a choice among options; for the matters of the higher share the adopted reading leaves them out.
    """
    if not variants:
        raise ValueError("there is at least one set of figures")
    void = _settled("voting/void", on, place, bylaws, [f.void for _, f in variants])
    blank = _settled("voting/blank", on, place, bylaws, [f.blank for _, f in variants])
    excluded = first_assembly or several_options or all(_is_nothing(figures.silent) for _, figures in variants)
    silent = silent_ways(matter, on=on, place=place, bylaws=bylaws, excluded=excluded)
    return tuple(
        Reading({**labels, "void": v, "blank": b, "silent": s}, count_of(figures, void=v, blank=b, silent=s))
        for (labels, figures), s, v, b in product(variants, silent, void, blank)
    )


def _settled(
    name: str, on: date, place: str, bylaws: Mapping[str, object] | None, tallies: list[Tally]
) -> tuple[str, ...]:
    """Both ways unless the rules settle it, or there is nothing to count either way."""
    try:
        rule = lookup(name, on=on, place=place, bylaws=bylaws)
    except NoLawInForce:
        return ("in",) if all(_is_nothing(tally) for tally in tallies) else ("in", "out")
    return ("in",) if rule.text == "counted" else ("out",)


def silent_ways(
    matter: Matter,
    *,
    on: date,
    place: str = NATION,
    bylaws: Mapping[str, object] | None = None,
    excluded: bool = False,
) -> tuple[str, ...]:
    """How owners who did not vote may be counted ("in", "out"), the adopted way first (R9).

    Only where the adopted rules say so, never at an election or where `excluded` (a first assembly, a choice among
    options); for the matters of the higher share both ways, and the adopted one leaves them out.
    """
    try:
        rule = lookup("voting/silent", on=on, place=place, bylaws=bylaws)
    except NoLawInForce:
        return ("out",)
    if rule.text != "counted" or excluded or matter is Matter.COMMITTEE_ELECTION:
        return ("out",)
    return ("out", "in") if is_special(matter, on=on, place=place) else ("in", "out")


def _is_nothing(tally: Tally) -> bool:
    return tally.heads == 0 and tally.area == 0


def parking_variants(
    without: Figures,
    included: Figures,
    *,
    concerns_parking: bool,
    on: date,
    place: str = NATION,
    bylaws: Mapping[str, object] | None = None,
) -> tuple[tuple[Mapping[str, str], Figures], ...]:
    """The figures without and with parking that the estate's rules leave open, the adopted first (R12)."""
    try:
        rule = lookup("voting/parking", on=on, place=place, bylaws=bylaws).text
    except NoLawInForce:
        return ({"parking": "out"}, without), ({"parking": "in"}, included)
    counted = rule == "always" or (rule == "parking_matters_only" and concerns_parking)
    return (({"parking": "in"}, included) if counted else ({"parking": "out"}, without),)


def count_of(figures: Figures, *, void: str, blank: str, silent: str) -> Count:
    """The count under one reading; silent owners join the larger side of heads and of area, a tie is open."""
    took_part = _plus(figures.in_favour, figures.against, figures.abstained)
    took_part = _plus(took_part, *([figures.void] if void == "in" else []))
    took_part = _plus(took_part, *([figures.blank] if blank == "in" else []))
    in_favour = figures.in_favour
    if silent == "in":
        took_part = _plus(took_part, figures.silent)
        in_favour = Tally(
            joined(figures.in_favour.heads, figures.against.heads, figures.silent.heads),
            joined(figures.in_favour.area, figures.against.area, figures.silent.area),
        )
    return Count(figures.roll, took_part, in_favour)


def joined(in_favour: int | None, against: int | None, silent: int | None) -> int | None:
    """What is in favour once the silent join the larger side; None where a tie or an unknown number leaves it open."""
    if silent == 0:
        return in_favour
    if in_favour is None or against is None or silent is None or in_favour == against:
        return None
    return in_favour + silent if in_favour > against else in_favour


def _plus(*tallies: Tally) -> Tally:
    return Tally(_sum(tally.heads for tally in tallies), _sum(tally.area for tally in tallies))


def _sum(numbers: Iterable[int | None]) -> int | None:
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
