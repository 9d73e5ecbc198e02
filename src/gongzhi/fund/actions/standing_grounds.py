"""Does what a payment rests on still stand, and is enough of it left: asked anew at every step from request to payment."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund.cites import DECIDES, FUND_RULES, ONCE_DECIDED, REPAIR_FUND
from gongzhi.fund.models import Book, Budget, BudgetLine, MoneyAccount, SpendBasis, SpendRequest
from gongzhi.fund.queries.bases import decided_page, stops_basis, stops_line, used_of_basis, used_of_line
from gongzhi.fund.queries.grounds import grounds_of
from gongzhi.fund.states import ON_THE_WAY, AccountState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.norms.queries.adopted import bylaws_of
from gongzhi.voting.models import Matter as VotingMatter
from gongzhi.web.figures import fen
from gongzhi_law.fund import (
    GROUND_NAMES,
    FundKind,
    Ground,
    GroundFinding,
    SpendMatter,
    statutory_matter,
    transfer_refused,
)
from gongzhi_law.voting import Matter

# A bill alone shows what is due: by law, or by a contract of supply that no vote is asked for.
BILLED = (SpendMatter.UTILITIES, SpendMatter.TAX)


def hold_request(book: Book, request: SpendRequest) -> SpendRequest:
    """The request as it is now, locked, with the basis or budget under which it pays."""
    rows = SpendRequest.objects.select_for_update(of=("self",)).select_related(
        "money__account", "to_money__account", "category"
    )
    found = rows.get(estate=book.estate, pk=request.pk)
    found.estate = found.money.estate = book.estate
    hold_basis(found.basis)
    hold_line(found.line)
    return found


def hold_basis(basis: SpendBasis | None) -> SpendBasis | None:
    """The basis, locked, so that two payments never share what is left of it."""
    if basis is not None:
        SpendBasis.objects.select_for_update().get(pk=basis.pk)
    return basis


def hold_line(line: BudgetLine | None) -> BudgetLine | None:
    """The line, its budget locked."""
    if line is not None:
        Budget.objects.select_for_update(of=("self",)).get(pk=line.budget_id)
    return line


def must_be_payable(money: MoneyAccount) -> None:
    """Refuses an account that pays nothing: not open, or held by the office (代管)."""
    if money.custody == MoneyAccount.Custody.AGENCY:
        raise Refused(
            Reason(
                _("这个账户由主管部门代管，不能从这里支付。"),
                cite="《住宅专项维修资金管理办法》第22条",
                remedy=_("按维修资金的使用程序申请划转"),
                remedy_url=f"/desk/e/{money.estate.code}/fund/",
            )
        )
    if money.state != AccountState.OPEN:
        words = _("账户%(code)s现在是“%(state)s”，不能支付。")
        raise Refused(
            Reason(
                words % {"code": money.account.code, "state": money.get_state_display()},
                cite=FUND_RULES,
                remedy=_("改从在用的账户支付"),
            )
        )


def must_go(money: MoneyAccount, to_money: MoneyAccount | None, matter: str, *, at: datetime) -> None:
    """Refuses to move money within the estate into money of another kind, but where the law lets it for that matter.

    What is kept by flats takes money only where it is divided among them, and gives it for repairs alone.
    """
    if to_money is None:
        return
    estate, on = money.estate, law_day(at)
    why = transfer_refused(
        SpendMatter(matter),
        FundKind(money.account.fund),
        FundKind(to_money.account.fund),
        on=on,
        place=estate.place,
        adopted=bylaws_of(estate, on=on),
    )
    if why is not None:
        remedy = _("每种资金在自己的账户里收支；付给外面的，写收款人和科目")
        raise Refused(Reason(why.sentence, cite=why.cite or FUND_RULES, remedy=remedy))
    if money.account.by_unit or (to_money.account.by_unit and matter != SpendMatter.REPLENISH):
        words = _("分户核算的账户之间不能这样划转：说不清是哪一户的钱。")
        raise Refused(Reason(words, cite=REPAIR_FUND, remedy=_("按户登记，或者按维修项目支付")))


def must_carry(
    money: MoneyAccount,
    matter: str,
    amount_fen: int,
    ground: Ground,
    *,
    basis: SpendBasis | None = None,
    at: datetime,
    but: SpendRequest | None = None,
) -> GroundFinding:
    """The law's answer, if `ground` carries the payment; refuses it with its article and says which ground is enough.

    What a committee decided alone is asked about whole: neither parts of it nor a contract signed on it pass its limit.
    """
    finding = grounds_of(money, matter, amount_fen, at=at)
    if ground in finding.allowed and basis is not None and basis.decision_id is not None and _rests_on(ground, matter):
        whole = amount_fen + used_of_basis(basis, but=but)
        ground, finding = Ground.COMMITTEE, grounds_of(money, matter, whole, at=at)
    if ground in finding.allowed:
        return finding
    why = finding.refused[ground]
    enough = "、".join(GROUND_NAMES[one] for one in finding.allowed)
    remedy = _("依据可以是：%(grounds)s") % {"grounds": enough} if enough else _("换用可以付这一项的账户")
    if finding.missing:
        remedy += _("；或者先由业主大会约定%(what)s") % {"what": "、".join(finding.missing)}
    code = money.estate.code
    raise Refused(
        Reason(
            why.sentence or finding.sentence,
            cite=why.cite or FUND_RULES,
            remedy=remedy,
            remedy_url=f"/desk/e/{code}/fund/spending/grounds/",
        )
    )


def _rests_on(ground: Ground, matter: str) -> bool:
    """Whether a committee's decision is what such a payment rests on, and not a bill of a supplier or of the state."""
    return ground is Ground.COMMITTEE or (ground is Ground.CONTRACT and matter not in BILLED)


