"""Sheets of 12345 and 微网实格: columns guessed, doubts listed with what to do, all or nothing, again only what differs."""

import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gongzhi.documents.tests.table_samples import xlsx
from gongzhi.issues.actions.discard_tickets import discard_tickets
from gongzhi.issues.actions.import_issues import import_issues
from gongzhi.issues.actions.preview_tickets import map_tickets, preview_tickets
from gongzhi.issues.models import Issue, Report, TicketSheet
from gongzhi.issues.queries.ticket_days import moment_of
from gongzhi.issues.queries.ticket_sheet import read_tickets
from gongzhi.issues.tests.issues_world import NAME, PHONE, Desk
from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Person
from gongzhi.places.models import Building

HEAD = [
    "工单编号",
    "受理时间",
    "小区名称",
    "楼栋",
    "详细地址",
    "诉求内容",
    "诉求分类",
    "承办单位",
    "来电人",
    "联系电话",
    "紧急程度",
    "是否保密",
]
GRID = ["事件编号", "上报时间", "院落", "事件描述", "事件类型", "上报人", "联系方式"]


def row(n: int = 1, **more: Any) -> list[Any]:
    known = {
        "工单编号": f"GD{n:06d}",
        "受理时间": "2026-03-01 09:30:00.0",
        "小区名称": "桂溪苑",
        "诉求内容": f"第 {n} 件：路灯不亮",
        "来电人": NAME,
        "联系电话": PHONE,
    }
    return [{**known, **more}.get(title, "") for title in HEAD]


def sheet(*rows: list[Any], head: list[str] = HEAD, above: int = 0) -> bytes:
    title = [["成都市12345工单导出"]] * above
    return xlsx(("工单", [*title, head, *rows]))


def preview(here: Desk, content: bytes, by: Person | None = None, **more: Any) -> TicketSheet:
    given = {"source": "hotline", "file_name": "工单.xlsx", "content": content, **more}
    return preview_tickets(division=here.estate.community, by=by or here.worker, at=here.at, **given)


def reading(here: Desk, content: bytes, mapping: dict[str, str] | None = None) -> Any:
    return read_tickets(content, "x.xlsx", estates=[here.estate], source="hotline", mapping=mapping or {}, at=here.at)


@pytest.mark.clause("A10.3", "L6.1")
def test_a_sheet_of_12345_is_previewed_then_taken_in(here: Desk) -> None:
    building = Building.objects.create(estate=here.estate, name="3栋")
    rows = [
        row(1, 楼栋="3号楼", 详细地址="2单元501", 诉求分类="路灯", 紧急程度="特急", 是否保密="是"),
        row(2, 受理时间="2026年2月28日 18时05分"),
    ]
    one = preview(here, sheet(*rows, above=2))
    assert one.summary == {
        "rows": 2, "added": 2, "changed": 0, "same": 0, "blocks": 0, "blocked_rows": 0, "warns": 0,
    }  # fmt: skip
    assert not Issue.objects.exists()
    import_issues(sheet=one, by=here.worker, at=here.at)
    first, second = Issue.objects.order_by("serial")
    assert (first.number, first.source, first.source_ref) == ("2026-0001", "hotline", "GD000001")
    assert (first.matter, first.building, first.urgent) == ("street_light", building, True)
    assert first.full_place() == "2单元501"
    assert first.received_at == datetime(2026, 3, 1, 9, 30, tzinfo=BEIJING)
    assert second.received_at == datetime(2026, 2, 28, 18, 5, tzinfo=BEIJING)
    report = first.reports.get()
    assert (report.shown_name(), report.number(), report.hide_from_parties) == (NAME, PHONE, True)
    assert Entry.objects.filter(act="issues.issue.received").count() == 2
    assert here.accepted(report, matter="street_light").number == "2026-0001"


