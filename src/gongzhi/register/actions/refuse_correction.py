"""Refuse a correction, with a written answer."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access
from gongzhi.register.actions.ask_correction import LONGEST
from gongzhi.register.models import Correction
from gongzhi.register.states import REQUEST_MOVES, RequestState

REFUSED = journal.event("register.correction.refused", correction=Fact.NUMBER, answer=Fact.TEXT)


@act
def refuse_correction(*, correction: Correction, answer: str, by: Person, at: datetime) -> Correction:
    """Closes the request with an answer that whoever asked can read.

    Refuses an empty one, and all but the keepers.
    """
    estate = Estate.objects.get(pk=correction.estate_id)
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    access.require_keeper(by, estate, at=at)
    check_move(REQUEST_MOVES, RequestState(correction.state), RequestState.REFUSED)
    answer = answer.strip()
    if not answer or len(answer) > LONGEST:
        raise BadInput(_("不采纳也要写明理由，提出的人看得到。"), {"answer": _("必填，最多一千字")})
    correction.state, correction.answer = RequestState.REFUSED, answer
    correction.decided_by, correction.decided_at = keys.pseudonym(estate.pk, by.pk), at
    correction.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    journal.record(
        REFUSED,
        ref=f"correction:{correction.pk}",
        estate_id=estate.pk,
        by=correction.decided_by,
        at=at,
        correction=correction.pk,
        answer=answer,
    )
    return correction
