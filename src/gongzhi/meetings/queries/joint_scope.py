"""Where acts on a community's sittings are journaled, under which pseudonym, and by which place the law is found."""

from typing import Any

from gongzhi.kernel import keys
from gongzhi.people.models import Person
from gongzhi.places.models import Division


def signed(division: Division, person: Person, ref: str) -> dict[str, Any]:
    """`ref`, log and `by` of an act above estates: the community's own log."""
    return {"ref": ref, "by": keys.pseudonym(None, person.pk), "office": division.pk}


def place_of(division: Division) -> str:
    """The county code by which the law of the community is found."""
    return str(division.pk)[:6]
