"""Who whistles, answers calls, supervises and inquires; whose page each is. When is asked of states and the law."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.cites import INQUIRE, RECOMMEND, SUPERVISE
from gongzhi.issues.models import Call, Force, Inquiry, Issue, Side, Supervision, Whistle
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.meetings import access as meetings
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities, holds_any
from gongzhi.places.models import Division, Estate

K = Capacity.Kind


def get_forces_for(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The division whose forces the person registers: community or street over it; else not there."""
    found = Division.objects.select_related("parent").filter(pk=division).first()
    if found is None or not _stands_over(person, found, at=at):
        raise NotHere
    return found


def get_force_for(person: Person | None, *, at: datetime, division: str, force_id: int, **where: Any) -> Force:
    """A force that can be called in this division and is registered; else not there."""
    here = get_forces_for(person, at=at, division=division)
    above = [here.pk[:length] for length in (2, 4, 6, 9, 12)]
    found = Force.objects.select_related("division").filter(pk=force_id, division_id__in=above).first()
    if found is None:
        raise NotHere
    return found


def _stands_over(person: Person | None, division: Division, *, at: datetime) -> bool:
    if person is None:
        return False
    above = [division.pk[:length] for length in (2, 4, 6, 9, 12)]
    return capacities(person, at=at).filter(kind__in=access.OFFICES, division_id__in=above).exists()


def keeps_force(person: Person | None, force: Force, *, at: datetime) -> bool:
    """Whether the person changes what is registered of a force: offices over its place; of a department also below it."""
    if person is None:
        return False
    if _stands_over(person, force.division, at=at):
        return True
    below = capacities(person, at=at).filter(kind=K.STREET, division__code__startswith=force.division_id)
    return force.kind == Force.Kind.DEPARTMENT and below.exists()


def require_keeper(person: Person | None, force: Force, *, at: datetime) -> Person:
    """Community or street over the place of the force, of a department the street below it; refuses everyone else."""
    if person is None or not keeps_force(person, force, at=at):
        raise Refused(
            Reason(
                _("这件事只能由登记它的社区或者街道办理。"),
                remedy=_("请%(where)s办理") % {"where": force.division.name},
            )
        )
    return person


def get_whistle_for(
    person: Person | None, *, at: datetime, code: str, number: str, whistle_serial: int, **where: Any
) -> Whistle:
    """A whistle of an issue, on the desk of those who work in its estate and of the forces called; else not there."""
    issue = access.get_issue_for(person, at=at, code=code, number=number)
    found = issue.whistles.select_related("recommendation").filter(serial=whistle_serial).first()
    if found is None:
        raise NotHere
    found.issue = issue
    return found


def get_whistle_call_for(
    person: Person | None, *, at: datetime, code: str, number: str, whistle_serial: int, call_id: int, **where: Any
) -> Call:
    """One call of a whistle, on the desk of those who work in the estate; else not there."""
    whistle = get_whistle_for(person, at=at, code=code, number=number, whistle_serial=whistle_serial)
    found = whistle.calls.select_related("force").filter(pk=call_id).first()
    if found is None:
        raise NotHere
    found.whistle = whistle
    return found


def get_supervision_for(
    person: Person | None, *, at: datetime, code: str, number: str, supervision_serial: int, **where: Any
) -> Supervision:
    """A supervision order on an issue, for whoever may open the issue; else not there."""
    issue = access.get_issue_for(person, at=at, code=code, number=number)
    found = issue.supervisions.filter(serial=supervision_serial).first()
    if found is None:
        raise NotHere
    found.issue = issue
    return found


def get_inquiry_for(
    person: Person | None, *, at: datetime, code: str, number: str, inquiry_id: int, **where: Any
) -> Inquiry:
    """An investigation of an issue, for the desk of its estate and not for forces from outside; else not there."""
    issue = get_outside_for(person, at=at, code=code, number=number)
    found = issue.inquiries.filter(pk=inquiry_id).first()
    if found is None:
        raise NotHere
    found.issue = issue
    return found


