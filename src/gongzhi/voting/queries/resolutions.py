"""What other rooms ask of a resolution: does it count, and may anything be paid under it."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason
from gongzhi.voting.models import Assembly, Objection, Resolution
from gongzhi.voting.queries.results import waiting_for_rule
from gongzhi.voting.states import STOPPED, ResolutionState


def in_effect(resolution: Resolution) -> bool:
    """Whether it binds the owners now (民法典第280条第1款): effective, and not ordered otherwise since."""
    return resolution.in_effect and resolution.state == ResolutionState.EFFECTIVE


def stopped_decisions(assemblies: Iterable[Assembly]) -> Counter[int]:
    """Assembly number → how many of its decisions were ordered corrected, suspended, annulled or superseded."""
    rows = Resolution.objects.filter(motion__assembly__in=list(assemblies), in_effect=True, state__in=STOPPED)
    return Counter(rows.values_list("motion__assembly_id", flat=True))


def overdue_objections(resolution: Resolution, *, at: datetime) -> int:
    """Objections to its assembly that nobody answered by their day."""
    return Objection.objects.filter(
        estate_id=resolution.estate_id,
        assembly_id=resolution.motion.assembly_id,
        answered_at__isnull=True,
        due_on__lt=law_day(at),
    ).count()


def stopped_ground(resolution: Resolution) -> Resolution | None:
    """The stopped resolution on which this one depends by a condition of the notice (which firm, once dismissed), or None."""
    for condition in resolution.motion.conditions.filter(passed=True):
        grounds = Resolution.objects.filter(
            estate_id=resolution.estate_id, motion_id=condition.of_id, passed=True, state__in=STOPPED
        )
        if condition.option_id:
            grounds = grounds.filter(option_id=condition.option_id)
        if found := grounds.select_related("motion", "option").first():
            return found
    return None


def _waits_for_rule(resolution: Resolution) -> bool:
    """Whether it is open because two shares gave two outcomes, and the authority has not answered yet (R15)."""
    return any(
        (row.motion_id, row.option_id) == (resolution.motion_id, resolution.option_id)
        for row in waiting_for_rule(resolution.motion.assembly)
    )


def stops_payment(resolution: Resolution, *, at: datetime) -> Reason | None:
    """Why nothing may be paid under it now, or None; an unanswered objection stops payments, never the effect (R2)."""
    if resolution.state in STOPPED:
        order = resolution.orders.order_by("-id").first()
        named = f"{order.issuer} {order.document_number}" if order else ""
        return Reason(
            _("决定现在是“%(state)s”，不能据以付款。") % {"state": resolution.get_state_display()},
            named or "《物业管理条例》第19条第2款",
        )
    if resolution.state == ResolutionState.UNDECIDED and _waits_for_rule(resolution):
        return Reason(
            _("结果取决于当地适用哪一种比例，登记主管部门的书面答复以前，不能据以付款。"),
            "《民法典》第278条第2款",
            _("去登记答复"),
            reverse("voting:settle_rule", args=[resolution.estate.code, resolution.motion.assembly.serial]),
        )
    if not in_effect(resolution):
        return Reason(_("这项议题没有形成有效的决定。"), "《民法典》第280条第1款")
    if ground := stopped_ground(resolution):
        return Reason(
            _("它以“%(ground)s”为条件，而那项决定现在是“%(state)s”，不能据以付款。")
            % {"ground": ground.words, "state": ground.get_state_display()},
            _("本次会议公告"),
        )
    waiting = overdue_objections(resolution, at=at)
    if waiting:
        return Reason(
            _("有 %(n)s 件异议到期没有书面答复，答复之前不能据以付款；决定本身仍然有效。") % {"n": waiting},
            "《民法典》第280条",
            _("去答复异议"),
        )
    return None
