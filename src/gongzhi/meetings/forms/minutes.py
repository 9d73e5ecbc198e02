"""What the pages of records, agreed items, urgings and summaries ask."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.meetings.forms.fields import EstateChoice, PaperField, words_field
from gongzhi.meetings.models.sitting import Side
from gongzhi.places.models import Estate
from gongzhi.web.forms import DayField, GzForm
from gongzhi.web.trying import given

A_LINE = 40  # characters in a line of the editor
URGED = [(side.value, side.label) for side in (Side.OWNERS, Side.FIRM)]


class DiscussionForm(GzForm):
    """What was said on a topic, and whether it is settled."""

    words = words_field(gettext_lazy("各方意见"), hint=gettext_lazy("写哪一方说了什么，不写业主姓名和电话。"), rows=6)
    settled = forms.ChoiceField(
        label=gettext_lazy("结果"),
        choices=[("yes", gettext_lazy("议定了")), ("no", gettext_lazy("没有议定，下次会议再议"))],
        widget=forms.RadioSelect,
    )

    def asked(self) -> dict[str, Any]:
        """Settled as a truth."""
        return {"words": self.cleaned_data["words"], "settled": self.cleaned_data["settled"] == "yes"}


class AgreeForm(GzForm):
    """Who does what by when, for which estate."""

    words = words_field(gettext_lazy("议定做什么"))
    side = forms.ChoiceField(label=gettext_lazy("责任方"), choices=[("", gettext_lazy("请选")), *Side.choices])
    unit = forms.CharField(
        label=gettext_lazy("具体单位"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("责任方是“其他单位”的必须写，例如供水公司。"),
    )
    about = forms.ChoiceField(label=gettext_lazy("哪个小区"), required=False)
    due_on = DayField(label=gettext_lazy("期限"))

    def __init__(self, *args: Any, estates: Iterable[Estate], fixed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = EstateChoice(estates)
        if fixed:
            del self.fields["about"]
        else:
            whole = ("", _("整个社区"))
            self.fields["about"].choices = [whole, *self.known.choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The estate as a row."""
        return {**given(self), "about": self.known.one(self.cleaned_data.get("about") or "")}


class StepForm(GzForm):
    """Words on how far an item is."""

    words = words_field(gettext_lazy("说明"), hint=gettext_lazy("会公开，不写个人姓名和电话。"))


class ProofForm(StepForm):
    """Words with a photograph or PDF."""

    file = PaperField(label=gettext_lazy("照片或者 PDF"))

    def asked(self) -> dict[str, Any]:
        """The file as name and bytes."""
        return given(self)


class DoneForm(ProofForm):
    """Done, with the evidence."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].required = True


class RectifyForm(StepForm):
    """What is to be put right, by when."""

    due_on = DayField(label=gettext_lazy("整改到哪一天"))


class UrgeForm(GzForm):
    """Whom the 环物委 urges to do what, on which ground."""

    about = forms.ChoiceField(label=gettext_lazy("哪个小区"))
    side = forms.ChoiceField(label=gettext_lazy("督促谁"), choices=URGED, widget=forms.RadioSelect)
    words = words_field(gettext_lazy("要做什么"))
    ground = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=200,
        help_text=gettext_lazy("法规、合同、承诺或者议定事项。"),
    )
    due_on = DayField(label=gettext_lazy("哪一天以前答复"))

    def __init__(self, *args: Any, estates: Iterable[Estate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = EstateChoice(estates)
        self.fields["about"].choices = self.known.choices  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The estate as a row."""
        return {**given(self), "about": self.known.one(self.cleaned_data["about"])}


class PeriodForm(GzForm):
    """The period of a summary."""

    period = forms.ChoiceField(label=gettext_lazy("时段"))

    def __init__(self, *args: Any, periods: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["period"].choices = list(periods)  # type: ignore[attr-defined]


class AnswerForm(GzForm):
    """The party organisation's answer to a summary."""

    answer = words_field(gettext_lazy("党组织的意见"))


class CarryForm(GzForm):
    """Into which motion of which draft the opinions go."""

    motion = forms.ChoiceField(label=gettext_lazy("放进哪一项议题的说明"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, motions: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["motion"].choices = [(str(pk), words) for pk, words in motions]  # type: ignore[attr-defined]


class SectionsForm(GzForm):
    """The sections of minutes or of a summary, each with its heading, paragraphs and items, one a line."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sections: Sequence[Mapping[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.count = len(sections) + 1
        for n in range(self.count):
            section = sections[n] if n < len(sections) else {}
            name = str(section.get("heading", "")) or _("再加一部分")
            self._add(f"heading_{n}", _("标题"), section.get("heading", ""))
            self._add(f"paragraphs_{n}", _("%(part)s：段落") % {"part": name}, section.get("paragraphs", []))
            self._add(f"items_{n}", _("%(part)s：条目") % {"part": name}, section.get("items", []))

    def _add(self, name: str, label: str, value: Any) -> None:
        lines = value if isinstance(value, list) else []
        heading = name.startswith("heading")
        rows = max(2, sum(1 + len(line) // A_LINE for line in lines))
        field = forms.CharField(
            label=label,
            required=False,
            max_length=60 if heading else 60_000,
            initial=value if heading else "\n".join(lines),
            widget=forms.TextInput() if heading else forms.Textarea(attrs={"rows": rows}),
            help_text="" if heading else _("每行一条"),
        )
        field.widget.attrs["class"] = "form-control"
        self.fields[name] = field

    def parts(self) -> list[dict[str, Any]]:
        """The bound fields section by section, for the page."""
        return [
            {"heading": self[f"heading_{n}"], "paragraphs": self[f"paragraphs_{n}"], "items": self[f"items_{n}"]}
            for n in range(self.count)
        ]

    def asked(self) -> dict[str, Any]:
        """The sections as they are kept; one without heading, paragraphs and items is left out."""
        found = []
        for n in range(self.count):
            given = {part: self.cleaned_data.get(f"{part}_{n}") or "" for part in ("heading", "paragraphs", "items")}
            if any(value.strip() for value in given.values()):
                rows = {part: given[part].splitlines() for part in ("paragraphs", "items")}
                found.append({"heading": given["heading"], **rows})
        return {"sections": found, "seen": self.cleaned_data["seen"]}

    def refuse(self, errors: dict[str, str]) -> None:
        """Errors by place (`sections.0.items`) beside their fields; sections left out before move the number."""
        filled = [
            n
            for n in range(self.count)
            if any((self.cleaned_data.get(f"{part}_{n}") or "").strip() for part in ("heading", "paragraphs", "items"))
        ]
        moved = {}
        for name, text in errors.items():
            parts = name.split(".")
            if len(parts) == 3 and parts[1].isdigit() and int(parts[1]) < len(filled):
                name = f"{parts[2]}_{filled[int(parts[1])]}"
            moved[name] = text
        super().refuse(moved)
