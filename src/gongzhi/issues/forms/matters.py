"""What an administrator writes to change a matter of the responsibility list, and to settle a change."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.models import MatterVerdict
from gongzhi.issues.queries.matter_preview import UNITS
from gongzhi.places.models import Division
from gongzhi.web.forms import DayField, GzForm
from gongzhi_law import matter_changes
from gongzhi_law.issue_classes import STEP_NAMES
from gongzhi_law.matters import Matter, departments

PERIODS = (1, 2, 3)
PARTS = ("step", "number", "unit", "urgent")
URGENT = {"": None, "yes": True, "no": False}
PLAIN = ("matter", "lead", "from_on", "until_on", "instrument", "article", "quote")


class MatterChangeForm(GzForm):
    """Where, which matter, who leads and helps, in what time, from when, on which paper; left empty it stays as it was."""

    division = forms.ChoiceField(label=_("适用于哪里"))
    matter = forms.ChoiceField(label=_("哪个事项"))
    lead = forms.ChoiceField(label=_("改由谁牵头"), required=False)
    with_change = forms.BooleanField(label=_("协同单位也改，改成下面勾选的"), required=False)
    with_words = forms.MultipleChoiceField(label=_("协同单位"), required=False, widget=forms.CheckboxSelectMultiple)
    from_on = DayField(label=_("从哪一天起"), help_text=_("最早今天；已经派出的任务，期限不变"))
    until_on = DayField(label=_("到哪一天前为止"), required=False, help_text=_("一直有效的空着"))
    instrument = forms.CharField(label=_("依据哪份文件"), max_length=80)
    article = forms.CharField(label=_("第几条"), max_length=20, required=False)
    quote = forms.CharField(label=_("文件原句"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, places: list[tuple[str, str]], matters: Iterable[Matter], **options: Any) -> None:
        super().__init__(*args, **options)
        grouped: dict[str, list[tuple[str, str]]] = {}
        for row in matters:
            grouped.setdefault(row.category, []).append((row.id, row.name))
        known = departments().values()
        leads = [(one.word, one.name) for one in known if one.kind in matter_changes.LEADS]
        self.fields["division"].choices = [("", now("请选择")), *places]
        self.fields["matter"].choices = [("", now("请选择")), *grouped.items()]
        self.fields["lead"].choices = [("", now("不变")), *leads]
        self.fields["with_words"].choices = [(one.word, one.name) for one in known]
        for n in PERIODS:
            self._add_period(n)

    def _add_period(self, n: int) -> None:
        steps = [("", now("不改")), *((step.value, name) for step, name in STEP_NAMES.items())]
        urgent = [("", now("都适用")), ("yes", now("只在紧急时")), ("no", now("只在不紧急时"))]
        one = {
            "step": forms.ChoiceField(label=_("哪一步"), choices=steps, required=False),
            "number": forms.IntegerField(
                label=_("多少"), min_value=1, max_value=matter_changes.LARGEST, required=False
            ),
            "unit": forms.ChoiceField(label=_("单位"), choices=[("", now("请选择")), *UNITS.items()], required=False),
            "urgent": forms.ChoiceField(label=_("紧急的"), choices=urgent, required=False),
        }
        for name, field in one.items():
            select = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
            self.fields[f"{name}{n}"] = field

    @property
    def parts(self) -> dict[str, list[forms.BoundField]]:
        """The fields as the page groups them: where and who, the paper and its days."""
        who = ("division", "matter", "lead", "with_change")
        paper = ("from_on", "until_on", "instrument", "article", "quote")
        return {"who": [self[name] for name in who], "paper": [self[name] for name in paper]}

    @property
    def helpers_open(self) -> bool:
        """Whether something was ticked or is wrong among those who help."""
        return bool(self["with_change"].value() or self["with_words"].value() or self["with_words"].errors)

    @property
    def periods(self) -> list[dict[str, Any]]:
        """Each period with its four bound fields; open where something was written, and the first."""
        rows = [[self[f"{name}{n}"] for name in PARTS] for n in PERIODS]
        return [
            {"n": n, "fields": row, "open": n == 1 or any(f.value() or f.errors for f in row)}
            for n, row in zip(PERIODS, rows, strict=True)
        ]

    def clean(self) -> None:
        """A period is whole or not there; helpers are ticked only together with the word that they change."""
        data = self.cleaned_data
        for n in PERIODS:
            wanted = {name: data.get(f"{name}{n}") for name in ("step", "number", "unit")}
            if any(wanted.values()) or data.get(f"urgent{n}"):
                for name, found in wanted.items():
                    if not found and f"{name}{n}" not in self.errors:
                        self.add_error(f"{name}{n}", now("步骤、数字和单位要一起填"))
        if data.get("with_words") and not data.get("with_change"):
            self.add_error("with_change", now("勾了协同单位，要先勾这一项"))

    def refuse(self, errors: dict[str, str]) -> None:
        """Puts what the act says of periods beside the first of them."""
        super().refuse({("step1" if name == "periods" else name): text for name, text in errors.items()})

    def asked(self) -> dict[str, Any]:
        """What the act takes."""
        data = self.cleaned_data
        periods = [
            {
                "step": data[f"step{n}"],
                "number": data[f"number{n}"],
                "unit": data[f"unit{n}"],
                "urgent": URGENT[data[f"urgent{n}"]],
            }
            for n in PERIODS
            if data[f"step{n}"]
        ]
        return {
            **{name: data[name] for name in PLAIN},
            "division": Division.objects.get(pk=data["division"]),
            "with_words": data["with_words"] if data["with_change"] else None,
            "periods": periods,
        }


class MatterVerdictForm(GzForm):
    """Yes, no or taken back; the reason of the last two is public."""

    verdict = forms.ChoiceField(choices=MatterVerdict.Kind.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("理由（公开）"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
