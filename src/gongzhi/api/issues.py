"""Residents' issues for everyone and for those who report them: the open list, one issue, reporting, the reporter's own acts."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Router, Schema, UploadedFile

from gongzhi.api.door import Asked, Door, asked_from, key_of
from gongzhi.api.plain import Given, Number, Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.issues import access
from gongzhi.issues.actions.add_photos import add_photos
from gongzhi.issues.actions.confirm_issue import confirm_issue
from gongzhi.issues.actions.hide_reporter import hide_reporter
from gongzhi.issues.actions.reopen_issue import reopen_issue
from gongzhi.issues.actions.report_issue import report_issue, report_subject
from gongzhi.issues.models import Issue, Report
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.list_of_matters import matters_of
from gongzhi.issues.queries.listing import FILTERS, counts_of, filtered
from gongzhi.issues.queries.looks import looks_at
from gongzhi.issues.queries.similar import similar_to
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.people.access import signed_in
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.people.queries import normal_phone
from gongzhi.places.models import Building, Estate
from gongzhi_law import matters as law

router = Router()
estate_door, issue_door = Door(access.public_estate), Door(access.get_public_issue)
link_door, own_door = Door(access.get_report_by_link), Door(signed_in)
I = "/estates/{slug:code}/issues"  # noqa: E741
LINK = "/i/{slug:token}"


class Telling(Given):
    """What happened; a code is asked of those who are not signed in."""

    words: str
    matter: str = ""
    building: int | None = None
    spot: str = ""
    place: str = ""
    urgent: bool = False
    name: str = ""
    number: str = ""
    code: str = ""
    hide_from_parties: bool = False


class ReporterWords(Given):
    """What the reporter says."""

    words: str = ""


class Hiding(Given):
    """Whether firm and committee may know who reported."""

    hidden: bool


class Question(Given):
    """Words while they are typed."""

    words: str
    matter: str = ""
    building: int | None = None


class IssueOut(Schema):
    """An issue as everyone reads it; never who reported it."""

    number: str
    matter: str
    matter_name: str
    issue_class: str
    urgent: bool
    state: str
    state_words: str
    building: str
    spot: str
    words: str
    received_on: str
    due_on: str | None
    late: bool


def line(row: shown.Line) -> dict[str, Any]:
    """One issue of a list."""
    return {
        "number": row.number,
        "matter": row.issue.matter,
        "matter_name": row.matter,
        "issue_class": row.issue.issue_class,
        "urgent": row.urgent,
        "state": row.state,
        "state_words": row.state_words,
        "building": row.building,
        "spot": row.spot,
        "words": row.words,
        "received_on": day(row.received_on),
        "due_on": day(row.due_on),
        "late": row.late,
    }


def whole(issue: Issue, request: Asked) -> dict[str, Any]:
    """One issue with all that is public of it."""
    return {
        **line(shown.lines([issue], request.at)[0]),
        "due_cite": issue.due_cite,
        "due_note": shown.due_note(issue),
        "outcome": shown.outcome_of(issue),
        "reports": issue.reports.count(),
        "merged_into": issue.merged_into.number if issue.merged_into else None,
        "parties": [
            {"who": one.shown, "lead": one.lead, "state": one.state, "due_on": day(one.due_on)}
            for one in shown.parties_of(issue)
        ],
        "history": history(issue, public=True),
        "photos": [one.pk for one in issue.files.filter(public=True).order_by("pk")],
    }


def history(issue: Issue, *, public: bool, told: bool = False) -> list[dict[str, Any]]:
    """What happened, the newest first."""
    rows = shown.history(issue, public=public, told=told)
    return [{"title": r["title"], "text": r["text"], "who": r["who"], "at": instant(r["at"])} for r in rows]


@router.get(I, auth=estate_door, response=Page[IssueOut])
def issues(request: Asked, code: str, only: str = "open", page: PageNumber = 1, size: PageSize = 30) -> dict[str, Any]:
    """The issues of an estate: open, late, done or all."""
    if only not in FILTERS:
        raise BadInput(_("没有这个筛选。"), {"only": "、".join(FILTERS)})
    rows = filtered(access.visible_issues(request.here), only, request.at)
    return page_of(rows, page, size, lambda one: line(shown.lines([one], request.at)[0]))


@router.get(f"{I}/counts", auth=estate_door)
def counts(request: Asked, code: str) -> dict[str, int]:
    """How many issues are open, late, done."""
    return counts_of(request.here, request.at)


@router.get(f"{I}/matters", auth=estate_door)
def matters(request: Asked, code: str) -> list[dict[str, Any]]:
    """The responsibility list as it applies here: matter, lead, article, how it is known, what to do at once."""
    return [
        {
            "id": row.id,
            "name": row.name,
            "category": row.category,
            "issue_class": row.class_.value,
            "lead": row.lead.side,
            "with": [one.side for one in row.with_],
            "cite": str(row.cite) if row.cite else "",
            "strength": row.strength.value,
            "urgent": row.urgent,
            "safety": row.safety.words if row.safety else "",
        }
        for row in matters_of(request.here, on=law_day(request.at))
    ]


@router.post(f"{I}/suggestions", auth=Door(access.public_estate, harmless=True))
def suggestions(request: Asked, code: str, body: Question) -> dict[str, Any]:
    """What the words may mean, and open issues that may be the same."""
    found = law.suggest(body.words[:1000], 5, on=law_day(request.at), place=request.here.place)
    matter = body.matter or (found[0].matter.id if found else "")
    same = similar_to(request.here, body.words[:1000], matter=matter, building_id=body.building, at=request.at)
    return {
        "matters": [{"id": one.matter.id, "name": one.matter.name, "urgent": one.matter.urgent} for one in found],
        "similar": [line(row) for row in shown.lines(same, request.at)],
    }


@router.post(f"{I}/code", auth=estate_door)
def ask_code(request: Asked, code: str, body: Number) -> dict[str, bool]:
    """Sends the code by which a report is made."""
    number = normal_phone(body.number)
    send_code(
        purpose=Code.Purpose.REPORT,
        subject=report_subject(request.here, number),
        number=number,
        at=request.at,
        estate_id=request.here.pk,
        asked_from=asked_from(request),
    )
    return {"sent": True}


@router.post(I, auth=estate_door)
def report(request: Asked, code: str, body: Telling) -> dict[str, Any]:
    """Reports an issue by a code or signed in; `token` is the tracking link, photographs are added by it."""
    told = body.dict()
    estate: Estate = request.here
    number, text = told["number"], told.pop("code")
    building = Building.objects.filter(estate=estate, pk=told["building"]).first() if told["building"] else None
    if told.pop("building") and building is None:
        raise BadInput(_("这个小区没有这一栋。"), {"building": _("请重选")})
    person, checked = request.person or None, None
    if person is None or text:
        subject = report_subject(estate, number)
        checked = check_code(purpose=Code.Purpose.REPORT, subject=subject, text=text, at=request.at)
    made = report_issue(
        estate=estate,
        building=building,
        code=checked,
        by=None if checked else person,
        at=request.at,
        idempotency_key=key_of(request),
        **told,
    )
    return {"number": made.issue.number, "token": made.link()}


@router.get(f"{I}/{{slug:number}}", auth=issue_door)
def issue(request: Asked, code: str, number: str) -> dict[str, Any]:
    """One issue as everyone reads it."""
    return whole(request.here, request)


def own(found: Report, request: Asked) -> dict[str, Any]:
    """A report as its reporter reads it."""
    request.personal = True  # the link is its own key: kept by no cache
    found = Report.objects.select_related("issue__estate__community", "issue__building").get(pk=found.pk)
    return {
        **whole(found.issue, request),
        "told": found.text(),
        "reported_at": instant(found.at),
        "hidden_from_parties": found.hide_from_parties,
        "looks": [instant(look.at) for look in looks_at(found)],
    }


@router.get("/home/issues", auth=own_door)
def own_issues(request: Asked) -> list[dict[str, Any]]:
    """What the signed-in person reported, with the tokens of their links."""
    rows = list(access.own_reports(request.person)[:100])
    lines = shown.lines((row.issue for row in rows), request.at)
    return [
        {**line(one), "estate": row.issue.estate.code, "token": row.link()}
        for row, one in zip(rows, lines, strict=True)
    ]


@router.get(LINK, auth=link_door)
def track(request: Asked, token: str) -> dict[str, Any]:
    """The reporter's own view by the link."""
    return own(request.here, request)


