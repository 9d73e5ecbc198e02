"""What the desk asks of a vote of a part: which buildings and stairwells, and what the authority answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.register.queries.parts import Part
from gongzhi.voting.forms.deciding import LARGEST
from gongzhi.voting.models import RuleAnswer
from gongzhi.web.forms import GzForm


class ScopeForm(GzForm):
    """The buildings and stairwells whose owners vote; nothing ticked is the whole estate."""

    parts = forms.MultipleChoiceField(
        label=_("哪些楼栋、单元的业主表决"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一个都不勾，就是全体业主表决。勾了整幢，不用再勾它的单元。"),
    )

    def __init__(self, *args: Any, there: list[Part], scope: list[dict[str, Any]], **options: Any) -> None:
        chosen = [f"{part['building']}:{part['stair']}" for part in scope]
        super().__init__(*args, initial={"parts": chosen}, **options)
        self.there = {f"{part.building}:{part.stair}": part for part in there}
        self.fields["parts"].choices = [(key, _named(part)) for key, part in self.there.items()]

    def chosen(self) -> list[tuple[str, str]]:
        """The ticked ones by the names of building and stair."""
        ticked = [self.there[key] for key in self.cleaned_data["parts"]]
        return [(part.of, part.stair) for part in ticked]


def _named(part: Part) -> str:
    words = _("%(name)s，%(n)s 套") if part.stair else _("%(name)s（整幢），%(n)s 套")
    return words % {"name": part.name, "n": f"{part.units:,}"}


class RuleForm(GzForm):
    """The authority's written answer which share it applies, with its document."""

    rule = forms.ChoiceField(label=_("答复适用哪一种比例"), choices=RuleAnswer.Rule.choices, widget=forms.RadioSelect)
    issuer = forms.CharField(label=_("答复的部门"), max_length=80)
    document_number = forms.CharField(label=_("文号"), max_length=80)
    text = forms.CharField(
        label=_("要点"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("会印在结果公告上。")
    )
    file = forms.FileField(label=_("书面答复"), help_text=_("PDF 或者照片，不超过 10 MB。"))

    def clean_file(self) -> Any:
        """Refuses a document that is too large to keep."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(_("文件超过 10 MB，请压缩或者只传有关的几页。"), code="large")
        return sent
