"""What the pages of bodies and seats ask."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.recalls import PROPOSERS
from gongzhi.people.actions.appoint_officer import DEPARTMENTS
from gongzhi.register.models import ElectorUnit
from gongzhi.web.forms import DayField, GzForm, PhoneField
from gongzhi_law.powers import POWER_NAMES, Power

R, W = Appointment.Role, Appointment.Way
WORDS = forms.Textarea(attrs={"rows": 4})


COUNCIL = (R.CHAIR, R.VICE, R.MEMBER)
GROUP = (R.LEADER, R.PLAIN)
PARTY = (R.SECRETARY, R.VICE_SECRETARY, R.MEMBER)
# The posts of a body by its kind; the others have their officers.
POSTS = {
    Body.Kind.COMMITTEE: COUNCIL,
    Body.Kind.INTERIM: COUNCIL,
    Body.Kind.ENV_COMMITTEE: COUNCIL,
    Body.Kind.RESIDENTS_COMMITTEE: COUNCIL,
    Body.Kind.OWNERS_SUPERVISION: COUNCIL,
    Body.Kind.RESIDENTS_SUPERVISION: COUNCIL,
    Body.Kind.SELF_MANAGED: GROUP,
    Body.Kind.PREPARATORY: GROUP,
    Body.Kind.RENEWAL: GROUP,
    Body.Kind.PARTY_COMMUNITY: PARTY,
    Body.Kind.PARTY_ESTATE: PARTY,
    Body.Kind.PROJECT: (R.MANAGER, R.PLAIN, R.QUALITY),
    Body.Kind.FIRM: (R.MANAGER, R.PLAIN),
}


def posts_of(kind: str) -> list[tuple[str, str]]:
    """The posts that a form offers for a body of this kind."""
    return [(role.value, str(role.label)) for role in POSTS.get(Body.Kind(kind), (R.OFFICER, R.PLAIN))]


class BodyForm(GzForm):
    """A body that exists: kind, name, on what it rests, since when."""

    kind = forms.ChoiceField(label=_("类型"))
    name = forms.CharField(label=_("名称"), max_length=80)
    department = forms.ChoiceField(label=_("部门（只有职能部门要选）"), required=False)
    basis = forms.CharField(label=_("成立依据"), max_length=200, help_text=_("业主大会决定、镇街文件的名称和文号"))
    formed_on = DayField(label=_("成立日期"))

    def __init__(self, *args: object, kinds: Iterable[str], **options: object) -> None:
        super().__init__(*args, **options)
        labels = dict(Body.Kind.choices)
        listed = list(kinds)
        self.fields["kind"].choices = [(kind, labels[kind]) for kind in listed]
        self.fields["department"].choices = [("", "–"), *((name, name) for name in DEPARTMENTS)]
        if Body.Kind.DEPARTMENT not in listed:
            del self.fields["department"]


class TermForm(GzForm):
    """A term: seats, alternates, from when until when, by what decision."""

    set_size = forms.IntegerField(
        label=_("约定名额"), min_value=1, max_value=99, help_text=_("规则约定的总数，缺额按它计")
    )
    alternates = forms.IntegerField(label=_("候补名额"), min_value=0, max_value=99, initial=0)
    from_on = DayField(label=_("任期从"))
    until_on = DayField(label=_("届满日"), required=False, help_text=_("这一天起不再在任；没有任期的不填"))
    basis = forms.CharField(label=_("产生依据"), max_length=200)


class SeatForm(GzForm):
    """Who takes the next free seat."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    number = PhoneField(label=_("手机号"), help_text=_("只用来登录和通知，不公开"))
    role = forms.ChoiceField(label=_("职务"))
    alternate = forms.BooleanField(label=_("是候补，不占席位"), required=False)
    way = forms.ChoiceField(label=_("怎样产生"), choices=[(w, w.label) for w in W if w != W.PROMOTED])
    basis = forms.CharField(label=_("依据"), max_length=200)
    from_on = DayField(label=_("自哪一天"))
    door = forms.CharField(label=_("房号"), max_length=60, required=False, help_text=_("业主才填，和名册一样写"))
    side = forms.CharField(label=_("代表哪一方"), max_length=20, required=False)
    seconded_from = forms.CharField(label=_("派出单位"), max_length=80, required=False, help_text=_("下沉、选派的才填"))

    def __init__(self, *args: object, body: Body, **options: object) -> None:
        super().__init__(*args, **options)
        self.estate = estate = body.estate
        self.fields["role"].choices = posts_of(body.kind)
        if estate is None:
            del self.fields["door"]

    def clean(self) -> dict[str, object]:
        """`door` becomes `elector`; a door the roll does not have is wrong input."""
        data = super().clean() or self.cleaned_data
        door = str(data.pop("door", "") or "").replace(" ", "")
        row = ElectorUnit.objects.select_related("elector").filter(estate=self.estate, unit__door=door).first()
        data["elector"] = row.elector if row and door else None
        if door and data["elector"] is None:
            self.add_error("door", now("名册里没有这个房号"))
        if data.get("alternate"):
            data["role"] = R.ALTERNATE
        return data


class ConfirmForm(GzForm):
    """The filing against which the list was checked."""

    filing_number = forms.CharField(label=_("备案文号"), max_length=60)
    filed_on = DayField(label=_("备案日期"))


class EndTermForm(GzForm):
    """How the term handed over, and when."""

    note = forms.CharField(label=_("怎样移交、移交给谁"), max_length=200)
    on = DayField(label=_("移交日期"))


