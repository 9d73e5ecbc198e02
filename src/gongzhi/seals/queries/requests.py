"""Requests to use a seal: where each stands, who signed, what goes into the log about the opinion."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason
from gongzhi.places.models import Estate
from gongzhi.seals.cites import CUSTODY, LOSS
from gongzhi.seals.models import Seal, SealRequest, SealSign
from gongzhi.seals.queries.bases import Basis, asked_under, basis_behind
from gongzhi.seals.queries.rules import kinds_needed, rule_for
from gongzhi.seals.states import WAITING, SealState, UseState
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi_law.seals import Use, UseRule

U = UseState


def signs_of(request: SealRequest) -> list[SealSign]:
    """Members who signed, in order."""
    rows = SealSign.objects.filter(estate_id=request.estate_id, request=request).select_related("appointment__seat")
    return list(rows.order_by("pk"))


def standing_of(request: SealRequest, *, on: date) -> UseState:
    """Where a request that waits stands on `on`: the opinion first, then signatures; the rest as it is."""
    if request.state not in WAITING:
        return UseState(request.state)
    open_ = request.opinion_at is None and request.opinion_due_on is not None and on <= request.opinion_due_on
    if open_ and request.state == U.OPINION:
        return U.OPINION
    unsigned = request.signs_needed and len(signs_of(request)) < request.signs_needed
    if unsigned or (request.cosign and request.cosigned_at is None):
        return U.SIGNING
    return U.READY


def opinion_note(request: SealRequest, *, on: date) -> str:
    """What the log says of the opinion: given, against, asked and not answered in time (R3); empty where none was asked."""
    if request.opinion_due_on is None:
        return _("紧急维修，没有先征求意见") if request.emergency else ""
    if request.opinion == "agree" and request.opinion_at:
        return _("环物委于%(day)s同意") % {"day": cndate(request.opinion_at)}
    if request.opinion == "object" and request.opinion_at:
        return _("环物委于%(day)s提出不同意见") % {"day": cndate(request.opinion_at)}
    if on > request.opinion_due_on:
        return _("已于%(day)s征求意见，逾期未答") % {"day": cndate(request.at)}
    return _("已于%(day)s征求意见") % {"day": cndate(request.at)}


def against_basis(
    basis: Basis | None, rule: UseRule, *, seal: Seal, amount_fen: int | None, leave_out: int | None = None
) -> list[Reason]:
    """Why a use may not rest on this basis: none, of the wrong kind, another body's, stopped, or above its sum (B8.4)."""
    kinds = kinds_needed(rule)
    if basis is None and not kinds:
        return []
    if basis is None:
        words = _("没有依据不得用印：要有%(kinds)s。")
        remedy, url = _("先开会作出决定，再申请用印"), f"/desk/e/{seal.estate.code}/meetings/"
        return [Reason(words % {"kinds": kind_words(kinds)}, rule.cites or CUSTODY, remedy, url)]
    if kinds and basis.kind not in kinds:
        words = _("这枚印章要凭%(kinds)s使用，“%(title)s”不是。")
        said = {"kinds": kind_words(kinds), "title": basis.title}
        return [Reason(words % said, rule.cites or CUSTODY, _("另选依据"), basis.url)]
    if basis.kind == "decision" and getattr(basis.row, "body_id", seal.body_id) != seal.body_id:
        words = _("“%(title)s”是另一个组织的决定。") % {"title": basis.title}
        return [Reason(words, rule.cites or CUSTODY, _("另选依据"), basis.url)]
    if basis.stopped is not None:
        return [basis.stopped]
    if basis.amount_fen is None and rule.use is Use.PAYMENT:
        words = _("“%(title)s”没有写明金额，不能据以付款。") % {"title": basis.title}
        remedy = _("重新上会，在议题里写明金额")
        if basis.kind == "resolution":
            remedy = _("撤回后重新申请，照录决议里写明金额的那一句；决议没有写金额的，另行表决")
        return [Reason(words, CUSTODY, remedy, basis.url)]
    if basis.amount_fen is not None and amount_fen is not None:
        before = asked_under(basis.row, rule.use, leave_out=leave_out)
        if before + amount_fen > basis.amount_fen:
            words = _("超过决定的金额：决定不超过%(limit)s，已经申请%(before)s，这次%(sum)s。")
            said = {"limit": fen(basis.amount_fen), "before": fen(before), "sum": fen(amount_fen)}
            return [Reason(words % said, CUSTODY, _("减少金额，或者重新上会"), basis.url)]
    return []


def kind_words(kinds: tuple[str, ...]) -> str:
    """业主大会的决定或者本组织的决定."""
    names = {"resolution": _("业主大会的决定"), "decision": _("业主委员会（物管会）的决定")}
    return _("或者").join(names[kind] for kind in kinds)


def stands_against(request: SealRequest, *, at: datetime) -> list[Reason]:
    """Everything that keeps this request from being sealed now, asked anew each time: seal, body, basis, sum."""
    seal = request.seal
    found = []
    if seal.state != SealState.KEPT:
        words = _("这枚印章现在是“%(state)s”，期间的用印请求一律不能办理。") % {"state": seal.get_state_display()}
        found.append(Reason(words, LOSS, _("看挂失、重刻进度"), f"/desk/e/{seal.estate.code}/seals/{seal.pk}/"))
    rule = rule_for(seal, request.use, amount_fen=request.amount_fen, emergency=request.emergency, at=at)
    if rule.blocked:
        return [*found, Reason(rule.blocked, rule.cites, _("由业主共同决定，或者等组织恢复履职"))]
    basis = basis_behind(request, at=at)
    more = against_basis(basis, rule, seal=seal, amount_fen=request.amount_fen, leave_out=request.pk)
    return [*found, *more]


def requests_of(estate: Estate) -> QuerySet[SealRequest]:
    """Every request of the estate, the latest first."""
    rows = SealRequest.objects.select_related("seal", "resolution__motion", "resolution__option", "decision__item")
    return rows.filter(estate=estate).order_by("-pk")


def waiting_of(estate: Estate) -> QuerySet[SealRequest]:
    """Requests that were neither used nor ended."""
    return requests_of(estate).filter(state__in=WAITING)


def shown_state(request: SealRequest, *, at: datetime) -> str:
    """The state in words as it stands today, whatever was last written down."""
    return str(standing_of(request, on=law_day(at)).label)
