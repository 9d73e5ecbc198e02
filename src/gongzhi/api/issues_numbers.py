"""Issues in numbers with the lists behind them, the plan of an estate, regular reports of the environment committee."""

from typing import Any

from ninja import Router

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.issues import access, machine_access
from gongzhi.issues.actions.draft_env_report import draft_env_report
from gongzhi.issues.actions.edit_env_report import edit_env_report
from gongzhi.issues.actions.send_env_report import send_env_report
from gongzhi.issues.models import EnvReport
from gongzhi.issues.queries import ledger, tallies
from gongzhi.issues.queries.env_reports import reports_of
from gongzhi.meetings.queries.minutes import digest_of

router = Router()
D = "/divisions/{slug:division}"
REPORT = f"{D}/environment-reports/{{int:env_report_id}}"
overseen = Door(machine_access.overseen)
report_door, reports_door = Door(machine_access.get_report_for), Door(machine_access.reports_of)


class ReportPeriod(Given):
    """A month (2026-03) or a quarter (2026-Q1)."""

    period: str


class ReportSections(Given):
    """The edited sections, and the hash of those from which the editor began."""

    sections: list[dict[str, Any]]
    seen: str


def _parts(parts: list[tallies.Part]) -> list[dict[str, Any]]:
    return [{"key": one.key, "name": one.name, "open": one.open, "late": one.late} for one in parts]


def _tally(request: Asked) -> dict[str, Any]:
    here = request.here
    found = tallies.tally(machine_access.issues_below(here), request.at, below=here)
    return {
        "totals": dict(found.totals),
        "places": _parts(found.places),
        "leads": _parts(found.leads),
        "ages": _parts(found.ages),
        "classes": _parts(found.classes),
        "matters": _parts(found.matters),
        "sources": _parts(found.sources),
    }


@router.get(f"{D}/issue-numbers/public", auth=Door(machine_access.numbers_public), response=dict[str, Any])
def public_numbers(request: Asked, division: str) -> dict[str, Any]:
    """The numbers of a community, street or district, for everyone."""
    return _tally(request)


@router.get(f"{D}/issue-numbers", auth=overseen, response=dict[str, Any])
def numbers(request: Asked, division: str) -> dict[str, Any]:
    """The numbers of a place for its desk."""
    return _tally(request)


@router.get(f"{D}/issues", auth=overseen, response=Page[dict[str, Any]])
def listed(
    request: Asked,
    division: str,
    only: str = "open",
    lead: str = "",
    age: str = "",
    matter: str = "",
    source: str = "",
    place: str = "",
    page: PageNumber = 1,
    size: PageSize = 30,
) -> dict[str, Any]:
    """The issues behind a number, under the names of the ledger; nothing of who reported."""
    given = {"only": only, "lead": lead, "age": age, "matter": matter, "source": source, "place": place}
    given["class"] = request.GET.get("class", "")
    rows, _kept = tallies.narrowed(machine_access.issues_below(request.here), given, request.at)
    found = page_of(ledger.ready(rows.order_by("-received_at", "-pk")), page, size, lambda row: row)
    found["items"] = [_plain(line) for line in ledger.lines(found["items"], request.at)]
    return found


def _plain(line: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | int) or value is None else day(value) for name, value in line.items()
    }


@router.get("/estates/{slug:code}/issue-plan", auth=Door(access.public_estate), response=list[dict[str, Any]])
def plan(request: Asked, code: str) -> list[dict[str, Any]]:
    """The buildings of an estate with how many issues are received, worked on, late and done."""
    return [
        {"building": one.name, "received": one.received, "working": one.working, "late": one.late, "done": one.done}
        for one in tallies.buildings(request.here, request.at)
    ]


def _report(row: EnvReport) -> dict[str, Any]:
    return {
        "id": row.pk,
        "period": row.period,
        "sections": row.sections,
        "seen": digest_of(row.sections),
        "sent_at": instant(row.sent_at),
        "document": row.document_id,
    }


@router.get(f"{D}/environment-reports", auth=reports_door, response=list[dict[str, Any]])
def reports(request: Asked, division: str) -> list[dict[str, Any]]:
    """The regular reports of the community's environment committee."""
    return [_report(row) for row in reports_of(request.here).values()]


@router.post(f"{D}/environment-reports", auth=reports_door, response=dict[str, Any])
def draft_report(request: Asked, division: str, body: ReportPeriod) -> dict[str, Any]:
    """Drafts the report of a month or quarter."""
    return _report(draft_env_report(division=request.here, period=body.period, **acted(request)))


@router.post(REPORT, auth=report_door, response=dict[str, Any])
def edit_report(request: Asked, division: str, env_report_id: int, body: ReportSections) -> dict[str, Any]:
    """Saves edited sections."""
    made = edit_env_report(report=request.here, sections=body.sections, seen=body.seen, **acted(request))
    return _report(made)


@router.post(f"{REPORT}/send", auth=report_door, response=dict[str, Any])
def send_report(request: Asked, division: str, env_report_id: int) -> dict[str, Any]:
    """Sends the report to the residents' committee."""
    return _report(send_env_report(report=request.here, **acted(request)))
