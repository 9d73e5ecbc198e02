"""What several forms of meetings ask alike: words, a paper or photograph, an estate."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.meetings.actions.keep_paper import LARGEST
from gongzhi.places.models import Estate

LONGEST = 2000


def words_field(
    label: Any, *, hint: Any = "", rows: int = 4, most: int = LONGEST, required: bool = True
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


class EstateChoice:
    """Turns the numbers of estates that a form offers into the estates."""

    def __init__(self, estates: Iterable[Estate]) -> None:
        self.known = {str(estate.pk): estate for estate in estates}

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Number and name."""
        return [(pk, estate.name) for pk, estate in self.known.items()]

    def one(self, sent: str) -> Estate | None:
        """The estate, or None for the whole community."""
        return self.known.get(sent)
