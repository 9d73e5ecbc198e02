"""Who plans a repair, speaks for one of the three parties, confirms an emergency, and sees whose share (B4.8, R16)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standing import governing
from gongzhi.bodies.states import BodyState
from gongzhi.fund import access
from gongzhi.fund.access import OWNERS, K
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.meetings.models.sitting import Side
from gongzhi.people import access as people
from gongzhi.people.models import Person
from gongzhi.people.queries import holds, holds_any
from gongzhi.places.models import Estate
from gongzhi.web.door import open_to_strangers
from gongzhi_law.bodies import BodyKind
from gongzhi_law.fund_repair import emergency_applicants
from gongzhi_law.powers import Power

# Who draws up a plan and keeps its steps: the firm, the owners' body, and the 居委会 where there is none yet.
PLANNERS = (*OWNERS, K.FIRM, K.COMMUNITY)
VOICES = {Side.OWNERS: OWNERS, Side.FIRM: (K.FIRM,), Side.RESIDENTS: (K.COMMUNITY,)}
APPLICANTS = {
    BodyKind.COMMITTEE: K.COMMITTEE,
    BodyKind.INTERIM: K.INTERIM,
    BodyKind.SELF_MANAGED: K.SELF_MANAGED,
    BodyKind.FIRM: K.FIRM,
    BodyKind.RESIDENTS_COMMITTEE: K.COMMUNITY,
    BodyKind.ASSEMBLY: K.COMMITTEE,
}


def get_project_for(person: Person | None, *, at: datetime, code: str, repair: int, **where: Any) -> RepairProject:
    """A repair by its number, for those who read the books; else not there."""
    return _project(access.reader_of(person, at=at, code=code), repair)


@open_to_strangers
def public_project(person: Person | None, *, at: datetime, code: str, repair: int, **where: Any) -> RepairProject:
    """A repair as everyone reads it, also one that was given up."""
    estate = Estate.objects.select_related("community__parent").filter(code=code).first()
    if estate is None:
        raise NotHere
    return _project(estate, repair)


def _project(estate: Estate, serial: int) -> RepairProject:
    rows = RepairProject.objects.select_related("money__account", "basis__resolution__motion__assembly")
    found = rows.filter(estate=estate, serial=serial).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def require_planner(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Who draws up plans and keeps what happens: firm, owners' body, community worker; refuses everyone else."""
    return access.require_kinds(person, estate, PLANNERS, at=at)


def plans(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether `require_planner` lets the person by."""
    return person is not None and estate.ended_on is None and holds_any(person, PLANNERS, estate, at=at)


def require_conductor(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Who carries a repair for the owners: the body that keeps their money; where none stands, the community worker."""
    people.refuse_ended(estate)
    if governing(estate, at=at) is None:
        return access.require_kinds(person, estate, (K.COMMUNITY,), at=at)
    return bodies.require_power(person, estate, Power.KEEP, at=at).person


def conducts(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether `require_conductor` lets the person by."""
    try:
        require_conductor(person, estate, at=at)
    except Refused:
        return False
    return True


def sides_of(person: Person | None, estate: Estate, *, at: datetime) -> list[Side]:
    """For which of the three parties the person speaks, by the seat or office held now."""
    if person is None:
        return []
    return [side for side, kinds in VOICES.items() if holds_any(person, kinds, estate, at=at)]


def require_side(person: Person | None, estate: Estate, *, at: datetime) -> Side:
    """The party for which the person speaks; refuses everyone without a seat of the three."""
    people.refuse_ended(estate)
    if found := sides_of(person, estate, at=at):
        return found[0]
    names = "、".join(str(side.label) for side in VOICES)
    raise Refused(
        Reason(
            _("这件事只能由%(who)s中有席位的人办理：方案由三方商定。") % {"who": names}, REPAIR, _("请有席位的人表态")
        )
    )


def body_kinds(estate: Estate) -> set[BodyKind]:
    """Which of those that may apply in an emergency there are; the 居委会 always is, the firm by its project."""
    rows = Body.objects.filter(estate=estate, state=BodyState.STANDING).values_list("kind", flat=True)
    found = {BodyKind(kind) for kind in rows}
    if BodyKind.PROJECT in found:
        found.add(BodyKind.FIRM)
    return found | {BodyKind.RESIDENTS_COMMITTEE}


def require_applicant(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Who may ask for the money in an emergency: whom the law of the place names (民法典281条2款), of those there are.

    Where none of these is there the 居委会 reports it. Refuses everyone else with the text.
    """
    people.refuse_ended(estate)
    finding = emergency_applicants(body_kinds(estate), law_day(at), estate.place)
    kinds = tuple(APPLICANTS[kind] for kind in finding.kinds if kind in APPLICANTS) or (K.COMMUNITY,)
    if person is not None and holds_any(person, kinds, estate, at=at):
        return person
    raise Refused(Reason(finding.sentence, finding.cites, _("请有权申请的一方提出；您可以先报告并留下证据")))


def confirmer_kinds(estate: Estate, confirmer: str, *, at: datetime) -> tuple[str, ...]:
    """Whose word the confirmation of this id is; what an office outside says is entered with its paper by the offices."""
    none = governing(estate, at=at) is None
    by_owners = (K.COMMUNITY,) if none else OWNERS
    return {
        "committee": by_owners,
        "committee_or_residents": by_owners,
        "committee_or_interim": by_owners,
        "street_or_residents": (K.STREET, K.COMMUNITY),
        "housing_office": (K.DEPARTMENT, K.STREET, K.COMMUNITY),
        "owners": (*OWNERS, K.COMMUNITY),
        "firm": (K.FIRM,),
    }[confirmer]


def may_confirm(person: Person | None, estate: Estate, confirmers: Iterable[str], *, at: datetime) -> list[str]:
    """Which of these confirmations the person may give."""
    if person is None or estate.ended_on is not None:
        return []
    return [one for one in confirmers if holds_any(person, confirmer_kinds(estate, one, at=at), estate, at=at)]


def is_firm(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person manages the project for the firm."""
    return person is not None and holds(person, K.FIRM, estate, at=at)
