"""How many must take part for a vote to count at all."""

from fractions import Fraction

from gongzhi.kernel.clock import law_day
from gongzhi.voting.models import Assembly
from gongzhi.voting.queries.assemblies import motions_of
from gongzhi_law.voting import Matter, required_tests


def needed_turnout(assembly: Assembly) -> Fraction | None:
    """The share of all owners that must take part, by the law of the closing day; None where the motions differ."""
    if assembly.closes_at is None:
        return None
    shares = {
        test.rule.share
        for motion in motions_of(assembly)
        for test in required_tests(Matter(motion.matter), on=law_day(assembly.closes_at), place=assembly.estate.place)
        if test.part == "took_part"
    }
    return shares.pop() if len(shares) == 1 else None
