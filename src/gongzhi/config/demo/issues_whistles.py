"""Whistles of the demonstration: a leak at night, a blocked fire lane, one nobody answered in time, party members."""

from datetime import datetime, timedelta
from typing import Any

from gongzhi.config.demo.issues_desk import ACTING, Desk, Story, acting
from gongzhi.config.demo.pictures import PDF, picture
from gongzhi.issues.actions.arrive_call import arrive_call
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.close_whistle import close_whistle
from gongzhi.issues.actions.confirm_call import confirm_call
from gongzhi.issues.actions.rate_call import rate_call
from gongzhi.issues.actions.recommend_whistle import recommend_whistle
from gongzhi.issues.actions.reopen_issue import reopen_issue
from gongzhi.issues.actions.report_call import report_call
from gongzhi.issues.models import Call, Issue, Report, Whistle
from gongzhi.places.models import Estate

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEAK = {"消防": "排水、照明、疏散", "供水": "关阀、抢修主管", "城管": "占道抢修、围挡保障"}


def leak_at_night(desk: Desk, estate: Estate, at: datetime) -> Story:
    """Urgent: whistled first, recommended afterwards; three report and are rated; the reporter opens it again."""
    told = {"matter": "pipe_burst", "urgent": True, "spot": "地下车库入口", "photos": (("水.jpg", picture()),)}
    report = desk.reported(estate, "水管爆了，水往车库和配电房灌", at=at, **told)
    issue = desk.accepted(report.issue, "beyond", "供水主管爆裂，车库进水", urgent=True, at=at + 6 * MINUTE)
    whistle = _blow(desk, issue, "street", "深夜爆管，水漫到配电房", LEAK, urgent=True, at=at + 15 * MINUTE)
    yield at + 20 * MINUTE
    _answer(desk, whistle, at + 20 * MINUTE)
    yield at + 10 * HOUR
    words = "召集人建议：请消防、供水、城管继续保障到恢复供水（紧急先吹后补）"
    recommend_whistle(issue=issue, words=words, by=desk.table.secretary, at=at + 10 * HOUR)
    _rate(desk, whistle, (5, 5, 4), at + 12 * HOUR)
    outcome = "主管抢修完成，恢复供水，车库积水排净"
    close_whistle(whistle=whistle, outcome=outcome, by=desk.table.officer, at=at + 13 * HOUR)
    issue = desk.given(Issue.objects.get(pk=issue.pk), {"firm": "清洗消毒车库、检查配电"}, at=at + 14 * HOUR)
    yield at + 2 * DAY
    desk.finished(issue, "车库已清洗，配电检查正常", at=at + 2 * DAY)
    yield at + 4 * DAY
    report = Report.objects.get(pk=report.pk)
    reopen_issue(report=report, words="车库又开始渗水，接口没有处理好", by=None, at=at + 4 * DAY)
    yield at + 11 * DAY
    desk.finished(Issue.objects.get(pk=issue.pk), "接口重新焊接，连续一周不渗", at=at + 11 * DAY)
    yield at + 12 * DAY
    desk.confirmed(report, words="这次好了", at=at + 12 * DAY)


def fire_lane(desk: Desk, estate: Estate, at: datetime, *, ends: bool = True) -> Story:
    """街道吹哨 for fire and law enforcement, without a recommendation yet and saying why."""
    report = desk.recorded(estate, "grid", "消防车道停满，登高面也被占", matter="fire_lane", spot="北侧通道", at=at)
    issue = desk.accepted(report.issue, "beyond", "消防车道长期被占", at=at + 2 * HOUR)
    tasks = {"消防": "核查并责令清空", "城管": "查处占道经营"}
    why = "联席会议尚未召开，街道先行安排"
    whistle = _blow(desk, issue, "street", "多次劝导无效", tasks, without=why, at=at + 5 * HOUR)
    yield at + 8 * HOUR
    if not ends:
        return
    _answer(desk, whistle, at + 8 * HOUR)
    yield at + 2 * DAY
    _rate(desk, whistle, (5, 3), at + 2 * DAY)
    done = "通道清空，划线并装隔离桩"
    close_whistle(whistle=whistle, outcome=done, by=desk.table.officer, at=at + 2 * DAY)
    issue = desk.given(Issue.objects.get(pk=issue.pk), {"firm": "每日巡查并留记录"}, at=at + 2 * DAY)
    yield at + 4 * DAY
    desk.finished(issue, done, at=at + 4 * DAY)
    yield at + 5 * DAY
    desk.confirmed(report, at=at + 5 * DAY)


