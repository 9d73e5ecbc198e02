"""What is asked about assets, contracts, money that came in, and what the early period left."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.fund.actions.record_incomes import IncomeRow
from gongzhi.fund.actions.register_contract import Due
from gongzhi.fund.forms.fields import PaperField, words_field
from gongzhi.fund.models import Account, Asset, EarlyItem, EarlyStep, IncomeContract, Instalment, MoneyAccount, Posting
from gongzhi.fund.queries.schedule import Owed, plan
from gongzhi.places.models import Building
from gongzhi.register.models import Unit
from gongzhi.voting.models import Resolution
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi.web.forms import DayField, GzForm, MoneyField
from gongzhi.web.trying import given

PUBLIC = _("公开：不写人名、电话、门牌")
TYPED = "typed"
RHYTHMS = [
    ("monthly", _("按月")),
    ("quarterly", _("按季度")),
    ("yearly", _("按年")),
    ("once", _("一次付清")),
    (TYPED, _("自己写每一期")),
]
FIRST = re.compile(r"(\S+?)(?:日?[ \t]*([,，;；])[ \t]*|日?[ \t]+)(.+)")


class Picked(forms.ChoiceField):
    """A choice among rows: what is chosen reaches the act as the row itself; one that is not offered is wrong input."""

    def __init__(self, label: Any, *, required: bool = True, **options: Any) -> None:
        self.rows: dict[str, Any] = {}
        super().__init__(label=label, required=required, **options)

    def offer(self, rows: Iterable[tuple[Any, str]], *, none: str = "") -> None:
        """Offers rows with their words; `none` is what the empty choice says."""
        listed = list(rows)
        self.rows = {str(row.pk): row for row, _words in listed}
        first = [("", none or now("请选择"))]
        self.choices = [*first, *((str(row.pk), words) for row, words in listed)]

    def clean(self, value: Any) -> Any:
        """The row itself, None where none was chosen."""
        return self.rows.get(super().clean(value))


def _offer(form: GzForm, name: str, rows: Iterable[tuple[Any, str]], **options: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, Picked)  # noqa: S101
    field.offer(rows, **options)


def _money(rows: Iterable[MoneyAccount]) -> list[tuple[MoneyAccount, str]]:
    return [(row, f"{row.account.code} {row.account.title}") for row in rows]


def _accounts(rows: Iterable[Account]) -> list[tuple[Account, str]]:
    return [(row, f"{row.code} {row.title}") for row in rows]


class AssetForm(GzForm):
    """An asset and whose it is."""

    kind = forms.ChoiceField(label=_("哪一类"), choices=[("", _("请选择")), *Asset.Kind.choices])
    name = forms.CharField(label=_("名称"), max_length=80, help_text=_("例如：电梯轿厢广告位"))
    title = forms.ChoiceField(label=_("归谁"), choices=Asset.Title.choices, widget=forms.RadioSelect)
    evidence = words_field(_("凭什么"), hint=_("登记簿、规划图、人防证等；公开"))
    place = forms.CharField(label=_("在哪里"), max_length=120, required=False, help_text=PUBLIC)
    building = Picked(_("在哪一栋"), required=False)
    file = PaperField(label=_("证明材料"))

    def __init__(self, *args: Any, buildings: Iterable[Building], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "building", [(row, row.name) for row in buildings], none=now("不在楼栋里"))


class EndForm(GzForm):
    """From when something ends, and why."""

    on = DayField(label=_("从哪一天起"))
    reason = words_field(_("为什么"), hint=PUBLIC)


class ReasonForm(GzForm):
    """Words that everyone reads."""

    reason = words_field(_("怎么了结的"), hint=PUBLIC)


class ContractForm(GzForm):
    """A contract, what it rests on, what is due when."""

    asset = Picked(_("哪一项资产"))
    party = forms.CharField(label=_("对方"), max_length=80, help_text=_("加密保存；单位公开全称，个人只公开“个人”"))
    person = forms.BooleanField(label=_("对方是个人"), required=False)
    words = forms.CharField(label=_("合同内容"), max_length=200, help_text=PUBLIC)
    signed_on = DayField(label=_("签订日期"))
    from_on = DayField(label=_("从哪一天起"))
    until_on = DayField(label=_("到哪一天止"), help_text=_("这一天不算在内"))
    total_fen = MoneyField(
        label=_("合同总价"), required=False, help_text=_("元；按下面的办法分期，除不尽的算在最后一期")
    )
    rhythm = forms.ChoiceField(label=_("怎么付"), choices=RHYTHMS, widget=forms.RadioSelect)
    typed = words_field(
        _("每一期"),
        hint=_("选“自己写每一期”才填；一行一期：日期 金额，例如 2026-03-01 1200.00"),
        rows=4,
        most=8000,
        required=False,
    )
    deposit_fen = MoneyField(label=_("押金"), required=False, help_text=_("没有就空着"))
    income = Picked(_("收入科目"))
    money = Picked(_("收进哪个账户"))
    basis = forms.ChoiceField(label=_("依据"), choices=IncomeContract.Basis.choices, widget=forms.RadioSelect)
    resolution = Picked(_("哪一项业主共同决定"), required=False)
    basis_words = forms.CharField(
        label=_("依据的说明"),
        max_length=200,
        required=False,
        help_text=_("2021年以前的决定、前期合同要写明文件名称和日期，并上传材料"),
    )
    ground = forms.CharField(
        label=_("收入归业主的理由"), max_length=200, required=False, help_text=_("资产不是业主共有的要写明；公开")
    )
    file = PaperField(label=_("合同或者依据的材料"))

    def __init__(
        self,
        *args: Any,
        assets: Iterable[Asset],
        incomes: Iterable[Account],
        moneys: Iterable[MoneyAccount],
        resolutions: Iterable[Resolution],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        _offer(self, "asset", [(row, f"{row.serial} {row.name}（{row.get_title_display()}）") for row in assets])
        _offer(self, "income", _accounts(incomes))
        _offer(self, "money", _money(moneys))
        words = [
            (row, now("%(day)s %(words)s") % {"day": cndate(row.decided_on), "words": row.words}) for row in resolutions
        ]
        _offer(self, "resolution", words, none=now("没有"))

    def clean(self) -> dict[str, Any]:
        """The instalments worked out, or what stands in their way."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("rhythm") == TYPED:
            data["dues"] = self._typed(data.get("typed", ""))
        elif data.get("rhythm") and data.get("from_on") and data.get("until_on"):
            data["dues"] = self._planned(data)
        return data

    def _planned(self, data: dict[str, Any]) -> list[Due]:
        total = data.get("total_fen")
        if not total:
            self.add_error("total_fen", now("请填合同总价"))
            return []
        if data["until_on"] <= data["from_on"]:
            self.add_error("until_on", now("要晚于开始的日子"))
            return []
        try:
            rows = plan(total, from_on=data["from_on"], until_on=data["until_on"], rhythm=data["rhythm"])
        except ValueError:
            self.add_error("total_fen", now("太少，不够每一期分到一分钱"))
            return []
        return [Due(day, amount) for day, amount in rows]

    def _typed(self, text: str) -> list[Due]:
        found = []
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                day, amount, words = read_line(line)
                if day is None or not amount:
                    self.add_error("typed", now("第 %(n)s 行看不懂，请写成：2026-03-01 1200.00") % {"n": number})
                    return []
                found.append(Due(day, amount, words))
        if not found:
            self.add_error("typed", now("至少写一期"))
        return found

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        said = given(self)
        said["deposit_fen"] = said["deposit_fen"] or 0
        return {name: value for name, value in said.items() if name not in ("total_fen", "rhythm", "typed")}


