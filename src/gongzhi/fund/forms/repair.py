"""What the pages of repairs ask: the plan, voices and offers, an emergency's proof, what the office did, work, settlement."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.fund.forms.fields import PaperField, words_field
from gongzhi.fund.models import Account, MoneyAccount, RepairProject, RepairStep
from gongzhi.register.queries.parts import Part
from gongzhi.voting.models import Assembly, Resolution
from gongzhi.web.forms import DayField, GzForm, MoneyField
from gongzhi.web.trying import given
from gongzhi_law.fund_repair import PART_NAMES, Confirmer, EmergencyType, Excluded

PUBLIC = _("公开：不写人名、电话、门牌")
S = RepairStep.Kind
WHOLE = "all"


def _choices(form: GzForm, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = list(choices)


class PlanForm(GzForm):
    """A repair: what, where, how much, from which account; an emergency by the place's kinds."""

    when_asked = ("warnings_seen",)
    title = forms.CharField(label=_("修什么"), max_length=80, help_text=_("例如：3幢1单元电梯更换曳引机"))
    part = forms.ChoiceField(label=_("属于哪一类部位"), choices=[(part, _(name)) for part, name in PART_NAMES.items()])
    parts = forms.MultipleChoiceField(
        label=_("哪些楼栋、单元分摊"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("全体业主分摊的，只勾全小区。勾了整幢，不用再勾它的单元。"),
    )
    why = words_field(_("为什么要修"), hint=PUBLIC, most=1000, rows=3)
    plan = words_field(_("维修方案"), hint=_("做什么、用什么、怎么验收；公开"), most=4000, rows=5)
    budget_fen = MoneyField(label=_("预算（元）"))
    money = forms.ChoiceField(
        label=_("维修资金在哪里"), required=False, help_text=_("主管部门代管的，由主管部门核准后划转，这里不付款。")
    )
    emergency = forms.ChoiceField(label=_("是不是紧急维修"), required=False)
    warranty = forms.ChoiceField(label=_("保修期"), choices=RepairProject.Warranty.choices, initial="unknown")
    excluded = forms.MultipleChoiceField(
        label=_("方案里有没有这些费用"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("有就勾上；它们不应从维修资金列支。"),
    )
    warnings_seen = forms.BooleanField(label=_("已经看过提示"), required=False)

    def __init__(
        self,
        *args: Any,
        there: Sequence[Part],
        accounts: Sequence[MoneyAccount],
        types: Sequence[EmergencyType],
        costs: Sequence[Excluded],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.there = {f"{part.building}:{part.stair}": part for part in there}
        self.accounts = {str(row.pk): row for row in accounts}
        named = [
            (key, part.name if part.stair else now("%(name)s（整幢）") % {"name": part.name})
            for key, part in self.there.items()
        ]
        _choices(self, "parts", [(WHOLE, now("全小区")), *named])
        rows = [
            (key, f"{row.account.code} {row.account.title}（{row.get_custody_display()}）")
            for key, row in self.accounts.items()
        ]
        _choices(self, "money", [("", now("主管部门代管，没有登记账户")), *rows])
        _choices(self, "emergency", [("", now("不是")), *((one.id, one.words) for one in types)])
        _choices(self, "excluded", [(one.id, f"{one.words}（{one.cite}）") for one in costs])

    def clean_parts(self) -> list[str]:
        """The keys of the parts that were ticked; none for the whole estate."""
        ticked: list[str] = self.cleaned_data["parts"]
        if WHOLE in ticked and len(ticked) > 1:
            raise forms.ValidationError(_("勾了全小区，就不要再勾楼栋、单元"))
        return [key for key in ticked if key != WHOLE]

    def asked(self) -> dict[str, Any]:
        """What the act is told."""
        said = given(self)
        ticked = [self.there[key] for key in said["parts"]]
        said["parts"] = [(part.of, part.stair) for part in ticked]
        said["money"] = self.accounts.get(said["money"])
        return said


class VoiceForm(GzForm):
    """Yes or no of one party."""

    agrees = forms.ChoiceField(
        label=_("同意这个方案吗"), choices=[("yes", _("同意")), ("no", _("不同意"))], widget=forms.RadioSelect
    )
    words = words_field(_("意见"), hint=_("不同意的，写明原因；公开"), required=False, most=300)

    def asked(self) -> dict[str, Any]:
        """What the act is told."""
        return {"agrees": self.cleaned_data["agrees"] == "yes", "words": self.cleaned_data["words"]}


class QuoteForm(GzForm):
    """An offer."""

    bidder = forms.CharField(label=_("报价单位"), max_length=80)
    amount_fen = MoneyField(label=_("报价（元）"))
    file = PaperField(label=_("报价单"))


class WordsForm(GzForm):
    """Words that may be left out."""

    words = words_field(_("说明"), hint=PUBLIC, required=False, most=300)


class AgreeForm(GzForm):
    """Why it goes on although a party is silent or against."""

    reason = words_field(_("理由"), hint=_("有一方没有同意时必填，随方案公开"), required=False, most=300)


class DropForm(GzForm):
    """Why it is given up."""

    reason = words_field(_("为什么不再进行"), hint=PUBLIC)


class LinkForm(GzForm):
    """Which assembly decides."""

    assembly = forms.ChoiceField(label=_("哪一次会议"))

    def __init__(self, *args: Any, votes: Sequence[Assembly], **options: Any) -> None:
        super().__init__(*args, **options)
        self.votes = {str(row.pk): row for row in votes}
        _choices(self, "assembly", [("", now("请选择")), *((key, row.title) for key, row in self.votes.items())])

    def asked(self) -> dict[str, Any]:
        """What the act is told."""
        return {"assembly": self.votes[self.cleaned_data["assembly"]]}


class ResolutionForm(GzForm):
    """Which resolution, with its sentence and sum where they are not those of the drafted motion."""

    resolution = forms.ChoiceField(label=_("哪一项决议"))
    amount_fen = MoneyField(label=_("决议写的金额（元）"))
    quote = forms.CharField(label=_("写明金额的那一句"), max_length=200, help_text=_("照议题原文录"))

    def __init__(self, *args: Any, resolutions: Sequence[Resolution], **options: Any) -> None:
        super().__init__(*args, **options)
        self.resolutions = {str(row.pk): row for row in resolutions}
        rows = [(key, f"{row.words}（{row.get_state_display()}）") for key, row in self.resolutions.items()]
        _choices(self, "resolution", rows)

    def asked(self) -> dict[str, Any]:
        """What the act is told."""
        said = given(self)
        return {**said, "resolution": self.resolutions[said["resolution"]]}


class EvidenceForm(GzForm):
    """A proof of the emergency."""

    on = DayField(label=_("哪一天的"))
    words = forms.CharField(label=_("是什么证据"), max_length=120)
    file = PaperField(label=_("文件或者照片"), required=True)

    def __init__(self, *args: Any, kinds: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        if kinds:
            field = forms.ChoiceField(label=_("是什么证据"), choices=[(one, one) for one in kinds])
            field.widget.attrs["class"] = "form-select"
            self.fields["words"] = field


class ConfirmForm(GzForm):
    """A confirmation that the place asks for."""

    confirmer = forms.ChoiceField(label=_("由谁核实确认"))
    on = DayField(label=_("核实确认的日期"))
    words = words_field(_("核实情况"), hint=PUBLIC, required=False, most=300)
    document_number = forms.CharField(label=_("文号"), max_length=80, required=False)
    file = PaperField(label=_("书面材料"))

    def __init__(self, *args: Any, confirmers: Sequence[Confirmer], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "confirmer", [(one.id, one.words) for one in confirmers])


class OfficeForm(GzForm):
    """What the office did."""

    kind = forms.ChoiceField(
        label=_("主管部门办了什么"),
        choices=[(one.value, one.label) for one in (S.RECEIVED, S.GRANTED, S.RETURNED, S.TRANSFERRED)],
    )
    on = DayField(label=_("哪一天"))
    amount_fen = MoneyField(label=_("金额（元，核准和划转要填）"), required=False)
    document_number = forms.CharField(label=_("文号、受理号"), max_length=80, required=False)
    words = words_field(_("说明"), hint=_("退回的写明原因；公开"), required=False, most=300)
    file = PaperField(label=_("书面材料"))


class StartForm(GzForm):
    """Who builds, from when."""

    on = DayField(label=_("开工日期"))
    contractor = forms.CharField(label=_("施工单位"), max_length=80)
    words = words_field(_("说明"), hint=PUBLIC, required=False, most=300)


class AcceptForm(GzForm):
    """What was found on site."""

    on = DayField(label=_("验收日期"))
    words = words_field(_("验收情况"), hint=_("谁方参加、多少位业主到场、结论；不写人名"), most=300)
    file = PaperField(label=_("验收单"))


class AuditRepairForm(GzForm):
    """An audit of the settlement."""

    on = DayField(label=_("报告日期"))
    amount_fen = MoneyField(label=_("审定金额（元）"))
    words = forms.CharField(label=_("审计（审价）单位和结论"), max_length=300)
    file = PaperField(label=_("审计报告"))


class SettleForm(GzForm):
    """The final sum; of what was paid from here it is summed and not asked."""

    actual_fen = MoneyField(label=_("决算金额（元）"))
    words = words_field(_("说明"), hint=_("超出预算的，写明原因和依据；公开"), required=False, most=300)
    file = PaperField(label=_("决算书"), required=True)

    def __init__(self, *args: Any, paid_here: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if paid_here:
            del self.fields["actual_fen"]


class ReportForm(GzForm):
    """At which assembly an emergency was reported."""

    on = DayField(label=_("会议日期"))
    words = forms.CharField(label=_("在哪一次会议上报告"), max_length=300)


class MirrorForm(GzForm):
    """The office's list of sub-accounts."""

    money = forms.ChoiceField(label=_("哪个代管账户"))
    as_of = DayField(label=_("哪一天的余额"))
    file = forms.FileField(label=_("分户余额表"), help_text=_("xlsx、xls 或者 csv，要有“房号”“余额”两列"))

    def __init__(self, *args: Any, accounts: Sequence[MoneyAccount], **options: Any) -> None:
        super().__init__(*args, **options)
        self.accounts = {str(row.pk): row for row in accounts}
        _choices(
            self, "money", [(key, f"{row.account.code} {row.account.title}") for key, row in self.accounts.items()]
        )

    def asked(self) -> dict[str, Any]:
        """What the act is told."""
        said = given(self)
        return {**said, "money": self.accounts[said["money"]]}


class RepairPayForm(GzForm):
    """A request to pay for the repair: account and basis are its own."""

    when_asked = ("warnings_seen",)
    amount_fen = MoneyField(label=_("金额（元）"))
    words = forms.CharField(label=_("用途"), max_length=200, help_text=_("公开显示，不写个人姓名、房号。"))
    category = forms.ChoiceField(label=_("支出科目"))
    payee = forms.CharField(label=_("收款单位全称"), max_length=80)
    payee_bank = forms.CharField(label=_("开户银行"), max_length=80)
    payee_number = forms.CharField(
        label=_("账号"), max_length=40, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    contract = PaperField(label=_("合同"))
    invoice = PaperField(label=_("发票、账单"), help_text="")
    warnings_seen = forms.BooleanField(label=_("已经看过提示"), required=False)

    def __init__(self, *args: Any, categories: Sequence[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.categories = {row.code: row for row in categories}
        _choices(self, "category", [(code, f"{code} {row.title}") for code, row in self.categories.items()])
