"""What several forms of shared money ask alike: words, a paper or photograph, a sum of money."""

from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.meetings.actions.keep_paper import LARGEST
from gongzhi.web.forms import GzForm


def words_field(
    label: Any, *, hint: Any = "", rows: int = 2, most: int = 200, required: bool = True
) -> forms.CharField:
    """Words over several lines, at most so many characters."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint, widget=area)


class PaperField(forms.FileField):
    """A PDF or photograph, small enough to keep; a phone offers its camera."""

    widget = forms.ClearableFileInput(attrs={"accept": "application/pdf,image/*"})

    def __init__(self, **options: Any) -> None:
        hint = _("PDF 或者照片，不超过 25 MB。照片里的位置、时间会自动去掉。")
        super().__init__(**{"required": False, "help_text": hint, **options})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuses a file that is too large."""
        sent = super().clean(data, initial)
        if sent and sent.size > LARGEST:
            raise forms.ValidationError(now("文件超过 25 MB，请换一个小的。"), code="large")
        return sent


def given(form: GzForm) -> dict[str, Any]:
    """What a form says as an act takes it: without its key, the file as `file_name` and `content`."""
    found = {name: value for name, value in form.cleaned_data.items() if name not in ("idempotency_key", "file")}
    return found | paper(form.cleaned_data.get("file")) if "file" in form.fields else found


def paper(file: Any) -> dict[str, Any]:
    """The file that was sent along as acts take it; none is empty."""
    return {"file_name": file.name, "content": file.read()} if file else {"file_name": "", "content": b""}
