"""What waits for an owner: the votes that are open, coming or counted, in every home for which they speak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongzhi.people.models import Person
from gongzhi.register.models import Elector, RollEntry
from gongzhi.register.queries import elector_label, with_label
from gongzhi.voting.models import Assembly, Ballot
from gongzhi.voting.queries import turnout
from gongzhi.voting.sealing import short_code
from gongzhi.voting.states import AssemblyState, Phase

SHOWN = 40  # assemblies over all homes


@dataclass(frozen=True, slots=True)
class Vote:
    """One assembly in which one of the person's electors stands on the roll."""

    assembly: Assembly
    elector_id: int
    doors: str
    state_words: str
    open: bool
    code: str
    turnout: Any


def homes_of(person: Person) -> list[dict[str, Any]]:
    """The electors for which the person speaks, with door, masked names and estate."""
    electors = with_label(
        Elector.objects.filter(claims__person_id=person.pk, claims__until_at__isnull=True)
        .select_related("estate__community")
        .order_by("estate__name", "pk")
    )
    return [
        {"elector": e, "estate": e.estate, "label": elector_label(e), "mine_url": f"/e/{e.estate.code}/mine/"}
        for e in electors
    ]


def waiting_for(homes: Sequence[dict[str, Any]], *, at: datetime) -> list[Vote]:
    """The votes of these homes, open ones first; where one was cast, the code of its receipt."""
    electors = [home["elector"].pk for home in homes]
    assemblies = {
        a.pk: a
        for a in Assembly.objects.filter(estate__in={home["estate"].pk for home in homes}, noticed_at__isnull=False)
        .exclude(state__in=[AssemblyState.DRAFT, AssemblyState.REPORTED, AssemblyState.WITHDRAWN])
        .select_related("estate", "roll")
        .order_by("-opens_at")[:SHOWN]
    }
    lines = RollEntry.objects.filter(elector__in=electors, roll__in={a.roll_id for a in assemblies.values()})
    doors = {(e.roll_id, e.elector_id): e.doors for e in lines}
    cast = {
        (b.assembly_id, b.elector_id): b.commitment
        for b in Ballot.objects.filter(assembly__in=assemblies, elector__in=electors).order_by("sequence")
    }
    votes = []
    for assembly in assemblies.values():
        phase = assembly.phase(at)
        counted = turnout(assembly) if phase == Phase.OPEN else None
        for elector_id in electors:
            if (assembly.roll_id, elector_id) not in doors:
                continue
            commitment = cast.get((assembly.pk, elector_id), "")
            votes.append(
                Vote(
                    assembly=assembly,
                    elector_id=elector_id,
                    doors=doors[assembly.roll_id, elector_id],
                    state_words=str(phase.label if phase else assembly.get_state_display()),
                    open=phase == Phase.OPEN,
                    code=short_code(commitment) if commitment else "",
                    turnout=counted,
                )
            )
    return sorted(votes, key=lambda v: (not (v.open and not v.code), not v.open))
