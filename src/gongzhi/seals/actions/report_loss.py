"""挂失: a seal is lost, damaged or held back; from this moment every request to use it is refused (L4.3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.tell_members import tell_residents_committee
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.happenings import write_event
from gongzhi.seals.actions.locks import filled, lock_seal
from gongzhi.seals.actions.withdraw_use import end_request
from gongzhi.seals.models import Seal, SealEvent, SealRequest
from gongzhi.seals.states import SEAL_MOVES, WAITING, SealState, UseState
from gongzhi_law.seals import LOSS_NAMES, LOSSES


@act
@official
def report_loss(
    *,
    seal: Seal,
    kind: str,
    on: date,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> SealEvent:
    """The seal is `lost` | `damaged` | `held` since a day; what waited for it ends, the 居委会 is told.

    Refuses everyone but the keeper and the stewards, and a seal that is lost already or void. Wrong input: another kind, no
    words, a day to come.
    """
    seal = lock_seal(seal)
    if access.keeps(by, seal, at=at) is None:
        access.require_steward(by, seal.estate, at=at)
    if kind not in LOSSES:
        raise BadInput(_("请选择发生了什么。"), {"kind": _("请选择")})
    said = filled(words=words)
    if on > law_day(at):
        raise BadInput(_("请核对日期。"), {"on": _("不能是将来的日子")})
    check_move(SEAL_MOVES, SealState(seal.state), SealState(kind))
    stored = keep_paper(seal.estate, file_name=file_name, content=content, at=at)
    file = (stored.pk, stored.sha256) if stored else None
    event = write_event(seal, kind, on=on, words=said["words"], file=file, by=by, at=at)
    seal.state = SealState(kind)
    seal.save(update_fields=["state"])
    waiting = SealRequest.objects.select_for_update().filter(estate=seal.estate, seal=seal, state__in=WAITING)
    for request in waiting.order_by("pk"):
        request.seal, request.estate = seal, seal.estate
        why = _("印章%(what)s，用印请求自动拒绝") % {"what": LOSS_NAMES[kind]}
        end_request(request, UseState.REFUSED, why, by=by, at=at)
    text = _("%(estate)s“%(seal)s”%(what)s，已停用，请予知悉。")
    told = text % {"estate": seal.estate.name, "seal": seal.engraved, "what": LOSS_NAMES[kind]}
    tell_residents_committee(seal.estate, kind="seals.loss", text=told, at=at)
    return event