def must_stand(
    basis: SpendBasis | None,
    line: BudgetLine | None,
    amount_fen: int,
    *,
    at: datetime,
    but: SpendRequest | None = None,
) -> None:
    """Refuses a basis that is suspended, annulled or not in effect (R2), and a sum above what is left of it."""
    if basis is not None:
        if reason := stops_basis(basis, at=at):
            raise Refused(_refusing(reason, decided_page(basis)))
        _must_be_left(basis.limit_fen, used_of_basis(basis, but=but), amount_fen, _("依据"))
    if line is not None:
        if reason := stops_line(line, at=at):
            raise Refused(_refusing(reason, decided_page(line.budget)))
        if but is None:
            _must_be_of_the_year(line, at=at)
        _must_be_left(line.amount_fen, used_of_line(line, but=but), amount_fen, _("预算这一行"))


def _must_be_of_the_year(line: BudgetLine, *, at: datetime) -> None:
    """Refuses to ask under the budget of another year; what was asked in its year is paid out under it later."""
    year = law_day(at).year
    if line.budget.year == year:
        return
    words = _("这是%(of)s年的预算，%(year)s年的支出不能列在里面。") % {"of": line.budget.year, "year": year}
    page = f"/desk/e/{line.budget.estate.code}/fund/budgets/"
    raise Refused(Reason(words, cite=FUND_RULES, remedy=_("用本年的预算，还没有的先编制、通过"), remedy_url=page))


def must_fit(basis: SpendBasis | None, matter: str, money: MoneyAccount) -> None:
    """Refuses a resolution that was voted on as another matter, where the law counts that matter apart (民法典278条).

    The repair fund is used, and buildings rebuilt, only by a resolution on just that; other spending by any.
    """
    if basis is None or basis.resolution is None:
        return
    wanted = statutory_matter(SpendMatter(matter), FundKind(money.account.fund))
    voted = basis.resolution.motion.matter
    if wanted not in (Matter.REPAIR_FUND_USE, Matter.REBUILD) or voted == wanted:
        return
    words = _("这项决议表决的是“%(voted)s”，不是“%(wanted)s”，两者的表决要求不同。")
    given = {"voted": VotingMatter(voted).label, "wanted": VotingMatter(wanted.value).label}
    raise Refused(
        Reason(words % given, cite=DECIDES, remedy=_("按“%(wanted)s”提交业主共同决定") % {"wanted": given["wanted"]})
    )


def must_still_stand(request: SpendRequest, *, at: datetime) -> GroundFinding:
    """Everything a request was let in by, asked again: account, ground, basis, what is left."""
    must_be_payable(request.money)
    must_go(request.money, request.to_money, request.matter, at=at)
    must_fit(request.basis, request.matter, request.money)
    must_stand(request.basis, request.line, request.amount_fen, at=at, but=request)
    ground = Ground(request.ground)
    return must_carry(
        request.money, request.matter, request.amount_fen, ground, basis=request.basis, at=at, but=request
    )


def must_be_open(request: SpendRequest) -> None:
    """Refuses a request that has ended."""
    if request.state not in ON_THE_WAY:
        raise Refused(
            Reason(
                _("这份申请现在是“%(state)s”，不能再办。") % {"state": request.get_state_display()},
                cite=FUND_RULES,
                remedy=_("需要付款的，另提申请"),
                remedy_url=f"/desk/e/{request.estate.code}/fund/spending/",
            )
        )


def _refusing(reason: Reason, page: str) -> Reason:
    words = _("不能付款：%(why)s") % {"why": reason.text}
    return Reason(words, reason.cite or ONCE_DECIDED, reason.remedy or _("看决定和文书"), reason.remedy_url or page)


def _must_be_left(limit: int, used: int, amount: int, what: str) -> None:
    if used + amount <= limit:
        return
    words = _("超过%(what)s的额度：共%(limit)s，已付和已申请%(used)s，还剩%(left)s，这次%(amount)s。")
    raise Refused(
        Reason(
            words
            % {
                "what": what,
                "limit": fen(limit),
                "used": fen(used),
                "left": fen(max(0, limit - used)),
                "amount": fen(amount),
            },
            cite=FUND_RULES,
            remedy=_("减少金额，或者由业主大会、业委会另行决定"),
        )
    )
