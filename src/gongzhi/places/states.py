"""States of what takes a second person or a second step: a corrected management mode, an item handed over."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FixState(TextChoices):
    OPEN = "open", _("待第二人核准")
    ACCEPTED = "accepted", _("已更正")
    REFUSED = "refused", _("未采纳")


class ItemState(TextChoices):
    OPEN = "open", _("待承接")
    CONFIRMED = "confirmed", _("已承接")
    NOTHING = "nothing", _("没有可承接的")


FIX_MOVES = {
    FixState.OPEN: frozenset({FixState.ACCEPTED, FixState.REFUSED}),
    FixState.ACCEPTED: frozenset(),
    FixState.REFUSED: frozenset(),
}
ITEM_MOVES = {
    ItemState.OPEN: frozenset({ItemState.CONFIRMED, ItemState.NOTHING}),
    ItemState.CONFIRMED: frozenset(),
    ItemState.NOTHING: frozenset(),
}
