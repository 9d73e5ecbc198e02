"""What is asked about warnings, audits, samples, findings, packages and handing over."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Body
from gongzhi.fund.forms.fields import PaperField, words_field
from gongzhi.fund.forms.income import Picked
from gongzhi.fund.models import Audit, FlagVerdict, Sample
from gongzhi.web.forms import DayField, GzForm, MoneyField, PhoneField


class FlagForm(GzForm):
    """What is made of a warning."""

    verdict = forms.ChoiceField(label=_("怎么处理"), widget=forms.RadioSelect)
    words = words_field(_("为什么"), hint=_("写明看了什么、查到什么"), most=300, rows=3)
    file = PaperField(label=_("材料"))

    def __init__(self, *args: Any, decides: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        told = FlagVerdict.Verdict.TOLD.value
        choices = [(value, words) for value, words in FlagVerdict.Verdict.choices if decides == (value != told)]
        self.fields["verdict"].choices = choices
        if not decides:
            self.fields["verdict"].initial = told


class AuditForm(GzForm):
    """Who audits what, of which time, on whose word."""

    sometimes = ("body",)
    purpose = forms.ChoiceField(label=_("哪一种审计"), choices=Audit.Purpose.choices, widget=forms.RadioSelect)
    body = Picked(_("审计哪个组织"), required=False, help_text=_("任期审计必选"))
    from_on = DayField(label=_("从哪一天"))
    until_on = DayField(label=_("到哪一天以前"), help_text=_("这一天不算在内"))
    auditor = forms.CharField(label=_("审计机构"), max_length=80)
    basis_words = forms.CharField(label=_("委托依据"), max_length=200, help_text=_("决议、决定或者街道的文件和文号"))
    name = forms.CharField(label=_("审计人员姓名"), max_length=40, help_text=_("不公开"))
    number = PhoneField(label=_("审计人员手机号"), help_text=_("用这个号码登录，审计结束就不能再看"))

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        assert isinstance(field, Picked)  # noqa: S101
        field.offer([(row, row.name) for row in bodies], none=str(_("不限于一个组织")))


class PackageForm(GzForm):
    """Of which time the package is made."""

    from_on = DayField(label=_("从哪一天"))
    until_on = DayField(label=_("到哪一天以前"), help_text=_("这一天不算在内"))


class SampleForm(GzForm):
    """What the auditor saw of one entry."""

    seen = forms.ChoiceField(label=_("看到什么"), choices=Sample.Seen.choices, widget=forms.RadioSelect)
    words = words_field(_("说明"), most=300, required=False, hint=_("相符的可以不写"))


class FindingForm(GzForm):
    """A finding."""

    words = words_field(_("问题"), most=2000, rows=3, hint=_("公开：不写人名"))
    ground = forms.CharField(label=_("违反什么"), max_length=200, help_text=_("法规、规则的名称和条号"))
    remedy = words_field(_("怎么改"), most=300)
    due_on = DayField(label=_("改好的期限"))
    amount_fen = MoneyField(label=_("涉及金额"), required=False)


class FindingAnswerForm(GzForm):
    """How it was put right."""

    answer = words_field(_("整改情况"), most=2000, rows=3)
    file = PaperField(label=_("证明材料"))


class ReportForm(GzForm):
    """The report."""

    conclusion = words_field(_("审计结论"), most=2000, rows=5, hint=_("向全体业主公布：不写人名"))
    file = PaperField(label=_("审计报告"), required=True)


class HandoverForm(GzForm):
    """Whose balance, of which day."""

    body = Picked(_("离任的组织"))
    on = DayField(label=_("截至哪一天"))

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        assert isinstance(field, Picked)  # noqa: S101
        field.offer([(row, row.name) for row in bodies])


class ReceiveForm(GzForm):
    """What the receiver remarks."""

    remark = words_field(
        _("接收意见"), most=1000, rows=3, required=False, hint=_("账实不符、缺什么，写在这里；可以不写")
    )
