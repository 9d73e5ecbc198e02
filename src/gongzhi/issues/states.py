"""States of issues and of all that is done about them; lateness is asked of the clock and the law, never kept."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IssueState(TextChoices):
    RECEIVED = "received", _("已收到")
    ACCEPTED = "accepted", _("已受理")
    WORKING = "working", _("办理中")
    DONE = "done", _("已办结，待报事人确认")
    CLOSED = "closed", _("已确认办结")
    MERGED = "merged", _("已并入另一件")
    ANSWERED = "answered", _("已答复去处")
    EXPLAINED = "explained", _("已反映并解释")


class PartyState(TextChoices):
    ASKED = "asked", _("待接收")
    ACCEPTED = "accepted", _("办理中")
    DONE = "done", _("已办完")
    HANDED_BACK = "handed_back", _("已退回")


class WhistleState(TextChoices):
    OPEN = "open", _("已吹哨")
    CLOSED = "closed", _("已结束")


class CallState(TextChoices):
    CALLED = "called", _("已召唤")
    CONFIRMED = "confirmed", _("已确认")
    ARRIVED = "arrived", _("已到场")
    REPORTED = "reported", _("已反馈")
    RATED = "rated", _("已评价")
    WITHDRAWN = "withdrawn", _("已撤回")


class SupervisionState(TextChoices):
    ISSUED = "issued", _("督办中")
    REPLIED = "replied", _("已回复")
    CLOSED = "closed", _("已办结")


class InquiryState(TextChoices):
    OPENED = "opened", _("调查中")
    CONCLUDED = "concluded", _("已形成意见")
    REPORTED = "reported", _("已上报")


class MediationState(TextChoices):
    OPENED = "opened", _("调解中")
    AGREED = "agreed", _("达成协议")
    CONFIRMED = "confirmed", _("已经司法确认")
    KEPT = "kept", _("履行完毕")
    BROKEN = "broken", _("未履行")
    FAILED = "failed", _("调解不成")


class GatheringState(TextChoices):
    PLANNED = "planned", _("报名中")
    HELD = "held", _("已举行")
    PUBLISHED = "published", _("结果已公开")
    CANCELLED = "cancelled", _("已取消")


class LetterState(TextChoices):
    DRAFTED = "drafted", _("起草")
    SENT = "sent", _("已发出")
    RECEIVED = "received", _("已签收")
    ANSWERED = "answered", _("已答复")
    WHISTLED = "whistled", _("未答，已转吹哨")
    WITHDRAWN = "withdrawn", _("已撤回")


class SignalState(TextChoices):
    CONFIRMED = "confirmed", _("确认立案")
    DISMISSED = "dismissed", _("不立案")


class SheetState(TextChoices):
    PREVIEWED = "previewed", _("已预览")
    APPLIED = "applied", _("已导入")
    DISCARDED = "discarded", _("已放弃")


X, P, W, C = IssueState, PartyState, WhistleState, CallState
S, Q, M, G, L = SupervisionState, InquiryState, MediationState, GatheringState, LetterState
ISSUE_MOVES = {
    X.RECEIVED: frozenset({X.ACCEPTED, X.MERGED, X.ANSWERED}),
    X.ACCEPTED: frozenset({X.WORKING, X.MERGED, X.ANSWERED, X.EXPLAINED}),
    X.WORKING: frozenset({X.DONE, X.EXPLAINED}),
    X.DONE: frozenset({X.CLOSED, X.WORKING}),
    X.CLOSED: frozenset({X.WORKING}),
    X.MERGED: frozenset(),
    X.ANSWERED: frozenset({X.RECEIVED}),
    X.EXPLAINED: frozenset({X.WORKING, X.CLOSED}),
}
PARTY_MOVES = {
    P.ASKED: frozenset({P.ACCEPTED, P.HANDED_BACK}),
    P.ACCEPTED: frozenset({P.DONE, P.HANDED_BACK}),
    P.DONE: frozenset({P.ACCEPTED}),
    P.HANDED_BACK: frozenset(),
}
WHISTLE_MOVES = {W.OPEN: frozenset({W.CLOSED}), W.CLOSED: frozenset()}
CALL_MOVES = {
    C.CALLED: frozenset({C.CONFIRMED, C.WITHDRAWN}),
    C.CONFIRMED: frozenset({C.ARRIVED, C.WITHDRAWN}),
    C.ARRIVED: frozenset({C.REPORTED}),
    C.REPORTED: frozenset({C.RATED}),
    C.RATED: frozenset(),
    C.WITHDRAWN: frozenset(),
}
SUPERVISION_MOVES = {
    S.ISSUED: frozenset({S.REPLIED}),
    S.REPLIED: frozenset({S.ISSUED, S.CLOSED}),
    S.CLOSED: frozenset(),
}
INQUIRY_MOVES = {
    Q.OPENED: frozenset({Q.CONCLUDED}),
    Q.CONCLUDED: frozenset({Q.REPORTED}),
    Q.REPORTED: frozenset(),
}
MEDIATION_MOVES = {
    M.OPENED: frozenset({M.AGREED, M.FAILED}),
    M.AGREED: frozenset({M.CONFIRMED, M.KEPT, M.BROKEN}),
    M.CONFIRMED: frozenset({M.KEPT, M.BROKEN}),
    M.KEPT: frozenset(),
    M.BROKEN: frozenset({M.KEPT}),
    M.FAILED: frozenset(),
}
GATHERING_MOVES = {
    G.PLANNED: frozenset({G.HELD, G.CANCELLED}),
    G.HELD: frozenset({G.PUBLISHED}),
    G.PUBLISHED: frozenset(),
    G.CANCELLED: frozenset(),
}
LETTER_MOVES = {
    L.DRAFTED: frozenset({L.SENT, L.WITHDRAWN}),
    L.SENT: frozenset({L.RECEIVED, L.ANSWERED, L.WHISTLED, L.WITHDRAWN}),
    L.RECEIVED: frozenset({L.ANSWERED, L.WHISTLED}),
    L.ANSWERED: frozenset(),
    L.WHISTLED: frozenset({L.ANSWERED}),
    L.WITHDRAWN: frozenset(),
}
SHEET_MOVES = {
    SheetState.PREVIEWED: frozenset({SheetState.APPLIED, SheetState.DISCARDED}),
    SheetState.APPLIED: frozenset(),
    SheetState.DISCARDED: frozenset(),
}
OPEN_ISSUES = (X.RECEIVED, X.ACCEPTED, X.WORKING, X.DONE)
SETTLED = (X.DONE, X.CLOSED, X.MERGED, X.ANSWERED)  # nobody is late in these; reopened, the clock counts again
