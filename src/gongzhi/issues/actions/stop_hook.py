"""Stop a webhook."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.models import Hook
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

STOPPED = journal.event("issues.hook.stopped", hook=Fact.NUMBER)


@act
def stop_hook(*, hook: Hook, by: Person, at: datetime) -> Hook:
    """Nothing goes out and nothing comes in by it any more. Refuses everyone but community and street, and one stopped before."""
    hook = Hook.objects.select_for_update(of=("self",)).select_related("division").get(pk=hook.pk)
    access.require_over(by, hook.division, *access.OFFICES, at=at)
    if hook.stopped_at is not None:
        raise Refused(Reason(_("这个接口已经停用。"), remedy=_("看在用的接口")))
    hook.stopped_at = at
    hook.save(update_fields=["stopped_at"])
    journal.record(
        STOPPED,
        ref=f"division:{hook.division_id}",
        office=str(hook.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        hook=hook.pk,
    )
    return hook
