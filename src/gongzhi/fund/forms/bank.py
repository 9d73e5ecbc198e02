"""What the pages of bank statements ask: a file, what its columns are, the period; what a line is; why a match is undone."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.documents.tables import MAX_FILE_BYTES, column_letter
from gongzhi.fund.actions.match_lines import Group
from gongzhi.fund.actions.post_line import DEPOSIT, FEE, INCOME, INTEREST, RETURNED, TRANSFER, UNCLEAR, Given
from gongzhi.fund.forms.fields import words_field
from gongzhi.fund.models import Account, BankLine, IncomeContract, Instalment, Posting
from gongzhi.fund.queries.bank_files import Look
from gongzhi.fund.statement import FIELDS
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi.web.forms import DayField, GzForm, MoneyField
from gongzhi.web.trying import given

FIELD_NAMES = {
    "date": _("日期"),
    "time": _("时间"),
    "amount": _("金额（一列，带正负）"),
    "credit": _("收入"),
    "debit": _("支出"),
    "direction": _("收支方向"),
    "balance": _("余额"),
    "summary": _("摘要"),
    "counterparty": _("对方户名"),
    "counter_account": _("对方账号"),
    "reference": _("流水号"),
    "currency": _("币种"),
    "status": _("状态"),
    "remark": _("备注"),
}
WAY_NAMES = {
    INCOME: _("一笔收入"),
    DEPOSIT: _("合同押金"),
    INTEREST: _("银行利息"),
    RETURNED: _("以前付出的款被退回"),
    UNCLEAR: _("还不知道是什么钱，先挂待退误收款"),
    FEE: _("银行自己收的手续费"),
    TRANSFER: _("划到本小区另一个账户，或者从那里划来"),
}


class FileForm(GzForm):
    """The file as the bank gave it."""

    file = forms.FileField(
        label=_("银行对账单或者明细"),
        help_text=_("Excel（.xlsx、.xls）或者 CSV，银行导出什么样就传什么样。先看清楚再导入，不会马上入账。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.tsv,.txt"}),
    )

    def clean_file(self) -> Any:
        """Refuses a file that is too large to be read."""
        sent = self.cleaned_data["file"]
        if sent.size > MAX_FILE_BYTES:
            raise forms.ValidationError(now("文件太大了，请按月份分开导出。"), code="large")
        return sent

    def asked(self) -> dict[str, Any]:
        """The file as the act takes it."""
        file = self.cleaned_data["file"]
        return {"file_name": file.name, "content": file.read(), "content_type": file.content_type or ""}


class ColumnsForm(forms.Form):
    """Which column holds which field: the guess is chosen already."""

    def __init__(self, *args: Any, look: Look, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        mapping = look.preview.mapping
        titles = [(column_letter(column.index), f"{column.title}") for column in mapping.header.columns]
        for name in FIELDS:
            index = mapping.columns.get(name)
            self.fields[f"f_{name}"] = forms.ChoiceField(
                label=FIELD_NAMES[name],
                required=False,
                choices=[("", _("没有这一列")), *titles],
                initial="" if index is None else column_letter(index),
                widget=forms.Select(attrs={"class": "form-select"}),
            )


class LettersForm(forms.Form):
    """Where no header was recognised: the letter of the column of each field."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        for name in ("date", "credit", "debit", "amount", "direction", "balance", "counterparty", "summary"):
            self.fields[f"f_{name}"] = forms.CharField(
                label=FIELD_NAMES[name],
                required=False,
                max_length=2,
                widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            )


class ImportForm(GzForm):
    """The days the statement covers, balances it does not tell, and what to do with lines that look imported."""

    from_on = DayField(label=_("对账单从哪一天"))
    until_on = DayField(label=_("到哪一天"), help_text=_("按银行给出的起止日填；整月的填到月末。"))
    opening_fen = MoneyField(
        label=_("期初余额"), required=False, help_text=_("文件里没有写，请按银行页面填；没有可以空着。")
    )
    closing_fen = MoneyField(
        label=_("期末余额"), required=False, help_text=_("文件里没有写。空着也能导入，但那个月不能对平。")
    )
    doubtful = forms.ChoiceField(
        label=_("很像已经导入的流水"),
        choices=[("skip", _("就是同一笔，不再导入")), ("take", _("是另外的收付，要导入"))],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("看过提示：这确实是这个账户的对账单（导入以后不能撤回）"))

    def __init__(self, *args: Any, look: Look, **options: Any) -> None:
        super().__init__(*args, **options)
        if not look.foreign:
            del self.fields["sure"]
        if look.preview.opening is not None:
            del self.fields["opening_fen"]
        if look.preview.closing is not None:
            del self.fields["closing_fen"]
        if not look.doubtful:
            del self.fields["doubtful"]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        return {name: value for name, value in given(self).items() if name != "sure"}


