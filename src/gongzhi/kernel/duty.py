"""A duty: one thing due, for whom, by when, under which clause; rooms derive them, the desk shows them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty; `due_on` None is due at once, `cite` the article or clause, `url` where it is done.

    `party` names whose seats answer for it, for those who sit there without a capacity.
    """

    title: str
    due_on: date | None
    who: str
    cite: str
    url: str
    done: bool = False
    party: str = ""
