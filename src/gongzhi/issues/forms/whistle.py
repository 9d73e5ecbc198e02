"""What the pages ask about forces, whistles, calls, supervision and investigations."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.forms.photos import PhotosField
from gongzhi.issues.forms.working import PUBLIC, words_field
from gongzhi.issues.models import Force
from gongzhi.meetings.models import AgreedItem
from gongzhi.people.actions.appoint_officer import DEPARTMENTS
from gongzhi.places.models import Division
from gongzhi.web.forms import DayField, GzForm, PhoneField

PAPER = _("附件（PDF 或者照片）")
NAMELESS = _("公开，不写人名和门牌")


class ForceForm(GzForm):
    """A force and whoever acts for it."""

    kind = forms.ChoiceField(label=_("是哪一类"), choices=Force.Kind.choices)
    name = forms.CharField(label=_("名称"), max_length=60)
    code = forms.CharField(label=_("代码"), max_length=20, help_text=_("小写字母、数字和连字符，例如 gongshui"))
    word = forms.ChoiceField(
        label=_("部门或者企业的类别"), required=False, help_text=_("职能部门和水电气网企业必选：按事项清单自动推荐")
    )
    place = forms.ChoiceField(label=_("在哪里"))
    contact = forms.CharField(label=_("值班电话"), max_length=40, required=False, help_text=_("召唤时发到这里，不公开"))
    officer = forms.CharField(label=_("经办人姓名"), max_length=40, required=False)
    number = PhoneField(label=_("经办人手机号"), required=False, help_text=_("用来登录报到；职能部门凭任用文件，不填"))
    document = forms.CharField(label=_("凭据"), max_length=60, required=False)

    def __init__(self, *args: Any, places: Iterable[Division], utilities: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = {place.pk: place for place in places}
        self.fields["place"].choices = [(pk, place.name) for pk, place in self.places.items()]  # type: ignore[attr-defined]
        groups = [
            (now("职能部门"), [(word, word) for word in DEPARTMENTS]),
            (now("公共服务企业"), list(utilities.items())),
        ]
        self.fields["word"].choices = [("", "–"), *groups]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The place as the act takes it."""
        super().clean()
        place = self.cleaned_data.pop("place", None)
        if place:
            self.cleaned_data["division"] = self.places[place]
        return self.cleaned_data


class SeatForm(GzForm):
    """One more person for a force."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    number = PhoneField(label=_("手机号"), help_text=_("用来登录报到，不公开"))
    document = forms.CharField(label=_("凭据"), max_length=60, required=False)


class WhistleForm(GzForm):
    """Whom to call, why, and to do what."""

    kind = forms.ChoiceField(label=_("哪一种哨"), widget=forms.RadioSelect)
    forces = forms.MultipleChoiceField(label=_("请谁来"), widget=forms.CheckboxSelectMultiple)
    task = words_field(_("请他们做什么"), _("各方任务不同的，分几次吹"))
    why = words_field(_("为什么要请外面的力量"), _("留痕"))
    urgent = forms.BooleanField(label=_("紧急，先吹后补"), required=False, help_text=_("按分钟计时；建议事后补上"))
    without = forms.CharField(
        label=_("没有建议的理由"),
        max_length=300,
        required=False,
        help_text=_("不紧急、又没有联席会议的建议，写明为什么；留痕"),
    )

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[tuple[str, str]],
        named: Iterable[Force],
        others: Iterable[Force],
        rests: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]
        marked = [(str(force.pk), now("%(force)s（清单推荐）") % {"force": force.name}) for force in named]
        self.fields["forces"].choices = [*marked, *((str(one.pk), one.name) for one in others)]  # type: ignore[attr-defined]
        self.fields["forces"].initial = [pk for pk, _label in marked]
        if rests:
            del self.fields["without"]

    def clean(self) -> dict[str, Any]:
        """Tasks by force, as the act takes them."""
        super().clean()
        data = self.cleaned_data
        task = data.pop("task", "")
        data["tasks"] = {int(pk): task for pk in data.pop("forces", [])}
        return data


class RecommendForm(GzForm):
    """The recommendation, and the agreed item it rests on."""

    item = forms.ChoiceField(label=_("联席会议的议定事项"), required=False, help_text=_("紧急的由召集人先提，不用选"))
    words = words_field(_("建议"), NAMELESS, length=1000)

    def __init__(self, *args: Any, items: Iterable[AgreedItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = {str(item.pk): item for item in items}
        rows = [(pk, f"{item.sitting.title}：{item.words[:40]}") for pk, item in self.items.items()]
        self.fields["item"].choices = [("", now("没有：紧急，由召集人提出")), *rows]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The item as the act takes it."""
        super().clean()
        self.cleaned_data["item"] = self.items.get(self.cleaned_data.get("item", ""))
        return self.cleaned_data


