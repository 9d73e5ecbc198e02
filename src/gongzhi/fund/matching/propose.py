"""Proposes which lines bear out which entries: never unequal sums, each line and entry once, the same in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from gongzhi.fund.matching.groups import POOL, summing
from gongzhi.fund.matching.items import Id, Line, Open
from gongzhi.fund.matching.scoring import Score, score
from gongzhi.fund.matching.settling import Candidate, Key, key_of, settle

_NEAREST, _NEAREST_IN_GROUP = 40, 150
_GROUP_DAYS, _WEAK_GROUP_DAYS = 62, 31
_EACH_MORE = 50
Item = TypeVar("Item", Line, Open)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines and entries of one same sum; `sure` unless another pairing is as good or only the sum speaks for it.

    `reasons` are of `scoring`: reference, name, near (days), days; only what holds for every pair in it.
    """

    lines: tuple[Id, ...]
    postings: tuple[Id, ...]
    amount_fen: int
    sure: bool
    points: int
    reasons: tuple[str, ...]


def propose(lines: Sequence[Line], postings: Sequence[Open]) -> list[Proposal]:
    """Proposals by day and id of their first line; lines and entries of no sum take no part.

    One to one, one line to two, three or four entries, two to four lines to one entry. First the pairs that a
    reference or a name makes sure, then what a reference, a name or near days speak for, last what only the sum does
    (never sure). Long lists are bounded by taking the nearest in days. Refuses an id given twice on one side.
    """
    for side in (lines, postings):
        if len({str(item.id) for item in side}) < len(side):
            raise ValueError("an id is given twice")
    book = _Book(lines, postings)
    found = [one for one in settle(book.pairs(_evident)) if one.sure]
    book.take(member for one in found for member in one.members)
    for strong in (True, False):
        found += (further := settle(book.candidates(strong=strong)))
        book.take(member for one in further for member in one.members)
    return [book.proposal(one) for one in sorted(found, key=book.place)]


class _Book:
    """The lines and entries not yet in a proposal, by day and id, with what speaks for each pair."""

    def __init__(self, lines: Sequence[Line], postings: Sequence[Open]) -> None:
        self.by_key: dict[Key, Line | Open] = {}
        self.by_key |= {key_of("line", line.id): line for line in lines}
        self.by_key |= {key_of("posting", posting.id): posting for posting in postings}
        self.lines = sorted((line for line in lines if line.amount_fen), key=_order)
        self.postings = sorted((posting for posting in postings if posting.amount_fen), key=_order)
        self.scores: dict[tuple[Id, Id], Score | None] = {}

    def take(self, members: Iterable[Key]) -> None:
        taken = set(members)
        self.lines = [line for line in self.lines if key_of("line", line.id) not in taken]
        self.postings = [posting for posting in self.postings if key_of("posting", posting.id) not in taken]

    def score(self, line: Line, posting: Open) -> Score | None:
        key = (line.id, posting.id)
        if key not in self.scores:
            self.scores[key] = score(line, posting)
        return self.scores[key]

    def candidates(self, *, strong: bool) -> list[Candidate]:
        found = list(self.pairs(_strong if strong else _any))
        for line in self.lines:
            near = _about(self.postings, line.on, line.amount_fen)
            for entries, told, only in _sums(line.amount_fen, near, self._of_line(line), strong):
                found.append(_group([key_of("line", line.id)], [key_of("posting", e.id) for e in entries], told, only))
        for posting in self.postings:
            about = _about(self.lines, posting.on, posting.amount_fen)
            for parts, told, only in _sums(posting.amount_fen, about, self._of_posting(posting), strong):
                found.append(_group([key_of("line", p.id) for p in parts], [key_of("posting", posting.id)], told, only))
        return found

    def _of_line(self, line: Line) -> Callable[[Open], Score | None]:
        return lambda posting: self.score(line, posting)

    def _of_posting(self, posting: Open) -> Callable[[Line], Score | None]:
        return lambda line: self.score(line, posting)

    def pairs(self, enough: Callable[[Score], bool]) -> Iterator[Candidate]:
        """One line and one entry of the same sum for which enough speaks."""
        by_sum: dict[int, list[Open]] = defaultdict(list)
        for posting in self.postings:
            by_sum[posting.amount_fen].append(posting)
        for line in self.lines:
            same = by_sum.get(line.amount_fen, [])
            if len(same) > _NEAREST:
                same = sorted(same, key=lambda one: (abs((one.on - line.on).days), str(one.id)))[:_NEAREST]
            for posting in same:
                told = self.score(line, posting)
                if told is not None and enough(told):
                    members = (key_of("line", line.id), key_of("posting", posting.id))
                    yield Candidate(members, told.points, told.reasons, told.strong)

    def place(self, one: Candidate) -> tuple[date, tuple[Key, ...]]:
        return min(self.by_key[key].on for key in one.members if key[0] == "line"), one.members

    def proposal(self, one: Candidate) -> Proposal:
        lines = [self.by_key[key] for key in one.members if key[0] == "line"]
        postings = [self.by_key[key] for key in one.members if key[0] == "posting"]
        total = sum(line.amount_fen for line in lines)
        return Proposal(_ids(lines), _ids(postings), total, one.sure, one.points, one.reasons)


def _evident(told: Score) -> bool:
    return told.evident


def _strong(told: Score) -> bool:
    return told.strong


def _any(_told: Score) -> bool:
    return True


def _order(item: Line | Open) -> tuple[date, str]:
    return item.on, str(item.id)


def _ids(items: Iterable[Line | Open]) -> tuple[Id, ...]:
    return tuple(item.id for item in sorted(items, key=_order))


def _about(items: Sequence[Item], on: date, amount: int) -> list[Item]:
    """The items of the same sign and a smaller sum within the days that a group may span, the nearest of very many."""
    found = [
        item
        for item in items
        if (item.amount_fen > 0) is (amount > 0)
        and abs(item.amount_fen) < abs(amount)
        and abs((item.on - on).days) <= _GROUP_DAYS
    ]
    if len(found) > _NEAREST_IN_GROUP:
        found.sort(key=lambda item: (abs((item.on - on).days), str(item.id)))
    return found[:_NEAREST_IN_GROUP]


def _sums(
    whole: int, items: Sequence[Item], told: Callable[[Item], Score | None], strong: bool
) -> Iterator[tuple[list[Item], list[Score], bool]]:
    """Groups of items that add up to the whole, with what speaks for each member, and whether there is only one group."""
    pool: list[tuple[Item, Score]] = []
    for item in items:
        score_ = told(item)
        if score_ is not None and (score_.evident if strong else score_.days <= _WEAK_GROUP_DAYS):
            pool.append((item, score_))
    pool.sort(key=lambda pair: (-pair[1].points, pair[1].days, str(pair[0].id)))
    pool = pool[:POOL]
    found = summing([abs(item.amount_fen) for item, _score in pool], abs(whole))
    for members in found:
        yield [pool[at][0] for at in members], [pool[at][1] for at in members], strong and len(found) == 1


def _group(lines: list[Key], postings: list[Key], scores: list[Score], sure: bool) -> Candidate:
    """A group is worth its weakest pair, less for every further member."""
    points = min(one.points for one in scores) - _EACH_MORE * (len(scores) - 1)
    shared = tuple(reason for reason in scores[0].reasons if all(reason in one.reasons for one in scores))
    return Candidate((*sorted(lines), *sorted(postings)), points, shared, sure)
