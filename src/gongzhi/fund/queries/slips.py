"""What a payment slip says: to everyone, and to the bank."""

from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset
from gongzhi.fund.models import PaymentSlip, SpendRequest
from gongzhi.fund.queries.bases import title_of
from gongzhi.kernel.sealed import unseal
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi_law.fund import GROUND_NAMES, MATTER_TITLES, Ground, SpendMatter


def ground_words(request: SpendRequest) -> str:
    """The kind of ground in words; under 已签合同 without a contract's basis it is a bill, or money received before."""
    if request.ground == Ground.CONTRACT and request.basis_id is None:
        return _("原来的收款") if request.returns_id else _("账单、发票")
    return _(GROUND_NAMES[Ground(request.ground)])


def basis_words(request: SpendRequest) -> str:
    """On what the request rests, in words."""
    ground = ground_words(request)
    if request.line is not None:
        return f"{ground}{_('：')}{request.line.budget.title}{_('，')}{request.line.words}"
    if request.basis is not None:
        return f"{ground}{_('：')}{title_of(request.basis)}"
    if request.returns is not None:
        return _("%(ground)s：退还%(day)s收到的款项") % {"ground": ground, "day": cndate(request.returns.on)}
    return ground


def payee_of(request: SpendRequest) -> tuple[str, str, str]:
    """Name, bank and number to which the bank pays; callers journal the look or print the slip."""
    if request.to_money is not None:
        to = request.to_money
        return to.holder, to.bank, unseal(to, "number")
    return request.payee_name(), request.payee_bank, request.payee_account()


def sections_of(request: SpendRequest, *, serial: int, whole: bool) -> list[dict[str, Any]]:
    """The body of the slip; `whole` names the payee and the account, for those who sign alone."""
    name, bank, number = payee_of(request) if whole else (request.payee_shown, "", "")
    rows = [
        [_("付款单号"), str(serial)],
        [_("支出申请"), _("第 %(n)s 号") % {"n": request.serial}],
        [_("付款账户"), f"{request.money.account.code} {request.money.account.title}"],
        [_("收款人"), name],
        *([[_("开户银行"), bank], [_("账号"), number]] if whole else []),
        [_("金额"), fen(request.amount_fen)],
        [_("付什么"), MATTER_TITLES[SpendMatter(request.matter)]],
        [_("用途"), request.words],
        [_("依据"), basis_words(request)],
    ]
    approvals = [
        [row.get_side_display(), _("同意") if row.agrees else _("不同意"), cndate(row.at)]
        for row in request.approvals.order_by("pk")
    ]
    return [
        {"heading": _("付款内容"), "table": {"head": [_("项目"), _("内容")], "rows": rows}},
        {"heading": _("审批"), "table": {"head": [_("哪一方"), _("意见"), _("日期")], "rows": approvals}},
    ]


def slip_pdf(slip: PaymentSlip) -> bytes:
    """The slip with the payee's account, as the bank needs it."""
    document = Document.objects.get(pk=slip.document_id)
    return typeset(document, whole={"sections": sections_of(slip.request, serial=slip.serial, whole=True)})
