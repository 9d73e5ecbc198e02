"""What the pages of budgets and petty cash ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Appointment
from gongzhi.fund.actions.draft_budget import LineDraft
from gongzhi.fund.forms.fields import PaperField
from gongzhi.fund.forms.spending import BUDGETED, DecidedForm
from gongzhi.fund.models import Account, MoneyAccount, PettyVoucher
from gongzhi.web.forms import DayField, GzForm, MoneyField
from gongzhi_law.fund import FUND_NAMES

ROWS, MOST = 5, 40


class BudgetForm(GzForm):
    """A budget with its lines; more rows come with the button, no script needed."""

    year = forms.IntegerField(label=_("哪一年"))
    fund = forms.ChoiceField(label=_("哪一种资金"), choices=[(kind.value, _(FUND_NAMES[kind])) for kind in BUDGETED])
    title = forms.CharField(label=_("名称"), max_length=120)

    def __init__(self, *args: Any, categories: Sequence[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.categories = {str(row.pk): row for row in categories}
        choices = [("", "–"), *((key, f"{row.code} {row.title}") for key, row in self.categories.items())]
        wanted = ROWS
        if self.is_bound:
            wanted = min(MOST, max(ROWS, *(n + 1 for n in range(MOST) if self.data.get(f"words_{n}")), ROWS))
            if "more" in self.data:
                wanted = min(MOST, wanted + ROWS)
        self.rows = range(wanted)
        for n in self.rows:
            label = {"n": n + 1}
            self.fields[f"account_{n}"] = forms.ChoiceField(
                label=now("第 %(n)s 行科目") % label,
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"words_{n}"] = forms.CharField(
                label=now("第 %(n)s 行用途") % label,
                max_length=120,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )
            self.fields[f"amount_{n}"] = MoneyField(
                label=now("第 %(n)s 行金额（元）") % label,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    @property
    def lines(self) -> list[tuple[Any, Any, Any]]:
        """The bound fields row by row."""
        return [(self[f"account_{n}"], self[f"words_{n}"], self[f"amount_{n}"]) for n in self.rows]

    def refuse(self, errors: dict[str, str]) -> None:
        """Errors of a line beside its words."""
        used = self._used()
        names = {f"lines.{n}": f"words_{row}" for n, row in enumerate(used)}
        super().refuse({names.get(name, name): text for name, text in errors.items()})

    def clean(self) -> dict[str, Any]:
        """A line has all three parts or none."""
        said = super().clean() or {}
        for n in self.rows:
            parts = [said.get(f"account_{n}"), said.get(f"words_{n}"), said.get(f"amount_{n}")]
            if any(parts) and not all(parts) and not self.errors.get(f"amount_{n}"):
                self.add_error(f"words_{n}", now("科目、用途、金额都要写"))
        return said

    def _used(self) -> list[int]:
        return [n for n in self.rows if self.cleaned_data.get(f"account_{n}")]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.cleaned_data
        lines = [
            LineDraft(self.categories[said[f"account_{n}"]], said[f"words_{n}"], said[f"amount_{n}"] or 0)
            for n in self._used()
        ]
        return {"year": said["year"], "fund": said["fund"], "title": said["title"], "lines": lines}


class AdoptForm(DecidedForm):
    """What a budget was adopted by."""

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        return {**self.named(), "quote": self.cleaned_data["quote"]}


class PettyForm(GzForm):
    """A sum and a photo; the rest is there already."""

    amount_fen = MoneyField(label=_("金额（元）"))
    photo = forms.FileField(
        label=_("拍照"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    category = forms.ChoiceField(label=_("科目"), required=False)
    words = forms.CharField(label=_("用途"), max_length=120, required=False, help_text=_("不写就用科目的名字。"))
    clear = forms.BooleanField(label=_("照片里没有个人信息，可以直接公开"), required=False)

    def __init__(self, *args: Any, categories: Sequence[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["photo"].error_messages["required"] = now("请拍一张凭证或者现场的照片")
        self.categories = {str(row.pk): row for row in categories}
        self.fields["category"].choices = [(key, row.title) for key, row in self.categories.items()]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.cleaned_data
        file = said.get("photo")
        return {
            "amount_fen": said["amount_fen"],
            "file_name": file.name if file else "",
            "content": file.read() if file else b"",
            "category": self.categories.get(said["category"]),
            "words": said["words"],
            "clear": said["clear"],
        }


class PettySetForm(DecidedForm):
    """Who keeps the box, and its caps."""

    money = forms.ChoiceField(label=_("哪一个现金账户"))
    keeper = forms.ChoiceField(label=_("保管人"))
    each_cap_fen = MoneyField(label=_("每笔最多（元）"))
    month_cap_fen = MoneyField(label=_("每月最多（元）"))
    field_order = ["money", "keeper", "each_cap_fen", "month_cap_fen", "of"]

    def __init__(
        self,
        *args: Any,
        boxes: Mapping[str, MoneyAccount],
        seats: Mapping[str, tuple[Appointment, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.boxes, self.seats = boxes, seats
        del self.fields["quote"]
        self.fields["of"].required = False
        self.fields["of"].label = _("凭哪一项决议或者决定（小区规则已有上限的不用选）")
        self.fields["money"].choices = [(k, f"{k} {m.account.title}") for k, m in boxes.items()]
        self.fields["keeper"].choices = [(key, name) for key, (_seat, name) in seats.items()]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.cleaned_data
        return {
            **self.named(),
            "money": self.boxes[said["money"]],
            "keeper": self.seats[said["keeper"]][0],
            "each_cap_fen": said["each_cap_fen"],
            "month_cap_fen": said["month_cap_fen"],
        }


class CashBackForm(GzForm):
    """Cash that was paid into the bank, and whether the petty cash ends; an empty box only ends."""

    sometimes = ("to_money", "amount_fen", "file")
    to_money = forms.ChoiceField(label=_("交回哪个账户"), required=False)
    amount_fen = MoneyField(label=_("交回多少（元）"), required=False)
    on = DayField(label=_("存入日期"))
    file = PaperField(label=_("银行存款回单"))
    ends = forms.BooleanField(label=_("这份备用金从今天起停用"), required=False)

    def __init__(self, *args: Any, accounts: Mapping[str, MoneyAccount], left_fen: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.accounts = accounts
        names = [(key, f"{key} {row.account.title}") for key, row in accounts.items()]
        self.fields["to_money"].choices = [("", now("请选择")), *names]
        if not left_fen:
            self.fields["on"].label = now("停用日期")
            for name in self.sometimes:
                del self.fields[name]

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.cleaned_data
        file = said.get("file")
        return {
            "to_money": self.accounts.get(said.get("to_money", "")),
            "amount_fen": said.get("amount_fen") or 0,
            "on": said["on"],
            "ends": said["ends"],
            "file_name": file.name if file else "",
            "content": file.read() if file else b"",
        }


class ReviewForm(GzForm):
    """One month: tick what is sent back, with the reason; everything else is confirmed."""

    def __init__(self, *args: Any, month: date, vouchers: Sequence[PettyVoucher], **options: Any) -> None:
        super().__init__(*args, **options)
        self.month, self.vouchers = month, vouchers
        for row in vouchers:
            self.fields[f"back_{row.pk}"] = forms.BooleanField(
                label=now("退回"), required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
            )
            self.fields[f"why_{row.pk}"] = forms.CharField(
                label=now("退回的理由"),
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    @property
    def lines(self) -> list[tuple[PettyVoucher, Any, Any]]:
        """Each voucher with its two fields."""
        return [(row, self[f"back_{row.pk}"], self[f"why_{row.pk}"]) for row in self.vouchers]

    def refuse(self, errors: dict[str, str]) -> None:
        """Errors of a rejection beside its reason."""
        super().refuse({name.replace("rejected.", "why_"): text for name, text in errors.items()})

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = self.cleaned_data
        rejected = {row.pk: said[f"why_{row.pk}"] for row in self.vouchers if said[f"back_{row.pk}"]}
        return {"month": self.month, "rejected": rejected}
