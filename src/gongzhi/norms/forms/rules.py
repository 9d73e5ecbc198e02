"""The form of recorded rules: source and text, then every value that law leaves to the estate, with its sentence."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.norms.actions.write_rules import Settled
from gongzhi.norms.models import AdoptedRules
from gongzhi.norms.queries.adopted import adoptable
from gongzhi.norms.queries.shown import in_force, item_names
from gongzhi.web.forms import DayField, GzForm, MoneyField
from gongzhi_law.parameter import Parameter

NUMBERS = ("minutes", "days", "workdays", "months", "years", "heads", "times")


class ValuesForm(GzForm):
    """Value, article and sentence of every parameter that is left to the estate's rules; empty ones are not settled."""

    def __init__(self, *args: Any, on: date, place: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offers: list[dict[str, Any]] = []
        for number, parameter in enumerate(adoptable()):
            names = (f"v{number}", f"a{number}", f"s{number}")
            self.fields[names[0]] = value_field(parameter)
            self.fields[names[1]] = forms.CharField(label=_("规则第几条"), max_length=20, required=False)
            self.fields[names[2]] = forms.CharField(
                label=_("依据的原句"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            for name in names:
                widget = self.fields[name].widget
                widget.attrs.setdefault("class", "form-select" if isinstance(widget, forms.Select) else "form-control")
            now = in_force(parameter, on=on, place=place)
            self.offers.append({"parameter": parameter, "names": names, "now": now})

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each parameter with its three bound fields, open where something was written or is wrong."""
        return [
            {**offer, "fields": [self[n] for n in offer["names"]], "open": any(self[n].value() for n in offer["names"])}
            for offer in self.offers
        ]

    def settled(self) -> list[Settled]:
        """What was written, in the order of the page; a row without a value is left out."""
        data = self.cleaned_data
        return [
            Settled(offer["parameter"].name, typed(offer["parameter"], data[v]), data[a], data[s])
            for offer in self.offers
            for v, a, s in [offer["names"]]
            if data[v]
        ]

    def refuse(self, errors: dict[str, str]) -> None:
        """Puts the error of the n-th settled value beside its field."""
        written = [offer["names"][0] for offer in self.offers if self.cleaned_data.get(offer["names"][0])]
        told = {}
        for name, text in errors.items():
            head, _dot, number = name.partition(".")
            told[written[int(number)] if head == "values" else name] = text
        super().refuse(told)


def value_field(parameter: Parameter) -> forms.Field:
    """A field in which a value of this parameter can be written; never required, never preselected."""
    if parameter.unit == "choice":
        choices = [("", _("没有约定")), *((c, parameter.choice_names[c]) for c in parameter.choices)]
        return forms.ChoiceField(label=_("约定为"), choices=choices, required=False)
    if parameter.unit == "list":
        names = item_names(parameter)
        return forms.MultipleChoiceField(
            label=_("约定为"), choices=list(names.items()), required=False, widget=forms.CheckboxSelectMultiple
        )
    if parameter.unit == "fen":
        return MoneyField(label=_("约定为（元）"), required=False)
    if parameter.unit in NUMBERS:
        return forms.IntegerField(label=_("约定为"), min_value=0, max_value=100_000, required=False)
    return forms.CharField(label=_("约定为"), max_length=12, required=False, help_text=_("分数，例如 1/5"))


def typed(parameter: Parameter, value: Any) -> Any:
    """What the field gave, in the kind the law takes."""
    return value.strip() if parameter.unit == "share" else value


class RulesForm(ValuesForm):
    """Rules adopted before the system."""

    kind = forms.ChoiceField(label=gettext_lazy("哪一种规则"), choices=AdoptedRules.Kind.choices)
    title = forms.CharField(label=gettext_lazy("规则的名称"), max_length=80)
    adopted_on = DayField(label=gettext_lazy("业主大会哪一天通过的"))
    effective_on = DayField(label=gettext_lazy("哪一天起施行"))
    old_decision = forms.CharField(
        label=gettext_lazy("依据哪次决定"),
        max_length=120,
        help_text=gettext_lazy("写文号或者次数和日期，例如：2019年5月12日业主大会决定第1号"),
    )
    text = forms.CharField(label=gettext_lazy("规则全文"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 12}))
    file = forms.FileField(label=gettext_lazy("原件扫描（PDF 或者照片）"), required=False)


class ReasonForm(GzForm):
    """Why not; the reason is public."""

    reason = forms.CharField(
        label=gettext_lazy("理由（公开）"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
