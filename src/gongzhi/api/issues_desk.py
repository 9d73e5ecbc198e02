"""Residents' issues at the desk: the list, one whole, and every act of those who work on them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Form, Router, UploadedFile

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.issues import history, line
from gongzhi.api.plain import Given, PageNumber, PageSize, Why, Words, day, instant, page_of
from gongzhi.issues import access
from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.answer_issue import answer_issue
from gongzhi.issues.actions.assign_parties import assign_parties
from gongzhi.issues.actions.classify_issue import classify_issue
from gongzhi.issues.actions.explain_issue import explain_issue
from gongzhi.issues.actions.finish_issue import finish_issue
from gongzhi.issues.actions.finish_party import finish_party
from gongzhi.issues.actions.hand_back import hand_back
from gongzhi.issues.actions.merge_issues import merge_issues
from gongzhi.issues.actions.name_lead import name_lead
from gongzhi.issues.actions.note_progress import note_progress
from gongzhi.issues.actions.publish_words import publish_words
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.see_to_issue import see_to_issue
from gongzhi.issues.actions.take_step import take_step
from gongzhi.issues.actions.take_task import take_task
from gongzhi.issues.actions.unmask_reporter import unmask_reporter
from gongzhi.issues.models import Issue, Party, Report
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.list_of_matters import proposed_for
from gongzhi.issues.queries.listing import DESK_FILTERS, filtered
from gongzhi.issues.queries.paths import steps_open_to, walked
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Building

router = Router()
desk, issue_door, office = Door(access.desk_of), Door(access.get_issue_for), Door(access.office_issue)
DESK = "/estates/{slug:code}/desk/issues"
ONE = f"{DESK}/{{slug:number}}"
PARTY = f"{ONE}/parties/{{int:party_id}}"


class Record(Given):
    """An issue written down for somebody else."""

    source: str
    words: str
    source_ref: str = ""
    matter: str = ""
    building: int | None = None
    spot: str = ""
    place: str = ""
    urgent: bool = False
    name: str = ""
    number: str = ""
    hide_from_parties: bool = False


class Acceptance(Given):
    """Matter, class and the public words."""

    issue_class: str
    public_words: str
    matter: str = ""
    urgent: bool | None = None
    spot: str | None = None


class Classing(Given):
    """Another class and why."""

    issue_class: str
    reason: str


class Into(Given):
    """The issue into which one goes."""

    into: str
    reason: str = ""


class Explained(Given):
    """A public explanation, and when the street was told."""

    words: str
    told_street_on: date | None = None


class Publishing(Given):
    """The public words and the photographs shown with them."""

    words: str
    photos: list[int] = []


class Stepped(Given):
    """A step of the path."""

    step: str
    words: str
    public: bool = True


class Assignment(Given):
    """Tasks by side (`firm`, `department:城管`, `force:<number>`), and the lead among them."""

    tasks: dict[str, str]
    lead: str = ""


class Naming(Given):
    """The lead that the street names."""

    side: str
    task: str
    reason: str


class Outcome(Given):
    """What came of it."""

    outcome: str


def whole(found: Issue, request: Asked) -> dict[str, Any]:
    """One issue for those who work on it; a reporter's words only for those who may read them, never the name."""
    issue = Issue.objects.select_related("estate__community__parent", "building").get(pk=found.pk)
    inside = holds_any(request.person, access.DESK, issue.estate, at=request.at)
    shown_line = shown.lines([issue], request.at)[0]
    return {
        **line(shown_line),
        "spot": issue.spot
        if holds_any(request.person, access.OFFICES, issue.estate, at=request.at)
        else shown_line.spot,
        "source": issue.source,
        "source_ref": issue.source_ref,
        "due_cite": issue.due_cite,
        "due_strength": issue.due_strength,
        "due_exact": issue.due_exact,
        "outcome": issue.outcome,
        "reopened": issue.reopened,
        "follow_up_on": day(issue.follow_up_on),
        "reports": [report(one, request) for one in issue.reports.order_by("pk")],
        "parties": [task(one) for one in issue.parties.select_related("force").order_by("pk")],
        "steps": [{"key": one.key, "words": one.words, "at": instant(one.at)} for one in walked(issue)],
        "steps_open": steps_open_to(issue),
        "proposed": [
            {"side": one.side, "name": one.name, "lead": one.lead}
            for one in proposed_for(issue, on=law_day(request.at))
        ],
        "history": history(issue, public=not inside, told=access.sees_all(request.person, issue, at=request.at)),
    }


