"""归还: a seal that was held back comes back before the owners were told that it is out of use (L4.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.giving import candidate_of, give_keeping
from gongzhi.seals.actions.happenings import write_event
from gongzhi.seals.actions.locks import filled, lock_seal
from gongzhi.seals.cites import LOSS
from gongzhi.seals.models import Seal, SealEvent
from gongzhi.seals.queries.losses import event_of, loss_of
from gongzhi.seals.states import SEAL_MOVES, SealState

E = SealEvent.Kind


@act
@official
def return_seal(*, seal: Seal, words: str, keeper_id: int, by: Person, at: datetime) -> SealEvent:
    """The seal is back in the hands of a keeper, who confirms, and may be used again.

    Refuses everyone but stewards, a seal that was not held back, and one whose end the owners were told: it is re-cut.
    Wrong input: no words, a keeper who may not keep it.
    """
    seal = lock_seal(seal)
    access.require_steward(by, seal.estate, at=at)
    check_move(SEAL_MOVES, SealState(seal.state), SealState.KEPT)
    loss = loss_of(seal)
    if loss is not None and event_of(seal, E.ANNOUNCED, since=loss) is not None:
        words = _("已经公告停用，交还的也不再使用，交回销毁。")
        raise Refused(Reason(words, LOSS, _("办理重刻，旧章作废")))
    said = filled(words=words)
    keeper = candidate_of(seal.kind, seal.body, keeper_id, at=at)
    event = write_event(seal, E.RETURNED, on=law_day(at), words=said["words"], by=by, at=at)
    seal.state = SealState.KEPT
    seal.save(update_fields=["state"])
    give_keeping(seal, keeper, on=law_day(at), by=by, at=at)
    return event
