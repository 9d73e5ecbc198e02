"""Who may do what with bodies and seats, and which powers the body of a person has now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies.models import (
    Appointment,
    Body,
    Delegation,
    Formation,
    FormationSide,
    Recall,
)
from gongzhi.bodies.queries.caretaking import rules_of
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standing import status_of
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people import access as people
from gongzhi.people.access import refuse_ended
from gongzhi.people.models import NO_DESK, Capacity, Person
from gongzhi.people.queries import capacities, holds_any
from gongzhi.places.models import Division, Estate
from gongzhi.register.queries import electors_of
from gongzhi.web.door import open_to_strangers
from gongzhi_law import powers
from gongzhi_law.bodies import BodyKind
from gongzhi_law.powers import Grant, Power

K = Capacity.Kind
B = Body.Kind
# The capacity that a seat in a body of this kind gives; other kinds give none.
CAPACITIES = {
    B.COMMITTEE: K.COMMITTEE,
    B.INTERIM: K.INTERIM,
    B.SELF_MANAGED: K.SELF_MANAGED,
    B.PREPARATORY: K.PREPARATORY,
    B.RENEWAL: K.RENEWAL,
    B.OWNERS_SUPERVISION: K.SUPERVISOR,
    B.ENV_COMMITTEE: K.ENVIRONMENT,
    B.PROJECT: K.FIRM,
}
# Who writes down that a body of this kind was formed and who sits in it.
RECORDERS = {
    B.INTERIM: (K.STREET,),
    B.PREPARATORY: (K.STREET, K.COMMUNITY),
    B.RENEWAL: (K.STREET, K.COMMUNITY),
    B.STREET: (K.STREET,),
    B.DEPARTMENT: (K.STREET,),
    B.UTILITY: (K.STREET,),
    B.PROJECT: (K.COMMUNITY, K.COMMITTEE),
}
COMMON_RECORDERS = (K.COMMUNITY,)
# Who opens and prepares the forming of a body (A3.1, B8.8); those of RECORDERS alone make the list public and complete it.
FORMERS = {
    B.INTERIM: (K.STREET,),
    B.SELF_MANAGED: (K.COMMUNITY, K.ENVIRONMENT),
    B.PREPARATORY: (K.STREET, K.COMMUNITY),
    B.RENEWAL: (K.STREET, K.COMMUNITY),
}
# What an estate has of its own, and what stands above estates; 业主大会 needs no seats and is formed by its first vote.
WITHIN = (
    B.COMMITTEE,
    B.INTERIM,
    B.SELF_MANAGED,
    B.PREPARATORY,
    B.RENEWAL,
    B.OWNERS_SUPERVISION,
    B.ASSEMBLY,
    B.PARTY_ESTATE,
    B.PROJECT,
    B.FIRM,
    B.THIRD_PARTY,
)
ABOVE = (
    B.RESIDENTS_COMMITTEE,
    B.ENV_COMMITTEE,
    B.RESIDENTS_SUPERVISION,
    B.PARTY_COMMUNITY,
    B.STREET,
    B.DEPARTMENT,
    B.UTILITY,
    B.THIRD_PARTY,
)
# Bodies whose first members get their capacity only when the street has confirmed the term against the filing (L4.4).
CONFIRMED_BY_STREET = (B.COMMITTEE,)


@dataclass(frozen=True, slots=True)
class Acting:
    """A person acting through a body: the power, what the law says of it, and whether the body acts for another (代行).

    Where a member handed the power on, `delegation` says so.
    """

    person: Person
    body: Body
    grant: Grant
    delegation: Delegation | None = None


def recorders(kind: str) -> tuple[str, ...]:
    """The capacities that may write down a body of this kind."""
    return tuple(RECORDERS.get(B(kind), COMMON_RECORDERS))


def holds_in(
    person: Person | None, kind: str, estate: Estate | None, division: Division | None, *, at: datetime
) -> bool:
    """Whether the person holds `kind` in this estate, or over this division."""
    return holds_any_in(person, (kind,), estate, division, at=at)


def holds_any_in(
    person: Person | None, kinds: Iterable[str], estate: Estate | None, division: Division | None, *, at: datetime
) -> bool:
    """Whether the person holds one of `kinds` in this estate, or over this division, in one statement."""
    if person is None:
        return False
    if estate is not None:
        return holds_any(person, kinds, estate, at=at)
    code = str(division.code) if division is not None else ""
    above = [code[:length] for length in (2, 4, 6, 9, 12) if length <= len(code)]
    return capacities(person, at=at).filter(kind__in=tuple(kinds), division_id__in=above).exists()


def must_stand(estate: Estate | None) -> None:
    """Refuses what is no winding up in an estate that was merged or split (物业管理条例第9条)."""
    if estate is not None and estate.ended_on is not None:
        raise Refused(
            Reason(
                _("这个小区已经合并或者分立，只可查阅，不再办理。"),
                cite="《物业管理条例》第9条第1款",
                remedy=_("看由哪个小区承接"),
                remedy_url=f"/e/{estate.code}/",
            )
        )


def require_in(
    person: Person | None,
    estate: Estate | None,
    division: Division | None,
    *kinds: str,
    at: datetime,
    ended_too: bool = False,
) -> Person:
    """The person, if one of `kinds` is held there; refuses everyone else by naming who may.

    In an estate that ended nothing is done any more, but for what winds it up (`ended_too`).
    """
    if person is None or not holds_any_in(person, kinds, estate, division, at=at):
        names = "、".join(str(K(kind).label) for kind in kinds)
        raise Refused(Reason(_("这件事只能由%(who)s办理。") % {"who": names}, remedy=_("请有此身份的人办理")))
    if not ended_too:
        must_stand(estate)
    return person


def may_form_any(person: Person | None, here: Estate | Division, *, at: datetime) -> list[str]:
    """The kinds of bodies that the person may write down in this estate or over this division; what a page offers."""
    estate, division = (here, None) if isinstance(here, Estate) else (None, here)
    kinds = {K.STREET, K.COMMUNITY, K.COMMITTEE}
    held = {kind for kind in kinds if holds_in(person, kind, estate, division, at=at)}
    wanted = ABOVE if estate is None else WITHIN
    return [kind for kind in wanted if not held.isdisjoint(recorders(kind))]


def may_record(person: Person | None, body: Body, *, at: datetime, ended_too: bool = False) -> Person:
    """Those who write down what became of a body; of an estate that ended only how it is wound up (`ended_too`)."""
    return require_in(person, body.estate, body.division, *recorders(body.kind), at=at, ended_too=ended_too)


def records(person: Person | None, body: Body, *, at: datetime) -> bool:
    """Whether `may_record` would let the person in: what a page offers."""
    return holds_any_in(person, recorders(body.kind), body.estate, body.division, at=at)


def acting_of(person: Person | None, estate: Estate, *, at: datetime, kind: str = "") -> list[Body]:
    """The bodies of the estate (of `kind`) that give a capacity and in which the person sits now."""
    if person is None:
        return []
    wanted = [str(one) for one in ([kind] if kind else CAPACITIES)]
    held = {body for _seat, body in seats_held(person, at=at)}
    bodies = Body.objects.raw(
        "SELECT * FROM bodies_body WHERE id = ANY(%s) AND estate_id = %s AND kind = ANY(%s) ORDER BY id",
        [list(held), estate.pk, wanted],
    )
    found = list(bodies) if held else []
    for body in found:
        body.estate = estate
    return found


def grant_of(body: Body, power: Power, *, at: datetime) -> Grant:
    """What the law leaves this body of this power today, by place, kind and standing (R7, R14)."""
    on = law_day(at)
    kind, status = BodyKind(body.kind), status_of(body, on=on)
    return powers.may(kind, status, power, on=on, place=place_of(body), bylaws=rules_of(body, on=on))


def require_power(person: Person | None, estate: Estate, power: Power, *, at: datetime, kind: str = "") -> Acting:
    """The person acting through a body of the estate that has `power` now; refuses with the article of what stands in the way.

    With `kind` only a body of that kind will do, whatever the person may do through another.
    """
    refuse_ended(estate)
    must_stand(estate)
    reasons = []
    for body in acting_of(person, estate, at=at, kind=kind):
        grant = grant_of(body, power, at=at)
        if grant.granted:
            assert person is not None  # noqa: S101
            return Acting(person, body, grant)
        reasons.append(Reason(grant.sentence, cite=grant.cite, remedy=_("由业主共同决定，或者请有此权限的组织办理")))
    for delegation in delegations_to(person, estate, power, at=at):
        if kind and delegation.body.kind != kind:
            continue
        grant = grant_of(delegation.body, power, at=at)
        if grant.granted:
            assert person is not None  # noqa: S101
            return Acting(person, delegation.body, grant, delegation)
        reasons.append(Reason(grant.sentence, cite=grant.cite, remedy=_("由业主共同决定，或者请有此权限的组织办理")))
    if not reasons:
        words = _("“%(power)s”由本小区有此权限的组织办理：业主委员会委员，或者代行职责的组织的成员。")
        reasons = [Reason(words % {"power": powers.POWER_NAMES[power]}, remedy=_("请现任成员办理"))]
    raise Refused(*reasons)


def delegations_to(person: Person | None, estate: Estate, power: Power, *, at: datetime) -> list[Delegation]:
    """What members of the estate's bodies handed on of `power` to this person and may themselves do now; never more."""
    if person is None:
        return []
    held = set(capacities(person, at=at).filter(estate=estate, kind=K.DELEGATE).values_list("granted_entry", flat=True))
    if not held:
        return []
    rows = Delegation.objects.filter(
        estate=estate,
        to_person_id=person.pk,
        entry__in=held,
        revoked_on__isnull=True,
        powers__contains=[power.value],
        body__state=BodyState.STANDING,
    )
    rows = rows.select_related("body__estate__community", "body__division", "appointment")
    givers = {p.pk: p for p in Person.objects.filter(pk__in={row.appointment.person_id for row in rows})}
    return [row for row in rows if sits_in(givers[row.appointment.person_id], row.body, at=at, seat=row.appointment)]


