"""What a request to pay says, and what of it is wrong before any law is asked; part of `request_payment`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.standing_grounds import BILLED
from gongzhi.fund.cites import DECIDES, FUND_RULES
from gongzhi.fund.models import Account, AllowanceRule, BudgetLine, MoneyAccount, SpendBasis, Transaction
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.payees import payee_index
from gongzhi.fund.queries.person_names import reads_as_person
from gongzhi.fund.queries.refunds import held_fen
from gongzhi.fund.queries.spending_warnings import warnings_about
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.web.figures import fen
from gongzhi_law.fund import FundKind, Ground, GroundFinding, SpendMatter

R, M, G = Account.Root, SpendMatter, Ground
DIGITS = range(8, 33)
BILLS = ("invoice", "contract")
KIND_OF_BASIS = {G.RESOLUTION: "resolution", G.COMMITTEE: "decision", G.EMERGENCY: "emergency"}


@dataclass(frozen=True, slots=True)
class Payee:
    """Whom to pay: the name, whether it is a person, the bank and number."""

    name: str
    person: bool = False
    bank: str = ""
    number: str = ""

    @property
    def digits(self) -> str:
        """The number without spaces."""
        return "".join(self.number.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it was typed."""

    money: MoneyAccount
    matter: SpendMatter
    amount_fen: int
    words: str
    ground: Ground
    category: Account | None
    to_money: MoneyAccount | None
    payee: Payee | None
    basis: SpendBasis | None
    line: BudgetLine | None
    returns: Transaction | None
    seat: Appointment | None
    month: date | None
    related: bool
    related_words: str
    papers: tuple[Paper, ...]


def wrong_in(asked: Asked) -> dict[str, str]:
    """What is missing or of the wrong kind, by field."""
    wrong: dict[str, str] = {}
    estate = asked.money.estate_id
    if asked.amount_fen < 1:
        wrong["amount_fen"] = _("要大于零")
    if not asked.words.strip():
        wrong["words"] = _("请写明用途")
    if asked.related and not asked.related_words.strip():
        wrong["related_words"] = _("请写明是什么关系")
    if asked.to_money is not None:
        if asked.to_money.estate_id != estate or asked.to_money.pk == asked.money.pk:
            wrong["to_money"] = _("请选本小区的另一个账户")
        if asked.category is not None:
            wrong["category"] = _("划转到本小区账户的，不选科目")
        wrong |= _wrong_deposit(asked, asked.to_money)
    else:
        wrong |= _wrong_category(asked) | _wrong_payee(asked)
    for name, row in (("basis", asked.basis), ("line", asked.line), ("returns", asked.returns), ("seat", asked.seat)):
        if row is not None and row.estate_id != estate:
            wrong[name] = _("请重选")
    if asked.seat is not None and asked.matter is not M.ALLOWANCE:
        wrong["seat"] = _("只有津贴才写给哪一个职位")
    return wrong | _wrong_ground(asked)


def _wrong_deposit(asked: Asked, to: MoneyAccount) -> dict[str, str]:
    """A deposit that landed elsewhere goes to the deposits as the receipt that it was; other transfers give nothing back."""
    if to.account.fund != FundKind.DEPOSIT or asked.money.account.fund == FundKind.DEPOSIT:
        return {"returns": _("转入押金账户的才选")} if asked.returns is not None else {}
    return {} if asked.returns is not None else {"returns": _("请选当时收进来的是哪一笔")}


def _wrong_category(asked: Asked) -> dict[str, str]:
    category = asked.category
    if category is None or category.estate_id != asked.money.estate_id:
        return {"category": _("请选择支出科目")}
    root = R.OWED if asked.matter in (M.REFUND_DEPOSIT, M.RETURN) and asked.returns is not None else R.EXPENSE
    if category.root != root:
        return {"category": _("请选“%(root)s”类的科目") % {"root": root.label}}
    return {}


def _wrong_payee(asked: Asked) -> dict[str, str]:
    payee = asked.payee
    if payee is None:
        return {"payee": _("请写收款人")}
    wrong = {} if payee.name.strip() else {"payee": _("请写收款人")}
    private = payee.person or reads_as_person(payee.name)
    if private and payee.name.strip() and payee.name.strip() in asked.words:
        wrong["words"] = _("用途会公开，请不要写收款人的姓名")
    if payee.digits and payee.digits in f"{asked.words} {payee.name}".replace(" ", ""):
        wrong["words"] = _("用途和收款人会公开，请不要写账号")
    if asked.money.custody == MoneyAccount.Custody.CASH:
        return wrong
    if not payee.bank.strip():
        wrong["payee_bank"] = _("请写开户银行")
    if not payee.digits.isascii() or not payee.digits.isdigit() or len(payee.digits) not in DIGITS:
        wrong["payee_number"] = _("请核对账号，只填数字")
    return wrong