class EndBodyForm(GzForm):
    """Why the body ends, and when."""

    reason = forms.CharField(label=_("为什么终止，凭哪件文书"), max_length=200)
    on = DayField(label=_("终止日期"))


class ContactForm(GzForm):
    """How strangers reach the body."""

    duty_phone = forms.CharField(label=_("值班电话"), max_length=40, help_text=_("组织的号码，不是某个人的"))
    hours = forms.CharField(label=_("时间"), max_length=80, required=False)
    place = forms.CharField(label=_("地点"), max_length=120, required=False)


class EndSeatForm(GzForm):
    """On what natural ground a seat ends."""

    way = forms.ChoiceField(label=_("怎样终止"))
    note = forms.CharField(label=_("凭据"), max_length=200, help_text=_("辞职书、产权登记、文书的名称和日期"))
    on = DayField(label=_("终止日期"))

    def __init__(self, *args: object, ways: Mapping[str, str], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["way"].choices = list(ways.items())


class RoleForm(GzForm):
    """The new post, by which meeting."""

    role = forms.ChoiceField(label=_("新的职务"))
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("哪一天的会议怎样决定"))
    on = DayField(label=_("自哪一天"))

    def __init__(self, *args: object, body: Body, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = posts_of(body.kind)


class PromoteForm(GzForm):
    """On what an alternate steps up."""

    basis = forms.CharField(label=_("依据"), max_length=200)
    passed_over = forms.CharField(label=_("排在前面的候补为什么不递补"), max_length=200, required=False)
    on = DayField(label=_("自哪一天"))


class SuspendForm(GzForm):
    """Why a member's work is stopped."""

    ground = forms.CharField(label=_("情形和公示"), max_length=200)
    on = DayField(label=_("自哪一天"))


class ReasonForm(GzForm):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class ProposeForm(GzForm):
    """Who proposes a recall, how many of how many, why."""

    proposer = forms.ChoiceField(label=_("谁提议"), choices=list(PROPOSERS.items()))
    proposer_words = forms.CharField(label=_("提议书"), max_length=200, help_text=_("名称和日期；不写业主的姓名"))
    proposers = forms.IntegerField(label=_("提议人数"), min_value=0, required=False, help_text=_("联名才填"))
    proposers_of = forms.IntegerField(label=_("总人数"), min_value=0, required=False)
    ground = forms.CharField(label=_("理由"), max_length=2000, widget=WORDS)

    def clean(self) -> dict[str, object]:
        """Empty numbers are none."""
        data = super().clean() or self.cleaned_data
        for name in ("proposers", "proposers_of"):
            data[name] = data.get(name) or 0
        return data


class DecideForm(GzForm):
    """The committee's decision under the owners' authority."""

    ends = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("yes", _("终止职务")), ("no", _("不终止"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    article = forms.CharField(label=_("授权的条款"), max_length=40, help_text=_("议事规则第几条"))
    basis = forms.CharField(label=_("会议决定"), max_length=120, help_text=_("哪一天的会议、几人同意"))
    heard = forms.CharField(label=_("怎样听取本人申辩"), max_length=120, required=False)


class AnswerForm(GzForm):
    """One's own words."""

    words = forms.CharField(label=_("申辩"), max_length=2000, widget=WORDS)


class ResignForm(GzForm):
    """A written resignation."""

    words = forms.CharField(label=_("辞职的话"), max_length=200)
    on = DayField(label=_("自哪一天"))


class DelegateForm(GzForm):
    """To whom which powers, until when, on what."""

    name = forms.CharField(label=_("受托人姓名"), max_length=40)
    number = PhoneField(label=_("受托人手机号"))
    powers = forms.MultipleChoiceField(label=_("委托哪几项"), widget=forms.CheckboxSelectMultiple)
    limit_words = forms.CharField(
        label=_("限制"), max_length=200, required=False, help_text=_("例如：单笔不超过几百元")
    )
    basis = forms.CharField(label=_("凭什么"), max_length=200, help_text=_("委托书的日期，或者会议决定"))
    from_on = DayField(label=_("从"))
    until_on = DayField(label=_("到哪一天终止"), help_text=_("这一天起失效"))

    def __init__(self, *args: object, powers: Iterable[Power], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["powers"].choices = [(power.value, POWER_NAMES[power]) for power in powers]


class ShownForm(GzForm):
    """What one shows of oneself."""

    phone = PhoneField(label=_("公开我的手机号"), required=False, help_text=_("不填就不公开；卸任以后自动撤下"))
    party = forms.BooleanField(label=_("公开我是党员"), required=False)


class DisputeForm(GzForm):
    """What is in dispute, by which document."""

    about = forms.CharField(label=_("争议的是什么"), max_length=2000, widget=WORDS, help_text=_("公开，不写业主的姓名"))
    document_number = forms.CharField(label=_("文书"), max_length=60)
    on = DayField(label=_("自哪一天"))
    file = forms.FileField(label=_("文书扫描件"), required=False, help_text=_("PDF 或者照片；办事人员可查，不公开"))


class StatementForm(GzForm):
    """What one side says."""

    side = forms.CharField(label=_("哪一方"), max_length=40)
    words = forms.CharField(label=_("材料"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}))
    file = forms.FileField(label=_("附件"), required=False, help_text=_("PDF 或者照片；办事人员可查，不公开"))


class ClearForm(GzForm):
    """On what a dispute is cleared."""

    reason = forms.CharField(label=_("凭哪件文书解除"), max_length=200)
    on = DayField(label=_("解除日期"))
