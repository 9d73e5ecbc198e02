"""What is asked after the count: the answer to an objection, an order on a resolution with its document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.voting.models import Order, Resolution
from gongzhi.web.dates import cndate
from gongzhi.web.forms import GzForm

LARGEST = 10 * 1024 * 1024


def _titled(resolution: Resolution) -> str:
    """Title, option and day of a resolution, as one line of a list."""
    return f"{resolution.words}（{cndate(resolution.decided_on)}）"


class AnswerForm(GzForm):
    """The written answer, public without any name."""

    text = forms.CharField(
        label=_("书面答复"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("会发给提出人，也会公开；不要写任何业主的姓名、房号。"),
    )


class OrderForm(GzForm):
    """What a court or an office ordered, with its document."""

    kind = forms.ChoiceField(label=_("决定现在怎样"), widget=forms.RadioSelect)
    issuer = forms.CharField(label=_("作出文书的机关"), max_length=80)
    document_number = forms.CharField(label=_("文书编号"), max_length=80)
    text = forms.CharField(label=_("要点"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    by_resolution = forms.ChoiceField(label=_("取代它的决定"), required=False)
    file = forms.FileField(label=_("文书"), help_text=_("PDF 或者照片，不超过 10 MB。"))

    def __init__(self, *args: Any, kinds: list[Order.Kind], others: list[Resolution], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(k.value, k.label) for k in kinds]
        if Order.Kind.SUPERSEDE in kinds and others:
            self.fields["by_resolution"].choices = [
                ("", _("不是被取代的，不用选")),
                *((str(r.pk), _titled(r)) for r in others),
            ]
        else:
            del self.fields["by_resolution"]

    def clean_file(self) -> Any:
        """Refuses a document that is too large to keep."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise forms.ValidationError(_("文件超过 10 MB，请压缩或者只传有关的几页。"), code="large")
        return sent
