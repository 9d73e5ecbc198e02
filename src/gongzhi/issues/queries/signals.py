"""What the house notices by itself, as suggestions that a person takes up or not (A10.6); derived, never kept.

A suggestion's `key` is the same as long as its cause is; what was decided about it is kept by that key and not suggested
again.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.fund.queries.bank_lines import Unasked, unasked
from gongzhi.fund.queries.reconciling import unreconciled
from gongzhi.fund.queries.unpublished import unpublished
from gongzhi.issues.cites import MEASURES, TOPICS
from gongzhi.issues.models import Call, Issue, Party, Signal, Source
from gongzhi.issues.queries.list_of_matters import names_of
from gongzhi.issues.states import CallState, IssueState, PartyState
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import Decision, Topic
from gongzhi.meetings.states import TopicState
from gongzhi.places.models import Estate
from gongzhi.voting.models import Assembly
from gongzhi.voting.states import AssemblyState
from gongzhi.web.dates import cndate
from gongzhi_law import issues as law
from gongzhi_law import matters

LATE = "overdue"
TOPIC = "topic"
WORKED_ON = (IssueState.RECEIVED, IssueState.ACCEPTED, IssueState.WORKING)
RUNNING = (CallState.CALLED, CallState.CONFIRMED, CallState.ARRIVED)
LIFTS = "电梯"
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Suggested:
    """One suggestion: its kind, the key of its cause, what was noticed, and the issues behind it."""

    kind: str
    key: str
    title: str
    words: str
    cite: str
    matter: str = ""
    issues: tuple[Issue, ...] = field(default=())

    @property
    def kind_words(self) -> str:
        """The kind in words."""
        return kind_words(self.kind)


Found = dict[int, list[Suggested]]


def kind_words(kind: str) -> str:
    """A kind of suggestion in words."""
    own = {LATE: _("任务和召唤逾期"), TOPIC: _("建议列为联席会议议题")}
    return own.get(kind) or law.SIGNALS[law.Signal(kind)]


def signals_of(estate: Estate, at: datetime) -> list[Suggested]:
    """What is suggested for one estate and not decided yet."""
    return signals_over({estate.pk: estate}, at)[estate.pk]


def signals_over(estates: Mapping[int, Estate], at: datetime) -> Found:
    """The same for many estates, in a fixed number of statements."""
    found: Found = {pk: [] for pk in estates}
    for part in (_publications, _assemblies, _money_published, _reconciled, _unasked, _late, _lifts, _clusters):
        for pk, rows in part(estates, at).items():
            found[pk] += rows
    decided = set(Signal.objects.filter(estate__in=list(estates)).values_list("estate_id", "key"))
    return {pk: [one for one in rows if (pk, one.key) not in decided] for pk, rows in found.items()}


def _publications(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Decisions of committees whose last day of publication passed by the days set."""
    found: Found = defaultdict(list)
    on = law_day(at)
    rows = Decision.objects.filter(estate__in=list(estates), published_at__isnull=True, publish_by__lt=on)
    seen: set[int] = set()
    for row in rows.select_related("item__meeting", "body").order_by("pk"):
        estate, meeting = estates[row.estate_id], row.item.meeting
        if meeting.pk in seen or not _past(law.Signal.PUBLICATION, row.publish_by, on, estate):
            continue
        seen.add(meeting.pk)
        words = _("%(body)s第%(n)s次会议的决定应于%(day)s前公告，还没有公告。") % {
            "body": row.body.name,
            "n": meeting.serial,
            "day": cndate(row.publish_by),
        }
        kind = law.Signal.PUBLICATION.value
        found[estate.pk].append(Suggested(kind, f"decision:{meeting.pk}", _("会议决定逾期未公告"), words, row.cite))
    return found


