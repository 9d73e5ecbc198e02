"""A falling wall of the demonstration: inquiry, topic, agreed item, whistle on the meeting's recommendation, done."""

from datetime import date, datetime, timedelta

from gongzhi.config.demo.issues_desk import Desk, Story, acting
from gongzhi.config.demo.meetings_sitting import hour
from gongzhi.config.demo.meetings_words import Agreed, Fate, Subject
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.confirm_call import confirm_call
from gongzhi.issues.actions.give_inquiry_opinion import give_inquiry_opinion
from gongzhi.issues.actions.open_inquiry import open_inquiry
from gongzhi.issues.actions.recommend_whistle import recommend_whistle
from gongzhi.issues.actions.record_finding import record_finding
from gongzhi.issues.actions.report_inquiry import report_inquiry
from gongzhi.issues.actions.topic_from_issue import topic_from_issue
from gongzhi.issues.models import Issue
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.models import AgreedItem

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TITLE = "3幢外墙砖脱落整体处置"
SUBJECT = Subject(
    "", "residents", "major", TITLE, "", "同意先敲除空鼓、设防护，再按鉴定结论申请维修资金整体维修；建议街道请消防、城管配合。",
    agreed=(Agreed("firm", "敲除3幢外墙空鼓砖并设置防护通道", 10, Fate.DONE),),
)  # fmt: skip


def wall(desk: Desk, at: datetime, table_by: date) -> Story:
    """A major issue up to the joint meeting: found, looked into, brought before the party organisation, tabled."""
    third = desk.buildings[2] if len(desk.buildings) > 2 else None
    report = desk.reported(
        desk.table.main, "外墙砖掉到儿童游乐区", matter="falling_facade", spot="3幢南侧", building=third, at=at
    )
    issue = desk.accepted(report.issue, "major", "外墙砖脱落，有人员危险", at=at + HOUR)
    issue = desk.given(issue, {"firm": "立即围挡", "committee": "参加调查"}, at=at + 2 * HOUR)
    members = "居委会、桂溪苑党支部、环物委、业委会、物业企业、居民代表两名"
    inquiry = open_inquiry(issue=issue, members=members, by=desk.table.worker, at=at + DAY)
    yield at + 4 * DAY
    for n, words in enumerate(("查看南立面，敲击空鼓约四十平方米", "听取顶层、底层住户意见，查阅竣工资料")):
        record_finding(inquiry=inquiry, words=words, by=desk.table.residents, at=at + (4 + n) * DAY)
    yield at + 9 * DAY
    opinion = "先排险，再鉴定；属保修期外，建议动用维修资金整体维修，提请联席会议研究分工。"
    inquiry = give_inquiry_opinion(
        inquiry=inquiry, findings="南立面饰面砖空鼓，粘结层老化", opinion=opinion, by=desk.table.worker, at=at + 9 * DAY
    )
    report_inquiry(inquiry=inquiry, by=desk.table.worker, at=at + 10 * DAY)
    asked = hour(table_by, 10)
    yield asked
    topic = topic_from_issue(
        issue=Issue.objects.get(pk=issue.pk),
        business=SUBJECT.business,
        title=TITLE,
        words=opinion,
        side=SUBJECT.side,
        by=desk.table.worker,
        at=asked,
    )
    judge_topic(topic=topic, accept=True, by=desk.table.secretary, at=asked + DAY)


def after_the_meeting(desk: Desk, item: AgreedItem) -> None:
    """The meeting's recommendation goes to the party organisation, the street whistles; the agreed part is done."""
    issue = Issue.objects.get(pk=int(item.topic.basis_ref.removeprefix("issue:"))) if item.topic else None
    at = hour(item.sitting.begins_at.date() + DAY, 16)
    if issue is None or at >= desk.table.now:
        return
    words = "请消防、城管配合排险期间的通道管制和占道。"
    recommend_whistle(issue=issue, words=words, item=item, by=desk.table.worker, at=at)
    forces = {desk.forces[word].pk: task for word, task in (("消防", "指导登高作业"), ("城管", "占道和夜间管制"))}
    whistle = blow_whistle(
        issue=issue, kind="street", why="联席会议建议", tasks=forces, by=desk.table.officer, at=at + HOUR
    )
    first = whistle.calls.select_related("force").get(force=desk.forces["消防"])
    confirm_call(call=first, by=acting("消防"), at=at + 3 * HOUR)
    done = hour(item.due_on + 6 * DAY, 10)
    if done < desk.table.now:
        desk.finished(Issue.objects.get(pk=issue.pk), "空鼓砖已敲除，防护通道到位，整体维修另走维修资金", at=done)
