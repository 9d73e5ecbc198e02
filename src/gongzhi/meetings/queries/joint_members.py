"""Who sits at the joint meeting: read from the seats of today, so that every change shows at once (B2.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body, Suspension
from gongzhi.bodies.queries.holders import names_of
from gongzhi.bodies.states import BodyState
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.models.sitting import Side
from gongzhi.places.models import Division, Estate
from gongzhi_law import joint_meetings as law
from gongzhi_law.bodies import BodyKind

B, R, Kind = Body.Kind, Appointment.Role, Sitting.Kind
COMMUNITY_SIDES = {
    B.PARTY_COMMUNITY: Side.PARTY,
    B.RESIDENTS_COMMITTEE: Side.RESIDENTS,
    B.ENV_COMMITTEE: Side.ENVIRONMENT,
}
ESTATE_SIDES = {law.Side.COMMITTEE: Side.OWNERS, law.Side.FIRM: Side.FIRM}
ESTATE_KINDS = tuple(kind.value for side in ESTATE_SIDES for kind in law.SIDE_KINDS[side])
# Which parties are called to a sitting of each kind; of a joint meeting those of the paper (附件1（一）第三条).
CALLED = {
    Kind.JOINT: (Side.PARTY, Side.RESIDENTS, Side.OWNERS, Side.FIRM),
    Kind.ENV: (Side.ENVIRONMENT,),
    Kind.ENV_SUMMARY: (Side.ENVIRONMENT,),
    Kind.EXCHANGE: (Side.ENVIRONMENT, Side.OWNERS),
    Kind.FORUM: (Side.ENVIRONMENT, Side.PARTY, Side.RESIDENTS, Side.OWNERS, Side.FIRM),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One person at the table by a seat: for which party, and for which estate (None: the community)."""

    side: Side
    estate: Estate | None
    body: Body
    seat: Appointment
    name: str

    @property
    def office(self) -> str:
        """桂溪苑业委会主任."""
        return _("%(body)s%(role)s") % {"body": self.body.name, "role": self.seat.get_role_display()}


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an estate's table as it is there: the body that fills it, or why nobody does, which is not 缺席."""

    side: Side
    estate: Estate | None
    body: Body | None
    expected: bool
    name: str
    note: str


def parties_of(division: Division, estates: Iterable[Estate], *, on: date) -> list[Party]:
    """The parties of the community and, for each estate in order, owners' side and third side (field-notes §2)."""
    known = list(estates)
    bodies = _bodies(division, known)
    above = {body.kind: body for body in bodies if body.estate_id is None}
    found = []
    for kind, side in COMMUNITY_SIDES.items():
        body = above.get(kind)
        note = "" if body else _("还没有登记%(side)s。") % {"side": side.label}
        found.append(Party(side, None, body, True, body.name if body else str(side.label), note))
    for estate in known:
        here = {body.kind: body for body in bodies if body.estate_id == estate.pk}
        for seat in law.sides_of(estate.management, [BodyKind(kind) for kind in here]):
            if seat.side in ESTATE_SIDES:
                body = here.get(seat.kind.value) if seat.kind else None
                name = body.name if body else seat.name
                found.append(Party(ESTATE_SIDES[seat.side], estate, body, seat.expected, name, seat.note))
    return found


def _bodies(division: Division, estates: list[Estate]) -> list[Body]:
    scope = Q(division=division, kind__in=COMMUNITY_SIDES) | Q(estate__in=estates, kind__in=ESTATE_KINDS)
    rows = Body.objects.filter(scope, state=BodyState.STANDING)
    return list(rows.select_related("estate", "division").order_by("pk"))


def members_of(division: Division, estates: Iterable[Estate], *, on: date, named: bool = True) -> list[Member]:
    """Everyone at the table on `on`, by party and seat; of a firm its head alone (附件1（一）第三条).

    An alternate and a suspended member do not sit. `named` False leaves the names out.
    """
    parties = [one for one in parties_of(division, estates, on=on) if one.body is not None]
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    rows = Appointment.objects.filter(lasting, body__in=[one.body for one in parties], from_on__lte=on)
    rows = rows.filter(seat__alternate=False).select_related("seat", "body")
    rows = rows.exclude(suspensions__in=_suspended(on)).order_by("seat__number", "pk")
    by_body: dict[int, list[Appointment]] = {}
    for row in rows:
        by_body.setdefault(row.body_id, []).append(row)
    names = names_of(row.person_id for row in rows) if named else {}
    found = []
    for one in parties:
        assert one.body is not None  # noqa: S101  (filtered above)
        for seat in by_body.get(one.body.pk, []):
            if one.body.kind in (B.PROJECT, B.FIRM) and seat.role != R.MANAGER:
                continue
            found.append(Member(one.side, one.estate, one.body, seat, names.get(seat.person_id, "")))
    return found


def _suspended(on: date) -> QuerySet[Suspension]:
    return Suspension.objects.filter(lifted_on__isnull=True, from_on__lte=on)


def called_to(sitting: Sitting, estates: Iterable[Estate], *, on: date) -> list[Member]:
    """The members whom a sitting of this kind calls, each person once."""
    wanted = CALLED[Kind(sitting.kind)]
    found: dict[int, Member] = {}
    for member in members_of(sitting.division, estates, on=on):
        if member.side in wanted:
            found.setdefault(member.seat.person_id, member)
    return list(found.values())


def recipients_of(sitting: Sitting, estates: Iterable[Estate], *, on: date) -> list[Party]:
    """The parties that get the notice (B2.7): the party organisation, the 居委会, and those called that are there."""
    wanted = {Side.PARTY, Side.RESIDENTS, *CALLED[Kind(sitting.kind)]}
    return [one for one in parties_of(sitting.division, estates, on=on) if one.side in wanted and one.body is not None]


def estates_in(division: Division) -> list[Estate]:
    """The living estates of a community."""
    return list(Estate.objects.filter(community=division, ended_on__isnull=True).order_by("pk"))


def party_names(division: Division, estates: Iterable[Estate], *, on: date) -> dict[tuple[str, int | None], str]:
    """What each party is called there (桂溪苑业主委员会, 望江院自管小组), by side and estate number."""
    return {
        (one.side, one.estate.pk if one.estate else None): title_of(one) for one in parties_of(division, estates, on=on)
    }


def title_of(party: Party) -> str:
    """The body's own name; where there is none, the estate and what its party is called."""
    if party.body is not None or party.estate is None:
        return party.name
    return _("%(estate)s：%(party)s") % {"estate": party.estate.name, "party": party.name}