def nobody_came(desk: Desk, estate: Estate, at: datetime) -> Story:
    """One force confirmed and stayed away, another never answered: both rise by the levels of the paper."""
    report = desk.reported(estate, "楼顶搭房，砖头往上运", matter="illegal_building", spot="楼顶", at=at)
    issue = desk.accepted(report.issue, "beyond", "楼顶违规搭建", at=at + 3 * HOUR)
    tasks = {"城管": "立案查处", "住建": "查看结构安全"}
    why = "正在施工，等不到下次会议"
    whistle = _blow(desk, issue, "street", "当事人不听劝阻", tasks, without=why, at=at + 6 * HOUR)
    yield at + 9 * HOUR
    call = whistle.calls.select_related("force").get(force=desk.forces["城管"])
    confirm_call(call=call, by=acting("城管"), at=at + 9 * HOUR)


def party_members(desk: Desk, estate: Estate, at: datetime) -> Story:
    """社区吹哨: party members and the school next door; withdrawn forces none, both still on their way."""
    report = desk.recorded(estate, "phone", "独居老人门口楼梯结冰，要人清", matter="accessibility", at=at)
    issue = desk.accepted(report.issue, "beyond", "老人出行通道需要清扫", at=at + HOUR)
    tasks = {"xiachen": "清扫并铺防滑垫", "xuexiao": "组织志愿者值守"}
    why = "便民小事，社区直接安排"
    _blow(desk, issue, "community", "物业人手不够", tasks, without=why, at=at + 3 * HOUR)
    yield from ()


def by_the_grid(desk: Desk, estate: Estate, at: datetime) -> Story:
    """网格吹哨: one utility, there within the hour."""
    report = desk.recorded(estate, "patrol", "井盖翘起", matter="water_outage", spot="东门外", at=at)
    issue = desk.accepted(report.issue, "beyond", "供水阀门井冒水", at=at + HOUR)
    given = {"供水": "关阀检修"}
    whistle = _blow(desk, issue, "grid", "阀门井冒水，路面湿滑", given, at=at + 2 * HOUR)
    yield at + 3 * HOUR
    _answer(desk, whistle, at + 3 * HOUR)
    yield at + 8 * HOUR
    _rate(desk, whistle, (4,), at + 8 * HOUR)
    close_whistle(whistle=whistle, outcome="阀门更换，路面恢复", by=desk.table.grid, at=at + 8 * HOUR)


def _blow(
    desk: Desk, issue: Issue, kind: str, why: str, tasks: dict[str, str], *, at: datetime, **more: object
) -> Whistle:
    by = {"street": desk.table.officer, "community": desk.table.worker, "grid": desk.table.grid}[kind]
    called = {desk.forces[word].pk: task for word, task in tasks.items()}
    return blow_whistle(issue=issue, kind=kind, why=why, tasks=called, by=by, at=at, **more)  # type: ignore[arg-type]


def _calls(whistle: Whistle) -> list[Call]:
    rows = whistle.calls.select_related("force", "whistle__issue__estate").order_by("pk")
    return [call for call in rows if call.force.word in ACTING]


def _answer(desk: Desk, whistle: Whistle, at: datetime) -> None:
    """Each confirms, arrives and reports, one after the other."""
    for n, call in enumerate(_calls(whistle)):
        by, start = acting(call.force.word), at + timedelta(minutes=4 * n)
        confirm_call(call=call, by=by, at=start)
        photos = (("到场.jpg", picture(shade=5 * n)),) if not n else ()
        arrive_call(call=call, photos=photos, by=by, at=start + timedelta(minutes=15))
        paper: dict[str, Any] = {"file_name": "处置单.pdf", "content": PDF}
        report_call(call=call, words="现场处置完毕，情况见处置单", by=by, at=start + timedelta(minutes=90), **paper)


def _rate(desk: Desk, whistle: Whistle, marks: tuple[int, ...], at: datetime) -> None:
    by = {"street": desk.table.officer, "grid": desk.table.grid}[str(whistle.kind)]
    for call, rating in zip(_calls(whistle), marks, strict=True):
        rate_call(call=call, rating=rating, words="配合及时" if rating > 3 else "到场晚了半天", by=by, at=at)
