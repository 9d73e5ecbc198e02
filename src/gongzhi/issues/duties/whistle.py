"""What is due about whistles, supervision and investigations, and what the joint meeting agreed on about an issue."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues.access import SPEAKERS, WHISTLERS, forces_of, open_calls
from gongzhi.issues.cites import INQUIRE, RECOMMEND, SUPERVISE
from gongzhi.issues.models import Call, Inquiry, Issue, Party, Supervision, Whistle
from gongzhi.issues.queries.calls import OVER, due_of, risen, unrecommended
from gongzhi.issues.queries.supervising import LIVE, orders_to, suggested, tasks_of
from gongzhi.issues.states import CallState, InquiryState, IssueState, SupervisionState, WhistleState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.meetings.models import AgreedItem
from gongzhi.meetings.states import ItemState
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate
from gongzhi_law import issues as law
from gongzhi_law.issues import CallStep

K = Capacity.Kind
Found = dict[int, list[Duty]]
Estates = Mapping[int, Estate]


def duties_over(estates: Estates, at: datetime) -> Found:
    """Duties of many estates by estate number, in seven statements."""
    found: Found = defaultdict(list)
    _calls(estates, at, found)
    _orders(estates, at, found)
    _inquiries(estates, found)
    _agreed(estates, found)
    return found


def of_person(person: Person, at: datetime) -> list[Duty]:
    """What the forces for which the person acts have to do: calls by their next step, tasks, orders (A10.1, A10.2, B3.8)."""
    forces = list(forces_of(person, at=at))
    if not forces:
        return []
    found = []
    for call in open_calls(forces):
        due = due_of(call)
        if due is None:
            continue
        issue = call.whistle.issue
        words = {"step": law.CALL_NAMES[CallStep(due.step)], "task": call.task[:24], "estate": issue.estate.name}
        title = _("%(estate)s：%(task)s，%(step)s") % words
        found.append(Duty(title, due.day, call.force.name, call.due_cite, reverse("issues:call", args=[call.pk])))
    for party in tasks_of(forces):
        issue = party.issue
        title = _("%(estate)s：%(task)s") % {"estate": issue.estate.name, "task": party.task[:24]}
        url = reverse("issues:desk_issue", args=[issue.estate.code, issue.number])
        found.append(Duty(title, party.due_on, party.shown, party.due_cite, url))
    for order in orders_to(forces):
        issue = order.issue
        assert issue is not None  # noqa: S101  (orders of this room are on an issue)
        title = _("回复第 %(s)s 号督办单 %(n)s") % {"n": issue.number, "s": order.serial}
        url = reverse("issues:supervision", args=[issue.estate.code, issue.number, order.serial])
        found.append(Duty(title, order.due_on, order.word, SUPERVISE, url))
    return found


def _calls(estates: Estates, at: datetime, found: Found) -> None:
    """Forces that are late, reports to rate, whistles to end, recommendations to write down afterwards."""
    rows = Whistle.objects.filter(estate__in=list(estates), state=WhistleState.OPEN).select_related("issue")
    whistles = {whistle.pk: whistle for whistle in rows.order_by("pk")}
    live: dict[int, int] = defaultdict(int)
    calls = Call.objects.filter(whistle__in=list(whistles)).select_related("force").order_by("pk")
    for whistle in whistles.values():
        whistle.issue.estate = estates[whistle.estate_id]
    for call in calls:
        call.whistle = whistles[call.whistle_id]
        live[call.whistle_id] += call.state not in (CallState.RATED, CallState.WITHDRAWN)
        if duty := _of_call(call, at):
            found[call.estate_id].append(duty)
    for whistle in whistles.values():
        if unrecommended(whistle):
            due = law.recommendation_due(whistle.at, place=whistle.issue.estate.place)
            title = _("补上吹哨的建议 %(n)s") % {"n": whistle.issue.number}
            found[whistle.estate_id].append(
                _duty(title, due.day, K.COMMUNITY, RECOMMEND, whistle.issue, "recommend_issue")
            )
        if not live[whistle.pk]:
            title = _("结束第 %(w)s 号哨 %(n)s") % {"w": whistle.serial, "n": whistle.issue.number}
            found[whistle.estate_id].append(
                _duty(title, None, _whistler(whistle), RECOMMEND, whistle.issue, "whistle", whistle.serial)
            )


def _of_call(call: Call, at: datetime) -> Duty | None:
    whistle = call.whistle
    if call.state == CallState.REPORTED:
        title = _("评价%(force)s的反馈 %(n)s") % {"force": call.force.name, "n": whistle.issue.number}
        return _duty(title, None, _whistler(whistle), call.due_cite, whistle.issue, "whistle", whistle.serial)
    if call.state in OVER:
        return None
    level, due = risen(call, at), due_of(call)
    if not level.level or due is None:
        return None
    title = _("%(force)s%(state)s已超时，请督促 %(n)s") % {
        "force": call.force.name,
        "state": call.get_state_display(),
        "n": whistle.issue.number,
    }
    who = K.COMMUNITY if level.level == 1 else K.STREET
    return _duty(title, due.day, who, call.due_cite, whistle.issue, "whistle", whistle.serial)


def _whistler(whistle: Whistle) -> Capacity.Kind:
    return Capacity.Kind(WHISTLERS[whistle.kind][0])


def _orders(estates: Estates, at: datetime, found: Found) -> None:
    """Orders to answer and answers to look at; late tasks for which an order is suggested."""
    rows = Supervision.objects.filter(estate__in=list(estates), issue__isnull=False).select_related("issue")
    orders = list(rows.exclude(state=SupervisionState.CLOSED).order_by("pk"))
    for order in orders:
        issue = order.issue
        assert issue is not None  # noqa: S101  (filtered above)
        issue.estate = estates[order.estate_id]
        where = {"n": issue.number, "s": order.serial}
        if order.state == SupervisionState.REPLIED:
            title = _("看第 %(s)s 号督办单的回复 %(n)s") % where
            duty = _duty(title, None, K.COMMUNITY, SUPERVISE, issue, "supervision", order.serial)
        elif order.side in SPEAKERS:
            title = _("回复第 %(s)s 号督办单 %(n)s") % where
            who = Capacity.Kind(SPEAKERS[order.side][0])
            duty = _duty(title, order.due_on, who, SUPERVISE, issue, "supervision", order.serial)
        else:
            continue
        found[order.estate_id].append(duty)
    late = Party.objects.filter(
        estate__in=list(estates), state__in=LIVE, due_on__lt=law_day(at), issue__state=IssueState.WORKING
    )
    parties = list(late.select_related("issue", "force").order_by("pk"))
    for party in parties:
        party.issue.estate = estates[party.estate_id]
    for one in suggested(parties, orders, at):
        title = _("建议督办：%(who)s逾期 %(n)s") % {"who": one.party.shown, "n": one.party.issue.number}
        found[one.party.estate_id].append(
            _duty(title, one.party.due_on, K.COMMUNITY, SUPERVISE, one.party.issue, "supervise_issue")
        )


def _inquiries(estates: Estates, found: Found) -> None:
    """Investigations to conclude and opinions to report."""
    rows = Inquiry.objects.filter(estate__in=list(estates)).exclude(state=InquiryState.REPORTED)
    for inquiry in rows.select_related("issue").order_by("pk"):
        issue = inquiry.issue
        issue.estate = estates[inquiry.estate_id]
        concluded = inquiry.state == InquiryState.CONCLUDED
        words = _("上报调查意见 %(n)s") if concluded else _("调查并提出意见 %(n)s")
        due_on = None if concluded else issue.due_on
        found[issue.estate_id].append(
            _duty(words % {"n": issue.number}, due_on, K.COMMUNITY, INQUIRE, issue, "inquiry", inquiry.pk)
        )


def _agreed(estates: Estates, found: Found) -> None:
    """What the joint meeting agreed on about an issue is done: look at it and finish the issue (B2.8)."""
    rows = AgreedItem.objects.filter(about__in=list(estates), topic__basis_ref__startswith="issue:")
    items: dict[tuple[int | None, int], list[AgreedItem]] = defaultdict(list)
    for item in rows.select_related("topic").order_by("pk"):
        assert item.topic is not None  # noqa: S101  (filtered above)
        items[item.about_id, int(item.topic.basis_ref.removeprefix("issue:"))].append(item)
    over = (ItemState.DONE, ItemState.DROPPED)
    ready = [key for key, own in items.items() if all(i.state in over for i in own) and _done(own)]
    working = Issue.objects.filter(
        pk__in=[pk for _about, pk in ready], estate__in=list(estates), state=IssueState.WORKING
    )
    for issue in working.order_by("pk"):
        if (issue.estate_id, issue.pk) not in ready:
            continue  # only another estate's table cites it
        issue.estate = estates[issue.estate_id]
        title = _("议定事项已完成，核实并办结 %(n)s") % {"n": issue.number}
        found[issue.estate_id].append(
            _duty(
                title,
                _done(items[issue.estate_id, issue.pk]),
                K.COMMUNITY,
                str(law.path(issue.issue_class).cite),
                issue,
                "desk_issue",
            )
        )


def _done(items: list[AgreedItem]) -> date | None:
    """The day on which the last of the items was done."""
    days = [law_day(item.done_at) for item in items if item.state == ItemState.DONE and item.done_at]
    return max(days, default=None)


def _duty(title: str, due_on: date | None, who: Capacity.Kind, cite: str, issue: Issue, page: str, *more: int) -> Duty:
    url = reverse(f"issues:{page}", args=[issue.estate.code, issue.number, *more])
    return Duty(title, due_on, str(who.label), cite, url)
