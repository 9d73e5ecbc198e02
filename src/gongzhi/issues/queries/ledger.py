"""Issues as lines of a ledger: what a sheet for everyone or for a superior may say of one, under names used as marks."""

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongzhi.issues.models import Issue, Source
from gongzhi.issues.queries import shown
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Division, Estate

MOST = 20_000
# The marks of a template and the titles of our own sheet, with an example; none of them says who reported.
MARKS: Mapping[str, str] = {
    "序号": "1",
    "编号": "2026-0042",
    "来源": "12345",
    "来源编号": "20260301123456",
    "街道": "桂溪街道",
    "社区": "锦城社区",
    "小区": "锦城苑",
    "位置": "3栋 电梯厅",
    "事项": "渗漏水",
    "分类": "日常问题",
    "紧急": "是",
    "公开内容": "三单元电梯厅渗水",
    "牵头方": "物业服务企业",
    "参与方": "社区、消防",
    "状态": "办理中",
    "受理日期": "2026-03-02",
    "收到日期": "2026-03-01",
    "期限": "2026-03-08",
    "期限依据": "《物业管理条例》第48条",
    "逾期": "是",
    "办结日期": "2026-03-07",
    "结果": "止水阀已更换",
    "用时天数": "6",
    "重新打开次数": "0",
}
WHOLE: Mapping[str, str] = {"区划": "锦城社区", "今天": "2026-03-31", "件数": "12", "在办": "4", "逾期件数": "1"}


def ready(rows: QuerySet[Issue]) -> QuerySet[Issue]:
    """The issues with all that a line needs, in a fixed number of statements."""
    return rows.select_related("estate__community__parent", "building").prefetch_related("parties__force")


def lines(issues: Iterable[Issue], at: datetime) -> list[dict[str, str | int | date | None]]:
    """One mapping of marks for each issue, in their order."""
    return [_line(n, line) for n, line in enumerate(shown.lines(issues, at), 1)]


def _line(n: int, line: shown.Line) -> dict[str, str | int | date | None]:
    issue = line.issue
    parties = [one for one in issue.parties.all() if one.state != "handed_back"]
    community = issue.estate.community
    done = law_day(issue.done_at) if issue.done_at else None
    return {
        "序号": n,
        "编号": line.number,
        "来源": str(Source(issue.source).label),
        "来源编号": issue.source_ref,
        "街道": community.parent.name if community.parent else "",
        "社区": community.name,
        "小区": issue.estate.name,
        "位置": line.where,
        "事项": line.matter,
        "分类": line.issue_class,
        "紧急": _("是") if line.urgent else "",
        "公开内容": line.words,
        "牵头方": "、".join(one.shown for one in parties if one.lead),
        "参与方": "、".join(one.shown for one in parties if not one.lead),
        "状态": line.state_words,
        "受理日期": law_day(issue.accepted_at) if issue.accepted_at else None,
        "收到日期": line.received_on,
        "期限": issue.due_on,
        "期限依据": issue.due_cite,
        "逾期": _("是") if line.late else "",
        "办结日期": done,
        "结果": shown.outcome_of(issue),
        "用时天数": (done - line.received_on).days if done else None,
        "重新打开次数": issue.reopened,
    }


def whole_of(place: Division | Estate, found: list[dict[str, Any]], at: datetime) -> dict[str, str | int | date | None]:
    """The marks of the sheet as a whole."""
    return {
        "区划": place.name,
        "今天": law_day(at),
        "件数": len(found),
        "在办": sum(1 for one in found if not one["办结日期"]),
        "逾期件数": sum(1 for one in found if one["逾期"]),
    }


def workbook(found: Iterable[Mapping[str, Any]]) -> bytes:
    """Our own sheet: a line for each issue; words stay words, whatever sign they begin with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(_("报事台账")), book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (name, example) in enumerate(MARKS.items()):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, min(max(len(example), len(name)) * 2 + 2, 36))
    count = 0
    for line in found:
        count += 1
        for column, name in enumerate(MARKS):
            value = line[name]
            if isinstance(value, int):
                sheet.write_number(count, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(count, column, value, day)
            elif value:
                sheet.write_string(count, column, value)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(count, 1), len(MARKS) - 1)
    book.close()
    return out.getvalue()
