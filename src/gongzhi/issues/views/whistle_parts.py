"""What the page of an issue shows of whistles, supervision, investigations and the joint meeting: for the desk, and in public."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.issues import access, whistle_access
from gongzhi.issues.models import Class, Issue, Party, Side, Supervision
from gongzhi.issues.queries.calls import lines, unrecommended, whistles_of
from gongzhi.issues.queries.supervising import live_parties, side_name, suggested
from gongzhi.issues.states import InquiryState, IssueState, PartyState, SupervisionState, WhistleState
from gongzhi.issues.views.frame import issue_url
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.queries.agreed import Basis, entries_of, lines_of, of_basis, party_of
from gongzhi.people.queries import holds_any
from gongzhi.web.door import Entered, opens

RUNS = (IssueState.ACCEPTED, IssueState.WORKING, IssueState.EXPLAINED)


def desk_part(request: Entered, issue: Issue) -> dict[str, Any] | None:
    """All of it with what this person may do; to a force from outside only the whistles that called it."""
    at, person = request.at, request.person
    desk = whistle_access.sees_whole(person, issue.estate, at=at)
    whistles = [_whistle(issue, whistle, lines(calls, at)) for whistle, calls in whistles_of(issue)]
    orders = list(issue.supervisions.order_by("-serial"))
    data: dict[str, Any] = {
        "whistles": whistles,
        "orders": [_order(issue, order, at=at) for order in orders],
        "code": issue.estate.code,
    }
    if not desk:
        return data if whistles or orders else None
    parties = live_parties(issue)
    for party in parties:
        party.issue = issue
    inquiries = issue.inquiries.order_by("-pk")
    basis = of_basis(f"issue:{issue.pk}", issue.estate)
    data |= {
        "recommendations": issue.recommendations.order_by("-pk"),
        "inquiries": [{"row": row, "url": issue_url(issue, "inquiry", row.pk)} for row in inquiries],
        "suggested": [one.party.shown for one in suggested(parties, orders, at)],
        "acts": _acts(request, issue, parties),
        **_meeting(request, basis),
    }
    shown = whistles or orders or inquiries or basis.topics or data["acts"] or data["suggested"]
    return data if shown or data["recommendations"] else None


def public_part(request: Entered, issue: Issue) -> dict[str, Any] | None:
    """Which forces were called and how far each is, orders with their sheets, what the joint meeting made of it."""
    at = request.at
    whistles = [_whistle(issue, whistle, lines(calls, at)) for whistle, calls in whistles_of(issue)]
    orders = list(issue.supervisions.order_by("-serial"))
    refs = {f"supervision:{order.pk}": order for order in orders}
    sheets = {
        row.ref: row.pk for row in Document.objects.filter(estate_id=issue.estate_id, ref__in=list(refs)).only("ref")
    }
    basis = of_basis(f"issue:{issue.pk}", issue.estate)
    if not whistles and not orders and not basis.topics:
        return None
    return {
        "whistles": whistles,
        "orders": [{**_order(issue, order, at=at), "document": sheets.get(ref)} for ref, order in refs.items()],
        "topics": [{"state": topic.get_state_display(), "on": law_day(topic.proposed_at)} for topic in basis.topics],
        "items": [_item(line, "") for line in lines_of(basis.items, on=law_day(at))],
        "agreed_url": reverse("meetings:agreed_public", args=[issue.estate.code]) if basis.items else "",
    }


def _whistle(issue: Issue, whistle: Any, calls: list[Any]) -> dict[str, Any]:
    return {
        "row": whistle,
        "calls": calls,
        "url": issue_url(issue, "whistle", whistle.serial),
        "missing": unrecommended(whistle),
        "open": whistle.state == WhistleState.OPEN,
    }


def _order(issue: Issue, order: Supervision, *, at: Any) -> dict[str, Any]:
    late = order.state == SupervisionState.ISSUED and law_day(at) > order.due_on
    return {
        "row": order,
        "to": side_name(order),
        "late": late,
        "badge": "urgent" if late else "done" if order.state == SupervisionState.CLOSED else "due",
        "url": issue_url(issue, "supervision", order.serial),
    }


def _meeting(request: Entered, basis: Basis) -> dict[str, Any]:
    """Topics, sittings and agreed items with the journal entries each rests on; links only where they open."""
    at, person = request.at, request.person

    def link(name: str, *args: Any) -> str:
        url = reverse(f"meetings:{name}", args=args)
        return url if opens(person, url, at=at) else ""

    topics = [
        {
            "row": topic,
            "url": link("topic", topic.division_id, topic.pk),
            "sitting": topic.sitting,
            "sitting_url": link("sitting", topic.division_id, topic.sitting_id) if topic.sitting_id else "",
        }
        for topic in basis.topics
    ]
    items = [
        _item(line, link("agreed_item", line.item.division_id, line.item.pk))
        for line in lines_of(basis.items, on=law_day(at))
    ]
    proofs = [proof for item in basis.items for proof in entries_of(item)]
    return {"topics": topics, "items": items, "proofs": list({proof["entry"]: proof for proof in proofs}.values())}


def _item(line: Any, url: str) -> dict[str, Any]:
    words, kind = line.badge
    return {"row": line.item, "party": party_of(line.item), "badge": words, "kind": kind, "url": url}


def _acts(request: Entered, issue: Issue, parties: list[Party]) -> list[dict[str, str]]:
    """What this person may begin: only what the door and the state allow."""
    at, person, estate = request.at, request.person, issue.estate
    state, found = IssueState(issue.state), []
    kinds = whistle_access.whistles_open_to(person, estate, at=at)
    runs = state in RUNS
    sides = [party for party in parties if party.state != PartyState.HANDED_BACK]
    takes_part = any(access.may_speak(person, party, at=at) for party in sides) or holds_any(
        person, access.OFFICES, estate, at=at
    )
    coordinated = any(party.side == Side.RESIDENTS for party in sides)
    inquired = issue.inquiries.exclude(state=InquiryState.REPORTED).exists()
    offers = (
        (bool(kinds) and (runs or (issue.urgent and state == IssueState.RECEIVED)), _("吹哨"), "blow_whistle"),
        (
            runs
            and (
                whistle_access.convenes(person, estate, at=at)
                or holds_any(person, (access.K.COMMUNITY, access.K.ENVIRONMENT), estate, at=at)
            ),
            _("登记请外面力量参与的建议"),
            "recommend_issue",
        ),
        (
            state == IssueState.WORKING and issue.issue_class == Class.DAILY and takes_part and not coordinated,
            _("难办的报居委会协调"),
            "raise_issue",
        ),
        (
            state in RUNS[:2]
            and issue.issue_class == Class.MAJOR
            and not inquired
            and whistle_access.inquires(person, estate, at=at),
            _("成立调查组"),
            "new_inquiry",
        ),
        (runs and takes_part, _("提为联席会议议题"), "table_issue"),
        (bool(sides) and runs and whistle_access.supervises(person, estate, at=at), _("下达督办单"), "supervise_issue"),
    )
    for open_, label, page in offers:
        if open_:
            found.append({"label": label, "url": issue_url(issue, page)})
    return found
