"""What merging and splitting share: the successor, the handing over of a register, the end of the old estate."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.kernel import journal, keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate, EstateEnd, GridCover, Succession, SuccessionItem
from gongzhi.register.actions.carry_register import Carrier
from gongzhi.register.actions.create_estate import free_code, journal_estate, refuse_taken_name
from gongzhi.register.actions.estate_history import begin_history, end_history

TAKEN_OVER = journal.event(
    "register.estate.taken_over",
    source=Fact.NUMBER,
    units=Fact.NUMBER,
    holdings=Fact.NUMBER,
    area=Fact.NUMBER,
    document=Fact.HASH,
    number=Fact.TEXT,
)
ENDED = journal.event(
    "register.estate.ended", kind=Fact.WORD, successors=Fact.NUMBER, document=Fact.HASH, number=Fact.TEXT
)


@dataclass(frozen=True, slots=True)
class Paper:
    """The document on which an estate is redrawn: who issued it, its number, the file."""

    issuer: str
    document_number: str
    file_name: str
    content: bytes
    content_type: str

    def kept(self, estate: Estate, at: datetime) -> StoredFile:
        """The file, kept with one estate."""
        return store_file(
            estate_id=estate.pk,
            name=self.file_name,
            content=self.content,
            content_type=self.content_type,
            personal=False,
            at=at,
        )


def found_successor(
    *,
    kind: str,
    name: str,
    community: Division,
    boundary: str,
    like: Mapping[str, str],
    paper: Paper,
    by: Person,
    at: datetime,
) -> Estate:
    """Makes the estate that takes over; `like` gives its kind, management, level, address and duty phone."""
    refuse_taken_name(name, community)
    estate = Estate.objects.create(code=free_code(name), name=name, community=community, created_at=at, **like)
    entry = journal_estate(estate, by=keys.pseudonym(estate.pk, by.pk), at=at)
    begin_history(
        estate,
        on=law_day(at),
        entry=entry,
        kind=kind,
        boundary=boundary,
        issuer=paper.issuer,
        document_number=paper.document_number,
        file_id=paper.kept(estate, at).pk,
    )
    return estate


def hand_over(
    source: Estate,
    carrier: Carrier,
    paper: Paper,
    *,
    buildings: Collection[int] | None = None,
    by: Person,
    at: datetime,
) -> Succession:
    """Carries the register of `source` (or these buildings) and opens the list of what else is to be taken over."""
    target = carrier.target
    carried = carrier.take(source, buildings)
    entry = journal.record(
        TAKEN_OVER,
        ref=f"estate:{target.pk}",
        estate_id=target.pk,
        by=keys.pseudonym(target.pk, by.pk),
        at=at,
        source=source.pk,
        units=carried.units,
        holdings=carried.holdings,
        area=carried.area,
        document=paper.kept(target, at).sha256,
        number=paper.document_number,
    )
    succession = Succession.objects.create(
        estate=target,
        from_estate=source,
        on=law_day(at),
        units=carried.units,
        holdings=carried.holdings,
        area=carried.area,
        entry=entry.pk,
    )
    SuccessionItem.objects.bulk_create(
        SuccessionItem(estate=target, succession=succession, kind=kind) for kind in SuccessionItem.Kind.values
    )
    return succession


def end_estate(
    source: Estate,
    *,
    kind: str,
    successors: Collection[Estate],
    had_committee: bool,
    paper: Paper,
    by: Person,
    at: datetime,
) -> EstateEnd:
    """Ends a locked estate: from today it is read only; its history closes, nothing of it is deleted."""
    today = law_day(at)
    stored = paper.kept(source, at)
    entry = journal.record(
        ENDED,
        ref=f"estate:{source.pk}",
        estate_id=source.pk,
        by=keys.pseudonym(source.pk, by.pk),
        at=at,
        kind=kind,
        successors=[estate.pk for estate in successors],
        document=stored.sha256,
        number=paper.document_number,
    )
    end_history(source, today)
    for cover in GridCover.objects.filter(estate=source, until_on__isnull=True):
        cover.until_on = max(today, cover.from_on)
        cover.save(update_fields=["until_on"])
    return EstateEnd.objects.create(
        estate=source,
        kind=kind,
        on=today,
        issuer=paper.issuer,
        document_number=paper.document_number,
        file_id=stored.pk,
        had_committee=had_committee,
        entry=entry.pk,
    )
