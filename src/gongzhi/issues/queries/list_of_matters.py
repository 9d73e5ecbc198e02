"""The responsibility list as it applies in an estate (A10.1), and what it proposes for an issue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongzhi.issues.models import Issue, Side
from gongzhi.places.models import Estate
from gongzhi_law import matters as law
from gongzhi_law.matters import Matter

THREE_PARTIES = (Side.FIRM, Side.COMMITTEE, Side.RESIDENTS)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One side that the list proposes for an issue: its key as acts take it, its name, and whether it leads."""

    side: str
    name: str
    lead: bool


def known_matter(matter: str, estate: Estate, *, on: date) -> Matter | None:
    """The row of the list by its id, for the day and the place of the estate; None where the list lacks it."""
    if not matter:
        return None
    try:
        return law.matter(matter, on=on, place=estate.place)
    except KeyError:
        return None


def likely_matter(words: str, estate: Estate, *, on: date) -> Matter | None:
    """The matter that the words most likely mean, where a word of the list stands in them; else None."""
    found = law.suggest(words, 1, on=on, place=estate.place)
    return found[0].matter if found and found[0].found else None


def matters_of(estate: Estate, *, on: date) -> tuple[Matter, ...]:
    """The whole list for an estate on a day."""
    return law.matters(on=on, place=estate.place)


def matter_name(issue: Issue) -> str:
    """The matter in words; empty while it is not known."""
    row = known_matter(issue.matter, issue.estate, on=issue.received_at.date()) if issue.matter else None
    return row.name if row else ""


def names_of(matters: Iterable[str]) -> dict[str, str]:
    """Names by id of the matters of many issues; those no longer on the list keep their id."""
    wanted, names = set(matters), {}
    for row in law.matters():
        if row.id in wanted:
            names[row.id] = row.name
    return names


def proposed_for(issue: Issue, *, on: date) -> list[Proposed]:
    """Who should take part by the list, the lead first; without a matter the firm, and the community where it leads."""
    row = known_matter(issue.matter, issue.estate, on=on)
    if row is None:
        return [Proposed(side, str(Side(side).label), side == Side.FIRM) for side in THREE_PARTIES[:1]]
    found = [Proposed(row.lead.side, row.lead.name, True)]
    found += [Proposed(one.side, one.name, False) for one in row.with_ if one.side != row.lead.side]
    return [one for one in found if one.side in side_names()]


def side_names() -> dict[str, str]:
    """Every side that can be asked, by its key: the three, party organisation, street, departments and utilities."""
    own = {side.value: str(side.label) for side in (*THREE_PARTIES, Side.PARTY_ORG, Side.STREET)}
    asked = [one for one in law.departments().values() if one.kind in ("department", "utility")]
    return own | {one.side: one.name for one in asked}


def split_side(key: str) -> tuple[str, str]:
    """The side and the word of a key such as `firm` or `department:城管`; raises KeyError for one that nobody knows."""
    if key not in side_names():
        raise KeyError(key)
    side, _colon, word = key.partition(":")
    return side, word
