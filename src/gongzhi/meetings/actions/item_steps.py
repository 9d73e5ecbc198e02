"""Write one step of carrying out an item, with its file; part of the acts on agreed items."""

from datetime import date, datetime

from gongzhi.kernel import journal, keys
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.models import AgreedItem, ItemProgress
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.states import ITEM_MOVES, ItemState
from gongzhi.people.models import Person

FACTS = {
    "item": Fact.NUMBER,
    "side": Fact.WORD,
    "words": Fact.TEXT,
    "file": Fact.HASH,
    "due_on": Fact.DAY,
}
K = ItemProgress.Kind
EVENTS = {
    K.PROGRESS: journal.event("meetings.item.progressed", **FACTS),
    K.DONE: journal.event("meetings.item.reported", **FACTS),
    K.RECTIFY: journal.event("meetings.item.sent_back", **FACTS),
    K.CONFIRM: journal.event("meetings.item.confirmed", **FACTS),
    K.DROP: journal.event("meetings.item.dropped", **FACTS),
}
LEADS_TO = {
    K.DONE: ItemState.REPORTED,
    K.RECTIFY: ItemState.RECTIFY,
    K.CONFIRM: ItemState.DONE,
    K.DROP: ItemState.DROPPED,
}
ENDS = (ItemState.DONE, ItemState.DROPPED)


def may_move(item: AgreedItem, kind: str) -> None:
    """Refuses a step that the item's state does not allow."""
    if K(kind) in LEADS_TO:
        check_move(ITEM_MOVES, ItemState(item.state), LEADS_TO[K(kind)])


def add_step(
    item: AgreedItem,
    kind: str,
    *,
    words: str,
    side: Side,
    file_name: str = "",
    content: bytes = b"",
    due_on: date | None = None,
    by: Person,
    at: datetime,
) -> ItemProgress:
    """The step journaled and written, the item moved to where it leads; `item` is locked."""
    stored = keep_paper(item.division, file_name=file_name, content=content, at=at, personal=False)
    by_whom = keys.pseudonym(None, by.pk)
    entry = journal.record(
        EVENTS[K(kind)],
        ref=f"agreed:{item.pk}",
        office=item.division.code,
        by=by_whom,
        at=at,
        basis=item.entry,
        item=item.pk,
        side=side,
        words=words,
        file=stored.sha256 if stored is not None else None,
        due_on=due_on,
    )
    if K(kind) in LEADS_TO:
        item.state = LEADS_TO[K(kind)]
        item.done_at = at if item.state in ENDS else None
        item.due_on = due_on or item.due_on
        item.save(update_fields=["state", "done_at", "due_on"])
    return ItemProgress.objects.create(
        division=item.division,
        item=item,
        kind=kind,
        words=words,
        file_id=stored.pk if stored is not None else None,
        due_on=due_on,
        side=side,
        by=by_whom,
        at=at,
        entry=entry.pk,
    )
