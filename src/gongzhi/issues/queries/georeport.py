"""Issues in the form of Open311 GeoReport v2 (JSON): what everyone may read, under the field names of that standard.

Instants carry the offset of Beijing; what is not known or not public (coordinates, postal code) is null.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from gongzhi.issues.models import Issue, IssueFile
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.list_of_matters import matters_of
from gongzhi.issues.states import IssueState
from gongzhi.kernel.clock import BEIJING, day_end, day_start, law_day
from gongzhi.kernel.models import Instance
from gongzhi.places.models import Building, Estate
from gongzhi_law.matters import Matter

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-11-22 00:00"
OTHER = "other"  # the service of whatever is not on the responsibility list
WINDOW, MOST = timedelta(days=90), 1000  # of the standard: a span of 90 days, at most a thousand requests
OPEN = (IssueState.RECEIVED, IssueState.ACCEPTED, IssueState.WORKING, IssueState.DONE)
CLOSED = (IssueState.CLOSED, IssueState.MERGED, IssueState.ANSWERED, IssueState.EXPLAINED)
STATUSES = {"open": OPEN, "closed": CLOSED}


class Wrong(Exception):
    """What was asked cannot be answered: the HTTP status and a sentence, as the standard's error has them."""

    def __init__(self, code: int, text: str) -> None:
        self.code, self.text = code, text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which requests are asked for."""

    numbers: tuple[str, ...]
    codes: tuple[str, ...]
    statuses: tuple[str, ...]
    begin: datetime
    end: datetime
    page: int
    size: int


def discovery(address: str) -> dict[str, Any]:
    """The service discovery document; `address` is where the endpoint lies."""
    production = Instance.objects.filter(kind=Instance.Kind.PRODUCTION).exists()
    return {
        "changeset": CHANGED,
        "contact": _("找管理本系统的街道或者社区"),
        "key_service": _("向小区所在的街道申请密钥"),
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": address,
                "changeset": CHANGED,
                "type": "production" if production else "test",
                "formats": ["application/json"],
            }
        ],
    }


def services(estate: Estate, at: datetime) -> list[dict[str, Any]]:
    """Every matter of the responsibility list of the estate, and one for what is not on it."""
    rows = [
        _service(row.id, row.name, row.sees or row.name, row.words, row.category)
        for row in matters_of(estate, on=law_day(at))
    ]
    return [*rows, _service(OTHER, _("其他事项"), _("清单里没有的事项，由社区判断归谁办"), (), _("其他"))]


def _service(code: str, name: str, description: str, words: Iterable[str], group: str) -> dict[str, Any]:
    return {
        "service_code": code,
        "service_name": name,
        "description": description,
        "metadata": True,
        "type": "realtime",
        "keywords": ", ".join(words),
        "group": group,
    }


def service_of(estate: Estate, code: str, at: datetime) -> Matter | None:
    """The matter of a service code, None for the service of what is not listed; raises Wrong for an unknown one."""
    if code == OTHER:
        return None
    found = {row.id: row for row in matters_of(estate, on=law_day(at))}.get(code)
    if found is None:
        raise Wrong(404, _("没有这个 service_code：%(code)s。请先读 services.json。") % {"code": code[:60]})
    return found


def definition(estate: Estate, code: str, at: datetime) -> dict[str, Any]:
    """The attributes of a service: building, spot, urgent, and whether the parties may know the reporter."""
    service_of(estate, code, at)
    buildings = Building.objects.filter(estate=estate).order_by("pk").values_list("pk", "name")
    yes_no = [{"key": "no", "name": _("否")}, {"key": "yes", "name": _("是")}]
    rows = [
        ("building", "singlevaluelist", _("哪一栋；公共区域不填"), [{"key": str(k), "name": n} for k, n in buildings]),
        ("spot", "string", _("大概位置，例如三单元电梯厅；不写门牌号"), []),
        ("urgent", "singlevaluelist", _("是否紧急：有人身危险或者正在扩大"), yes_no),
        ("hide", "singlevaluelist", _("是否要求对物业和业委会保密"), yes_no),
    ]
    return {
        "service_code": code,
        "attributes": [
            {
                "variable": True,
                "code": name,
                "datatype": kind,
                "required": False,
                "datatype_description": None,
                "order": n,
                "description": words,
                "values": values,
            }
            for n, (name, kind, words, values) in enumerate(rows, 1)
        ],
    }


def asked_of(given: Any, at: datetime) -> Asked:
    """What the query of GET requests asks for; an empty parameter counts as none; raises Wrong for what is unreadable."""
    statuses = _several(given.get("status", ""))
    if unknown := [one for one in statuses if one not in STATUSES]:
        raise Wrong(400, _("status 只能是 open 或 closed：%(word)s") % {"word": unknown[0][:40]})
    begin, end = _moment(given, "start_date", first=True), _moment(given, "end_date", first=False)
    if begin is None and end is None:
        begin, end = at - WINDOW, at
    elif begin is None:
        begin = end - WINDOW  # type: ignore[operator]
    elif end is None:
        end = min(begin + WINDOW, at)
    if end < begin:  # type: ignore[operator]
        begin = end
    if end - begin > WINDOW + timedelta(days=1):  # type: ignore[operator]
        raise Wrong(400, _("start_date 和 end_date 之间最多 90 天。"))
    return Asked(
        numbers=_several(given.get("service_request_id", ""))[:MOST],
        codes=_several(given.get("service_code", "")),
        statuses=statuses,
        begin=begin,  # type: ignore[arg-type]
        end=end,  # type: ignore[arg-type]
        page=_whole(given, "page", 1, 1_000_000),
        size=_whole(given, "page_size", MOST, MOST),
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for one in text.split(",") if (part := one.strip()))


def _whole(given: Any, name: str, default: int, most: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= most:
        raise Wrong(400, _("%(name)s 要是 1 到 %(most)s 的整数。") % {"name": name, "most": most})
    return int(text)


def _moment(given: Any, name: str, *, first: bool) -> datetime | None:
    """An instant as W3C writes it; a day alone begins or ends with it in Beijing, no offset means Beijing."""
    text = given.get(name, "").strip().replace(" ", "+")  # a plus that a client forgot to encode
    if not text:
        return None
    try:
        day = parse_date(text) if len(text) == len("2026-01-01") else None
        if day is not None:
            return day_start(day) if first else day_end(day)
        found = parse_datetime(text)
        if found is None:
            raise ValueError
        return found if found.tzinfo else found.replace(tzinfo=BEIJING)
    except (ValueError, OverflowError):
        raise Wrong(400, _("%(name)s 要写成 2026-01-31T08:00:00+08:00。") % {"name": name}) from None


def requests_of(estate: Estate, asked: Asked) -> QuerySet[Issue]:
    """The issues asked for, newest first; numbers override all other arguments, as the standard says."""
    rows = Issue.objects.filter(estate=estate)
    if asked.numbers:
        wanted = Q(pk__in=[])
        for number in asked.numbers:
            year, _dash, serial = number.partition("-")
            if year.isdecimal() and serial.isdecimal() and len(year) == 4 and len(serial) <= 6:
                wanted |= Q(year=int(year), serial=int(serial))
        rows = rows.filter(wanted)
    else:
        rows = rows.filter(received_at__gte=asked.begin, received_at__lte=asked.end)
        if asked.codes:
            rows = rows.filter(matter__in=["" if code == OTHER else code for code in asked.codes])
        if asked.statuses:
            rows = rows.filter(state__in=[state for one in asked.statuses for state in STATUSES[one]])
    rows = rows.select_related("building", "merged_into").prefetch_related("parties__force")
    rows = rows.annotate(noted_at=Max("notes__at", filter=Q(notes__public=True)))
    first = (asked.page - 1) * asked.size
    return rows.order_by("-received_at", "-pk")[first : first + asked.size]


def requests(estate: Estate, rows: Iterable[Issue], at: datetime) -> list[dict[str, Any]]:
    """Issues as service requests: nothing of who reported, no words before somebody confirmed them for the public."""
    found = list(rows)
    photos: dict[int, int] = {}
    for issue_id, pk in IssueFile.objects.filter(estate=estate, issue__in=found, public=True).values_list(
        "issue_id", "pk"
    ):
        photos[issue_id] = max(pk, photos.get(issue_id, 0))
    return [_request(estate, line, photos.get(line.issue.pk)) for line in shown.lines(found, at)]


def _request(estate: Estate, line: shown.Line, photo: int | None) -> dict[str, Any]:
    issue = line.issue
    lead = next((party for party in issue.parties.all() if party.lead), None)
    expected = issue.due_at or (day_end(issue.due_on) - timedelta(seconds=1) if issue.due_on else None)
    url = reverse("issues:photo", args=[estate.code, issue.number, photo]) if photo else ""
    return {
        "service_request_id": issue.number,
        "status": "open" if issue.state in OPEN else "closed",
        "status_notes": _notes(line),
        "service_name": line.matter or _("其他事项"),
        "service_code": issue.matter or OTHER,
        "description": line.words or None,
        "agency_responsible": lead.shown if lead else None,
        "service_notice": shown.due_note(issue) or None,
        "requested_datetime": w3c(issue.received_at),
        "updated_datetime": w3c(_updated(issue)),
        "expected_datetime": w3c(expected) if expected else None,
        "address": " ".join(part for part in (line.where, estate.name, estate.community.name) if part),
        "address_id": str(issue.building_id) if issue.building_id else None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": f"{settings.PUBLIC_ADDRESS}{url}" if url else None,
    }


def _notes(line: shown.Line) -> str:
    if line.issue.merged_into is not None:
        return _("已并入 %(number)s") % {"number": line.issue.merged_into.number}
    return "：".join(part for part in (line.state_words, shown.outcome_of(line.issue)) if part)


def _updated(issue: Issue) -> datetime:
    known = (issue.received_at, issue.accepted_at, issue.done_at, issue.closed_at, getattr(issue, "noted_at", None))
    return max(one for one in known if one is not None)


def w3c(at: datetime) -> str:
    """2026-01-31T08:00:00+08:00."""
    return at.astimezone(BEIJING).isoformat(timespec="seconds")
