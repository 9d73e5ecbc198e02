"""What the pages of seals ask."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Body
from gongzhi.meetings.forms.fields import PaperField, words_field
from gongzhi.meetings.models import Decision
from gongzhi.seals.models import SealEvent
from gongzhi.seals.queries.bases import Basis
from gongzhi.seals.queries.keepers import Candidate
from gongzhi.seals.queries.rules import WITHOUT
from gongzhi.voting.models import Resolution
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi.web.forms import DayField, GzForm, MoneyField
from gongzhi_law.seals import HOLDERS, SEAL_NAMES, USE_NAMES, SealKind

KINDS = [(kind.value, _(name)) for kind, name in SEAL_NAMES.items()]
USES = [(use.value, _(name)) for use, name in USE_NAMES.items()]
PHOTO_HINT = _("照片不超过 25 MB，位置、时间会自动去掉。")


class PhotoField(PaperField):
    """A photograph alone; a phone opens its camera."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"help_text": PHOTO_HINT, **options})
        self.widget.attrs.update({"accept": "image/*", "capture": "environment"})


class KeeperField(forms.ChoiceField):
    """Who keeps the seal, by post and name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": _("由谁保管"), **options})

    def offer(self, people: Iterable[Candidate]) -> None:
        """Offers these people."""
        self.choices = [("", now("请选择")), *((str(one.person_id), f"{one.name}（{one.post}）") for one in people)]

    def clean(self, value: Any) -> Any:
        """The person's number."""
        return int(super().clean(value))


