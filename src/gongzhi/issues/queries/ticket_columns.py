"""Which column of a sheet of tickets says what: guessed by its title, corrected by hand."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from gongzhi.documents.tables import Sheet, column_letter, read_table, shown

# Field → its name, and the titles under which exports carry it; the first that fits is taken.
FIELDS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "ref": (gettext_lazy("工单编号"), ("工单编号", "工单号", "诉求编号", "事件编号", "受理编号", "流水号", "编号")),
    "estate": (gettext_lazy("小区"), ("小区名称", "小区", "所属小区", "院落名称", "院落", "项目名称")),
    "received": (
        gettext_lazy("受理时间"),
        ("受理时间", "来电时间", "上报时间", "登记时间", "创建时间", "诉求时间", "发生时间", "日期"),
    ),
    "words": (
        gettext_lazy("内容"),
        ("诉求内容", "问题描述", "事件描述", "主要内容", "反映内容", "工单内容", "内容", "描述"),
    ),
    "matter": (
        gettext_lazy("事项"),
        ("事项类别", "诉求分类", "事件类型", "问题类别", "事件小类", "分类", "类别", "事项"),
    ),
    "department": (gettext_lazy("承办单位"), ("承办单位", "责任部门", "主办单位", "办理单位", "处置部门", "责任单位")),
    "building": (gettext_lazy("楼栋"), ("楼栋", "栋号", "楼号", "楼栋号")),
    "place": (gettext_lazy("地址"), ("详细地址", "事发地址", "发生地点", "地址", "位置", "地点")),
    "name": (gettext_lazy("来电人"), ("来电人", "诉求人", "反映人", "上报人", "联系人", "姓名")),
    "number": (gettext_lazy("电话"), ("联系电话", "来电号码", "联系方式", "电话", "手机号", "手机")),
    "urgent": (gettext_lazy("是否紧急"), ("紧急程度", "是否紧急", "紧急")),
    "hide": (gettext_lazy("是否保密"), ("是否保密", "是否匿名", "保密")),
}
HEAD_ROWS = 12


def columns_of(content: bytes, name: str, mapping: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The columns of the sheet with the field each is taken for: letter, title, field (empty: left out)."""
    sheet, head = head_of(read_table(content, name).sheets)
    return titled(sheet.rows[head], mapping)


def head_of(sheets: Iterable[Sheet]) -> tuple[Sheet, int]:
    """The sheet and row with the most known titles; the first row with content where none is known."""
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets:
        for n, row in enumerate(sheet.rows[:HEAD_ROWS]):
            score = sum(1 for cell in row if _field_of(shown(cell)))
            if any(shown(cell) for cell in row) and (best is None or score > best[0]):
                best = (score, sheet, n)
    assert best is not None  # noqa: S101  (read_table refuses a workbook without content)
    return best[1], best[2]


def _field_of(title: str) -> str:
    plain = "".join(title.split()).strip("*＊:：()（）")
    return next((name for name, (_label, titles) in FIELDS.items() if plain in titles), "")


def titled(row: list[Any], mapping: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Each field once: the title that stands first in its list wins; what was set by hand comes before all guesses."""
    titles = [shown(cell) for cell in row]
    taken: dict[str, int] = {}
    for n in range(len(titles)):
        letter = column_letter(n)
        if mapping.get(letter) in FIELDS:
            taken[mapping[letter]] = n
    for what, (_label, names) in FIELDS.items():
        if what in taken:
            continue
        fitting = [
            (names.index(plain), n)
            for n, title in enumerate(titles)
            if (plain := "".join(title.split()).strip("*＊:：()（）")) in names and column_letter(n) not in mapping
        ]
        if fitting:
            taken[what] = min(fitting)[1]
    by_column = {n: what for what, n in taken.items()}
    return [(column_letter(n), title, by_column.get(n, "")) for n, title in enumerate(titles)]
