"""Who may see and do what with an issue; when is asked of states and the law.

The public sees number, matter, class, building, dates, state and public words. The three parties work on it and see the
reporter only where the reporter allows it; community and street always may, by a look that stays in the journal.
Departments and other forces see what they were called to or asked for, and nothing else of the estate.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.states import BodyState
from gongzhi.issues.models import Call, Force, Issue, Party, Report, Side, Whistle
from gongzhi.issues.queries.links import link_index
from gongzhi.issues.states import CallState, IssueState, PartyState
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.meetings import access as meetings
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities, holds_any
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public
from gongzhi.web.door import open_to_strangers

K = Capacity.Kind
OFFICES = (K.COMMUNITY, K.STREET)
OWNERS = (K.COMMITTEE, K.INTERIM, K.SELF_MANAGED)
DESK = (*OFFICES, K.ENVIRONMENT, *OWNERS, K.FIRM, K.SECRETARY)
RECORDERS = (*OFFICES, K.ENVIRONMENT, *OWNERS, K.FIRM, K.SECRETARY)
FORCES = (K.DEPARTMENT, K.PARTNER)
# Which capacities speak for which side of an issue.
SPEAKERS: dict[str, tuple[str, ...]] = {
    Side.COMMITTEE: OWNERS,
    Side.FIRM: (K.FIRM,),
    Side.RESIDENTS: (K.COMMUNITY, K.ENVIRONMENT),
    Side.PARTY_ORG: (K.COMMUNITY,),
    Side.STREET: (K.STREET,),
}
WHISTLERS: dict[str, tuple[str, ...]] = {
    Whistle.Kind.STREET: (K.STREET,),
    Whistle.Kind.COMMUNITY: (K.COMMUNITY,),
    Whistle.Kind.GRID: (K.COMMUNITY, K.ENVIRONMENT),
}


@dataclass(frozen=True, slots=True)
class Speaking:
    """A person speaking for one side: `word` names a department, `force` another force."""

    person: Person
    side: str
    word: str = ""
    force: Force | None = None

    @property
    def shown(self) -> str:
        """The side as pages name it."""
        if self.force is not None:
            return self.force.name
        return self.word or str(Side(self.side).label)


@open_to_strangers
def public_estate(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of the public pages: whoever asks."""
    found: Estate = estate_public(person, at=at, code=code)
    return found


@open_to_strangers
def get_public_issue(person: Person | None, *, at: datetime, code: str, number: str, **where: Any) -> Issue:
    """An issue as everyone may read it, by its public number; else not there."""
    return _numbered(code, number)


@open_to_strangers
def get_report_by_link(person: Person | None, *, at: datetime, token: str, **where: Any) -> Report:
    """The report to which a tracking link leads: whoever has the link is the reporter; else not there."""
    rows = Report.objects.select_related("issue__estate__community", "issue__building", "estate")
    found = rows.filter(token_index=link_index(token)).first()
    if found is None:
        raise NotHere
    return found


def own_reports(person: Person | None) -> QuerySet[Report]:
    """What this person reported, signed in by the same phone, newest first."""
    if person is None:
        return Report.objects.none()
    mine = Q(person_id=person.pk) | Q(phone_index=bytes(person.phone_index))
    return Report.objects.filter(mine).select_related("issue__estate", "issue__building").order_by("-at", "-pk")


def get_own_report(person: Person | None, *, at: datetime, report_id: int, **where: Any) -> Report:
    """A report of this person's own; else not there."""
    found = own_reports(person).filter(pk=report_id).first()
    if found is None:
        raise NotHere
    return found


def desk_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of the estate's desk of issues: offices, 环物委, committee, firm, their secretary, the party organisation."""
    estate = Estate.objects.select_related("community__parent").filter(code=code).first()
    if estate is None or person is None:
        raise NotHere
    if not holds_any(person, DESK, estate, at=at) and not in_party_organisation(person, estate, at=at):
        raise NotHere
    return estate


