"""Withdraw a mistaken change before its day; nothing is edited or deleted."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.norms import access
from gongzhi.norms.actions.settle_change import one_at_a_time, settle
from gongzhi.norms.models import RuleChange, RuleVerdict
from gongzhi.norms.queries.changes import verdicts_of
from gongzhi.people.models import Person


@act
def withdraw_change(*, change: RuleChange, reason: str, by: Person, at: datetime) -> RuleVerdict:
    """Withdraws a proposed or confirmed change; refuses one in effect, which only another change can replace.

    What was noticed meanwhile keeps the rule base of its notice. Wrong input: no reason.
    """
    one_at_a_time()
    office = access.may_change(by, change.place, at=at)
    kinds = verdicts_of(change)
    if RuleVerdict.Kind.DECLINED in kinds or RuleVerdict.Kind.WITHDRAWN in kinds:
        raise Refused(Reason(_("这一条已经不会适用，不用再撤回。"), remedy=_("看变更记录")))
    if RuleVerdict.Kind.CONFIRMED in kinds and law_day(at) >= change.from_on:
        raise Refused(
            Reason(
                _("这一条从%(day)s起已经适用，不能撤回；有错的，用另一次变更代替它。")
                % {"day": change.from_on.isoformat()},
                remedy=_("提出新的变更"),
                remedy_url="/desk/law/new/",
            )
        )
    if not reason.strip():
        raise BadInput(_("撤回要写明理由，理由公开。"), {"reason": _("请填写")})
    return settle(
        change, RuleVerdict.Kind.WITHDRAWN, office=str(office.division_id), by=by, at=at, reason=reason.strip()
    )
