"""What the desk asks when a body is formed, renewed or ended."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Appointment, FormationSide
from gongzhi.web.forms import DayField, GzForm, PhoneField

CHOOSE = ("", _("请选择"))
A, R = FormationSide.Answer, Appointment.Role
ROLES = {
    "interim": (R.CHAIR, R.VICE, R.MEMBER),
    "self_managed": (R.LEADER, R.PLAIN),
    "preparatory": (R.LEADER, R.PLAIN),
    "renewal": (R.LEADER, R.PLAIN),
}


def _words(
    label: Any, *, rows: int = 4, help_text: Any = "", required: bool = True, most: int = 4000
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most, widget=area)


class OpenForm(GzForm):
    """On which ground a body is formed, and how."""

    trigger = forms.ChoiceField(label=_("哪一种情形"), widget=forms.RadioSelect)
    words = _words(_("具体情况"), help_text=_("什么时候起、怎样的情况、凭什么；会印在公示上。"))
    plan = _words(_("组建方案"), rows=6, help_text=_("由谁牵头、请哪几方、业主代表怎样产生、什么时候完成。"))
    set_size = forms.IntegerField(label=_("名额"), min_value=1, max_value=99)
    term_months = forms.IntegerField(label=_("任期（月）"), min_value=1, max_value=240, required=False)
    file = forms.FileField(label=_("凭据（PDF 或者照片）"), required=False)

    def __init__(self, *args: Any, triggers: Iterable[tuple[str, str]], termed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["trigger"].choices = list(triggers)  # type: ignore[attr-defined]
        if not termed:
            del self.fields["term_months"]

    def given(self) -> dict[str, Any]:
        """What the act takes: the file as its bytes."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("idempotency_key", "file")}
        sent = self.cleaned_data.get("file")
        if sent is not None:
            values |= {"file_name": sent.name, "content": sent.read(), "content_type": sent.content_type or ""}
        return values


class SidesForm(GzForm):
    """Whom to ask."""

    side = forms.MultipleChoiceField(label=_("邀请哪几方"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, sides: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["side"].choices = [(one, one) for one in sides]  # type: ignore[attr-defined]


class SideAnswerForm(GzForm):
    """Whether a unit sends someone, and whom."""

    answer = forms.ChoiceField(
        label=_("答复"), widget=forms.RadioSelect, choices=[(a.value, a.label) for a in (A.JOINED, A.ABSENT, A.REFUSED)]
    )
    name = forms.CharField(label=_("姓名"), max_length=40, required=False)
    number = PhoneField(label=_("手机号"), required=False, help_text=_("用来登录，不公开。"))
    role = forms.ChoiceField(label=_("职务"), required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [CHOOSE, *((r.value, r.label) for r in ROLES[kind])]  # type: ignore[attr-defined]


class GuidanceForm(GzForm):
    """A department's guidance."""

    words = _words(_("指导意见"), rows=6, help_text=_("会和名单一起公开；供组建参考，不阻断组建。"))


class AnnounceForm(GzForm):
    """For how long the list is public."""

    days = forms.IntegerField(label=_("公示几日"), min_value=1, max_value=90)


class CompleteForm(GzForm):
    """On which document the body stands, and its filing."""

    basis = forms.CharField(label=_("成立文件"), max_length=200, help_text=_("例如：望街办〔2026〕3号"))
    filing_number = forms.CharField(label=_("备案文号"), max_length=60)
    filed_on = DayField(label=_("备案日期"))

    def __init__(self, *args: Any, filed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not filed:
            del self.fields["filing_number"], self.fields["filed_on"]


class AbandonForm(GzForm):
    """Why a forming is given up."""

    reason = forms.CharField(label=_("为什么不再组建"), max_length=200)


class StepForm(GzForm):
    """One step of a renewal: its day, what happened, by which document."""

    on = DayField(label=_("日期"))
    words = _words(_("情况"))
    document_number = forms.CharField(label=_("文号"), max_length=60, required=False)


class ConcludeForm(GzForm):
    """What is handed over item by item, before whom, why and from which day the body ends."""

    on = DayField(label=_("终止日期"))
    reason = forms.CharField(label=_("终止原因"), max_length=200)
    witness = forms.CharField(label=_("见证人（单位）"), max_length=120)
    to_words = forms.CharField(label=_("移交给谁"), max_length=120, required=False)

    def __init__(
        self,
        *args: Any,
        items: Iterable[tuple[str, str]],
        states: Iterable[tuple[str, str]],
        receiver: str,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.asked = tuple(items)
        for key, name in self.asked:
            self.fields[key] = forms.ChoiceField(label=name, choices=[CHOOSE, *states])
            self.fields[f"{key}_note"] = forms.CharField(
                label=_("%(name)s：说明") % {"name": name}, max_length=200, required=False
            )
        if receiver:
            del self.fields["to_words"]
        for field in self.fields.values():
            field.widget.attrs.setdefault(
                "class", "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            )

    def given(self) -> dict[str, Any]:
        """What the act takes: the list of items."""
        values = {name: self.cleaned_data[name] for name in ("on", "reason", "witness")}
        values["to_words"] = self.cleaned_data.get("to_words", "")
        values["items"] = [
            {"item": key, "state": self.cleaned_data[key], "note": self.cleaned_data[f"{key}_note"]}
            for key, _name in self.asked
        ]
        return values


class RenovationForm(GzForm):
    """A renovation project."""

    title = forms.CharField(label=_("改造项目"), max_length=80)
    from_on = DayField(label=_("从哪一天开始"))
    document_number = forms.CharField(label=_("立项文号"), max_length=80, required=False)
    words = forms.CharField(label=_("说明"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def given(self) -> dict[str, Any]:
        """What the act takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "idempotency_key"}
