"""Hand a seal over to the next keeper, who confirms it (B8.4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.giving import candidate_of, give_keeping
from gongzhi.seals.actions.locks import lock_seal
from gongzhi.seals.cites import KEEPING, LOSS
from gongzhi.seals.models import Keeping, Seal
from gongzhi.seals.queries.keepers import current
from gongzhi.seals.states import SealState


@act
@official
def hand_over_seal(
    *, seal: Seal, keeper_id: int, file_name: str = "", content: bytes = b"", by: Person, at: datetime
) -> Keeping:
    """The seal goes to another keeper with the sheet of the handing over; until they confirm nobody may use it.

    Refuses everyone but the keeper and the stewards, a steward while the keeper is in office (but for the offices where the
    body's term ran out or is disputed, R14), and a seal that is lost, held back or void. Wrong input: a person who
    may not keep it, or who has it already.
    """
    seal = lock_seal(seal)
    if access.keeps(by, seal, at=at) is None:
        access.require_steward(by, seal.estate, at=at)
        _must_be_free(seal, by, at)
    if seal.state not in (SealState.KEPT, SealState.DAMAGED):
        words = _("这枚印章现在是“%(state)s”，没有可以交接的。") % {"state": seal.get_state_display()}
        raise Refused(Reason(words, LOSS, _("看挂失、重刻进度")))
    keeper = candidate_of(seal.kind, seal.body, keeper_id, at=at)
    now = current(seal)
    if now is not None and now.person_id == keeper.person_id:
        raise BadInput(_("请重选保管人。"), {"keeper_id": _("印章已经登记由这个人保管")})
    stored = keep_paper(seal.estate, file_name=file_name, content=content, at=at)
    return give_keeping(seal, keeper, on=law_day(at), by=by, at=at, file_id=stored.pk if stored else None)


def _must_be_free(seal: Seal, by: Person, at: datetime) -> None:
    """Refuses to take a seal out of the hands of a keeper in office."""
    now = current(seal)
    if now is None or access.is_free_for(by, seal, at=at):
        return
    words = _("这件事只能由保管人办理，保管人是%(post)s。") % {"post": now.post}
    raise Refused(Reason(words, KEEPING, _("请保管人办理；拒不交出的，按“被扣”挂失")))