def said(request: Asked) -> dict[str, Any]:
    """What the acts of a reporter are told: the report, who is signed in, when, under which key."""
    return {"report": request.here, "by": request.person or None, "at": request.at, "idempotency_key": key_of(request)}


@router.post(f"{LINK}/confirmation", auth=link_door)
def confirm(request: Asked, token: str, body: ReporterWords) -> dict[str, Any]:
    """The reporter says that it is solved, or still is."""
    confirm_issue(words=body.words, **said(request))
    return own(request.here, request)


@router.post(f"{LINK}/reopening", auth=link_door)
def reopen(request: Asked, token: str, body: ReporterWords) -> dict[str, Any]:
    """The reporter says that it is not solved."""
    reopen_issue(words=body.words, **said(request))
    return own(request.here, request)


@router.post(f"{LINK}/hiding", auth=link_door)
def hide(request: Asked, token: str, body: Hiding) -> dict[str, Any]:
    """Hides the reporter from firm and committee, or the other way."""
    hide_reporter(hidden=body.hidden, **said(request))
    return own(request.here, request)


@router.post(f"{LINK}/photos", auth=link_door)
def add(request: Asked, token: str, photos: list[UploadedFile] = File(...)) -> dict[str, Any]:
    """Adds photographs; where and when they were taken is left behind."""
    add_photos(photos=tuple((str(one.name), one.read()) for one in photos), **said(request))
    return own(request.here, request)
