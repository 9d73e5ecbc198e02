"""Read a table of sums by flat: which flat, how much; for accounts that are kept by flats."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gongzhi.documents.tables import Unreadable, read_table
from gongzhi.fund.statement.amounts import read_amount
from gongzhi.places.models import Estate
from gongzhi.register.models import Unit

DOORS = ("房号", "门牌", "房屋", "户号")
SUMS = ("余额", "金额", "期初", "结余")
SHOWN = 5


@dataclass(slots=True)
class Shares:
    """Unit number → fen as the table says, and what is wrong with it, in words."""

    shares: dict[int, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def total_fen(self) -> int:
        """The sum of all flats."""
        return sum(self.shares.values())


def read_shares(estate: Estate, content: bytes, file_name: str) -> Shares:
    """The sums by flat in the first sheet of an .xlsx, .xls or .csv with the columns 房号 and 余额.

    A flat is named as the register names it. What cannot be read, stands twice or is no flat here is a problem.
    """
    found = Shares()
    try:
        sheet = next(iter(read_table(content, file_name).sheets), None)
    except Unreadable as wrong:
        found.problems.append(str(wrong))
        return found
    rows = sheet.rows if sheet else []
    head = next((n for n, row in enumerate(rows) if _column(row, DOORS) is not None), None)
    door = _column(rows[head], DOORS) if head is not None else None
    amount = _column(rows[head], SUMS) if head is not None else None
    if head is None or door is None or amount is None:
        found.problems.append(_("表里要有“房号”和“余额”两列。"))
        return found
    units = _units(estate)
    for number, row in enumerate(rows[head + 1 :], head + 2):
        name = str(row[door]).strip() if door < len(row) else ""
        if not name or name.startswith(("合计", "总计")):
            continue
        _take(found, number, name, row[amount] if amount < len(row) else "", units)
    if not found.shares and not found.problems:
        found.problems.append(_("表里没有一户。"))
    return found


def _take(found: Shares, number: int, name: str, cell: object, units: Mapping[str, int]) -> None:
    read = read_amount(cell)
    unit = units.get("".join(name.split()))
    if unit is None:
        text = _("第 %(n)s 行：名册里没有 %(door)s。") % {"n": number, "door": name}
    elif unit in found.shares:
        text = _("第 %(n)s 行：%(door)s 写了两次。") % {"n": number, "door": name}
    elif read.fault or read.fen < 0:
        text = _("第 %(n)s 行：金额认不出来。") % {"n": number}
    else:
        found.shares[unit] = read.fen
        return
    if len(found.problems) < SHOWN:
        found.problems.append(text)


def _units(estate: Estate) -> dict[str, int]:
    rows = Unit.objects.filter(estate=estate, removed_on__isnull=True).values_list("door", "pk")
    return {"".join(door.split()): pk for door, pk in rows}


def _column(row: list[object] | list[str], words: tuple[str, ...]) -> int | None:
    for number, cell in enumerate(row):
        if any(word in str(cell) for word in words):
            return number
    return None