def test_a_sheet_of_the_grid_has_other_titles(here: Desk) -> None:
    lines = [["W-1", "2026-03-01 08:00", "桂溪苑小区", "楼道堆物", "占用楼道", "网格员", "12"]]
    one = preview(here, sheet(*lines, head=GRID), source="grid")
    assert one.summary["added"] == 1
    import_issues(sheet=one, by=here.street, at=here.at)
    assert Issue.objects.get().source == "grid"
    assert Report.objects.get().number() == ""


def test_words_alone_tell_what_is_urgent(here: Desk) -> None:
    one = preview(here, sheet(row(1, 诉求内容="困在电梯里出不来"), row(2, 诉求内容="草坪枯了")))
    import_issues(sheet=one, by=here.worker, at=here.at)
    assert list(Issue.objects.order_by("serial").values_list("urgent", flat=True)) == [True, False]


def test_the_same_sheet_again_brings_nothing_and_a_newer_one_the_difference(here: Desk) -> None:
    import_issues(sheet=preview(here, sheet(row(1), row(2))), by=here.worker, at=here.at)
    again = preview(here, sheet(row(1), row(2), row(3), row(1, 工单编号="GD000002", 诉求内容="第 2 件：又坏了")[:]))
    assert again.summary["blocked_rows"] == 1
    newer = preview(here, sheet(row(1), row(2, 诉求内容="第 2 件：又坏了"), row(3)))
    assert (newer.summary["added"], newer.summary["changed"], newer.summary["same"]) == (1, 1, 1)
    import_issues(sheet=newer, by=here.worker, at=here.at)
    assert Issue.objects.count() == 3
    note = Issue.objects.get(source_ref="GD000002").notes.get()
    assert "又坏了" in note.told()
    assert not note.public
    third = preview(here, sheet(row(1), row(2, 诉求内容="第 2 件：又坏了"), row(3)))
    assert (third.summary["added"], third.summary["changed"], third.summary["same"]) == (0, 0, 3)


def test_each_doubtful_cell_is_named_with_what_to_do(here: Desk) -> None:
    found = reading(
        here,
        sheet(
            row(1, 小区名称="不存在苑"),
            row(2, 受理时间="上周三"),
            row(3, 受理时间="2027-01-01"),
            row(4, 诉求内容=""),
            row(4),
            row(5, 工单编号=""),
            row(6, 承办单位="星际联盟", 诉求分类="外星人", 联系电话="无", 楼栋="99栋"),
        ),
    )
    blocks = [(one.row, one.column, one.value) for one in found.problems if one.severity == "block"]
    assert blocks == [
        (2, "小区名称", "不存在苑"),
        (3, "受理时间", "上周三"),
        (4, "受理时间", "2027-01-01"),
        (5, "诉求内容", ""),
        (6, "工单编号", "GD000004"),
        (7, "工单编号", ""),
    ]
    warns = [(one.row, one.column) for one in found.problems if one.severity == "warn"]
    assert warns == [(8, "诉求分类"), (8, "承办单位"), (8, "联系电话"), (8, "楼栋")]
    assert all(one.problem and one.remedy for one in found.problems)
    (ticket,) = found.tickets
    assert "星际联盟" in ticket.words
    assert "外星人" in ticket.words
    assert ticket.place == "99栋"


def test_nothing_is_half_imported(here: Desk) -> None:
    one = preview(here, sheet(row(1), row(2, 小区名称="不存在苑")))
    with pytest.raises(Refused) as refused:
        import_issues(sheet=one, by=here.worker, at=here.at)
    assert refused.value.reasons[0].remedy
    assert not Issue.objects.exists()
    import_issues(sheet=one, leave_out=True, by=here.worker, at=here.at)
    assert Issue.objects.get().source_ref == "GD000001"
    with pytest.raises(Refused):
        import_issues(sheet=one, by=here.worker, at=here.at)