def sits_in(person: Person | None, body: Body, *, at: datetime, seat: Appointment | None = None) -> bool:
    """Whether the person has a seat in the body now (`seat`, if one is named): one of `seats_held`."""
    if person is None:
        return False
    return any(place == body.pk and (seat is None or number == seat.pk) for number, place in seats_held(person, at=at))


def seats_of(person: Person, where: Q, *, at: datetime) -> list[Appointment]:
    """The seats that the person holds now, of those that `where` says, by body."""
    held = [seat for seat, _body in seats_held(person, at=at)]
    rows = Appointment.objects.filter(where, pk__in=held) if held else Appointment.objects.none()
    related = rows.select_related("seat", "term", "body__estate__community", "body__division")
    return list(related.order_by("body_id", "seat__number", "pk"))


def seats_held(person: Person, *, at: datetime) -> list[tuple[int, int]]:
    """The seats (appointment, body) that the person holds now: the body stands, the seat is no alternate's and not
    suspended, and where seats of its kind give a capacity, the person has it.
    """
    with connection.cursor() as cursor:  # every act of a seat begins with it: plain SQL
        cursor.execute(
            """
            SELECT held.id, held.body_id FROM bodies_appointment held
            JOIN bodies_seat seat ON seat.id = held.seat_id JOIN bodies_body body ON body.id = held.body_id
            WHERE held.person_id = %(person)s AND held.from_on <= %(on)s
              AND (held.ended_on IS NULL OR held.ended_on > %(on)s) AND NOT seat.alternate AND body.state = %(standing)s
              AND NOT EXISTS (SELECT FROM bodies_suspension WHERE appointment_id = held.id AND lifted_on IS NULL)
              AND (body.kind <> ALL(%(giving)s) OR EXISTS (
                SELECT FROM people_capacity WHERE person_id = %(person)s AND granted_entry = held.entry
                  AND from_at <= %(at)s AND (until_at IS NULL OR until_at > %(at)s)))
            """,
            {
                "person": person.pk,
                "at": at,
                "on": law_day(at),
                "standing": BodyState.STANDING,
                "giving": [str(kind) for kind in CAPACITIES],
            },
        )
        return cursor.fetchall()


