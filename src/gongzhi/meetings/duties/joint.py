"""What is due around a community's sittings: topics to judge, notices to sign and to acknowledge, windows, 环物委's meetings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.meetings.cites import ENV, RECORDS, TABLE, TOPICS
from gongzhi.meetings.duties.holders import CONVENER, first_of, owners_of, who_of
from gongzhi.meetings.models import BriefSign, Delivery, Sitting, Topic
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries import joint_calendar as calendar
from gongzhi.meetings.queries.joint_brief import THREE
from gongzhi.meetings.states import SittingState, TopicState
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division, Estate

K = Capacity.Kind
BEFORE = timedelta(days=21)  # how long before its last day a window or a meeting of the 环物委 is asked for
RECEIPTS = timedelta(days=2)  # by when a notice is acknowledged: a courtesy, nothing hangs on it
Found = dict[int, list[Duty]]


def duties_over(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Duties of many estates by estate number; what a community owes stands with its first estate."""
    living, first = first_of(estates)
    divisions = list(Division.objects.filter(pk__in=first).order_by("pk")) if first else []
    on = law_day(at)
    found: Found = defaultdict(list)
    for code, duty in [*_topics(divisions), *_drafts(divisions), *_year(divisions, on)]:
        found[first[code]].append(duty)
    for code, estate_id, duty in _papers(divisions, living):
        if estate_id is None or estate_id in living:
            found[estate_id or first[code]].append(duty)
    return dict(found)


def of_division(division: Division, estates: Iterable[Estate], at: datetime) -> list[Duty]:
    """Everything due at the table of one community, the earliest day first."""
    rows = [duty for several in duties_over({e.pk: e for e in estates}, at).values() for duty in several]
    return sorted(rows, key=lambda duty: (duty.due_on is None, duty.due_on or law_day(at)))


def _topics(divisions: list[Division]) -> list[tuple[str, Duty]]:
    rows = Topic.objects.filter(division__in=divisions, state=TopicState.PROPOSED).order_by()
    return [
        (
            row["division"],
            Duty(
                _("研究确定 %(n)s 项联席会议议题") % {"n": row["n"]},
                None,
                who_of(Side.PARTY),
                TOPICS,
                reverse("meetings:topics", args=[row["division"]]),
                party=Side.PARTY,
            ),
        )
        for row in rows.values("division").annotate(n=Count("pk"))
    ]


def _drafts(divisions: list[Division]) -> list[tuple[str, Duty]]:
    rows = Sitting.objects.filter(division__in=divisions, state=SittingState.DRAFT).order_by("begins_at", "pk")
    found = []
    for row in rows:
        joint = row.kind == Sitting.Kind.JOINT
        who = Side.PARTY if joint else Side.ENVIRONMENT
        title = _("签发通知：%(title)s") % {"title": row.title}
        url = reverse("meetings:sitting", args=[row.division_id, row.pk])
        due = law_day(row.begins_at) - RECEIPTS
        found.append(
            (
                row.division_id,
                Duty(title, due, who_of(who), RECORDS if joint else ENV, url, party=CONVENER if joint else who),
            )
        )
    return found


def _year(divisions: list[Division], on: date) -> list[tuple[str, Duty]]:
    found = []
    standing = Body.objects.filter(division__in=divisions, state=BodyState.STANDING)
    tables = set(standing.filter(kind=Body.Kind.PARTY_COMMUNITY).values_list("division_id", flat=True))
    owing = set(standing.filter(kind=Body.Kind.ENV_COMMITTEE).values_list("division_id", flat=True))
    known = [one for one in divisions if one.pk in tables or one.pk in owing]
    for year in calendar.years_of(known, on.year, on=on):
        found += [
            *(_windows(year, on) if year.division.pk in tables else []),
            *(_env(year, on) if year.division.pk in owing else []),
        ]
    return found


def _windows(year: calendar.Year, on: date) -> list[tuple[str, Duty]]:
    """The next window, and the last one if nothing was held; only where there is a party organisation to convene."""
    code, found = year.division.pk, []
    url = reverse("meetings:calendar", args=[code])
    line = calendar.next_line(year)
    if line is not None and line.state != calendar.PLANNED and line.window.last - on <= BEFORE:
        title = _("筹备 %(n)s 月的联席会议") % {"n": line.window.month}
        found.append((code, Duty(title, line.window.last, str(K.COMMUNITY.label), TABLE, url)))
    over = [one for one in year.lines if one.window.last < on]
    if over and over[-1].state == calendar.MISSED:
        title = _("%(n)s 月没有召开联席会议，也没有简记（只提示）") % {"n": over[-1].window.month}
        found.append((code, Duty(title, over[-1].window.last, str(K.COMMUNITY.label), over[-1].cite, url)))
    return found


def _env(year: calendar.Year, on: date) -> list[tuple[str, Duty]]:
    """What the 环物委 still owes in a period that ends soon (B9.2)."""
    code = year.division.pk
    url = reverse("meetings:calendar", args=[code])
    return [
        (code, Duty(owed.sentence, owed.day, str(K.ENVIRONMENT.label), owed.cite, url))
        for owed in year.env
        if owed.passed is None and owed.day is not None and owed.day - on <= BEFORE
    ]


def _papers(divisions: list[Division], living: Mapping[int, Estate]) -> list[tuple[str, int | None, Duty]]:
    """Notices not acknowledged, short records not signed: with the party, in its estate."""
    running = (SittingState.NOTICED, SittingState.SITTING)
    rows = Delivery.objects.filter(division__in=divisions, minutes__isnull=True, sitting__state__in=running)
    sent = list(rows.select_related("sitting").order_by("sitting__begins_at", "pk"))
    if not sent:
        return []
    signs = BriefSign.objects.filter(sitting__in={row.sitting_id for row in sent})
    signed = set(signs.values_list("sitting_id", "side", "about_id"))
    owners = owners_of(living)
    found = []
    for row in sent:
        brief = row.sitting.brief
        if brief and row.side not in THREE:
            continue
        if (row.sitting_id, row.side, row.about_id) in signed if brief else row.acknowledged_at is not None:
            continue
        words = _("签收简记：%(title)s") if brief else _("签收会议通知：%(title)s")
        who = owners.get(row.about_id or 0, "") if row.side == Side.OWNERS else who_of(row.side)
        url = reverse("meetings:sitting", args=[row.division_id, row.sitting_id])
        due = law_day(row.sent_at) + RECEIPTS
        found.append(
            (
                row.division_id,
                row.about_id,
                Duty(words % {"title": row.sitting.title}, due, who, RECORDS, url, party=row.side),
            )
        )
    return found
