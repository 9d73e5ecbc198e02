"""States of an assembly and of a resolution. Whether voting is open is asked of the clock, never stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AssemblyState(TextChoices):
    DRAFT = "draft", _("起草")
    REPORTED = "reported", _("报告与邀请介入")
    NOTICED = "noticed", _("已公告")
    COUNTING = "counting", _("开箱计票")
    PRELIMINARY = "preliminary", _("结果公示")
    FINAL = "final", _("最终结果")
    WITHDRAWN = "withdrawn", _("撤回")


class ResolutionState(TextChoices):
    EFFECTIVE = "effective", _("生效")
    NOT_IN_EFFECT = "not_in_effect", _("通过，条件未成就")
    NOT_PASSED = "not_passed", _("未通过")
    UNDECIDED = "undecided", _("不能判断")
    CORRECTING = "correcting", _("责令改正")
    SUSPENDED = "suspended", _("暂停执行")
    ANNULLED_BY_COURT = "annulled_court", _("被法院撤销")
    ANNULLED_BY_OFFICE = "annulled_office", _("被行政撤销")
    SUPERSEDED = "superseded", _("已被取代")


class Phase(TextChoices):
    """Where a noticed assembly stands at an instant; derived, never stored."""

    BEFORE = "before", _("待表决")
    OPEN = "open", _("表决中")
    CLOSED = "closed", _("已截止，待计票")


A, R = AssemblyState, ResolutionState
ASSEMBLY_MOVES = {
    A.DRAFT: frozenset({A.REPORTED, A.WITHDRAWN}),
    A.REPORTED: frozenset({A.NOTICED, A.DRAFT, A.WITHDRAWN}),
    A.NOTICED: frozenset({A.COUNTING, A.WITHDRAWN}),
    A.COUNTING: frozenset({A.PRELIMINARY}),
    A.PRELIMINARY: frozenset({A.FINAL}),
    A.FINAL: frozenset(),
    A.WITHDRAWN: frozenset(),
}
STOPPED = frozenset({R.CORRECTING, R.SUSPENDED, R.ANNULLED_BY_COURT, R.ANNULLED_BY_OFFICE, R.SUPERSEDED})
RESOLUTION_MOVES = {
    R.EFFECTIVE: STOPPED,
    R.CORRECTING: frozenset({R.EFFECTIVE, R.ANNULLED_BY_OFFICE, R.ANNULLED_BY_COURT, R.SUPERSEDED}),
    R.SUSPENDED: frozenset({R.EFFECTIVE, R.ANNULLED_BY_COURT, R.SUPERSEDED}),
    R.NOT_IN_EFFECT: frozenset({R.ANNULLED_BY_COURT, R.ANNULLED_BY_OFFICE, R.SUPERSEDED}),
    R.NOT_PASSED: frozenset(),
    R.UNDECIDED: frozenset(),
    R.ANNULLED_BY_COURT: frozenset(),
    R.ANNULLED_BY_OFFICE: frozenset(),
    R.SUPERSEDED: frozenset(),
}
SETTLED_MOVES = {  # by the authority's answer which share it applies to a vote of a part (R15)
    **dict.fromkeys(R, frozenset()),
    R.UNDECIDED: frozenset({R.EFFECTIVE, R.NOT_IN_EFFECT, R.NOT_PASSED}),
    R.NOT_IN_EFFECT: frozenset({R.EFFECTIVE}),
}
