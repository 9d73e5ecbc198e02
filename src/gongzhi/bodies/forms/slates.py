"""What the pages of candidates, declarations and objections ask."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Candidate, Hearing
from gongzhi.bodies.queries.declarations import Declared
from gongzhi.web.forms import DayField, GzForm, PhoneField
from gongzhi_law.composition import Kin

LONG = {"rows": 5}
SAID = (("yes", _("是")), ("no", _("不是")), ("", _("不声明")))
TRUTH = {"yes": True, "no": False, "": None}


class SlateForm(GzForm):
    """A list of candidates for one election."""

    title = forms.CharField(label=_("这次选举"), max_length=80, help_text=_("例如：第二届业主委员会选举"))
    set_size = forms.IntegerField(
        label=_("委员名额"), min_value=1, max_value=99, help_text=_("议事规则或者选举办法约定的总数")
    )
    alternates = forms.IntegerField(label=_("候补名额"), min_value=0, max_value=99, initial=0)


class RecommendForm(GzForm):
    """Who is recommended, by whom, in which categories."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    number = PhoneField(label=_("手机号"), help_text=_("按它核对登记簿，须是本小区业主；不公开"))
    recommended_by = forms.ChoiceField(label=_("推荐主体"), widget=forms.RadioSelect)
    recommender = forms.CharField(
        label=_("哪个组织，或者几户联名"),
        max_length=120,
        required=False,
        help_text=_("自荐不填；联名只写户数，名单存档，不写姓名"),
    )
    categories = forms.MultipleChoiceField(
        label=_("推荐类别"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("是否公开由本人同意时决定"),
    )
    statement = forms.CharField(
        label=_("推荐理由"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, by: Iterable[Candidate.By], categories: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["recommended_by"].choices = [(one.value, one.label) for one in by]  # type: ignore[attr-defined]
        self.fields["categories"].choices = list(categories.items())  # type: ignore[attr-defined]


class OwnersRecommendForm(RecommendForm):
    """An owner's own recommendation: of oneself without more, of another with name and number."""

    field_order = ["recommended_by", "name", "number", "recommender", "categories", "statement"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["recommender"].label = now("几户联名")
        for name in ("name", "number", "recommender"):
            self.fields[name].required = False
            self.fields[name].help_text = now("自荐不填")

    def clean(self) -> dict[str, Any]:
        """Another person is named."""
        super().clean()
        if self.cleaned_data.get("recommended_by") == Candidate.By.OWNERS:
            for name in ("name", "number", "recommender"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, now("推荐别人要填"))
        return self.cleaned_data


class ConsentForm(GzForm):
    """Standing by one's own will: what is shown, and why."""

    categories = forms.MultipleChoiceField(
        label=_("推荐时标明的类别，勾选的才公开"), required=False, widget=forms.CheckboxSelectMultiple
    )
    statement = forms.CharField(
        label=_("参选说明"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("会和姓名一起公开；不要写电话、证件号"),
    )

    def __init__(self, *args: Any, categories: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["categories"].choices = list(categories.items())  # type: ignore[attr-defined]
        if not categories:
            del self.fields["categories"]

    def clean(self) -> dict[str, Any]:
        """No category marked is none shown."""
        super().clean()
        self.cleaned_data.setdefault("categories", [])
        return self.cleaned_data


class DeclarationForm(GzForm):
    """What one declares: party, skills, relatives' posts, free will; nothing must be said but the relatives' posts."""

    party = forms.ChoiceField(label=_("是不是中共党员"), choices=SAID, required=False, widget=forms.RadioSelect)
    skills = forms.MultipleChoiceField(label=_("专业或者经历"), required=False, widget=forms.CheckboxSelectMultiple)
    kin = forms.CharField(
        label=_("近亲属在本社区业委会、物业等的任职"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一条：关系，任职的组织，职务。例如：配偶，某某物业公司，客服。没有就不填"),
    )
    voluntary = forms.ChoiceField(label=_("自愿、无偿任职"), choices=SAID, required=False, widget=forms.RadioSelect)
    lives_in = forms.ChoiceField(label=_("住在哪个小区"), required=False)
    source = forms.CharField(
        label=_("凭据"), max_length=120, help_text=_("本人签名的声明（日期），或者党组织名册；代录才要")
    )

    def __init__(
        self,
        *args: Any,
        skills: Iterable[str],
        estates: Iterable[str] = (),
        own: bool,
        said: Declared | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["skills"].choices = [(word, word) for word in skills]  # type: ignore[attr-defined]
        self.fields["lives_in"].choices = [("", now("不填")), *((name, name) for name in estates)]  # type: ignore[attr-defined]
        if not list(estates):
            del self.fields["lives_in"]
        if own:
            del self.fields["source"]
        if said is not None and not self.is_bound:
            self.initial = {
                "party": _said(said.party),
                "skills": list(said.skills),
                "kin": "\n".join("，".join((k.relation, k.body, k.kind)) for k in said.kin),
                "voluntary": _said(said.voluntary),
                "lives_in": said.lives_in,
            }

    def clean(self) -> dict[str, Any]:
        """Reads the relatives line by line, and what was left unsaid as not known."""
        super().clean()
        data = self.cleaned_data
        data["party"], data["voluntary"] = TRUTH[data.get("party", "")], TRUTH[data.get("voluntary", "")]
        data["kin"] = [self._kin(line) for line in str(data.get("kin", "")).splitlines() if line.strip()]
        return data

    def _kin(self, line: str) -> Kin:
        parts = [part.strip() for part in line.replace(",", "，").split("，")]
        if len(parts) != 3 or not all(parts):
            self.add_error("kin", now("这一行要写成“关系，组织，职务”：%(line)s") % {"line": line.strip()})
            return Kin("", "", "")
        return Kin(*parts)


class VetForm(GzForm):
    """One office's word on one candidate."""

    fit = forms.ChoiceField(
        label=_("审核意见"), choices=(("yes", _("合格")), ("no", _("不合格"))), widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(label=_("不合格的依据"), required=False, help_text=_("只能从列明的情形里选"))
    evidence = forms.CharField(
        label=_("凭据"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("写明事实和材料，会告知本人"),
    )

    def __init__(self, *args: Any, grounds: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = [("", now("合格的不选")), *grounds.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Fit as a truth; fit has no ground."""
        super().clean()
        self.cleaned_data["fit"] = self.cleaned_data.get("fit") == "yes"
        if self.cleaned_data["fit"]:
            self.cleaned_data["ground"] = ""
        return self.cleaned_data


class WordsForm(GzForm):
    """A written reason, public."""

    words = forms.CharField(
        label=_("理由"), max_length=2000, widget=forms.Textarea(attrs=LONG), help_text=_("会公开；不要写个人隐私")
    )


class ClosingForm(GzForm):
    """How a list ended."""

    reason = forms.CharField(label=_("怎样结束的"), max_length=200, help_text=_("例如：选举已经完成，或者不再进行"))


class ListAnswerForm(GzForm):
    """The written answer to an objection, public without any name."""

    text = forms.CharField(
        label=_("书面答复"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("会发给提出人，也会公开；不要写提出人的姓名、房号。"),
    )


class ObjectionForm(GzForm):
    """What one objects to on a list."""

    about = forms.ChoiceField(label=_("针对什么"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("异议和依据"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("原文只给办理的人看；答复会公开，不写您的姓名"),
    )

    def __init__(self, *args: Any, about: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about"].choices = list(about)  # type: ignore[attr-defined]
        if len(self.fields["about"].choices) == 1:  # type: ignore[attr-defined]
            self.fields["about"].initial = self.fields["about"].choices[0][0]  # type: ignore[attr-defined]


class HearingForm(GzForm):
    """What one side said about a person proposed for a body."""

    name = forms.CharField(label=_("人选姓名"), max_length=40)
    number = PhoneField(label=_("人选手机号"), help_text=_("只用来登录和通知，不公开"))
    asked = forms.CharField(
        label=_("征求了谁的意见"), max_length=80, help_text=_("例如：社区党组织、居民小组长、某某小区业委会")
    )
    outcome = forms.ChoiceField(label=_("结果"), choices=Hearing.Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("意见"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    on = DayField(label=_("哪一天"))


class EnvForm(GzForm):
    """A new 环境和物业管理委员会."""

    name = forms.CharField(label=_("名称"), max_length=80)
    set_size = forms.IntegerField(label=_("委员人数"), min_value=1, max_value=99)
    basis = forms.CharField(label=_("产生依据"), max_length=200, help_text=_("居民代表会议的日期和决定"))
    formed_on = DayField(label=_("成立日期"))
    until_on = DayField(label=_("届满日"), required=False, help_text=_("不填就和居委会同一天届满"))


class LargeForm(GzForm):
    """Whether an estate is large among those of its community."""

    large = forms.ChoiceField(
        label=_("算不算规模较大"), choices=(("yes", _("算")), ("no", _("不算"))), widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("根据什么认定"), max_length=120, help_text=_("例如：1,200 户，为社区户数最多"))

    def clean(self) -> dict[str, Any]:
        """Large as a truth."""
        super().clean()
        self.cleaned_data["large"] = self.cleaned_data.get("large") == "yes"
        return self.cleaned_data


def _said(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]
