"""Requests to use a seal: asking, opinion, signatures, the use itself; and routine uses."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongzhi.bodies.queries.holders import names_of
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.access import seat_in
from gongzhi.seals import access
from gongzhi.seals.actions.answer_opinion import answer_opinion
from gongzhi.seals.actions.cosign_use import cosign_use
from gongzhi.seals.actions.log_routine_use import log_routine_use
from gongzhi.seals.actions.log_use import log_use
from gongzhi.seals.actions.request_use import request_use
from gongzhi.seals.actions.sign_use import sign_use
from gongzhi.seals.actions.withdraw_use import withdraw_use
from gongzhi.seals.forms import OpinionForm, ReasonForm, RequestForm, RoutineForm, UseForm
from gongzhi.seals.models import Seal, SealRequest
from gongzhi.seals.queries.bases import Basis, bases_for, basis_behind
from gongzhi.seals.queries.requests import opinion_note, signs_of, standing_of, stands_against
from gongzhi.seals.queries.rules import kinds_needed, log_due, rule_for, said_of
from gongzhi.seals.states import WAITING, UseState
from gongzhi.seals.views.frame import act_page, name_of, page_of, pressed, request_page, use_name
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for
from gongzhi_law.seals import Use

U = UseState
BADGES = {U.OPINION: "due", U.SIGNING: "due", U.READY: "done", U.USED: "done", U.REFUSED: "urgent", U.WITHDRAWN: "line"}


def _bases(seal: Seal, at: Any) -> list[Basis]:
    """What any use of this seal may cite now."""
    found: dict[str, Basis] = {}
    for use in Use:
        kinds = kinds_needed(rule_for(seal, use, at=at)) or ("decision", "resolution")
        for one in bases_for(seal, use, kinds, at=at):
            found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda one: one.on, reverse=True)


@door(access.get_seal_for, "GET", "POST")
def ask(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """A member asks for the use of a seal."""
    seal: Seal = request.here
    return act_page(
        request,
        form_for(request, RequestForm, bases=_bases(seal, request.at)),
        request_use,
        estate=seal.estate,
        back=page_of(seal),
        heading=_("申请用%(seal)s") % {"seal": name_of(seal)},
        sub=_("没有生效的决定作依据，除了日常用印和移交，一律不能用印。"),
        word=_("提交申请"),
        said=said_of(seal, at=request.at),
        to=lambda made: request_page(made)[1],
        seal=seal,
    )


@door(access.get_seal_for, "GET", "POST")
def routine(request: Entered, code: str, seal_id: int) -> HttpResponse:
    """The keeper logs a use that needs no decision."""
    seal: Seal = request.here
    today = law_day(request.at)
    due = log_due(seal, today)
    return act_page(
        request,
        form_for(request, RoutineForm, initial={"used_on": today}),
        log_routine_use,
        estate=seal.estate,
        back=page_of(seal),
        heading=_("登记日常用印"),
        sub=_("收据、证明、通知和移交不用先申请，用后登记并附照片。"),
        word=_("登记"),
        rules=((due.sentence, ""),) if due else (),
        seal=seal,
    )


@door(access.get_use_request_for)
def use_request(request: Entered, code: str, seal_request_id: int) -> HttpResponse:
    """One request: the paper, the basis as it stands now, the opinion, who signed, what is next."""
    found: SealRequest = request.here
    at, today = request.at, law_day(request.at)
    state, signs = standing_of(found, on=today), signs_of(found)
    names = names_of(row.appointment.person_id for row in signs)
    waiting = found.state in WAITING
    member = seat_in(request.person, found.seal.body, at=at)
    mine = access.keeps(request.person, found.seal, at=at) is not None
    basis = basis_behind(found, at=at)
    keeper_asks = found.person_id == request.person.pk and mine
    context = {
        "estate": found.estate,
        "found": found,
        "seal": name_of(found.seal),
        "seal_url": page_of(found.seal)[1],
        "state": state,
        "badge": BADGES[state],
        "facts": _facts(found),
        "basis": basis,
        "against": stands_against(found, at=at) if waiting else [],
        "note": opinion_note(found, on=today),
        "waiting": waiting,
        "signs": [(names.get(row.appointment.person_id, ""), row.at) for row in signs],
        "short": max(found.signs_needed - len(signs), 0),
        "may_sign": waiting
        and bool(found.signs_needed)
        and member is not None
        and all(row.appointment.person_id != request.person.pk for row in signs),
        "may_cosign": waiting
        and bool(found.cosign)
        and found.cosigned_at is None
        and access.is_steward(request.person, found.estate, at=at),
        "may_answer": waiting
        and found.opinion_due_on is not None
        and found.opinion_at is None
        and access.gives_opinion(request.person, found.estate, at=at),
        "may_use": mine and state == U.READY,
        "may_end": waiting and (mine or found.person_id == request.person.pk),
        "keeper_asks": keeper_asks and waiting,
        "use": found.uses.order_by("pk").first(),
        "today": today,
    }
    return render(request, "seals/request.html", context)


def _facts(found: SealRequest) -> list[tuple[str, str]]:
    rows = [(_("印章"), name_of(found.seal)), (_("用途"), use_name(found.use)), (_("份数"), str(found.copies))]
    if found.amount_fen is not None:
        rows.append((_("金额"), fen(found.amount_fen)))
    elif found.use == Use.CONTRACT:
        rows.append((_("金额"), _("合同没有写总价")))
    if found.limit_fen is not None:
        rows.append((_("决议写明的金额"), f"{fen(found.limit_fen)}：{found.quote}"))
    if found.party_shown:
        rows.append((_("对方"), found.party_shown))
    rows.append((_("申请人"), names_of([found.person_id]).get(found.person_id, "")))
    rows.append((_("申请时间"), cndatetime(found.at)))
    if found.opinion_due_on is not None:
        rows.append((_("征求意见到"), cndate(found.opinion_due_on)))
    return rows


@door(access.get_use_request_for, "GET", "POST")
def opinion(request: Entered, code: str, seal_request_id: int) -> HttpResponse:
    """A member of the 环物委 writes its opinion."""
    found: SealRequest = request.here
    rule = rule_for(found.seal, found.use, amount_fen=found.amount_fen, at=request.at)
    return act_page(
        request,
        form_for(request, OpinionForm),
        answer_opinion,
        estate=found.estate,
        back=request_page(found),
        heading=_("环物委的用印意见"),
        sub=_("逾期未答的，可以用印并注明；不同意见公开，不阻断。"),
        word=_("提交意见"),
        rules=tuple((part.words, part.cites) for part in rule.parts if part.id == "opinion"),
        request=found,
    )


@door(access.get_use_request_for, "GET", "POST")
def use(request: Entered, code: str, seal_request_id: int) -> HttpResponse:
    """The keeper uses the seal and logs it."""
    found: SealRequest = request.here
    return act_page(
        request,
        form_for(request, UseForm, initial={"used_on": law_day(request.at)}),
        log_use,
        estate=found.estate,
        back=request_page(found),
        heading=_("用印并登记"),
        sub=_("%(title)s，%(n)s 份。用印的这一刻再核对一次依据。") % {"title": found.title, "n": found.copies},
        word=_("已用印，登记"),
        warns=tuple(stands_against(found, at=request.at)),
        request=found,
    )


@door(access.get_use_request_for, "GET", "POST")
def end(request: Entered, code: str, seal_request_id: int) -> HttpResponse:
    """Whoever asked withdraws; the keeper sends back."""
    found: SealRequest = request.here
    own = found.person_id == request.person.pk
    return act_page(
        request,
        form_for(request, ReasonForm),
        withdraw_use,
        estate=found.estate,
        back=request_page(found),
        heading=_("撤回申请") if own else _("不予用印"),
        word=_("撤回") if own else _("退回"),
        request=found,
    )


@door(access.get_use_request_for, "POST")
def sign(request: Entered, code: str, seal_request_id: int) -> HttpResponse:
    """A member signs."""
    found: SealRequest = request.here
    return pressed(request, sign_use, back=request_page(found), request=found)


@door(access.get_use_request_for, "POST")
def cosign(request: Entered, code: str, seal_request_id: int) -> HttpResponse:
    """The office signs beside the body."""
    found: SealRequest = request.here
    return pressed(request, cosign_use, back=request_page(found), request=found)
