"""The rule base as its pages show it: entries with badges and links, levels of a place, counts of all places."""

from datetime import date
from typing import Any

from gongzhi.norms.queries.preview import place_words
from gongzhi.norms.queries.shown import badge_of
from gongzhi_law import catalogue
from gongzhi_law.jurisdiction import chain
from gongzhi_law.params import get


def entry_shown(entry: catalogue.RuleEntry) -> dict[str, Any]:
    """One entry with its place in words, its badge, and the parameters that carry it out."""
    return {
        "entry": entry,
        "place": place_words(entry.place),
        "badge": badge_of(entry.strength),
        "parameters": [get(name) for name in entry.borne_by],
    }


def wanted(*, q: str = "", place: str = "", status: str = "", topic: str = "") -> list[catalogue.RuleEntry]:
    """The entries that hold the words, lie in the place, stand as asked (carried | not_yet), and belong to the topic."""
    words = q.casefold()
    return [
        entry
        for entry in catalogue.rules()
        if (not place or entry.place == place)
        and (not topic or entry.topic == topic)
        and (not status or bool(entry.borne_by) is (status == "carried"))
        and (
            not words
            or any(words in text.casefold() for text in (entry.id, entry.words, str(entry.cite), entry.not_yet))
        )
    ]


def coverage_rows(found: catalogue.Coverage) -> list[dict[str, Any]]:
    """Each level from the place up with its own entries, the surest first."""
    levels = []
    for code in chain(found.place):
        groups = [
            {"badge": badge_of(rows[0].strength), "rows": [entry_shown(entry) for entry in rows]}
            for known in (found.verified, found.second_hand, found.recalled)
            if (rows := [entry for entry in known if entry.place == code])
        ]
        levels.append({"place": code, "name": place_words(code), "groups": groups})
    return levels


def places_shown(on: date) -> list[dict[str, Any]]:
    """Every place with how many of its own rules are verified, second hand, recalled, and how many texts are missing."""
    found = []
    for code in catalogue.places():
        held = catalogue.coverage(code, on)
        own = [[e for e in known if e.place == code] for known in (held.verified, held.second_hand, held.recalled)]
        found.append(
            {
                "place": code,
                "name": place_words(code),
                "verified": len(own[0]),
                "second": len(own[1]),
                "recalled": len(own[2]),
                "gaps": sum(1 for gap in held.missing if gap.place == code),
            }
        )
    return found
