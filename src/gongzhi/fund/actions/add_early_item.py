"""Enter what the developer or the early firm has to hand over."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund.income_access import require_early_keeper
from gongzhi.fund.models import EarlyItem
from gongzhi.fund.queries.serials import next_serial
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

ADDED = journal.event(
    "fund.early.added",
    serial=Fact.NUMBER,
    kind=Fact.WORD,
    words=Fact.TEXT,
    debtor=Fact.TEXT,
    fen=Fact.NUMBER,
    file=Fact.HASH,
)


@act
def add_early_item(
    *,
    estate: Estate,
    kind: str,
    words: str,
    debtor: str,
    owed_fen: int | None = None,
    due_on: date | None = None,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> EarlyItem:
    """An item of the early period: income to be cleared, repair fund, rooms, papers, warranty (L1.3); everyone reads it.

    Refuses everyone but who keeps the books and the community worker. Wrong input: nothing written, a sum of zero or less.
    """
    serial = next_serial(EarlyItem, estate)
    require_early_keeper(by, estate, at=at)
    wrong = {key: _("必填") for key, text in (("words", words), ("debtor", debtor)) if not text.strip()}
    if kind not in EarlyItem.Kind.values:
        wrong["kind"] = _("请选择")
    if owed_fen is not None and owed_fen <= 0:
        wrong["owed_fen"] = _("请填大于零的金额，不清楚就空着")
    if wrong:
        raise BadInput(_("这一项还没有写全。"), wrong)
    paper = keep_paper(estate, file_name=file_name, content=content, at=at)
    entry = journal.record(
        ADDED,
        ref=f"early:{serial}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        serial=serial,
        kind=kind,
        words=words.strip(),
        debtor=debtor.strip(),
        fen=owed_fen or 0,
        file=[paper.sha256] if paper else [],
    )
    return EarlyItem.objects.create(
        estate=estate,
        serial=serial,
        kind=kind,
        words=words.strip()[:200],
        debtor=debtor.strip()[:80],
        owed_fen=owed_fen,
        due_on=due_on,
        file_id=paper.pk if paper else None,
        entry=entry.pk,
    )
