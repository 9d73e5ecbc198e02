"""What is asked to write, send and answer a letter, and to make one public."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.forms.photos import PhotosField, PhotosInput
from gongzhi.issues.forms.talking import CHECKED, NOBODY, file_field, issue_field
from gongzhi.issues.forms.working import words_field
from gongzhi.issues.models import Force, Letter
from gongzhi.web.forms import DayField, GzForm

TITLE = _("随文号公开：不写人名")


def body_field() -> forms.CharField:
    """The words of a letter."""
    return forms.CharField(
        label=_("正文"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("事由、依据、要求；落款、文号和答复期限会自动排上"),
    )


class LetterForm(GzForm):
    """A new letter."""

    addressee_kind = forms.ChoiceField(label=_("发给谁"), choices=Letter.Addressee.choices, widget=forms.RadioSelect)
    force = forms.ChoiceField(
        label=_("登记过的单位"), required=False, help_text=_("选了登记的单位，对方可以登录签收和答复")
    )
    addressee = forms.CharField(
        label=_("单位全称"), max_length=80, required=False, help_text=_("上面选了登记的单位就不用写，没有选就要写")
    )
    title = forms.CharField(label=_("题目"), max_length=80, help_text=TITLE)
    words = body_field()
    files = PhotosField(
        label=_("附件"),
        widget=PhotosInput(attrs={"accept": "application/pdf,image/*,.heic,.heif", "multiple": True}),
        help_text=_("PDF 或者照片，最多 10 个"),
    )
    issue = issue_field()

    def __init__(self, *args: Any, forces: Iterable[Force], **options: Any) -> None:
        super().__init__(*args, **options)
        self.forces = {str(force.pk): force for force in forces}
        rows = [(key, force.name) for key, force in self.forces.items()]
        self.fields["force"].choices = [("", now("没有登记，自己写名称")), *rows]  # type: ignore[attr-defined]

    def clean_force(self) -> Force | None:
        """The force itself."""
        return self.forces.get(self.cleaned_data["force"])


class EditForm(GzForm):
    """Other words."""

    title = forms.CharField(label=_("题目"), max_length=80, help_text=TITLE)
    words = body_field()


class SendForm(GzForm):
    """The way of sending."""

    way = forms.ChoiceField(label=_("怎么送"), choices=Letter.Way.choices, widget=forms.RadioSelect)


class DeliveryForm(GzForm):
    """How it arrived."""

    way = forms.ChoiceField(label=_("怎么送到的"), choices=Letter.Way.choices, widget=forms.RadioSelect)
    received_on = DayField(label=_("送到的日期"))
    received_by = forms.CharField(label=_("谁签收的"), max_length=60, required=False, help_text=_("部门或者岗位"))
    proof = forms.CharField(label=_("凭证"), max_length=120, required=False, help_text=_("快递单号、收文号等"))
    file = file_field(_("签收单"))


class ReplyForm(GzForm):
    """The answer; the day is asked where it came on paper."""

    replied_on = DayField(label=_("答复日期"))
    reply = forms.CharField(label=_("答复"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
    file = file_field(_("复函"))

    def __init__(self, *args: Any, own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if own:
            del self.fields["replied_on"]


class PublishForm(GzForm):
    """What everyone reads of a letter and its answer."""

    public_words = words_field(_("公开的正文"), NOBODY, length=8000)
    public_reply = words_field(_("公开的答复"), NOBODY, length=8000)
    names_checked = forms.BooleanField(label=CHECKED, required=False)

    def __init__(self, *args: Any, answered: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["public_reply"].required = False
        if not answered:
            del self.fields["public_reply"]


class ComplaintForm(GzForm):
    """The parts of a reply to a complaint."""

    found = words_field(_("调查核实的情况"), length=4000)
    opinion = words_field(_("处理意见和依据"), length=4000)
    remedy = words_field(_("不服处理意见的救济途径"))
