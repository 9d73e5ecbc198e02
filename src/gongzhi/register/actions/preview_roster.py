"""Read a roster file and keep it with what it would change; nothing is imported yet."""

from collections.abc import Sequence
from datetime import datetime

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tables.sheets import Unreadable
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access
from gongzhi.register.models import RosterImport
from gongzhi.register.queries.imports import read_roster, registered_rows
from gongzhi.register.roster.difference import difference
from gongzhi.register.roster.mapping import WrongMapping
from gongzhi.register.states import IMPORT_MOVES, ImportState

PREVIEWED = journal.event(
    "register.roster.previewed",
    roster=Fact.NUMBER,
    sha256=Fact.HASH,
    units=Fact.NUMBER,
    area=Fact.NUMBER,
    blocks=Fact.NUMBER,
)


@act
def preview_roster(
    *,
    estate: Estate,
    name: str,
    content: bytes,
    content_type: str,
    by: Person,
    at: datetime,
    mapping: Sequence[tuple[str, str]] = (),
) -> RosterImport:
    """Stores the file sealed and its totals in clear (units, area in 0.01 m², heads, doubts: no personal data).

    `mapping` are the columns set by hand as (column, field). Refuses anyone but the keepers of the register,
    a file that
    is no roster, and a mapping that does not fit it.
    """
    access.require_keeper(by, estate, at=at)
    summary = _summary(estate, content, name, mapping)
    stored = store_file(
        estate_id=estate.pk, name=name, content=content, content_type=content_type, personal=True, at=at
    )
    roster = RosterImport.objects.create(
        estate=estate,
        file_id=stored.pk,
        mapping=[list(pair) for pair in mapping],
        summary=summary,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
    )
    _record(roster, stored.sha256, at)
    return roster


@act
def map_roster(*, roster: RosterImport, mapping: Sequence[tuple[str, str]], by: Person, at: datetime) -> RosterImport:
    """Reads the same file again under a corrected mapping; refuses an import that is no longer a preview."""
    estate = Estate.objects.get(pk=roster.estate_id)
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    access.require_keeper(by, estate, at=at)
    check_move(IMPORT_MOVES, ImportState(roster.state), ImportState.APPLIED)
    stored = StoredFile.objects.get(pk=roster.file_id, estate_id=estate.pk)
    roster.summary = _summary(estate, file_content(stored), stored.name, mapping)
    roster.mapping = [list(pair) for pair in mapping]
    roster.by, roster.at = keys.pseudonym(estate.pk, by.pk), at
    roster.save(update_fields=["mapping", "summary", "by", "at"])
    _record(roster, stored.sha256, at)
    return roster


def _summary(estate: Estate, content: bytes, name: str, mapping: Sequence[tuple[str, str]]) -> dict[str, object]:
    try:
        read = read_roster(content, name, mapping)
    except (Unreadable, WrongMapping) as error:
        raise BadInput(str(error), {"file": str(error)}) from error
    found = difference(registered_rows(estate), read)
    blocks = sum(1 for problem in read.problems if problem.severity == "block")
    return {
        "units": len(read.units),
        "area": read.area,
        "heads": read.heads,
        "heads_range": list(read.heads_range),
        "by_kind": {kind: [total.units, total.area] for kind, total in read.by_kind.items()},
        "blocks": blocks,
        "warns": len(read.problems) - blocks,
        "added": len(found.added),
        "changed": len(found.changed),
        "removed": len(found.removed),
        "unchanged": found.unchanged,
    }


def _record(roster: RosterImport, sha256: str, at: datetime) -> None:
    journal.record(
        PREVIEWED,
        ref=f"roster:{roster.pk}",
        estate_id=roster.estate_id,
        by=roster.by,
        at=at,
        roster=roster.pk,
        sha256=sha256,
        units=roster.summary["units"],
        area=roster.summary["area"],
        blocks=roster.summary["blocks"],
    )