def sees_whole(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether all that is done about issues here may be read: the estate's desk, the party organisation, the convener."""
    if person is None:
        return False
    return (
        holds_any(person, access.DESK, estate, at=at)
        or supervises(person, estate, at=at)
        or convenes(person, estate, at=at)
    )


def get_outside_for(person: Person | None, *, at: datetime, code: str, number: str, **where: Any) -> Issue:
    """What is done about an issue beyond the three parties: for whoever sees the whole of it; else not there."""
    issue: Issue = access.get_public_issue(person, at=at, code=code, number=number)
    if not sees_whole(person, issue.estate, at=at):
        raise NotHere
    return issue


def get_orders_for(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The community whose orders the person issues or looks after: its party organisation and offices; else not there."""
    found = Division.objects.select_related("parent").filter(pk=division, level=Division.Level.COMMUNITY).first()
    if found is None or person is None:
        raise NotHere
    if _stands_over(person, found, at=at) or meetings.party_seat(person, found, at=at, head=False) is not None:
        return found
    raise NotHere


def may_whistle(person: Person | None, estate: Estate, kind: str, *, at: datetime) -> bool:
    """Whether the person blows this kind of whistle here: what a page offers."""
    return person is not None and holds_any(person, access.WHISTLERS[kind], estate, at=at)


def whistles_open_to(person: Person | None, estate: Estate, *, at: datetime) -> list[str]:
    """The kinds of whistle the person may blow in the estate, in the order of the papers."""
    return [kind.value for kind in Whistle.Kind if may_whistle(person, estate, kind, at=at)]


def require_called(person: Person | None, call: Call, *, at: datetime) -> Person:
    """Whoever acts for the force that was called; refuses everyone else by naming the force."""
    if person is None or not access.forces_of(person, at=at).filter(pk=call.force_id).exists():
        raise Refused(Reason(_("这件事只能由%(who)s办理。") % {"who": call.force.name}, remedy=_("请该单位的人办理")))
    return person


def convenes(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person convenes the joint meeting for this estate: the party secretary, or by a mandate (B2.3)."""
    try:
        meetings.require_convener(person, estate.community, at=at, estates=(estate,))
    except Refused:
        return False
    return True


def require_recommender(person: Person | None, estate: Estate, *, minuted: bool, at: datetime) -> Person:
    """Who writes down a recommendation: of the meeting its office or convener, in urgency the convener alone (B3.4)."""
    if person is not None:
        if convenes(person, estate, at=at):
            return person
        if minuted and meetings.is_office(person, estate.community, at=at):
            return person
    who = _("联席会议办公室或者召集人") if minuted else _("联席会议召集人")
    raise Refused(Reason(_("这件事只能由%(who)s办理。") % {"who": who}, cite=RECOMMEND, remedy=_("请召集人登录后办理")))


def supervises(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person sits in the community's party organisation and so may be the named one who supervises."""
    return person is not None and meetings.party_seat(person, estate.community, at=at, head=False) is not None


def require_supervisor(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """A named member of the community's party organisation (B3.8: 专人督办); refuses everyone else."""
    if person is None or not supervises(person, estate, at=at):
        raise Refused(
            Reason(
                _("这件事只能由社区党组织的专人办理。"),
                cite=SUPERVISE,
                remedy=_("请社区党组织成员登录后办理，落到本人名下"),
            )
        )
    people.refuse_ended(estate)
    return person


def speaks_for(person: Person | None, estate: Estate, side: str, word: str, *, at: datetime) -> bool:
    """Whether the person speaks for a side of the estate, a department or utility by its word, another force by its code."""
    if person is None:
        return False
    kinds = access.SPEAKERS.get(side)
    if kinds is not None:
        return holds_any(person, kinds, estate, at=at)
    mine = access.forces_of(person, at=at) & access.forces_over(estate)
    return mine.filter(code=word).exists() if side == Side.FORCE else mine.filter(kind=side, word=word).exists()


def require_side(person: Person | None, estate: Estate, side: str, word: str, *, at: datetime) -> Person:
    """Whoever speaks for the side that an order goes to; refuses everyone else by naming it."""
    if person is None or not speaks_for(person, estate, side, word, at=at):
        name = word or str(Side(side).label)
        raise Refused(
            Reason(_("这件事只能由%(who)s办理。") % {"who": name}, cite=SUPERVISE, remedy=_("请这一方的人回复"))
        )
    people.refuse_ended(estate)
    return person


def inquires(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person investigates for the 居委会."""
    return person is not None and holds_any(person, access.SPEAKERS[Side.RESIDENTS], estate, at=at)


def reads_notes(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person reads what was noted in an investigation: who inquires, the street, the party organisation.

    Firm and committee do not: a note may name a resident who asked to stay hidden from them.
    """
    kinds = (*access.OFFICES, K.ENVIRONMENT)
    return person is not None and (holds_any(person, kinds, estate, at=at) or supervises(person, estate, at=at))


def require_inquirer(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """The 居委会 and its 环物委, which investigate a major issue with the others (B3.3); refuses everyone else."""
    if person is None or not inquires(person, estate, at=at):
        raise Refused(
            Reason(
                _("这件事只能由居委会（社区工作人员、环物委成员）办理。"),
                cite=INQUIRE,
                remedy=_("请社区工作人员或者环物委成员办理"),
            )
        )
    people.refuse_ended(estate)
    return person
