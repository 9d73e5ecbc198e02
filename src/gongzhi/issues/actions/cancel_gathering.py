"""Call a gathering off."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import talking_access
from gongzhi.issues.actions.attending import lock_gathering, tell_signed_up
from gongzhi.issues.actions.numbering import lacking, step
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Gathering
from gongzhi.issues.states import GATHERING_MOVES, GatheringState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CANCELLED = journal.event("issues.gathering.cancelled", reason=Fact.TEXT)


@act
@official
def cancel_gathering(*, gathering: Gathering, reason: str, by: Person, at: datetime) -> Gathering:
    """It will not be held, and why: public, and told to those who signed up.

    Refuses everyone but the three parties, 环物委 and the offices, and one that was held; wrong input: no reason.
    """
    gathering = lock_gathering(gathering)
    talking_access.require_host(by, gathering.estate, at=at)
    if wrong := lacking(reason=reason):
        raise BadInput(_("请写明为什么取消，会公开。"), wrong)
    step(gathering, GATHERING_MOVES, GatheringState.CANCELLED, cancelled_for=reason.strip()[:200])
    journal.record(
        CANCELLED,
        ref=f"gathering:{gathering.serial}",
        estate_id=gathering.estate_id,
        by=pseudonym(gathering.estate, by),
        at=at,
        reason=gathering.cancelled_for,
    )
    words = _("【共治】%(estate)s《%(title)s》取消：%(why)s") % {
        "estate": gathering.estate.name,
        "title": gathering.title,
        "why": gathering.cancelled_for,
    }
    tell_signed_up(gathering, words, kind="gathering.cancelled", at=at)
    return gathering
