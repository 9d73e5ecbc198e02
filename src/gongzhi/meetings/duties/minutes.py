"""What is due after a sitting: minutes, their receipt, what was agreed, urgings, summaries (B1.2, B2.7–B2.9, B8.5)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.meetings import cites
from gongzhi.meetings.duties.holders import CONVENER, first_of, owners_of, who_of
from gongzhi.meetings.models import AgreedItem, Delivery, ItemProgress, Sitting, Summary, Urging
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.agreed import OPEN
from gongzhi.meetings.queries.minutes import sent_of
from gongzhi.meetings.queries.summaries import period_of, periods_until
from gongzhi.meetings.states import ItemState, SittingState
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi_law import joint_follow_up as law

K = Capacity.Kind
Found = list[tuple[str, int | None, Duty]]
ASKED = timedelta(days=30)  # how long a summary stays asked for beyond its day; then it stands in the year's list only
SHORT = 24  # characters of what was agreed, in the line of a duty


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: living estates, their communities, who stands for the owners of each, the day."""

    living: Mapping[int, Estate]
    divisions: list[str]
    owners: Mapping[int, str]
    on: date

    def who(self, side: str, estate_id: int | None) -> str:
        """The capacity of a party, in words."""
        own = self.owners.get(estate_id or 0, "") if side == Side.OWNERS else ""
        return own or who_of(side)


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number; what a community owes stands with its first estate."""
    living, first = first_of(estates)
    asked = Asked(living, sorted(first), owners_of(living), law_day(at))
    found: dict[int, list[Duty]] = defaultdict(list)
    parts: tuple[Callable[[Asked], Found], ...] = (_minutes, _receipts, _items, _urgings, _summaries)
    for part in parts:
        for code, estate_id, duty in part(asked):
            if estate_id is None or estate_id in living:
                found[estate_id or first[code]].append(duty)
    return dict(found)


def _minutes(asked: Asked) -> Found:
    """Sittings that are over: the office drafts, the convener signs."""
    rows = Sitting.objects.filter(division__in=asked.divisions, state=SittingState.CLOSED, brief=False)
    found: Found = []
    for row in rows.annotate(drafted=Max("minutes__pk")).order_by("pk"):
        if row.closed_at is None:
            continue
        last = law.minutes_by(law_day(row.closed_at), place=row.division_id[:6])
        words, who = (_("起草纪要：%(title)s"), Side.ENVIRONMENT)
        if row.drafted is not None:
            who = Side.PARTY if row.kind == Sitting.Kind.JOINT else Side.ENVIRONMENT
            words = _("审签纪要：%(title)s")
        url = reverse("meetings:record", args=[row.division_id, row.pk])
        signs = CONVENER if who == Side.PARTY else str(who)
        day = last.day or last.nominal
        duty = Duty(words % {"title": row.title}, day, who_of(who), cites.RECORDS, url, party=signs)
        found.append((row.division_id, None, duty))
    return found


def _receipts(asked: Asked) -> Found:
    """Minutes sent and not acknowledged: with each party."""
    rows = Delivery.objects.filter(
        division__in=asked.divisions, minutes__isnull=False, acknowledged_at__isnull=True
    ).select_related("sitting", "about")
    found: Found = []
    for row in rows.order_by("pk"):
        url = reverse("meetings:record", args=[row.division_id, row.sitting_id])
        title = _("签收纪要：%(title)s") % {"title": row.sitting.title}
        due, who = sent_of(row, on=asked.on).due_on, asked.who(row.side, row.about_id)
        duty = Duty(title, due, who, cites.RECORDS, url, party=row.side)
        found.append((row.division_id, row.about_id, duty))
    return found


def _items(asked: Asked) -> Found:
    """Items that a party owes; late ones with the 环物委 too; those reported as done with the office."""
    rows = list(AgreedItem.objects.filter(division__in=asked.divisions, state__in=OPEN).order_by("due_on", "pk"))
    reported = [row.pk for row in rows if row.state == ItemState.REPORTED]
    done = ItemProgress.objects.filter(item__in=reported, kind=ItemProgress.Kind.DONE).order_by()
    since = dict(done.values_list("item").annotate(last=Max("at")))
    found: Found = []
    for row in rows:
        url = reverse("meetings:agreed_item", args=[row.division_id, row.pk])
        short = row.words if len(row.words) <= SHORT else f"{row.words[:SHORT]}…"
        if row.state == ItemState.REPORTED:
            last = law.verify_by(law_day(since[row.pk]), place=row.division_id[:6])
            title, day = _("核实议定事项：%(words)s") % {"words": short}, last.day or last.nominal
            found.append((row.division_id, row.about_id, Duty(title, day, who_of("environment"), cites.FOLLOW_UP, url)))
            continue
        words = _("整改议定事项：%(words)s") if row.state == ItemState.RECTIFY else _("落实议定事项：%(words)s")
        who = asked.who(row.side, row.about_id)
        duty = Duty(words % {"words": short}, row.due_on, who, cites.FOLLOW_UP, url, party=row.side)
        found.append((row.division_id, row.about_id, duty))
        if row.due_on < asked.on and who != who_of("environment"):
            title = _("督促逾期的议定事项：%(words)s") % {"words": short}
            found.append(
                (row.division_id, row.about_id, Duty(title, row.due_on, who_of("environment"), cites.FOLLOW_UP, url))
            )
    return found


def _urgings(asked: Asked) -> Found:
    """Urgings that their party has not answered."""
    rows = Urging.objects.filter(division__in=asked.divisions, answered_at__isnull=True).order_by("due_on", "pk")
    found: Found = []
    for row in rows:
        url = reverse("meetings:urging", args=[row.division_id, row.pk])
        who = asked.who(row.side, row.about_id)
        duty = Duty(_("答复环物委的督促"), row.due_on, who, cites.URGE, url, party=row.side)
        found.append((row.division_id, row.about_id, duty))
    return found


def _summaries(asked: Asked) -> Found:
    """Summaries of periods that are over: the office sends, the party organisation receives (B2.9).

    Asked only of communities that held a joint meeting in the period.
    """
    rows = Summary.objects.filter(division__in=asked.divisions)
    known = {(row.division_id, row.period): row for row in rows}
    periods = {one.key: one for code in asked.divisions for one in periods_until(asked.on, place=code[:6])}
    over = [
        one for one in periods.values() if one.last < asked.on <= one.due_on + ASKED and not one.key.endswith("-H2")
    ]
    held = Sitting.objects.filter(Q(state=SittingState.CLOSED) | Q(state=SittingState.MINUTED))
    held = held.filter(division__in=asked.divisions, kind=Sitting.Kind.JOINT)
    days = [(code, law_day(at)) for code, at in held.values_list("division_id", "begins_at")] if over else []
    found: Found = []
    for one in over:
        for code in asked.divisions:
            row = known.get((code, one.key))
            if row is None and not any(c == code and one.first <= day <= one.last for c, day in days):
                continue
            if row is not None and row.received_at is not None:
                continue
            sent = row is not None and row.sent_at is not None
            own = period_of(one.key, place=code[:6])
            title = (_("签收%(period)s") if sent else _("报送%(period)s")) % {"period": one.words}
            who = who_of(Side.PARTY) if sent else who_of(Side.ENVIRONMENT)
            url = reverse("meetings:summary" if row else "meetings:summaries", args=[code, one.key] if row else [code])
            party = Side.PARTY if sent else Side.ENVIRONMENT
            found.append((code, None, Duty(title, (own or one).due_on, who, cites.SUMMARIES, url, party=party)))
    return found
