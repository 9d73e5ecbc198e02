"""What other rooms ask of a committee's decision: which one an entry is, whether it counts, what stops it, up to how much."""

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason
from gongzhi.meetings.models import Decision
from gongzhi.places.models import Estate
from gongzhi.voting.states import STOPPED, ResolutionState


def decision_at(entry: int, *, estate: Estate) -> Decision | None:
    """The decision of this estate that a `basis_entry` names, or None."""
    rows = Decision.objects.select_related("item", "body").filter(estate=estate, entry=entry)
    return rows.first()


def in_force(decision: Decision) -> bool:
    """Whether it binds now (民法典第280条第1款): passed, and not ordered otherwise since."""
    return decision.passed is True and decision.state == ResolutionState.EFFECTIVE


def amount_of(decision: Decision) -> int | None:
    """The most that may be spent under it, in fen; None where it is not about money."""
    amount: int | None = decision.item.amount_fen
    return amount


def stops(decision: Decision) -> Reason | None:
    """Why nothing new may rest on it now, or None: not passed, undecided, or ordered otherwise (R2)."""
    if decision.state in STOPPED:
        order = decision.orders.order_by("-pk").first()
        named = f"{order.issuer} {order.document_number}" if order else "《物业管理条例》第19条第2款"
        words = _("决定现在是“%(state)s”，不能据以办理新的事项。") % {"state": decision.get_state_display()}
        return Reason(words, named, _("看文书"), _page(decision))
    if decision.passed is None:
        return Reason(decision.sentence, decision.cite, _("按议事规则确认，或者重新表决"), _page(decision))
    if not in_force(decision):
        return Reason(_("这一项没有通过，没有形成决定。"), decision.cite, _("重新上会"), _page(decision))
    return None


def _page(decision: Decision) -> str:
    return f"/e/{decision.estate.code}/meetings/{decision.item.meeting_id}/"
