"""Give up a previewed roster."""

from datetime import datetime

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access
from gongzhi.register.models import RosterImport
from gongzhi.register.states import IMPORT_MOVES, ImportState

DISCARDED = journal.event("register.roster.discarded", roster=Fact.NUMBER)


@act
def discard_roster(*, roster: RosterImport, by: Person, at: datetime) -> RosterImport:
    """Closes a preview without importing anything.

    Refuses anyone but the keepers, and an import already applied.
    """
    estate = Estate.objects.get(pk=roster.estate_id)
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    access.require_keeper(by, estate, at=at)
    check_move(IMPORT_MOVES, ImportState(roster.state), ImportState.DISCARDED)
    roster.state = ImportState.DISCARDED
    roster.save(update_fields=["state"])
    journal.record(
        DISCARDED,
        ref=f"roster:{roster.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        roster=roster.pk,
    )
    return roster