class SealForm(GzForm):
    """A new seal."""

    kind = forms.ChoiceField(label=_("印章种类"), choices=KINDS, widget=forms.RadioSelect)
    body_id = forms.TypedChoiceField(label=_("哪个组织的章"), coerce=int)
    engraved = forms.CharField(label=_("印文"), max_length=80, help_text=_("照章上刻的字写全。"))
    police_number = forms.CharField(label=_("公安备案编码"), max_length=60, required=False)
    made_on = DayField(label=_("刻制日期"))
    basis_words = forms.CharField(label=_("凭什么刻制"), max_length=200, help_text=_("例如备案证明的名称和文号。"))
    keeper_id = KeeperField()
    file = PhotoField(label=_("印模照片"))

    def __init__(self, *args: Any, bodies: Iterable[Body], keepers: Iterable[Candidate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body_id"].choices = [(one.pk, one.name) for one in bodies]
        self.fields["keeper_id"].offer(keepers)


class RecutForm(GzForm):
    """The seal that takes the place of another."""

    engraved = forms.CharField(label=_("新章的印文"), max_length=80)
    police_number = forms.CharField(label=_("公安备案编码"), max_length=60, required=False)
    made_on = DayField(label=_("刻制日期"))
    basis_words = forms.CharField(label=_("凭什么刻制"), max_length=200)
    keeper_id = KeeperField()
    file = PhotoField(label=_("新章印模照片"), required=True)

    def __init__(self, *args: Any, keepers: Iterable[Candidate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keeper_id"].offer(keepers)


class HandOverForm(GzForm):
    """Who gets the seal."""

    keeper_id = KeeperField(label=_("交给谁保管"))
    file = PaperField(label=_("交接单"), help_text=_("有就附上，PDF 或者照片，不超过 25 MB。"))

    def __init__(self, *args: Any, keepers: Iterable[Candidate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keeper_id"].offer(keepers)


class RequestForm(GzForm):
    """For which paper the seal is wanted, on which basis; the sum of a resolution is asked for where nobody read it yet."""

    sometimes = ("amount_fen", "limit_fen", "quote")

    use = forms.ChoiceField(label=_("用途"), choices=USES, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("文件名称"), max_length=120, help_text=_("合同、决议的名称会公开，不要写个人姓名。")
    )
    basis = forms.ChoiceField(label=_("依据哪一项决定"), required=False)
    amount_fen = MoneyField(label=_("金额（元）"), required=False, help_text=_("合同、付款要写；不能超过决定的金额。"))
    limit_fen = MoneyField(
        label=_("决议写明的金额（元）"),
        required=False,
        help_text=_("依据业主大会决议签合同、付款的，第一次要写；以后同一项决议的用印加在一起不能超过它。"),
    )
    quote = words_field(_("决议里写明金额的那一句"), rows=2, most=200, required=False, hint=_("照录议题全文里的一句。"))
    copies = forms.IntegerField(label=_("份数"), min_value=1, initial=1)
    party_shown = forms.CharField(
        label=_("对方"), max_length=80, required=False, help_text=_("写单位名称；对方是个人的写“个人”。")
    )
    file = PaperField(label=_("要盖章的文件"), required=True, help_text=_("PDF 或者照片，不超过 25 MB。"))
    emergency = forms.BooleanField(label=_("紧急维修，不能等意见"), required=False)
    words = words_field(_("说明"), rows=3, most=300, required=False, hint=_("紧急的写明情形。"))

    def __init__(self, *args: Any, bases: Iterable[Basis], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {one.key: one for one in bases}
        if all(one.kind != "resolution" or one.amount_fen is not None for one in self.known.values()):
            del self.fields["limit_fen"], self.fields["quote"]
        rows = [(key, _basis_words(one)) for key, one in self.known.items()]
        none = now("日常用印、移交不用选") if rows else now("还没有生效的决定")
        self.fields["basis"].choices = [("", none), *rows]

    def clean_basis(self) -> Resolution | Decision | None:
        """The resolution or decision that was chosen."""
        found = self.known.get(self.cleaned_data.get("basis") or "")
        return found.row if found else None


class RoutineForm(GzForm):
    """A use without a request."""

    use = forms.ChoiceField(label=_("用途"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("盖了什么"), max_length=120, help_text=_("例如停车费收据。只有内部看得到。"))
    copies = forms.IntegerField(label=_("份数"), min_value=1, initial=1)
    used_on = DayField(label=_("用印日期"))
    file = PhotoField(label=_("盖好章的照片"), required=True)
    note = forms.CharField(label=_("备注"), max_length=120, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = [(use.value, now(USE_NAMES[use])) for use in WITHOUT]
        self.fields["use"].choices = rows
        self.fields["use"].initial = rows[0][0]


class UseForm(GzForm):
    """The seal was put to the paper."""

    used_on = DayField(label=_("用印日期"))
    file = PhotoField(label=_("盖好章的照片"), required=True)
    note = forms.CharField(label=_("备注"), max_length=120, required=False)


class OpinionForm(GzForm):
    """What the 环物委 thinks of the use."""

    opinion = forms.ChoiceField(
        label=_("意见"), choices=[("agree", _("同意")), ("object", _("不同意见"))], widget=forms.RadioSelect
    )
    words = words_field(_("理由"), rows=3, most=300, required=False, hint=_("不同意见要写；会随用印公开，不阻断用印。"))


class ReasonForm(GzForm):
    """Why a request ends without a use."""

    reason = words_field(_("原因"), rows=2, most=200)


class WordsForm(GzForm):
    """Why a seal is void."""

    words = words_field(_("作废的原因"), rows=2, most=200, hint=_("会写进公告。"))


class LossForm(GzForm):
    """What happened to the seal."""

    kind = forms.ChoiceField(
        label=_("发生了什么"),
        choices=[(one.value, one.label) for one in (SealEvent.Kind.LOST, SealEvent.Kind.DAMAGED, SealEvent.Kind.HELD)],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("哪一天"))
    words = words_field(_("经过"), rows=3, most=300, hint=_("只有内部看得到。"))
    file = PaperField(label=_("证明材料"))


class ReportForm(GzForm):
    """To whom the loss was reported."""

    office = forms.CharField(
        label=_("向谁报备"), max_length=80, help_text=_("街道、居委会、公安机关，或者催还的对象。")
    )
    on = DayField(label=_("哪一天"))
    words = words_field(_("内容"), rows=3, most=300)
    document_number = forms.CharField(label=_("回执或者文书编号"), max_length=80, required=False)
    file = PaperField(label=_("回执"))


class ReturnForm(GzForm):
    """The seal came back."""

    words = words_field(_("怎样收回的"), rows=3, most=300)
    keeper_id = KeeperField()

    def __init__(self, *args: Any, keepers: Iterable[Candidate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["keeper_id"].offer(keepers)


class PeriodForm(GzForm):
    """Which half-year is published."""

    period = DayField(label=_("半年"))


def _basis_words(one: Basis) -> str:
    limit = now("，不超过%(sum)s") % {"sum": fen(one.amount_fen)} if one.amount_fen is not None else ""
    return f"{one.title}（{cndate(one.on)}{limit}）"


def kinds_for(bodies: Iterable[Body]) -> list[tuple[str, Any]]:
    """The kinds of seal that one of these bodies may have."""
    here = {one.kind for one in bodies}
    return [(kind, name) for kind, name in KINDS if here & {str(holder) for holder in HOLDERS[SealKind(kind)]}]
