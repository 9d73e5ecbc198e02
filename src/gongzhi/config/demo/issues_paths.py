"""Issues of the demonstration that walk their whole path: handed back, supervised, merged, explained, asked again."""

from datetime import datetime, timedelta

from gongzhi.config.demo.issues_desk import Desk, Story
from gongzhi.config.demo.pictures import picture
from gongzhi.issues.actions.answer_supervision import answer_supervision
from gongzhi.issues.actions.ask_again import ask_again
from gongzhi.issues.actions.classify_issue import classify_issue
from gongzhi.issues.actions.explain_issue import explain_issue
from gongzhi.issues.actions.hand_back import hand_back
from gongzhi.issues.actions.judge_supervision import judge_supervision
from gongzhi.issues.actions.merge_issues import merge_issues
from gongzhi.issues.actions.name_lead import name_lead
from gongzhi.issues.actions.note_progress import note_progress
from gongzhi.issues.actions.publish_words import publish_words
from gongzhi.issues.actions.raise_to_residents import raise_to_residents
from gongzhi.issues.actions.reopen_issue import reopen_issue
from gongzhi.issues.actions.supervise_side import supervise_side
from gongzhi.issues.actions.take_step import take_step
from gongzhi.issues.models import Issue, Report
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def with_photographs(desk: Desk, estate: Estate, at: datetime) -> Story:
    """Photographs before and after, the public ones looked at first; confirmed."""
    photos = (("墙面.jpg", picture(shade=10)),)
    report = desk.reported(estate, "楼道墙面大片返潮脱落", matter="roof_leak", photos=photos, spot="楼道三层", at=at)
    issue = desk.accepted(report.issue, "daily", "楼道墙面返潮脱落", at=at + 3 * HOUR)
    seen = issue.files.values_list("pk", flat=True)
    publish_words(issue=issue, words="楼道墙面返潮脱落", photos=list(seen), by=desk.table.worker, at=at + 4 * HOUR)
    yield at + DAY
    issue = desk.given(issue, {"firm": "查明渗水点并修复"}, at=at + DAY)
    yield at + 5 * DAY
    after = (("修复后.jpg", picture(mended=True, shade=10)),)
    issue = desk.finished(issue, "更换外墙密封胶，墙面重做", photos=after, at=at + 5 * DAY)
    yield at + 6 * DAY
    desk.confirmed(report, words="好了", at=at + 6 * DAY)


def reopened(desk: Desk, estate: Estate, at: datetime) -> Story:
    """Done too early: the reporter opens it again, the lead goes on, then it holds."""
    report = desk.reported(estate, "下水道又堵了，厨房返味", matter="drain", spot="一层厨房", at=at)
    issue = desk.accepted(report.issue, "daily", "排水管反复堵塞", at=at + 2 * HOUR)
    issue = desk.given(issue, {"firm": "疏通并查原因"}, at=at + 3 * HOUR)
    yield at + DAY
    issue = desk.finished(issue, "已疏通", at=at + DAY)
    yield at + 3 * DAY
    reopen_issue(report=Report.objects.get(pk=report.pk), words="两天又堵了，没有找到原因", by=None, at=at + 3 * DAY)
    yield at + 7 * DAY
    issue = desk.finished(Issue.objects.get(pk=issue.pk), "更换破损管段，录像检查通畅", at=at + 7 * DAY)
    yield at + 9 * DAY
    desk.confirmed(report, at=at + 9 * DAY)