def read_line(line: str) -> tuple[date | None, int | None, str]:
    """Day (2026-7-1, 2026/7/1, 2026.7.1, 2026年7月1日), fen and the rest of a pasted line; None for what cannot be read."""
    found = FIRST.fullmatch(line.strip())
    if found is None:
        return None, None, ""
    day_text, mark, rest = found.groups()
    # Where commas part the line, a sum has none; elsewhere 1,200.00 is a sum.
    amount_text, *words = re.split(r"[,，;；\t]" if mark else r"[\t ]+|[，;；]", rest, maxsplit=1)
    try:
        day = DayField().clean(re.sub(r"[年月/.]", "-", day_text))
        amount = MoneyField().clean(amount_text.strip(" ,"))
    except forms.ValidationError:
        return None, None, ""
    said = words[0].strip() if words else ""
    return (day, None, "") if re.fullmatch(r"[\d.,]+", said) else (day, amount, said)  # a sum cut in two is not guessed


class IncomeForm(GzForm):
    """Money that came in."""

    money = Picked(_("收进哪个账户"))
    income = Picked(_("收入科目"))
    amount_fen = MoneyField(label=_("金额"), help_text=_("元"))
    on = DayField(label=_("哪一天到账"))
    words = forms.CharField(label=_("摘要"), max_length=200, help_text=PUBLIC)
    instalments = forms.MultipleChoiceField(
        label=_("付的是哪几期"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("按先后顺序算，多出来的不算进任何一期。提前付以后各期的，登记以后在合同里抵"),
    )
    door = forms.CharField(
        label=_("哪一户"), max_length=60, required=False, help_text=_("只有按户记账的账户才填，不公开")
    )
    file = PaperField(label=_("凭证"))

    def __init__(
        self,
        *args: Any,
        incomes: Iterable[Account],
        moneys: Iterable[MoneyAccount],
        waiting: Iterable[Owed],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        listed = list(moneys)
        _offer(self, "income", _accounts(incomes))
        _offer(self, "money", _money(listed))
        self.waiting = {str(row.instalment.pk): row.instalment for row in waiting}
        self.fields["instalments"].choices = [(str(row.instalment.pk), due_words(row)) for row in waiting]
        if not self.waiting:
            del self.fields["instalments"]
        if not any(row.account.by_unit for row in listed):
            del self.fields["door"]

    def clean(self) -> dict[str, Any]:
        """The flat by its door."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        door, money = "".join(data.get("door", "").split()), data.get("money")
        if door and money is not None:
            units = Unit.objects.filter(estate=money.estate_id, removed_on__isnull=True).values_list("door", "pk")
            data["unit"] = next((pk for name, pk in units if "".join(name.split()) == door), None)
            if data["unit"] is None:
                self.add_error("door", now("名册里没有这一户"))
        return data

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        data = self.cleaned_data
        file, unit = data.get("file"), data.get("unit")
        chosen = set(data.get("instalments", ()))
        return {
            **{name: data[name] for name in ("money", "income", "amount_fen", "on", "words")},
            "instalments": [row for key, row in self.waiting.items() if key in chosen],
            "files": [(file.name, file.read())] if file else [],
            "shares": {unit: data["amount_fen"]} if unit else None,
        }

    def refuse(self, errors: dict[str, str]) -> None:
        """The flat's error stands beside its door."""
        super().refuse({("door" if name == "unit" else name): text for name, text in errors.items()})


class BatchForm(GzForm):
    """Many sums of one kind, pasted from a table."""

    money = Picked(_("收进哪个账户"))
    income = Picked(_("收入科目"))
    rows = words_field(
        _("每一笔"),
        hint=_("从表格里粘贴，一行一笔：日期 金额 摘要，例如 2026-07-01 150.00 地面车位7月；摘要公开，不写人名和车牌"),
        rows=12,
        most=400_000,
    )

    def __init__(self, *args: Any, incomes: Iterable[Account], moneys: Iterable[MoneyAccount], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "income", _accounts(incomes))
        _offer(self, "money", _money(row for row in moneys if not row.account.by_unit))

    def clean_rows(self) -> list[IncomeRow]:
        """Every line read, or the first that cannot be."""
        found = []
        for number, line in enumerate(self.cleaned_data["rows"].splitlines(), 1):
            if line.strip():
                day, amount, words = read_line(line)
                if day is None or not amount or not words:
                    raise forms.ValidationError(
                        now("第 %(n)s 行看不懂，请写成：2026-07-01 150.00 摘要") % {"n": number}
                    )
                found.append(IncomeRow(amount, day, words))
        return found


class DepositForm(GzForm):
    """A deposit that came in."""

    money = Picked(_("收进哪个账户"))
    amount_fen = MoneyField(label=_("金额"), help_text=_("元；押金不是收入，退还时从支出申请办理"))
    on = DayField(label=_("哪一天到账"))
    file = PaperField(label=_("凭证"))

    def __init__(self, *args: Any, moneys: Iterable[MoneyAccount], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "money", _money(moneys))

    def asked(self) -> dict[str, Any]:
        """As the act takes it."""
        file = self.cleaned_data.get("file")
        said = {name: self.cleaned_data[name] for name in ("money", "amount_fen", "on")}
        return {**said, "files": [(file.name, file.read())] if file else []}


class SettleForm(GzForm):
    """Which income pays which instalment."""

    instalment = Picked(_("哪一期"))
    posting = Picked(_("哪一笔收入"))
    amount_fen = MoneyField(label=_("算多少"), required=False, help_text=_("空着就能算多少算多少"))

    def __init__(self, *args: Any, waiting: Iterable[Owed], postings: Iterable[Posting], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "instalment", [(row.instalment, due_words(row)) for row in waiting])
        words = [
            (row, f"{cndate(row.transaction.on)} {fen(-row.amount_fen)} {row.transaction.words}") for row in postings
        ]
        _offer(self, "posting", words)


class EarlyForm(GzForm):
    """What is to be handed over."""

    kind = forms.ChoiceField(label=_("哪一类"), choices=EarlyItem.Kind.choices, widget=forms.RadioSelect)
    words = words_field(_("是什么"), hint=PUBLIC)
    debtor = forms.CharField(label=_("责任单位"), max_length=80, help_text=_("建设单位或者前期物业的全称；公开"))
    owed_fen = MoneyField(label=_("金额"), required=False, help_text=_("元；不清楚就空着"))
    due_on = DayField(label=_("应当在哪一天以前办"), required=False)
    file = PaperField(label=_("依据的材料"))


class EarlyStepForm(GzForm):
    """A step of it."""

    kind = forms.ChoiceField(label=_("办了什么"), choices=EarlyStep.Kind.choices, widget=forms.RadioSelect)
    words = words_field(_("怎么办的"), hint=PUBLIC)
    money = Picked(_("钱到了哪个账户"), required=False, help_text=_("选“到账”才填这三项，同时记账"))
    amount_fen = MoneyField(label=_("金额"), required=False, help_text=_("元"))
    on = DayField(label=_("哪一天到账"), required=False)
    file = PaperField(label=_("材料"))

    def __init__(self, *args: Any, moneys: Iterable[MoneyAccount], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "money", _money(row for row in moneys if not row.account.by_unit), none=now("没有到账"))


def due_words(row: Owed) -> str:
    """An instalment as a list names it: contract, which one, day, what is left."""
    one: Instalment = row.instalment
    return now("第 %(c)s 号合同 %(name)s 第 %(n)s 期，%(day)s，还差%(left)s") % {
        "c": one.contract.serial,
        "name": one.contract.asset.name,
        "n": one.number,
        "day": cndate(one.due_on),
        "left": fen(row.left_fen),
    }
