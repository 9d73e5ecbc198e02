"""What the page of an issue shows of letters, mediation, gatherings, visits and replies: for the desk, and in public."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.issues import access, complaint_access, letter_access, talking_access
from gongzhi.issues.models import ComplaintReply, Issue
from gongzhi.issues.queries.complaints import is_complaint, number_of
from gongzhi.issues.queries.letters import table_words
from gongzhi.issues.queries.mediations import SETTLED
from gongzhi.issues.states import GatheringState, IssueState, MediationState
from gongzhi.issues.views.frame import issue_url
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered

OVER = (IssueState.MERGED, IssueState.ANSWERED, IssueState.CLOSED)


def desk_part(request: Entered, issue: Issue) -> dict[str, Any] | None:
    """What hangs on the issue, as far as this person may open it, and what they may begin for it."""
    at, person, estate = request.at, request.person, issue.estate
    office = holds_any(person, access.OFFICES, estate, at=at)
    authority = complaint_access.authority_of(person, issue, at=at)
    desk = holds_any(person, access.DESK, estate, at=at)
    rows = []
    for letter in issue.letters.select_related("body", "force").order_by("pk"):
        letter.estate = estate
        if letter_access.reads(person, letter, at=at):
            rows.append(_row(estate, "letter", letter.serial, letter.title, *table_words(letter, at)))
    if holds_any(person, talking_access.MEDIATORS, estate, at=at):
        for one in issue.mediations.order_by("pk"):
            words = str(one.get_state_display())
            rows.append(_row(estate, "mediation", one.serial, _("调解：%(what)s") % {"what": one.about}, words))
    if desk:
        for gathering in issue.gatherings.order_by("pk"):
            title = f"{gathering.get_form_display()}：{gathering.title}"
            rows.append(_row(estate, "gathering", gathering.serial, title, str(gathering.get_state_display())))
        for visit in issue.visits.order_by("pk"):
            words = _("结果已公开") if visit.public_at else _("结果待公开")
            title = _("执法进小区：%(cause)s") % {"cause": visit.cause}
            rows.append(_row(estate, "visit", visit.serial, title, words))
    if office or authority is not None:
        for reply in issue.complaint_replies.order_by("pk"):
            url = issue_url(issue, "complaint_reply", reply.pk)
            rows.append({"title": number_of(reply), "url": url, "words": _("投诉答复书"), "kind": "done"})
    acts = [] if issue.state in OVER else _acts(request, issue, desk=desk, authority=authority is not None)
    return {"rows": rows, "acts": acts} if rows or acts else None


def _row(estate: Estate, page: str, serial: int, title: str, words: str, kind: str = "line") -> dict[str, str]:
    url = reverse(f"issues:{page}", args=[estate.code, serial])
    return {"title": title, "url": url, "words": words, "kind": kind}


def _acts(request: Entered, issue: Issue, *, desk: bool, authority: bool) -> list[dict[str, str]]:
    at, person, estate = request.at, request.person, issue.estate
    found = []

    def offer(label: str, page: str) -> None:
        url = f"{reverse(f'issues:{page}', args=[estate.code])}?{urlencode({'issue': issue.number})}"
        found.append({"label": label, "url": url})

    if authority and is_complaint(issue):
        found.append({"label": _("答复这件投诉"), "url": issue_url(issue, "answer_complaint")})
    if not desk:
        return found
    if letter_access.writes(person, estate, at=at):
        offer(_("为这件事发函"), "draft_letter")
    if holds_any(person, talking_access.MEDIATORS, estate, at=at):
        offer(_("调解"), "open_mediation")
        offer(_("记一次执法进小区"), "record_visit")
    if holds_any(person, talking_access.HOSTS, estate, at=at):
        offer(_("组织居民参与"), "announce_gathering")
    return found


def public_part(request: Entered, issue: Issue) -> dict[str, Any] | None:
    """Gatherings, public letters and outcomes, replies by number, and mediation where both sides agreed."""
    code, lines = issue.estate.code, []
    for gathering in issue.gatherings.order_by("pk"):
        url = reverse("issues:public_gathering", args=[code, gathering.serial])
        done = gathering.state == GatheringState.PUBLISHED
        lines.append({"title": f"{gathering.get_form_display()}：{gathering.title}", "url": url, "done": done})
    for letter in issue.letters.filter(public=True).order_by("pk"):
        url = reverse("issues:public_letter", args=[code, letter.serial])
        lines.append({"title": f"{letter.number} {letter.title}", "url": url, "done": bool(letter.reply)})
    told = [
        _("%(day)s %(forces)s执法：%(outcome)s")
        % {"day": cndate(visit.on), "forces": visit.forces, "outcome": visit.outcome}
        for visit in issue.visits.filter(public_at__isnull=False).order_by("pk")
    ]
    for one in issue.mediations.filter(both_public=True).exclude(state=MediationState.OPENED).order_by("pk"):
        settled = one.state in SETTLED
        told.append(_("经过调解，已达成协议。") if settled else _("经过调解，没有达成协议。"))
    replies = ComplaintReply.objects.filter(estate=issue.estate_id, issue=issue).order_by("pk")
    told += [_("投诉处理答复书已作出：%(number)s") % {"number": number_of(row)} for row in replies]
    return {"lines": lines, "told": told} if lines or told else None


def own_replies(request: Entered, issue: Issue, token: str) -> list[dict[str, str]]:
    """The replies to a complaint as whoever complained opens them."""
    rows = ComplaintReply.objects.filter(estate=issue.estate_id, issue=issue).order_by("pk")
    return [
        {"number": number_of(row), "url": reverse("issues:own_complaint_reply", args=[token, row.pk])} for row in rows
    ]
