"""Reading the scenarios that ship with the law, and turning their figures into whole numbers."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml

from gongzhi_law.params import Loader
from gongzhi_law.voting import Tally


def load(name: str) -> list[dict[str, Any]]:
    """The cases of one file; a name used twice is refused."""
    cases = yaml.load((files("gongzhi_law") / "cases" / f"{name}.yaml").read_text("utf-8"), Loader)  # noqa: S506  (safe loader)
    names = [case["name"] for case in cases]
    assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]
    return cases


def each(name: str) -> Any:
    """Run the test once for every case of the file, under the case's own name."""
    return pytest.mark.parametrize("case", load(name), ids=lambda case: case["name"])


def hundredths(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or "0")


def tally(figures: list[Any] | None) -> Tally:
    """[heads, "area"] or [heads, "area", rights]; None where a number is not printed."""
    if figures is None:
        return Tally(0, 0)
    heads, area, *rights = figures
    return Tally(heads, None if area is None else hundredths(area), rights[0] * 100 if rights else None)
