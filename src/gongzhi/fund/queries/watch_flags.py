"""One warning of the watch: what kind, what was noticed, the rows behind it, who acted in them."""

from dataclasses import dataclass, field
from datetime import datetime

from gongzhi_law.fund_watch import Watch


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row behind a warning: in words, and the page of its case."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning: `key` names it for good; `newest` is when the last of its evidence came; `actors` are pseudonyms."""

    estate_id: int
    kind: Watch
    key: str
    words: str
    newest: datetime
    rows: tuple[Evidence, ...]
    actors: frozenset[str] = field(default=frozenset())
    amount_fen: int = 0
