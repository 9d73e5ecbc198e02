"""What the desk asks while an assembly is drafted: the meeting, its motions, an opinion, a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.voting.models import Matter, Report
from gongzhi.web.forms import GzForm

CHOOSE = ("", _("请选择"))
ROWS = 6


def _words(label: Any, *, rows: int = 4, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AssemblyForm(GzForm):
    """A new draft: what it is called and why the owners are asked."""

    title = forms.CharField(label=_("会议名称"), max_length=80, help_text=_("例如：2026年第二次临时会议"))
    purpose = _words(_("为什么开会"), help_text=_("会印在公告开头，业主最先读到这一段。"))


class MotionForm(GzForm):
    """A motion to agree to or not."""

    matter = forms.ChoiceField(
        label=_("法定事项"),
        choices=[CHOOSE, *Matter.choices],
        help_text=_("选哪一类，决定要多少业主参与、多少业主同意。"),
    )
    title = forms.CharField(label=_("议题"), max_length=80, help_text=_("一句话，业主一看就懂。"))
    text = _words(_("全文"), rows=7, help_text=_("要能整体同意或者不同意；公告后不能再改。"))
    large = forms.BooleanField(label=_("属于大额维修资金使用"), required=False)


class ChoiceForm(MotionForm):
    """A motion to choose from: two options or more, their order on the ballot is drawn by lot."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, ROWS + 1):
            add_option(self, number, required=number <= 2)
        _redress(self)

    def options(self) -> list[tuple[str, str]]:
        """The options that were named, in the order of the form."""
        return named(self.cleaned_data)


class FirmForm(GzForm):
    """The question of the property firm in three steps, in one form."""

    firm = forms.CharField(label=_("现物业服务企业"), max_length=60)
    fallback = _words(
        _("备用授权"),
        rows=3,
        help_text=_("决定解聘、候选的又都没有过半数时怎么办，例如授权业委会洽谈不超过六个月的临时服务。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, ROWS + 1):
            add_option(self, number, required=number <= 2, firm=True)
        _redress(self)

    def options(self) -> list[tuple[str, str]]:
        """The candidates that were named, in the order of the form."""
        return named(self.cleaned_data)


def add_option(form: GzForm, number: int, *, required: bool, firm: bool = False) -> None:
    """Adds the two fields of one option or candidate to a form."""
    label, more = (
        (_("候选 %(n)s") % {"n": number}, _("候选 %(n)s 的主要条件") % {"n": number}) if firm else (None, None)
    )
    form.fields[f"name_{number}"] = forms.CharField(
        label=label or _("选项 %(n)s") % {"n": number}, max_length=80, required=required
    )
    form.fields[f"terms_{number}"] = forms.CharField(
        label=more or _("选项 %(n)s 的说明") % {"n": number},
        required=firm and required,
        max_length=2000,
        help_text=_("费用、期限、服务标准、计费方式") if firm else "",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def named(data: dict[str, Any]) -> list[tuple[str, str]]:
    """The options with a name or with terms; a nameless one is left for the act to point at."""
    rows = [(data.get(f"name_{n}", ""), data.get(f"terms_{n}", "")) for n in range(1, ROWS + 1)]
    return [(name, terms) for name, terms in rows if name or terms]


def _redress(form: GzForm) -> None:
    """Gives the fields that were added later the dress of all others."""
    for name, field in form.fields.items():
        if name.startswith(("name_", "terms_")):
            field.widget.attrs.setdefault("class", "form-control")
            field.error_messages["required"] = _("请填写：%(label)s") % {"label": field.label}


class ReportForm(GzForm):
    """What the matters alone do not say about the reports."""

    fee_change = forms.BooleanField(label=_("议题会改变物业费"), required=False)


class OpinionForm(GzForm):
    """The opinion of a body that was asked."""

    stance = forms.ChoiceField(label=_("态度"), choices=Report.Stance.choices, widget=forms.RadioSelect)
    text = _words(_("意见"), help_text=_("全文随议题公开，提出后不能再改；不论赞成反对，都不影响业主依法表决。"))


class ReasonForm(GzForm):
    """A reason that is published."""

    reason = _words(_("原因"), rows=3, help_text=_("会公开。"))
