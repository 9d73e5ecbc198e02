"""Who may do what with meetings: members by their seats, the office that prepares, the party organisation that judges and convenes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.standing import governing
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.meetings.cites import CONVENERS, RECORDS, TOPICS
from gongzhi.meetings.models import CommitteeMeeting, Mandate, Sitting
from gongzhi.meetings.models.sitting import Side
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division, Estate
from gongzhi.web.door import open_to_strangers

K, B, R = Capacity.Kind, Body.Kind, Appointment.Role
MEETING_BODIES = (B.COMMITTEE, B.INTERIM, B.SELF_MANAGED)
# Who reads what a committee's meeting has on its table; the owners read what is announced and decided.
READERS = (
    K.COMMITTEE,
    K.INTERIM,
    K.SELF_MANAGED,
    K.SUPERVISOR,
    K.SECRETARY,
    K.COMMUNITY,
    K.STREET,
    K.ENVIRONMENT,
)
# Who prepares the sittings of a community: 联席会议办公室 (附件1 第四条) and whoever works for it.
OFFICE = (K.ENVIRONMENT, K.COMMUNITY)
LOOKERS = (K.ENVIRONMENT, K.COMMUNITY, K.STREET)
OF_DIVISION = {Side.PARTY: B.PARTY_COMMUNITY, Side.RESIDENTS: B.RESIDENTS_COMMITTEE, Side.ENVIRONMENT: B.ENV_COMMITTEE}
OF_ESTATE = {Side.OWNERS: MEETING_BODIES, Side.FIRM: (B.PROJECT, B.FIRM)}


@dataclass(frozen=True, slots=True)
class Stand:
    """For whom a person stands at the table: the party, the seat it rests on, and the estate it speaks for (None: the community)."""

    side: Side
    seat: Appointment
    estate: Estate | None


def seat_in(person: Person | None, body: Body, *, at: datetime) -> Appointment | None:
    """The seat (no alternate's place, not suspended) in which the person sits in the body now."""
    if person is None:
        return None
    return next(iter(bodies.seats_of(person, Q(body=body), at=at)), None)


def require_seat(person: Person | None, body: Body, *, at: datetime) -> Appointment:
    """The seat of a member of this body; refuses everyone else, proxies too (指导规则38条)."""
    found = seat_in(person, body, at=at)
    if found is None:
        raise Refused(
            Reason(
                _("这件事只能由%(body)s的成员本人办理，不能委托他人。") % {"body": body.name},
                cite="《业主大会和业主委员会指导规则》第38条",
                remedy=_("请成员本人登录后办理"),
            )
        )
    bodies.must_stand(body.estate)
    return found


def get_table_for(person: Person | None, *, at: datetime, code: str, **where: Any) -> Body:
    """The body that stands for the owners of this estate, for those who read its meetings; else not there."""
    estate = people.get_estate_for(person, code, *READERS, at=at)
    body = governing(estate, at=at)
    if body is None:
        raise NotHere
    return body


def get_meeting_for(
    person: Person | None, *, at: datetime, code: str, meeting_id: int, **where: Any
) -> CommitteeMeeting:
    """A meeting of this estate's body, for those who read its meetings; else not there."""
    estate = people.get_estate_for(person, code, *READERS, at=at)
    found = CommitteeMeeting.objects.select_related("estate__community", "body__estate__community").filter(
        estate=estate, pk=meeting_id
    )
    meeting = found.first()
    if meeting is None:
        raise NotHere
    return meeting


@open_to_strangers
def public_meeting(
    person: Person | None, *, at: datetime, code: str, meeting_id: int, **where: Any
) -> CommitteeMeeting:
    """A meeting as its announcement and decisions tell of it: open to everyone."""
    found = CommitteeMeeting.objects.select_related("estate__community", "body").filter(
        estate__code=code, pk=meeting_id
    )
    meeting = found.first()
    if meeting is None:
        raise NotHere
    return meeting


def stands_of(
    person: Person | None, division: Division, *, at: datetime, estates: Iterable[Estate] | None = None
) -> list[Stand]:
    """For whom the person stands in a community's joint meeting now, by seats; `estates` narrows to those served."""
    if person is None:
        return []
    scope = Q(body__division=division, body__kind__in=OF_DIVISION.values())
    served = Q(
        body__estate__community=division, body__kind__in=[kind for kinds in OF_ESTATE.values() for kind in kinds]
    )
    if estates is not None:
        served &= Q(body__estate__in=[estate.pk for estate in estates])
    seats: dict[int, Appointment] = {}
    for seat in bodies.seats_of(person, scope | served, at=at):
        seats.setdefault(seat.body_id, seat)
    # 义务质量总监 sits with the firm and does not speak for it
    speaking = [seat for seat in seats.values() if seat.role != R.QUALITY]
    return [Stand(side_of(seat.body.kind), seat, seat.body.estate) for seat in speaking]


def side_of(kind: str) -> Side:
    """The party for which a body of this kind sits at the table."""
    for side, one in OF_DIVISION.items():
        if kind == one:
            return side
    for side, several in OF_ESTATE.items():
        if kind in several:
            return side
    return Side.OTHER


def is_office(person: Person | None, division: Division, *, at: datetime) -> bool:
    """Whether the person prepares the community's sittings."""
    return bodies.holds_any_in(person, OFFICE, None, division, at=at)


def require_office(person: Person | None, division: Division, *, at: datetime) -> Person:
    """联席会议办公室 (附件1（一）第四条): 环物委 members and the community's workers; refuses everyone else."""
    if person is None or not is_office(person, division, at=at):
        raise Refused(
            Reason(
                _("会议的筹备和记录由联席会议办公室办理。"),
                cite=RECORDS,
                remedy=_("请环境和物业管理委员会成员或者社区工作人员办理"),
            )
        )
    return person


def party_seat(person: Person | None, division: Division, *, at: datetime, head: bool) -> Appointment | None:
    """The person's seat in the community's party organisation; with `head`, only its secretary's."""
    for stand in stands_of(person, division, at=at, estates=()):
        if stand.side == Side.PARTY and (not head or stand.seat.role == R.SECRETARY):
            return stand.seat
    return None


def require_judge(person: Person | None, division: Division, *, at: datetime) -> Person:
    """The community's party organisation, which accepts topics or returns them (B2.4); refuses everyone else."""
    if person is None or party_seat(person, division, at=at, head=False) is None:
        raise Refused(
            Reason(
                _("议题由社区党组织研究确定。"),
                cite=TOPICS,
                remedy=_("请社区党组织成员办理"),
            )
        )
    return person


def mandate_of(
    person: Person | None, division: Division, *, at: datetime, estates: Iterable[Estate] = ()
) -> Mandate | None:
    """The mandate under which the person may convene for all of these estates today, not revoked and not run out."""
    wanted = {estate.pk for estate in estates}
    rows = mandates_of(person, division, at=at)
    return next((row for row in rows if row.about_id is None or wanted == {row.about_id}), None)


def mandates_of(person: Person | None, division: Division, *, at: datetime) -> list[Mandate]:
    """Every mandate that the person holds today: given, not revoked, not run out, the seat it rests on still theirs."""
    if person is None:
        return []
    on = law_day(at)
    rows = Mandate.objects.filter(division=division, person_id=person.pk, from_on__lte=on, until_on__gt=on)
    rows = rows.filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)).order_by("-pk")
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    held = set(Appointment.objects.filter(lasting, person_id=person.pk).values_list("pk", flat=True))
    return [row for row in rows if row.seat in held]


