"""What the pages of the ledger ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Body
from gongzhi.fund.actions.clear_opening import Way
from gongzhi.fund.actions.mask_voucher import CLEAR, COPY, SQUARES
from gongzhi.fund.actions.propose_account import Signer
from gongzhi.fund.forms.fields import PaperField, words_field
from gongzhi.fund.models import MoneyAccount, Side, Transaction, Voucher
from gongzhi.fund.queries.ledger_bases import Cited
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.ledger_shares import read_shares
from gongzhi.fund.queries.ledger_vouchers import COLUMNS, ROWS
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi.web.forms import DayField, GzForm, MoneyField
from gongzhi.web.trying import given, paper
from gongzhi_law.fund import FUND_NAMES, HOLDER_NAMES

Post = tuple[str, Side, Body | None, str, str]
CUSTODIES = (
    (MoneyAccount.Custody.JOINT, _("共管账户：两方以上共同签字")),
    (MoneyAccount.Custody.OWN, _("业主组织专户")),
    (MoneyAccount.Custody.CASH, _("备用金：现金，不开银行账户")),
    (MoneyAccount.Custody.AGENCY, _("主管部门代管：只看余额，不从这里付款")),
)


class BookForm(GzForm):
    """From which month the ledger begins."""

    from_on = DayField(label=_("从哪一天起记账"), help_text=_("填某个月的1日。以前的余额在第三步作为期初登记。"))


class BasisForm(GzForm):
    """What it rests on: a decision from the list, or words with a paper."""

    basis = forms.ChoiceField(label=_("依据"), required=False)
    basis_words = words_field(
        _("依据的说明"),
        required=False,
        hint=_("选了上面的决定可以不写；没有选的，写明依据并附文件。"),
    )
    file = PaperField(label=_("依据的文件"))

    def __init__(self, *args: Any, bases: Sequence[Cited], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bases = {one.key: one for one in bases}
        rows = [(key, one.label) for key, one in self.bases.items()]
        self.fields["basis"].choices = [("", now("不在这里面")), *rows]

    def rests_on(self) -> dict[str, Any]:
        """The basis as acts take it."""
        chosen = self.bases.get(self.cleaned_data.get("basis") or "")
        words = self.cleaned_data.get("basis_words") or (chosen.words[:200] if chosen else "")
        return {
            "basis_entry": chosen.entry if chosen else None,
            "basis_words": words,
            **paper(self.cleaned_data.get("file")),
        }


class PostsField(forms.MultipleChoiceField):
    """Which sides and posts sign."""

    widget = forms.CheckboxSelectMultiple


def signers_of(posts: Mapping[str, Post], keys: Sequence[str]) -> tuple[Signer, ...]:
    """The chosen posts as acts take them."""
    return tuple(Signer(posts[key][1], posts[key][2], posts[key][3]) for key in keys)


class AccountForm(BasisForm):
    """An account to be opened."""

    fund = forms.ChoiceField(
        label=_("放什么钱"), choices=[("", _("请选择")), *((kind, _(name)) for kind, name in FUND_NAMES.items())]
    )
    title = forms.CharField(label=_("账户名称"), max_length=60, help_text=_("例如：公共收益账户"))
    custody = forms.ChoiceField(label=_("怎样保管"), choices=CUSTODIES, widget=forms.RadioSelect)
    holder_kind = forms.ChoiceField(
        label=_("以谁的名义"), choices=[("", _("请选择")), *((kind, _(name)) for kind, name in HOLDER_NAMES.items())]
    )
    holder = forms.CharField(label=_("户名"), max_length=80, help_text=_("照银行的写，例如：桂溪苑业主委员会"))
    signers = PostsField(
        label=_("由谁签字"), required=False, help_text=_("按职务签字，换人不用另办。共管账户至少选两方。")
    )
    by_unit = forms.BooleanField(label=_("分户记账"), required=False, help_text=_("维修资金按每一户记余额的，请勾选。"))
    field_order = ("fund", "title", "custody", "holder_kind", "holder", "signers", "by_unit", "basis", "basis_words")

    def __init__(self, *args: Any, posts: Sequence[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        self.posts = {row[0]: row for row in posts}
        self.fields["signers"].choices = [(row[0], row[4]) for row in posts]

    def asked(self) -> dict[str, Any]:
        """The proposal as its act takes it."""
        names = ("fund", "title", "custody", "holder_kind", "holder", "by_unit")
        said = {name: self.cleaned_data[name] for name in names}
        return {**said, "signers": signers_of(self.posts, self.cleaned_data["signers"]), **self.rests_on()}


class OpenForm(GzForm):
    """The bank opened it."""

    sometimes = ("bank", "number", "file")

    on = DayField(label=_("开户日期"))
    bank = forms.CharField(label=_("开户行"), max_length=80, required=False)
    number = forms.CharField(
        label=_("账号"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("加密保存，页面和公告只显示末四位。"),
    )
    file = PaperField(label=_("开户许可或者回单"))


class SignersForm(BasisForm):
    """Who signs from today."""

    signers = PostsField(label=_("由谁签字"), required=False)
    field_order = ("signers", "basis", "basis_words", "file")

    def __init__(self, *args: Any, posts: Sequence[Post], **options: Any) -> None:
        super().__init__(*args, **options)
        self.posts = {row[0]: row for row in posts}
        self.fields["signers"].choices = [(row[0], row[4]) for row in posts]

    def asked(self) -> dict[str, Any]:
        """The change as its act takes it."""
        return {"signers": signers_of(self.posts, self.cleaned_data["signers"]), **self.rests_on()}


class CloseAccountForm(GzForm):
    """The account is closed."""

    on = DayField(label=_("销户日期"))
    words = words_field(_("为什么销户，依据是什么"))
    file = PaperField(label=_("销户证明"))


class OpeningForm(GzForm):
    """What the account held when the ledger began."""

    amount_fen = MoneyField(label=_("建账时的余额（元）"))
    disputed_fen = MoneyField(
        label=_("其中有争议、没有凭证的（元）"),
        required=False,
        help_text=_("记入“期初待核”，公开显示，查清以后再清理。没有就不填。"),
    )
    words = words_field(_("怎么来的"), hint=_("例如：上届业委会移交，与银行对账单核对一致"))
    file = PaperField(label=_("证明"), required=True, help_text=_("银行对账单、移交清单或者审计报告，PDF 或者照片。"))
    shares = forms.FileField(
        label=_("各户余额表"),
        required=False,
        help_text=_("Excel 或者 CSV，要有“房号”和“余额”两列，合计和余额一分不差。"),
    )

    def __init__(self, *args: Any, estate: Estate, by_unit: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.estate = estate
        if not by_unit:
            del self.fields["shares"]
        else:
            self.fields["shares"].required = True

    def clean_shares(self) -> dict[int, int]:
        """Unit number → fen; every problem of the table is told at once."""
        sent = self.cleaned_data.get("shares")
        if not sent:
            return {}
        read = read_shares(self.estate, sent.read(), sent.name)
        if read.problems:
            raise forms.ValidationError([forms.ValidationError(text, code="table") for text in read.problems])
        return read.shares

    def asked(self) -> dict[str, Any]:
        """The opening as its act takes it."""
        said = given(self)
        return {**said, "disputed_fen": said["disputed_fen"] or 0, "shares": said.get("shares") or None}


class ClearingForm(GzForm):
    """What a part of the disputed money turned out to be."""

    sometimes = ("file",)

    amount_fen = MoneyField(label=_("清理多少（元）"))
    way = forms.ChoiceField(label=_("查清是什么"), choices=Way.choices, widget=forms.RadioSelect)
    on = DayField(label=_("记账日期"))
    words = words_field(_("怎么查清的"))
    basis = forms.ChoiceField(
        label=_("业主大会决议"), required=False, help_text=_("只有查不清、由业主大会了结的才要选。")
    )
    file = PaperField(label=_("证明"))

    def __init__(self, *args: Any, bases: Sequence[Cited], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bases = {one.key: one for one in bases if one.key.startswith("r")}
        rows = [(key, one.label) for key, one in self.bases.items()]
        self.fields["basis"].choices = [("", now("不用选")), *rows]

    def asked(self) -> dict[str, Any]:
        """The clearing as its act takes it."""
        said = given(self)
        chosen = said.pop("basis")
        return {**said, "resolution": Resolution.objects.get(pk=int(chosen[1:])) if chosen in self.bases else None}


class ReverseForm(GzForm):
    """Undo an entry."""

    on = DayField(label=_("冲销日期"), help_text=_("记在还没有结账的月份。"))
    why = words_field(_("为什么冲销"), most=180)


class CloseMonthForm(GzForm):
    """Close a month."""

    warnings_seen = forms.BooleanField(label=_("上面的提示逐条看过了"), required=False)

    def __init__(self, *args: Any, warned: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not warned:
            del self.fields["warnings_seen"]


class VoucherForm(GzForm):
    """A voucher to attach."""

    kind = forms.ChoiceField(label=_("是什么凭证"), choices=Voucher.Kind.choices)
    words = forms.CharField(label=_("说明"), max_length=120, required=False)
    file = PaperField(label=_("凭证"), required=True)


class MaskForm(GzForm):
    """How a voucher is made fit for everyone to see."""

    way = forms.ChoiceField(
        label=_("怎样处理"),
        choices=[
            (SQUARES, _("涂黑下面点中的格子")),
            (COPY, _("另附一份遮盖好的")),
            (CLEAR, _("没有个人信息，原样公开（不能是附凭证的人自己确认）")),
        ],
        widget=forms.RadioSelect,
    )
    squares = forms.MultipleChoiceField(
        required=False, choices=[(str(n), str(n)) for n in range(COLUMNS * ROWS)], label=_("要涂黑的格子")
    )
    file = PaperField(label=_("遮盖好的文件"))

    def __init__(self, *args: Any, drawable: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not drawable:
            del self.fields["squares"]
            ways = self.fields["way"].choices
            self.fields["way"].choices = [row for row in ways if row[0] != SQUARES]

    def asked(self) -> dict[str, Any]:
        """The masking as its act takes it."""
        said = given(self)
        return {**said, "squares": [int(one) for one in said.get("squares") or ()]}


class FilterForm(forms.Form):
    """Which entries to list."""

    fields: dict[str, Any]
    account = forms.ChoiceField(label=_("账户、科目"), required=False)
    month = forms.ChoiceField(label=_("月份"), required=False)
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部种类")), *Transaction.Kind.choices])
    words = forms.CharField(label=_("摘要里有"), required=False, max_length=40)

    def __init__(self, *args: Any, accounts: Sequence[tuple[str, str]], months: Sequence[date], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["account"].choices = [("", now("全部账户和科目")), *accounts]
        rows = [(f"{one:%Y-%m}", month_words(one)) for one in months]
        self.fields["month"].choices = [("", now("全部月份")), *rows]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "words" else "form-select"

    def asked(self) -> dict[str, Any]:
        """The filter as the query takes it; what is not understood filters nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        month = said.get("month")
        return {
            "account": said.get("account", ""),
            "month": date(int(month[:4]), int(month[5:]), 1) if month else None,
            "kind": said.get("kind", ""),
            "words": said.get("words", ""),
        }
