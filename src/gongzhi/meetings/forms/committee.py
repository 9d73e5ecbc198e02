"""What the pages of a body's meetings ask."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongzhi.bodies.models import Appointment
from gongzhi.meetings.forms.fields import PaperField
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision, Demand, MemberVote
from gongzhi.meetings.models.committee import FORMS
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.voting.models import Order
from gongzhi.web.dates import cndate
from gongzhi.web.forms import GzForm, MomentField, MoneyField
from gongzhi.web.trying import paper

WORDS = forms.Textarea(attrs={"rows": 4})
ROWS, MOST_ROWS = 3, 30


class DemandForm(GzForm):
    """Why a meeting is demanded."""

    words = forms.CharField(
        label=_("为什么要开会，要议什么"),
        max_length=2000,
        widget=WORDS,
        help_text=_("写好以后不能改，其他委员签的是同一段文字。"),
    )


class NamingForm(GzForm):
    """Who convenes in the chair's stead, and why."""

    member = forms.ChoiceField(label=_("由哪一位委员召集和主持"))
    why = forms.CharField(label=_("主任没有召集的经过"), max_length=2000, widget=WORDS)

    def __init__(
        self, *args: Any, members: Mapping[str, Appointment], names: Mapping[int, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.members = members
        self.fields["member"].choices = seat_choices(members, names)  # type: ignore[attr-defined]

    def clean_member(self) -> Appointment:
        """The seat that was chosen."""
        return self.members[self.cleaned_data["member"]]


class CallForm(GzForm):
    """When, where and why a meeting is held."""

    cause = forms.ChoiceField(label=_("为什么开会"), choices=CommitteeMeeting.Cause.choices)
    demand = forms.ChoiceField(label=_("按哪一份委员提议"), required=False)
    why = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("紧急的写明为什么紧急；不是主任召集的写明经过。会印在公告里。"),
    )
    begins_at = MomentField(label=_("开会时间"))
    form = forms.ChoiceField(label=_("形式"), choices=FORMS)
    place = forms.CharField(label=_("地点"), required=False, max_length=120)
    link = forms.CharField(label=_("视频会议链接"), required=False, max_length=300)
    warnings_seen = forms.BooleanField(label=_("已经看过提示"), required=False)

    def __init__(self, *args: Any, demands: Iterable[Demand], **options: Any) -> None:
        super().__init__(*args, **options)
        self.demands = {str(one.pk): one for one in demands}
        if self.demands:
            rows = [(key, f"{one.words[:30]}（{cndate(one.at)}）") for key, one in self.demands.items()]
            self.fields["demand"].choices = [("", now("不是按提议召集的，不用选")), *rows]  # type: ignore[attr-defined]
        else:
            del self.fields["demand"]

    def clean_demand(self) -> Demand | None:
        """The demand that was chosen, or None."""
        return self.demands.get(self.cleaned_data.get("demand") or "")


class ItemForm(GzForm):
    """One item of an agenda; without a title it is an empty line."""

    title = forms.CharField(label=pgettext_lazy("item", "议题"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("怎样处理"), choices=AgendaItem.Kind.choices)
    power = forms.ChoiceField(label=_("行使哪一项权限"), required=False)
    words = forms.CharField(
        label=_("具体内容"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    amount = MoneyField(
        label=_("金额上限（元）"), required=False, help_text=_("要花钱的才写，决定通过后最多支付这么多")
    )
    candidate = forms.ChoiceField(label=_("推选谁"), required=False, help_text=_("推选主任、副主任才选"))
    file = PaperField(label=_("附件"), help_text=_("报价、合同等，会前给成员看；PDF 或者照片，不超过 25 MB。"))

    def __init__(
        self,
        *args: Any,
        powers: list[tuple[str, str]],
        members: Mapping[str, Appointment],
        names: Mapping[int, str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.members = members
        self.fields["power"].choices = powers  # type: ignore[attr-defined]
        self.fields["candidate"].choices = [("", "–"), *seat_choices(members, names)]  # type: ignore[attr-defined]

    def draft(self) -> ItemDraft | None:
        """The item as the act asks for it; None for an empty line."""
        data = self.cleaned_data
        if not data["title"].strip():
            return None
        candidate, file = self.members.get(data.get("candidate") or ""), data.get("file")
        return ItemDraft(
            data["kind"], data["title"], data["words"], data["power"], data.get("amount"), candidate, **paper(file)
        )


class ReasonForm(GzForm):
    """Why a meeting is called off."""

    reason = forms.CharField(label=_("为什么取消"), max_length=200)


class PresenceForm(GzForm):
    """Who signed the paper sheet."""

    members = forms.MultipleChoiceField(
        label=_("在签到表上签名、本人到会的"), widget=forms.CheckboxSelectMultiple, required=False
    )
    by_proxy = forms.MultipleChoiceField(
        label=_("派别人来的"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("成员不能委托他人到会，选了会告诉您依据；没有到会的不用登记。"),
    )

    def __init__(
        self, *args: Any, members: Mapping[str, Appointment], names: Mapping[int, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.members = members
        for name in ("members", "by_proxy"):
            self.fields[name].choices = seat_choices(members, names)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Numbers become seats."""
        data = super().clean() or self.cleaned_data
        for name in ("members", "by_proxy"):
            data[name] = [self.members[key] for key in data.get(name) or ()]
        return data


class SignaturesForm(GzForm):
    """Whose signatures stand on the paper record."""

    members = forms.MultipleChoiceField(
        label=_("在签字页上签了字的"), widget=forms.CheckboxSelectMultiple, required=False
    )
    file = PaperField(label=_("签字页"))

    def __init__(
        self, *args: Any, members: Mapping[str, Appointment], names: Mapping[int, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.members = members
        self.fields["members"].choices = seat_choices(members, names)  # type: ignore[attr-defined]

    def clean_members(self) -> list[Appointment]:
        """The seats that were chosen."""
        return [self.members[key] for key in self.cleaned_data["members"]]


class VoteForm(GzForm):
    """For, against, or neither."""

    choice = forms.ChoiceField(label=_("您的意见"), choices=MemberVote.Choice.choices, widget=forms.RadioSelect)


class SheetVotesForm(GzForm):
    """What a signed sheet says, item by item and member by member; an empty line is no vote."""

    file = PaperField(label=_("成员签名的表决表"))

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = [key for key, _label in lines]
        choices = [("", "–"), *MemberVote.Choice.choices]
        for key, label in lines:
            select = forms.Select(attrs={"class": "form-select"})
            self.fields[f"vote_{key}"] = forms.ChoiceField(label=label, required=False, choices=choices, widget=select)
        self.order_fields([f"vote_{key}" for key in self.lines])

    def clean(self) -> dict[str, Any]:
        """The choices become one mapping `votes`."""
        data = super().clean() or self.cleaned_data
        chosen = {key: data.pop(f"vote_{key}", "") for key in self.lines}
        data["votes"] = {key: choice for key, choice in chosen.items() if choice}
        return data


class RecordForm(GzForm):
    """What was said and decided."""

    words = forms.CharField(
        label=_("会议记录"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("有人签字以后不能再改。"),
    )
    file = PaperField(label=_("纸质记录"), help_text=_("有就附上，PDF 或者照片，不超过 25 MB。"))


class SignForm(GzForm):
    """A member's own remark with the signature."""

    remark = forms.CharField(
        label=_("您要写明的意见"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecisionOrderForm(GzForm):
    """What a court or an office ordered, with its document."""

    kind = forms.ChoiceField(label=_("决定现在怎样"), widget=forms.RadioSelect)
    issuer = forms.CharField(label=_("作出文书的机关"), max_length=80)
    document_number = forms.CharField(label=_("文书编号"), max_length=80)
    text = forms.CharField(label=_("要点"), max_length=4000, widget=WORDS)
    by_decision = forms.ChoiceField(label=_("取代它的决定"), required=False)
    file = PaperField(label=_("文书"), required=True)

    def __init__(self, *args: Any, kinds: list[Order.Kind], others: Iterable[Decision], **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = {str(one.pk): one for one in others}
        self.fields["kind"].choices = [(k.value, k.label) for k in kinds]  # type: ignore[attr-defined]
        if Order.Kind.SUPERSEDE in kinds and self.others:
            rows = [(key, f"{one.item.title}（{cndate(one.decided_on)}）") for key, one in self.others.items()]
            self.fields["by_decision"].choices = [("", now("不是被取代的，不用选")), *rows]  # type: ignore[attr-defined]
        else:
            del self.fields["by_decision"]

    def clean_by_decision(self) -> Decision | None:
        """The decision that takes its place, or None."""
        return self.others.get(self.cleaned_data.get("by_decision") or "")


def seat_choices(members: Mapping[str, Appointment], names: Mapping[int, str]) -> list[tuple[str, str]]:
    """Members by name and office; holders of an office are named by it."""
    return [(key, f"{names.get(seat.person_id, '')}（{seat.get_role_display()}）") for key, seat in members.items()]
