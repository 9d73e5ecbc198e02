"""What the pages of the register ask."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.places.models import Division, Estate
from gongzhi.register.models import Correction, Owner, Roll, Unit
from gongzhi.register.roster.mapping import ColumnChoice
from gongzhi.web.forms import AreaField, DayField, GzForm, PhoneField

FIELD_NAMES = {
    "building": _("楼栋"),
    "stair": _("单元"),
    "floor": _("楼层"),
    "room": _("房号"),
    "door": _("整个门牌（楼栋单元房号在一格）"),
    "kind": _("用途"),
    "area": _("建筑面积"),
    "owner": _("业主姓名"),
    "document": _("证件号码"),
    "phone": _("电话"),
    "status": _("销售状态"),
    "delivered_on": _("交付日"),
}
What = Correction.What
UNUSED = "unused"
DIALLED, SHORTEST = re.compile(r"[0-9（）() +转-]+"), 3


class EstateForm(GzForm):
    """What makes an estate; the public page is up as soon as it is saved."""

    name = forms.CharField(label=_("小区名称"), max_length=60)
    community = forms.ChoiceField(label=_("所在社区"))
    kind = forms.ChoiceField(label=_("小区类型"), choices=Estate.Kind.choices)
    management = forms.ChoiceField(label=_("管理方式"), choices=Estate.Management.choices)
    address = forms.CharField(label=_("地址"), max_length=120, required=False)
    duty_phone = forms.CharField(
        label=_("值班电话"),
        max_length=20,
        required=False,
        help_text=_("写在公开页上，用值班电话，不用个人手机。"),
    )

    def clean_duty_phone(self) -> str:
        """Refuses what nobody could dial; a short service number and an extension are numbers too."""
        number = str(self.cleaned_data["duty_phone"]).strip()
        if number and (not DIALLED.fullmatch(number) or sum(c.isdigit() for c in number) < SHORTEST):
            raise forms.ValidationError(_("这不是电话号码，例如 028-85551234 或者 12345"), code="phone")
        return number

    level = forms.ChoiceField(
        label=_("使用级别"),
        choices=Estate.Level.choices,
        initial=Estate.Level.L1,
        required=False,
        help_text=_("先公示、报事就选 L1，以后随时可以升。"),
    )
    same_name_seen = forms.BooleanField(label=_("已核对，不是同一个小区"))

    def __init__(
        self, *args: Any, communities: Iterable[Division], same: Iterable[Estate] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["community"].choices = [(c.code, c.name) for c in communities]  # type: ignore[attr-defined]
        names = "、".join(f"{one.community.name} {one.name}" for one in same)
        if names:
            self.fields["same_name_seen"].help_text = _("别的社区有同名的小区：%(names)s") % {"names": names}
        else:
            del self.fields["same_name_seen"]


class RosterForm(GzForm):
    """The file a property firm handed over."""

    file = forms.FileField(
        label=_("房屋清册"),
        help_text=_("Excel（.xlsx、.xls）或者 CSV。先预览，不会马上入册。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.tsv"}),
    )


class MappingForm(GzForm):
    """Which column means what: one select a column, the guess preset."""

    def __init__(self, *args: Any, columns: Iterable[ColumnChoice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.columns = {f"column-{n}": column for n, column in enumerate(columns)}
        names = [(UNUSED, _("不用这一列")), *FIELD_NAMES.items()]
        for name, column in self.columns.items():
            label = (
                f"{column.title}"
                if len({c.sheet for c in self.columns.values()}) < 2
                else (f"{column.sheet} · {column.title}")
            )
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=names,
                initial=column.field or UNUSED,
                help_text=shown_samples(column),
                widget=forms.Select(attrs={"class": "form-select", "aria-describedby": f"id_{name}_help"}),
            )

    def changed_by_hand(self, before: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """All columns set by hand: those of before, overridden by what was changed now."""
        found = dict(before)
        for name, column in self.columns.items():
            chosen = "" if self.cleaned_data[name] == UNUSED else self.cleaned_data[name]
            if chosen != column.field:
                found[column.title] = chosen
        return list(found.items())


def shown_samples(column: ColumnChoice) -> str:
    """Three cells of a column, cut so that nobody can be found by them."""
    plain = column.field in ("building", "stair", "floor", "room", "door", "kind", "area", "status")
    return "、".join(text if plain else _cut(text.lstrip("'")) for text in column.samples)


def _cut(text: str) -> str:
    return f"{text[:1]}…{text[-1:] if len(text) > 2 else ''}" if len(text) > 1 else text


class UnmaskForm(GzForm):
    """Why somebody looks at a full name."""

    reason = forms.CharField(label=_("为什么要看"), max_length=200, help_text=_("业主看得到这句话。"))


class ProposeRollForm(GzForm):
    """How parking counts on the next roll."""

    parking = forms.ChoiceField(
        label=_("车位怎么计"), choices=Roll.Parking.choices, widget=forms.RadioSelect, initial=Roll.Parking.NEVER
    )


class OpenCheckForm(GzForm):
    """How long the roll is publicly checked."""

    days = forms.IntegerField(label=_("公示核对几天"), min_value=1, max_value=60)


class ChangeForm(GzForm):
    """A change the desk proposes for one unit; which fields count depends on what is changed."""

    what = forms.ChoiceField(
        label=_("更正哪一项"),
        choices=[c for c in What.choices if c[0] != What.CLAIM],
        widget=forms.HiddenInput,
    )
    area = AreaField(label=_("正确的面积（㎡）"), required=False)
    source = forms.ChoiceField(label=_("面积依据"), choices=Unit.AreaSource.choices, required=False)
    owner = forms.ChoiceField(label=_("哪一位业主"), required=False)
    name = forms.CharField(label=_("正确的姓名"), max_length=60, required=False)
    phone = PhoneField(label=_("正确的电话"), required=False)
    owners = forms.CharField(
        label=_("现在的全部业主"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一位：姓名，证件号码，电话。没有的留空。"),
    )
    from_on = DayField(label=_("从哪一天起"), required=False)
    note = forms.CharField(label=_("说明"), max_length=1000, required=False)
    reason = forms.CharField(
        label=_("理由和依据"), max_length=1000, required=False, help_text=_("例如：核对不动产登记簿，2026 年 3 月 2 日")
    )

    NEEDS = {
        What.AREA: ("area", "source"),
        What.NAME: ("owner", "name"),
        What.PHONE: ("owner", "phone"),
        What.OWNERS: ("owners", "from_on"),
        What.OTHER: ("note",),
    }

    def __init__(self, *args: Any, what: str, owners: Iterable[tuple[int, str]], asked: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        keep = {"idempotency_key", "what", *self.NEEDS[What(what)], *(() if asked else ("reason",))}
        for name in set(self.fields) - keep:
            del self.fields[name]
        for name in keep - {"idempotency_key"}:
            self.fields[name].required = True
        if "owner" in self.fields:
            self.fields["owner"].choices = list(owners)  # type: ignore[attr-defined]
        self.fields["what"].initial = what

    def change(self) -> dict[str, Any]:
        """The change as the act takes it."""
        data = self.cleaned_data
        if data["what"] == What.OWNERS:
            return {"owners": [_owner(line) for line in data["owners"].splitlines()], "from_on": data["from_on"]}
        return {field: data[field] for field in self.NEEDS[What(data["what"])] if field != "owner"}


def _owner(line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.replace("，", ",").replace("\t", ",").split(",")]
    name, document, phone = (*parts, "", "", "")[:3]
    kind = Owner.Kind.COMPANY if name.endswith(("公司", "中心", "委员会")) else Owner.Kind.NATURAL
    return {"name": name, "document": document, "phone": phone, "kind": kind.value}


class AnswerForm(GzForm):
    """The written answer to whoever asked."""

    answer = forms.CharField(label=_("答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AskForm(GzForm):
    """What an owner finds wrong in the register."""

    what = forms.ChoiceField(label=_("哪一项不对"), choices=[c for c in What.choices if c[0] != What.CLAIM])
    text = forms.CharField(
        label=_("应当是什么"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("例如：产权证上写的是 89.32㎡。只有登记人员看得到。"),
    )


class TailForm(GzForm):
    """Which room, and the last four digits of the number the register has."""

    unit = forms.ChoiceField(label=_("房号"))
    digits = forms.RegexField(
        r"^\d{4}$",
        label=_("登记电话的后四位"),
        help_text=_("买房或者入住时留给物业的手机号。"),
        error_messages={"invalid": _("请写四位数字")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}),
    )

    def __init__(self, *args: Any, rooms: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [("", _("请选房号")), *rooms]  # type: ignore[attr-defined]


class LetterForm(GzForm):
    """The code of a sealed letter, and a number of one's own."""

    unit = forms.ChoiceField(label=_("房号"))
    letter = forms.CharField(label=_("通知单上的验证码"), max_length=16)
    name = forms.CharField(label=_("您的姓名"), max_length=40)
    number = PhoneField(label=_("您的手机号"), help_text=_("我们发一个验证码到这个号码，以后用它表决。"))

    def __init__(self, *args: Any, rooms: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [("", _("请选房号")), *rooms]  # type: ignore[attr-defined]


class ClaimCodeForm(GzForm):
    """The code that arrived."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
