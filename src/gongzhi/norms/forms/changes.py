"""The form of a change: where, what, from when, and the words it rests on; the full text for what may block."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.norms.forms.rules import typed, value_field
from gongzhi.norms.queries.shown import strength_names
from gongzhi.web.forms import DayField, GzForm
from gongzhi_law.parameter import Parameter, Strength

OFFERED = (Strength.STATUTE, Strength.SECOND_HAND, Strength.POLICY, Strength.RECALLED, Strength.PROPOSED)
PLAIN = ("strength", "instrument", "article", "paragraph", "item", "quote", "source_url", "full_text", "note")


class ChangeForm(GzForm):
    """A value of one parameter for one place from one day on, with citation, words, source and how it is known."""

    place = forms.ChoiceField(label=_("适用于哪里"))
    value = forms.CharField(label=_("改为"))
    from_on = DayField(label=_("从哪一天起适用"), help_text=_("最早从明天起；已经公告的会议不受影响"))
    until_on = DayField(label=_("到哪一天前失效"), required=False)
    strength = forms.ChoiceField(label=_("怎么知道的"), widget=forms.RadioSelect)
    instrument = forms.CharField(label=_("文件名称"), max_length=80)
    article = forms.CharField(label=_("第几条"), max_length=20, required=False)
    paragraph = forms.CharField(label=_("第几款"), max_length=8, required=False)
    item = forms.CharField(label=_("第几项"), max_length=8, required=False)
    quote = forms.CharField(label=_("条文原句，一字不差"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
    source_url = forms.CharField(label=_("出处网址"), max_length=300, required=False)
    full_text = forms.CharField(
        label=_("文件全文"),
        max_length=200_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("记为“原文已核”必须存全文；引文要能在全文里逐字找到"),
    )
    full_text_read = forms.BooleanField(label=_("我已读到全文"), required=False)
    note = forms.CharField(label=_("说明"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, parameter: Parameter, places: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parameter = parameter
        field = value_field(parameter)
        field.label, field.required = _("改为"), True
        field.widget.attrs.setdefault("class", "form-select" if parameter.unit == "choice" else "form-control")
        self.fields["value"] = field
        self.fields["place"].choices = places
        names = strength_names()
        self.fields["strength"].choices = [(s.value, f"{names[s][0]}：{names[s][2]}") for s in OFFERED]

    def asked(self) -> dict[str, Any]:
        """What the act takes."""
        data = self.cleaned_data
        return {
            "parameter": self.parameter.name,
            "place": data["place"],
            "value": typed(self.parameter, data["value"]),
            "from_on": data["from_on"],
            "until_on": data["until_on"],
            "full_text_read": data["full_text_read"],
            **{name: data[name] for name in PLAIN},
        }
