"""The motions of draft votes into whose explanation a discussion may be carried (B2.11)."""

from gongzhi.meetings.models import Topic
from gongzhi.voting.models import Motion
from gongzhi.voting.states import AssemblyState


def drafts_of(topic: Topic) -> list[Motion]:
    """The motions of the topic's estate, or of the community's estates, whose assembly is still a draft."""
    rows = Motion.objects.filter(assembly__state=AssemblyState.DRAFT).select_related("estate", "assembly")
    rows = rows.filter(estate=topic.about_id) if topic.about_id else rows.filter(estate__community=topic.division_id)
    return list(rows.order_by("estate__name", "assembly__serial", "number"))