def _wrong_ground(asked: Asked) -> dict[str, str]:
    ground = asked.ground
    if asked.line is not None and ground is not G.BUDGET:
        return {"line": _("只有凭年度预算付的，才选预算里的一行")}
    if asked.basis is not None and (ground is G.BUDGET or (ground is G.CONTRACT and asked.basis.kind == "emergency")):
        return {"basis": _("这样的依据不选这一项")}
    if (kind := KIND_OF_BASIS.get(ground)) is not None:
        if asked.basis is None or asked.basis.kind != kind:
            return {"basis": _("请选一项“%(kind)s”") % {"kind": SpendBasis.Kind(kind).label}}
    elif ground is G.BUDGET:
        if asked.line is None or asked.line.budget.fund != asked.money.account.fund:
            return {"line": _("请选这笔资金的预算里的一行")}
        if asked.category is not None and asked.line.account_id != asked.category.pk:
            return {"category": _("与预算这一行的科目不同")}
    elif asked.matter is M.REFUND_DEPOSIT:
        if asked.returns is None:
            return {"returns": _("请选当时收押金的那一笔")}
    elif asked.basis is None and asked.matter not in BILLED:
        return {"basis": _("请选当时决定签这份合同的决议或者决定")}
    elif asked.basis is None and not any(paper.kind in BILLS and paper.content for paper in asked.papers):
        return {"files": _("请附账单、发票或者合同")}
    return {}


def papers_of(asked: Asked) -> tuple[Paper, ...]:
    """The papers; none is clear of personal data where a person is paid, whatever was ticked."""
    if asked.payee is None or not (asked.payee.person or reads_as_person(asked.payee.name)):
        return asked.papers
    return tuple(replace(paper, clear=False) for paper in asked.papers)


def must_be_an_allowance(asked: Asked) -> None:
    """L1.4: an allowance names a seat and a month, and is exactly what the owners decided for the post.

    Refuses a post without a rule, another sum, another basis, a month in which the seat was not held, or to come.
    """
    seat, month = asked.seat, asked.month
    if seat is None or month is None:
        raise _not_so(_("津贴要写明给哪一个职位、哪一个月。"), _("选择委员和月份"))
    rules = AllowanceRule.objects.filter(estate=asked.money.estate_id, role=seat.role, from_on__lte=month)
    rule = next((one for one in rules.order_by("-from_on") if one.until_on is None or month < one.until_on), None)
    if rule is None:
        raise _not_so(_("业主大会没有定过这个职位那个月的津贴标准。"), _("先登记业主大会决定的标准"))
    if asked.basis is None or asked.basis.pk != rule.basis_id:
        raise _not_so(_("津贴要凭定标准的那一项决议支付。"), _("依据选定标准的决议"))
    if asked.amount_fen != rule.month_fen:
        words = _("津贴标准是每月%(rule)s，这次申请的是%(asked)s。")
        raise _not_so(words % {"rule": fen(rule.month_fen), "asked": fen(asked.amount_fen)}, _("按标准申请"))
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    if seat.from_on >= following or (seat.ended_on is not None and seat.ended_on <= month):
        raise _not_so(_("那个月这位委员不在任。"), _("换一个在任的月份"))


def _not_so(words: str, remedy: str) -> Refused:
    return Refused(Reason(words, cite=DECIDES, remedy=remedy))


def must_be_held(asked: Asked) -> None:
    """Refuses to give back more than was taken in by that receipt, from another account."""
    if asked.returns is None:
        return
    left = held_fen(asked.returns, asked.money, asked.category or account_for(asked.money.estate, R.OWED, "return"))
    if asked.amount_fen > left:
        raise Refused(
            Reason(
                _("这一笔当时收的、还没有退的只有%(left)s。") % {"left": fen(max(0, left))},
                cite=FUND_RULES,
                remedy=_("减少金额，或者选对当时收款的那一笔和账户"),
            )
        )


def warnings_of(asked: Asked, finding: GroundFinding, papers: Sequence[str], *, at: datetime) -> list[str]:
    """What to look at before asking: it does not stop the request, it stands beside it. `papers` are hashes (SHA-256)."""
    found = [f"{one.sentence}（{one.cite}）" if one.cite else one.sentence for one in finding.warnings]
    return found + warnings_about(
        asked.money,
        asked.amount_fen,
        payee=payee_index(asked.money.estate, asked.payee.name) if asked.payee is not None else None,
        papers=papers,
        related=asked.related_words.strip() if asked.related else "",
        at=at,
    )
