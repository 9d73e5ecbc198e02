"""Whom the secretary may ask to convene, and the mandates of a community (B2.3)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.holders import names_of
from gongzhi.bodies.states import BodyState
from gongzhi.meetings.models import Mandate, Sitting
from gongzhi.meetings.queries.joint_members import CALLED, Member, estates_in, members_of
from gongzhi.places.models import Division


@dataclass(frozen=True, slots=True)
class Shown:
    """A mandate with the name and office of its holder, and whether it is in force on the day."""

    mandate: Mandate
    name: str
    office: str
    running: bool

    @property
    def last_on(self) -> date:
        """The last day on which it holds, or the day it was taken back."""
        return self.mandate.revoked_on or self.mandate.until_on - timedelta(days=1)


def may_be_asked(division: Division, *, on: date) -> list[Member]:
    """Members of the joint meeting, and the heads of the estates' party organisations."""
    estates = estates_in(division)
    sides = CALLED[Sitting.Kind.JOINT]
    members = [row for row in members_of(division, estates, on=on) if row.side in sides]
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    heads = Appointment.objects.filter(
        lasting,
        body__estate__in=estates,
        body__kind=Body.Kind.PARTY_ESTATE,
        body__state=BodyState.STANDING,
        role=Appointment.Role.SECRETARY,
        from_on__lte=on,
    ).select_related("seat", "body__estate", "term")
    names = names_of(row.person_id for row in heads)
    sitting = {row.seat.pk for row in members}
    return members + [
        Member("party", row.body.estate, row.body, row, names.get(row.person_id, ""))  # type: ignore[arg-type]
        for row in heads
        if row.pk not in sitting
    ]


def mandates_in(division: Division, *, on: date) -> list[Shown]:
    """Every mandate of the community, those in force first, then the newest."""
    rows = list(Mandate.objects.filter(division=division).select_related("about").order_by("-pk"))
    names = names_of(row.person_id for row in rows)
    seats = {
        row.pk: row
        for row in Appointment.objects.filter(pk__in=[row.seat for row in rows]).select_related("body", "seat")
    }
    found = []
    for row in rows:
        seat = seats[row.seat]
        held = seat.from_on <= on and (seat.ended_on is None or seat.ended_on > on)
        given = row.from_on <= on < row.until_on and (row.revoked_on is None or row.revoked_on > on)
        office = f"{seat.body.name}{seat.get_role_display()}"
        found.append(Shown(row, names.get(row.person_id, ""), office, held and given))
    return sorted(found, key=lambda one: (not one.running, -one.mandate.pk))
