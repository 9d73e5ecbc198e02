"""The base of all forms: plain words for errors, what was typed is kept, a resend is one act."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _

from gongzhi.kernel.writing import readable
from gongzhi.web.fields import AreaField, DayField, HundredthsField, MomentField, MoneyField, PhoneField

__all__ = ["AreaField", "DayField", "GzForm", "HundredthsField", "MomentField", "MoneyField", "PhoneField"]

_CLASSES = {"select": "form-select", "checkbox": "form-check-input", "radio": "form-check-input"}


class GzForm(forms.Form):
    """A form with an idempotency key, Bootstrap classes and error texts that name the field."""

    # Which kind of field bears a name each form knows itself.
    fields: dict[str, Any]
    # Fields asked for in some cases only, as their own words say: not marked as ones that may be left empty.
    sometimes: ClassVar[tuple[str, ...]] = ()
    # Fields shown once an act has asked for them: what they confirm stands in its answer.
    when_asked: ClassVar[tuple[str, ...]] = ()
    idempotency_key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.fields["idempotency_key"].initial = str(uuid.uuid4())
        for name, field in self.fields.items():
            field.sometimes = name in self.sometimes
            _dress(field)
            _speak(field)
            if isinstance(field, forms.CharField):
                _read(field)

    @property
    def key(self) -> str:
        """The idempotency key that was sent, or a fresh one."""
        sent = self.cleaned_data.get("idempotency_key") if self.is_bound and self.is_valid() else ""
        return str(sent or self.fields["idempotency_key"].initial)

    def refuse(self, errors: dict[str, str]) -> None:
        """Puts the field errors of an act (BadInput.fields) beside their fields, the rest on top."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)


def _dress(field: forms.Field) -> None:
    widget = field.widget
    if widget.is_hidden:
        return
    kind = "select" if isinstance(widget, forms.Select) else getattr(widget, "input_type", "")
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = "radio"
    widget.attrs.setdefault("class", _CLASSES.get(kind, "form-control"))


def _read(field: forms.CharField) -> None:
    """Takes text that can be read and nothing else, and says how long it may be."""
    field.validators = [v for v in field.validators if not isinstance(v, ProhibitNullCharactersValidator)]
    field.validators.append(_must_be_readable)
    field.error_messages.setdefault("max_length", _("最多 %(limit_value)d 个字，现在有 %(show_value)d 个"))


def _must_be_readable(text: object) -> None:
    if isinstance(text, str) and not readable(text):
        raise ValidationError(_("里面有看不见的控制字符，请重新输入"))


def _speak(field: forms.Field) -> None:
    label = field.label or ""
    words = field.error_messages
    choosing = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.BooleanField)
    words["required"] = _("请选择：%(label)s") if choosing else _("请填写：%(label)s")
    words["required"] = words["required"] % {"label": label} if label else _("这一项必须填")
    if "invalid_choice" in words:
        words["invalid_choice"] = _("没有这个选项，请重新选")
    if isinstance(field, forms.FileField):
        words["invalid"] = _("没有收到文件，请重新选一次")
        words["missing"] = words["required"]
        words["empty"] = _("这个文件是空的，请换一个")