def may_keep(person: Person | None, body: Body, *, at: datetime) -> Person:
    """Those who write down what became of a body, and whoever sits in it."""
    if person is not None and sits_in(person, body, at=at):
        return person
    return may_record(person, body, at=at)


def keeps(person: Person | None, body: Body, *, at: datetime) -> bool:
    """Whether `may_keep` would let the person in: what a page offers."""
    return records(person, body, at=at) or sits_in(person, body, at=at)


def may_state(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Those who put forward material in a dispute: whoever has a seat in a body of the estate, confirmed or not."""
    on = law_day(at)
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    seated = Appointment.objects.filter(lasting, estate=estate, from_on__lte=on)
    if person is not None and seated.filter(person_id=person.pk).exists():
        return person
    return require_in(person, estate, None, K.COMMUNITY, K.STREET, at=at)


def get_body_for(
    person: Person | None, *, at: datetime, body_id: int, code: str = "", division: str = "", **where: Any
) -> Body:
    """A body of the estate `code`, or over `division`, on the desk of those with a capacity there; else not there."""
    scope = {"estate__code": code} if code else {"division_id": division}
    body = Body.objects.select_related("estate__community", "division").filter(pk=body_id, **scope).first()
    if body is None:
        raise NotHere
    if body.estate is not None:
        if person is None or not holds_any(person, K.values, body.estate, at=at):
            raise NotHere
    else:
        desk_of_division(person, at=at, division=str(body.division_id))
    return body


def desk_of_division(
    person: Person | None, *, at: datetime, division: str, within: bool = True, **where: Any
) -> Division:
    """The desk above estates: officers of the division, of what lies above it and `within` it; else not there."""
    found = Division.objects.select_related("parent").filter(code=division).first()
    if found is None or person is None:
        raise NotHere
    over = Q(division_id__in=[division[:length] for length in (2, 4, 6, 9, 12) if length <= len(division)])
    if within:
        over |= Q(division__code__startswith=division)
    if not capacities(person, at=at).filter(over).exclude(kind__in=NO_DESK).exists():
        raise NotHere
    return found


def lists_of_division(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The same desk for lists over all that lies in the division: no door for those who are over a part of it alone."""
    return desk_of_division(person, at=at, division=division, within=False)


def may_see_above(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the desk of the estate's community is the person's too."""
    try:
        desk_of_division(person, at=at, division=estate.community_id)
    except NotHere:
        return False
    return True


def formable(person: Person | None, estate: Estate, *, at: datetime) -> list[str]:
    """The kinds of bodies whose forming the person may open in this estate; what a page offers."""
    return [kind for kind, who in FORMERS.items() if holds_any_in(person, who, estate, None, at=at)]


def may_prepare(person: Person | None, formation: Formation, *, at: datetime) -> Person:
    """Those who open and prepare the forming of a body of this kind (A3.1: the street; B8.8: the community, the 环物委)."""
    return require_in(person, formation.estate, None, *FORMERS[B(formation.kind)], at=at)


def may_complete(person: Person | None, formation: Formation, *, at: datetime) -> Person:
    """Those who make the list public and write down that the body stands."""
    return require_in(person, formation.estate, None, *recorders(formation.kind), at=at)


def guide_of(person: Person | None, formation: Formation, *, at: datetime) -> str:
    """The department of the county whose guidance the person gives (A3.4); refuses everyone else."""
    person = require_in(person, formation.estate, None, K.DEPARTMENT, at=at)
    code = formation.estate.community_id
    over = capacities(person, at=at).filter(kind=K.DEPARTMENT, division_id__in=[code[:n] for n in (2, 4, 6, 9, 12)])
    return str(over.order_by("-division_id").values_list("department", flat=True)[0])


def get_formation_for(person: Person | None, *, at: datetime, code: str, serial: int, **where: Any) -> Formation:
    """A body in the making, on the desk of those with a capacity in its estate; else not there."""
    estate = people.desk_of_estate(person, at=at, code=code)
    found = Formation.objects.select_related("estate__community", "body").filter(estate=estate, serial=serial).first()
    if found is None:
        raise NotHere
    return found


def get_side_for(
    person: Person | None, *, at: datetime, code: str, serial: int, side_id: int, **where: Any
) -> FormationSide:
    """One invited unit of a body in the making that is on this person's desk; else not there."""
    formation = get_formation_for(person, at=at, code=code, serial=serial)
    found = FormationSide.objects.filter(estate=formation.estate, formation=formation, pk=side_id).first()
    if found is None:
        raise NotHere
    found.formation = formation
    return found


def committee_of_desk(person: Person | None, *, at: datetime, code: str, **where: Any) -> Body:
    """The committee of an estate on this person's desk, for the pages of its renewal; not there where there is none."""
    estate = people.desk_of_estate(person, at=at, code=code)
    rows = Body.objects.select_related("estate__community", "division").filter(estate=estate, kind=B.COMMITTEE)
    found = rows.exclude(state=BodyState.ENDED).first()
    if found is None:
        raise NotHere
    return found


def get_passage_body(person: Person | None, *, at: datetime, code: str, body_id: int, **where: Any) -> Body:
    """A body of passage (物管会, 自管组织, 筹备组, 换届小组) that stands in the estate, on its desk; else not there."""
    body = get_body_for(person, at=at, code=code, body_id=body_id)
    if body.kind not in FORMERS or body.state != BodyState.STANDING:
        raise NotHere
    return body


def objector_to_formation(person: Person | None, *, at: datetime, code: str, serial: int, **where: Any) -> Formation:
    """A list made public, for the owners of the estate alone, who may object to it."""
    formation = public_formation(person, at=at, code=code, serial=serial)
    if person is None or not electors_of(person, formation.estate).exists():
        raise NotHere
    return formation


@open_to_strangers
def public_formation(person: Person | None, *, at: datetime, code: str, serial: int, **where: Any) -> Formation:
    """A body in the making for everyone, once its list is public or it was given up; a draft is not there."""
    rows = Formation.objects.select_related("estate__community", "body").exclude(announced_on__isnull=True)
    found = rows.filter(estate__code=code, serial=serial).first()
    if found is None:
        raise NotHere
    return found


def get_seat_for(
    person: Person | None,
    *,
    at: datetime,
    body_id: int,
    appointment_id: int,
    code: str = "",
    division: str = "",
    **where: Any,
) -> Appointment:
    """An appointment to a body that is on this person's desk, also one that ended; else not there."""
    body = get_body_for(person, at=at, body_id=body_id, code=code, division=division)
    found = body.appointments.select_related("seat", "term", "elector").filter(pk=appointment_id).first()
    if found is None:
        raise NotHere
    found.body = body
    return found


def get_recall_for(person: Person | None, *, at: datetime, code: str, recall_id: int, **where: Any) -> Recall:
    """A proposal to recall a member of a body that is on this person's desk; else not there."""
    estate = people.get_estate_for(person, code, *K.values, at=at)
    rows = Recall.objects.select_related("appointment__body__estate__community", "appointment__seat")
    found = rows.filter(pk=recall_id, estate=estate).first()
    if found is None:
        raise NotHere
    return found


def get_own_seat(person: Person | None, *, at: datetime, appointment_id: int, **where: Any) -> Appointment:
    """The person's own appointment, also one that ended; else not there."""
    rows = Appointment.objects.select_related("body__estate__community", "body__division", "seat", "term", "estate")
    found = rows.filter(pk=appointment_id, person_id=person.pk).first() if person else None
    if found is None:
        raise NotHere
    return found


def get_own_delegation(person: Person | None, *, at: datetime, delegation_id: int, **where: Any) -> Delegation:
    """What this person handed on; else not there."""
    rows = Delegation.objects.select_related("appointment", "body__estate__community")
    found = rows.filter(pk=delegation_id, appointment__person_id=person.pk).first() if person else None
    if found is None:
        raise NotHere
    return found
