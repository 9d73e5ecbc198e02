"""Send again what could not be delivered."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.models import Hook
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.models import Message
from gongzhi.people.models import Person

RESENT = journal.event("issues.hook.resent", hook=Fact.NUMBER, messages=Fact.NUMBER)


@act
def resend_hook(*, hook: Hook, by: Person, at: datetime) -> Hook:
    """Queues every dead message of an address once more. Refuses everyone but community and street, and where none is dead."""
    hook = Hook.objects.select_for_update(of=("self",)).select_related("division").get(pk=hook.pk)
    access.require_over(by, hook.division, *access.OFFICES, at=at)
    dead = Message.objects.filter(pk__in=hook.sent.values("message_id"), state=Message.State.DEAD)
    if hook.stopped_at is not None or not dead.exists():
        raise Refused(Reason(_("没有要再发的。"), remedy=_("看发送记录")))
    count = dead.update(state=Message.State.QUEUED, attempts=0, error="", at=at)
    journal.record(
        RESENT,
        ref=f"division:{hook.division_id}",
        office=str(hook.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        hook=hook.pk,
        messages=count,
    )
    return hook
