"""States of rolls, imports, corrections and number changes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportState(TextChoices):
    PREVIEWED = "previewed", _("已预览")
    APPLIED = "applied", _("已入册")
    DISCARDED = "discarded", _("已放弃")


class RollState(TextChoices):
    PROPOSED = "proposed", _("待第二人核准")
    CHECKING = "checking", _("公示核对中")
    FROZEN = "frozen", _("已冻结")
    DISCARDED = "discarded", _("已作废")


class RequestState(TextChoices):
    OPEN = "open", _("待处理")
    PROPOSED = "proposed", _("待第二人核准")
    ACCEPTED = "accepted", _("已采纳")
    REFUSED = "refused", _("未采纳")


class MergeState(TextChoices):
    OPEN = "open", _("待确认")
    CONFIRMED = "confirmed", _("确认为同一人")
    REFUSED = "refused", _("不是同一人")


N, L, Q, M = ImportState, RollState, RequestState, MergeState
IMPORT_MOVES = {
    N.PREVIEWED: frozenset({N.APPLIED, N.DISCARDED}),
    N.APPLIED: frozenset(),
    N.DISCARDED: frozenset(),
}
ROLL_MOVES = {
    L.PROPOSED: frozenset({L.CHECKING, L.DISCARDED}),
    L.CHECKING: frozenset({L.FROZEN, L.DISCARDED}),
    L.FROZEN: frozenset(),
    L.DISCARDED: frozenset(),
}
REQUEST_MOVES = {
    Q.OPEN: frozenset({Q.PROPOSED, Q.REFUSED}),
    Q.PROPOSED: frozenset({Q.ACCEPTED, Q.REFUSED}),
    Q.ACCEPTED: frozenset(),
    Q.REFUSED: frozenset(),
}
MERGE_MOVES = {M.OPEN: frozenset({M.CONFIRMED, M.REFUSED}), M.CONFIRMED: frozenset(), M.REFUSED: frozenset()}