def report(found: Report, request: Asked) -> dict[str, Any]:
    """A report as this person may read it."""
    sees = access.sees_report(request.person, found, at=request.at)
    return {
        "id": found.pk,
        "at": instant(found.at),
        "channel": found.channel,
        "hidden_from_parties": found.hide_from_parties,
        "words": found.text() if sees else None,
        "place": found.issue.full_place() if sees else None,
    }


def task(party: Party) -> dict[str, Any]:
    """One side's task."""
    return {
        "id": party.pk,
        "side": party.side,
        "who": party.shown,
        "lead": party.lead,
        "task": party.task,
        "state": party.state,
        "due_on": day(party.due_on),
        "due_cite": party.due_cite,
        "outcome": party.outcome,
        "named_by_street": party.named_by_street,
    }


def party_of(request: Asked, party_id: int) -> Party:
    """A task of the issue of this request; else not there."""
    found = request.here.parties.select_related("force").filter(pk=party_id).first()
    if found is None:
        raise NotHere
    return found  # type: ignore[no-any-return]


@router.get(DESK, auth=desk)
def issues(request: Asked, code: str, only: str = "open", page: PageNumber = 1, size: PageSize = 30) -> dict[str, Any]:
    """The issues of the estate by filter."""
    if only not in DESK_FILTERS:
        raise BadInput(_("没有这个筛选。"), {"only": "、".join(DESK_FILTERS)})
    rows = filtered(access.visible_issues(request.here), only, request.at)
    return page_of(rows, page, size, lambda one: line(shown.lines([one], request.at)[0]))


@router.post(DESK, auth=desk)
def record(request: Asked, code: str, body: Record) -> dict[str, Any]:
    """Writes down an issue for somebody else."""
    told = body.dict()
    building = Building.objects.filter(estate=request.here, pk=told["building"]).first() if told["building"] else None
    if told.pop("building") and building is None:
        raise BadInput(_("这个小区没有这一栋。"), {"building": _("请重选")})
    made = record_issue(estate=request.here, building=building, **told, **acted(request))
    return whole(made.issue, request)


@router.get(ONE, auth=issue_door)
def issue(request: Asked, code: str, number: str) -> dict[str, Any]:
    """One issue whole."""
    return whole(request.here, request)


