"""What is due in publication: months to publish, questions and remarks to answer (A5.5, A6.5)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.cites import PUBLISHED
from gongzhi.fund.models import FundQuestion, Remark
from gongzhi.fund.queries.unpublished import unpublished
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Estate number → what is due, in a fixed number of statements."""
    live = {pk: one for pk, one in estates.items() if one.ended_on is None}
    found: dict[int, list[Duty]] = defaultdict(list)
    _months(live, at, found)
    for row in FundQuestion.objects.filter(estate__in=live, answered_at__isnull=True).order_by("due_on", "pk"):
        url = reverse("fund:answer_question", args=[live[row.estate_id].code, row.pk])
        title = _("答复业主对资金的第 %(n)s 号询问") % {"n": row.serial}
        found[row.estate_id].append(Duty(title, row.due_on, _keeper(), PUBLISHED, url))
    for one in Remark.objects.filter(estate__in=live, answered_at__isnull=True).order_by("due_on", "pk"):
        url = reverse("fund:answer_remark", args=[live[one.estate_id].code, one.pk])
        title = _("答复第 %(n)s 号监察意见") % {"n": one.serial}
        found[one.estate_id].append(Duty(title, one.due_on, _keeper(), PUBLISHED, url))
    return dict(found)


def _keeper() -> str:
    return str(Capacity.Kind.COMMITTEE.label)


def _months(estates: Mapping[int, Estate], at: datetime, found: dict[int, list[Duty]]) -> None:
    """Months that are over and that nobody published."""
    for row in unpublished(estates, at):
        title = _("公示%(period)s的资金收支") % {"period": row.span.words}
        url = reverse("fund:public_desk", args=[estates[row.estate_id].code])
        found[row.estate_id].append(Duty(title, row.due_on, _keeper(), row.cite, url))