def require_convener(
    person: Person | None, division: Division, *, at: datetime, estates: Iterable[Estate] = ()
) -> Mandate | None:
    """The party secretary (None), or the mandate of whoever convenes instead (B2.3); refuses everyone else."""
    if person is not None and party_seat(person, division, at=at, head=True) is not None:
        return None
    found = mandate_of(person, division, at=at, estates=estates)
    if found is None:
        raise Refused(
            Reason(
                _("通知和纪要由召集人签发：社区党组织负责人，或者受其委托的联席会议成员、小区党组织负责人。"),
                cite=CONVENERS,
                remedy=_("请召集人签发，或者先办理召集委托"),
            )
        )
    return found


def get_community_for(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The community whose sittings the person prepares, attends or looks after; else not there."""
    found = Division.objects.filter(pk=division, level=Division.Level.COMMUNITY).first()
    if found is None or not (
        bodies.holds_any_in(person, LOOKERS, None, found, at=at)
        or stands_of(person, found, at=at)
        or mandates_of(person, found, at=at)
    ):
        raise NotHere
    return found


def get_sitting_for(person: Person | None, *, at: datetime, division: str, sitting_id: int, **where: Any) -> Sitting:
    """A sitting of the community, for its members, observers called to it, its office and the street; else not there."""
    found = Sitting.objects.select_related("division").filter(division_id=division, pk=sitting_id).first()
    if found is None or person is None:
        raise NotHere
    if found.attendees.filter(person_id=person.pk).exists():
        return found
    get_community_for(person, at=at, division=division)
    return found