def handed_back(desk: Desk, estate: Estate, at: datetime) -> Story:
    """物业 and 业委会 hand it back in turn; at the limit the street names who leads."""
    report = desk.reported(estate, "围墙裂了一道口子，没人管", matter="facilities", spot="北侧围墙", at=at)
    issue = desk.accepted(report.issue, "daily", "围墙开裂", at=at + 4 * HOUR)
    issue = desk.given(issue, {"firm": "加固", "committee": "确认费用来源"}, at=at + 6 * HOUR)
    firm, owners = desk.table.firms[estate.name], desk.table.owners[estate.name]
    yield at + 2 * DAY
    hand_back(party=desk.party(issue, "firm"), reason="围墙在红线外，不属于合同范围", by=firm, at=at + 2 * DAY)
    yield at + 4 * DAY
    why = "没有鉴定结论，不能动用公共收益"
    hand_back(party=desk.party(issue, "committee"), reason=why, by=owners, at=at + 4 * DAY)
    yield at + 6 * DAY
    task, reason = "先围挡、请人鉴定，七日内回复", "退回已到次数，围墙在物业管理区域内"
    named = name_lead(issue=issue, side="firm", task=task, reason=reason, by=desk.table.officer, at=at + 6 * DAY)
    yield at + 12 * DAY
    note_progress(issue=named.issue, words="已围挡，鉴定单位到场。", by=firm, at=at + 12 * DAY)
    yield at + 20 * DAY
    desk.finished(Issue.objects.get(pk=issue.pk), "按鉴定意见加固完成", at=at + 20 * DAY)
    yield at + 22 * DAY
    desk.confirmed(report, at=at + 22 * DAY)


def supervised(desk: Desk, estate: Estate, at: datetime, *, ends: bool = True) -> Story:
    """Late: the secretary issues an order; the first answer is not accepted, the second is."""
    report = desk.reported(estate, "消防栓没有水", matter="fire_equipment", spot="负一层", at=at)
    issue = desk.accepted(report.issue, "daily", "消火栓无水", at=at + 2 * HOUR)
    issue = desk.given(issue, {"firm": "检修消防泵并恢复供水"}, at=at + 3 * HOUR)
    start = at + 14 * DAY
    yield start
    given = {"side": "firm", "words": "消防设施逾期未修复，请说明原因并限期恢复。", "by": desk.table.secretary}
    order = supervise_side(issue=issue, at=start, **given)  # type: ignore[arg-type]
    if not ends:
        return
    firm = desk.table.firms[estate.name]
    yield start + 3 * DAY
    order = answer_supervision(supervision=order, reply="水泵已送修，预计一周", by=firm, at=start + 3 * DAY)
    yield start + 4 * DAY
    judged = {"verdict": "请先接临时水源，写明具体日期", "by": desk.table.secretary}
    order = judge_supervision(supervision=order, accept=False, at=start + 4 * DAY, **judged)  # type: ignore[arg-type]
    yield start + 8 * DAY
    order = answer_supervision(supervision=order, reply="水泵装回，测试出水正常", by=firm, at=start + 8 * DAY)
    judge_supervision(
        supervision=order, accept=True, verdict="现场测试合格", by=desk.table.secretary, at=start + 9 * DAY
    )
    yield start + 10 * DAY
    desk.finished(Issue.objects.get(pk=issue.pk), "消火栓恢复供水", at=start + 10 * DAY)
    yield start + 11 * DAY
    desk.confirmed(report, at=start + 11 * DAY)


def merged(desk: Desk, estate: Estate, at: datetime, *, ends: bool = True) -> Story:
    """Three neighbours report the same lift; one issue goes on for all of them."""
    first = desk.reported(estate, "电梯门关不上，一直响", matter="lift_fault", spot="电梯厅", at=at)
    issue = desk.accepted(first.issue, "daily", "电梯门故障停运", at=at + HOUR)
    for n, words in enumerate(("电梯坏了", "电梯停在一楼不动，有孕妇要上楼")):
        yield at + (2 + n) * HOUR
        building = first.issue.building
        more = desk.reported(estate, words, matter="lift_fault", building=building, at=at + (2 + n) * HOUR)
        why = "同一部电梯"
        merge_issues(issue=more.issue, into=issue, reason=why, by=desk.table.worker, at=at + (3 + n) * HOUR)
    issue = desk.given(Issue.objects.get(pk=issue.pk), {"firm": "联系维保修复"}, at=at + 5 * HOUR)
    if not ends:
        return
    yield at + DAY
    issue = desk.finished(issue, "更换门机皮带，已恢复", at=at + DAY)
    yield at + 2 * DAY
    desk.confirmed(first, at=at + 2 * DAY)


