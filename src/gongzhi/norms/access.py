"""Who may change the rule base and who may record an estate's rules; when is asked of the days, what of the law."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.norms.models import AdoptedRules, RuleChange
from gongzhi.norms.queries.offices import PROVINCE
from gongzhi.people.access import get_estate_for, require
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Estate
from gongzhi.web.door import open_to_strangers
from gongzhi_law.jurisdiction import NATION, name_of

K = Capacity.Kind
RECORDERS = (K.COMMITTEE, K.INTERIM, K.COMMUNITY)
CONFIRMERS = (K.COMMITTEE, K.INTERIM, K.COMMUNITY, K.STREET)


def administrator(person: Person | None, *, at: datetime, **where: Any) -> list[Capacity]:
    """The door of the administrators' desk: their offices, the widest first; not there for anyone else."""
    held = list(capacities(person, at=at).filter(kind=K.ADMINISTRATOR).order_by("division_id")) if person else []
    if not held:
        raise NotHere
    return sorted(held, key=lambda office: len(str(office.division_id)))


def reaches(division: str, place: str) -> bool:
    """Whether an office over `division` may change rules of `place`: its own and below; the nation's by a province."""
    return len(division) == PROVINCE if place == NATION else place.startswith(division)


def may_change(person: Person | None, place: str, *, at: datetime) -> Capacity:
    """The office under which this person may change rules of `place`; refuses where none reaches so far."""
    for office in administrator(person, at=at):
        if reaches(str(office.division_id), place):
            return office
    whose = (
        _("省一级的规则管理员") if place == NATION else _("%(place)s或者上级的规则管理员") % {"place": name_of(place)}
    )
    raise Refused(
        Reason(
            _("这个地方的规则要由%(who)s变更。") % {"who": whose},
            remedy=_("改选本辖区的地方，或者请上级规则管理员办理"),
        )
    )


def to_confirm(person: Person, *, at: datetime) -> list[RuleChange]:
    """Proposed changes that wait for this administrator: of another's hand, within reach, on which nobody has decided."""
    held = capacities(person, at=at).filter(kind=K.ADMINISTRATOR).values_list("division_id", flat=True)
    offices = [str(division) for division in held]
    if not offices:
        return []
    waiting = RuleChange.objects.filter(verdicts__isnull=True).exclude(person_id=person.pk).order_by("from_on", "pk")
    return [change for change in waiting if any(reaches(office, change.place) for office in offices)]


def get_change_for(person: Person | None, *, at: datetime, change_id: int, **where: Any) -> RuleChange:
    """A change on the administrators' desk; those of other places may be read there, not decided."""
    administrator(person, at=at)
    found = RuleChange.objects.filter(pk=change_id).first()
    if found is None:
        raise NotHere
    return found


@open_to_strangers
def public_change(person: Person | None, *, at: datetime, change_id: int, **where: Any) -> RuleChange:
    """A proposed or confirmed change, for everyone."""
    found = RuleChange.objects.filter(pk=change_id).first()
    if found is None:
        raise NotHere
    return found


@open_to_strangers
def estate_public(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The estate whose adopted rules are read, by everyone."""
    estate = Estate.objects.select_related("community").filter(code=code).first()
    if estate is None:
        raise NotHere
    return estate


def rules_desk(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The estate on whose desk its rules are recorded and confirmed."""
    return get_estate_for(person, code, *CONFIRMERS, at=at)


def get_rules_for(person: Person | None, *, at: datetime, code: str, rules_id: int, **where: Any) -> AdoptedRules:
    """A recorded text of this estate's rules on its desk; else not there."""
    estate = rules_desk(person, at=at, code=code)
    found = AdoptedRules.objects.select_related("estate__community").filter(estate=estate, pk=rules_id).first()
    if found is None:
        raise NotHere
    return found


@open_to_strangers
def public_rules(person: Person | None, *, at: datetime, code: str, rules_id: int, **where: Any) -> AdoptedRules:
    """A confirmed text of an estate's rules, for everyone; one not confirmed is not there."""
    found = (
        AdoptedRules.objects.select_related("estate__community")
        .filter(estate__code=code, pk=rules_id, confirmations__kind="confirmed")
        .first()
    )
    if found is None:
        raise NotHere
    return found


def may_record(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Committee members and the community worker record rules that were adopted before."""
    return require(person, estate, *RECORDERS, at=at)


def may_confirm(person: Person | None, rules: AdoptedRules, *, at: datetime) -> Person:
    """The second person: whoever may record, or the street, but never the one who recorded."""
    found = require(person, rules.estate, *CONFIRMERS, at=at)
    if found.pk == rules.person_id:
        raise Refused(
            Reason(_("录入和确认要两个人：这份规则是您录入的。"), remedy=_("请业委会另一位委员、社区或者街道确认"))
        )
    return found


def office_in(person: Person, estate: Estate, *, at: datetime) -> str:
    """The kind of capacity under which this person acts on an estate's rules."""
    above = [estate.community_id[:length] for length in (2, 4, 6, 9, 12)]
    held = capacities(person, at=at).filter(kind__in=CONFIRMERS)
    kinds = {c.kind for c in held if c.estate_id == estate.pk or c.division_id in above}
    return next((str(kind) for kind in CONFIRMERS if kind in kinds), "")
