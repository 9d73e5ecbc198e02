"""Confirm one item that an estate takes over from the one it succeeded."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, SuccessionItem
from gongzhi.places.states import ITEM_MOVES, ItemState
from gongzhi.register import access

CONFIRMED = journal.event(
    "register.succession.confirmed", item=Fact.NUMBER, kind=Fact.WORD, state=Fact.WORD, note=Fact.TEXT
)


@act
def confirm_succession(
    *, item: SuccessionItem, note: str, nothing: bool = False, by: Person, at: datetime
) -> SuccessionItem:
    """Notes what of the old estate was taken over (roster, accounts, resolutions, contracts, seals), or that there is none.

    Each item is an act of its own (L2.1). Refuses anyone but the community worker of the successor, and confirming twice;
    wrong input: no note.
    """
    estate = Estate.objects.select_for_update().get(pk=item.estate_id)
    access.require_worker(by, estate, at=at)
    item = SuccessionItem.objects.select_for_update().get(pk=item.pk)
    then = ItemState.NOTHING if nothing else ItemState.CONFIRMED
    check_move(ITEM_MOVES, ItemState(item.state), then)
    if not note.strip():
        raise BadInput(_("请写明承接了什么、凭什么清单，或者为什么没有。"), {"note": _("请填写")})
    actor = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        CONFIRMED,
        ref=f"succession_item:{item.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        item=item.pk,
        kind=item.kind,
        state=then,
        note=note.strip(),
    )
    item.state, item.note, item.done_on, item.by, item.entry = then, note.strip(), law_day(at), actor, entry.pk
    item.save(update_fields=["state", "note", "done_on", "by", "entry"])
    return item
