"""Make public what came of a gathering."""

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

PUBLISHED = journal.event("issues.gathering.published", outcome=Fact.TEXT, came=Fact.NUMBER)


@act
@official
def publish_outcome(
    *, gathering: Gathering, outcome: str, names_checked: bool = False, by: Person, at: datetime
) -> Gathering:
    """The outcome for everyone (B3.6) and a word to those who signed up; whoever publishes looked that it names nobody.

    Refuses everyone but the three parties, 环物委 and the offices, and one that was not held; wrong input: no words, not
    looked through.
    """
    gathering = lock_gathering(gathering)
    talking_access.require_host(by, gathering.estate, at=at)
    wrong = lacking(outcome=outcome)
    if not names_checked:
        wrong["names_checked"] = _("公开以前要看过：没有参加人的姓名、电话、门牌")
    if wrong:
        raise BadInput(_("请核对再公开。"), wrong)
    step(gathering, GATHERING_MOVES, GatheringState.PUBLISHED, outcome=outcome.strip(), published_at=at)
    entry = journal.record(
        PUBLISHED,
        ref=f"gathering:{gathering.serial}",
        estate_id=gathering.estate_id,
        by=pseudonym(gathering.estate, by),
        at=at,
        outcome=gathering.outcome,
        came=gathering.came,
    )
    gathering.published_entry = entry.pk
    gathering.save(update_fields=["published_entry"])
    words = _("【共治】%(estate)s《%(title)s》的结果已公开，请在小区公开页查看。") % {
        "estate": gathering.estate.name,
        "title": gathering.title,
    }
    tell_signed_up(gathering, words, kind="gathering.outcome", at=at)
    return gathering