class ArriveForm(GzForm):
    """Photographs of the spot."""

    photos = PhotosField(label=_("现场照片（可以不传）"))


class ReportCallForm(GzForm):
    """What was found and done."""

    words = words_field(_("看到什么、怎么处置的"), _("只给吹哨人和办理的单位看"), length=2000)
    photos = PhotosField(label=_("处置后的照片"))
    file = forms.FileField(label=PAPER, required=False)


class RateForm(GzForm):
    """One to five, with words for a low one."""

    rating = forms.TypedChoiceField(
        label=_("评几分"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (5, _("5 分，很好")),
            (4, _("4 分，好")),
            (3, _("3 分，一般")),
            (2, _("2 分，不好")),
            (1, _("1 分，没有解决")),
        ],
    )
    words = forms.CharField(label=_("评语"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class OutcomeForm(GzForm):
    """What came of a whistle."""

    outcome = words_field(_("结果"), PUBLIC)


class SuperviseForm(GzForm):
    """Whom to order what by when."""

    to = forms.ChoiceField(label=_("督办哪一方"), widget=forms.RadioSelect)
    words = words_field(_("要求做什么"), NAMELESS, length=2000)
    due_on = DayField(label=_("回复期限"))

    def __init__(self, *args: Any, sides: Mapping[tuple[str, str], str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = {f"{side}:{word}": (side, word) for side, word in sides}
        self.fields["to"].choices = [(f"{s}:{w}", name) for (s, w), name in sides.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Side and word, as the act takes them."""
        super().clean()
        key = self.cleaned_data.pop("to", None)
        if key:
            self.cleaned_data["side"], self.cleaned_data["word"] = self.keys[key]
        return self.cleaned_data


class ReplyForm(GzForm):
    """The answer of a side."""

    reply = words_field(_("办理情况"), length=2000)
    file = forms.FileField(label=PAPER, required=False)


class VerdictForm(GzForm):
    """Whether an answer will do."""

    accept = forms.TypedChoiceField(
        label=_("回复行不行"),
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
        choices=[("yes", _("办结")), ("no", _("退回再办"))],
    )
    verdict = words_field(_("看过什么、结论如何"))
    due_on = DayField(label=_("退回的，再给到哪一天"), required=False)


class InquiryForm(GzForm):
    """Who investigates."""

    members = words_field(_("由哪几方组成"), _("例如：居委会、小区党组织、业委会、物业、利益相关方、居民代表"))


class FindingForm(GzForm):
    """One step of an investigation."""

    on = DayField(label=_("哪一天"))
    words = words_field(_("看了什么、问了谁、怎么说"), _("加密保存，不公开"), length=2000)
    file = forms.FileField(label=PAPER, required=False)


class OpinionForm(GzForm):
    """What was found, and the opinion."""

    findings = words_field(_("查明的情况"), _("不公开"), length=4000)
    opinion = words_field(_("意见或者建议"), NAMELESS, length=4000)


class TopicForm(GzForm):
    """The topic for the joint meeting."""

    business = forms.ChoiceField(label=_("属于哪一类任务"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("题目"), max_length=120)
    words = words_field(_("情况和建议"), _("与会各方都看得到，不写报事人"), length=4000)

    def __init__(self, *args: Any, business: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["business"].choices = list(business)  # type: ignore[attr-defined]
