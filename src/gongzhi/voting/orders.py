"""Orders on a decision, of the owners or of a committee: to which state each leads, and what each must name (R2)."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from gongzhi.documents.scans import is_scan
from gongzhi.kernel.errors import BadInput
from gongzhi.voting.models import Order
from gongzhi.voting.states import RESOLUTION_MOVES, ResolutionState

K, R = Order.Kind, ResolutionState
LEADS_TO = {
    K.CORRECT: R.CORRECTING,
    K.SUSPEND: R.SUSPENDED,
    K.ANNUL_COURT: R.ANNULLED_BY_COURT,
    K.ANNUL_OFFICE: R.ANNULLED_BY_OFFICE,
    K.SUPERSEDE: R.SUPERSEDED,
    K.LIFT: R.EFFECTIVE,
}


def possible_orders(state: str) -> list[Order.Kind]:
    """The orders that the table of states holds for a decision in this state."""
    return [kind for kind in Order.Kind if LEADS_TO[kind] in RESOLUTION_MOVES[ResolutionState(state)]]


def must_be_whole(kind: str, given: Mapping[str, str], content: bytes, successor: Iterable[str] = ()) -> None:
    """Wrong input: no document, one that is no PDF or photograph, an empty field, no kind.

    `successor` names the field in which the decision that takes its place is missing.
    """
    missing = {name: _("请填写") for name, value in given.items() if not value.strip()}
    if not content:
        missing["file"] = _("请附上文书")
    elif not is_scan(content):
        missing["file"] = _("文书要 PDF 或者照片，这个文件打开不是，请重新选")
    if kind not in K.values:
        missing["kind"] = _("请选择")
    missing |= {name: _("请选取代它的决定") for name in successor}
    if missing:
        raise BadInput(_("改变决定的效力，要写明文书和机关。"), missing)
