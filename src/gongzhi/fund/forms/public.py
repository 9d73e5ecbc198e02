"""What pages of publication, questions and remarks ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongzhi.fund.actions.answer_question import LONGEST
from gongzhi.fund.actions.ask_question import MOST
from gongzhi.fund.actions.make_remark import LONGEST as REMARK
from gongzhi.fund.forms.fields import PaperField, words_field
from gongzhi.fund.queries.publications import Span
from gongzhi.web.forms import GzForm


class AskForm(GzForm):
    """An owner's question."""

    words = words_field(
        _("您要问什么"), hint=_("不要写自己或者别人的姓名、电话。答复时公开，不写是谁问的。"), rows=4, most=MOST
    )


class AnswerForm(GzForm):
    """The answer that everyone reads."""

    public_words = words_field(
        _("公开的问题"), hint=_("去掉姓名、电话、门牌；改过的会注明“删改过”。"), rows=3, most=MOST
    )
    answer = words_field(_("答复"), rows=6, most=LONGEST)
    file = PaperField(label=_("附件（公开）"))


class RemarkForm(GzForm):
    """A remark of the supervision."""

    words = words_field(_("意见"), hint=_("提出后立即公开。不要写个人姓名、电话。"), rows=4, most=REMARK)


class AnswerRemarkForm(GzForm):
    """The answer to a remark."""

    answer = words_field(_("答复"), rows=6, most=LONGEST)


class PublishForm(GzForm):
    """Which period is published now."""

    period = forms.ChoiceField(label=_("公示哪一期"))

    def __init__(self, *args: Any, spans: Sequence[tuple[str, Span]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.spans = dict(spans)
        self.fields["period"].choices = [("", "—"), *((value, span.words) for value, span in spans)]

    def asked(self) -> dict[str, Any]:
        """The period as the act takes it."""
        span = self.spans[self.cleaned_data["period"]]
        return {"from_on": span.from_on, "until_on": span.until_on}
