"""Where a body's acts are journaled, under which pseudonym, and how a body is found by its scope."""

from typing import Any

from gongzhi.bodies.models import Body
from gongzhi.kernel import keys
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate


def log_of(estate: Estate | None, division: Division | None) -> dict[str, Any]:
    """The journal an act of this scope is written to: the estate's, or the division's office log."""
    if estate is not None:
        return {"estate_id": estate.pk}
    assert division is not None  # noqa: S101  (a check constraint of Body)
    return {"office": division.code}


def signed(body: Body, person: Person) -> dict[str, Any]:
    """`ref`, log and `by` of an act on a body by a person."""
    return {
        "ref": f"body:{body.pk}",
        "by": keys.pseudonym(body.estate_id, person.pk),
        **log_of(body.estate, body.division),
    }


def place_of(body: Body) -> str:
    """The GB/T 2260 county code by which the law of this body is found (shorter above counties)."""
    code = body.estate.community_id if body.estate is not None else str(body.division_id)
    return code[:6]
