"""Who reads about seals, who keeps them in order, who has one in hand."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.standing import status_of
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.meetings.access import require_seat, seat_in
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import department, holds_any
from gongzhi.places.models import Estate
from gongzhi.seals.cites import CUSTODY, KEEPING
from gongzhi.seals.models import Keeping, Seal, SealRequest
from gongzhi.seals.queries.keepers import OUTSIDE, current
from gongzhi_law.bodies import Status
from gongzhi_law.seals import HOLDERS, SealKind

K = Capacity.Kind
OFFICES = (K.COMMUNITY, K.STREET)
# Who reads the book of seals at a desk, of departments those of the owners' bodies; what is published anyone reads.
READERS = (
    K.COMMITTEE,
    K.INTERIM,
    K.SELF_MANAGED,
    K.SUPERVISOR,
    K.SECRETARY,
    K.AUDITOR,
    K.ENVIRONMENT,
    department("住建"),
    department("社工"),
    *OFFICES,
)


def reader_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The estate, for those who read its book of seals; else not there."""
    return people.get_estate_for(person, code, *READERS, at=at)


def get_seal_for(person: Person | None, *, at: datetime, code: str, seal_id: int, **where: Any) -> Seal:
    """A seal of this estate, also one that is void, for those who read the book; else not there."""
    estate = reader_of(person, at=at, code=code)
    found = Seal.objects.select_related("body__estate__community").filter(estate=estate, pk=seal_id).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def get_use_request_for(
    person: Person | None, *, at: datetime, code: str, seal_request_id: int, **where: Any
) -> SealRequest:
    """A request to use a seal of this estate, for those who read the book; else not there."""
    estate = reader_of(person, at=at, code=code)
    rows = SealRequest.objects.select_related("seal__body__estate__community")
    found = rows.filter(estate=estate, pk=seal_request_id).first()
    if found is None:
        raise NotHere
    found.estate = found.seal.estate = estate
    return found


def holders_in(estate: Estate) -> list[Body]:
    """The bodies of the estate that may have a seal and stand."""
    kinds = {kind for several in HOLDERS.values() for kind in several}
    rows = Body.objects.select_related("estate__community").filter(
        estate=estate, kind__in=kinds, state=BodyState.STANDING
    )
    return list(rows.order_by("pk"))


def is_steward(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether `require_steward` lets the person by."""
    if person is None:
        return False
    if holds_any(person, OFFICES, estate, at=at):
        return True
    return any(seat_in(person, body, at=at) is not None for body in holders_in(estate))


def require_steward(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Who keeps the seals in order: a member of a body that has one, the community worker, the street; refuses others."""
    people.refuse_ended(estate)
    if person is None or not is_steward(person, estate, at=at):
        raise Refused(
            Reason(
                _("这件事只能由业主委员会（物管会）成员、社区工作人员或者街道工作人员办理。"),
                cite=CUSTODY,
                remedy=_("请有此身份的人办理"),
            )
        )
    return person


def require_member(person: Person | None, seal: Seal, *, at: datetime) -> Appointment:
    """The seat of a member of the body whose seal it is; refuses everyone else."""
    return require_seat(person, seal.body, at=at)


def keeps(person: Person | None, seal: Seal, *, at: datetime) -> Keeping | None:
    """The keeping by which the person has the seal in hand now: received, and still in office."""
    keeping = current(seal)
    if person is None or keeping is None or keeping.person_id != person.pk or keeping.received_at is None:
        return None
    if seat_in(person, seal.body, at=at) is None and not holds_any(person, OUTSIDE, seal.estate, at=at):
        return None
    return keeping


def require_keeper(person: Person | None, seal: Seal, *, at: datetime) -> Keeping:
    """Who has the seal in hand; refuses everyone else, whoever has not confirmed it, whoever left office."""
    found = keeps(person, seal, at=at)
    if found is None:
        keeping = current(seal)
        if keeping is None:
            words, remedy = _("这枚印章还没有登记保管人。"), _("先登记交接")
        elif person is not None and keeping.person_id == person.pk and keeping.received_at is None:
            words, remedy = _("您还没有确认收到这枚印章。"), _("先确认收到")
        elif person is not None and keeping.person_id == person.pk:
            words, remedy = _("您已经不在任，不能再用印。"), _("先办理印章移交")
        else:
            words, remedy = _("这件事只能由保管人办理，保管人是%(post)s。"), _("请保管人办理")
            words %= {"post": keeping.post}
        raise Refused(Reason(words, KEEPING, remedy, f"/desk/e/{seal.estate.code}/seals/{seal.pk}/"))
    people.refuse_ended(seal.estate)
    return found


def is_free_for(person: Person, seal: Seal, *, at: datetime) -> bool:
    """Whether no keeper in office has the seal in hand, or the office may take it from a body that ran out (R14)."""
    now = current(seal)
    keeper = Person.objects.filter(pk=now.person_id).first() if now is not None else None
    if keeps(keeper, seal, at=at) is None:
        return True
    resting = status_of(seal.body, on=law_day(at)) in (Status.EXPIRED, Status.DISPUTED, Status.ENDED)
    return resting and holds_any(person, OFFICES, seal.estate, at=at)


def gives_opinion(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person sits in the 环境和物业管理委员会 of the estate's community."""
    return person is not None and holds_any(person, (K.ENVIRONMENT,), estate, at=at)


def require_environment(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """A member of the 环物委 of the community; refuses everyone else (B8.4)."""
    if person is None or not gives_opinion(person, estate, at=at):
        raise Refused(
            Reason(_("这件事只能由环境和物业管理委员会的成员办理。"), cite=CUSTODY, remedy=_("请环物委成员登录后填写"))
        )
    people.refuse_ended(estate)
    return person


def require_office(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """The community worker or street officer, who signs beside a body whose term ran out; refuses everyone else (R14)."""
    return people.require(person, estate, *OFFICES, at=at)


def body_with(estate: Estate, kind: str, body_id: int) -> Body | None:
    """The standing body of the estate that may have a seal of this kind, or None."""
    wanted = HOLDERS[SealKind(kind)]
    return next((b for b in holders_in(estate) if b.pk == body_id and b.kind in set(wanted)), None)
