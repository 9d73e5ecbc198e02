"""Sheets of tickets as 12345 and 微网实格 export them: which column says what, what each row means, what is doubtful.

Nothing is written here. A row that could not be taken in as it stands is listed with its place, its value and what to do.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.tables import BLOCK, WARN, Problem, Sheet, read_table, shown
from gongzhi.issues.queries.list_of_matters import side_names
from gongzhi.issues.queries.ticket_columns import FIELDS, head_of, titled
from gongzhi.issues.queries.ticket_days import moment_of
from gongzhi.issues.queries.tickets import Known, known_tickets
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.writing import readable
from gongzhi.people.queries import normal_phone
from gongzhi.places.models import Building, Estate
from gongzhi_law import matters as law

NEEDED = ("ref", "words", "received")
LONGEST, OLDEST = 4000, date(2000, 1, 1)
URGENT = ("是", "紧急", "特急", "加急", "特别紧急", "y", "yes", "1", "true", "一级")
YES = ("是", "保密", "匿名", "y", "yes", "1", "true")


@dataclass(frozen=True, slots=True)
class Ticket:
    """One row as it would be taken in."""

    row: int
    ref: str
    estate: Estate
    received: datetime
    words: str
    matter: str
    building: Building | None
    place: str
    name: str
    number: str
    urgent: bool
    hide: bool


@dataclass(slots=True)
class Reading:
    """What a sheet says: its columns, the tickets that can be taken in, the doubts, and what is new against what is here."""

    sheet: str
    columns: list[tuple[str, str, str]]  # letter, title, field
    rows: int = 0
    tickets: list[Ticket] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    added: list[Ticket] = field(default_factory=list)
    changed: list[tuple[Ticket, Known]] = field(default_factory=list)
    same: int = 0

    @property
    def blocked_rows(self) -> int:
        """How many rows cannot be taken in as they stand."""
        return len({one.row for one in self.problems if one.severity == BLOCK})

    def summary(self) -> dict[str, int]:
        """The numbers that are kept with the file: none of them says who reported."""
        blocks = sum(1 for one in self.problems if one.severity == BLOCK)
        return {
            "rows": self.rows,
            "added": len(self.added),
            "changed": len(self.changed),
            "same": self.same,
            "blocks": blocks,
            "blocked_rows": self.blocked_rows,
            "warns": len(self.problems) - blocks,
        }


def read_tickets(
    content: bytes,
    name: str,
    *,
    estates: Iterable[Estate],
    source: str,
    mapping: Mapping[str, str],
    at: datetime,
) -> Reading:
    """The first sheet with a head row, read under the guessed mapping with `mapping` (letter → field) over it.

    Raises `Unreadable` for what is no table, wrong input where a needed column is missing.
    """
    book = read_table(content, name)
    known = list(estates)
    sheet, head = head_of(book.sheets)
    columns = titled(sheet.rows[head], mapping)
    place = {what: n for n, (_letter, _title, what) in enumerate(columns) if what}
    needed = [*NEEDED, *(["estate"] if len(known) != 1 else [])]
    if missing := [str(FIELDS[one][0]) for one in needed if one not in place]:
        words = _("找不到这些列：%(names)s。请在“哪一列是什么”里指定。") % {"names": "、".join(missing)}
        raise BadInput(words, {"file": words})
    reading = Reading(sheet.name, columns)
    _Rows(reading, place, known, source, at).read(sheet, head)
    _compare(reading, source)
    return reading


class _Rows:
    """Reads row after row; what is asked of the database is asked once."""

    def __init__(
        self, reading: Reading, place: Mapping[str, int], estates: list[Estate], source: str, at: datetime
    ) -> None:
        self.reading, self.place, self.source, self.at = reading, place, source, at
        self.only = estates[0] if len(estates) == 1 else None
        self.estates: dict[str, list[Estate]] = {}
        for one in estates:
            for key in {_plain_name(one.name), one.code.lower()}:
                self.estates.setdefault(key, []).append(one)
        self.buildings: dict[int, dict[str, Building]] = {}
        for building in Building.objects.filter(estate__in=estates):
            self.buildings.setdefault(building.estate_id, {})[_plain_building(building.name)] = building
        self.matters = {word: row.id for row in reversed(law.matters()) for word in (*row.words, row.name, row.id)}
        self.departments = {_plain_name(name) for name in side_names().values()}
        self.departments |= {key.partition(":")[2] for key in side_names() if ":" in key}
        self.refs: dict[str, int] = {}

    def read(self, sheet: Sheet, head: int) -> None:
        """All rows below the head; empty ones are passed over."""
        for n in range(head + 1, len(sheet.rows)):
            row = sheet.rows[n]
            if any(shown(cell) for cell in row):
                self.reading.rows += 1
                ticket = self.ticket(n + 1, row)
                if ticket is not None:
                    self.reading.tickets.append(ticket)

    def text(self, row: list[Any], what: str) -> str:
        """The cell of a field as words."""
        n = self.place.get(what)
        if n is None or n >= len(row):
            return ""
        cell = row[n]
        return shown(cell) if not isinstance(cell, str) else cell.strip()

    def doubt(self, row: int, what: str, value: str, problem: str, remedy: str, severity: str = BLOCK) -> None:
        """Keeps one doubtful cell."""
        n = self.place.get(what)
        title = self.reading.columns[n][1] if n is not None else str(FIELDS[what][0])
        self.reading.problems.append(Problem(self.reading.sheet, row, title, shown(value), problem, remedy, severity))

    def ticket(self, n: int, row: list[Any]) -> Ticket | None:
        """The row as a ticket, or None where something blocks it."""
        before = len(self.reading.problems)
        ref, words = self.text(row, "ref"), self.text(row, "words")
        self._ref(n, ref)
        if not words:
            self.doubt(n, "words", words, _("没有内容"), _("补上反映的内容"))
        elif len(words) > LONGEST or not readable(words):
            self.doubt(n, "words", words, _("太长，或者有看不见的控制字符"), _("最多 4000 字，去掉控制字符"))
        estate = self._estate(n, self.text(row, "estate"))
        received = self._received(n, row)
        blocked = any(one.severity == BLOCK for one in self.reading.problems[before:])
        matter, more = self._matter(n, self.text(row, "matter"))
        more += self._department(n, self.text(row, "department"))
        number = self._number(n, self.text(row, "number"))
        building, place = self._building(n, estate, self.text(row, "building"), self.text(row, "place"))
        if blocked or estate is None or received is None:
            return None
        return Ticket(
            row=n,
            ref=ref,
            estate=estate,
            received=received,
            words="\n".join([words, *more]),
            matter=matter,
            building=building,
            place=place[:120],
            name=self.text(row, "name")[:40],
            number=number,
            urgent=self.text(row, "urgent").lower() in URGENT,
            hide=self.text(row, "hide").lower() in YES,
        )

    def _ref(self, n: int, ref: str) -> None:
        if not ref:
            self.doubt(n, "ref", ref, _("没有工单编号"), _("补上编号：同一编号只收一次"))
        elif len(ref) > 60 or not readable(ref):
            self.doubt(n, "ref", ref, _("编号太长"), _("最多 60 个字符"))
        elif ref in self.refs:
            self.doubt(
                n, "ref", ref, _("和第 %(n)s 行的编号相同") % {"n": self.refs[ref]}, _("删去重复的行，或者改正编号")
            )
        else:
            self.refs[ref] = n

    def _estate(self, n: int, name: str) -> Estate | None:
        if not name and self.only is not None:
            return self.only
        found = self.estates.get(_plain_name(name), []) or self.estates.get(name.lower(), [])
        living = [one for one in found if one.ended_on is None]
        if len(living) == 1:
            return living[0]
        if not name:
            self.doubt(n, "estate", name, _("没有写小区"), _("补上小区名称"))
        elif living:
            self.doubt(n, "estate", name, _("有 %(n)s 个小区同名") % {"n": len(living)}, _("改写成小区代码"))
        elif found:
            self.doubt(n, "estate", name, _("这个小区已经合并或者分立"), _("改写成承接的小区"))
        else:
            self.doubt(n, "estate", name, _("这里没有这个小区"), _("改正名称；没有登记的小区请先登记"))
        return None

    def _received(self, n: int, row: list[Any]) -> datetime | None:
        cell = row[self.place["received"]] if self.place["received"] < len(row) else ""
        found = moment_of(cell)
        if found is None:
            self.doubt(n, "received", shown(cell), _("看不懂的日期"), _("写成 2026-03-01 或者 2026-03-01 08:30"))
        elif found > self.at + timedelta(days=1):
            self.doubt(n, "received", shown(cell), _("日期在以后"), _("改正日期"))
            return None
        elif law_day(found) < OLDEST:
            self.doubt(n, "received", shown(cell), _("日期太早"), _("改正日期"))
            return None
        return min(found, self.at) if found else None

    def _matter(self, n: int, word: str) -> tuple[str, list[str]]:
        if not word:
            return "", []
        found = self.matters.get(word)
        if found is None:
            remedy = _("可以导入：原来的分类记在内容后面，受理时另选事项")
            self.doubt(n, "matter", word, _("责任清单里没有这个事项"), remedy, WARN)
            return "", [_("来源分类：%(word)s") % {"word": word[:60]}]
        return found, []

    def _department(self, n: int, word: str) -> list[str]:
        if not word:
            return []
        if _plain_name(word) not in self.departments:
            remedy = _("可以导入：原来的单位记在内容后面，受理后按责任清单另派")
            self.doubt(n, "department", word, _("责任清单里没有这个单位"), remedy, WARN)
        return [_("来源承办单位：%(word)s") % {"word": word[:60]}]

    def _number(self, n: int, text: str) -> str:
        if not text:
            return ""
        try:
            return normal_phone(text)
        except BadInput:
            remedy = _("可以导入，但不会给报事人发进度；改正后再导一次")
            self.doubt(n, "number", text[:3] + "…", _("不是电话号码"), remedy, WARN)
            return ""

    def _building(self, n: int, estate: Estate | None, name: str, place: str) -> tuple[Building | None, str]:
        if not name or estate is None:
            return None, place
        found = self.buildings.get(estate.pk, {}).get(_plain_building(name))
        if found is None:
            remedy = _("可以导入：原来的写法记在详细位置里")
            self.doubt(n, "building", name, _("这个小区没有这一栋"), remedy, WARN)
            return None, f"{name} {place}".strip()
        return found, place


def _plain_name(text: str) -> str:
    return "".join(text.split()).lower().removesuffix("小区")


def _plain_building(text: str) -> str:
    plain = "".join(text.split()).lower()
    return re.sub(r"(号楼|幢|座|号|#)$", "栋", plain) if not plain.endswith("栋") else plain


def _compare(reading: Reading, source: str) -> None:
    """What is new, what its source changed, and how much is here already."""
    known = known_tickets(
        {ticket.estate.pk for ticket in reading.tickets}, source, [ticket.ref for ticket in reading.tickets]
    )
    for ticket in reading.tickets:
        here = known.get((ticket.estate.pk, ticket.ref))
        if here is None:
            reading.added.append(ticket)
        elif here.says(ticket.words):
            reading.same += 1
        else:
            reading.changed.append((ticket, here))
