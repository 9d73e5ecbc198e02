"""What the desk asks about other systems, sheets, layouts and regular reports."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.models import Source
from gongzhi.issues.queries.hook_wire import EVENT_NAMES, SENDERS
from gongzhi.issues.queries.ticket_columns import FIELDS
from gongzhi.web.forms import GzForm

SHEETS = ".xlsx,.xls,.csv,.tsv"


class KeyForm(GzForm):
    """For whom a key is, and for which estates."""

    client = forms.CharField(label=_("给哪个系统用"), max_length=60, help_text=_("例如：区智慧物业平台"))
    estates = forms.MultipleChoiceField(
        label=_("只能用于这些小区"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不勾，就能用于本区划的所有小区"),
    )

    def __init__(self, *args: Any, estates: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["estates"].choices = list(estates)  # type: ignore[attr-defined]


class HookOutForm(GzForm):
    """Where to tell of issues, and of which events."""

    name = forms.CharField(label=_("哪个系统"), max_length=60)
    address = forms.CharField(
        label=_("接收地址"), max_length=300, help_text=_("https:// 开头的公网地址；不跟随跳转，不发往内网")
    )
    events = forms.MultipleChoiceField(
        label=_("告诉它什么"), choices=list(EVENT_NAMES.items()), widget=forms.CheckboxSelectMultiple
    )


class HookInForm(GzForm):
    """From where tickets come."""

    name = forms.CharField(label=_("哪个系统"), max_length=60)
    source = forms.ChoiceField(
        label=_("记作哪个来源"), choices=[(one.value, one.label) for one in SENDERS], widget=forms.RadioSelect
    )


class SheetForm(GzForm):
    """A sheet of tickets."""

    source = forms.ChoiceField(
        label=_("从哪里导出的"), choices=[(one.value, one.label) for one in SENDERS], widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("表格"),
        help_text=_("Excel（.xlsx、.xls）或者 CSV；先预览，不会马上导入"),
        widget=forms.ClearableFileInput(attrs={"accept": SHEETS}),
    )


class ColumnsForm(GzForm):
    """Which column means what: one select a column, the guess preset."""

    def __init__(self, *args: Any, columns: Iterable[tuple[str, str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [("", now("不用这一列")), *((name, label) for name, (label, _titles) in FIELDS.items())]
        self.letters = []
        for letter, title, what in columns:
            self.letters.append((letter, what))
            self.fields[f"column_{letter}"] = forms.ChoiceField(
                label=f"{letter} {title}".strip()[:60],
                choices=names,
                initial=what,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def mapping(self, before: Mapping[str, str]) -> dict[str, str]:
        """What was set by hand: that of before, and every column that is now another than the guess."""
        found = dict(before)
        for letter, what in self.letters:
            chosen = self.cleaned_data[f"column_{letter}"]
            if chosen != what:
                found[letter] = chosen
        return found


class LayoutForm(GzForm):
    """A superior's table."""

    name = forms.CharField(label=_("哪张表"), max_length=60, help_text=_("例如：区住建局接诉即办月报；同名的会替换"))
    file = forms.FileField(label=_("表样"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}))


class PeriodForm(GzForm):
    """Which month or quarter."""

    period = forms.ChoiceField(label=_("哪一期"))

    def __init__(self, *args: Any, periods: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["period"].choices = list(periods)  # type: ignore[attr-defined]


class ReportPartsForm(GzForm):
    """The sections of a report, each a heading and its lines."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, sections: list[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = range(len(sections) + 1)
        for n, section in enumerate([*sections, {}]):
            lines = "\n".join([*section.get("paragraphs", ()), *section.get("items", ())])
            self.fields[f"heading_{n}"] = forms.CharField(
                label=now("标题"),
                initial=section.get("heading", ""),
                required=False,
                max_length=60,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )
            self.fields[f"lines_{n}"] = forms.CharField(
                label=now("内容，一行一段"),
                initial=lines,
                required=False,
                max_length=8000,
                widget=forms.Textarea(attrs={"rows": min(max(lines.count("\n") + 2, 3), 12), "class": "form-control"}),
            )

    def parts(self) -> list[dict[str, Any]]:
        """The bound fields of each section."""
        return [{"heading": self[f"heading_{n}"], "lines": self[f"lines_{n}"]} for n in self.numbers]

    def sections(self) -> list[dict[str, Any]]:
        """The sections as the act takes them; one without heading and words is left out."""
        found = []
        for n in self.numbers:
            heading = self.cleaned_data[f"heading_{n}"].strip()
            lines = [line.strip() for line in self.cleaned_data[f"lines_{n}"].splitlines() if line.strip()]
            if heading or lines:
                found.append({"heading": heading, "paragraphs": lines, "items": []})
        return found


def sender_name(source: str) -> str:
    """A source in words."""
    return str(Source(source).label)
