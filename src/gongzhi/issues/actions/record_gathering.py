"""Write down how a gathering went."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import talking_access
from gongzhi.issues.actions.attending import lock_gathering
from gongzhi.issues.actions.numbering import keep, lacking, step
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Gathering
from gongzhi.issues.states import GATHERING_MOVES, GatheringState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

HELD = journal.event("issues.gathering.held", came=Fact.NUMBER, record=Fact.TEXT, file=Fact.HASH)


@act
def record_gathering(
    *,
    gathering: Gathering,
    came: int,
    record: str,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Gathering:
    """How many came and what was said (B3.6), for the desk of the estate; the public reads the outcome alone.

    Refuses everyone but the three parties, 环物委 and the offices, and one that has not begun; wrong input: no words, a
    number below nought.
    """
    gathering = lock_gathering(gathering)
    talking_access.require_host(by, gathering.estate, at=at)
    if at < gathering.starts_at:
        raise Refused(Reason(_("还没有到举行的时间。"), remedy=_("举行以后再记；不办了请取消")))
    wrong = lacking(record=record)
    if came < 0:
        wrong["came"] = _("不能小于 0")
    if wrong:
        raise BadInput(_("请补好再记。"), wrong)
    file = keep(gathering.estate, file_name=file_name, content=content, at=at)
    step(
        gathering,
        GATHERING_MOVES,
        GatheringState.HELD,
        came=came,
        record=record.strip(),
        held_at=at,
        file_id=file.pk if file else None,
    )
    journal.record(
        HELD,
        ref=f"gathering:{gathering.serial}",
        estate_id=gathering.estate_id,
        by=pseudonym(gathering.estate, by),
        at=at,
        came=came,
        record=gathering.record,
        file=file.sha256 if file else None,
    )
    return gathering
