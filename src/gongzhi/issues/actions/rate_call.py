"""Whoever whistled rates what a force did."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.blow_whistle import SIDES
from gongzhi.issues.actions.calling import lock_call, move_call
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.stepping import note_step
from gongzhi.issues.models import Call, Whistle
from gongzhi.issues.states import CallState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

RATED = journal.event("issues.call.rated", call=Fact.NUMBER, force=Fact.NUMBER, rating=Fact.NUMBER, words=Fact.TEXT)
BEST, LOW = 5, 2


@act
@official
def rate_call(*, call: Call, rating: int, words: str = "", by: Person, at: datetime) -> Call:
    """One to five by the office that blew this kind of whistle (A10.2: 吹哨人评价; B3.4).

    Refuses everyone else and a call without a report; wrong input: another number, one or two without words.
    """
    call = lock_call(call)
    whistle = call.whistle
    access.require_whistler(by, whistle.issue.estate, whistle.kind, at=at)
    wrong = {}
    if not 1 <= rating <= BEST:
        wrong["rating"] = _("一到五分")
    elif rating <= LOW and not words.strip():
        wrong["words"] = _("评低分要写明哪里不行")
    if wrong:
        raise BadInput(_("请补好评价。"), wrong)
    call = move_call(call, CallState.RATED, rated_at=at, rating=rating, rating_words=words.strip()[:300])
    journal.record(
        RATED,
        ref=f"issue:{whistle.issue_id}",
        estate_id=call.estate_id,
        by=pseudonym(whistle.issue.estate, by),
        at=at,
        call=call.pk,
        force=call.force_id,
        rating=rating,
        words=words.strip(),
    )
    line = _("%(force)s已反馈，吹哨人评价 %(n)s 分") % {"force": call.force.name, "n": rating}
    note_step(whistle.issue, "rate", line, side=SIDES[Whistle.Kind(whistle.kind)], by=by, at=at)
    return call
