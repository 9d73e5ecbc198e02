"""作废: a seal is never used again: its body is gone, or it was given back to be destroyed (L4.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.happenings import write_event
from gongzhi.seals.actions.locks import filled, lock_seal
from gongzhi.seals.actions.notices import publish_words
from gongzhi.seals.actions.withdraw_use import end_request
from gongzhi.seals.models import Seal, SealEvent, SealRequest
from gongzhi.seals.queries.keepers import current
from gongzhi.seals.states import SEAL_MOVES, WAITING, SealState, UseState


@act
@official
def void_seal(*, seal: Seal, words: str, by: Person, at: datetime) -> Seal:
    """The seal is void for the reason given, and the owners read it in a notice; what waited for it ends.

    Refuses everyone but stewards, and a seal that is void. Wrong input: no reason.
    """
    seal = lock_seal(seal)
    access.require_steward(by, seal.estate, at=at)
    said = filled(words=words)
    make_void(seal, _("“%(seal)s”作废：%(why)s") % {"seal": seal.engraved, "why": said["words"]}, by=by, at=at)
    return seal


def make_void(seal: Seal, words: str, *, by: Person, at: datetime) -> SealEvent:
    """Makes a locked seal void with its notice, ends its keeping and what waited; part of this act and of re-cutting."""
    check_move(SEAL_MOVES, SealState(seal.state), SealState.VOID)
    title = _("“%(seal)s”作废公告") % {"seal": seal.engraved}
    document = publish_words(seal, title=title, paragraphs=[words], by=by, at=at)
    named = (document.pk, document.sha256)
    event = write_event(seal, SealEvent.Kind.VOID, on=law_day(at), words=words, document=named, by=by, at=at)
    waiting = SealRequest.objects.select_for_update().filter(estate=seal.estate, seal=seal, state__in=WAITING)
    for request in waiting.order_by("pk"):
        request.seal, request.estate = seal, seal.estate
        end_request(request, UseState.REFUSED, _("印章作废，用印请求自动拒绝"), by=by, at=at)
    if keeping := current(seal):
        keeping.until_on, keeping.ended_entry = law_day(at), event.entry
        keeping.save(update_fields=["until_on", "ended_entry"])
    seal.state = SealState.VOID
    seal.save(update_fields=["state"])
    return event
