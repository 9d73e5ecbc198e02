"""What is due about receiving and working on issues: to accept, to assign, to do, to name a lead, to see to."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues.access import SPEAKERS
from gongzhi.issues.models import THREE, Class, Issue, Party
from gongzhi.issues.states import IssueState, PartyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi_law import issues as law

K, S = Capacity.Kind, IssueState
Found = dict[int, list[Duty]]


def duties_over(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Duties of many estates by estate number, in three statements."""
    found: Found = defaultdict(list)
    rows = Issue.objects.filter(estate__in=list(estates), state__in=[S.RECEIVED, S.ACCEPTED, S.WORKING, S.DONE])
    back = Count("hand_backs", filter=Q(hand_backs__party__side__in=THREE), distinct=True)
    led = Count("parties", filter=Q(parties__lead=True), distinct=True)
    reached = Count("reports", filter=Q(reports__phone__isnull=False), distinct=True)
    for issue in rows.annotate(back=back, led=led, reached=reached).order_by("pk"):
        issue.estate = estates[issue.estate_id]
        found[issue.estate_id] += _of_issue(issue, at)
    tasks = Party.objects.filter(
        estate__in=list(estates), state__in=[PartyState.ASKED, PartyState.ACCEPTED], side__in=list(SPEAKERS)
    )
    for party in tasks.select_related("issue").order_by("pk"):
        if party.issue.state == S.WORKING:
            party.issue.estate = estates[party.estate_id]
            found[party.estate_id].append(_task(party))
    return found


def _of_issue(issue: Issue, at: datetime) -> list[Duty]:
    """What community and street have to do about one issue."""
    place = issue.estate.place
    if issue.state == S.RECEIVED:
        due = law.due(issue.matter, law.Step.ACCEPT, issue.received_at, urgent=issue.urgent, place=place)
        title = _("受理紧急报事 %(n)s") if issue.urgent else _("受理报事 %(n)s")
        return [_duty(title % {"n": issue.number}, due.day, K.COMMUNITY, str(due.cite), issue, "accept")]
    if issue.state == S.ACCEPTED:
        if issue.issue_class == Class.LEGACY:
            path = law.path(Class.LEGACY)
            title = _("向街道反映并解释 %(n)s") % {"n": issue.number}
            start = issue.accepted_at or issue.received_at
            due = law.explanation_due(start, place=place)
            return [_duty(title, due.day, K.COMMUNITY, str(path.cite), issue, "explain")]
        title = _("把 %(n)s 派给责任方") % {"n": issue.number}
        return [_duty(title, issue.due_on, K.COMMUNITY, issue.due_cite, issue, "assign")]
    if issue.state == S.DONE:
        if issue.reached:  # type: ignore[attr-defined]
            return []
        title = _("到现场看 %(n)s 是否办好") % {"n": issue.number}
        return [_duty(title, None, K.COMMUNITY, str(law.path(issue.issue_class).cite), issue, "seen")]
    if issue.led:  # type: ignore[attr-defined]
        return []
    rule = law.handing_back(issue.back, on=law_day(at), place=place)  # type: ignore[attr-defined]
    if rule.allowed:
        title = _("为 %(n)s 另定牵头方") % {"n": issue.number}
        return [_duty(title, issue.due_on, K.COMMUNITY, str(rule.cite), issue, "assign")]
    title = _("三方退回到限，为 %(n)s 指定牵头方") % {"n": issue.number}
    return [_duty(title, issue.due_on, K.STREET, str(rule.cite), issue, "lead")]


def _task(party: Party) -> Duty:
    """What a side of the estate has to do."""
    kind = SPEAKERS[party.side][0]
    title = _("办理 %(n)s：%(task)s") if party.state == PartyState.ACCEPTED else _("接收 %(n)s：%(task)s")
    words = {"n": party.issue.number, "task": party.task[:24]}
    return _duty(title % words, party.due_on, K(kind), party.due_cite, party.issue, "")


def _duty(title: str, due_on: object, who: Capacity.Kind, cite: str, issue: Issue, page: str) -> Duty:
    name = f"issues:{page}_issue" if page else "issues:desk_issue"
    url = reverse(name, args=[issue.estate.code, issue.number])
    return Duty(title, due_on, str(who.label), cite, url)  # type: ignore[arg-type]
