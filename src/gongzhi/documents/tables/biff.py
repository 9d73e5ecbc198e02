"""Looks into an .xls (compound file, BIFF8) before it is opened: password, spread of cells, formulas."""

from __future__ import annotations

from collections.abc import Mapping
from struct import Struct, error, unpack_from

from gongzhi.documents.tables.sheets import MAX_CELLS, Unreadable
from gongzhi.documents.tables.zipped import BROKEN, TOO_WIDE

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = "文件有密码保护；请去掉密码后重新保存。"

_END = 0xFFFFFFFA
_HEAD = Struct("<HH")
_SINGLE = frozenset((0x0006, 0x00FD, 0x00D6, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406))
_BOF, _EOF, _BOUNDSHEET, _FILEPASS, _MULRK, _FORMULA = 0x0809, 0x000A, 0x0085, 0x002F, 0x00BD, 0x0006
_DIMENSIONS, _STRINGS = 0x0200, 0x00FC


def look_into(data: bytes) -> Mapping[int, Mapping[tuple[int, int], str]]:
    """Refuses broken, password-protected or too widely scattered workbooks; returns formula cells by sheet index."""
    try:
        stream = _workbook_stream(data)
        return _walk(stream)
    except (error, IndexError, ValueError) as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(BROKEN) from problem


def _workbook_stream(data: bytes) -> bytes:
    sector = 1 << unpack_from("<H", data, 30)[0]
    mini = 1 << unpack_from("<H", data, 32)[0]
    if sector not in (512, 4096) or mini != 64:
        raise Unreadable(BROKEN)
    directory, _, cutoff, mini_fat, mini_fats, difat, difats = unpack_from("<7I", data, 48)
    if max((*unpack_from("<2I", data, 40), mini_fats, difats)) > len(data) // sector:
        raise Unreadable(BROKEN)
    fat_sectors = [number for number in unpack_from("<109I", data, 76) if number < _END]
    seen = 0
    per_sector = sector // 4
    while difat < _END and seen < 10_000:
        numbers = unpack_from(f"<{per_sector}I", data, (difat + 1) * sector)
        fat_sectors += [number for number in numbers[:-1] if number < _END]
        difat = numbers[-1]
        seen += 1
    fat: list[int] = []
    for number in fat_sectors:
        fat += unpack_from(f"<{per_sector}I", data, (number + 1) * sector)

    def chain(start: int, table: list[int]) -> list[int]:
        numbers: list[int] = []
        while start < _END:
            numbers.append(start)
            if len(numbers) > len(table):
                raise Unreadable(BROKEN)
            start = table[start]
        return numbers

    def read(start: int) -> bytes:
        return b"".join(data[(number + 1) * sector : (number + 2) * sector] for number in chain(start, fat))

    entries = read(directory)
    root = b""
    for offset in range(0, len(entries) - 127, 128):
        length = unpack_from("<H", entries, offset + 64)[0]
        name = entries[offset : offset + max(0, length - 2)].decode("utf-16-le", "replace")
        start, size = unpack_from("<II", entries, offset + 116)
        if entries[offset + 66] in (2, 5) and size > len(data):
            raise Unreadable(BROKEN)
        if entries[offset + 66] == 5:
            root = read(start) if start < _END else b""
        if name == "EncryptedPackage":
            raise Unreadable(PROTECTED)
        if name in ("Workbook", "Book"):
            if size >= cutoff:
                stream = read(start)
            else:
                table = list(unpack_from(f"<{len(read(mini_fat)) // 4}I", read(mini_fat)))
                stream = b"".join(root[number * mini : number * mini + mini] for number in chain(start, table))
            if len(stream) < size:
                raise Unreadable(BROKEN)
            return stream[:size]
    raise Unreadable("文件里没有 Excel 工作簿；请另存为 .xlsx 后再试。")


def _walk(stream: bytes) -> Mapping[int, Mapping[tuple[int, int], str]]:
    starts: list[int] = []
    formulas: dict[int, dict[tuple[int, int], str]] = {}
    position, size = 0, len(stream)
    order: dict[int, int] = {}
    sheet = -1
    depth = 0
    row = column = 0
    while position + 4 <= size:
        kind, length = _HEAD.unpack_from(stream, position)
        if kind == _BOF:
            depth += 1
            if depth == 1:
                sheet = order.get(position, -1)
                row = column = 0
        elif kind == _EOF:
            depth -= 1
        elif kind == _FILEPASS:
            raise Unreadable(PROTECTED)
        elif kind in (_DIMENSIONS, _STRINGS) and not _is_possible(stream, kind, position + 4, length):
            raise Unreadable(BROKEN)
        elif kind == _BOUNDSHEET:
            start = unpack_from("<I", stream, position + 4)[0]
            order[start] = len(starts)
            starts.append(start)
        elif kind in _SINGLE or kind == _MULRK:
            at_row, at_column = _HEAD.unpack_from(stream, position + 4)
            if kind == _MULRK:
                at_column = unpack_from("<H", stream, position + 2 + length)[0]
            elif kind == _FORMULA and sheet >= 0:
                formulas.setdefault(sheet, {})[at_row, at_column] = "formula"
            row, column = max(row, at_row + 1), max(column, at_column + 1)
            if row * column > 2 * MAX_CELLS:
                raise Unreadable(TOO_WIDE)
        elif kind == 0 and length == 0:
            break
        position += 4 + length
    return formulas


def _is_possible(stream: bytes, kind: int, position: int, length: int) -> bool:
    """Whether the room that a reader will set aside at once (rows and columns, strings) can be needed at all."""
    if kind == _STRINGS:
        return length < 8 or int(unpack_from("<I", stream, position + 4)[0]) * 3 <= len(stream)
    top, rows, left, columns = unpack_from("<IIHH" if length >= 14 else "<4H", stream, position)
    return bool(top <= rows <= 65_536 and left <= columns <= 256)
