"""States of meetings, topics and what was agreed. A committee's decision has the states of a resolution (`voting.states`, R2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingState(TextChoices):
    """A meeting of the body that stands for the owners."""

    CALLED = "called", _("已召集")
    SITTING = "sitting", _("开会中")
    CLOSED = "closed", _("已散会，待签纪要")
    MINUTED = "minuted", _("会议记录已签")
    CANCELLED = "cancelled", _("已取消")


class SittingState(TextChoices):
    """A joint meeting or another meeting of a community."""

    DRAFT = "draft", _("筹备")
    NOTICED = "noticed", _("已通知")
    SITTING = "sitting", _("开会中")
    CLOSED = "closed", _("已散会，待审签纪要")
    MINUTED = "minuted", _("纪要已审签")
    CANCELLED = "cancelled", _("已取消")


class TopicState(TextChoices):
    """A topic for a joint meeting (B2.4); what was not settled is taken again."""

    PROPOSED = "proposed", _("待党组织研究")
    ACCEPTED = "accepted", _("已确定，待上会")
    RETURNED = "returned", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")
    TAKEN = "taken", _("已列入议程")
    SETTLED = "settled", _("已议定")


class ItemState(TextChoices):
    """What a joint meeting agreed on, until it is done (B2.8); overdue is asked of the clock."""

    OPEN = "open", _("落实中")
    REPORTED = "reported", _("已报完成，待核实")
    RECTIFY = "rectify", _("要求整改")
    DONE = "done", _("已完成")
    DROPPED = "dropped", _("不再落实")


M, S, T, I = MeetingState, SittingState, TopicState, ItemState  # noqa: E741
MEETING_MOVES = {
    M.CALLED: frozenset({M.SITTING, M.CANCELLED}),
    M.SITTING: frozenset({M.CLOSED}),
    M.CLOSED: frozenset({M.MINUTED}),
    M.MINUTED: frozenset(),
    M.CANCELLED: frozenset(),
}
SITTING_MOVES = {
    S.DRAFT: frozenset({S.NOTICED, S.CANCELLED}),
    S.NOTICED: frozenset({S.SITTING, S.MINUTED, S.CANCELLED}),  # 无议题简记: signed by all, it is its own record
    S.SITTING: frozenset({S.CLOSED}),
    S.CLOSED: frozenset({S.MINUTED}),
    S.MINUTED: frozenset(),
    S.CANCELLED: frozenset(),
}
TOPIC_MOVES = {
    T.PROPOSED: frozenset({T.ACCEPTED, T.RETURNED, T.WITHDRAWN}),
    T.RETURNED: frozenset({T.PROPOSED, T.WITHDRAWN}),
    T.ACCEPTED: frozenset({T.TAKEN, T.WITHDRAWN}),
    T.TAKEN: frozenset({T.SETTLED, T.ACCEPTED}),
    T.WITHDRAWN: frozenset(),
    T.SETTLED: frozenset(),
}
ITEM_MOVES = {
    I.OPEN: frozenset({I.REPORTED, I.DROPPED}),
    I.REPORTED: frozenset({I.DONE, I.RECTIFY}),
    I.RECTIFY: frozenset({I.REPORTED, I.DROPPED}),
    I.DONE: frozenset(),
    I.DROPPED: frozenset(),
}
