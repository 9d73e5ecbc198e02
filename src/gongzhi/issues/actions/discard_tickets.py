"""Give a previewed sheet of tickets up."""

from datetime import datetime

from gongzhi.issues import machine_access as access
from gongzhi.issues.models import TicketSheet
from gongzhi.issues.states import SHEET_MOVES, SheetState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

DISCARDED = journal.event("issues.sheet.discarded", sheet=Fact.NUMBER)


@act
def discard_tickets(*, sheet: TicketSheet, by: Person, at: datetime) -> TicketSheet:
    """Nothing of the sheet is taken in. Refuses everyone but community and street, and one that was taken in."""
    sheet = TicketSheet.objects.select_for_update(of=("self",)).select_related("division").get(pk=sheet.pk)
    access.require_over(by, sheet.division, *access.OFFICES, at=at)
    check_move(SHEET_MOVES, SheetState(sheet.state), SheetState.DISCARDED)
    sheet.state = SheetState.DISCARDED
    sheet.save(update_fields=["state"])
    journal.record(
        DISCARDED,
        ref=f"division:{sheet.division_id}",
        office=str(sheet.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        sheet=sheet.pk,
    )
    return sheet
