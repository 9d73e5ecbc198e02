"""Sittings that are being held or over, for tests of what is recorded there; how they are called is tested elsewhere."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from gongzhi.kernel.clock import law_day
from gongzhi.meetings.actions.agree_item import agree_item
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.models import AgreedItem, Attendee, Served, Sitting, Topic
from gongzhi.meetings.states import SittingState, TopicState
from gongzhi.meetings.tests.made import Table
from gongzhi.places.models import Estate

WINDOWS = {4: "2026-04", 6: "2026-06", 8: "2026-08", 10: "2026-10"}


def sat(
    here: Table,
    *,
    estates: Sequence[Estate] | None = None,
    days: int = 0,
    kind: str = "joint",
    at: datetime | None = None,
) -> Sitting:
    """A sitting that is being held, of all three estates unless named; `days` after the table's day."""
    begins = (at or here.at) + timedelta(days=days)
    sitting = Sitting.objects.create(
        division=here.division,
        kind=kind,
        title=f"{begins.month}月{begins.day}日三方联席会议",
        form="onsite",
        why="临时召开",
        begins_at=begins,
        place="居委会会议室",
        state=SittingState.SITTING,
        prepared_by="p0",
        convener_id=here.secretary.pk,
        noticed_at=begins - timedelta(days=2),
        opened_at=begins,
        entry=here.bodies["party"].entry,
    )
    wanted = here.estates if estates is None else estates
    Served.objects.bulk_create(Served(division=here.division, sitting=sitting, about=one) for one in wanted)
    called = [
        ("party", None, here.secretary, "社区党委书记", True),
        ("residents", None, here.resident_chair, "居委会主任", True),
    ]
    called += [
        ("owners", here.estates[0], here.chair, "业委会主任", True),
        ("firm", here.estates[0], here.manager, "项目经理", False),
    ]
    for side, about, person, office, came in called:
        Attendee.objects.create(
            division=here.division,
            sitting=sitting,
            side=side,
            about=about,
            person_id=person.pk,
            seat=1,
            office=office,
            arrived_at=begins if came else None,
            entry=here.bodies["party"].entry,
        )
    return sitting


def topic_of(
    here: Table,
    sitting: Sitting,
    *,
    about: Estate | None = None,
    business: str = "disputes",
    title: str = "门禁坏了",
    ref: str = "",
) -> Topic:
    """A topic on the agenda of the sitting."""
    return Topic.objects.create(
        division=here.division,
        about=about,
        side="owners",
        business=business,
        title=title,
        words="一单元门禁坏了两个月",
        proposer_id=here.chair.pk,
        proposed_at=sitting.begins_at - timedelta(days=5),
        basis_ref=ref,
        state=TopicState.TAKEN,
        sitting=sitting,
        position=1,
        entry=here.bodies["party"].entry,
    )


def agreed(
    here: Table,
    sitting: Sitting,
    *,
    about: Estate | None = None,
    due_on: date,
    side: str = "firm",
    topic: Topic | None = None,
) -> AgreedItem:
    """An item agreed on at the sitting."""
    return agree_item(
        sitting=sitting,
        topic=topic,
        about=about,
        side=side,
        words="修好一单元门禁",
        due_on=due_on,
        by=here.worker,
        at=sitting.begins_at,
    )


def closed(sitting: Sitting) -> Sitting:
    """The sitting, over after an hour."""
    sitting.state, sitting.closed_at = SittingState.CLOSED, sitting.begins_at + timedelta(hours=1)
    sitting.save(update_fields=["state", "closed_at"])
    return sitting


def written(here: Table, *, at: datetime | None = None, days: int = 14) -> Sitting:
    """A sitting of three estates that is over, with a topic of the first discussed and an item agreed on."""
    sitting = sat(here, at=at)
    topic = topic_of(here, sitting, about=here.estates[0])
    record_discussion(
        sitting=sitting, topic=topic, words="三方同意先修", settled=True, by=here.worker, at=sitting.begins_at
    )
    agreed(here, sitting, topic=topic, due_on=law_day(sitting.begins_at) + timedelta(days=days))
    return closed(sitting)
