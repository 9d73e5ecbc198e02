"""One sitting of the demonstration from draft to signed minutes, through the acts on the days it needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongzhi.config.demo.meetings_words import Subject
from gongzhi.config.demo.pictures import picture
from gongzhi.config.demo.table import Table
from gongzhi.kernel.clock import day_start, law_day
from gongzhi.meetings.actions.acknowledge_minutes import acknowledge_minutes
from gongzhi.meetings.actions.acknowledge_notice import acknowledge_notice
from gongzhi.meetings.actions.agree_item import agree_item
from gongzhi.meetings.actions.close_sitting import close_sitting
from gongzhi.meetings.actions.draft_minutes import draft_minutes
from gongzhi.meetings.actions.draft_sitting import draft_sitting
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.invite_observer import invite_observer
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.actions.record_arrival import record_arrival
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.actions.show_place import show_place
from gongzhi.meetings.actions.sign_in_sitting import sign_in_sitting
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.actions.take_topics import take_topics
from gongzhi.meetings.models import AgreedItem, Sitting, Topic
from gongzhi.meetings.queries.joint_agenda import waiting_for
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

LATELY = timedelta(days=100)
ROOM = "社区党群服务中心二楼议事厅"


def hour(day: date, hours: float) -> datetime:
    """An instant of a day in Beijing, e.g. 14.5 is half past two."""
    return day_start(day) + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class Held:
    """A sitting that took place, with what was agreed on, each with the subject it came from."""

    sitting: Sitting
    items: list[tuple[AgreedItem, Subject, int]]


def propose(table: Table, subject: Subject, *, at: datetime, **more: object) -> Topic:
    """The topic by whoever speaks for its party."""
    about = table.estates.get(subject.about)
    by = table.speaker(subject.side, about)
    return propose_topic(
        division=table.community,
        business=subject.business,
        title=subject.title,
        words=subject.words,
        about=about,
        side=subject.side,
        by=by,
        at=at,
        **more,  # type: ignore[arg-type]
    )


def plan(
    table: Table,
    day: date,
    estates: Sequence[Estate],
    *,
    kind: str = "joint",
    form: str = "regular",
    window: str = "",
    why: str = "",
    place: str = ROOM,
    days_before: int = 12,
    begins: float = 14.5,
) -> Sitting:
    """A draft made so many days before."""
    return draft_sitting(
        division=table.community,
        kind=kind,
        form=form,
        begins_at=hour(day, begins),
        estates=estates,
        window=window,
        why=why,
        place=place,
        by=table.worker,
        at=hour(day - timedelta(days=days_before), 9),
    )


def notify(table: Table, sitting: Sitting, *, by: Person, days_before: int = 8) -> Sitting:
    """Notice given; what was sent lately is also received by most parties."""
    day = law_day(sitting.begins_at)
    given = hour(day - timedelta(days=days_before), 10)
    sitting = give_sitting_notice(sitting=sitting, by=by, at=given)
    lately = table.now - given < LATELY
    for n, row in enumerate(sitting.deliveries.select_related("about").order_by("pk") if lately else ()):
        if row.side != "environment" and n % 7 != 6:
            who = table.speaker(row.side, row.about)
            acknowledge_notice(delivery=row, by=who, at=given + timedelta(hours=5 + 3 * n))
    return sitting


def hold(
    table: Table,
    sitting: Sitting,
    subjects: Sequence[Subject],
    *,
    by: Person,
    days_before: int = 8,
    guest: tuple[str, str, str] | None = None,
    photo: bool = False,
    tabled: Sequence[Subject] = (),
) -> Held:
    """Topics judged and taken, notice by `by`, who came, what was said and agreed, minutes signed and received.

    `tabled` are subjects whose topics were accepted before.
    """
    day = law_day(sitting.begins_at)
    estates = [row.about for row in sitting.served.select_related("about")]
    by_title = {one.title: one for one in (*subjects, *tabled)}
    for n, subject in enumerate(subjects):
        topic = propose(table, subject, at=hour(day - timedelta(days=days_before + 3), 9 + n / 2))
        judge_topic(topic=topic, accept=True, by=table.secretary, at=hour(day - timedelta(days=days_before + 2), 16))
    taken = [topic.pk for topic in waiting_for(table.community, estates)]
    take_topics(sitting=sitting, topics=taken, by=table.worker, at=hour(day - timedelta(days=days_before + 1), 10))
    if guest is not None:
        observer, name, office = guest
        asked = hour(day - timedelta(days=days_before + 1), 11)
        invite_observer(sitting=sitting, observer=observer, name=name, office=office, by=table.worker, at=asked)
    sitting = notify(table, sitting, by=by, days_before=days_before)
    _arrive(table, sitting)
    sitting = open_sitting(sitting=sitting, by=table.worker, at=sitting.begins_at)
    items = []
    for topic in sitting.topics.select_related("about").order_by("position"):
        items += _discuss(table, sitting, topic, by_title)
    if photo:
        shown = {"photo_name": "现场.jpg", "photo": picture(shade=20), "by": table.worker}
        show_place(sitting=sitting, at=sitting.begins_at + timedelta(minutes=50), **shown)  # type: ignore[arg-type]
    sitting = close_sitting(sitting=sitting, by=table.worker, at=sitting.begins_at + timedelta(minutes=110))
    write_up(table, sitting, by=by)
    return Held(sitting, items)


def _arrive(table: Table, sitting: Sitting) -> None:
    """Heads of parties sign in by themselves, the others by the sheet; every fourth of these stays away."""
    heads = {one.pk for one in (table.secretary, table.residents, *table.owners.values(), *table.firms.values())}
    people = {one.pk: one for one in Person.objects.filter(pk__in=heads)}
    for n, row in enumerate(sitting.attendees.order_by("pk")):
        at = sitting.begins_at - timedelta(minutes=20 - n % 18)
        if row.person_id in people:
            sign_in_sitting(sitting=sitting, by=people[row.person_id], at=at)
        elif n % 4 != 3:
            record_arrival(attendee=row, by=table.worker, at=at)


def _discuss(
    table: Table, sitting: Sitting, topic: Topic, subjects: dict[str, Subject]
) -> list[tuple[AgreedItem, Subject, int]]:
    subject = subjects.get(topic.title)
    said = subject.said if subject else "听取了各方补充情况，意见趋于一致，按看守期规定由社区见证封存。"
    settled = subject.settled if subject else True
    at = sitting.begins_at + timedelta(minutes=10 * (topic.position or 1))
    record_discussion(sitting=sitting, topic=topic, words=said, settled=settled, by=table.worker, at=at)
    made = []
    for n, one in enumerate(subject.agreed if subject else ()):
        item = agree_item(
            sitting=sitting,
            topic=topic,
            about=topic.about,
            side=one.side,
            unit=one.unit,
            words=one.words,
            due_on=law_day(at) + timedelta(days=one.days),
            by=table.worker,
            at=at + timedelta(minutes=2),
        )
        made.append((item, subject, n))
    return made  # type: ignore[return-value]


def write_up(table: Table, sitting: Sitting, *, by: Person) -> None:
    """Minutes drafted the next day, signed on the third, received by all, of a late sitting by most."""
    day = law_day(sitting.begins_at)
    drafted, signed = (table.past(hour(day + timedelta(days=n), 15)) for n in (1, 3))
    draft_minutes(sitting=sitting, by=table.worker, at=drafted)
    for minutes in sitting.minutes.order_by("pk"):
        sign_minutes(minutes=minutes, names_checked=True, by=by, at=signed)
    rows = sitting.deliveries.filter(minutes__isnull=False).select_related("about").order_by("pk")
    lately = table.now - signed < LATELY
    for n, row in enumerate(rows):
        if not lately or n % 9 != 8:
            who = table.speaker(row.side, row.about)
            acknowledge_minutes(delivery=row, by=who, at=table.past(signed + timedelta(hours=4 + 2 * n)))
