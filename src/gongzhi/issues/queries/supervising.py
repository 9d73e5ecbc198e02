"""Which sides may be supervised, and which the law suggests because their task is late (B3.8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gongzhi.issues.models import Force, Issue, Party, Side, Supervision
from gongzhi.issues.queries.list_of_matters import side_names
from gongzhi.issues.states import IssueState, PartyState, SupervisionState
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Division
from gongzhi_law import issues as law
from gongzhi_law.issues import Due
from gongzhi_law.parameter import Strength

WORDED = (Force.Kind.DEPARTMENT, Force.Kind.UTILITY)
LIVE = (PartyState.ASKED, PartyState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A side whose task is late so long that an order is suggested."""

    party: Party
    word: str


def word_of(party: Party) -> str:
    """How an order names the side of a task: a department or utility by its word, another force by its code."""
    return party.force.code if party.side == Side.FORCE and party.force is not None else party.word


def live_parties(issue: Issue) -> list[Party]:
    """The sides that have a task in the issue now, the lead first."""
    rows = issue.parties.exclude(state=PartyState.HANDED_BACK).select_related("force")
    return list(rows.order_by("-lead", "pk"))


def sides_of(issue: Issue) -> dict[tuple[str, str], str]:
    """Every side with a task, as an order names it, by its name in words."""
    return {(party.side, word_of(party)): party.shown for party in live_parties(issue)}


def side_name(order: Supervision) -> str:
    """To whom an order goes, in words."""
    if order.side == Side.FORCE:
        force = Force.objects.filter(code=order.word).order_by("-pk").first()
        return force.name if force is not None else order.word
    if order.word:
        return side_names().get(f"{order.side}:{order.word}", order.word)
    return str(Side(order.side).label)


def late_by_law(party: Party, at: datetime) -> bool:
    """Whether the task's pinned day passed so long ago that the law suggests an order."""
    if party.due_on is None or party.state not in LIVE:
        return False
    pinned = Due(
        step="resolve",
        day=party.due_on,
        at=None,
        exact=party.due_exact,
        cite=law.path(law.IssueClass.DAILY).cite,
        strength=Strength(party.due_strength or Strength.PROPOSED),
        statutory=False,
        words="",
        number=0,
        unit="days",
        parameter="",
        version="",
    )
    return law.supervise(pinned, at, place=party.issue.estate.place)


def suggested(parties: Iterable[Party], orders: Iterable[Supervision], at: datetime) -> list[Suggested]:
    """The late tasks of issues being worked on for whose side no order is open."""
    open_ = {(o.issue_id, o.side, o.word) for o in orders if o.state != SupervisionState.CLOSED}
    found = []
    for party in parties:
        if party.issue.state != IssueState.WORKING or not late_by_law(party, at):
            continue
        if (party.issue_id, party.side, word_of(party)) not in open_:
            found.append(Suggested(party, word_of(party)))
    return found


def orders_to(forces: Iterable[Force]) -> list[Supervision]:
    """The orders that forces have to answer, over the estates of their divisions, the earliest day first."""
    wanted, any_ = Q(), False
    for force in forces:
        own = Q(side=force.kind, word=force.word) if force.kind in WORDED else Q(side=Side.FORCE, word=force.code)
        wanted, any_ = wanted | own & Q(estate__community__code__startswith=force.division_id), True
    if not any_:
        return []
    rows = Supervision.objects.filter(wanted, state=SupervisionState.ISSUED, issue__isnull=False)
    return list(rows.select_related("issue__estate", "estate").order_by("due_on", "pk"))


def tasks_of(forces: Iterable[Force]) -> list[Party]:
    """The tasks that forces were given and have not done, over the estates of their divisions, the earliest day first."""
    wanted, any_ = Q(), False
    for force in forces:
        own = Q(force=force)
        if force.kind in WORDED:
            own |= Q(side=force.kind, word=force.word, estate__community__code__startswith=force.division_id)
        wanted, any_ = wanted | own, True
    if not any_:
        return []
    rows = Party.objects.filter(wanted, state__in=LIVE, issue__state=IssueState.WORKING)
    return list(rows.select_related("issue__estate", "issue__building", "force").order_by("due_on", "pk"))


def open_orders(community: Division) -> list[Supervision]:
    """The orders of a community's estates that are not closed, the earliest day first."""
    rows = Supervision.objects.filter(estate__community=community, issue__isnull=False)
    rows = rows.exclude(state=SupervisionState.CLOSED).select_related("issue__estate", "estate__community")
    return list(rows.order_by("due_on", "pk"))


def late_parties(community: Division, at: datetime) -> list[Party]:
    """The tasks of a community's estates that are past their day, of issues being worked on, the latest first."""
    rows = Party.objects.filter(
        estate__community=community,
        estate__ended_on__isnull=True,
        state__in=LIVE,
        due_on__lt=law_day(at),
        issue__state=IssueState.WORKING,
    )
    return list(rows.select_related("issue__estate__community", "force").order_by("due_on", "pk"))
