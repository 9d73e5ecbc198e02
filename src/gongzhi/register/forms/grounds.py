"""What the pages of an estate's ground ask: level, version, phases, a corrected mode, grids, what was taken over."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.places.models import Building, Division, Estate, Grid
from gongzhi.web.forms import DayField, GzForm


class LevelForm(GzForm):
    """How much of the product the estate uses."""

    level = forms.ChoiceField(label=_("使用级别"), choices=Estate.Level.choices)
    reason = forms.CharField(label=_("原因"), max_length=200, required=False, help_text=_("降低级别时必填。"))


class PaperForm(GzForm):
    """The document on which an estate is drawn anew."""

    issuer = forms.CharField(label=_("出文机关"), max_length=80)
    document_number = forms.CharField(label=_("文号"), max_length=80)
    file = forms.FileField(label=_("文件"), help_text=_("PDF 或者照片。"))

    def paper(self) -> dict[str, Any]:
        """The document as the acts take it."""
        data, file = self.cleaned_data, self.cleaned_data["file"]
        return {
            "issuer": data["issuer"],
            "document_number": data["document_number"],
            "file_name": file.name,
            "content": file.read(),
            "content_type": file.content_type or "application/octet-stream",
        }


class VersionForm(PaperForm):
    """The next version of an estate: name and boundary from a day on."""

    name = forms.CharField(label=_("小区名称"), max_length=60)
    boundary = forms.CharField(label=_("范围（四至）"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    from_on = DayField(label=_("从哪一天起"))

    field_order = ("name", "boundary", "from_on", "issuer", "document_number", "file")


class PhaseForm(GzForm):
    """A phase: its name, its day of delivery, its buildings."""

    name = forms.CharField(label=_("分期名称"), max_length=30)
    delivered_on = DayField(
        label=_("交付日"), required=False, help_text=_("没有交付的留空：这一期的房屋计入建设单位，合起来算一人。")
    )
    buildings = forms.MultipleChoiceField(label=_("楼栋"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, buildings: Iterable[Building], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [(str(b.pk), b.name) for b in buildings]
        self.fields["buildings"].choices = rows  # type: ignore[attr-defined]
        if not rows:
            self.fields["buildings"].widget = forms.MultipleHiddenInput()

    def asked(self) -> dict[str, Any]:
        """The phase as the acts take it."""
        data = self.cleaned_data
        numbers = [int(number) for number in data["buildings"]]
        return {"name": data["name"], "delivered_on": data["delivered_on"], "buildings": numbers}


class FixForm(GzForm):
    """Which mode of management was meant, and why the registered one is wrong."""

    mode = forms.ChoiceField(label=_("应当是哪一种"), choices=Estate.Management.choices)
    reason = forms.CharField(label=_("错在哪里，凭什么更正"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class GridForm(GzForm):
    """A grid of a community, or a micro-grid below one."""

    community = forms.ChoiceField(label=_("社区"))
    parent = forms.ChoiceField(label=_("属于哪个网格"), required=False, help_text=_("不选就是网格，选了就是微网格。"))
    code = forms.CharField(label=_("编号"), max_length=20)
    name = forms.CharField(label=_("名称"), max_length=60)

    def __init__(self, *args: Any, communities: Iterable[Division], grids: Iterable[Grid], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["community"].choices = [(c.code, c.name) for c in communities]  # type: ignore[attr-defined]
        rows = [(str(g.pk), f"{g.name}（{g.code}）") for g in grids if not g.micro]
        self.fields["parent"].choices = [("", _("这是网格")), *rows]  # type: ignore[attr-defined]


class GridNameForm(GzForm):
    """Another code or name, or the end of a grid."""

    code = forms.CharField(label=_("编号"), max_length=20)
    name = forms.CharField(label=_("名称"), max_length=60)
    end = forms.BooleanField(label=_("撤销这个网格"), required=False)


class CoverForm(GzForm):
    """Which part of one estate lies in a grid."""

    estate = forms.CharField(max_length=40, widget=forms.HiddenInput)
    whole = forms.BooleanField(label=_("整个小区"), required=False)
    buildings = forms.MultipleChoiceField(label=_("或者这些楼栋"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, buildings: Iterable[Building], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["buildings"].choices = [(str(b.pk), b.name) for b in buildings]  # type: ignore[attr-defined]


class ItemForm(GzForm):
    """What was taken over, or that there was nothing."""

    note = forms.CharField(
        label=_("承接了什么"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("会公开，不写个人姓名和电话。例如：交接清单第 1 号，账户余额 12,345.60 元。没有的写为什么没有。"),
    )
    nothing = forms.BooleanField(label=_("原小区没有这一项"), required=False)


class DeregisterForm(GzForm):
    """Day and number of the striking off."""

    on = DayField(label=_("注销日期"))
    document_number = forms.CharField(label=_("注销文号"), max_length=80)
