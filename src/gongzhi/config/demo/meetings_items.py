"""What became of what the demonstration's sittings agreed on: done, put right, overdue, given up, still going on."""

from datetime import datetime, timedelta

from gongzhi.config.demo.meetings_sitting import Held, hour
from gongzhi.config.demo.meetings_words import Agreed, Fate
from gongzhi.config.demo.pictures import picture
from gongzhi.config.demo.table import Table
from gongzhi.meetings.actions.answer_urging import answer_urging
from gongzhi.meetings.actions.confirm_item import confirm_item
from gongzhi.meetings.actions.drop_item import drop_item
from gongzhi.meetings.actions.rectify_item import rectify_item
from gongzhi.meetings.actions.report_done import report_done
from gongzhi.meetings.actions.report_progress import report_progress
from gongzhi.meetings.actions.urge_body import urge_body
from gongzhi.meetings.models import AgreedItem
from gongzhi.people.models import Person


def follow_up(table: Table, held: Held) -> None:
    """Carries the items of a sitting as far as their fate and today allow."""
    for item, subject, n in held.items:
        _carry(table, item, subject.agreed[n])


def _carry(table: Table, item: AgreedItem, agreed: Agreed) -> None:
    by = table.second if item.side == "other" else table.speaker(item.side, item.about)
    start = hour(item.due_on - timedelta(days=agreed.days), 10)
    halfway = start + timedelta(days=agreed.days // 2)
    if halfway >= table.now:
        return
    report_progress(item=item, words="已经排好人员和材料，按计划进行。", by=by, at=halfway)
    if agreed.fate in (Fate.DONE, Fate.RECTIFIED, Fate.WAITING):
        _finish(table, item, agreed, by)
    elif agreed.fate == Fate.DROPPED:
        words = "原委员已经把清单并入换届移交，不再单独办理。"
        drop_item(item=item, words=words, by=table.secretary, at=table.past(halfway + timedelta(days=3)))


def _finish(table: Table, item: AgreedItem, agreed: Agreed, by: Person) -> None:
    done = hour(item.due_on - timedelta(days=2), 16)
    if done >= table.now - timedelta(days=16):
        return
    _report(item, by, done, "已经做完，现场照片附后。")
    if agreed.fate == Fate.WAITING:
        return
    if agreed.fate == Fate.RECTIFIED:
        until, again = item.due_on + timedelta(days=10), done + timedelta(days=9)
        words = "3幢门禁夜间仍不能自动落锁，请调好再报。"
        rectify_item(item=item, words=words, due_on=until, by=table.worker, at=done + timedelta(days=2))
        _report(item, by, again, "闭门器已更换，连续三晚测试正常。")
        done = again
    words = "环物委会同报事的业主到现场看过，属实。"
    confirm_item(item=item, words=words, by=table.worker, at=table.past(done + timedelta(days=3)))


def _report(item: AgreedItem, by: Person, at: datetime, words: str) -> None:
    photo = picture(mended=True, shade=item.pk % 40)
    report_done(item=item, words=words, file_name="现场.jpg", content=photo, by=by, at=at)


def urge(table: Table, items: list[AgreedItem]) -> None:
    """环物委 urges twice on what is overdue of owners and firms: one answers, the other has not."""
    late = [item for item in items if item.about_id and item.side in ("owners", "firm") and item.done_at is None]
    for n, item in enumerate(late[:2]):
        at = table.past(hour(item.due_on + timedelta(days=5), 10))
        if at >= table.now or item.about is None:
            continue
        urging = urge_body(
            division=table.community,
            about=item.about,
            side=item.side,
            words="请写明没有办结的原因和完成日期。",
            ground="联席会议议定事项逾期",
            due_on=item.due_on + timedelta(days=20),
            item=item,
            by=table.residents,
            at=at,
        )
        if n == 0:
            by = table.speaker(item.side, item.about)
            words = "材料已经交齐，等主管部门批复，批复后三日内公布。"
            answer_urging(urging=urging, words=words, by=by, at=table.past(at + timedelta(days=2)))
