"""Timing two things against each other so that a noisy machine hurts both alike."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Pair:
    """Medians in seconds of what is measured and of its floor, over the same rounds."""

    figure: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor's time is taken."""
        return self.figure / self.floor


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call, without the collector's pauses of what came before."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def alternate(figure: Callable[[], object], floor: Callable[[], object], *, rounds: int = ROUNDS) -> Pair:
    """Median times of both, run in turn (the second round begins with the other), at least five rounds."""
    if rounds < ROUNDS:
        raise ValueError(f"at least {ROUNDS} rounds")
    times: dict[str, list[float]] = {"figure": [], "floor": []}
    for number in range(rounds):
        order = [("figure", figure), ("floor", floor)]
        for name, work in order if number % 2 == 0 else reversed(order):
            times[name].append(seconds(work))
    return Pair(statistics.median(times["figure"]), statistics.median(times["floor"]))
