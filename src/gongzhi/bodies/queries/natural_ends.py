"""On which grounds a seat of this body ends by itself, in the words of the place (B1.5, R19)."""

from datetime import date

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.scope import place_of
from gongzhi_law import offices
from gongzhi_law.bodies import BodyKind
from gongzhi_law.offices import Ground
from gongzhi_law.params import Strength

E = Appointment.End
# A member leaves by their own word everywhere; what has a way of its own is told apart, the rest is 其他自然终止情形.
WAYS = {"not_owner": E.NOT_OWNER, "resigned": E.RESIGNED, "incapable": E.INCAPABLE}
ELECTED = (Body.Kind.COMMITTEE, Body.Kind.OWNERS_SUPERVISION)
NATURAL = (E.RESIGNED, E.NOT_OWNER, E.INCAPABLE, E.NATURAL)


def grounds_of(body: Body, *, on: date) -> tuple[Ground, ...]:
    """The grounds listed for this kind of body in this place; empty where no rule speaks of it."""
    return offices.natural_ends(BodyKind(body.kind), on, place_of(body))


def ways_of(body: Body, *, on: date) -> dict[str, str]:
    """Way → its words. Where a statute lists the grounds no other ends a seat; a unit's own people also leave with the unit."""
    rows = grounds_of(body, on=on)
    words: dict[str, list[str]] = {}
    for row in rows:
        words.setdefault(WAYS.get(row.id, E.NATURAL).value, []).append(row.words)
    words.setdefault(E.RESIGNED.value, [str(E.RESIGNED.label)])
    if not (rows and all(row.strength is Strength.STATUTE for row in rows)):
        for way in NATURAL:
            words.setdefault(way.value, [str(way.label)])
    if body.kind not in ELECTED:
        words.setdefault(E.LEFT_UNIT.value, [str(E.LEFT_UNIT.label)])
    return {way: "；".join(several) for way, several in words.items()}
