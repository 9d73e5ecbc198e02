"""What looks odd in shared money, each with its evidence and what was decided about it; derived, never kept (A5.6).

A warning stops no payment. Its `key` is the same as long as its cause is; a decision counts for what was there when it
was made, so a cause that grows is open again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund.models import FlagVerdict
from gongzhi.fund.queries.watch_accounts import dormant, late_income, negative, unreconciled_months
from gongzhi.fund.queries.watch_flags import Flag
from gongzhi.fund.queries.watch_spending import spending_flags
from gongzhi.fund.queries.watch_unasked import unasked_flags
from gongzhi.places.models import Estate
from gongzhi_law.fund_watch import WATCH_NAMES, Watch

PARTS = (spending_flags, unasked_flags, negative, late_income, dormant, unreconciled_months)
ORDER = list(Watch)


@dataclass(frozen=True, slots=True)
class Watched:
    """A warning with what was said and decided about it, the newest first."""

    flag: Flag
    verdicts: tuple[FlagVerdict, ...] = field(default=())

    @property
    def decided(self) -> FlagVerdict | None:
        """The decision that counts: the newest one that is not an explanation, made after the last of the evidence."""
        for row in self.verdicts:
            if row.verdict != FlagVerdict.Verdict.TOLD:
                return row if row.at >= self.flag.newest else None
        return None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it: nothing decided yet, or only watched on."""
        found = self.decided
        return found is None or found.verdict == FlagVerdict.Verdict.WATCHED

    @property
    def kind_words(self) -> str:
        """Its kind in words."""
        return str(_(WATCH_NAMES[self.flag.kind]))


def watched_of(estate: Estate, at: datetime) -> list[Watched]:
    """The warnings of one estate, open ones first."""
    return watched_over({estate.pk: estate}, at)[estate.pk]


def watched_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Watched]]:
    """The warnings of many estates by estate number, open ones first, in a fixed number of statements."""
    flags: dict[int, list[Flag]] = {pk: [] for pk in estates}
    for part in PARTS:
        for flag in part(estates, at):
            flags[flag.estate_id].append(flag)
    said: dict[tuple[int, str], list[FlagVerdict]] = defaultdict(list)
    for row in FlagVerdict.objects.filter(estate__in=list(estates)).order_by("-pk"):
        said[row.estate_id, row.key].append(row)
    found = {}
    for pk, rows in flags.items():
        told = [Watched(flag, tuple(said[pk, flag.key])) for flag in rows]
        found[pk] = sorted(told, key=lambda one: (not one.is_open, ORDER.index(one.flag.kind), one.flag.key))
    return found


def watched_one(estate: Estate, key: str, at: datetime) -> Watched | None:
    """The warning with this key; None where its cause is gone."""
    return next((one for one in watched_of(estate, at) if one.flag.key == key), None)


def open_ones(rows: Iterable[Watched]) -> list[Watched]:
    """Those that somebody still has to look at."""
    return [one for one in rows if one.is_open]
