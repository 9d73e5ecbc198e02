"""Assemblies that keep the law of their notice while the rule base changes."""

from collections.abc import Iterable

from gongzhi.voting.models import Assembly
from gongzhi.voting.states import AssemblyState

RUNNING = (AssemblyState.NOTICED, AssemblyState.COUNTING, AssemblyState.PRELIMINARY)


def running_in(estates: Iterable[int]) -> int:
    """How many assemblies of these estates are noticed and not yet decided."""
    return Assembly.objects.filter(estate__in=list(estates), state__in=RUNNING).count()