def _assemblies(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Assemblies whose voting ended by the days set, and whose result is not public."""
    found: Found = defaultdict(list)
    on = law_day(at)
    states = [AssemblyState.NOTICED, AssemblyState.COUNTING]
    for row in Assembly.objects.filter(estate__in=list(estates), state__in=states, closes_at__lt=at).order_by("pk"):
        estate = estates[row.estate_id]
        if row.closes_at is None or not _past(law.Signal.PUBLICATION, law_day(row.closes_at), on, estate):
            continue
        words = _("业主大会第%(n)s次会议的表决于%(day)s截止，结果还没有公示。") % {
            "n": row.serial,
            "day": cndate(law_day(row.closes_at)),
        }
        kind = law.Signal.PUBLICATION.value
        found[estate.pk].append(Suggested(kind, f"assembly:{row.pk}", _("表决结果逾期未公示"), words, MEASURES))
    return found


def _money_published(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Months of shared money whose last day of publication passed by the days set: one suggestion an estate."""
    found: Found = defaultdict(list)
    on = law_day(at)
    kind = law.Signal.PUBLICATION.value
    for row in unpublished(estates, at):
        estate = estates[row.estate_id]
        if found[estate.pk] or not _past(law.Signal.PUBLICATION, row.due_on, on, estate):
            continue
        words = _("%(period)s的资金收支应于%(day)s前公示，还没有公示。") % {
            "period": row.span.words,
            "day": cndate(row.due_on),
        }
        key = f"fund:{row.span.from_on:%Y-%m}"
        found[estate.pk].append(Suggested(kind, key, _("资金收支逾期未公示"), words, row.cite))
    return found


def _reconciled(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Accounts whose oldest month was not reconciled by the days set: one suggestion an account."""
    found: Found = defaultdict(list)
    on = law_day(at)
    kind = law.Signal.UNRECONCILED.value
    for pk, rows in unreconciled(estates.values(), at).items():
        seen: set[str] = set()
        for row in rows:
            code = row.money.account.code
            if code in seen or not _past(law.Signal.UNRECONCILED, row.due_on, on, estates[pk]):
                continue
            seen.add(code)
            words = _("账户 %(code)s 从%(month)s起没有和银行对账。") % {"code": code, "month": f"{row.month:%Y-%m}"}
            key = f"reconcile:{code}:{row.month:%Y-%m}"
            found[pk].append(Suggested(kind, key, _("共有资金没有按期对账"), words, MEASURES))
    return found


def _unasked(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Payments of the bank without any request, not cleared up by the days set: one suggestion an account and month."""
    found: Found = defaultdict(list)
    on = law_day(at)
    by_account: dict[tuple[int, str, str], list[Unasked]] = defaultdict(list)
    for row in unasked(estates):
        if _past(law.Signal.UNRECONCILED, row.on, on, estates[row.estate_id]):
            by_account[row.estate_id, row.account, f"{row.on:%Y-%m}"].append(row)
    for (pk, account, month), rows in by_account.items():
        words = _("账户 %(code)s 在%(month)s有 %(n)s 笔银行已付、账上没有申请的支出。") % {
            "code": account,
            "month": month,
            "n": len(rows),
        }
        key = f"unasked:{account}:{month}:{rows[-1].line_id}"
        kind = law.Signal.UNRECONCILED.value
        found[pk].append(Suggested(kind, key, _("银行支出没有申请"), words, MEASURES))
    return found


def _late(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Sides with tasks, and forces with calls, whose day has passed: one suggestion a side and month."""
    found: Found = defaultdict(list)
    on, month = law_day(at), f"{law_day(at):%Y-%m}"
    late: dict[tuple[int, str, str], list[Issue]] = defaultdict(list)
    tasks = Party.objects.filter(
        estate__in=list(estates),
        state__in=[PartyState.ASKED, PartyState.ACCEPTED],
        due_on__lt=on,
        issue__state=IssueState.WORKING,
    )
    for party in tasks.select_related("issue", "force").order_by("pk"):
        mark = f"force-{party.force_id}" if party.force_id else f"{party.side}{party.word}"
        late[party.estate_id, mark, party.shown].append(party.issue)
    passed = (
        Q(state=CallState.CALLED, confirm_by__lt=at)
        | Q(state=CallState.CONFIRMED, arrive_by__lt=at)
        | Q(state=CallState.ARRIVED, report_by__lt=on)
    )
    calls = Call.objects.filter(passed, estate__in=list(estates), state__in=RUNNING)
    for call in calls.select_related("whistle__issue", "force").order_by("pk"):
        late[call.estate_id, f"force-{call.force_id}", call.force.name].append(call.whistle.issue)
    for (pk, mark, name), issues in late.items():
        numbers = "、".join(dict.fromkeys(issue.number for issue in issues))
        words = _("%(who)s有 %(n)s 件任务或者召唤过了期限：%(numbers)s。") % {
            "who": name,
            "n": len(issues),
            "numbers": numbers,
        }
        title = _("%(who)s的任务逾期") % {"who": name}
        found[pk].append(Suggested(LATE, f"late:{mark}:{month}", title, words, MEASURES, issues=tuple(issues)))
    return found


def _lifts(estates: Mapping[int, Estate], at: datetime) -> Found:
    """A lift out of service: open issues of one building about lifts, as many as set, or one for longer than the days set."""
    found: Found = defaultdict(list)
    on = law_day(at)
    of_lifts = [row.id for row in matters.matters() if row.category == LIFTS]
    rows = Issue.objects.filter(estate__in=list(estates), matter__in=of_lifts, state__in=WORKED_ON)
    rows = rows.exclude(source=Source.SIGNAL)
    by_place: dict[tuple[int, int | None], list[Issue]] = defaultdict(list)
    for issue in rows.select_related("building").order_by("received_at", "pk"):
        by_place[issue.estate_id, issue.building_id].append(issue)
    for (pk, building), issues in by_place.items():
        first = issues[0]
        long = _past(law.Signal.OUT_OF_SERVICE, law_day(first.received_at), on, estates[pk])
        if len(issues) < law.lift_count(on, place=estates[pk].place) and not long:
            continue
        where = first.building.name if first.building else _("公共区域")
        words = _("%(where)s的电梯从%(day)s起有 %(n)s 件没有办结的报事：%(numbers)s。") % {
            "where": where,
            "day": cndate(law_day(first.received_at)),
            "n": len(issues),
            "numbers": "、".join(issue.number for issue in issues),
        }
        kind = law.Signal.OUT_OF_SERVICE.value
        title = _("%(where)s电梯可能停运") % {"where": where}
        key = f"lift:{building or 0}:{first.pk}"
        found[pk].append(Suggested(kind, key, title, words, MEASURES, first.matter, tuple(issues)))
    return found


def _clusters(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Like issues within the days set: one suggestion a matter and month; still more of them, a topic of the joint meeting."""
    found: Found = defaultdict(list)
    on = law_day(at)
    rows = Issue.objects.filter(estate__in=list(estates), received_at__gt=at - timedelta(days=MOST_DAYS))
    rows = rows.filter(received_at__lte=at).exclude(matter="").exclude(source=Source.SIGNAL)
    by_matter: dict[tuple[int, str], list[Issue]] = defaultdict(list)
    for issue in rows.order_by("received_at", "pk"):
        by_matter[issue.estate_id, issue.matter].append(issue)
    names = names_of(matter for _pk, matter in by_matter)
    proposed = _proposed([issue for issues in by_matter.values() for issue in issues])
    for (pk, matter), issues in by_matter.items():
        place, name = estates[pk].place, names.get(matter, matter)
        like, many = law.similar(on, place=place), law.topic(on, place=place)
        recent = _within(issues, like.days, on)
        if len(recent) >= like.count:
            kind = law.Signal.CLUSTER.value
            title = _("%(matter)s诉求集中") % {"matter": name}
            key = f"cluster:{matter}:{on:%Y-%m}"
            found[pk].append(Suggested(kind, key, title, _many(recent, like.days), MEASURES, matter, tuple(recent)))
        tabled = _within(issues, many.days, on)
        if len(tabled) >= many.count and not any(issue.pk in proposed for issue in tabled):
            title = _("%(matter)s是普遍性问题") % {"matter": name}
            key = f"topic:{matter}:{on:%Y-%m}"
            found[pk].append(Suggested(TOPIC, key, title, _many(tabled, many.days), TOPICS, matter, tuple(tabled)))
    return found


def _proposed(issues: Collection[Issue]) -> set[int]:
    """Which of these issues were already brought to a joint meeting and not returned."""
    refs = {f"issue:{issue.pk}": issue.pk for issue in issues}
    live = Topic.objects.exclude(state__in=[TopicState.RETURNED, TopicState.WITHDRAWN])
    rows = live.filter(basis_ref__in=list(refs)).values_list("basis_ref", "about_id")
    estates = {issue.pk: issue.estate_id for issue in issues}
    return {refs[ref] for ref, about in rows if about == estates[refs[ref]]}


def _many(issues: list[Issue], days: int) -> str:
    return _("%(days)s 天里有 %(n)s 件：%(numbers)s。") % {
        "days": days,
        "n": len(issues),
        "numbers": "、".join(issue.number for issue in issues),
    }


def _within(issues: list[Issue], days: int, on: date) -> list[Issue]:
    return [issue for issue in issues if law_day(issue.received_at) > on - timedelta(days=days)]


def _past(kind: law.Signal, day: date, on: date, estate: Estate) -> bool:
    return on > day + timedelta(days=law.signal_days(kind, on=on, place=estate.place))