def test_a_column_taken_wrongly_is_set_by_hand(here: Desk) -> None:
    head = ["单子", "受理时间", "小区名称", "内容"]
    content = sheet(["A-1", date(2026, 3, 1), "桂溪苑", "漏水"], head=head)
    with pytest.raises(BadInput) as wrong:
        preview(here, content)
    assert "工单编号" in wrong.value.fields["file"]
    one = preview(here, content, mapping={"A": "ref"})
    assert one.summary["added"] == 1
    with pytest.raises(BadInput):
        map_tickets(sheet=one, mapping={"A": "colour"}, by=here.worker, at=here.at)
    again = map_tickets(sheet=one, mapping={"A": "ref", "D": "words", "C": ""}, by=here.worker, at=here.at)
    assert again.mapping["C"] == ""
    assert again.summary["added"] == 1


def test_ten_thousand_rows_with_unknown_estates_and_departments(here: Desk) -> None:
    def seconds(count: int) -> float:
        rows = [
            row(n, 承办单位="星际联盟" if n % 2 else "", 小区名称="不存在苑" if n % 10 == 0 else "桂溪苑")
            for n in range(1, count + 1)
        ]
        content = sheet(*rows)
        begun = time.process_time()
        one = preview(here, content)
        taken = time.process_time() - begun
        summary = one.summary
        assert (summary["rows"], summary["blocked_rows"], summary["added"]) == (count, count // 10, count - count // 10)
        assert summary["warns"] == count // 2
        return taken

    few = seconds(1000)
    assert seconds(10_000) < 25 * few  # what grows with the square takes a hundred times as long


def test_many_are_written_in_portions_with_numbers_that_go_on(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongzhi.issues.actions.import_issues.AT_ONCE", 2)
    here.reported()
    import_issues(sheet=preview(here, sheet(*(row(n) for n in range(1, 6)))), by=here.worker, at=here.at)
    rows = Issue.objects.order_by("serial").values_list("serial", "source_ref")
    assert list(rows) == [(1, ""), *((n + 1, f"GD{n:06d}") for n in range(1, 6))]
    assert Report.objects.count() == 6


def test_what_is_no_table_is_said_so(here: Desk) -> None:
    for content in (b"", b"<html></html>", b"PK\x03\x04 broken"):
        with pytest.raises(BadInput) as wrong:
            preview(here, content)
        assert wrong.value.fields["file"]
    with pytest.raises(BadInput):
        preview(here, sheet(row(1)), source="owner")


def test_only_community_and_street_take_sheets_in(here: Desk) -> None:
    one = preview(here, sheet(row(1)))
    for person in (here.member, here.firm):
        with pytest.raises(Refused):
            preview(here, sheet(row(1)), by=person)
        with pytest.raises(Refused):
            import_issues(sheet=one, by=person, at=here.at)
        with pytest.raises(Refused):
            discard_tickets(sheet=one, by=person, at=here.at)
    discard_tickets(sheet=one, by=here.worker, at=here.at)
    with pytest.raises(Refused):
        import_issues(sheet=one, by=here.worker, at=here.at)
    assert not Issue.objects.exists()


def test_an_old_day_stays_the_day_it_was_told(here: Desk) -> None:
    import_issues(sheet=preview(here, sheet(row(1, 受理时间=date(2025, 12, 30)))), by=here.worker, at=here.at)
    issue = Issue.objects.get()
    assert issue.year == 2026
    assert here.at - issue.received_at > timedelta(days=60)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=BEIJING)),
        ("2026/3/1 8:05", datetime(2026, 3, 1, 8, 5, tzinfo=BEIJING)),
        ("2026.03.01 23:59:59", datetime(2026, 3, 1, 23, 59, 59, tzinfo=BEIJING)),
        ("2026-02-30", None),
        ("2026-03-01 25:00", None),
        ("", None),
        (46000.5, datetime(2025, 12, 9, 12, tzinfo=BEIJING)),
        (12.0, None),
    ],
)
def test_instants_as_sheets_write_them(cell: Any, wanted: datetime | None) -> None:
    assert moment_of(cell) == wanted
