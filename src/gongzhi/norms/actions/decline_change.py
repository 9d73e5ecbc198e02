"""Decline a proposed change, with a reason that is public."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.norms import access
from gongzhi.norms.actions.confirm_change import undecided
from gongzhi.norms.actions.settle_change import one_at_a_time, settle
from gongzhi.norms.models import RuleChange, RuleVerdict
from gongzhi.people.models import Person


@act
def decline_change(*, change: RuleChange, reason: str, by: Person, at: datetime) -> RuleVerdict:
    """Declines a proposed change; refuses whoever does not reach its place and a second verdict. Wrong input: no reason."""
    one_at_a_time()
    office = access.may_change(by, change.place, at=at)
    undecided(change)
    if not reason.strip():
        raise BadInput(_("不同意要写明理由，理由公开。"), {"reason": _("请填写")})
    return settle(
        change, RuleVerdict.Kind.DECLINED, office=str(office.division_id), by=by, at=at, reason=reason.strip()
    )
