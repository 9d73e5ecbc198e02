"""Give up a place at a gathering."""

from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from gongzhi.issues import talking_access
from gongzhi.issues.actions.attending import comes_as, lock_gathering, sign_up_subject
from gongzhi.issues.models import Gathering, SignUp
from gongzhi.issues.states import GatheringState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.spending import whoever_asks
from gongzhi.people.models import Code, Person

LEFT = journal.event("issues.gathering.left", heads=Fact.NUMBER)


@act
def withdraw_sign_up(
    *, gathering: Gathering, number: str = "", code: Code | None = None, by: Person | None, at: datetime
) -> SignUp:
    """The place is free for others again; refuses whoever did not sign up, and a gathering that was held."""
    gathering = lock_gathering(gathering)
    person = whoever_asks(code, partial(sign_up_subject, gathering), number, by=by, at=at)
    own = talking_access.own_sign_up(person, gathering)
    if own is None:
        raise Refused(Reason(_("这个手机号没有报名。"), remedy=_("核对报名时用的手机号")))
    if gathering.state != GatheringState.PLANNED:
        raise Refused(Reason(_("已经举行或者取消，不用退出。"), remedy=_("看公开的结果")))
    own.cancelled_at = at
    own.save(update_fields=["cancelled_at"])
    journal.record(
        LEFT,
        ref=f"gathering:{gathering.serial}",
        estate_id=gathering.estate_id,
        by=comes_as(gathering, person),
        at=at,
        heads=own.heads,
    )
    return own
