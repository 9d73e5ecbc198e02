"""Agree to a payment for a side, or refuse it; nobody approves what they asked for (A5.4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import spending_access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.standing_grounds import hold_request, must_be_open, must_still_stand
from gongzhi.fund.cites import TWO_PERSONS
from gongzhi.fund.models import Approval, Side, SpendRequest
from gongzhi.fund.queries.approving import lacking_of, needed_of
from gongzhi.fund.states import REQUEST_MOVES, RequestState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

APPROVED = journal.event(
    "fund.payment.approved", request=Fact.NUMBER, side=Fact.WORD, second_key=Fact.TRUTH, complete=Fact.TRUTH
)
REFUSED = journal.event("fund.payment.refused", request=Fact.NUMBER, side=Fact.WORD, remark=Fact.TEXT)


@act
def approve_payment(
    *, request: SpendRequest, agrees: bool, remark: str = "", side: str = "", by: Person, at: datetime
) -> Approval:
    """Gives a side's word on a request; once all that is needed agreed it is approved, one refusal ends it.

    `side` is chosen where the person stands for several. Refuses who asked, who already gave a word, whose word is not
    missing, and, to agree, a basis that no longer stands. Wrong input: a refusal without its reason.
    """
    book = lock_book(request.estate)
    request = hold_request(book, request)
    must_be_open(request)
    needed = needed_of(request, at=at)
    sides = spending_access.open_sides(by, request, at=at, needed=needed)
    if not sides:
        raise Refused(_why_not(by, request, at=at))
    if side and side not in sides:
        raise BadInput(_("请选择您代表的一方。"), {"side": _("请重选")})
    chosen = Side(side) if side else sides[0]
    if not agrees and not remark.strip():
        raise BadInput(_("不同意的，请写明理由。"), {"remark": _("必填")})
    if request.state != RequestState.ASKED:
        check_move(REQUEST_MOVES, RequestState(request.state), RequestState.REFUSED)
    second = chosen in needed.second
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    ref = f"request:{request.serial}"
    if agrees:
        must_still_stand(request, at=at)
        left = [one for one in lacking_of(request, needed) if chosen not in one.sides]
        entry = journal.record(
            APPROVED,
            ref=ref,
            estate_id=book.estate.pk,
            by=pseudonym,
            at=at,
            basis=request.entry,
            request=request.serial,
            side=chosen.value,
            second_key=second,
            complete=not left,
        )
    else:
        entry = journal.record(
            REFUSED,
            ref=ref,
            estate_id=book.estate.pk,
            by=pseudonym,
            at=at,
            basis=request.entry,
            request=request.serial,
            side=chosen.value,
            remark=remark.strip(),
        )
    made = Approval.objects.create(
        estate=book.estate,
        request=request,
        side=chosen,
        second_key=second,
        agrees=agrees,
        remark=remark.strip()[:200],
        person_id=by.pk,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
    if not agrees:
        check_move(REQUEST_MOVES, RequestState(request.state), RequestState.REFUSED)
        request.state, request.ended_for, request.ended_entry = RequestState.REFUSED, remark.strip()[:200], entry.pk
        request.save(update_fields=["state", "ended_for", "ended_entry"])
    elif request.state == RequestState.ASKED and not lacking_of(request, needed):
        request.state = RequestState.APPROVED
        request.save(update_fields=["state"])
    return made


def _why_not(by: Person, request: SpendRequest, *, at: datetime) -> Reason:
    page = f"/desk/e/{request.estate.code}/fund/spending/{request.pk}/"
    if by.pk == request.person_id:
        words = _("同一人不得既经办又审批：这份申请是您提出的。")
    elif request.approvals.filter(person_id=by.pk).exists():
        words = _("您已经对这份申请表示过意见。")
    else:
        missing = lacking_of(request, needed_of(request, at=at))
        named = "、".join(one.words for one in missing)
        words = (
            _("现在等的是：%(who)s；您不代表其中任何一方。") % {"who": named} if named else _("需要的审批已经齐了。")
        )
    return Reason(words, cite=TWO_PERSONS, remedy=_("请其他有权的人审批"), remedy_url=page)
