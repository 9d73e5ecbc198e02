"""Write what happened to a seal; part of the acts on a loss."""

from datetime import date, datetime

from gongzhi.kernel import journal, keys
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.seals.actions.locks import logged
from gongzhi.seals.models import Seal, SealEvent

HAPPENED = journal.event(
    "seals.seal.happened",
    seal=Fact.NUMBER,
    kind=Fact.WORD,
    on=Fact.DAY,
    words=Fact.TEXT,
    told=Fact.TEXT,
    number=Fact.TEXT,
    file=Fact.HASH,
    document=Fact.HASH,
)


def write_event(
    seal: Seal,
    kind: str,
    *,
    on: date,
    words: str,
    office: str = "",
    document_number: str = "",
    file: tuple[int, str] | None = None,
    document: tuple[int, str] | None = None,
    by: Person,
    at: datetime,
) -> SealEvent:
    """One event of a locked seal, in the journal and in its line; `file` and `document` are number and hash."""
    entry = journal.record(
        HAPPENED,
        **logged(seal, by),
        at=at,
        basis=seal.entry,
        seal=seal.pk,
        kind=kind,
        on=on,
        words=words,
        told=office,
        number=document_number,
        file=file[1] if file else None,
        document=document[1] if document else None,
    )
    return SealEvent.objects.create(
        estate=seal.estate,
        seal=seal,
        kind=kind,
        on=on,
        words=words[:300],
        office=office[:80],
        document_number=document_number[:80],
        file_id=file[0] if file else None,
        document_id=document[0] if document else None,
        by=keys.pseudonym(seal.estate.pk, by.pk),
        at=at,
        entry=entry.pk,
    )
