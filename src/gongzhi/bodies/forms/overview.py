"""What the pages of what stands around bodies ask."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Engagement, EngagementNote, FourOnes, PartyCoverage, QualityNote
from gongzhi.bodies.queries.engagements import Task
from gongzhi.web.forms import DayField, GzForm, MoneyField, PhoneField

LARGEST = 10 * 1024 * 1024
WORDS = {"rows": 3}


class EvidenceForm(GzForm):
    """A form that may bring a file along."""

    def clean_file(self) -> Any:
        """Refuses a file that is too large to keep."""
        sent = self.cleaned_data.get("file")
        if sent and sent.size > LARGEST:
            raise forms.ValidationError(_("文件超过 10 MB，请压缩或者只传有关的几页。"), code="large")
        return sent

    def asked(self) -> dict[str, Any]:
        """What the act is asked: the fields, the file as name, bytes and type."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("idempotency_key", "file")}
        sent = self.cleaned_data.get("file")
        if sent:
            given |= {"file_name": sent.name, "content": sent.read(), "content_type": sent.content_type or ""}
        return given


def scan_field(label: Any, *, required: bool = False) -> forms.FileField:
    """The field of a PDF or a photograph; a phone offers its camera."""
    return forms.FileField(
        label=label,
        required=required,
        help_text=_("PDF 或者照片，不超过 10 MB。"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/*"}),
    )


class FourOnesForm(EvidenceForm):
    """One of the five items, met or not, by what evidence."""

    item = forms.ChoiceField(label=_("哪一项"), choices=FourOnes.Item.choices)
    met = forms.ChoiceField(
        label=_("做到没有"), choices=[("yes", _("做到")), ("no", _("还没有"))], widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("凭什么说"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=WORDS),
        help_text=_("做到的写做法、地点、文件；没有做到的写还缺什么。"),
    )
    on = DayField(label=_("核对日期"))
    file = scan_field(_("佐证"))

    def asked(self) -> dict[str, Any]:
        """Met as a truth."""
        given = super().asked()
        return {**given, "met": given["met"] == "yes"}


class PartyForm(EvidenceForm):
    """How the party is organised in the estate, in numbers."""

    form = forms.ChoiceField(label=_("覆盖形式"), choices=PartyCoverage.Form.choices, widget=forms.RadioSelect)
    organisation = forms.CharField(label=_("党组织名称"), max_length=80, required=False)
    committee_members = forms.IntegerField(
        label=_("业委会正式党员人数"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=_("只写人数，不写姓名；不清楚的不填。"),
    )
    committee_built = forms.BooleanField(label=_("业委会已建党组织"), required=False)
    firm_members = forms.IntegerField(
        label=_("物业企业在本小区的正式党员人数"), min_value=0, max_value=999, required=False
    )
    firm_built = forms.BooleanField(label=_("物业企业已建党组织"), required=False)
    note = forms.CharField(
        label=_("调整说明"), max_length=200, required=False, help_text=_("覆盖形式有变化的，写明为什么调整。")
    )
    on = DayField(label=_("登记日期"))


class MicroGridForm(GzForm):
    """Who is responsible for a micro-grid: one who holds a seat here, or another by phone number."""

    grid = forms.ChoiceField(label=_("微网格"))
    appointment = forms.ChoiceField(label=_("任职的人"), required=False)
    name = forms.CharField(label=_("或者另一位的姓名"), max_length=40, required=False)
    number = PhoneField(label=_("手机号"), required=False)
    from_on = DayField(label=_("从哪一天起"))

    def __init__(
        self, *args: Any, grids: Iterable[tuple[int, str]], seats: Iterable[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["grid"].choices = [(str(pk), name) for pk, name in grids]
        self.fields["appointment"].choices = [("", _("不是任职的人，写在下面")), *((str(pk), w) for pk, w in seats)]


class EndForm(GzForm):
    """Why something ends, and on which day."""

    reason = forms.CharField(label=_("原因"), max_length=200)
    on = DayField(label=_("从哪一天结束"))


class QualityForm(EvidenceForm):
    """What the quality director saw, with a photo."""

    kind = forms.ChoiceField(label=_("记什么"), choices=QualityNote.Kind.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("看到了什么"), max_length=2000, widget=forms.Textarea(attrs=WORDS))
    on = DayField(label=_("哪一天"))
    file = forms.FileField(
        label=_("照片"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )


class HireForm(EvidenceForm):
    """What every engagement says: what for, for how long, paid from where, on which decision."""

    purpose = forms.CharField(label=_("做什么"), max_length=2000, widget=forms.Textarea(attrs=WORDS))
    from_on = DayField(label=_("从"))
    until_on = DayField(label=_("到期日"), help_text=_("这一天起不再有效。"))
    pay_source = forms.ChoiceField(label=_("钱从哪里来"), choices=Engagement.Source.choices)
    pay_fen = MoneyField(label=_("总金额（元）"))
    basis = forms.CharField(label=_("凭哪个决定"), max_length=200, help_text=_("业主大会或者业委会决定的名称、日期。"))


class SecretaryForm(HireForm):
    """A secretary: who, with which tasks."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    number = PhoneField(label=_("手机号"), help_text=_("只用来登录和通知，不公开。"))
    tasks = forms.MultipleChoiceField(
        label=_("可以经办的事"),
        choices=Task.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只能经办，不能决定、付款、用印、投票。"),
    )
    file = scan_field(_("聘用合同"))
    field_order = ("name", "number", "tasks")


class ServiceForm(HireForm):
    """A service bought: from whom, under which contract."""

    provider = forms.CharField(label=_("提供服务的单位"), max_length=80)
    file = scan_field(_("服务合同"), required=True)
    field_order = ("provider",)


class EngagementNoteForm(EvidenceForm):
    """What was delivered, or how it is judged."""

    kind = forms.ChoiceField(label=_("记什么"), choices=EngagementNote.Kind.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("内容"), max_length=2000, widget=forms.Textarea(attrs=WORDS))
    on = DayField(label=_("哪一天"))
    file = scan_field(_("材料"))


class ServiceNoteForm(EvidenceForm):
    """A fact of service."""

    words = forms.CharField(
        label=_("做了什么"), max_length=2000, widget=forms.Textarea(attrs=WORDS), help_text=_("只写事实，不打分。")
    )
    on = DayField(label=_("哪一天"))


class InquiryForm(EvidenceForm):
    """The letter of the sending unit."""

    unit = forms.CharField(label=_("来函单位"), max_length=80)
    letter_number = forms.CharField(label=_("来函文号"), max_length=60)
    received_on = DayField(label=_("收到日期"))
    file = scan_field(_("来函"), required=True)
