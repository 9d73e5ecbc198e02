"""What the pages of sittings, topics and mandates ask."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.meetings.forms.fields import EstateChoice, PaperField, words_field
from gongzhi.meetings.models import Sitting, Topic
from gongzhi.meetings.queries.joint_members import Member
from gongzhi.places.models import Estate
from gongzhi.web.forms import DayField, GzForm, MomentField, PhoneField
from gongzhi.web.trying import given
from gongzhi_law.joint_meetings import BUSINESS, BUSINESS_NAMES, OBSERVER_NAMES, OBSERVERS


class SittingForm(GzForm):
    """Which sitting, when, where, in which form, for which estates; `change` leaves its kind as it is."""

    kind = forms.ChoiceField(label=gettext_lazy("什么会"), choices=Sitting.Kind.choices)
    window = forms.ChoiceField(
        label=gettext_lazy("哪一期"), required=False, help_text=gettext_lazy("联席会议一般在双月最后一周召开。")
    )
    why = words_field(
        gettext_lazy("临时召开的原因"),
        hint=gettext_lazy("遇有重大问题或者特殊情况随时可以召开；定期的不用写。"),
        rows=2,
        most=2000,
        required=False,
    )
    estates = forms.MultipleChoiceField(
        label=gettext_lazy("服务哪些小区"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("一次会可以服务几个小区，纪要分小区出；环物委自己的会不用选。"),
    )
    form = forms.ChoiceField(
        label=gettext_lazy("形式"), choices=Sitting.Form.choices, widget=forms.RadioSelect, initial="regular"
    )
    begins_at = MomentField(label=gettext_lazy("开会时间"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=120, required=False)
    link = forms.CharField(
        label=gettext_lazy("视频会议链接"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("视频会议必填，以 https:// 开头。"),
    )
    title = forms.CharField(
        label=gettext_lazy("会议名称"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("不写就按年月和类别起名。"),
    )
    notice_words = words_field(
        gettext_lazy("通知正文"),
        hint=gettext_lazy("时间地点、议程、上次议定事项会自动附在后面。"),
        rows=6,
        most=4000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        estates: Iterable[Estate],
        windows: Sequence[tuple[str, str]],
        change: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.known = EstateChoice(estates)
        self.fields["estates"].choices = self.known.choices  # type: ignore[attr-defined]
        self.fields["window"].choices = [*windows, ("", _("不是定期的"))]  # type: ignore[attr-defined]
        del self.fields["kind" if change else "notice_words"]

    def asked(self) -> dict[str, Any]:
        """Estates as rows."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "idempotency_key"}
        return {**given, "estates": [self.known.known[pk] for pk in given["estates"]]}


