"""重刻: a new seal takes the place of one that is lost, damaged or held back; the old one is void (L4.3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.happenings import write_event
from gongzhi.seals.actions.locks import lock_seal
from gongzhi.seals.actions.making import make_seal
from gongzhi.seals.actions.void_seal import make_void
from gongzhi.seals.cites import LOSS
from gongzhi.seals.models import Seal, SealEvent
from gongzhi.seals.queries.losses import loss_of


@act
@official
def recut_seal(
    *,
    seal: Seal,
    engraved: str,
    made_on: date,
    basis_words: str,
    keeper_id: int,
    police_number: str = "",
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> Seal:
    """The new seal with its impression and keeper; the old one is void, and the owners read both in one notice.

    Refuses everyone but stewards, and a seal that is neither lost nor damaged nor held back. Wrong input: as for a new
    seal, no impression, a day before the loss.
    """
    seal = lock_seal(seal)
    access.require_steward(by, seal.estate, at=at)
    loss = loss_of(seal)
    if loss is None:
        raise Refused(Reason(_("只有遗失、损坏、被扣的印章才重刻。"), LOSS, _("先挂失")))
    wrong = {}
    if made_on < loss.on:
        wrong["made_on"] = _("不早于挂失的日子")
    if not content:
        wrong["file"] = _("新章登记印模后才能启用，请拍一张印模照片")
    if wrong:
        raise BadInput(_("还没有写全。"), wrong)
    write_event(seal, SealEvent.Kind.RECUT, on=made_on, words=engraved.strip() or seal.engraved, by=by, at=at)
    named = {"old": seal.engraved, "new": engraved.strip()}
    words = _("“%(old)s”作废，启用重刻的“%(new)s”。旧章找回、交还的也不再使用。") % named
    make_void(seal, words, by=by, at=at)
    return make_seal(
        estate=seal.estate,
        kind=seal.kind,
        body=seal.body,
        engraved=engraved,
        made_on=made_on,
        basis_words=basis_words,
        keeper_id=keeper_id,
        police_number=police_number,
        file_name=file_name,
        content=content,
        replaces=seal,
        by=by,
        at=at,
    )
