"""States of what moves money: accounts, budgets, requests, petty vouchers, repairs, audits."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountState(TextChoices):
    PROPOSED = "proposed", _("拟开立")
    OPEN = "open", _("在用")
    CLOSED = "closed", _("已销户")


class BudgetState(TextChoices):
    DRAFT = "draft", _("编制中")
    ADOPTED = "adopted", _("通过执行")
    DROPPED = "dropped", _("不再提出")


class RequestState(TextChoices):
    ASKED = "asked", _("待审核")
    APPROVED = "approved", _("审核通过")
    ISSUED = "issued", _("已出付款单")
    PAID = "paid", _("已付款")
    REFUSED = "refused", _("未通过")
    WITHDRAWN = "withdrawn", _("已撤回")


class PettyState(TextChoices):
    RECORDED = "recorded", _("已登记")
    CONFIRMED = "confirmed", _("已核")
    REJECTED = "rejected", _("退回")


class RepairState(TextChoices):
    PLANNED = "planned", _("制定方案")
    AGREED = "agreed", _("三方商定")
    DECIDED = "decided", _("表决通过")
    APPLIED = "applied", _("已申请")
    GRANTED = "granted", _("已核准")
    WORKING = "working", _("施工")
    ACCEPTED = "accepted", _("已验收")
    SETTLED = "settled", _("已决算")
    PUBLISHED = "published", _("决算已公示")
    DROPPED = "dropped", _("不再进行")


class AuditState(TextChoices):
    OPEN = "open", _("审计中")
    REPORTED = "reported", _("已出报告")
    CLOSED = "closed", _("整改完毕")


A, B, Q, P, R, U = AccountState, BudgetState, RequestState, PettyState, RepairState, AuditState
ACCOUNT_MOVES = {
    A.PROPOSED: frozenset({A.OPEN, A.CLOSED}),
    A.OPEN: frozenset({A.CLOSED}),
    A.CLOSED: frozenset(),
}
BUDGET_MOVES = {
    B.DRAFT: frozenset({B.ADOPTED, B.DROPPED}),
    B.ADOPTED: frozenset(),
    B.DROPPED: frozenset(),
}
REQUEST_MOVES = {
    Q.ASKED: frozenset({Q.APPROVED, Q.REFUSED, Q.WITHDRAWN}),
    Q.APPROVED: frozenset({Q.ISSUED, Q.REFUSED, Q.WITHDRAWN}),
    Q.ISSUED: frozenset({Q.PAID, Q.REFUSED, Q.WITHDRAWN}),
    Q.PAID: frozenset(),
    Q.REFUSED: frozenset(),
    Q.WITHDRAWN: frozenset(),
}
# Requests on their way hold a part of what they rest on; what was refused or withdrawn counts for nothing.
ON_THE_WAY = (Q.ASKED, Q.APPROVED, Q.ISSUED)
GIVEN_UP = (Q.REFUSED, Q.WITHDRAWN)
PETTY_MOVES = {
    P.RECORDED: frozenset({P.CONFIRMED, P.REJECTED}),
    P.CONFIRMED: frozenset(),
    P.REJECTED: frozenset(),
}
REPAIR_MOVES = {
    R.PLANNED: frozenset({R.AGREED, R.APPLIED, R.WORKING, R.DROPPED}),
    R.AGREED: frozenset({R.DECIDED, R.PLANNED, R.DROPPED}),
    R.DECIDED: frozenset({R.APPLIED, R.WORKING, R.DROPPED}),
    R.APPLIED: frozenset({R.GRANTED, R.DECIDED, R.PLANNED, R.DROPPED}),
    R.GRANTED: frozenset({R.WORKING, R.DROPPED}),
    R.WORKING: frozenset({R.ACCEPTED}),
    R.ACCEPTED: frozenset({R.SETTLED}),
    R.SETTLED: frozenset({R.PUBLISHED}),
    R.PUBLISHED: frozenset(),
    R.DROPPED: frozenset(),
}
AUDIT_MOVES = {
    U.OPEN: frozenset({U.REPORTED}),
    U.REPORTED: frozenset({U.CLOSED}),
    U.CLOSED: frozenset(),
}