class AgendaForm(GzForm):
    """Which accepted topics this sitting takes."""

    topics = forms.MultipleChoiceField(
        label=gettext_lazy("列入议程的议题"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, topics: Iterable[Topic], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["topics"].choices = [(str(t.pk), self.words_of(t)) for t in topics]  # type: ignore[attr-defined]

    @staticmethod
    def words_of(topic: Topic) -> str:
        """处理矛盾：地下车库漏水（桂溪苑）."""
        where = topic.about.name if topic.about else _("全社区")
        kinds = {one.value: BUSINESS_NAMES[one] for one in BUSINESS}
        return f"{kinds[topic.business]}：{topic.title}（{where}）"

    def asked(self) -> dict[str, Any]:
        """Numbers of topics."""
        return {"topics": [int(pk) for pk in self.cleaned_data["topics"]]}


class ObserverForm(GzForm):
    """Who listens in, of which kind."""

    observer = forms.ChoiceField(
        label=gettext_lazy("哪一类"), choices=[(one.value, OBSERVER_NAMES[one]) for one in OBSERVERS]
    )
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40, help_text=gettext_lazy("加密保存，不公开。"))
    office = forms.CharField(
        label=gettext_lazy("单位和身份"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("其他人员必须写，例如派出所社区民警。"),
    )
    number = PhoneField(
        label=gettext_lazy("手机号"),
        required=False,
        help_text=gettext_lazy("写了就发通知，可以自己扫码签到；不写由办公室登记到会。"),
    )
    about = forms.ChoiceField(label=gettext_lazy("为哪个小区"), required=False)

    def __init__(self, *args: Any, estates: Iterable[Estate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = EstateChoice(estates)
        self.fields["about"].choices = [("", _("不分小区")), *self.known.choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The estate as a row."""
        found = given(self)
        return {**found, "about": self.known.one(found["about"])}


class NoticeForm(GzForm):
    """The words of a notice or of a short record, before it is signed off."""

    words = words_field(gettext_lazy("正文"), rows=8, most=4000)


class ReasonForm(GzForm):
    """Why."""

    reason = words_field(gettext_lazy("原因"), rows=2, most=200)


class PlaceForm(GzForm):
    """A photograph of the place."""

    photo = PaperField(
        required=True,
        label=gettext_lazy("现场照片"),
        help_text=gettext_lazy("只存画面，拍摄地点、时间和手机信息会去掉。"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )

    def asked(self) -> dict[str, Any]:
        """Name and bytes."""
        sent = self.cleaned_data["photo"]
        return {"photo_name": sent.name, "photo": sent.read()}


class TopicForm(GzForm):
    """What should be put on the table."""

    business = forms.ChoiceField(
        label=gettext_lazy("属于哪一类"),
        choices=[(one.value, BUSINESS_NAMES[one]) for one in BUSINESS],
        widget=forms.RadioSelect,
    )
    about = forms.ChoiceField(label=gettext_lazy("哪个小区"), required=False)
    title = forms.CharField(label=gettext_lazy("题目"), max_length=120)
    words = words_field(
        gettext_lazy("情况和建议"), hint=gettext_lazy("写事情和建议，不写业主的姓名、电话、门牌。"), rows=6, most=4000
    )
    file = PaperField(label=gettext_lazy("附件"))

    def __init__(self, *args: Any, estates: Iterable[Estate] = (), fixed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = EstateChoice(estates)
        if fixed:
            del self.fields["about"]
        else:
            self.fields["about"].choices = [("", _("全社区")), *self.known.choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The estate as a row, the file as the act takes it."""
        found = given(self)
        return {**found, "about": self.known.one(found["about"])} if "about" in found else found


class JudgeForm(GzForm):
    """Accepted, or returned and why."""

    accept = forms.ChoiceField(
        label=gettext_lazy("研究结果"),
        choices=[("yes", gettext_lazy("确定为议题")), ("no", gettext_lazy("退回"))],
        widget=forms.RadioSelect,
    )
    reason = words_field(
        gettext_lazy("理由"), hint=gettext_lazy("退回必须写，提出人会收到。"), rows=3, most=2000, required=False
    )

    def asked(self) -> dict[str, Any]:
        """Accepted as a truth."""
        return {"accept": self.cleaned_data["accept"] == "yes", "reason": self.cleaned_data["reason"]}


class MandateForm(GzForm):
    """Who may convene, for which estate, until when, on what."""

    seat = forms.ChoiceField(label=gettext_lazy("委托给谁"))
    about = forms.ChoiceField(
        label=gettext_lazy("召集哪里的会"),
        required=False,
        help_text=gettext_lazy("受托人的席位属于一个小区的，只能召集那个小区的会。"),
    )
    limit_words = forms.CharField(
        label=gettext_lazy("限制"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("例如只召集例会，不召集临时会议。"),
    )
    basis = forms.CharField(label=gettext_lazy("凭什么"), max_length=200, help_text=gettext_lazy("会议记录、委托书。"))
    from_on = DayField(label=gettext_lazy("从"))
    until_on = DayField(label=gettext_lazy("到期日"), help_text=gettext_lazy("这一天起不再有效。"))

    def __init__(self, *args: Any, seats: Sequence[Member], estates: Iterable[Estate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = EstateChoice(estates)
        self.seats = {str(member.seat.pk): member.seat for member in seats}
        offered = [(str(m.seat.pk), f"{m.name} {m.office}") for m in seats]
        self.fields["seat"].choices = [("", _("请选择")), *offered]  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", _("全社区")), *self.known.choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Seat and estate as rows."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "idempotency_key"}
        return {**given, "seat": self.seats[given["seat"]], "about": self.known.one(given["about"])}
