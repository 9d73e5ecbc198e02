"""What the pages ask that merge and split estates or change how one is managed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.places.models import Building, Division, Estate
from gongzhi.register.forms.grounds import PaperForm
from gongzhi.voting.actions.split_estate import Part
from gongzhi.voting.models import Resolution
from gongzhi.web.forms import AreaField, DayField, GzForm

MOST_PARTS = 4


class FiguresForm(PaperForm):
    """The document, and the figures it names: where given they must agree with the register."""

    units = forms.IntegerField(
        label=_("文件所载套数"), required=False, min_value=0, help_text=_("写了就核对，差一套也不办。")
    )
    area = AreaField(label=_("文件所载面积（㎡）"), required=False)

    def figures(self) -> dict[str, Any]:
        """Document and figures as the acts take them."""
        return {**self.paper(), "units": self.cleaned_data["units"], "area": self.cleaned_data["area"]}


class MergeForm(FiguresForm):
    """With which estates, into what."""

    others = forms.MultipleChoiceField(label=_("与哪些小区合并"), widget=forms.CheckboxSelectMultiple)
    name = forms.CharField(label=_("新小区名称"), max_length=60)
    community = forms.ChoiceField(label=_("属于哪个社区"))
    management = forms.ChoiceField(label=_("管理方式"), choices=Estate.Management.choices)
    boundary = forms.CharField(label=_("范围（四至）"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    field_order = (
        "others",
        "name",
        "community",
        "management",
        "boundary",
        "issuer",
        "document_number",
        "file",
        "units",
        "area",
    )

    def __init__(self, *args: Any, others: Iterable[Estate], communities: Iterable[Division], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [(one.code, f"{one.name}（{one.community.name}）") for one in others]
        self.fields["others"].choices = rows  # type: ignore[attr-defined]
        self.fields["community"].choices = [(c.code, c.name) for c in communities]  # type: ignore[attr-defined]


class SplitForm(FiguresForm):
    """The parts, and to which of them each building goes."""

    def __init__(self, *args: Any, buildings: Iterable[Building], **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = [building.pk for building in buildings]
        first = list(self.fields)
        for n in range(1, MOST_PARTS + 1):
            needed = n <= 2
            self.fields[f"name_{n}"] = forms.CharField(
                label=_("第%(n)s部分的名称") % {"n": n}, max_length=60, required=needed
            )
            self.fields[f"boundary_{n}"] = forms.CharField(
                label=_("第%(n)s部分的范围（四至）") % {"n": n}, max_length=1000, required=needed
            )
        choices = [("", _("请选")), *((str(n), _("第%(n)s部分") % {"n": n}) for n in range(1, MOST_PARTS + 1))]
        for building in buildings:
            self.fields[f"building_{building.pk}"] = forms.ChoiceField(
                label=_("%(building)s归到") % {"building": building.name}, choices=choices
            )
        for field in self.fields.values():
            field.widget.attrs.setdefault(
                "class", "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            )
        self.order_fields([name for name in self.fields if name not in first] + first)

    def parts(self) -> list[Part]:
        """The parts that have a name, with their buildings."""
        data = self.cleaned_data
        return [
            Part(
                data[f"name_{n}"],
                data[f"boundary_{n}"],
                tuple(pk for pk in self.numbers if data[f"building_{pk}"] == str(n)),
            )
            for n in range(1, MOST_PARTS + 1)
            if data[f"name_{n}"]
        ]


class ManagementForm(GzForm):
    """Which decision changed the mode, to what, from when."""

    resolution = forms.ChoiceField(label=_("依据哪一项决定"))
    mode = forms.ChoiceField(label=_("改为"), choices=Estate.Management.choices)
    from_on = DayField(label=_("从哪一天起"))

    def __init__(self, *args: Any, resolutions: Iterable[Resolution], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["resolution"].choices = [(str(r.pk), r.words) for r in resolutions]  # type: ignore[attr-defined]
