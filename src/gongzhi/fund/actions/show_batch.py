"""Hand out a batch file, which names payees and their accounts, and remember who took it (个人信息保护法第51条)."""

from datetime import datetime

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.fund.models import PayBatch
from gongzhi.fund.queries.batches import batch_xlsx, rows_of, slips_of
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

SHOWN = journal.event("fund.batch.shown", batch=Fact.NUMBER, kind=Fact.WORD)


@act
@official
def show_batch(*, batch: PayBatch, kind: str, by: Person, at: datetime) -> bytes:
    """The file as it was made (`csv`, GB18030), or the same rows as `xlsx`, for whoever its door let in."""
    journal.record(
        SHOWN,
        ref=f"account:{batch.money.account.code}",
        estate_id=batch.estate_id,
        by=keys.pseudonym(batch.estate_id, by.pk),
        at=at,
        basis=batch.entry,
        batch=batch.serial,
        kind=kind,
    )
    if kind == "xlsx":
        return batch_xlsx(rows_of(slips_of(batch)))
    return file_content(StoredFile.objects.get(estate_id=batch.estate_id, pk=batch.file_id))
