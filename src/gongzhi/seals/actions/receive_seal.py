"""Confirm that one has the seal in hand."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.access import refuse_ended
from gongzhi.people.models import Person
from gongzhi.seals.actions.locks import lock_seal, logged
from gongzhi.seals.cites import KEEPING
from gongzhi.seals.models import Keeping, Seal
from gongzhi.seals.queries.keepers import current, successor_of

RECEIVED = journal.event("seals.seal.received", seal=Fact.NUMBER, body=Fact.NUMBER)


@act
@official
def receive_seal(*, seal: Seal, by: Person, at: datetime) -> Keeping:
    """The receiver has it; where the seal's body is gone it becomes the seal of the receiver's, which follows it.

    Refuses everyone but whom it was given to, and a second confirmation.
    """
    seal = lock_seal(seal)
    refuse_ended(seal.estate)
    keeping = current(seal)
    if keeping is None or keeping.person_id != by.pk:
        raise Refused(Reason(_("这件事只能由接收人本人办理，印章不是交给您的。"), KEEPING, _("请接收人本人确认")))
    if keeping.received_at is not None:
        raise Refused(Reason(_("您已经确认收到这枚印章。"), KEEPING, _("看交接记录")))
    body = successor_of(seal, by.pk, at=at) or seal.body
    entry = journal.record(RECEIVED, **logged(seal, by), at=at, basis=keeping.entry, seal=seal.pk, body=body.pk)
    keeping.received_at, keeping.received_entry = at, entry.pk
    keeping.save(update_fields=["received_at", "received_entry"])
    if body.pk != seal.body_id:
        seal.body = body
        seal.save(update_fields=["body"])
    return keeping
