"""The many: some 250 issues of every class, source, age and state, each by the acts, most of them soon over."""

import io
import random
from datetime import datetime, timedelta

from xlsxwriter import Workbook

from gongzhi.config.demo.bodies_formation import INTERIM, SELF_MANAGED
from gongzhi.config.demo.bodies_offices import DISPUTED, EXPIRED
from gongzhi.config.demo.issues_desk import Desk, Story
from gongzhi.config.demo.issues_words import ELSEWHERE, KINDS, SPOTS, TASKS, Kind
from gongzhi.issues.actions.answer_issue import answer_issue
from gongzhi.issues.actions.explain_issue import explain_issue
from gongzhi.issues.actions.import_issues import import_issues
from gongzhi.issues.actions.note_progress import note_progress
from gongzhi.issues.actions.preview_tickets import preview_tickets
from gongzhi.issues.actions.see_to_issue import see_to_issue
from gongzhi.issues.actions.take_task import take_task
from gongzhi.issues.models import Issue, Report
from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.places.models import Estate

MANY = 255
YEAR = 355  # days back
SHEET_DAYS = 10
SHARES = ((None, 46), (INTERIM, 20), (EXPIRED, 14), (DISPUTED, 12), (SELF_MANAGED, 8))
SOURCES = {"hotline": 36, "grid": 22, "owner": 16, "phone": 12, "desk": 6, "patrol": 5, "smart": 3}
HEAD = (
    "工单编号",
    "小区名称",
    "受理时间",
    "诉求内容",
    "事项类别",
    "楼栋",
    "详细地址",
    "来电人",
    "联系电话",
    "是否保密",
)
NEW, RECENT = 12, 60  # days: what came lately is mostly open, what is older mostly over


def tell_many(desk: Desk, *, many: int = MANY) -> None:
    """Lays them over the year; tickets of the hotline come by a sheet every ten days."""
    dice, now = desk.dice, desk.table.now
    sheets: dict[int, list[tuple[datetime, Kind, Estate]]] = {}
    kinds, weights = list(KINDS), [one.weight for one in KINDS]
    for _n in range(many):
        ago = timedelta(days=YEAR * dice.random() ** 1.5, minutes=dice.randrange(600))
        at = _by_day(now - ago, dice)
        kind = dice.choices(kinds, weights)[0]
        estate = _estate(desk)
        source = dice.choices(list(SOURCES), list(SOURCES.values()))[0]
        if source == "hotline":
            sheets.setdefault((now - at).days // SHEET_DAYS, []).append((at, kind, estate))
        else:
            desk.tell(_one(desk, at, kind, estate, source), at)
    for week, rows in sorted(sheets.items()):
        taken = now - timedelta(days=week * SHEET_DAYS, hours=2)
        desk.tell(_sheet(desk, taken, sorted(rows, key=lambda row: row[0]), week), taken)


def _by_day(at: datetime, dice: random.Random) -> datetime:
    local = at.astimezone(BEIJING)
    return local.replace(hour=7 + dice.randrange(15), minute=dice.randrange(60)) - timedelta(days=1)


def _estate(desk: Desk) -> Estate:
    name = desk.dice.choices([name for name, _w in SHARES], [weight for _n, weight in SHARES])[0]
    return desk.table.estates[name] if name else desk.table.main


def _sheet(desk: Desk, at: datetime, rows: list[tuple[datetime, Kind, Estate]], week: int) -> Story:
    """The tickets of ten days as 12345 exports them."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    known = {}
    for n, (received, kind, estate) in enumerate(rows):
        ref = f"12345-{law_day(at):%Y%m%d}-{n + 1:03d}"
        name, number = desk.resident()
        building = desk.building(estate)
        hide = "是" if desk.dice.random() < 0.25 else "否"
        when = received.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
        place = desk.dice.choice(SPOTS)
        named = building.name if building else ""
        page.write_row(n + 1, 0, (ref, estate.name, when, kind.told, kind.matter, named, place, name, number, hide))
        known[ref] = (kind, estate)
    division, by = desk.table.community, desk.table.worker
    book.close()
    file, content = f"12345工单_{law_day(at):%Y%m%d}.xlsx", out.getvalue()
    sheet = preview_tickets(division=division, source="hotline", file_name=file, content=content, by=by, at=at)
    import_issues(sheet=sheet, leave_out=True, by=by, at=at)
    for issue in Issue.objects.filter(source="hotline", source_ref__in=known).select_related("estate__community"):
        kind, _estate_of = known[issue.source_ref]
        desk.tell(_on(desk, issue, issue.reports.get(), kind), at + timedelta(hours=2))
    yield from ()


def _one(desk: Desk, at: datetime, kind: Kind, estate: Estate, source: str) -> Story:
    told: dict[str, object] = {"matter": kind.matter, "spot": desk.dice.choice(SPOTS), "at": at}
    told["hide_from_parties"] = desk.dice.random() < 0.2
    if source == "owner":
        report = desk.reported(estate, kind.told, **told)  # type: ignore[arg-type]
    else:
        report = desk.recorded(estate, source, kind.told, **told)  # type: ignore[arg-type]
    yield at + timedelta(hours=desk.dice.randrange(2, 30))
    yield from _on(desk, report.issue, report, kind)


def _on(desk: Desk, issue: Issue, report: Report, kind: Kind) -> Story:
    """From acceptance to the reporter's answer; older ones came to an end, of the newest most are still open."""
    dice, now = desk.dice, desk.table.now
    ago = (now - issue.received_at).days
    luck = dice.random()
    if ago < NEW and luck < 0.3:
        return  # nobody has taken it up yet
    at = min(now, max(issue.received_at, report.at) + timedelta(hours=4))
    if luck > 0.97 and kind.issue_class == "daily":
        answer_issue(issue=issue, words=ELSEWHERE, by=desk.table.worker, at=at)
        return
    issue = desk.accepted(issue, kind.issue_class, kind.public, matter=kind.matter, at=at)
    if ago < NEW and luck < 0.45:
        return
    lead = kind.lead if kind.lead != "firm" or issue.estate.name in desk.table.firms else "committee"
    at += timedelta(hours=dice.randrange(2, 20))
    yield at
    issue = desk.given(issue, {lead: TASKS.get(lead, "到场处置并反馈")}, at=at)
    at += timedelta(hours=dice.randrange(3, 40))
    yield at
    if kind.issue_class == "legacy":
        explain_issue(
            issue=issue,
            words="该事项涉及建设时期遗留资料，已书面反映，进展按季度在此公布。",
            told_street_on=law_day(at),
            by=desk.table.worker,
            at=at + timedelta(hours=1),
        )
        return
    stays = 0.5 if ago < NEW else 0.25 if ago < RECENT else 0.05
    if dice.random() < stays:
        party = issue.parties.get(lead=True)
        by = desk.speaker(party, issue.estate)
        take_task(party=party, by=by, at=at)
        note_progress(issue=issue, words="已到现场查看，正在备料。", by=by, at=at + timedelta(minutes=30))
        return
    at += timedelta(hours=dice.randrange(6, 150))
    yield at
    issue = desk.finished(issue, kind.outcome, at=at)
    if dice.random() < (0.4 if ago < RECENT else 0.04):
        return  # done, the reporter has not answered
    at += timedelta(hours=dice.randrange(3, 70))
    yield at
    if report.phone is not None:
        desk.confirmed(report, at=at)
    else:
        see_to_issue(issue=issue, words="到现场看过，已经好了。", by=desk.table.worker, at=at)
