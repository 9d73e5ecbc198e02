"""Looks into an .xlsx before it is opened: true sizes, number and spread of cells, formulas, errors."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping

from gongzhi.documents.tables.sheets import (
    MAX_CELLS,
    MAX_MEMBERS,
    MAX_STRINGS_BYTES,
    MAX_UNPACKED_BYTES,
    Unreadable,
    column_index,
)

TOO_BIG = "文件解压后过大（超过上限），疑似压缩炸弹，已拒绝读取；请只保留要导入的表格后重新保存。"
TOO_WIDE = "工作表的单元格散布过广（例如远处还有内容），已拒绝读取；请删除表格以外的内容后重新保存。"
BROKEN = "文件已损坏或不完整，无法作为 Excel 工作簿读取；请重新导出后再试。"

_CHUNK = 1 << 20
_SHORT = MAX_UNPACKED_BYTES // MAX_CELLS
_ITEM_END = re.compile(rb"</(?:\w+:)?si>")
_SHARED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d{1,9})")
_FAR_DOWN = re.compile(rb'r="(?:\w{8}|[A-Za-z]{2}\w{5}|[A-Za-z](?:1[6-9]|[2-9]\d)\w{4}|\d{7})')
_FAR_RIGHT = re.compile(rb'r="[A-Z]{3}')
_TAG = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s/>])([^>]*)>")
_PLACE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([^\"']*)[\"']")
_CELL_PLACE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_FORMULA = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Z]{1,4})(\d{1,9})[\"'][^>]*>\s*<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(rb"<(?:\w+:)?c\s[^>]*?\bt\s*=\s*[\"']e[\"'][^>]*>")
_REF = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,4})(\d{1,9})[\"']")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_ATTR = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")


def look_into(data: bytes) -> Mapping[int, Mapping[tuple[int, int], str]]:
    """Refuses what would not fit in memory or time; returns the odd cells (formula, error) by sheet index.

    Sizes are measured while unpacking, not believed from the directory. Refuses broken archives, archives that are
    no .xlsx, encrypted members, more than MAX_CELLS cells, and cells scattered so widely that they fill a larger box.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(BROKEN) from error
    with archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise Unreadable(TOO_BIG)
        names = {member.filename.replace("\\", "/").lstrip("/"): member for member in members}
        if "xl/workbook.xml" not in {name.lower() for name in names}:
            raise Unreadable("压缩包里没有 Excel 工作簿；请另存为 .xlsx 后再试。")
        if any(member.flag_bits & 1 for member in members):
            raise Unreadable("文件有密码保护；请去掉密码后重新保存。")
        if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
            raise Unreadable(BROKEN)
        if len(names) < len(members):
            raise Unreadable(BROKEN)
        if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
            raise Unreadable(TOO_BIG)
        left = MAX_UNPACKED_BYTES
        cells = 0
        odd: dict[str, Mapping[tuple[int, int], str]] = {}
        sizes = _sizes_of_strings(archive, names)
        room = 0
        small: dict[str, str] = {}
        for name, member in names.items():
            lower = name.lower()
            if not lower.endswith((".xml", ".rels")):
                continue
            limit = min(left, MAX_STRINGS_BYTES) if lower == "xl/sharedstrings.xml" else left
            text = _unpack(archive, member, limit)
            left -= len(text)
            if lower == "xl/sharedstrings.xml" and (b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text[:4096]):
                raise Unreadable(BROKEN)
            if lower.startswith("xl/worksheets/") and lower.endswith(".xml"):
                here = _count_cells(text)
                cells += here
                if cells > MAX_CELLS:
                    raise Unreadable(TOO_BIG)
                _refuse_spread(text, here)
                if sizes:
                    room += sum(sizes.get(int(number), 0) for number in _SHARED.findall(text))
                    if room > MAX_UNPACKED_BYTES:
                        raise Unreadable(TOO_BIG)
                odd[lower] = _odd_cells(text)
            elif lower in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
                small[lower] = text.decode("utf-8", "replace")
    return _by_index(odd, small)


