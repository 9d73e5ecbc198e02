"""What is asked to mediate, to record a visit, to hold a gathering, and to sign up for one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Body
from gongzhi.issues.forms.working import words_field
from gongzhi.issues.models import Mediation
from gongzhi.web.forms import DayField, GzForm, MomentField, PhoneField
from gongzhi_law import issues as law

SEALED = _("加密保存，只给调解的人看")
NOBODY = _("公开：不写人名、电话、门牌和车牌")
CHECKED = _("我看过了：没有人名、电话、门牌、车牌")


def issue_field() -> forms.CharField:
    """The number of an issue, which may be left out."""
    return forms.CharField(
        label=_("是哪一件报事"), max_length=12, required=False, help_text=_("编号，例如 2026-0042；没有就空着")
    )


def file_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.FileField:
    """One paper: PDF or photograph."""
    return forms.FileField(
        label=label, required=required, help_text=help_text or _("PDF 或者照片；照片里的拍摄地点等信息会自动去掉")
    )


class MediationForm(GzForm):
    """A dispute and who mediates it."""

    about = forms.CharField(label=_("什么纠纷"), max_length=120, help_text=_("例如：楼上漏水赔偿；不写人名"))
    parties = forms.CharField(
        label=_("各方当事人"), max_length=500, help_text=SEALED, widget=forms.Textarea(attrs={"rows": 3})
    )
    mediator_kind = forms.ChoiceField(
        label=_("谁主持"),
        choices=Mediation.Mediator.choices,
        widget=forms.RadioSelect,
        help_text=_("只有人民调解委员会主持的协议，双方才可以申请司法确认"),
    )
    mediator_name = forms.CharField(label=_("主持的组织或者人"), max_length=60)
    host = forms.ChoiceField(label=_("由哪个组织承办"), required=False)
    opened_on = DayField(label=_("开始日期"))
    issue = issue_field()

    def __init__(self, *args: Any, hosts: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        self.hosts = {str(body.pk): body for body in hosts}
        rows = [(key, body.name) for key, body in self.hosts.items()]
        self.fields["host"].choices = [("", now("没有")), *rows]  # type: ignore[attr-defined]

    def clean_host(self) -> Body | None:
        """The body itself."""
        return self.hosts.get(self.cleaned_data["host"])


class SessionForm(GzForm):
    """One sitting."""

    on = DayField(label=_("哪一天"))
    words = words_field(_("谁到场、怎么谈的"), SEALED, length=4000)
    file = file_field(_("签到表或者笔录"))


class AgreementForm(GzForm):
    """The signed agreement."""

    signed_on = DayField(label=_("签订日期"))
    file = file_field(_("签好的协议书"), SEALED)
    both_public = forms.BooleanField(
        label=_("双方都同意公开“已达成协议”"), required=False, help_text=_("只公开这一点，不写谁、不写什么事")
    )


class ConfirmationForm(GzForm):
    """The court's ruling."""

    confirmed_on = DayField(label=_("裁定日期"))
    number = forms.CharField(label=_("裁定书文号"), max_length=60)


class FollowUpForm(GzForm):
    """Whether the agreement is kept."""

    on = DayField(label=_("哪一天回访"))
    kept = forms.ChoiceField(
        label=_("履行了吗"),
        choices=[("yes", _("履行完毕")), ("later", _("还在履行，过后再问")), ("no", _("没有履行"))],
        widget=forms.RadioSelect,
    )
    words = words_field(_("回访情况"), SEALED, length=2000)
    file = file_field(_("凭证"))


class EndForm(GzForm):
    """Why no agreement came about."""

    outcome = words_field(_("为什么没有调成，告知了哪些途径"), SEALED)
    both_public = forms.BooleanField(label=_("双方都同意公开“没有调成”"), required=False)


class VisitForm(GzForm):
    """A visit of law enforcement."""

    on = DayField(label=_("哪一天"))
    cause = forms.CharField(label=_("事由"), max_length=300, help_text=NOBODY)
    forces = forms.CharField(label=_("哪些力量、多少人"), max_length=200, help_text=NOBODY)
    handling = words_field(_("怎么处置的"), _("只给小区工作台看"), length=2000)
    issue = issue_field()
    file = file_field(_("材料"))


class PublicForm(GzForm):
    """An outcome for everyone."""

    outcome = words_field(_("结果"), NOBODY, length=2000)
    names_checked = forms.BooleanField(label=CHECKED, required=False)


class GatheringForm(GzForm):
    """A gathering in one of the forms."""

    form = forms.ChoiceField(label=_("形式"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("谈什么"), max_length=80)
    about = words_field(_("说明"), length=1000)
    place = forms.CharField(label=_("地点"), max_length=80, help_text=_("上门走访写走访的楼栋，不写门牌"))
    starts_at = MomentField(label=_("开始时间"))
    sign_up_until = MomentField(label=_("报名截止"), required=False, help_text=_("空着就到开始为止"))
    seats = forms.IntegerField(label=_("名额"), required=False, min_value=1, help_text=_("空着就不限"))
    issue = issue_field()

    def __init__(self, *args: Any, forms_open: Iterable[law.Form], **options: Any) -> None:
        super().__init__(*args, **options)
        names = dict(law.FORMS)
        self.fields["form"].choices = [(one.value, names[one]) for one in forms_open]  # type: ignore[attr-defined]
        self.fields["about"].required = False


class HeldForm(GzForm):
    """How it went."""

    came = forms.IntegerField(label=_("来了多少人"), min_value=0)
    record = words_field(_("谈了什么"), _("只给小区工作台看；给大家的结果另写"), length=8000)
    file = file_field(_("签到表或者记录"))


class PlaceForm(GzForm):
    """A place at a gathering; the phone is asked only of those who are not signed in."""

    number = PhoneField(label=_("手机号"), help_text=_("收验证码和提醒；不公开，不用注册"))
    name = forms.CharField(label=_("怎么称呼您"), max_length=40, required=False, help_text=_("加密保存，不公开"))
    heads = forms.IntegerField(label=_("一共来几个人"), min_value=1, max_value=10, initial=1)
    wishes = words_field(_("想谈的事"), _("只给举办的人看"), length=500)

    def __init__(self, *args: Any, known: bool, leaving: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["wishes"].required = False
        if known:
            del self.fields["number"]
        if leaving:
            for name in ("name", "heads", "wishes"):
                del self.fields[name]


class CodeForm(GzForm):
    """The code that was sent."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
