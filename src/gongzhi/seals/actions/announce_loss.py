"""公告: the owners are told that a seal is out of use (L4.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.happenings import write_event
from gongzhi.seals.actions.locks import lock_seal
from gongzhi.seals.actions.notices import publish_words
from gongzhi.seals.cites import LOSS
from gongzhi.seals.models import Seal, SealEvent
from gongzhi.seals.queries.losses import event_of, loss_of
from gongzhi.web.dates import cndate
from gongzhi_law.seals import LOSS_NAMES

E = SealEvent.Kind


@act
@official
def announce_loss(*, seal: Seal, by: Person, at: datetime) -> SealEvent:
    """A numbered notice with what is engraved and since when it is out of use, on the public page.

    Refuses everyone but stewards, a seal that is not lost, damaged or held back, and a second notice.
    """
    seal = lock_seal(seal)
    access.require_steward(by, seal.estate, at=at)
    loss = loss_of(seal)
    if loss is None:
        raise Refused(Reason(_("这枚印章没有挂失，没有要公告的。"), LOSS, _("先挂失")))
    if event_of(seal, E.ANNOUNCED, since=loss) is not None:
        raise Refused(Reason(_("已经公告过。"), LOSS, _("看公告")))
    what = {"seal": seal.engraved, "what": LOSS_NAMES[loss.kind], "day": cndate(loss.on), "body": seal.body.name}
    words = _("%(body)s“%(seal)s”%(what)s，自%(day)s起停用。此后使用该印章的文件不代表本组织。") % what
    title = _("“%(seal)s”停用公告") % what
    document = publish_words(seal, title=title, paragraphs=[words], by=by, at=at)
    named = (document.pk, document.sha256)
    return write_event(seal, E.ANNOUNCED, on=law_day(at), words=title, document=named, by=by, at=at)