def in_party_organisation(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person has a seat in the community's party organisation, or heads the estate's (B3.2, B3.9)."""
    if person is None:
        return False
    if meetings.party_seat(person, estate.community, at=at, head=False) is not None:
        return True
    bodies = Body.objects.filter(estate=estate, kind=Body.Kind.PARTY_ESTATE, state=BodyState.STANDING)
    seats = (meetings.seat_in(person, body, at=at) for body in bodies)
    return any(seat is not None and seat.role == Appointment.Role.SECRETARY for seat in seats)


def office_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of what only community and street do: numbers over issues, keys, forces."""
    return people.get_estate_for(person, code, *OFFICES, at=at)


def get_issue_for(person: Person | None, *, at: datetime, code: str, number: str, **where: Any) -> Issue:
    """An issue for those who work in its estate, the party organisation, and forces it concerns; else not there."""
    issue = _numbered(code, number)
    if person is None:
        raise NotHere
    if holds_any(person, DESK, issue.estate, at=at) or concerned(person, issue, at=at):
        return issue
    if in_party_organisation(person, issue.estate, at=at):
        return issue
    raise NotHere


def office_issue(person: Person | None, *, at: datetime, code: str, number: str, **where: Any) -> Issue:
    """An issue on the desk of community and street alone."""
    issue = get_issue_for(person, at=at, code=code, number=number)
    if person is None or not holds_any(person, OFFICES, issue.estate, at=at):
        raise NotHere
    return issue


def concerned(person: Person | None, issue: Issue, *, at: datetime) -> bool:
    """Whether a force of this person was called to the issue, or asked to take part in it."""
    forces = list(forces_of(person, at=at))
    if not forces:
        return False
    if Call.objects.filter(estate=issue.estate_id, whistle__issue=issue, force__in=forces).exists():
        return True
    return any(_is_asked(party, forces) for party in issue.parties.filter(side__in=[*WORDED, Side.FORCE]))


WORDED = (Side.DEPARTMENT, Side.UTILITY)


def _is_asked(party: Party, forces: list[Force]) -> bool:
    if party.force_id is not None:
        return any(force.pk == party.force_id for force in forces)
    return any(force.kind == party.side and force.word == party.word for force in forces)


def forces_of(person: Person | None, *, at: datetime) -> QuerySet[Force]:
    """The forces for which this person acts: a department by its word, any other by its code, over the same division."""
    if person is None:
        return Force.objects.none()
    scope = Q(pk__in=[])
    for held in capacities(person, at=at).filter(kind__in=FORCES):
        if held.kind == K.DEPARTMENT:
            scope |= Q(kind=Force.Kind.DEPARTMENT, word=held.department, division_id=held.division_id)
        else:
            scope |= Q(code=held.department, division_id=held.division_id) & ~Q(kind=Force.Kind.DEPARTMENT)
    return Force.objects.filter(scope, ended_on__isnull=True).order_by("division_id", "name")


def forces_over(estate: Estate) -> QuerySet[Force]:
    """The forces that can be called to an estate: those over the divisions in which it lies."""
    above = [estate.community_id[:length] for length in (2, 4, 6, 9, 12)]
    return Force.objects.filter(division_id__in=above, ended_on__isnull=True).order_by("kind", "name")


def desk_of_calls(person: Person | None, *, at: datetime, **where: Any) -> list[Force]:
    """The door of the calls of a department or another force, over all estates; not there for anyone else."""
    held = person is not None and capacities(person, at=at).filter(kind__in=FORCES).exists()
    if not held:
        raise NotHere
    return list(forces_of(person, at=at))


def get_call_for(person: Person | None, *, at: datetime, call_id: int, **where: Any) -> Call:
    """A call made to a force of this person; else not there."""
    rows = Call.objects.select_related("force", "whistle__issue__estate__community", "whistle__issue__building")
    found = rows.filter(pk=call_id, force__in=list(forces_of(person, at=at))).first()
    if found is None:
        raise NotHere
    return found


def require_office(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Community or street of the place: who accepts, classes, merges, assigns and answers; refuses everyone else."""
    return people.require(person, estate, *OFFICES, at=at)


def require_street(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """The street: who names the lead after the last hand-back (B3.5); refuses everyone else."""
    return people.require(person, estate, K.STREET, at=at)


def require_recorder(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Those at whose desk or telephone a resident may report; refuses everyone else."""
    return people.require(person, estate, *RECORDERS, at=at)


def require_whistler(person: Person | None, estate: Estate, kind: str, *, at: datetime) -> Person:
    """Who blows this kind of whistle (B3.4: the street for departments, the community for party members; A10.2: the grid)."""
    return people.require(person, estate, *WHISTLERS[kind], at=at)


def speaking_for(person: Person | None, party: Party, *, at: datetime) -> Speaking:
    """The person speaking for the side that has this task; refuses everyone else by naming who may.

    Community and street may not speak for another side; what a force does is said by the force itself.
    """
    found = _speaker(person, party, at=at)
    if found is None:
        words = _("这件事只能由%(who)s办理。") % {"who": party.shown}
        raise Refused(Reason(words, remedy=_("请有此身份的人办理")))
    people.refuse_ended(party.issue.estate)
    return found


def _speaker(person: Person | None, party: Party, *, at: datetime) -> Speaking | None:
    if person is None:
        return None
    kinds = SPEAKERS.get(party.side)
    if kinds is not None:
        held = holds_any(person, kinds, party.issue.estate, at=at)
        if not held and party.side == Side.PARTY_ORG:
            held = in_party_organisation(person, party.issue.estate, at=at)
        return Speaking(person, party.side) if held else None
    forces = [force for force in forces_of(person, at=at) if _is_asked(party, [force])]
    return Speaking(person, party.side, party.word, forces[0]) if forces else None


def may_speak(person: Person | None, party: Party, *, at: datetime) -> bool:
    """Whether `speaking_for` would let the person in: what a page offers."""
    return _speaker(person, party, at=at) is not None


def side_in(person: Person | None, issue: Issue, *, at: datetime) -> Speaking:
    """The side under which a person writes progress: a party's own, else that of whoever looks after the issue.

    That is community and street, the 环物委 and the party organisation, who convene the three (B3.2); refuses everyone else.
    """
    for party in issue.parties.exclude(state=PartyState.HANDED_BACK).order_by("-lead", "pk"):
        found = _speaker(person, party, at=at)
        if found is not None:
            people.refuse_ended(issue.estate)
            return found
    people.refuse_ended(issue.estate)
    if person is not None and in_party_organisation(person, issue.estate, at=at):
        return Speaking(person, Side.PARTY_ORG)
    person = people.require(person, issue.estate, *OFFICES, K.ENVIRONMENT, at=at)
    street = holds_any(person, (K.STREET,), issue.estate, at=at)
    return Speaking(person, Side.STREET if street else Side.RESIDENTS)


def looks_after(person: Person | None, issue: Issue, *, at: datetime) -> bool:
    """Whether the person may write progress without a task: offices, 环物委, party organisation; what a page offers."""
    if person is None:
        return False
    held = holds_any(person, (*OFFICES, K.ENVIRONMENT), issue.estate, at=at)
    return held or in_party_organisation(person, issue.estate, at=at)


def sees_report(person: Person | None, report: Report, *, at: datetime) -> bool:
    """Whether the person may read what a reporter wrote: offices always, a party unless the reporter asked not to."""
    if person is None:
        return False
    if holds_any(person, OFFICES, report.issue.estate, at=at):
        return True
    if report.hide_from_parties:
        return False
    live = report.issue.parties.exclude(state=PartyState.HANDED_BACK)
    return any(may_speak(person, party, at=at) for party in live)


def sees_all(person: Person | None, issue: Issue, *, at: datetime) -> bool:
    """Whether the person may read every report of the issue."""
    return person is not None and all(sees_report(person, one, at=at) for one in issue.reports.all())


def may_unmask(person: Person | None, report: Report, *, at: datetime) -> Person:
    """Who may ask for the reporter's name and number, with a reason in the journal; refuses everyone else."""
    if person is None or not sees_report(person, report, at=at):
        raise Refused(
            Reason(
                _("报事人要求对物业和业委会保密，只有社区和街道可以查看。"), remedy=_("请社区工作人员代为联系报事人")
            )
        )
    people.refuse_ended(report.issue.estate)
    return person


def visible_issues(estate: Estate) -> QuerySet[Issue]:
    """The issues of an estate as lists show them, newest first; merged ones only under the issue they went into."""
    rows = Issue.objects.filter(estate=estate).exclude(state=IssueState.MERGED)
    return rows.select_related("building").order_by("-received_at", "-pk")


def open_calls(forces: list[Force]) -> QuerySet[Call]:
    """The calls of these forces that are not yet rated or withdrawn, the oldest first."""
    rows = Call.objects.filter(force__in=forces).exclude(state__in=[CallState.RATED, CallState.WITHDRAWN])
    return rows.select_related("force", "whistle__issue__estate", "whistle__issue__building").order_by("called_at")


def _numbered(code: str, number: str) -> Issue:
    year, dash, serial = number.partition("-")
    known = dash and year.isdecimal() and serial.isdecimal() and len(year) == 4 and len(serial) <= 6
    rows = Issue.objects.select_related("estate__community__parent", "building", "merged_into")
    found = rows.filter(estate__code=code, year=int(year), serial=int(serial)).first() if known else None
    if found is None:
        raise NotHere
    return found
