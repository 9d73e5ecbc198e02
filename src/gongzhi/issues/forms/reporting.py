"""What a resident is asked, and what a worker writes down for one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.actions.record_issue import BY_HAND
from gongzhi.issues.forms.photos import PhotosField
from gongzhi.issues.models import Source
from gongzhi.places.models import Building
from gongzhi.web.forms import GzForm, PhoneField
from gongzhi_law.matters import Matter

WHERE = _("例如：三单元电梯厅、西门岗亭；不用写门牌号")


class TellingForm(GzForm):
    """What happened and where; everything but the words may be left out."""

    words = forms.CharField(
        label=_("出了什么事"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写清楚在哪儿、什么情况就行；只有社区、街道和办理的单位看得到原话"),
    )
    matter = forms.ChoiceField(label=_("是哪一类事"), required=False)
    building = forms.ChoiceField(label=_("哪一栋"), required=False)
    spot = forms.CharField(label=_("大概位置"), max_length=60, required=False, help_text=WHERE)
    place = forms.CharField(
        label=_("详细位置"), max_length=120, required=False, help_text=_("加密保存，只给上门办理的人看")
    )
    urgent = forms.BooleanField(label=_("紧急：有人身危险或者正在扩大"), required=False)

    def __init__(self, *args: Any, matters: Iterable[Matter], buildings: Iterable[Building], **options: Any) -> None:
        super().__init__(*args, **options)
        grouped: dict[str, list[tuple[str, str]]] = {}
        for row in matters:
            grouped.setdefault(row.category, []).append((row.id, row.name))
        self.fields["matter"].choices = [("", now("不确定")), *grouped.items()]  # type: ignore[attr-defined]
        self.places = {str(one.pk): one for one in buildings}
        names = [(key, one.name) for key, one in self.places.items()]
        self.fields["building"].choices = [("", now("公共区域或者不清楚")), *names]  # type: ignore[attr-defined]

    def clean_building(self) -> Building | None:
        """The building itself."""
        return self.places.get(self.cleaned_data["building"])


class ReportForm(TellingForm):
    """A resident's own report: the phone is asked only of those who are not signed in."""

    name = forms.CharField(label=_("怎么称呼您"), max_length=40, required=False, help_text=_("加密保存，不公开"))
    number = PhoneField(label=_("手机号"), help_text=_("收验证码和办理进度；不公开，不用注册"))
    hide_from_parties = forms.BooleanField(
        label=_("不让物业和业委会知道是我报的"), required=False, help_text=_("只有社区和街道看得到；对外从来不公开")
    )

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["number"]


class SendForm(GzForm):
    """The code, and photographs where there are some."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    photos = PhotosField(label=_("照片"), help_text=_("最多 6 张；拍摄地点、时间等信息会自动去掉"))

    def __init__(self, *args: Any, known: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if known:
            del self.fields["code"]


class MorePhotosForm(GzForm):
    """Photographs added later."""

    photos = PhotosField(label=_("照片"), required=True, help_text=_("最多 6 张；拍摄地点、时间等信息会自动去掉"))


class SaidForm(GzForm):
    """What the reporter says at the end; `needed` where it goes back to work and has to say why."""

    words = forms.CharField(
        label=_("想说的话"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, needed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if needed:
            self.fields["words"].required = True


class RecordForm(TellingForm):
    """An issue that came by telephone, at the desk, by a ticket or on patrol."""

    field_order = ["source", "source_ref", "words"]
    source = forms.ChoiceField(label=_("怎么来的"))
    source_ref = forms.CharField(
        label=_("来源编号"), max_length=60, required=False, help_text=_("12345 等工单的编号；同一编号只收一次")
    )
    name = forms.CharField(label=_("报事人称呼"), max_length=40, required=False, help_text=_("加密保存，不公开"))
    number = PhoneField(
        label=_("报事人手机"), required=False, help_text=_("填了就收到带进度链接的短信，办完由报事人确认")
    )
    hide_from_parties = forms.BooleanField(label=_("报事人要求对物业和业委会保密"), required=False)
    photos = PhotosField(label=_("照片"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].choices = [(one.value, one.label) for one in BY_HAND]  # type: ignore[attr-defined]
        self.fields["source"].initial = Source.PHONE
        self.fields["words"].help_text = now("原话；对外公开的话受理时另写")