@router.post(f"{ONE}/acceptance", auth=issue_door)
def accept(request: Asked, code: str, number: str, body: Acceptance) -> dict[str, Any]:
    """Takes it up."""
    return whole(accept_issue(issue=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{ONE}/class", auth=issue_door)
def classify(request: Asked, code: str, number: str, body: Classing) -> dict[str, Any]:
    """Puts it into another class."""
    return whole(classify_issue(issue=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{ONE}/merge", auth=issue_door)
def merge(request: Asked, code: str, number: str, body: Into) -> dict[str, Any]:
    """Puts it into another one; answers with that one."""
    into = access.get_issue_for(request.person, at=request.at, code=code, number=body.into)
    return whole(merge_issues(issue=request.here, into=into, reason=body.reason, **acted(request)), request)


@router.post(f"{ONE}/answer", auth=issue_door)
def answer(request: Asked, code: str, number: str, body: Words) -> dict[str, Any]:
    """Says where it is dealt with."""
    return whole(answer_issue(issue=request.here, words=body.words, **acted(request)), request)


@router.post(f"{ONE}/explanation", auth=issue_door)
def explain(request: Asked, code: str, number: str, body: Explained) -> dict[str, Any]:
    """Explains a legacy issue in public."""
    explain_issue(issue=request.here, **body.dict(), **acted(request))
    return whole(request.here, request)


@router.post(f"{ONE}/public", auth=office)
def publish(request: Asked, code: str, number: str, body: Publishing) -> dict[str, Any]:
    """What everyone reads and sees."""
    return whole(publish_words(issue=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{ONE}/steps", auth=issue_door)
def step(request: Asked, code: str, number: str, body: Stepped) -> dict[str, Any]:
    """Takes a step of the path."""
    take_step(issue=request.here, **body.dict(), **acted(request))
    return whole(request.here, request)


@router.post(f"{ONE}/notes", auth=issue_door)
def note(
    request: Asked,
    code: str,
    number: str,
    words: str = Form(...),
    public: bool = Form(True),
    photos: list[UploadedFile] = File(default=[]),
) -> dict[str, Any]:
    """Writes progress, with photographs."""
    kept = tuple((str(one.name), one.read()) for one in photos)
    note_progress(issue=request.here, words=words, public=public, photos=kept, **acted(request))
    return whole(request.here, request)


@router.post(f"{ONE}/finish", auth=issue_door)
def finish(request: Asked, code: str, number: str, body: Outcome) -> dict[str, Any]:
    """Says that all is done."""
    return whole(finish_issue(issue=request.here, outcome=body.outcome, **acted(request)), request)


@router.post(f"{ONE}/seen", auth=office)
def see_to(request: Asked, code: str, number: str, body: Words) -> dict[str, Any]:
    """Closes an issue that has no reporter to ask."""
    return whole(see_to_issue(issue=request.here, words=body.words, **acted(request)), request)


@router.post(f"{ONE}/parties", auth=issue_door)
def assign(request: Asked, code: str, number: str, body: Assignment) -> dict[str, Any]:
    """Gives tasks, one side in the lead."""
    return whole(assign_parties(issue=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{ONE}/lead", auth=issue_door)
def lead(request: Asked, code: str, number: str, body: Naming) -> dict[str, Any]:
    """The street names the lead."""
    name_lead(issue=request.here, **body.dict(), **acted(request))
    return whole(request.here, request)


@router.post(f"{PARTY}/take", auth=issue_door)
def take(request: Asked, code: str, number: str, party_id: int) -> dict[str, Any]:
    """Takes a task up."""
    return task(take_task(party=party_of(request, party_id), **acted(request)))


@router.post(f"{PARTY}/back", auth=issue_door)
def back(request: Asked, code: str, number: str, party_id: int, body: Why) -> dict[str, Any]:
    """Hands a task back."""
    hand_back(party=party_of(request, party_id), reason=body.reason, **acted(request))
    return whole(request.here, request)


@router.post(f"{PARTY}/done", auth=issue_door)
def done(
    request: Asked,
    code: str,
    number: str,
    party_id: int,
    outcome: str = Form(...),
    photos: list[UploadedFile] = File(default=[]),
) -> dict[str, Any]:
    """Says that a task is done, with photographs."""
    kept = tuple((str(one.name), one.read()) for one in photos)
    party = party_of(request, party_id)
    return task(finish_party(party=party, outcome=outcome, photos=kept, **acted(request)))


@router.post(f"{ONE}/reports/{{int:report_id}}/look", auth=issue_door)
def look(request: Asked, code: str, number: str, report_id: int, body: Why) -> dict[str, Any]:
    """The reporter's name and number, the look kept with its reason."""
    found = request.here.reports.filter(pk=report_id).first()
    if found is None or not access.sees_report(request.person, found, at=request.at):
        raise NotHere
    unmask_reporter(report=found, reason=body.reason, **acted(request))
    return {"name": found.shown_name(), "number": found.number()}