def _sizes_of_strings(archive: zipfile.ZipFile, names: Mapping[str, zipfile.ZipInfo]) -> Mapping[int, int]:
    """Bytes of every shared string by its number, where one is long enough that cells repeating it could fill memory."""
    member = next((one for name, one in names.items() if name.lower() == "xl/sharedstrings.xml"), None)
    if member is None:
        return {}
    items = _ITEM_END.split(_unpack(archive, member, MAX_STRINGS_BYTES))
    if max(map(len, items)) <= _SHORT:
        return {}
    return {number: len(item) for number, item in enumerate(items)}


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise Unreadable(TOO_BIG)
                parts.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable(BROKEN) from error
    return b"".join(parts)


def _count_cells(text: bytes) -> int:
    """The number of cells, or a few more."""
    return text.count(b"<c") + (text.count(b":c") if _prefixed(text) else 0)


def _prefixed(text: bytes) -> bool:
    """Whether tags may carry a namespace prefix; within the head of a sheet only namespaces are declared."""
    return text.find(b":", 4096) >= 0 or b"<c" not in text


def _refuse_spread(text: bytes, cells: int) -> None:
    """Refuses cells scattered over a box of more than twice MAX_CELLS; the quick look needs no list of cells.

    It holds where every cell and row is numbered in the usual spelling, no cell lies beyond ZZ9999 or Z159999.
    """
    usual = (
        b"<!" not in text
        and text.count(b'<c r="') == cells - text.count(b"<col")
        and text.count(b'<row r="') == text.count(b"<row") - text.count(b"<rowB")
    )
    if usual and not _FAR_DOWN.search(text) and not _FAR_RIGHT.search(text):
        return
    row = column = last_row = last_column = 0
    for name, attributes in _TAG.findall(text):
        place = _PLACE.search(attributes)
        if name == b"row":
            row, column = (_row_number(place[1]) if place else row + 1), 0
        elif attributes.endswith(b"/"):
            column += 1
        else:
            row, column = _cell_place(place[1]) if place else (row, column + 1)
            last_row, last_column = max(last_row, row), max(last_column, column)
    if last_row > _LAST_ROW or last_column > _LAST_COLUMN or last_row * last_column > 2 * MAX_CELLS:
        raise Unreadable(TOO_WIDE)


def _row_number(place: bytes) -> int:
    if not (place.isdigit() and len(place) <= len(str(_LAST_ROW))):
        raise Unreadable(TOO_WIDE)
    return int(place)


def _cell_place(place: bytes) -> tuple[int, int]:
    """Row and column from 1; refuses what no spreadsheet can hold."""
    match = _CELL_PLACE.fullmatch(place)
    if match is None:
        raise Unreadable(TOO_WIDE)
    return int(match[2]), column_index(match[1].decode("ascii").upper()) + 1


def _odd_cells(text: bytes) -> Mapping[tuple[int, int], str]:
    odd: dict[tuple[int, int], str] = {}
    if b"<f" in text or (_prefixed(text) and b":f" in text):
        for match in _FORMULA.finditer(text):
            end = text.find(b"</c>", match.end())
            value = text[match.end() : end if end >= 0 else match.end() + 4096]
            empty = b"<v>" not in value or b"<v></v>" in value
            odd[int(match[2]) - 1, column_index(match[1].decode("ascii"))] = "formula_empty" if empty else "formula"
    if b'="e"' in text or b"='e'" in text:
        for match in _ERROR.finditer(text):
            if ref := _REF.search(match[0]):
                odd[int(ref[2]) - 1, column_index(ref[1].decode("ascii"))] = "error"
    return odd


def _by_index(
    odd: Mapping[str, Mapping[tuple[int, int], str]], small: Mapping[str, str]
) -> Mapping[int, Mapping[tuple[int, int], str]]:
    if not any(odd.values()):
        return {}
    targets: dict[str, str] = {}
    for tag in _RELATION.findall(small.get("xl/_rels/workbook.xml.rels", "")):
        attrs = dict(_ATTR.findall(tag))
        target = attrs.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        targets[attrs.get("Id", "")] = path.lower()
    found: dict[int, Mapping[tuple[int, int], str]] = {}
    for index, tag in enumerate(_SHEET.findall(small.get("xl/workbook.xml", ""))):
        attrs = dict(_ATTR.findall(tag))
        identifier = next((value for name, value in attrs.items() if name.endswith(":id")), "")
        if cells := odd.get(targets.get(identifier, "")):
            found[index] = cells
    return found
