"""Read a sheet of tickets and keep it with what it would bring; nothing is taken in yet."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tables import Unreadable
from gongzhi.issues import machine_access as access
from gongzhi.issues.models import TicketSheet
from gongzhi.issues.queries.hook_wire import SENDERS
from gongzhi.issues.queries.ticket_columns import FIELDS
from gongzhi.issues.queries.ticket_sheet import Reading, read_tickets
from gongzhi.issues.states import SHEET_MOVES, SheetState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Division

PREVIEWED = journal.event(
    "issues.sheet.previewed",
    sheet=Fact.NUMBER,
    source=Fact.WORD,
    sha256=Fact.HASH,
    rows=Fact.NUMBER,
    added=Fact.NUMBER,
    changed=Fact.NUMBER,
    blocks=Fact.NUMBER,
)


@act
@official
def preview_tickets(
    *,
    division: Division,
    source: str,
    file_name: str,
    content: bytes,
    content_type: str = "",
    mapping: Mapping[str, str] | None = None,
    by: Person,
    at: datetime,
) -> TicketSheet:
    """Stores the file sealed and its numbers in clear (A10.3, L6.1); `mapping` is letter of a column → field.

    Refuses everyone but community and street over the division; wrong input: no table, no source, a column that is needed
    and not there.
    """
    access.require_over(by, division, *access.OFFICES, at=at)
    if source not in SENDERS:
        raise BadInput(_("请选从哪个系统导出的。"), {"source": _("请重选")})
    reading = read_sheet(division, source, content, file_name, mapping or {}, at=at)
    stored = store_file(
        division=division.code, name=file_name, content=content, content_type=content_type, personal=True, at=at
    )
    sheet = TicketSheet.objects.create(
        division=division,
        source=source,
        file_id=stored.pk,
        mapping=dict(mapping or {}),
        summary=reading.summary(),
        by=keys.pseudonym(None, by.pk),
        at=at,
    )
    _record(sheet, stored.sha256, at)
    return sheet


@act
@official
def map_tickets(*, sheet: TicketSheet, mapping: Mapping[str, str], by: Person, at: datetime) -> TicketSheet:
    """Reads the same file again under a corrected mapping; refuses one that is no longer a preview."""
    sheet = TicketSheet.objects.select_for_update(of=("self",)).select_related("division").get(pk=sheet.pk)
    access.require_over(by, sheet.division, *access.OFFICES, at=at)
    check_move(SHEET_MOVES, SheetState(sheet.state), SheetState.APPLIED)
    if set(mapping.values()) - {*FIELDS, ""}:
        raise BadInput(_("请重选每一列是什么。"), {"mapping": _("没有这一项")})
    stored = StoredFile.objects.get(pk=sheet.file_id, division_id=sheet.division_id)
    reading = read_sheet(sheet.division, sheet.source, file_content(stored), stored.name, mapping, at=at)
    sheet.mapping, sheet.summary = dict(mapping), reading.summary()
    sheet.by, sheet.at = keys.pseudonym(None, by.pk), at
    sheet.save(update_fields=["mapping", "summary", "by", "at"])
    _record(sheet, stored.sha256, at)
    return sheet


def read_sheet(
    division: Division, source: str, content: bytes, name: str, mapping: Mapping[str, str], *, at: datetime
) -> Reading:
    """What a file says for the estates of the division; a file that is no table is wrong input."""
    try:
        return read_tickets(
            content, name, estates=access.estates_below(division), source=source, mapping=mapping, at=at
        )
    except Unreadable as error:
        raise BadInput(str(error), {"file": str(error)}) from error


def _record(sheet: TicketSheet, sha256: str, at: datetime) -> None:
    journal.record(
        PREVIEWED,
        ref=f"division:{sheet.division_id}",
        office=str(sheet.division_id),
        by=sheet.by,
        at=at,
        sheet=sheet.pk,
        source=sheet.source,
        sha256=sha256,
        rows=sheet.summary["rows"],
        added=sheet.summary["added"],
        changed=sheet.summary["changed"],
        blocks=sheet.summary["blocks"],
    )
