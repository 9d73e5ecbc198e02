"""What the convener settles for the notice; where law leaves a value open it is offered and confirmed, never assumed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.voting.actions.give_notice import LONGEST_WINDOW
from gongzhi.voting.models import Delivery
from gongzhi.voting.queries.notice import Plan, law_or_offer
from gongzhi.voting.queries.rules import CHOSEN
from gongzhi.web.forms import GzForm, MomentField
from gongzhi_law.params import STRENGTH_NAMES, get

ONLY_ELECTIONS = "anonymous"


class NoticeForm(GzForm):
    """Days, channel, the rules of this vote, and that the warnings were seen; a vote without names is for elections only."""

    opens_at = MomentField(label=gettext_lazy("表决开始"))
    closes_at = MomentField(label=gettext_lazy("表决截止"))
    special = forms.BooleanField(label=gettext_lazy("这是临时会议"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("用什么系统表决"), widget=forms.RadioSelect)
    change_rule = forms.ChoiceField(label=gettext_lazy("投出的票能不能改"), widget=forms.RadioSelect)
    conflict_rule = forms.ChoiceField(label=gettext_lazy("同一业主两次意见不一致"), widget=forms.RadioSelect)
    disclosure = forms.ChoiceField(label=gettext_lazy("以后谁能看到一张票"), widget=forms.RadioSelect)
    objection_days = forms.IntegerField(
        label=gettext_lazy("初步结果公布后，几日内可以提异议"), max_value=LONGEST_WINDOW
    )
    warnings_seen = forms.BooleanField(label=gettext_lazy("提示我都看过了，照这样公告"), required=False)

    def __init__(
        self,
        *args: Any,
        place: str,
        at: datetime,
        bylaws: Mapping[str, object],
        elections: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.bylaws = bylaws
        self.fields["channel"].choices = [
            ("own", _("在本系统线上表决，用验证码确认本人")),
            ("official", _("用主管部门的官方电子投票系统")),
        ]
        for field, name in CHOSEN.items():
            self._offer(field, name, place, at)
        if not elections:
            kept = [choice for choice in self.fields["disclosure"].choices if choice[0] != ONLY_ELECTIONS]
            self.fields["disclosure"].choices = kept
        days = law_or_offer("assembly/objection_days", at=at, place=place, bylaws=bylaws)
        self.fields["objection_days"].initial = days.number
        self.fields["objection_days"].help_text = _("%(strength)s：%(n)s 日（%(cite)s）") % {
            "strength": STRENGTH_NAMES[days.strength],
            "n": days.number,
            "cite": days.cite,
        }

    def _offer(self, field: str, name: str, place: str, at: datetime) -> None:
        """The choices of one rule in plain words; the offered one is marked, none is chosen beforehand."""
        answer, parameter = law_or_offer(name, at=at, place=place, bylaws=self.bylaws), get(name)
        mark = {answer.text: _("（建议）") if not answer.blocks else _("（依法）")}
        self.fields[field].choices = [
            (value, parameter.sentences[value] + mark.get(value, "")) for value in parameter.choices
        ]
        self.fields[field].help_text = _("%(strength)s：%(value)s（%(cite)s）。由您确认，写进公告后不能再改。") % {
            "strength": STRENGTH_NAMES[answer.strength],
            "value": parameter.choice_names[answer.text],
            "cite": answer.cite,
        }

    def plan(self) -> Plan:
        """The plan that was confirmed."""
        data = self.cleaned_data
        names = ("opens_at", "closes_at", "channel", *CHOSEN, "objection_days", "special")
        return Plan(**{name: data[name] for name in names})


class DeliveryForm(GzForm):
    """How the electors that were ticked were reached."""

    way = forms.ChoiceField(
        label=gettext_lazy("怎样送达"),
        choices=[("", gettext_lazy("请选择"))]
        + [(w.value, w.label) for w in (Delivery.Way.HANDED, Delivery.Way.POSTED, Delivery.Way.ANNOUNCED)],
    )
    electors = forms.TypedMultipleChoiceField(
        label=gettext_lazy("送达了哪几户"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, electors: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["electors"].choices = [(str(e), str(e)) for e in electors]
        self.fields["electors"].error_messages["required"] = _("请勾选送达了的户")
