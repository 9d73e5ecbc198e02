"""The motions of draft votes into whose explanation a discussion may be carried (B2.11)."""

from collections.abc import Iterable

from gongzhi.meetings.models import Topic
from gongzhi.places.models import Estate
from gongzhi.voting.models import Motion
from gongzhi.voting.states import AssemblyState


def drafts_of(topic: Topic, estates: Iterable[Estate]) -> list[Motion]:
    """The motions of these estates, as far as the topic concerns them, whose assembly is still a draft.

    A draft is read by its convener alone: `estates` are those for whose owners the reader speaks.
    """
    known = [one.pk for one in estates if topic.about_id in (None, one.pk) and one.community_id == topic.division_id]
    rows = Motion.objects.filter(estate__in=known, assembly__state=AssemblyState.DRAFT)
    return list(rows.select_related("estate", "assembly").order_by("estate__name", "assembly__serial", "number"))
