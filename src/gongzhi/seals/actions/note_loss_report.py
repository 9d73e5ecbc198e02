"""报备: the loss was reported to an office or the police, or the seal was demanded back, by letter (L4.3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.happenings import write_event
from gongzhi.seals.actions.locks import filled, lock_seal
from gongzhi.seals.cites import LOSS
from gongzhi.seals.models import Seal, SealEvent
from gongzhi.seals.queries.losses import loss_of


@act
@official
def note_loss_report(
    *,
    seal: Seal,
    office: str,
    on: date,
    words: str,
    document_number: str = "",
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> SealEvent:
    """To whom the loss was reported on which day, with the number and paper of the receipt where there is one.

    Refuses everyone but stewards, and a seal that is not lost, damaged or held back. Wrong input: words missing, a day
    before the loss or to come.
    """
    seal = lock_seal(seal)
    access.require_steward(by, seal.estate, at=at)
    loss = loss_of(seal)
    if loss is None:
        raise Refused(Reason(_("这枚印章没有挂失，没有要报备的。"), LOSS, _("先挂失")))
    said = filled(office=office, words=words)
    if not loss.on <= on <= law_day(at):
        raise BadInput(_("请核对日期。"), {"on": _("不早于遗失，不晚于今天")})
    stored = keep_paper(seal.estate, file_name=file_name, content=content, at=at)
    return write_event(
        seal,
        SealEvent.Kind.REPORTED,
        on=on,
        words=said["words"],
        office=said["office"],
        document_number=document_number.strip(),
        file=(stored.pk, stored.sha256) if stored else None,
        by=by,
        at=at,
    )
