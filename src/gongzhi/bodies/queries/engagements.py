"""Secretaries hired and services bought: what a secretary may be charged with, which engagements run."""

from datetime import date

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from gongzhi.bodies.models import Engagement
from gongzhi.places.models import Estate


class Task(TextChoices):
    """What a 专职秘书 may carry out for the body that hired: nothing that decides, pays, seals or votes (A8.3)."""

    MINUTES = "minutes", _("会议通知和记录")
    PUBLISH = "publish", _("公示张贴和登记")
    DELIVERY = "delivery", _("送达登记")
    RECEIVE = "receive", _("接待和来件登记")
    ARCHIVE = "archive", _("档案和台账")


def task_names(engagement: Engagement) -> list[str]:
    """The tasks of a secretary in words."""
    return [str(Task(word).label) for word in engagement.powers if word in Task.values]


def running(estate: Estate, *, on: date) -> QuerySet[Engagement]:
    """The engagements of the estate that run on `on`."""
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    found = Engagement.objects.filter(lasting, estate=estate, from_on__lte=on, until_on__gt=on)
    return found.select_related("body").order_by("until_on", "pk")


def secretary_of(estate: Estate, person_id: int, *, on: date) -> Engagement | None:
    """The person's engagement as secretary in the estate on `on`."""
    return running(estate, on=on).filter(kind=Engagement.Kind.SECRETARY, person_id=person_id).first()
