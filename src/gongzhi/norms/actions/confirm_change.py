"""Confirm a proposed change: the second person's word."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.norms import access
from gongzhi.norms.actions.settle_change import one_at_a_time, settle
from gongzhi.norms.models import RuleChange, RuleVerdict
from gongzhi.norms.queries.changes import verdicts_of
from gongzhi.norms.queries.preview import obstacles
from gongzhi.people.models import Person


@act
def confirm_change(*, change: RuleChange, by: Person, at: datetime) -> RuleVerdict:
    """Confirms a proposed change, so that it applies from its day; refuses the proposer, a second verdict, a day gone by."""
    one_at_a_time()
    office = access.may_change(by, change.place, at=at)
    if by.pk == change.person_id:
        raise Refused(
            Reason(
                _("门槛和期限的变更要两个人：这一条是您提出的，不能由您自己确认。"),
                remedy=_("请另一位规则管理员确认"),
            )
        )
    undecided(change)
    blocks, _warns = obstacles(change, at=at)
    if blocks:
        raise Refused(*blocks)
    return settle(change, RuleVerdict.Kind.CONFIRMED, office=str(office.division_id), by=by, at=at)


def undecided(change: RuleChange) -> None:
    """Refuses a change that was confirmed, declined or withdrawn already."""
    kinds = verdicts_of(change)
    if kinds:
        raise Refused(
            Reason(
                _("这一条已经办过（%(what)s）。") % {"what": "、".join(v.get_kind_display() for v in kinds.values())},
                remedy=_("看变更记录"),
            )
        )
