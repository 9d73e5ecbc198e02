"""Several photographs in one field."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _


class PhotosInput(forms.ClearableFileInput):
    """A file input that takes more than one."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Photographs, as a list of uploads; what is no photograph is told by the act that keeps them."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", PhotosInput(attrs={"accept": "image/*,.heic,.heif", "multiple": True}))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that was sent; refuses an empty one."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(_("请选照片"))
        return [super(PhotosField, self).clean(one, initial) for one in files]
