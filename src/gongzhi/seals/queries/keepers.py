"""Who may keep a seal, who has it now, and how those are named without a name."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.caretaking import rules_of
from gongzhi.bodies.queries.holders import names_of
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standing import appointments, status_of
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Capacity
from gongzhi.seals.models import Keeping, Seal
from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.seals import HOLDERS, CustodyRule, SealKind, custody_rule

K = Capacity.Kind
# Who may keep a seal without a seat in its body: by engagement, by entrustment, by a text of the place.
OUTSIDE = (K.SECRETARY, K.COMMUNITY, K.STREET, K.DEPARTMENT)
HOUSING = "住建"
ENTRUSTED = {BodyKind.RESIDENTS_COMMITTEE: K.COMMUNITY, BodyKind.STREET: K.STREET}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may keep a seal, with the post shown in their place."""

    person_id: int
    post: str
    name: str


def current(seal: Seal) -> Keeping | None:
    """Who has the seal, or is to receive it."""
    return Keeping.objects.filter(estate_id=seal.estate_id, seal=seal, until_on__isnull=True).first()


def keepings_of(seal: Seal) -> list[Keeping]:
    """From hand to hand, the latest first."""
    return list(Keeping.objects.filter(estate_id=seal.estate_id, seal=seal).order_by("-from_on", "-pk"))


def custody_of(kind: str, body: Body, *, at: datetime) -> CustodyRule:
    """Who keeps a seal of this kind by law, papers and the estate's rules."""
    on = law_day(at)
    return custody_rule(SealKind(kind), on, place_of(body), adopted=rules_of(body, on=on))


def candidates(kind: str, body: Body, *, at: datetime) -> list[Candidate]:
    """Members of the body and its engaged secretary; 居委会 and 街道 where the place lets them, or nobody else is left.

    Of a body that ended or ran out also the members of the one that follows it and the offices of the place (R14).
    """
    on, estate = law_day(at), body.estate
    assert estate is not None  # noqa: S101  (a seal is of an estate's body)
    left = status_of(body, on=on) in (Status.EXPIRED, Status.DISPUTED, Status.ENDED)
    holders = [body] if body.state == BodyState.STANDING else []
    if left:
        kinds = HOLDERS[SealKind(kind)]
        others = Body.objects.filter(estate=estate, kind__in=kinds, state=BodyState.STANDING).exclude(pk=body.pk)
        holders += list(others.order_by("pk"))
    found: dict[int, str] = {}
    for one in holders:
        for seat in appointments(one, on=on).filter(seat__alternate=False):
            post = _("%(body)s%(role)s") % {"body": one.name, "role": seat.get_role_display()}
            found.setdefault(seat.person_id, post)
    wanted = {K.SECRETARY, *(ENTRUSTED[kind] for kind in custody_of(kind, body, at=at).entrust)}
    wanted |= {K.COMMUNITY, K.STREET, K.DEPARTMENT} if left else set()
    above = [estate.community_id[:length] for length in (6, 9, 12)]
    live = Q(until_at__isnull=True) | Q(until_at__gt=at)
    rows = Capacity.objects.filter(live, Q(estate=estate) | Q(division_id__in=above), kind__in=wanted, from_at__lte=at)
    rows = rows.filter(~Q(kind=K.DEPARTMENT) | Q(department=HOUSING))
    for row in rows.order_by("pk"):
        found.setdefault(row.person_id, str(row.get_kind_display()))
    names = names_of(found)
    return [Candidate(pk, post, names.get(pk, "")) for pk, post in found.items()]


def successor_of(seal: Seal, person_id: int, *, at: datetime) -> Body | None:
    """The body that takes the seal over with this keeper: one that stands where the seal's own does not."""
    if seal.body.state == BodyState.STANDING:
        return None
    kinds = HOLDERS[SealKind(seal.kind)]
    rows = Body.objects.filter(estate_id=seal.estate_id, kind__in=kinds, state=BodyState.STANDING).order_by("pk")
    for body in rows:
        if appointments(body, on=law_day(at)).filter(person_id=person_id, seat__alternate=False).exists():
            return body
    return None
