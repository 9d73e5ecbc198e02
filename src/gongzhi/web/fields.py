"""Form fields for areas, money, days and phones: whole numbers and aware instants, never a float."""

import re
import unicodedata
from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.kernel.clock import BEIJING

_DECIMAL = re.compile(r"(\d{1,11})(?:\.(\d{1,2}))?\Z", re.ASCII)
_MOBILE = re.compile(r"1\d{10}\Z", re.ASCII)
_ABROAD = re.compile(r"\+[1-9]\d{6,14}\Z", re.ASCII)


class HundredthsField(forms.CharField):
    """A number with at most two decimals, as a whole number of hundredths; refuses everything else."""

    units: tuple[str, ...] = ()
    wrong = gettext_lazy("请写成数字，最多两位小数，例如 89.32")

    def __init__(self, **options: object) -> None:
        options.setdefault("max_length", 20)
        super().__init__(**options)  # type: ignore[arg-type]
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: object) -> int | None:  # type: ignore[override]
        """`"1,234.5"` → 123450; full-width digits are read, letters are pointed at."""
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = unicodedata.normalize("NFKC", str(super().to_python(value))).strip()
        for unit in self.units:
            text = text.removesuffix(unit).removeprefix(unit)
        text = text.replace(",", "").replace(" ", "")
        if not text:
            return None
        found = _DECIMAL.match(text)
        if not found:
            raise forms.ValidationError(_pointed(text, str(self.wrong)), code="invalid")
        return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))

    def run_validators(self, value: object) -> None:
        """The text validators of the parent look at text, not at the number."""

    def prepare_value(self, value: object) -> object:
        """123450 → 1234.50; what was typed comes back as it was typed."""
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value // 100}.{value % 100:02d}"
        return value


class AreaField(HundredthsField):
    """Area typed in m² → int of 0.01 m²."""

    units = ("m2", "M2", "平方米")
    wrong = gettext_lazy("面积请写成数字，最多两位小数，例如 89.32")


class MoneyField(HundredthsField):
    """Money typed in yuan → int of fen."""

    units = ("元", "¥")
    wrong = gettext_lazy("金额请写成数字，最多两位小数，例如 1234.50")


class DayField(forms.DateField):
    """A day, 2026-11-21."""

    def __init__(self, **options: object) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"])
        super().__init__(**options)  # type: ignore[arg-type]
        self.error_messages["invalid"] = gettext_lazy("请写成日期，例如 2026-11-21")


class MomentField(forms.Field):
    """An instant typed in Beijing time, 2026-11-21T18:00 → aware datetime."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M")

    def to_python(self, value: object) -> datetime | None:
        """Refuses what is not a day with hour and minute."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value
        for pattern in self.formats:
            try:
                return datetime.strptime(str(value).strip(), pattern).replace(tzinfo=BEIJING)
            except ValueError:
                continue
        raise forms.ValidationError(_("请写成日期和时间，例如 2026-11-21 18:00"), code="invalid")

    def prepare_value(self, value: object) -> object:
        """An aware instant as Beijing time; a day or typed text as it is."""
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(BEIJING).replace(tzinfo=None)
        return value

    def has_changed(self, initial: object, data: object) -> bool:
        """Compares instants, not their text."""
        return self.prepare_value(initial) != data


class PhoneField(forms.CharField):
    """A mainland mobile number, or one from elsewhere as +country number; spaces and dashes do not count."""

    def __init__(self, **options: object) -> None:
        options.setdefault("max_length", 24)
        super().__init__(**options)  # type: ignore[arg-type]
        self.widget.attrs.update({"inputmode": "tel", "autocomplete": "tel"})

    def to_python(self, value: object) -> str:
        """`138 0013 8000` and `+86 13800138000` → 13800138000; says how many digits are missing."""
        text = unicodedata.normalize("NFKC", str(super().to_python(value)))
        text = re.sub(r"[\s\-()]", "", text).removeprefix("+86")
        if text in self.empty_values or _MOBILE.match(text) or _ABROAD.match(text):
            return text
        if text.isascii() and text.isdigit() and len(text) != 11:
            gap = 11 - len(text)
            words = _("少 %(gap)s 位，手机号是 11 位") if gap > 0 else _("多 %(gap)s 位，手机号是 11 位")
            raise forms.ValidationError(words % {"gap": abs(gap)}, code="length")
        raise forms.ValidationError(_("请写 11 位手机号；境外号码以 + 和国家或地区码开头"), code="invalid")


def _pointed(text: str, otherwise: str) -> str:
    """Points at the first sign that is no digit, so that the letter O for a zero is found at once."""
    for place, sign in enumerate(text, start=1):
        if sign.isalpha():
            return _("第 %(place)s 位是“%(sign)s”，请改成数字") % {"place": place, "sign": sign}
    return otherwise
