"""What the desk asks while an issue is worked on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.forms.photos import PhotosField
from gongzhi.issues.models import Class, IssueFile
from gongzhi.web.forms import DayField, GzForm
from gongzhi_law.matters import Matter

PUBLIC = _("大家都看得到：不写人名、电话和门牌")
LONG = {"rows": 3}


def words_field(label: Any, help_text: Any = "", length: int = 300) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(label=label, max_length=length, help_text=help_text, widget=forms.Textarea(attrs=LONG))


class AcceptForm(GzForm):
    """The matter, the class, and the words for everyone."""

    matter = forms.ChoiceField(label=_("事项"), required=False)
    issue_class = forms.ChoiceField(label=_("分类"), choices=Class.choices, widget=forms.RadioSelect)
    urgent = forms.BooleanField(label=_("紧急"), required=False)
    spot = forms.CharField(label=_("公开的位置"), max_length=60, required=False, help_text=_("只到楼栋、单元一级"))
    public_words = words_field(_("公开的话"), PUBLIC)

    def __init__(self, *args: Any, matters: Iterable[Matter], **options: Any) -> None:
        super().__init__(*args, **options)
        grouped: dict[str, list[tuple[str, str]]] = {}
        for row in matters:
            grouped.setdefault(row.category, []).append((row.id, row.name))
        self.fields["matter"].choices = [("", now("清单里没有")), *grouped.items()]  # type: ignore[attr-defined]


class ClassForm(GzForm):
    """Another class, with the reason."""

    issue_class = forms.ChoiceField(label=_("改为"), choices=Class.choices, widget=forms.RadioSelect)
    reason = words_field(_("为什么改类"), _("留痕，不公开"))


class MergeForm(GzForm):
    """The issue into which this one goes."""

    into = forms.CharField(label=_("并入哪一件"), max_length=12, help_text=_("编号，例如 2026-0042"))
    reason = forms.CharField(label=_("理由"), max_length=300, required=False)


class AssignForm(GzForm):
    """Who does what, and who leads."""

    sides = forms.MultipleChoiceField(label=_("责任方"), widget=forms.CheckboxSelectMultiple)
    more = forms.ChoiceField(label=_("加一方"), required=False)
    lead = forms.ChoiceField(label=_("谁牵头"), required=False)
    task = words_field(_("任务"), _("各方做什么；要分开写的，派好一方再派一方"))

    def __init__(
        self, *args: Any, proposed: Mapping[str, str], others: Mapping[str, str], led: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        every = {**proposed, **others}
        self.fields["sides"].choices = list(proposed.items())  # type: ignore[attr-defined]
        self.fields["sides"].required = False
        if not proposed:
            del self.fields["sides"]
        self.fields["more"].choices = [("", "–"), *others.items()]  # type: ignore[attr-defined]
        none = now("还是现在的牵头方") if led else "–"
        self.fields["lead"].choices = [("", none), *every.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Tasks by side, as the act takes them."""
        super().clean()
        data = self.cleaned_data
        sides = [*data.pop("sides", []), *([data["more"]] if data.get("more") else [])]
        data.pop("more", None)
        data["tasks"] = dict.fromkeys(sides, data.pop("task", ""))
        return data


class LeadForm(GzForm):
    """Whom the street names."""

    side = forms.ChoiceField(label=_("牵头方"))
    task = words_field(_("任务"))
    reason = words_field(_("指定的理由"), _("留痕"))

    def __init__(self, *args: Any, sides: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["side"].choices = list(sides.items())  # type: ignore[attr-defined]


class StepForm(GzForm):
    """One step of the path."""

    step = forms.ChoiceField(label=_("哪一步"), widget=forms.RadioSelect)
    words = words_field(_("怎么研究的，结果如何"), length=1000)
    public = forms.BooleanField(label=_("公开这一条"), required=False, initial=True, help_text=PUBLIC)

    def __init__(self, *args: Any, steps: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["step"].choices = list(steps.items())  # type: ignore[attr-defined]


class NoteForm(GzForm):
    """Progress, with photographs."""

    words = words_field(_("进展"), length=1000)
    public = forms.BooleanField(label=_("公开这一条"), required=False, initial=True, help_text=PUBLIC)
    photos = PhotosField(label=_("照片"))


class OutcomeForm(GzForm):
    """What came of a task or of all."""

    outcome = words_field(_("结果"), PUBLIC)
    photos = PhotosField(label=_("办理后的照片"))

    def __init__(self, *args: Any, whole: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if whole:
            del self.fields["photos"]


class ReasonForm(GzForm):
    """Why."""

    reason = words_field(_("理由"))


class WordsForm(GzForm):
    """Words."""

    words = words_field(_("内容"))

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = label or self.fields["words"].label
        self.fields["words"].help_text = help_text


class ExplainForm(GzForm):
    """The explanation, and when the street was told."""

    words = words_field(_("给居民的说明"), _("公开：现状、难在哪、下一步"), length=1000)
    told_street_on = DayField(label=_("向街道反映的日期"))


class PublishForm(GzForm):
    """What everyone reads and sees."""

    words = words_field(_("公开的话"), PUBLIC)
    photos = forms.MultipleChoiceField(
        label=_("公开的照片"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("看过里面没有人脸、门牌、车牌再勾"),
    )

    def __init__(self, *args: Any, files: Iterable[IssueFile], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [(str(one.pk), f"{one.get_stage_display()} {n}") for n, one in enumerate(files, 1)]
        self.fields["photos"].choices = rows  # type: ignore[attr-defined]
        if not rows:
            del self.fields["photos"]

    def clean(self) -> dict[str, Any]:
        """Numbers of photographs."""
        super().clean()
        self.cleaned_data["photos"] = [int(one) for one in self.cleaned_data.get("photos", [])]
        return self.cleaned_data
