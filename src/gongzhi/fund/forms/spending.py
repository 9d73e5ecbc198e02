"""What the pages of spending ask: the question of the ground, the request, bases, approvals, payments, allowances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Appointment
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.set_allowance import ROLES
from gongzhi.fund.forms.fields import PaperField, words_field
from gongzhi.fund.models import Account, BudgetLine, MoneyAccount, Side, SpendBasis, Transaction, Voucher
from gongzhi.meetings.models import Decision
from gongzhi.voting.models import Resolution
from gongzhi.web.forms import DayField, GzForm, MoneyField
from gongzhi.web.trying import given
from gongzhi_law.fund import GROUND_NAMES, MATTER_TITLES, FundKind, Ground

MATTERS = [(matter.value, _(title)) for matter, title in MATTER_TITLES.items()]
PAPERS = (
    ("contract", Voucher.Kind.CONTRACT, _("合同")),
    ("invoice", Voucher.Kind.INVOICE, _("发票、账单")),
    ("quote", Voucher.Kind.OTHER, _("报价")),
    ("photo", Voucher.Kind.PHOTO, _("照片")),
)


@dataclass(frozen=True, slots=True)
class Rest:
    """What a request may rest on, as the form offers it."""

    ground: Ground
    label: str
    basis: SpendBasis | None = None
    line: BudgetLine | None = None


def grouped(rests: Mapping[str, Rest]) -> list[tuple[Any, Any]]:
    """The offers by ground, for a select."""
    found: list[tuple[Any, Any]] = [("", now("请选择"))]
    for ground in Ground:
        rows = [(key, one.label) for key, one in rests.items() if one.ground is ground]
        if rows:
            found.append((now(GROUND_NAMES[ground]), rows))
    return found


class GroundForm(forms.Form):
    """Which account, what for, how much: asked by GET, changes nothing."""

    fields: dict[str, Any]
    money = forms.ChoiceField(label=_("从哪个账户付"), widget=forms.Select(attrs={"class": "form-select"}))
    matter = forms.ChoiceField(label=_("付什么"), choices=MATTERS, widget=forms.Select(attrs={"class": "form-select"}))
    amount_fen = MoneyField(label=_("金额（元）"), widget=forms.TextInput(attrs={"class": "form-control"}))

    def __init__(self, *args: Any, accounts: Mapping[str, MoneyAccount], **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.accounts = accounts
        self.fields["money"].choices = [(k, f"{k} {m.account.title}") for k, m in accounts.items()]

    def clean_money(self) -> MoneyAccount:
        """The account."""
        return self.accounts[self.cleaned_data["money"]]


class RequestForm(GzForm):
    """A request to pay."""

    sometimes = ("payee", "payee_bank", "payee_number", "seat", "month", "returns", "related_words")
    money = forms.ChoiceField(label=_("从哪个账户付"))
    matter = forms.ChoiceField(label=_("付什么"), choices=MATTERS)
    amount_fen = MoneyField(label=_("金额（元）"))
    words = forms.CharField(label=_("用途"), max_length=200, help_text=_("公开显示，不写个人姓名、房号。"))
    rest = forms.ChoiceField(label=_("凭什么付"), help_text=_("没有要选的，先登记决议、决定，或者先编预算。"))
    target = forms.ChoiceField(
        label=_("记到哪里"),
        help_text=_("支出科目，或者转入本小区的另一个账户。同一种钱已经在银行划转的，导入对账单以后从流水直接入账。"),
    )
    payee = forms.CharField(
        label=_("收款人全称"), max_length=80, required=False, help_text=_("转入本小区账户的不用填收款人。")
    )
    payee_person = forms.BooleanField(label=_("收款人是个人（公开时只显示姓）"), required=False)
    payee_bank = forms.CharField(label=_("开户银行"), max_length=80, required=False)
    payee_number = forms.CharField(
        label=_("账号"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    seat = forms.ChoiceField(label=_("给哪一位委员（津贴才选）"), required=False)
    month = DayField(label=_("哪一个月的津贴（填那个月里任意一天）"), required=False)
    returns = forms.ChoiceField(label=_("退还哪一笔收款（退押金、退误收款才选）"), required=False)
    contract = PaperField(label=_("合同"))
    invoice = PaperField(label=_("发票、账单"), help_text="")
    quote = PaperField(label=_("报价"), help_text="")
    photo = PaperField(label=_("照片"), help_text="")
    clear = forms.BooleanField(label=_("这些文件里没有个人信息，付款后可以直接公开"), required=False)
    related = forms.BooleanField(label=_("收款人与经办人、委员或者他们的近亲属有关系"), required=False)
    related_words = forms.CharField(label=_("是什么关系"), max_length=200, required=False)
    warnings_seen = forms.BooleanField(label=_("已经看过提示"), required=False)

    def __init__(
        self,
        *args: Any,
        accounts: Mapping[str, MoneyAccount],
        rests: Mapping[str, Rest],
        categories: Sequence[Account],
        seats: Mapping[str, tuple[Appointment, str]],
        receipts: Mapping[str, tuple[Transaction, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.accounts, self.rests, self.seats, self.receipts = accounts, rests, seats, receipts
        self.categories = {f"c{row.pk}": row for row in categories}
        self.targets = {f"m{row.pk}": row for row in accounts.values()}
        named = [(key, f"{row.account.code} {row.account.title}") for key, row in self.targets.items()]
        codes = [(key, f"{key} {row.account.title}") for key, row in accounts.items()]
        titles = [(key, f"{row.code} {row.title}") for key, row in self.categories.items()]
        people = [(key, name) for key, (_seat, name) in seats.items()]
        self._offer("money", codes)
        self._offer("rest", grouped(rests))
        self._offer("target", [("", now("请选择")), (now("科目"), titles), (now("转入本小区账户"), named)])
        self._offer("seat", [("", "–"), *people])
        self._offer("returns", [("", "–"), *((key, words) for key, (_row, words) in receipts.items())])

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices

    def refuse(self, errors: dict[str, str]) -> None:
        """Errors of the act beside the fields in which the form asks for them."""
        names = {"category": "target", "to_money": "target", "basis": "rest", "line": "rest"}
        names |= {"ground": "rest", "files": "invoice", "file": "invoice"}
        super().refuse({names.get(name, name): text for name, text in errors.items()})

    def asked(self) -> dict[str, Any]:
        """The request as the act takes it."""
        said = self.cleaned_data
        rest, target = self.rests[said["rest"]], said["target"]
        payee = None
        if target not in self.targets:
            payee = Payee(said["payee"], said["payee_person"], said["payee_bank"], said["payee_number"])
        seat, receipt = self.seats.get(said["seat"]), self.receipts.get(said["returns"])
        papers = [
            Paper(kind.value, said[name].name, said[name].read(), "报价" if name == "quote" else "", said["clear"])
            for name, kind, _label in PAPERS
            if said.get(name)
        ]
        return {
            "money": self.accounts[said["money"]],
            "matter": said["matter"],
            "amount_fen": said["amount_fen"],
            "words": said["words"],
            "ground": rest.ground.value,
            "basis": rest.basis,
            "line": rest.line,
            "returns": receipt[0] if receipt else None,
            "category": self.categories.get(target),
            "to_money": self.targets.get(target),
            "payee": payee,
            "seat": seat[0] if seat else None,
            "month": said["month"],
            "related": said["related"],
            "related_words": said["related_words"],
            "papers": papers,
            "warnings_seen": said["warnings_seen"],
        }


class DecidedForm(GzForm):
    """A resolution or decision from a list, and the sentence that says the sum."""

    of = forms.ChoiceField(label=_("哪一项决议或者决定"))
    quote = words_field(
        _("议题里写明金额的那一句"),
        required=False,
        hint=_("业主大会决议要照录议题全文里的一句；业委会决定按会议议题上的金额，不用填。"),
    )

    def __init__(
        self, *args: Any, resolutions: Sequence[Resolution], decisions: Sequence[Decision], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.resolutions = {f"r{row.pk}": row for row in resolutions}
        self.decisions = {f"d{row.pk}": row for row in decisions}
        self.fields["of"].choices = [
            ("", now("请选择")),
            (now("业主大会决议"), [(key, row.words) for key, row in self.resolutions.items()]),
            (now("业委会决定"), [(key, row.item.title) for key, row in self.decisions.items()]),
        ]

    def named(self) -> dict[str, Any]:
        """What was chosen, as acts take it."""
        key = self.cleaned_data.get("of", "")
        return {"resolution": self.resolutions.get(key), "decision": self.decisions.get(key)}


class BasisForm(DecidedForm):
    """A basis of payments."""

    amount_fen = MoneyField(label=_("这一句写的金额（元）"), required=False)
    field_order = ["of", "quote", "amount_fen"]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.cleaned_data
        return {**self.named(), "amount_fen": said["amount_fen"], "quote": said["quote"]}


class ApproveForm(GzForm):
    """Yes or no, for which side, with a remark."""

    sometimes = ("remark",)
    agrees = forms.ChoiceField(
        label=_("您的意见"), choices=[("yes", _("同意支付")), ("no", _("不同意"))], widget=forms.RadioSelect
    )
    side = forms.ChoiceField(label=_("您代表哪一方"), required=False)
    remark = forms.CharField(label=_("理由（不同意时必填）"), max_length=200, required=False)

    def __init__(self, *args: Any, sides: Sequence[Side], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(sides) > 1:
            self.fields["side"].choices = [(side.value, side.label) for side in sides]
        else:
            del self.fields["side"]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.cleaned_data
        return {"agrees": said["agrees"] == "yes", "remark": said["remark"], "side": said.get("side", "")}


class PaidForm(GzForm):
    """When the bank paid, and its receipt."""

    paid_on = DayField(label=_("付款日期"))
    file = PaperField(label=_("银行回单"), required=True)


class ReasonForm(GzForm):
    """Why a request is taken back."""

    reason = words_field(_("为什么撤回"))


class BatchForm(GzForm):
    """Which slips go into one file."""

    slips = forms.MultipleChoiceField(label=_("哪些付款单"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, slips: Sequence[Any], labels: Mapping[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(row.pk): row for row in slips}
        self.fields["slips"].choices = [(key, labels[row.pk]) for key, row in self.known.items()]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        return {"slips": [self.known[key] for key in self.cleaned_data["slips"]]}


class AllowanceForm(GzForm):
    """What a post is paid a month, read from the resolution."""

    basis = forms.ChoiceField(label=_("业主大会哪一项决议"))
    role = forms.ChoiceField(label=_("职务"), choices=[(role.value, role.label) for role in ROLES])
    month_fen = MoneyField(label=_("每月（元）"))
    quote = words_field(_("决议里写明标准的那一句"), hint=_("照录议题全文里的一句。"))
    from_on = DayField(label=_("从哪个月起"), help_text=_("填那个月的1日。"))

    def __init__(self, *args: Any, bases: Sequence[tuple[SpendBasis, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bases = {str(row.pk): row for row, _title in bases}
        self.fields["basis"].choices = [(str(row.pk), title) for row, title in bases]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = given(self)
        return {**said, "basis": self.bases[said["basis"]]}


BUDGETED = [FundKind.COMMON_INCOME, FundKind.TRUST_FEE, FundKind.OPERATING]