def explained(desk: Desk, estate: Estate, at: datetime, *, matter: str = "title_legacy") -> Story:
    """Left over from history: told to the street, explained twice in public."""
    report = desk.recorded(estate, "desk", "交了钱十二年没有拿到产权证", matter=matter, at=at)
    issue = desk.accepted(report.issue, "major", "产权证办理困难", at=at + 5 * HOUR)
    why = "建设单位已注销，属于历史遗留"
    issue = classify_issue(issue=issue, issue_class="legacy", reason=why, by=desk.table.worker, at=at + 2 * DAY)
    yield at + 5 * DAY
    for n, words in enumerate(
        (
            "建设单位已经注销，缺竣工备案资料。社区已书面反映，街道召集规划、住建查找存档。",
            "存档已找到一部分，缺的资料由规划部门按历史遗留政策研究，下个季度在此公布进展。",
        )
    ):
        on = at + (5 + 60 * n) * DAY
        told = law_day(at + 4 * DAY)
        explain_issue(issue=issue, words=words, told_street_on=told, by=desk.table.worker, at=on)
        yield on + 60 * DAY
        issue = Issue.objects.get(pk=issue.pk)


def asked_again(desk: Desk, estate: Estate, at: datetime, *, holds: bool = True) -> Story:
    """Four weeks after the end: still good, or it came back and is worked on again."""
    told = {"matter": "street_light", "spot": "西侧步道", "hide_from_parties": True}
    report = desk.reported(estate, "西侧步道路灯不亮，晚上不敢走", at=at, **told)
    issue = desk.accepted(report.issue, "daily", "步道路灯不亮", at=at + 3 * HOUR)
    issue = desk.given(issue, {"firm": "检修线路"}, at=at + 4 * HOUR)
    yield at + 2 * DAY
    desk.finished(issue, "更换灯具四盏", at=at + 2 * DAY)
    yield at + 3 * DAY
    desk.confirmed(report, at=at + 3 * DAY)
    on = at + 34 * DAY
    yield on
    ask_again(issue=issue, at=on)
    yield on + DAY
    if holds:
        desk.confirmed(report, words="还好着", at=on + DAY)
    else:
        reopen_issue(report=Report.objects.get(pk=report.pk), words="又有两盏不亮", by=None, at=on + DAY)


def raised(desk: Desk, estate: Estate, at: datetime, *, ends: bool = True) -> Story:
    """A hard daily one: studied by 业委会 and 物业, brought before the 居委会, coordinated there."""
    report = desk.recorded(estate, "phone", "楼上楼下为漏水吵了半年", matter="neighbour_leak", at=at)
    issue = desk.accepted(report.issue, "daily", "上下楼渗漏争议", at=at + 3 * HOUR)
    issue = desk.given(issue, {"firm": "查漏", "residents": "参与协调"}, at=at + 5 * HOUR)
    yield at + 3 * DAY
    take_step(
        issue=issue,
        step="convene",
        words="业委会、物业到场查看，渗漏点在主管接头",
        by=desk.table.worker,
        at=at + 3 * DAY,
    )
    yield at + 6 * DAY
    if not ends:
        return
    note_progress(issue=issue, words="接头需开墙，两户还没有谈妥", by=desk.table.firms[estate.name], at=at + 6 * DAY)
    yield at + 15 * DAY
    desk.finished(Issue.objects.get(pk=issue.pk), "两户同意开墙，主管接头已更换", at=at + 15 * DAY)
    yield at + 17 * DAY
    desk.confirmed(report, at=at + 17 * DAY)


def to_residents(desk: Desk, estate: Estate, at: datetime) -> Story:
    """The firm cannot settle it alone and reports it upwards with a first opinion."""
    report = desk.reported(estate, "广场舞音响太大", matter="noise_social", spot="中庭", at=at)
    issue = desk.accepted(report.issue, "daily", "广场舞噪声", at=at + 3 * HOUR)
    issue = desk.given(issue, {"firm": "劝导并划定时段"}, at=at + 4 * HOUR)
    yield at + 4 * DAY
    words = "劝导三次无效，建议由居委会召集双方约定时段和音量"
    raise_to_residents(issue=issue, words=words, by=desk.table.firms[estate.name], at=at + 4 * DAY)
    yield at + 12 * DAY
    desk.finished(Issue.objects.get(pk=issue.pk), "约定每晚八点半结束，换小音箱", at=at + 12 * DAY)
    yield at + 13 * DAY
    desk.confirmed(report, at=at + 13 * DAY)