class ReasonForm(GzForm):
    """Why a match is taken back."""

    reason = words_field(_("为什么撤销"))


class MatchForm(GzForm):
    """Proposals that a person ticked."""

    groups = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False, label=_("建议"))

    def __init__(self, *args: Any, keys: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["groups"].choices = [(key, key) for key in keys]

    def asked(self) -> dict[str, Any]:
        """The groups as the act takes them."""
        return {"groups": [group_of(key) for key in self.cleaned_data["groups"]], "how": "proposed"}


class HandForm(GzForm):
    """Lines and entries ticked on both sides, and why they are the same money."""

    lines = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("银行流水"))
    postings = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("账上分录"))
    words = words_field(_("说明"), required=False)

    def __init__(
        self, *args: Any, lines: Mapping[int, BankLine], postings: Mapping[int, Posting], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["lines"].choices = [(str(pk), pk) for pk in lines]
        self.fields["postings"].choices = [(str(pk), pk) for pk in postings]

    def asked(self) -> dict[str, Any]:
        """One group."""
        sides = [tuple(int(pk) for pk in self.cleaned_data[name]) for name in ("lines", "postings")]
        return {"groups": [Group(*sides)], "how": "hand", "words": self.cleaned_data["words"]}

    def refuse(self, errors: dict[str, str]) -> None:
        """What the act says of the group stands on top."""
        super().refuse({"": "；".join(errors.values())})


def group_of(key: str) -> Group:
    """3,4:7 as a group."""
    lines, _colon, postings = key.partition(":")
    return Group(tuple(int(pk) for pk in lines.split(",")), tuple(int(pk) for pk in postings.split(",")))


class PostForm(GzForm):
    """What a line is, and what its way needs besides."""

    way = forms.ChoiceField(label=_("这笔钱是什么"), widget=forms.RadioSelect)
    income = forms.ChoiceField(label=_("收入科目"), required=False, help_text=_("是收入时填"))
    instalments = forms.MultipleChoiceField(
        label=_("收的是哪几期应收"), required=False, widget=forms.CheckboxSelectMultiple
    )
    contract = forms.ChoiceField(label=_("哪份合同的押金"), required=False)
    payment = forms.ChoiceField(label=_("退回的是哪一笔付款"), required=False)
    other = forms.ChoiceField(label=_("另一个账户里的那一笔"), required=False)
    words = words_field(_("摘要"), required=False, hint=_("会公开，不要写个人姓名。"))
    on = DayField(label=_("记在哪一天"), help_text=_("一般就是银行的日子；那个月已经结账的，记在现在。"))

    def __init__(
        self,
        *args: Any,
        ways: Iterable[str],
        incomes: Iterable[Account],
        instalments: Iterable[Instalment],
        contracts: Iterable[IncomeContract],
        payments: Iterable[Posting],
        others: Iterable[BankLine],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.known: dict[str, dict[str, Any]] = {
            "income": {str(row.pk): row for row in incomes},
            "instalments": {str(row.pk): row for row in instalments},
            "contract": {str(row.pk): row for row in contracts},
            "payment": {str(row.transaction_id): row.transaction for row in payments},
            "other": {str(row.pk): row for row in others},
        }
        self.fields["way"].choices = [(way, WAY_NAMES[way]) for way in ways]
        shown = {
            "income": lambda row: f"{row.code} {row.title}",
            "instalments": lambda row: f"{row.contract.party_shown} {cndate(row.due_on)} {fen(row.amount_fen)}",
            "contract": lambda row: f"{row.serial} {row.party_shown}",
            "payment": lambda row: f"{cndate(row.on)} {row.words}",
            "other": lambda row: (
                f"{row.money.account.code} {row.money.account.title} {cndate(row.on)} {fen(row.amount_fen)}"
            ),
        }
        for name, rows in self.known.items():
            if not rows:
                del self.fields[name]
                continue
            listed = [(pk, shown[name](row)) for pk, row in rows.items()]
            blank = [] if name == "instalments" else [("", _("请选"))]
            self.fields[name].choices = [*blank, *listed]

    def asked(self) -> dict[str, Any]:
        """What the act takes."""
        said = self.cleaned_data
        found = {
            name: self.known[name].get(said.get(name) or "") for name in ("income", "contract", "payment", "other")
        }
        several = [self.known["instalments"][pk] for pk in said.get("instalments") or ()]
        return {
            "way": said["way"],
            "given": Given(instalments=several, **found),
            "on": said["on"],
            "words": said["words"],
        }
