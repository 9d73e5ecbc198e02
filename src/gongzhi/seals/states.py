"""States of a seal and of a request to use it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SealState(TextChoices):
    KEPT = "kept", _("在管")
    LOST = "lost", _("遗失")
    DAMAGED = "damaged", _("损坏")
    HELD = "held", _("被扣")
    VOID = "void", _("作废")


class UseState(TextChoices):
    OPINION = "opinion", _("征求意见")
    SIGNING = "signing", _("待签字")
    READY = "ready", _("可以用印")
    USED = "used", _("已用印")
    REFUSED = "refused", _("不予用印")
    WITHDRAWN = "withdrawn", _("已撤回")


S, U = SealState, UseState
SEAL_MOVES = {
    S.KEPT: frozenset({S.LOST, S.DAMAGED, S.HELD, S.VOID}),
    S.LOST: frozenset({S.VOID}),
    S.DAMAGED: frozenset({S.VOID}),
    S.HELD: frozenset({S.KEPT, S.VOID}),
    S.VOID: frozenset(),
}
USE_MOVES = {
    U.OPINION: frozenset({U.SIGNING, U.READY, U.REFUSED, U.WITHDRAWN}),
    U.SIGNING: frozenset({U.READY, U.REFUSED, U.WITHDRAWN}),
    U.READY: frozenset({U.USED, U.REFUSED, U.WITHDRAWN}),
    U.USED: frozenset(),
    U.REFUSED: frozenset(),
    U.WITHDRAWN: frozenset(),
}
WAITING = frozenset({U.OPINION, U.SIGNING, U.READY})
