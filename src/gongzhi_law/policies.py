"""The papers clause by clause: A (ten measures), B (three-party plan), L (law and weekly practice)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PAPERS = {
    "A": "小区业主委员会规范组建运行十项措施",
    "B": "社区党组织领导下的“三方联动”机制实施方案",
    "L": "法律与实务",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause by its id ("B3.7"), the room that carries it and its words; policy never blocks owners."""

    id: str
    room: str
    text: str

    @property
    def paper(self) -> str:
        return PAPERS[self.id[0]]


@cache
def clauses() -> dict[str, Clause]:
    """All clauses by id, in the order of the papers."""
    text = (files("gongzhi_law") / "policies.yaml").read_text("utf-8")
    rows = yaml.load(text, _Loader)["clauses"]  # noqa: S506  (safe loader)
    return {row["id"]: Clause(row["id"], row["room"], row["text"]) for row in rows}


def clause(clause_id: str) -> Clause:
    """The clause of that id; raises KeyError for an id that no paper has."""
    return clauses()[clause_id]
