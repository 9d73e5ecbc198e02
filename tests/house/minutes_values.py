"""What stands in the addresses of records, minutes, agreed items, urgings and summaries: rows of the estate's community."""

from datetime import timedelta
from typing import Any

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.models import Entry
from gongzhi.meetings.models import (
    AgreedItem,
    Delivery,
    Discussion,
    Minutes,
    Served,
    Sitting,
    Summary,
    Topic,
    Urging,
)
from gongzhi.voting.tests.made import Made


def minutes_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter: a sitting that is over, its minutes sent to the owners' side, which owes an item."""
    estate, at = made.estate, made.now
    entry = Entry.objects.order_by("pk").first()
    assert entry is not None
    own = {"division": estate.community, "entry": entry.pk}
    sitting = Sitting.objects.create(
        kind="joint",
        title="三方联席会议",
        form="onsite",
        why="临时召开",
        begins_at=at - timedelta(days=2),
        place="居委会",
        state="closed",
        prepared_by="p0",
        convener_id=made.worker.pk,
        noticed_at=at - timedelta(days=4),
        opened_at=at - timedelta(days=2),
        closed_at=at - timedelta(days=2, hours=-1),
        **own,
    )
    Served.objects.create(division=estate.community, sitting=sitting, about=estate)
    topic = Topic.objects.create(
        about=estate,
        side="owners",
        business="convention",
        title="养犬约定",
        words="讨论",
        proposer_id=made.committee[0].pk,
        proposed_at=at - timedelta(days=9),
        state="settled",
        sitting=sitting,
        **own,
    )
    Discussion.objects.create(sitting=sitting, topic=topic, words="同意", settled=True, by="p0", at=at, **own)
    minutes = Minutes.objects.create(
        sitting=sitting, about=estate, sections=[{"heading": "会议情况"}], drafted_at=at, **own
    )
    delivery = Delivery.objects.create(sitting=sitting, minutes=minutes, side="owners", about=estate, sent_at=at, **own)
    item = AgreedItem.objects.create(
        about=estate, sitting=sitting, number=1, words="修门禁", side="owners", due_on=law_day(at), **own
    )
    asked = {"about": estate, "side": "owners", "words": "请办", "ground": "议定", "due_on": law_day(at)}
    urging = Urging.objects.create(by="p0", at=at, **asked, **own)
    Summary.objects.create(period="2026-H1", sections=[{"heading": "情况"}], drafted_at=at, **own)
    return {
        "record_sitting": sitting.pk,
        "record_topic": topic.pk,
        "minutes_id": minutes.pk,
        "delivery_id": delivery.pk,
        "agreed_id": item.pk,
        "urging_id": urging.pk,
        "period": "2026-H1",
        "urged_estate": estate.pk,
    }
